import {
  to = tokenplane_token_user.alice_fob
  id = "20002"
}
