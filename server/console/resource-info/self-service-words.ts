import {
  FIRST_ENROLMENTS,
  SELF_SERVICE_ACTIONS,
  SELF_SERVICE_SIGN_INS,
} from "@tokenplane/rules/self-service";
import type { FirstEnrolment, SelfServiceAction, SelfServiceSignIn } from "../generated/documents.js";
import { MODEL_NAMES } from "../tokens/model-names.js";

interface Words {
  readonly label: string;
  /** The meaning of the name, in a sentence. */
  readonly description?: string;
}

/** The actions that users can be allowed. */
export const ACTIONS: Readonly<Record<SelfServiceAction, Words>> = {
  TOKEN_ENROL: {
    label: "Connect a new token",
    description: "Of one of the models under Token Enrolment.",
  },
  TOKEN_REISSUE: {
    label: "Give a token a new secret",
    description: "For example, after a change of phone.",
  },
  TOKEN_SYNCHRONIZE: {
    label: "Synchronize a token",
    description:
      "Two codes in a row correct a clock or a counter that is off. People who cannot sign in because of this can do it, too.",
  },
  TOKEN_ASSIGN: {
    label: "Take an unused token",
    description:
      "A token that has no user and is linked to no other resource. The person types its serial number and two codes in a row.",
  },
  TOKEN_UNASSIGN: { label: "Give a token back", description: "Then it has no user." },
  TOKEN_PIN_SET: { label: "Set the PIN of a token" },
  TOKEN_PIN_REMOVE: { label: "Remove the PIN of a token" },
  TOKEN_REPORT_LOST: {
    label: "Report a token as lost",
    description: "It is disabled at once. Only the helpdesk can enable it again.",
  },
  RECOVERY_CODE: {
    label: "Keep a recovery code",
    description:
      "A code that the person writes down. After the loss of a token, the person can connect another one with this code and the password, without the helpdesk.",
  },
  PASSWORD_CHANGE: { label: "Change the password" },
  CONTACT_UPDATE: {
    label: "Change the e-mail address and the phone number",
    description:
      "The person confirms the new one with a code that is sent there. The previous address gets a notice.",
  },
  NAMES_UPDATE: { label: "Change the first and the last name" },
};

/** How users begin to sign in. */
export const SIGN_INS: Readonly<Record<SelfServiceSignIn, Words>> = {
  PASSWORD: { label: "Password" },
  MAIL_CODE: {
    label: "Code by e-mail",
    description: "Only if mailboxes are well protected: anybody who can read the mailbox needs no password.",
  },
};

/** How a user who never had a token connects the first one, and the risk of that. */
export const FIRST_TOKENS: Readonly<Record<FirstEnrolment, Words>> = {
  INVITATION: {
    label: "By an invitation only",
    description:
      "The safest way. An administrator sends each person a link that works once. Nobody can connect a token with a stolen password.",
  },
  PASSWORD: {
    label: "By an invitation, or by the password",
    description:
      "Anybody who knows the password of a person without a token can connect a token, and can then sign in as that person.",
  },
  MAIL_CODE: {
    label: "By an invitation, or by a code by e-mail",
    description:
      "Anybody who can read the mailbox of a person without a token can connect a token, and can then sign in as that person. A mailbox is often protected only by a password.",
  },
};

export const ACTION_OPTIONS = SELF_SERVICE_ACTIONS.map((value) => ({ value, ...ACTIONS[value] }));
export const SIGN_IN_OPTIONS = SELF_SERVICE_SIGN_INS.map((value) => ({ value, ...SIGN_INS[value] }));
export const FIRST_TOKEN_OPTIONS = FIRST_ENROLMENTS.map((value) => ({ value, ...FIRST_TOKENS[value] }));

/** The names on the page for the names in the API. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ...Object.entries(MODEL_NAMES),
  ...[...Object.entries(ACTIONS), ...Object.entries(SIGN_INS)].map(([name, { label }]): [string, string] => [
    name,
    `“${label}”`,
  ]),
]);

/** A sentence of the rules, with the names that the page uses in place of the API's. */
export function inPageWords(sentence: string): string {
  return sentence.replaceAll(/\b[A-Z][A-Z_]+\b/g, (name) => NAMES.get(name) ?? name);
}
