# terraform query -generate-config-out=resources.tf
list "tokenplane_resource" "all" {
  provider = tokenplane
}
