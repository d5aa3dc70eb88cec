# terraform query -generate-config-out=fobs.tf
list "tokenplane_token" "fobs" {
  provider         = tokenplane
  include_resource = true

  config {
    kind     = "HARDWARE"
    assigned = true
  }
}
