import type { BypassEnded, SIGN_IN_EVENTS } from "../../types/sign-ins.js";
import type { Sentences } from "../words.js";

const UNKNOWN = "Someone unknown";

const PURPOSES = { SIGN_IN: "sign in", CHECK: "be checked", SYNCHRONIZE: "be synchronized" } as const;

const THINGS = { QUESTION: "a challenge", CODE: "a code", PUSH: "a request on its phone" } as const;

const TRIED = { WITHOUT_CODE: "without a code", RECOVERY_CODE: "with a recovery code" } as const;

/** Where a bypass is valid. */
const getScope = (resource: string) => (resource === "" ? "everywhere" : `at ${resource}`);

/** Until when a bypass lasts. */
function getEnd(until: Date | null, at: (moment: Date) => string): string {
  return until === null ? "until somebody ends it" : `until ${at(until)}`;
}

/** Sign-ins, requests on phones and bypasses, in English. */
export const SIGN_INS_EN: Sentences<keyof typeof SIGN_IN_EVENTS> = {
  BYPASS_GRANTED: ({ params: { until, because }, token, resource, at }) =>
    `The user of token ${token} may sign in without a code ${getScope(resource)} ${getEnd(until, at)}${because === null ? "" : ` (${because})`}.`,
  BYPASS_REVOKED: ({ params: { until, because }, token, user, resource, at }) => {
    const why: Readonly<Record<BypassEnded, string>> = {
      REVOKED: "it was revoked",
      UNLINKED: `the token was unlinked from ${resource}`,
      RESOURCE_DELETED: `${resource} was deleted`,
      TOKEN_DELETED: "the token was deleted",
      TOKEN_TAKEN: `the token was taken from ${user}`,
    };
    return `The bypass of token ${token} ${getScope(resource)}, ${getEnd(until, at)}, ended: ${why[because ?? "REVOKED"]}.`;
  },
  CHALLENGE_CREATED: ({
    params: { sent, sentTo, purpose },
    token,
    user,
    resource,
    reasonCode,
    unsentReason,
  }) => {
    const who = token === "" ? user || UNKNOWN : `Token ${token}`;
    const where = purpose === "SIGN_IN" && resource !== "" ? ` at ${resource}` : "";
    if (sent !== null) {
      const what = `${THINGS[sent]}${sentTo === null ? "" : ` to ${sentTo}`}`;
      return `${who} was sent ${what}${where}, to ${PURPOSES[purpose ?? "SIGN_IN"]}.`;
    }
    const what = reasonCode === "SENT_TOO_OFTEN" ? "nothing" : "a decoy challenge";
    return `${who} was sent ${what}${where}: ${unsentReason || "the token answers no challenges"}.`;
  },
  AUTHENTICATION_GRANTED: ({ params: { bypassUntil }, token, user, resource, method, at }) => {
    const how =
      method === "BYPASS"
        ? `, without a code: it has a bypass ${getEnd(bypassUntil, at)}`
        : method === "PUSH"
          ? ", approved on the phone"
          : "";
    return `${user} signed in at ${resource} with token ${token}${how}.`;
  },
  AUTHENTICATION_DENIED: ({ params: { triedAtPortal: tried }, user, resource, reason }) => {
    const where = tried === null ? resource : `the portal of ${resource}, ${TRIED[tried]}`;
    return `${user || UNKNOWN} was denied at ${where}: ${reason}.`;
  },
  PUSH_ROLLED_OUT: ({ token }) => `A phone was connected to token ${token}; a first code must confirm it.`,
  PUSH_APPROVED: ({ token }) => `A request on the phone of token ${token} was approved.`,
  PUSH_DECLINED: ({ params: { isLate }, token, reason }) =>
    `A request on the phone of token ${token}${isLate === true ? ", which was no longer open," : ""} was declined: ${reason}.`,
  PUSH_SUSPENDED: ({ params: { requests }, token }) =>
    `None of ${requests} requests in a row on the phone of token ${token} was approved. If the last one, which the phone shows now, is not approved either, the phone shows no more requests for a day, or until someone unlocks the token.`,
};
