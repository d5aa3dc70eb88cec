resource "tokenplane_user" "alice" {
  login = "alice.jones"
}

# Her app: it is hers alone.
resource "tokenplane_token" "alice_phone" {
  name    = "Alice's phone"
  model   = "PROTECTIMUS_SMART"
  user_id = tokenplane_user.alice.id
}

# A fob of the company's, which outlives her. It came in with a box of them.
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

resource "tokenplane_bypass" "alice_travel" {
  token_id    = tokenplane_assignment.alice_vpn.token_id
  resource_id = tokenplane_assignment.alice_vpn.resource_id
  duration    = "PERMANENT"
}
