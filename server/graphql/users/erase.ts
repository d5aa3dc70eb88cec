import { AT_ONCE, userErase } from "../../users/erase.js";
import { mutation } from "../mutation.js";

mutation(userErase, {
  description:
    "Erases the personal data of a deleted user from past events: login, token names, client addresses, changes and summaries, and the user's name and address in events that the user caused. The events themselves and their times stay; the seals over them stay valid.",
  input: (t) => ({
    user: t.id({
      required: true,
      description: "Global id that the user had: `userDelete` returns it, and events have it as `userId`.",
    }),
    reason: t.string({
      description: "Why: 1 to 200 characters. It is kept in the event, so do not name the person.",
    }),
  }),
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
