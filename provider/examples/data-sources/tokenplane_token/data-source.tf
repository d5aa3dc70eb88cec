data "tokenplane_token" "fob" {
  serial_number = "20001"
}

# What changes by itself stands here, and not in the resource.
output "fob" {
  value = {
    user      = data.tokenplane_token.fob.login
    last_used = data.tokenplane_token.fob.last_used_at
    locked    = data.tokenplane_token.fob.locked
  }
}
