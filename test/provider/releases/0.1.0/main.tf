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
  secrets_wo = { service_account = "{\"type\":\"service_account\",\"project_id\":\"tokenplane-test\",\"private_key_id\":\"0123456789abcdef\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCkzHTMaREUYWBz\\nxakuhPqtsPFo+vLuH0JSrbtesaE2/bD2rk2dGbC6cC08ZbBmPy/3O+zvbjVFFp6V\\ngDj493ivltMoe8sqTcwQhGSeW3kcQJIZ1IRGtloms0ZpB1Ph9eFe2V83iD/uPvjz\\nCCnEq5Cdpu9es8VvLU4WSEEod+Z2xP8D+cPmIf6Mn35fTtBVeCBhdjw5g8+TzcG1\\nfUzV7hiHkW/+zb82LbzPQQVRJqVxvJzDcsqMjD3PpNQZM3O0fqrLT62qHN4AZX95\\nuS7ZwwqXllf4eYjI0bxFOY0BsX1svSghz37YKdS/SbV5rj8BkOwHlJEH4WFd+QuY\\nYNcc6FsjAgMBAAECggEAKlDFfOdNl2oZliCe/G7w30Cb/FTTpAkqwogRoJMDzlb9\\n5ZmEHF7IXlcHhoal8Nswuc8NW710uDTCq6is+GCzAIM93RtMY6RuTZ9xJqheRL7f\\nxPoorO+N3noSDk3vYAn+wJgYNu4pXEeXLPBfqTxUeeaveCW5AH8lmdsbwARpjP1G\\n22PYYRsdg1fdNBN2uACUNkET+196Z9JOcglp7N1wJXkJvox+qz9+gbs29MQcLm+N\\nTsOJ9QIgXj+ratTNjN46mm/xo1MTLzM3JKk88dCRhXTuog+UG+ZBHWZpjcan3Q7E\\nkT3osbC6p0sSRRYBjqRnxrWKqxRzgmhYM/BC4DIjwQKBgQDWFXisf/C1P45rOr9f\\nrQhnTH+0nJNbkZZAhg9WGxu4B7qCNCwoRC5JCL2L/1pBhua+I8CSOiRyR0aGAjMx\\ngyKDJaEjPj28nL5N2dNviB0bmR3retK+I31ZF2kRNAR6ymJJEt2ga37S1hk66vVC\\nOrVL5kXqDYCZ6mSluvh+O9zs6QKBgQDFEKlRQQUwvZ66PY9WMicf4H1m/XUFNa+X\\nBooy/5fSrB79ArOk0r+Xx9N7gq0Jovl4qcjYeSqO28tiribFe9hMg0MjOrF0O9Hv\\nuZIdGsxmx1zq9FaOmAc2hQVhBrCi64TF3a2/Rl7/13SbqHVXfub3xNrFZOFwg0gN\\nFDot6U4QKwKBgCFQGgUNq5EooKrC64Ch1krstnqOWsfG8dB8i+pkMX4Dhdw47h4d\\n7e3jdEtSouLLcSBpQ8/9SCqYOLsloH214Cr0Mgzf5I9y/JH0sVgLoCvpOaSo6h44\\nO4sff3Pz2jaZQ44HZ4FM+OEp+6cVZLC3nfp/jKWNEFPjC2JWo9BQ1GHxAoGAch84\\n/r45xEU7o708wf0fXT2DQd5sI00416xI4knUYYOeGoWzBTOrErn9RhyiGt+Pu4oP\\nrxVUSREOUqJp/5m95Glruv4lgBuYc0yzSjmXv7manNJNQhzWqIMWX18hcegUpwW+\\ntfOJ1n2uoOpIshfiqAAPdZr7V04frrtVCft/YqsCgYEAnXZnQ5v1l2/FS2BRURaf\\nCRnH6U63LuR8n9Cebp+n1qN0tOvFZhni77u6vPYbMcBRvBloYLB0hS/ErkjnFTFa\\nZLdNl9210plKIIdEL5p804qjdITTUc7/nRR2YangNTgkYPRG+mIogSq+OxLepiz6\\nzVlNb9TEVSlT2pBSyW08UPQ=\\n-----END PRIVATE KEY-----\\n\",\"client_email\":\"sender@tokenplane-test.iam.gserviceaccount.com\",\"client_id\":\"Geheimnis\",\"token_uri\":\"https://oauth2.googleapis.com/token\"}" }
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
