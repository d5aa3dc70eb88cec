resource "tokenplane_user" "alice" {
  login = "alice.jones"
}

# An app on a phone. It is PENDING until its user has enrolled it.
resource "tokenplane_token" "phone" {
  name    = "Alice's phone"
  model   = "PROTECTIMUS_SMART"
  user_id = tokenplane_user.alice.id
}

# A phone number that codes are sent to, by the channels for SMS of the account. It is PENDING until its user has
# confirmed a code that was sent there.
resource "tokenplane_token" "number" {
  name         = "Alice's number"
  model        = "SMS"
  phone_number = "+491701234567"
  user_id      = tokenplane_user.alice.id
}

# A fob, with the secret that its vendor sent. The server gets it; no plan and no state has it.
variable "fob_secret" {
  description = "In Base32."
  type        = string
  sensitive   = true
  ephemeral   = true
}

resource "tokenplane_token" "fob" {
  model             = "PROTECTIMUS_TWO"
  serial_number     = "10001"
  period_seconds    = 30
  user_id           = tokenplane_user.alice.id
  secret_wo         = var.fob_secret
  secret_wo_version = 1

  # When its battery is at its end.
  valid_until = "2031-06-30T00:00:00Z"
}
