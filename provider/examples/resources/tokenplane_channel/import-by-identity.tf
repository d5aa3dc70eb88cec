import {
  to = tokenplane_channel.mail
  identity = {
    id = "Q2hhbm5lbDowMTk5MmFjNGUtN2QwYS03YjNlLTljNDEtNWE4ZTIwZDFmNjhiNw=="
  }
}
