data "tokenplane_resource" "bastion" {
  name = "Bastion host"
}

output "longest_bypass" {
  value = data.tokenplane_resource.bastion.bypass_policy.maximum_duration
}
