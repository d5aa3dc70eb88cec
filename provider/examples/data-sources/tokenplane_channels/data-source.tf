data "tokenplane_channels" "bots" {
  kind    = "BOT"
  enabled = true
}

output "bots" {
  value = data.tokenplane_channels.bots.channels[*].name
}
