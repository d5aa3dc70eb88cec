resource "tokenplane_user" "alice" {
  login        = "alice.jones"
  first_name   = "Alice"
  last_name    = "Jones"
  email        = "alice.jones@example.com"
  phone_number = "+390600000001"
}
