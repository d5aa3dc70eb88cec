import {
  to = tokenplane_bypass_policy.vpn
  identity = {
    resource_id = "UmVzb3VyY2U6MDE5OTJhYzRlLTdkMGEtN2IzZS05YzQxLTVhOGUyMGQxZjYyYTc="
  }
}
