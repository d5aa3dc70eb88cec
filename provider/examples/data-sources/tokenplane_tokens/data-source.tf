# Fobs that nobody has.
data "tokenplane_tokens" "spare" {
  kind     = "HARDWARE"
  assigned = false
}

output "spare" {
  value = data.tokenplane_tokens.spare.tokens[*].serial_number
}
