data "tokenplane_assignment" "bert" {
  login         = "bert.miller"
  resource_name = "Bastion host"
}

# For eight hours Bert signs in there without a code.
resource "tokenplane_bypass" "travel" {
  token_id    = data.tokenplane_assignment.bert.token_id
  resource_id = data.tokenplane_assignment.bert.resource_id
  duration    = "HOURS_8"
  reason      = "travels without the fob"
}
