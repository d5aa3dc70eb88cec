# terraform query
list "tokenplane_user" "enabled" {
  provider = tokenplane

  config {
    enabled = true
  }
}
