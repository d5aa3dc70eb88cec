# There is one: that of the account of the API key.
terraform import tokenplane_account_bypass_policy.account account
# Or by the account's id.
terraform import tokenplane_account_bypass_policy.account QWNjb3VudDowMTk5NWVjNGUtN2QwYS03YjNlLTljNDEtNWE4ZTIwZDFmNjVlNw==
