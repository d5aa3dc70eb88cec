import {
  to = tokenplane_self_service_policy.vpn
  id = "Office VPN"
}
