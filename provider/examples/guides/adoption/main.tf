terraform {
  required_providers {
    tokenplane = {
      source = "tokenplane/tokenplane"
    }
  }
}

provider "tokenplane" {}
