import {
  to = tokenplane_token.fob
  id = "10001"
}
