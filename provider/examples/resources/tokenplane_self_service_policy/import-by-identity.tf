import {
  to = tokenplane_self_service_policy.vpn
  identity = {
    resource_id = "UmVzb3VyY2U6MDE5OTJhYzRlLTdkMGEtN2IzZS05YzQxLTVhOGUyMGQxZjYyYTc="
  }
}
