import { ERASURE } from "@tokenplane/rules/fields";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { done, useCase } from "../actions/use-case.js";
import { checkForm } from "../actions/validation.js";
import { eraseUser, hasEvents } from "../events/erasure.js";
import { localId } from "../global-id.js";
import { findUser } from "./user-store.js";

/** Events that are gone through in one transaction: a second or so, in which the feed waits. */
export const AT_ONCE = 2_000;

/** Which deleted user `userErase` erases from the events. */
export interface UserEraseRequest {
  /** Why. The event of the erasure shows it, so it does not name the person. */
  readonly reason?: string | null | undefined;
  /** The global id that the user had. */
  readonly user: string;
}

/** Erases the personal data of a deleted user from past events: login, token names, client addresses, changes and summaries. */
export const userErase = useCase("userErase", {
  errors: ["NOT_FOUND", "STILL_IN_USE"],
  // It rewrites and signs up to 2,000 events, and goes through all events of the tokens that the user had.
  isLong: true,
  run: async (input: UserEraseRequest, action: Action) => {
    const { transaction, accountId } = action;
    const reason = input.reason == null ? null : checkForm(input.reason, ERASURE.reason, ["input", "reason"]);
    const id = localId("User", input.user);
    if (id === null || !(await hasEvents(transaction, accountId, id))) {
      throw new Refusal("NOT_FOUND", "There are no events about a user with this id.", ["input", "user"]);
    }
    if ((await findUser(transaction, accountId, { id })) !== null) {
      throw new Refusal("STILL_IN_USE", "The user still exists. Delete it first, with userDelete.", [
        "input",
        "user",
      ]);
    }
    const eventId = action.newId();
    const eraser = { accountId, eventId, sealKey: action.services.sealKey };
    const { erased, isComplete } = await eraseUser(transaction, eraser, id, AT_ONCE);
    if (erased > 0) {
      action.record({
        id: eventId,
        type: "USER_ERASED",
        user: { id, login: null },
        changes: reason === null ? [] : [{ field: "reason", from: null, to: reason }],
        params: { events: erased, because: reason },
      });
    }
    return done({ erased, isComplete });
  },
});
