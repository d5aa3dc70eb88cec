import {
  to = tokenplane_assignment.alice_vpn
  id = "Office VPN/alice.jones/20002"
}
