import {
  FIRST_ENROLMENTS,
  SELF_SERVICE_ACTIONS,
  SELF_SERVICE_SIGN_INS,
} from "@tokenplane/rules/self-service";
import type { FirstEnrolment, SelfServiceAction, SelfServiceSignIn } from "../generated/documents.js";
import { MODEL_NAMES } from "../tokens/model-names.js";

interface Words {
  readonly label: string;
  /** What it means, in a sentence. */
  readonly description?: string;
}

/** What users can be allowed to do. */
export const ACTIONS: Readonly<Record<SelfServiceAction, Words>> = {
  TOKEN_ENROL: {
    label: "Connect a new token",
    description: "Of one of the models under Token Enrolment.",
  },
  TOKEN_REISSUE: {
    label: "Give a token a new secret",
    description: "As after a change of phone.",
  },
  TOKEN_SYNCHRONIZE: {
    label: "Synchronize a token",
    description:
      "Two codes in a row correct a clock or a counter that is off. Somebody who cannot sign in because of that can do it, too.",
  },
  TOKEN_ASSIGN: {
    label: "Take an unused token",
    description:
      "One that belongs to nobody and is linked to no other resource, by its serial number and two codes in a row.",
  },
  TOKEN_UNASSIGN: { label: "Give a token back", description: "Then it belongs to nobody." },
  TOKEN_PIN_SET: { label: "Set the PIN of a token" },
  TOKEN_PIN_REMOVE: { label: "Remove the PIN of a token" },
  TOKEN_REPORT_LOST: {
    label: "Report a token as lost",
    description: "It is disabled at once. Only the helpdesk enables it again.",
  },
  RECOVERY_CODE: {
    label: "Keep a recovery code",
    description:
      "A code to write down. After the loss of a token, it and the password connect another one, without the helpdesk.",
  },
  PASSWORD_CHANGE: { label: "Change the password" },
  CONTACT_UPDATE: {
    label: "Change the e-mail address and the phone number",
    description: "A code that is sent there confirms it, and the address before gets a notice.",
  },
  NAMES_UPDATE: { label: "Change the first and the last name" },
};

/** By what users begin to sign in. */
export const SIGN_INS: Readonly<Record<SelfServiceSignIn, Words>> = {
  PASSWORD: { label: "Password" },
  MAIL_CODE: {
    label: "Code by e-mail",
    description: "Only where a mailbox is well protected: who reads it needs no password.",
  },
};

/** By what a user who never had a token connects the first one, and the risk of that. */
export const FIRST_TOKENS: Readonly<Record<FirstEnrolment, Words>> = {
  INVITATION: {
    label: "By an invitation only",
    description:
      "The safest. An administrator sends each person a link that works once. A stolen password connects nothing.",
  },
  PASSWORD: {
    label: "By an invitation, or by the password",
    description:
      "Whoever knows the password of a person who has no token yet can connect a token of their own, and signs in as that person from then on.",
  },
  MAIL_CODE: {
    label: "By an invitation, or by a code by e-mail",
    description:
      "Whoever reads the mailbox of a person who has no token yet can connect a token of their own, and signs in as that person from then on. A mailbox is often protected by a password alone.",
  },
};

export const ACTION_OPTIONS = SELF_SERVICE_ACTIONS.map((value) => ({ value, ...ACTIONS[value] }));
export const SIGN_IN_OPTIONS = SELF_SERVICE_SIGN_INS.map((value) => ({ value, ...SIGN_INS[value] }));
export const FIRST_TOKEN_OPTIONS = FIRST_ENROLMENTS.map((value) => ({ value, ...FIRST_TOKENS[value] }));

/** What the page calls what the API calls so. */
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
