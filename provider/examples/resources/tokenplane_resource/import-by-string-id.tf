import {
  to = tokenplane_resource.vpn
  id = "Office VPN"
}
