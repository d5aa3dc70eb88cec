import {
  to = tokenplane_bypass.travel
  id = "QnlwYXNzOjAxOTk0ZGM0ZS03ZDBhLTdiM2UtOWM0MS01YThlMjBkMWY2NGQ3"
}
