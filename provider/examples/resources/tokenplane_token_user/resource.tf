# A fob that came in with a box of them, by tokenImport.
data "tokenplane_token" "fob" {
  serial_number = "20002"
}

resource "tokenplane_user" "alice" {
  login = "alice.jones"
}

resource "tokenplane_token_user" "alice_fob" {
  token_id = data.tokenplane_token.fob.id
  user_id  = tokenplane_user.alice.id
}
