import { counted } from "./counted.js";
import type { LeftBehind, TOKEN_EVENTS } from "../../types/tokens.js";
import type { Sentences } from "../words.js";

/** What is added for a secret that is short. */
const short = (bytes: number | null) => (bytes === null ? "" : ` Its secret is short: ${bytes} bytes.`);

const AT_CEILING =
  "until an administrator unlocks it: the same secret had reached 100 failures in a row before";

const REMOVED: Readonly<Record<LeftBehind, string>> = {
  SECRET: "; its secret was removed",
  PHONE: "; its phone was removed",
  ADDRESS: "; the address for its codes was removed",
};

const POSITIONS = { BEFORE_OTP: "before", AFTER_OTP: "after" } as const;

/** How far a device was from its expected step or counter. */
function getPlace(shift: number, unit: string): string {
  if (shift === 0) return "where it was expected";
  const far = `${Math.abs(shift)} ${unit}${Math.abs(shift) === 1 ? "" : "s"}`;
  return `${far} ${shift > 0 ? "ahead of" : "behind"} where it was expected`;
}

/** The life of tokens, in English. */
export const TOKENS_EN: Sentences<keyof typeof TOKEN_EVENTS> = {
  TOKEN_CREATED: ({ params: { model, shortSecretBytes }, token }) =>
    `Token ${token} (${model}) was created.${short(shortSecretBytes)}`,
  TOKEN_IMPORTED: ({ params: { model, isLocked, shortSecretBytes }, token }) =>
    `Token ${token} (${model}) was imported${isLocked === true ? `; it is locked ${AT_CEILING}` : ""}.${short(shortSecretBytes)}`,
  TOKEN_ENROLMENT_STARTED: ({ params: { waitsFor, sentTo, until }, token, at }) => {
    const end = until === null ? "" : ` until ${at(until)}`;
    if (sentTo !== null)
      return `A code is sent to ${sentTo} for token ${token}; it waits for the code${end}.`;
    if (waitsFor === "PHONE") return `Token ${token} waits for a phone${end}.`;
    return waitsFor === "CHAT"
      ? `Token ${token} waits for somebody to open the chat with the bot${end}.`
      : `A new secret was generated for token ${token}; it waits for a first code${end}.`;
  },
  TOKEN_ENROLLED: ({ params: { by, sentTo, isAnother }, token }) => {
    if (sentTo !== null) return `Token ${token} was enrolled: its codes are sent to ${sentTo}.`;
    if (by === "PHONE") {
      return `Token ${token} was enrolled with ${isAnother === true ? "another phone; the old one stopped working" : "a phone"}.`;
    }
    return `Token ${token} was enrolled${isAnother === true ? " with its new secret; the old one stopped working" : ""}.`;
  },
  TOKEN_ENROLMENT_FAILED: ({ params: { attemptsLeft: left }, token, reason }) => {
    const attempts = left === 0 ? "no attempt is left, and the enrolment is void" : `attempts left: ${left}`;
    return `The enrolment of token ${token} was not completed: ${reason}${left === null ? "" : `; ${attempts}`}.`;
  },
  TOKEN_ENROLMENT_CANCELLED: ({ params: { isOfAddress }, token }) =>
    isOfAddress === true
      ? `The change of address of token ${token} was cancelled; codes still go to the old one.`
      : `The enrolment of token ${token} was cancelled.`,
  TOKEN_REISSUED: ({ params: { by, isLost, isOldWorking, shortSecretBytes }, token }) => {
    const lost = isLost === true ? ", because its device is lost" : "";
    const stopped = isLost === true ? "; the old one stopped working" : "";
    if (by === "ADDRESS")
      return `Token ${token} must be confirmed again${lost}${isLost === true ? "; it stopped working" : ""}.`;
    if (by === "PHONE") return `Token ${token} is to get another phone${lost}${stopped}.`;
    if (by === "FIRST_CODE") {
      const old = isOldWorking === true ? "; the old one works until a first code confirms it" : stopped;
      return `Token ${token} is to get a new secret${lost}${old}.`;
    }
    return `Token ${token} got a new secret${lost}; the old one stopped working.${short(shortSecretBytes)}`;
  },
  TOKEN_UPDATED: ({ params: { sentTo }, token, changed }) =>
    sentTo === null
      ? `Token ${token} changed: ${changed}.`
      : `The codes of token ${token} are to be sent to ${sentTo}.`,
  TOKEN_PIN_SET: ({ params: { position, isAnother }, token }) =>
    position === "IN_ANSWER"
      ? `The PIN in the answers of token ${token} was set.`
      : `Token ${token} has ${isAnother === true ? "another" : "a"} PIN, to be typed ${POSITIONS[position ?? "AFTER_OTP"]} the one-time password.`,
  TOKEN_PIN_REMOVED: ({ params: { isInAnswer }, token }) =>
    isInAnswer === true
      ? `The PIN in the answers of token ${token} was removed; set another one with tokenUpdate.`
      : `The PIN of token ${token} was removed.`,
  TOKEN_ENABLED: ({ token }) => `Token ${token} was enabled.`,
  TOKEN_DISABLED: ({ token }) => `Token ${token} was disabled.`,
  TOKEN_REPORTED_LOST: ({ token, user }) => `${user} reported token ${token} as lost.`,
  TOKEN_DELETED: ({ params: { links }, token }) =>
    `Token ${token} was deleted, with ${counted(links ?? 0, "link")}.`,
  TOKEN_ASSIGNED: ({ token, user }) => `Token ${token} was given to ${user}.`,
  TOKEN_UNASSIGNED: ({ params: { removed }, token, user }) =>
    `Token ${token} was taken from ${user}${removed === null ? "" : REMOVED[removed]}.`,
  TOKEN_LINKED: ({ params: { isImported }, token, user, resource }) =>
    `Token ${token}${user === "" ? "" : ` of ${user}`} was linked to ${resource}${isImported === true ? " by a file" : ""}.`,
  TOKEN_UNLINKED: ({ params: { because }, token, user, resource }) => {
    const why =
      because === null
        ? ""
        : {
            RESOURCE_DELETED: ", which was deleted",
            TAKEN: `, because it was taken from ${user}`,
            GIVEN_BACK: `, because ${user} gave it back`,
            REPLACED: `, because ${user} takes another token in its place`,
          }[because];
    return `Token ${token} was unlinked from ${resource}${why}.`;
  },
  TOKEN_CHECKED: ({ params: { isUnsent }, token, reason, unsentReason }) => {
    if (isUnsent === true) return `Token ${token} was not checked: ${unsentReason}.`;
    return reason === ""
      ? `A code of token ${token} was checked: it is valid.`
      : `A code of token ${token} was checked and is not valid: ${reason}.`;
  },
  TOKEN_SYNCHRONIZED: ({ params: { isOfNewSecret, shift, unit }, token }) =>
    `${isOfNewSecret === true ? "The new secret of token" : "Token"} ${token} was synchronized: it is ${getPlace(shift ?? 0, unit === "COUNT" ? "count" : "step")}.`,
  TOKEN_SYNCHRONIZATION_FAILED: ({ token, reason }) => `Token ${token} was not synchronized: ${reason}.`,
  TOKEN_LOCKED: ({ params: { because, until, limit }, token, at }) => {
    switch (because) {
      case "CEILING":
        return `Token ${token} was locked after ${limit} failures in a row, until an administrator unlocks it.`;
      case "SECRET_AT_CEILING":
        return `Token ${token} is locked ${AT_CEILING}.`;
      case "UNEXPECTED_REQUESTS":
        return `Token ${token} was locked until someone unlocks it: its user reported three unexpected requests in one day.`;
      case "WRONG_CODES":
      case null:
        return `Token ${token} was locked until ${until === null ? "someone unlocks it" : at(until)}, after too many wrong codes (the limit here is ${limit}).`;
    }
  },
  TOKEN_UNLOCKED: ({ token }) => `Token ${token} was unlocked.`,
};
