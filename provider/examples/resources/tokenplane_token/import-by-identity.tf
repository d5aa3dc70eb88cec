import {
  to = tokenplane_token.fob
  identity = {
    id = "VG9rZW46MDE5OTNiYzRlLTdkMGEtN2IzZS05YzQxLTVhOGUyMGQxZjYzYjc="
  }
}
