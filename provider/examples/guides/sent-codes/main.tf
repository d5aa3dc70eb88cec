variable "mail_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "gateway_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "bot_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "tokenplane_channel" "mail" {
  name = "Office mail"

  smtp = {
    host     = "mail.example.com"
    username = "codes"
    from     = "Example Ltd <codes@example.com>"
  }

  secrets_wo         = { password = var.mail_password }
  secrets_wo_version = 1
}

resource "tokenplane_channel" "sms" {
  name              = "Office SMS"
  allowed_countries = ["DE"]

  twilio = {
    account_sid = "AC00000000000000000000000000000000"
    from        = "Example"
  }

  secrets_wo         = { auth_token = var.gateway_token }
  secrets_wo_version = 1
}

resource "tokenplane_channel" "telegram" {
  name     = "Telegram"
  telegram = { bot_username = "ExampleCodesBot" }

  secrets_wo         = { bot_token = var.bot_token }
  secrets_wo_version = 1
}

resource "tokenplane_user" "dora" {
  login = "dora.brandt"
}

resource "tokenplane_token" "number" {
  name         = "Dora's number"
  model        = "SMS"
  phone_number = "+491701234567"
  user_id      = tokenplane_user.dora.id
}

resource "tokenplane_token" "mail" {
  name    = "Dora's mail"
  model   = "EMAIL"
  address = "dora.brandt@example.com"
  user_id = tokenplane_user.dora.id
}

# Dora opens the chat by a link, which the enrolment shows.
resource "tokenplane_token" "chat" {
  name       = "Dora's chat"
  model      = "BOT"
  channel_id = tokenplane_channel.telegram.id
  user_id    = tokenplane_user.dora.id
}

# With a PIN of her own, nobody else makes the server send codes to her.
resource "tokenplane_resource" "portal" {
  name               = "Customer portal"
  pin_before_sending = true
}
