import { usersDelete, usersUpdate } from "../../leaving/bulk-leaving.js";
import { usersCreate } from "../../users/bulk-users.js";
import { bulkMutation } from "../bulk-mutation.js";
import { userCreateMutation, userDeleteMutation, userUpdateMutation } from "./user-mutations.js";

bulkMutation(usersCreate, userCreateMutation, {
  description: "Creates many users.",
});

bulkMutation(usersUpdate, userUpdateMutation, {
  description: "Changes many users. In each item, an absent field keeps its value; null clears it.",
});

bulkMutation(usersDelete, userDeleteMutation, {
  description: "Deletes many users permanently. Events about them stay.",
});
