data "tokenplane_resources" "all" {}

# Where people may sign in from anywhere.
output "open_to_all" {
  value = [
    for resource in data.tokenplane_resources.all.resources : resource.name
    if length(resource.allowed_addresses) == 0
  ]
}
