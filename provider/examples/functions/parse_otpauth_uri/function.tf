variable "address" {
  description = "What the QR code of a device says."
  type        = string
  sensitive   = true
  ephemeral   = true
}

locals {
  device = provider::tokenplane::parse_otpauth_uri(var.address)
}

resource "tokenplane_token" "device" {
  model             = "UNIVERSAL"
  serial_number     = "10001"
  algorithm         = "TOTP"
  digits            = 6
  hash              = "SHA1"
  period_seconds    = 30
  secret_wo         = local.device.secret
  secret_wo_version = 1
}
