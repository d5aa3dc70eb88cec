# By the name.
terraform import tokenplane_resource.vpn "Office VPN"
# Or by the id.
terraform import tokenplane_resource.vpn UmVzb3VyY2U6MDE5OTJhYzRlLTdkMGEtN2IzZS05YzQxLTVhOGUyMGQxZjYyYTc=
