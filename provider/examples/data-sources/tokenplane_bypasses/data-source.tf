data "tokenplane_bypasses" "running" {
  running = true
}

# A check warns with every plan, and stops nothing.
check "no_permanent_bypass" {
  assert {
    condition     = !contains(data.tokenplane_bypasses.running.bypasses[*].duration, "PERMANENT")
    error_message = "Somebody signs in without a code until it is revoked."
  }
}
