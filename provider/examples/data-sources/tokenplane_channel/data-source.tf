data "tokenplane_channel" "chat" {
  name = "Company chat"
}

output "suspended" {
  value = data.tokenplane_channel.chat.suspensions[*].country
}
