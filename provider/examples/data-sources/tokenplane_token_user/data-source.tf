data "tokenplane_token_user" "fob" {
  serial_number = "20001"
}

resource "tokenplane_resource" "vpn" {
  name = "Office VPN"
}

# Whoever has the fob signs in with it.
resource "tokenplane_assignment" "vpn" {
  resource_id = tokenplane_resource.vpn.id
  token_id    = data.tokenplane_token_user.fob.token_id
  user_id     = data.tokenplane_token_user.fob.user_id
}
