# By the resource's name.
terraform import tokenplane_self_service_policy.vpn "Office VPN"
# Or by the resource's id.
terraform import tokenplane_self_service_policy.vpn UmVzb3VyY2U6MDE5OTJhYzRlLTdkMGEtN2IzZS05YzQxLTVhOGUyMGQxZjYyYTc=
