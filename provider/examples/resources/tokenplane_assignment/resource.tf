resource "tokenplane_user" "alice" {
  login = "alice.jones"
}

resource "tokenplane_resource" "vpn" {
  name = "Office VPN"
}

data "tokenplane_token" "fob" {
  serial_number = "20002"
}

resource "tokenplane_token_user" "alice_fob" {
  token_id = data.tokenplane_token.fob.id
  user_id  = tokenplane_user.alice.id
}

resource "tokenplane_assignment" "alice_vpn" {
  resource_id = tokenplane_resource.vpn.id
  token_id    = tokenplane_token_user.alice_fob.token_id
  user_id     = tokenplane_token_user.alice_fob.user_id
}
