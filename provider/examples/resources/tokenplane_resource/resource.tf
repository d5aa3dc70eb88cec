resource "tokenplane_resource" "vpn" {
  name = "Office VPN"

  # Five wrong codes in a row lock a token for a quarter of an hour.
  failed_attempts_before_lock = 5
  lock_minutes                = 15

  allowed_addresses = ["192.0.2.0/24", "2001:db8::/32"]
}
