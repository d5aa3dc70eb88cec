# The list comes with the run, so that no state has its secrets: TF_VAR_box="$(cat box.csv)" terraform apply
variable "box" {
  description = "The vendor's list: serialNumber,secret,type,digits,period,hash."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "serial_numbers" {
  description = "Which fobs of the box are ours."
  type        = set(string)
}

locals {
  box = {
    for token in provider::tokenplane::parse_token_csv(var.box, "HEX") : token.serial_number => token
  }
}

resource "tokenplane_token" "fob" {
  for_each = var.serial_numbers

  model             = "PROTECTIMUS_TWO"
  serial_number     = each.key
  period_seconds    = 30
  secret_wo         = local.box[each.key].secret
  secret_wo_version = 1
}
