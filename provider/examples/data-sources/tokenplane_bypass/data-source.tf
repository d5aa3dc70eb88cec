data "tokenplane_bypass" "bert" {
  serial_number = "20001"
  resource_name = "Bastion host"
}

output "ends" {
  value = data.tokenplane_bypass.bert.expires_at
}
