resource "tokenplane_resource" "vpn" {
  name = "Office VPN"
}

resource "tokenplane_bypass_policy" "vpn" {
  resource_id      = tokenplane_resource.vpn.id
  maximum_duration = "HOURS_8"
  reason_required  = true
  granted_by       = ["ADMIN", "PROVISIONER"]
}
