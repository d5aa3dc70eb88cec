import { bulkUseCase } from "../actions/bulk-use-case.js";
import { userCreate, userUpdate } from "./mutations.js";
import { holdUsers } from "./user-ref.js";

/** Creates many users. */
export const usersCreate = bulkUseCase("usersCreate", userCreate, {
  // Nothing: the place in the plan that the first item takes makes other creations wait.
  hold: async () => {},
});

/** Changes many users. */
export const usersUpdate = bulkUseCase("usersUpdate", userUpdate, {
  hold: holdUsers,
});
