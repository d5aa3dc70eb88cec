import { queryOptions } from "@tanstack/react-query";
import { property, textOf } from "../data/property.js";
import { hasCode, messageOf, RequestError } from "../data/request-error.js";
import { request } from "../data/request.js";
import { say } from "../portal/say.js";
import type { AlarmTexts } from "./alarm-texts/en.js";

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

/** What happened, for people. */
export function changeText({ change }: Pick<Alarm, "change">, { changes, otherChange }: AlarmTexts): string {
  const says: Readonly<Partial<Record<string, string>>> = changes;
  return says[change] ?? otherChange;
}

/** What was done because of it, for people. */
export function effectTexts(
  { effects }: Pick<Alarm, "effects">,
  { always, effects: texts }: AlarmTexts,
): string[] {
  const says: Readonly<Partial<Record<string, string>>> = texts;
  return [always, ...effects.flatMap((effect) => says[effect] ?? [])];
}

/** Why the link was not read or not used. */
export function problemText(problem: unknown, { dead }: AlarmTexts): string {
  if (hasCode(problem, "NOT_FOUND")) return dead;
  return problem instanceof RequestError ? say(problem) : messageOf(problem);
}
