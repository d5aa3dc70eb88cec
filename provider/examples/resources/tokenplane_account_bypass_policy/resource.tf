# Where a resource has no policy of its own, nobody bypasses anything.
resource "tokenplane_account_bypass_policy" "account" {
  maximum_duration = "NONE"
}
