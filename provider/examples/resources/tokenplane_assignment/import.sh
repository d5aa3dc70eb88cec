# By the resource's name, the user's login and the token's serial number; a slash within a name is %2F.
terraform import tokenplane_assignment.alice_vpn "Office VPN/alice.jones/20002"
# Or by their ids.
terraform import tokenplane_assignment.alice_vpn UmVzb3VyY2U6MDE5OTJhYzRlLTdkMGEtN2IzZS05YzQxLTVhOGUyMGQxZjYyYTc=/VXNlcjowMTk5MWZjNGUtN2QwYS03YjNlLTljNDEtNWE4ZTIwZDFmNjFmNw==/VG9rZW46MDE5OTNiYzRlLTdkMGEtN2IzZS05YzQxLTVhOGUyMGQxZjYzYjc=
# Or by the id of its own.
terraform import tokenplane_assignment.alice_vpn QXNzaWdubWVudDowMTk5NmVjNC03ZDBhLTdiM2UtOWM0MS01YThlMjBkMWY2Njc=
