import {
  to = tokenplane_account_bypass_policy.account
  identity = {
    id = "QWNjb3VudDowMTk5NWVjNGUtN2QwYS03YjNlLTljNDEtNWE4ZTIwZDFmNjVlNw=="
  }
}
