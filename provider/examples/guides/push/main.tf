resource "tokenplane_user" "erik" {
  login = "erik.larsen"
}

# It is PENDING until Erik has connected his phone.
resource "tokenplane_token" "phone" {
  name    = "Erik's phone"
  model   = "PUSH"
  user_id = tokenplane_user.erik.id
}

resource "tokenplane_resource" "intranet" {
  name              = "Intranet"
  push_confirmation = "CODE"
}

resource "tokenplane_assignment" "erik" {
  resource_id = tokenplane_resource.intranet.id
  token_id    = tokenplane_token.phone.id
  user_id     = tokenplane_token.phone.user_id
}
