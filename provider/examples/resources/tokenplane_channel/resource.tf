# A mail server. The server gets its password; no plan and no state has it.
variable "mail_password" {
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

# An SMS gateway with an HTTP interface. Nothing is sent to other countries.
variable "gateway_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "tokenplane_channel" "sms" {
  name              = "Office SMS"
  allowed_countries = ["DE", "AT", "CH"]
  hourly_limit      = 500

  sms_http = {
    url     = "https://sms.example.com/v1/messages"
    headers = { "Authorization" = "Bearer {secret:KEY}" }
    body    = jsonencode({ to = "{to}", text = "{text}" })
  }

  secrets_wo         = { KEY = var.gateway_key }
  secrets_wo_version = 1
}
