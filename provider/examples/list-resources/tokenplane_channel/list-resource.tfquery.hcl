# terraform query -generate-config-out=channels.tf
list "tokenplane_channel" "all" {
  provider = tokenplane
}
