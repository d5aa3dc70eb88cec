# Who was disabled, and may be deleted.
data "tokenplane_users" "disabled" {
  enabled = false
}

output "disabled" {
  value = data.tokenplane_users.disabled.users[*].login
}
