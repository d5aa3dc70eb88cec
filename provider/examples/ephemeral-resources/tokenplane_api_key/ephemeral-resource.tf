# A key that works for a quarter of an hour at most, and ends with the run.
ephemeral "tokenplane_api_key" "run" {
  name       = "Nightly apply"
  role       = "PROVISIONER"
  expires_in = "15m"
}

provider "tokenplane" {
  alias    = "run"
  endpoint = "https://mfa.example.com"
  api_key  = ephemeral.tokenplane_api_key.run.api_key
}

resource "tokenplane_user" "alice" {
  provider = tokenplane.run
  login    = "alice.jones"
}
