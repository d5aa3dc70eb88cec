data "tokenplane_bypass_policy" "bastion" {
  resource_name = "Bastion host"
}

output "decided_by" {
  value = data.tokenplane_bypass_policy.bastion.origin
}
