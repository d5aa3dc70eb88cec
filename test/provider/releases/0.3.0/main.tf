terraform {
  required_providers {
    tokenplane = { source = "tokenplane/tokenplane" }
  }
}

variable "generation" {
  type    = number
  default = 1
}

resource "tokenplane_user" "alice" {
  login        = "alice.jones"
  email        = "alice@example.com"
  phone_number = "+390600000001"
  first_name   = "Alice ${var.generation}"
}

resource "tokenplane_resource" "vpn" {
  name                        = "Office VPN"
  failed_attempts_before_lock = 2 + var.generation
  lock_minutes                = 0
  allowed_addresses           = ["192.0.2.7", "10.0.0.0/8"]
  pin_before_sending          = var.generation > 1
  timeouts                    = { create = "2m" }
}

resource "tokenplane_token" "phone" {
  name    = "Phone ${var.generation}"
  model   = "PROTECTIMUS_SMART"
  user_id = tokenplane_user.alice.id
}

resource "tokenplane_token" "device" {
  model             = "UNIVERSAL"
  serial_number     = "10001"
  algorithm         = "TOTP"
  digits            = 5 + var.generation
  hash              = "SHA256"
  period_seconds    = 30
  secret_wo         = var.generation > 1 ? "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U" : "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
  secret_wo_version = var.generation
  pin_wo            = "4711"
  pin_wo_version    = 1
  pin_position      = "AFTER_OTP"
}

resource "tokenplane_token" "answering" {
  model             = "PROTECTIMUS_ULTRA"
  serial_number     = "10002"
  secret_wo         = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
  secret_wo_version = 1
}

resource "tokenplane_channel" "texts" {
  name              = "Texts ${var.generation}"
  allowed_countries = ["DE", "AT"]
  hourly_limit      = 100 * var.generation
  sms_http = {
    url     = "https://sms.example.org/send"
    headers = { "X-Key" = "{secret:KEY}" }
    body    = jsonencode({ to = "{to}", text = "{text}" })
  }
  secrets_wo         = { KEY = var.generation > 1 ? "second" : "first" }
  secrets_wo_version = var.generation
}

resource "tokenplane_channel" "bot" {
  name       = "Bot"
  telegram   = { bot_username = "ExampleCodesBot" }
  secrets_wo = { bot_token = "123456:first" }
}

resource "tokenplane_channel" "firebase" {
  name       = "Firebase"
  enabled    = var.generation > 1
  fcm        = { project_id = "tokenplane-test" }
  secrets_wo = { service_account = "{\"type\":\"service_account\",\"project_id\":\"tokenplane-test\",\"private_key_id\":\"0123456789abcdef\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\nMIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQCSYDOFhNYuqx+8\\nkNRRGKPW2eJlxCKiTrxB6tYHWTVICA8iwfGEDU/u8HyPoWAEg6RNXf3PaVUJKzC4\\nzdqajbfq1ZQAZykApNtzkB6Ql8T4n1u5qLXDbeNb0kz2tOjDeMTPqu8Nv2sPMDou\\naFbAos2s8uqePaVOpJyJq0Ff5sshORNR4bTJroolc3+WGHeyX96u4SOG0xnkZ7Xw\\ngZwWcu9YbgvLWcYrsCNbVn7NVyNl5Y2wkVBIWhI/l3S23D7u3h6LSRq+Kx2xZact\\n5nfb87AzasXfqhwhgv/IsHTnevkaLwwIzpD4X6vmkfNxzThi3obkSpBN9ara5XZz\\n5JgAnMY5AgMBAAECggEAD6wfOBeN+zc1UbJMGVbDDBkOJYlHkAtQGtqzCdxiWREL\\n1dPgMRxfx5yWKabEqhcSO3pp15BWm4G1WMQpuMyduZYen6BsAnakTI5Mx3yIiXo+\\njvViaMdWRZmRxgR+u5cts3KA3/7zzo+CWz+usjd8QB1OQ50kGvSDEjZ07HjAnRDe\\n49fgMJBjBL2bYUF/uPacF8SsA64jpLwlrBWlvGDoF3rBOsDs684gy47vbMS26Q5V\\n6y7r8qG+EMjZc5t/kjjkKkJXJW8q4w3bbfEYfBp6XpB25T7bBp4DTO61dUyUtJ3g\\nIYQY6HGMaYY+VZfbWUIU1q7L+r6DZfs76W7luZPo0QKBgQDKHCcFM0kUr9OAX8oc\\nd4INpxGJ89Ky6M80swgbklMNGHFpl9Bb+g6Xk02KaGWkRZJVXc3pkeRtCsY1p+nq\\nhZHSw4oSh7AQQE31//Gb6vP1xMEXnILJKKy3W23gpE/Li5yt68rM5pG0wRXhcdTo\\nKfMUW0xfGtIbl4ROxsFW5H4S7QKBgQC5Z67KkZiWJLhA7DbAtVPDcfK0TaRhen2a\\nJkKHaRE8rUIuNDAUisG9C224iWvMem2+c6PgEib2gd9Imaf4oXb3f9tKnqoH2hAf\\nXXAeepO4yfxC1LqrGOduzwihUqwlA0JVYTFanUxY4ZpIgt0GveJJZB9CCPu3FZti\\nrmKVL3ga/QKBgDo8inHRKUmwsDzZXR9+wBa3ATLC8v9iXfJNdBSdwRiQ5n0KpZsb\\nHoFGjJ1JH6CJ+3RlpyOaSjuxUxO64ogVHMOiXHKibnUAUnaD3VaUCN/UZd8r1fOo\\nqLvcuHh2YBfCjs7+ll0cQvfWezuO1U5gaA6BkCwHSmtw6UrZsnQbOsixAoGAO5/Q\\nYmy4OXDNoHNWmFq3+V6nwrxFZOPTiMNNGeb8GBtP8TPvUmvdKkKGopXvCO9GY70k\\nsmakCRpzCBICJr8mVynTCAhGfgfur2eJKwQYhZDPg16OOX/kzYnfKKJBohWOO47q\\nJE35w4up5i/PjN976kY8lyv0Z0iXlACoy3lckrECgYALBPl5eKdv3FkM2nYQSH47\\nza3K778JPBfkIvCwXLeMVlWLlzuCn1hAskp94RnArPEn/GxWdglky207ZZ2fx1zz\\nEICtRnuOMNZFumss5RRTJcoexS7LleydnVmwyRJekituMi8o/gTTS1Tr7yrIaXO5\\ndxfUJb/R6pEQ1tMjda8r4A==\\n-----END PRIVATE KEY-----\\n\",\"client_email\":\"sender@tokenplane-test.iam.gserviceaccount.com\",\"client_id\":\"Geheimnis\",\"token_uri\":\"https://oauth2.googleapis.com/token\"}" }
}

resource "tokenplane_token" "approving" {
  name    = "Approving ${var.generation}"
  model   = "PUSH"
  user_id = tokenplane_user.alice.id
}

resource "tokenplane_token" "number" {
  name         = "Number"
  model        = "SMS"
  phone_number = var.generation > 1 ? "+491701234599" : "+491701234567"
}

resource "tokenplane_token" "chat" {
  name       = "Chat"
  model      = "BOT"
  channel_id = tokenplane_channel.bot.id
}

# It was there before, and imported: its first version sends nothing.
resource "tokenplane_token" "adopted" {
  model             = "PROTECTIMUS_TWO"
  serial_number     = "10003"
  period_seconds    = 60
  secret_wo         = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U"
  secret_wo_version = var.generation > 1 ? 1 : null
}

resource "tokenplane_token_user" "device" {
  token_id = tokenplane_token.device.id
  user_id  = tokenplane_user.alice.id
}

resource "tokenplane_assignment" "vpn" {
  resource_id = tokenplane_resource.vpn.id
  token_id    = tokenplane_token_user.device.token_id
  user_id     = tokenplane_token_user.device.user_id
}

resource "tokenplane_bypass" "travel" {
  token_id    = tokenplane_assignment.vpn.token_id
  resource_id = tokenplane_assignment.vpn.resource_id
  duration    = "HOURS_8"
  reason      = "travels"
  keepers     = { ticket = "42" }
}

resource "tokenplane_bypass" "everywhere" {
  token_id   = tokenplane_assignment.vpn.token_id
  everywhere = true
  duration   = "PERMANENT"
}

resource "tokenplane_bypass_policy" "vpn" {
  resource_id      = tokenplane_resource.vpn.id
  maximum_duration = "PERMANENT"
  reason_required  = var.generation > 1
  granted_by       = ["ADMIN", "PROVISIONER"]
}

resource "tokenplane_account_bypass_policy" "account" {
  maximum_duration = "PERMANENT"
  reason_required  = var.generation > 1
}

resource "tokenplane_self_service_policy" "vpn" {
  resource_id          = tokenplane_resource.vpn.id
  address              = "office-vpn"
  actions              = var.generation > 1 ? ["TOKEN_ENROL", "TOKEN_REPORT_LOST"] : ["TOKEN_ENROL"]
  models               = ["GOOGLE_AUTHENTICATOR", "PUSH"]
  first_enrolment      = "MAIL_CODE"
  first_enrolment_days = 6 + var.generation
  sign_in              = ["PASSWORD", "MAIL_CODE"]
  allowed_addresses    = ["192.0.2.7", "10.0.0.0/8"]
}
