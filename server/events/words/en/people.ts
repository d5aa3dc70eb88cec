import { counted } from "./counted.js";
import type { EndedBecause, PEOPLE_EVENTS } from "../../types/people.js";
import type { Sentences } from "../words.js";

const ENDED: Readonly<Record<EndedBecause, string>> = {
  ROLE_GIVEN: "the person got a role",
  ROLE_CHANGED: "the role changed",
  ROLE_REMOVED: "the role was removed",
  PASSWORD_SET: "the password was set",
  PASSWORD_RESET: "the password was reset",
  PASSWORD_REMOVED: "the password was removed",
  EMAIL_CHANGED: "the e-mail address changed",
  CONTACT_CHANGED: "a contact was changed",
  FIRST_ADMINISTRATOR: "there is an administrator",
  LINK_USED: "the person used a link to enrol another token",
  LINK_MADE_ON_HOST: "somebody made a new link for this person on the host",
  CONNECTED_ELSEWHERE: "a token was connected in another session",
  TOKEN_CONNECTED: "the person connected a token",
  REPLACED: "another one was made",
  WRONG_CODES: "100 wrong ones in a row were typed",
  REVOKED: "somebody revoked it",
  ALARM: "the person said that somebody else had changed something",
  ENDED_BY_PERSON: "the person ended it",
  ENDED_BY_ADMINISTRATOR: "an administrator ended it",
};

const because = (why: EndedBecause | null) => (why === null ? "" : `: ${ENDED[why]}`);

const FOR = {
  SETUP: ", to become the first administrator",
  JOIN: ", to set a password, and to enrol a token if there is none",
  PASSWORD: ", to set another password",
  TOKEN: ", to enrol another token",
  ENROL: "",
} as const;

const RESET = {
  LINK_SETS_ANOTHER: "; a link sets another one",
  LINK_CONNECTS_TOKEN: "; a link connects a token without one",
  EMAIL_CHANGED: ", because a link to another e-mail address had set it; a new link sets another one",
  ALARM: ": the person said that somebody else had changed it",
} as const;

const WAYS = {
  PASSWORD: "with the password",
  MAIL_CODE: "with a mailed code",
  INVITATION: "by an invitation",
  RECOVERY_CODE: "with a recovery code",
} as const;

const CHANGES = {
  TOKEN_ENROLLED: "a token was connected",
  TOKEN_REISSUED: "a token got another secret",
  TOKEN_TAKEN: "a token was taken",
  TOKEN_GIVEN_BACK: "a token was given back",
  TOKEN_PIN_SET: "the PIN of a token was set",
  TOKEN_PIN_REMOVED: "the PIN of a token was removed",
  TOKEN_REPORTED_LOST: "a token was reported as lost",
  TOKEN_SYNCHRONIZED: "a token was synchronized",
  PASSWORD_CHANGED: "the password was set",
  NAMES_CHANGED: "the name was changed",
  EMAIL_CHANGED: "the e-mail address was changed",
  PHONE_NUMBER_CHANGED: "the phone number was changed",
  RECOVERY_CODE_CREATED: "a recovery code was made",
  RECOVERY_CODE_USED: "the recovery code was used",
} as const;

/** People, in English. */
export const PEOPLE_EN: Sentences<keyof typeof PEOPLE_EVENTS> = {
  USER_CREATED: ({ params: { isImported }, user }) =>
    `User ${user} was created${isImported === true ? " from a file" : ""}.`,
  USER_UPDATED: ({ user, changed }) => `User ${user} changed: ${changed}.`,
  USER_DELETED: ({ user }) => `User ${user} was deleted.`,
  USER_ERASED: ({ params: { events, because: why } }) =>
    `The personal data of a deleted user was erased from ${counted(events ?? 0, "event")}${why === null ? "" : ` (${why})`}.`,
  ADMINISTRATOR_CREATED: ({ params: { role }, user }) =>
    `${user} was given the role ${role}, and may sign in to the console.`,
  ADMINISTRATOR_UPDATED: ({ params: { role, before }, user }) =>
    `${user} was given the role ${role} instead of ${before}.`,
  ADMINISTRATOR_DELETED: ({ params: { role }, user }) => `The role ${role} of ${user} was removed.`,
  INVITATION_CREATED: ({ params: { purpose, sentTo }, user, resource }) => {
    const what = resource === "" ? "A link" : `A link to the portal of ${resource}`;
    const how = sentTo === null ? "made" : `mailed to ${sentTo}`;
    return `${what} was ${how} for ${user}${FOR[purpose ?? "ENROL"]}.`;
  },
  INVITATION_USED: ({ user }) =>
    user === "" ? "The link of the first start was used." : `${user} used a link.`,
  INVITATION_REVOKED: ({ params, user, resource }) => {
    if (user === "")
      return `A link that makes the first administrator was revoked${because(params.because)}.`;
    const where = resource === "" ? "to the console" : `to the portal of ${resource}`;
    return `A link ${where} for ${user} was revoked before it was used${because(params.because)}.`;
  },
  PASSWORD_SET: ({ params: { byLink }, user, resource }) => {
    if (resource === "") return `${user} set a password.`;
    return `${user} set a password ${byLink === true ? "by a link" : "in the portal"} of ${resource}.`;
  },
  PASSWORD_RESET: ({ params, user }) =>
    `The password of ${user} was removed${RESET[params.because ?? "LINK_SETS_ANOTHER"]}.`,
  PASSWORD_LOCKED: ({ params: { failures }, user }) =>
    `${failures} wrong passwords in a row were sent for ${user}: the password now works only from networks from which ${user} signed in before, until it is set again.`,
  RECOVERY_CODE_CREATED: ({ user, resource }) => `${user} made a recovery code in the portal of ${resource}.`,
  RECOVERY_CODE_USED: ({ user, resource }) => `${user} used the recovery code at the portal of ${resource}.`,
  RECOVERY_CODE_REVOKED: ({ params, user }) =>
    `The recovery code of ${user} is void${because(params.because)}.`,
  SESSION_STARTED: ({ params: { way, withCode }, user, resource }) => {
    if (resource === "")
      return withCode === true
        ? `${user} signed in to the console.`
        : `${user} opened a link, and may enrol a token.`;
    const code = withCode === true ? " and a code" : ", without a code";
    return `${user} signed in to the portal of ${resource} ${WAYS[way ?? "PASSWORD"]}${code}.`;
  },
  SESSION_ENDED: ({ params: { place, isReplaced }, user }) => {
    const where = place === "PORTAL" ? "a portal" : "the console";
    return isReplaced === true
      ? `${user} left ${where}: a new sign-in with the same browser replaced the session.`
      : `${user} signed out of ${where}.`;
  },
  SESSION_REVOKED: ({ params, user }) => `A session of ${user} was ended${because(params.because)}.`,
  USER_CONTACT_CONFIRMED: ({ params: { contact }, user, resource }) =>
    `${user} confirmed ${contact} by a code in the portal of ${resource}.`,
  USER_ALARM: ({ params: { change, portal }, user }) =>
    `${user} reported, by the link in a mail, what somebody else had done in the portal of ${portal}: ${CHANGES[change ?? "PASSWORD_CHANGED"]}.`,
};
