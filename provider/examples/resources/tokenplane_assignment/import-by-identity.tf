import {
  to = tokenplane_assignment.alice_vpn
  identity = {
    resource_id = "UmVzb3VyY2U6MDE5OTJhYzRlLTdkMGEtN2IzZS05YzQxLTVhOGUyMGQxZjYyYTc="
    token_id    = "VG9rZW46MDE5OTNiYzRlLTdkMGEtN2IzZS05YzQxLTVhOGUyMGQxZjYzYjc="
    user_id     = "VXNlcjowMTk5MWZjNGUtN2QwYS03YjNlLTljNDEtNWE4ZTIwZDFmNjFmNw=="
  }
}
