data "tokenplane_account" "this" {}

output "tokens_left" {
  value = data.tokenplane_account.this.tokens.limit - data.tokenplane_account.this.tokens.used
}
