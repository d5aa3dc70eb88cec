import { queryOptions } from "@tanstack/react-query";
import { property, getText } from "../data/property.js";
import { hasCode, getMessage, RequestError } from "../data/request-error.js";
import { request } from "../data/request.js";
import { say } from "../portal/say.js";
import type { AlarmTexts } from "./alarm-texts/en.js";

/** The change that a link in a notice is about. */
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
  /** The moment at which somebody said "this was not me"; null before. */
  readonly raisedAt: number | null;
  readonly effects: readonly string[];
  /** Whether the alarm was raised before this page raised it. */
  readonly isRepeated: boolean;
}

function getAlarm(answer: unknown): Alarm {
  const effects = property(answer, "effects");
  const raisedAt = getText(answer, "raisedAt");
  return {
    account: getText(answer, "account"),
    login: getText(answer, "login"),
    resource: getText(answer, "resource"),
    token: getText(answer, "token"),
    change: getText(answer, "change"),
    changedAt: Date.parse(getText(answer, "changedAt")),
    raisedAt: raisedAt === "" ? null : Date.parse(raisedAt),
    effects: Array.isArray(effects) ? effects.map(String) : [],
    isRepeated: property(answer, "isRepeated") !== false,
  };
}

/** Looking at it changes nothing. */
export const alarmQuery = (token: string) =>
  queryOptions({
    queryKey: ["alarm", token],
    queryFn: async () => getAlarm(await request("POST", "/alarm/read", { token })),
    retry: false,
    gcTime: 0,
  });

/** Says: this was not me. */
export async function raiseAlarm(token: string): Promise<Alarm> {
  return getAlarm(await request("POST", "/alarm/raise", { token }));
}

/** The words for the change. */
export function changeText({ change }: Pick<Alarm, "change">, { changes, otherChange }: AlarmTexts): string {
  const says: Readonly<Partial<Record<string, string>>> = changes;
  return says[change] ?? otherChange;
}

/** The words for the effects of an alarm. */
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
  return problem instanceof RequestError ? say(problem) : getMessage(problem);
}
