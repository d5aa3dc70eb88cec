import { bulkUseCase } from "../actions/bulk-use-case.js";
import { userCreate } from "./user-mutations.js";

/** Creates many users. */
export const usersCreate = bulkUseCase("usersCreate", userCreate, {
  // Nothing: the place in the plan that the first item takes makes other creations wait.
  hold: async () => {},
});
