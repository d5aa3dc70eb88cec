resource "tokenplane_resource" "vpn" {
  name = "Office VPN"
}
