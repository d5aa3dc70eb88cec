# By the serial number.
terraform import tokenplane_token.fob 10001
# Or by the id, which is the only way for apps.
terraform import tokenplane_token.fob VG9rZW46MDE5OTNiYzRlLTdkMGEtN2IzZS05YzQxLTVhOGUyMGQxZjYzYjc=
