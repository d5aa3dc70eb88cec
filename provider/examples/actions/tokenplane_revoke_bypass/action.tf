data "tokenplane_token" "fob" {
  serial_number = "20001"
}

# terraform apply -invoke=action.tokenplane_revoke_bypass.fob
action "tokenplane_revoke_bypass" "fob" {
  config {
    token_id = data.tokenplane_token.fob.id
  }
}
