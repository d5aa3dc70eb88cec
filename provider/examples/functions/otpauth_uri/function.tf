variable "secret" {
  description = "In Base32."
  type        = string
  sensitive   = true
}

output "address" {
  description = "As a QR code, an authenticator app reads it."
  value       = provider::tokenplane::otpauth_uri("Example Inc", "alice.jones", var.secret, { digits = 8 })
  sensitive   = true
}
