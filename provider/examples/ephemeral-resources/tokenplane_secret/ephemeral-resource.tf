ephemeral "tokenplane_secret" "fob" {}

# Another version of the secret makes a new one. To program the device, give the same secret to your vault in this run,
# by a write-only attribute of its own.
resource "tokenplane_token" "fob" {
  model             = "UNIVERSAL"
  serial_number     = "10001"
  algorithm         = "TOTP"
  digits            = 6
  hash              = "SHA1"
  period_seconds    = 30
  secret_wo         = ephemeral.tokenplane_secret.fob.base32
  secret_wo_version = 1
}
