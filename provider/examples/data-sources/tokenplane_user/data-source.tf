data "tokenplane_user" "bert" {
  login = "bert.miller"
}

output "email" {
  value = data.tokenplane_user.bert.email
}
