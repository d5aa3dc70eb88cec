data "tokenplane_self_service_policy" "bastion" {
  resource_name = "Bastion host"
}

output "portal_of_bastion" {
  value = data.tokenplane_self_service_policy.bastion.url
}
