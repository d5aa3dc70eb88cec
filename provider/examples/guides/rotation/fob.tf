variable "fob_secret" {
  description = "In Base32."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "fob_pin" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "tokenplane_token" "fob" {
  model             = "PROTECTIMUS_TWO"
  serial_number     = "10001"
  period_seconds    = 30
  secret_wo         = var.fob_secret
  secret_wo_version = 1
  pin_wo            = var.fob_pin
  pin_wo_version    = 1
  pin_position      = "BEFORE_OTP"
}
