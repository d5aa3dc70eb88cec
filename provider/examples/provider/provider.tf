terraform {
  required_providers {
    tokenplane = {
      source = "tokenplane/tokenplane"
    }
  }
}

# The API key comes from TOKENPLANE_API_KEY, so that no file holds it.
provider "tokenplane" {
  endpoint = "https://mfa.example.com"
}

resource "tokenplane_user" "alice" {
  login = "alice.jones"
}

resource "tokenplane_resource" "vpn" {
  name = "Office VPN"
}

resource "tokenplane_token" "phone" {
  name    = "Alice's phone"
  model   = "PROTECTIMUS_SMART"
  user_id = tokenplane_user.alice.id
}

resource "tokenplane_assignment" "alice_vpn" {
  resource_id = tokenplane_resource.vpn.id
  token_id    = tokenplane_token.phone.id
  user_id     = tokenplane_token.phone.user_id
}
