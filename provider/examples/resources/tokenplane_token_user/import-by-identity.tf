import {
  to = tokenplane_token_user.alice_fob
  identity = {
    token_id = "VG9rZW46MDE5OTNiYzRlLTdkMGEtN2IzZS05YzQxLTVhOGUyMGQxZjYzYjc="
  }
}
