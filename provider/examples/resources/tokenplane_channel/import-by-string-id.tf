import {
  to = tokenplane_channel.mail
  id = "Office mail"
}
