# terraform query -generate-config-out=assignments.tf
list "tokenplane_assignment" "all" {
  provider = tokenplane
  limit    = 1000
}
