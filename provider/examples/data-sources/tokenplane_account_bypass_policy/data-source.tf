data "tokenplane_account_bypass_policy" "default" {}

output "longest_bypass" {
  value = data.tokenplane_account_bypass_policy.default.maximum_duration
}
