import { ERASURE } from "@tokenplane/rules/fields";
import { eraseUser, hasEvents } from "../events/erasure.js";
import { counted } from "../events/record.js";
import { Refusal } from "../graphql/errors.js";
import { localId } from "../graphql/global-id.js";
import { done, mutation } from "../graphql/mutation.js";
import { checkForm } from "../graphql/validation.js";
import { findUser } from "./store.js";

/** Events that are gone through in one transaction: a second or so, in which the feed waits. */
const AT_ONCE = 2_000;

mutation("userErase", {
  description:
    "Erases the personal data of a deleted user from past events: login, token names, client addresses, changes and summaries. The events themselves and their times stay; the seals over them stay valid.",
  input: (t) => ({
    user: t.id({
      required: true,
      description: "Global id that the user had: `userDelete` returns it, and events have it as `userId`.",
    }),
    reason: t.string({
      description: "Why: 1 to 200 characters. It is kept in the event, so do not name the person.",
    }),
  }),
  errors: ["NOT_FOUND", "STILL_IN_USE"],
  run: async (input, action) => {
    const { transaction, accountId } = action;
    const reason = input.reason == null ? null : checkForm(input.reason, ERASURE.reason, ["input", "reason"]);
    const id = localId("User", input.user);
    if (id === null || !(await hasEvents(transaction, accountId, id))) {
      throw new Refusal("NOT_FOUND", "There is no event about such a user.", ["input", "user"]);
    }
    if ((await findUser(transaction, accountId, { id })) !== null) {
      throw new Refusal("STILL_IN_USE", "The user still exists. Delete it first, with userDelete.", [
        "input",
        "user",
      ]);
    }
    const eventId = action.newId();
    const eraser = { accountId, eventId, sealKey: action.context.services.sealKey };
    const { erased, isComplete } = await eraseUser(transaction, eraser, id, AT_ONCE);
    if (erased > 0) {
      action.record({
        id: eventId,
        type: "USER_ERASED",
        user: { id, login: null },
        changes: reason === null ? [] : [{ field: "reason", from: null, to: reason }],
        summary: `What named a deleted user was erased from ${counted(erased, "event")}${reason === null ? "" : ` (${reason})`}.`,
      });
    }
    return done({ erased, isComplete });
  },
  payload: (t) => ({
    erased: t.int({
      description: "In how many events something was erased now.",
      resolve: ({ payload }) => payload.erased,
    }),
    isComplete: t.boolean({
      description: `Whether everything was erased. False after ${AT_ONCE.toLocaleString("en")} events: repeat it with another idempotency key.`,
      resolve: ({ payload }) => payload.isComplete,
    }),
  }),
});
