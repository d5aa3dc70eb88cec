# By the id. `tokenplane_bypass` as a data source finds it.
terraform import tokenplane_bypass.travel QnlwYXNzOjAxOTk0ZGM0ZS03ZDBhLTdiM2UtOWM0MS01YThlMjBkMWY2NGQ3
