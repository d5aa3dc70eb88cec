# By the name.
terraform import tokenplane_channel.mail "Office mail"
# Or by the id.
terraform import tokenplane_channel.mail Q2hhbm5lbDowMTk5MmFjNGUtN2QwYS03YjNlLTljNDEtNWE4ZTIwZDFmNjhiNw==
