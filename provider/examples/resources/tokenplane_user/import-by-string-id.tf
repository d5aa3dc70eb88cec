import {
  to = tokenplane_user.alice
  id = "alice.jones"
}
