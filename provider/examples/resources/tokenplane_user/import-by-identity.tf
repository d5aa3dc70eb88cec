import {
  to = tokenplane_user.alice
  identity = {
    id = "VXNlcjowMTk5MWZjNGUtN2QwYS03YjNlLTljNDEtNWE4ZTIwZDFmNjFmNw=="
  }
}
