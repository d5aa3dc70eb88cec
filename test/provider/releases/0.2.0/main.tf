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
  secrets_wo = { service_account = "{\"type\":\"service_account\",\"project_id\":\"tokenplane-test\",\"private_key_id\":\"0123456789abcdef\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\nMIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQCx5aXtawAOOo7S\\nIM+rDgRMPxiGftziWDN3yU7toKbfojdLL42wvhjV8Ww1enYJDfoikMIBcJU59H6v\\nFWBMwlwa2jXvJs9okAomJ4//tuU+00K3FGsKDGHuhE6S7Uj1DV5Z1Ehga8pEcKBA\\nXlfUOMXwBlSstRaVpKilN6Y8UKiq1OvhnPKHqoEnpiRGdOsdW/sqP9mxlhwG8pRZ\\nfWXIa7JmyrV07TScQNkFr6ajNqgvTUaafx/dfS9Uy66XLzZgVSkhAXhGen0HCCSG\\n6YTtayB/MOckW7hZe4xGVZu6Nbe//GvJzfKlCMbRCBCeBQa7FDiTpaFVONgEEflB\\n9+R/JmenAgMBAAECggEAAQLdmRu9YiynrnCDD9AVngOZwZwt3OkPrl3LYauVYell\\nnfnB2xp6aHCPFM2J4D6ccFfhv2f4O1AMAxlc/uQftlN+6uBSJLcAWm8OiUCD1eWp\\nz5ALflZLkginwuH5lXe3+YWbupm8NRjfdXmV8XEyX0ePFpy34Pqy7ScA1navqfPZ\\nKwICdA7JPrKpDIuuoOzC4FDqVhdg5ufD24eUb4+hioFmzBAlw7HA/fyUmurZhrEH\\ntFrLMlUzF8B9zzns0JAm/F7slHq5TguS0969jfJm9BYv03YMQ7R2JOBrAEjPXKoS\\n9U8bNZQU90FydNBZnIQnZqDf3V7RCul9lgp76P9BRQKBgQDYj8dMTetzlnEZmJsz\\nZF/FjNu0WpFY92MS8IhKhkje2b9K1T696ADVOeSJRWTF7VEw4bXJPnozVtBxGVzr\\n49PpxpomKK+rlKu0FaamPm7mD3f4xElvj+Fy5/SU4yb7oKgLngpjIhRvt7id6pZ7\\nGb/QYyQvI5W34SZ2/dWJIKrX4wKBgQDSS05lORH1eupHjc4hEwYikHB06fbBUsTp\\naTjQAvdgzt10sF1/2IG6kLw9DkuQ4xDNlUojpIUCYNfcO1o3H3TvjXDkOMv/ShkS\\nyrodLqrqh45aj+02A2qaMZ9B1shdDayVESe6Qjm/jyJ1UufGO+YbKHWXtxM+9QHI\\ng+eYmsZUbQKBgDURpskwHw7IQxb+qqnBYybKCdz8hLnEhebSQtPgbGMQASyZbTKk\\nc+/MrBBnjPZj3Y2ZAi86vD9wesv8ZyT3Q6r6HDRVrBbj69/JnnkGu65tA/1WPJi2\\nLY03Alyp/ZeUGxodtHXumAt4filUn2OzP6oVYXybv8i7x+1I7tcXxkX5AoGAdCRZ\\nKLhrPbtj1p7vv/6EveQt57Qrrruquwp88Q0iWNoHHuIk0W3ewA4dmE7j1yJA7nnM\\nF4FOYHDh5uT0v0rlR0RDnBfuOpFO5b0HKwTSKnMxYLzqkpEyd/R981vPDu11amKu\\nIUVgJXbE3i0qiqYcQNWIlIDs5TFlibun1fVtIcUCgYA9CaCcZ4E2CW/ser4yCtVN\\nYwCnBQSYvVypxJd4PwQ51GBjga6Tzl6vmtv/FMWflI4SoGVX7RaB8JrcGp7B8KSJ\\nh96IKlu6fAeelHoDMb4NBshzXMtsRLqUuyxnlnMQqWKwDa6ZtSbr6ik3Mr+F3uta\\ncRgXoTVekPSJviIcyAvWpQ==\\n-----END PRIVATE KEY-----\\n\",\"client_email\":\"sender@tokenplane-test.iam.gserviceaccount.com\",\"client_id\":\"Geheimnis\",\"token_uri\":\"https://oauth2.googleapis.com/token\"}" }
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
