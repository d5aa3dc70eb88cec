resource "tokenplane_resource" "vpn" {
  name = "Office VPN"
}

# People without a token open the link of an invitation; those who have one sign in with their password and a code.
resource "tokenplane_self_service_policy" "vpn" {
  resource_id       = tokenplane_resource.vpn.id
  address           = "office-vpn"
  actions           = ["TOKEN_ENROL", "TOKEN_SYNCHRONIZE", "TOKEN_REPORT_LOST", "PASSWORD_CHANGE"]
  models            = ["GOOGLE_AUTHENTICATOR", "PUSH"]
  allowed_addresses = ["10.0.0.0/8"]
}

output "portal" {
  value = tokenplane_self_service_policy.vpn.url
}
