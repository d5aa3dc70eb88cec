data "tokenplane_assignment" "bert" {
  login         = "bert.miller"
  resource_name = "Bastion host"
}

output "signs_in_with" {
  value = data.tokenplane_assignment.bert.serial_number
}
