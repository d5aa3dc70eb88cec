# By the login.
terraform import tokenplane_user.alice alice.jones
# Or by the id.
terraform import tokenplane_user.alice VXNlcjowMTk5MWZjNGUtN2QwYS03YjNlLTljNDEtNWE4ZTIwZDFmNjFmNw==
