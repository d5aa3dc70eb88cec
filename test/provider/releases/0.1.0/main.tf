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
  secrets_wo = { service_account = "{\"type\":\"service_account\",\"project_id\":\"tokenplane-test\",\"private_key_id\":\"0123456789abcdef\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCi5Np96FoN7hlH\\n7UkqNECxbjt0LZ+lQ2JDRS4fCzDm7qu802/UrswOZ2Li22iHSnYqUKIcvzINyAqK\\nPN+KG+La3ySHl8cRcDIHOUtHZllvGHtHyfJKaERLa8xBz8jBBc0IGS4BIufk404w\\nlr2BDkUDQxJ1r9iBnQyyLflJyY95tRKu0lQJIoXpfUTw6m2gsTJqa0vrym5+IyoZ\\nOMzweEMziixTLqsA8owvqduYyo+cSdeojIf2k33KDk6SbWbknTZanreD63kR0zAk\\nSl7K+2QqMz/IWKB1ACNPS3am5qcucO5MXCtFasJtsV+PEH5qQSYxIpv8H5MuYGrG\\nUo8Gf7A5AgMBAAECggEAAS+DO5leVm2eN3zNpIX+1ovD2QOf/tbvtyegv08YiwW/\\nsD8luDmReKVd/eK07w8mrwYpN+ZYWetT0E/DHME5NHidTnNXWpQjeRP8rUdcbUeT\\nViFtJwd9P8NIGE6H2ofNRzrPr+huIadZ4VaniHHvJKfvUXX3MHJRLlbRUq0p4yvg\\nPnj/byNA4yCWdLI3BVxuN9I7cbONTuHUaLb0dWXzoSXE9kG3fCxmOeV52YzzZJhM\\nH/kpVyWD05aphTRDORZm9T+vgusIkloeEQfQ1JhaFumylTvtlqadPmEU+k+L/3U0\\nICHy/+WZ3VELMzpxKp/qQZWLctm9tnKZZcunhpArEQKBgQDTghwwqmp9Yczj/WSe\\nOTrPscbE5iPr/rUIbGbDwCjZJNPi6Yj8xPUwJy+wjSbkdpwXh8173MrVmGGQmm4u\\nETTedUMSdv1C125SflP29Cb0699qAFHOuSzD43JCKGZZjVdMtc1dbe9+AiPtlal/\\nNZy4KniJI1Y9uZmAn/fqdfRYXQKBgQDFKNMrWPukgHUHtXGRYD5CYofwyQG91kyz\\nXKieMsYB4wa7LSyHHXXmVv5UWy0XQ+ZAyaYw94NwUq/nXYwkPmjbCPh8eZXupEnO\\niqeWT3yWR5DAWbs91XpW1nl7qbD550xNrzSR0LgKgIhWdQhT92qIDkjqYhOhkIRy\\nyxbZCxLJjQKBgFXpN4Ic9nxPSWYh+si5/kV2tIIt6NFm+Cmfvm4sk2sAJoC400e4\\nyM7yW9CexPlvpB96reBt4oW4C4ks8SwNGShzAPdzFZQc5VbksT5SFbDOTkVEM/aA\\nCMrYjASLXGdrndYu0mfsy6anP+i1Lc/Z+vpjZepuTA1uYgd48r5tgv6RAoGBAI7z\\noNkHNb36neAvAN8lZz7+7g350FdysD5EasX5jnQDxfelM2nsRHX0kYdcbH837hT/\\noI5UiGrCqWQaAeitj51xDapDBiD34cPt6MEldPIJhbzR0t9sj72y2HZ/fSBVQo/4\\n/ybSrP6AX1pAlP88n3Ny2A+JeS5l+IK7Gh/Y1ZBpAoGANNr9fSBcRu4FpmYyY3nE\\nXFeKB5Up5aBd7gnL2c0SN+xPMt7K/Xkm0R7+3bkQEqMUDX1ZY+bLCxnmBIO7bVRt\\nWuHlAt8mFJWxvAhMgnqGiXWMTPgsHCzXsBO7To7lnArss23HGIzOixWiK/RhBNsP\\nM6E+0xG7OYG5dEx/IaXnIdI=\\n-----END PRIVATE KEY-----\\n\",\"client_email\":\"sender@tokenplane-test.iam.gserviceaccount.com\",\"client_id\":\"Geheimnis\",\"token_uri\":\"https://oauth2.googleapis.com/token\"}" }
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
