import {
  to = tokenplane_user.bert
  id = "bert.miller"
}

import {
  to = tokenplane_resource.bastion
  id = "Bastion host"
}

import {
  to = tokenplane_channel.chat
  id = "Company chat"
}

import {
  to = tokenplane_token.bert_fob
  id = "20001"
}

import {
  to = tokenplane_assignment.bert_bastion
  id = "Bastion host/bert.miller/20001"
}

import {
  to = tokenplane_bypass_policy.bastion
  id = "Bastion host"
}

import {
  to = tokenplane_self_service_policy.bastion
  id = "Bastion host"
}
