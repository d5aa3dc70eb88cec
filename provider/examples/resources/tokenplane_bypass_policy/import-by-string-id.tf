import {
  to = tokenplane_bypass_policy.vpn
  id = "Office VPN"
}
