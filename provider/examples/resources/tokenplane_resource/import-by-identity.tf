import {
  to = tokenplane_resource.vpn
  identity = {
    id = "UmVzb3VyY2U6MDE5OTJhYzRlLTdkMGEtN2IzZS05YzQxLTVhOGUyMGQxZjYyYTc="
  }
}
