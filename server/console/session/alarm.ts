import { queryOptions } from "@tanstack/react-query";
import { property, textOf } from "../data/property.js";
import { request } from "../data/request.js";

/** What a link in a notice is about. */
export interface Alarm {
  /** The account's name. */
  readonly account: string;
  readonly login: string;
  /** The name of the portal's resource. */
  readonly resource: string;
  /** Empty when the change was about no token. */
  readonly token: string;
  readonly change: string;
  /** Milliseconds since 1970 UTC. */
  readonly changedAt: number;
  /** When somebody said "this was not me"; null when nobody did. */
  readonly raisedAt: number | null;
  readonly effects: readonly string[];
  /** Whether it was said before this page said it. */
  readonly isRepeated: boolean;
}

function alarmOf(answer: unknown): Alarm {
  const effects = property(answer, "effects");
  const raisedAt = textOf(answer, "raisedAt");
  return {
    account: textOf(answer, "account"),
    login: textOf(answer, "login"),
    resource: textOf(answer, "resource"),
    token: textOf(answer, "token"),
    change: textOf(answer, "change"),
    changedAt: Date.parse(textOf(answer, "changedAt")),
    raisedAt: raisedAt === "" ? null : Date.parse(raisedAt),
    effects: Array.isArray(effects) ? effects.map(String) : [],
    isRepeated: property(answer, "isRepeated") !== false,
  };
}

/** Looking at it changes nothing. */
export const alarmQuery = (token: string) =>
  queryOptions({
    queryKey: ["alarm", token],
    queryFn: async () => alarmOf(await request("POST", "/alarm/read", { token })),
    retry: false,
    gcTime: 0,
  });

/** Says: this was not me. */
export async function raiseAlarm(token: string): Promise<Alarm> {
  return alarmOf(await request("POST", "/alarm/raise", { token }));
}

const CHANGES: Readonly<Record<string, string>> = {
  TOKEN_ENROLLED: "A token was set up",
  TOKEN_REISSUED: "A token was given a new secret key",
  TOKEN_TAKEN: "A token was assigned to you",
  TOKEN_GIVEN_BACK: "A token was given back",
  TOKEN_PIN_SET: "A PIN was set for a token",
  TOKEN_PIN_REMOVED: "The PIN of a token was removed",
  TOKEN_REPORTED_LOST: "A token was reported lost",
  TOKEN_SYNCHRONIZED: "A token was synchronized",
  PASSWORD_CHANGED: "The password was changed",
  NAMES_CHANGED: "The name was changed",
  EMAIL_CHANGED: "The e-mail address was changed",
  PHONE_NUMBER_CHANGED: "The phone number was changed",
  RECOVERY_CODE_CREATED: "A recovery code was made",
  RECOVERY_CODE_USED: "The recovery code was used",
};

/** What happened, for people. */
export function changeText({ change }: Pick<Alarm, "change">): string {
  return CHANGES[change] ?? "Something was changed";
}

const EFFECTS: Readonly<Record<string, string>> = {
  TOKEN_DISABLED: "The token is disabled: nobody signs in with it until the helpdesk enables it.",
  ENROLMENT_CANCELLED: "The set-up of the token was cancelled.",
  PASSWORD_REMOVED: "Your password was removed: the helpdesk sends you a link to set another one.",
  RECOVERY_CODE_REMOVED: "The recovery code is void: make another one when you have signed in again.",
  EMAIL_REMOVED: "The e-mail address was removed: tell the helpdesk the right one.",
  PHONE_NUMBER_REMOVED: "The phone number was removed: tell the helpdesk the right one.",
};

/** What was done because of it, for people. */
export function effectTexts({ effects }: Pick<Alarm, "effects">): string[] {
  return [
    "Sign-ins that were begun do not go on, and open invitations are void.",
    ...effects.flatMap((effect) => EFFECTS[effect] ?? []),
  ];
}
