import { EVENT_TYPES, REASONS } from "../event-types.js";
import { ACCOUNTS_EN } from "./en/accounts.js";
import { PEOPLE_EN } from "./en/people.js";
import { SENDING_EN } from "./en/sending.js";
import { SIGN_INS_EN } from "./en/sign-ins.js";
import { TOKENS_EN } from "./en/tokens.js";
import type { Words } from "./words.js";

const names = Object.fromEntries(Object.entries(EVENT_TYPES).map(([type, { name }]) => [type, name]));

/** Events in English. The declarations of the types have their names. */
export const EN: Words = {
  sentences: { ...ACCOUNTS_EN, ...PEOPLE_EN, ...SENDING_EN, ...SIGN_INS_EN, ...TOKENS_EN },
  // Every type is among them.
  names: names as Words["names"],
  reason: (reason) => {
    const { description } = REASONS[reason];
    return description.charAt(0).toLowerCase() + description.slice(1, -1);
  },
  unsentReasons: { WRONG_PIN: "the PIN was wrong", NO_PASSCODE: "the PIN is missing" },
  erased: "(erased)",
};
