data "tokenplane_token" "fob" {
  serial_number = "20001"
}

# terraform apply -invoke=action.tokenplane_unlock.fob
action "tokenplane_unlock" "fob" {
  config {
    token_id = data.tokenplane_token.fob.id
  }
}
