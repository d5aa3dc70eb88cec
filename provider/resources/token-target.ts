// Where the codes of a token are sent. The server never shows it whole: what a state has of it comes from the
// configuration, and a change elsewhere is seen by the mask.
import { maskedTarget } from "@tokenplane/rules/masked-target";
import type { SentBy } from "@tokenplane/rules/models";
import type { Rule } from "@tokenplane/rules/rule";
import type { Validator } from "../framework/attributes.js";
import { error, type Diagnostic } from "../framework/diagnostic.js";
import { form } from "../validators.js";
import { isUnknown, type Unknown } from "../plugin/cty/value.js";
import type { TokenFieldsFragment } from "../client/operations.js";

/** The attribute of each model that says where its codes are sent. */
const TARGETS = { SMS: "phone_number", EMAIL: "address", BOT: "chat_id" } as const satisfies Record<
  SentBy,
  string
>;

/** The attribute of a model that says where its codes are sent; undefined where none are. */
export function targetAttribute(model: string): (typeof TARGETS)[SentBy] | undefined {
  return (TARGETS as Readonly<Partial<Record<string, (typeof TARGETS)[SentBy]>>>)[model];
}

type Known = string | null | Unknown | undefined;

/** The target of codes in an earlier state or a plan. For a token that was only found, it has no values. */
export interface KnownTarget {
  readonly phone_number?: Known;
  readonly address?: Known;
  readonly chat_id?: Known;
  readonly sent_to?: Known;
}

function known(value: Known): string | null {
  return value === undefined || isUnknown(value) ? null : value;
}

/** The placeholder of characters that a mask hides. No target has it. */
const DOT = "•";

/** Holds a target to its form. A mask is let through: cores write configurations of what they import, and know nothing else. */
export function targetForm(rule: Rule<string>): Validator<string | null> {
  const check = form(rule);
  return (value, path) => (value?.includes(DOT) === true ? [] : check(value, path));
}

/** Refuses a mask, unless it is the one that the state has: then nothing changes. */
export function* checkMasks(prior: KnownTarget | null, config: KnownTarget): Iterable<Diagnostic> {
  for (const name of Object.values(TARGETS)) {
    const value = known(config[name]);
    if (value === null || !value.includes(DOT) || value === known(prior?.[name])) continue;
    yield error([name], "This is a mask", `${value} hides a part of the value. Write the whole ${name}.`);
  }
}

/** The part of `tokenUpdate` that changes where codes are sent; empty when a plan does not. */
export function targetInput(
  prior: KnownTarget,
  plan: KnownTarget,
): { readonly phoneNumber?: string; readonly address?: string; readonly chatId?: string } {
  const changed = (name: (typeof TARGETS)[SentBy]) => {
    const value = known(plan[name]);
    return value === null || value === known(prior[name]) ? undefined : value;
  };
  const [phoneNumber, address, chatId] = [changed("phone_number"), changed("address"), changed("chat_id")];
  return {
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
    ...(address === undefined ? {} : { address }),
    ...(chatId === undefined ? {} : { chatId }),
  };
}

/** The attributes of a state that a configuration leaves out: a mask is no phone number. */
export function maskedIn(
  state: Readonly<Record<(typeof TARGETS)[SentBy] | "sent_to", string | null>>,
): readonly (typeof TARGETS)[SentBy][] {
  return Object.values(TARGETS).filter((name) => state[name] !== null && state[name] === state.sent_to);
}

/** Whether a text and a mask may be the same target: an import knows only the mask. */
export function isSameTarget(kind: SentBy): (one: string | null, other: string | null) => boolean {
  return (one, other) =>
    one === other ||
    (one !== null &&
      other !== null &&
      (maskedTarget(kind, one) === other || maskedTarget(kind, other) === one));
}

/**
 * Where codes are sent, as a state has it. What the configuration says stays while somebody may confirm it, although the
 * server still shows the target before. When no user did in time, or the server sends elsewhere, the state has the mask
 * of where it sends: the next plan shows a change, and its apply sends another code.
 */
export function targetState(
  { model, delivery, enrolment }: Pick<TokenFieldsFragment, "model" | "delivery" | "enrolment">,
  before: KnownTarget,
) {
  const none = { phone_number: null, address: null, chat_id: null, channel_id: null, sent_to: null };
  if (delivery === null) return none;
  const { sentTo, channel } = delivery;
  const attribute = targetAttribute(model);
  const place = { ...none, channel_id: channel?.id ?? null, sent_to: sentTo };
  if (attribute === undefined) return place;
  const written = known(before[attribute]);
  const isSaid =
    written !== null &&
    (enrolment !== null || (sentTo !== null && isSameTarget(model as SentBy)(written, sentTo)));
  return { ...place, [attribute]: isSaid ? written : sentTo };
}

/** The error that a user reads when no code can be sent to a new target. */
export function cannotBeSent(model: string) {
  const attribute = targetAttribute(model);
  return {
    ...(attribute === undefined ? {} : { attribute }),
    summary: "A code cannot be sent there",
  };
}
