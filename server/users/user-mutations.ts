import type { Action } from "../actions/action.js";
import { done, useCase } from "../actions/use-case.js";
import { createUser, loginTaken, type NewUserInput } from "./create-user.js";

/** Creates a user. */
export const userCreate = useCase("userCreate", {
  errors: ["ALREADY_EXISTS", "QUOTA_EXCEEDED"],
  constraints: { users_account_id_login_lower_key: () => loginTaken(["input", "login"]) },
  run: async (input: NewUserInput, action: Action) =>
    done({ userId: (await createUser(action, input, ["input"])).id }),
});
