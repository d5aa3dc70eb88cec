import {
  to = tokenplane_account_bypass_policy.account
  id = "account"
}
