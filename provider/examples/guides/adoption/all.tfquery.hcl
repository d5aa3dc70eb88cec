list "tokenplane_user" "all" {
  provider = tokenplane
  limit    = 10000
}

list "tokenplane_resource" "all" {
  provider = tokenplane
  limit    = 10000
}

list "tokenplane_channel" "all" {
  provider = tokenplane
  limit    = 10000
}

list "tokenplane_token" "all" {
  provider = tokenplane
  limit    = 10000
}

list "tokenplane_assignment" "all" {
  provider = tokenplane
  limit    = 10000
}
