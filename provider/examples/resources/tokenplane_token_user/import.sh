# By the token's serial number.
terraform import tokenplane_token_user.alice_fob 20002
# Or by the token's id.
terraform import tokenplane_token_user.alice_fob VG9rZW46MDE5OTNiYzRlLTdkMGEtN2IzZS05YzQxLTVhOGUyMGQxZjYzYjc=
