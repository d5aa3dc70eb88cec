data "tokenplane_user" "bert" {
  login = "bert.miller"
}

data "tokenplane_assignments" "of_bert" {
  user_id = data.tokenplane_user.bert.id
}

output "signs_in_at" {
  value = data.tokenplane_assignments.of_bert.assignments[*].resource_name
}
