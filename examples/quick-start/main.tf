terraform {
  required_providers { tokenplane = { source = "tokenplane/tokenplane" } }
}

resource "tokenplane_resource" "vpn" { name = "Office VPN" }
resource "tokenplane_user" "alice" { login = "alice.jones" }

resource "tokenplane_token" "phone" {
  name    = "Alice's phone"
  model   = "GOOGLE_AUTHENTICATOR"
  user_id = tokenplane_user.alice.id
}

resource "tokenplane_assignment" "alice_vpn" {
  user_id     = tokenplane_user.alice.id
  token_id    = tokenplane_token.phone.id
  resource_id = tokenplane_resource.vpn.id
}
