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
