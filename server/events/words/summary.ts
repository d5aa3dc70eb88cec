import { type EventType, isEventType, isMethod, isReason } from "../event-types.js";
import { readParams, type StoredParams } from "../params.js";
import { DE } from "./de.js";
import { EN } from "./en.js";
import type { Language } from "./language.js";
import type { Sentence, Words } from "./words.js";

const WORDS: Readonly<Record<Language, Words>> = { en: EN, de: DE };

/** What is read of an event to say it. */
export interface SaidEvent {
  readonly type: string;
  readonly method: string | null;
  readonly reason: string | null;
  readonly tokenId: string | null;
  readonly tokenName: string | null;
  readonly userId: string | null;
  readonly userLogin: string | null;
  readonly resourceId: string | null;
  readonly resourceName: string | null;
  readonly changes: readonly { readonly field: string }[];
  readonly summary: string;
  readonly params: StoredParams | null;
  /** The fields of it that were erased. */
  readonly erased: readonly string[];
}

/** Writes moments for somebody. @param timeZone an IANA name; null for UTC, which is then said. */
function moments(language: Language, timeZone: string | null): (moment: Date) => string {
  const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: timeZone ?? "UTC",
  });
  return (moment) => (timeZone === null ? `${format.format(moment)} UTC` : format.format(moment));
}

/** The sentence about an event. */
function say<Type extends EventType>(
  type: Type,
  stored: StoredParams,
  event: SaidEvent,
  { sentences, reason, unsentReasons, erased }: Words,
  at: (moment: Date) => string,
): string {
  const sentence: Sentence<Type> = sentences[type];
  const named = (id: string | null, name: string | null) => (id === null ? "" : (name ?? erased));
  const code = event.reason !== null && isReason(event.reason) ? event.reason : null;
  return sentence({
    params: readParams(type, stored),
    token: named(event.tokenId, event.tokenName),
    user: named(event.userId, event.userLogin),
    resource: named(event.resourceId, event.resourceName),
    method: isMethod(event.method) ? event.method : null,
    reasonCode: code,
    reason: code === null ? "" : reason(code),
    unsentReason: code === null ? "" : (unsentReasons[code] ?? reason(code)),
    changed: event.changes.length === 0 ? erased : event.changes.map(({ field }) => field).join(", "),
    at,
  });
}

/** What an event of a type is called. */
function getName(type: string, { names }: Words): string {
  return isEventType(type) ? names[type] : type;
}

/**
 * One sentence that says what happened. An event of an earlier version has its own, which is English; one whose details were erased
 * is called by its name.
 * @param timeZone an IANA name, in which moments are said; null for UTC.
 */
export function summaryOf(event: SaidEvent, language: Language, timeZone: string | null): string {
  const { type, params, erased } = event;
  const words = WORDS[language];
  if (erased.includes("params")) return `${getName(type, words)}.`;
  if (params === null) return event.summary;
  if (!isEventType(type)) return `${getName(type, words)}.`;
  return say(type, params, event, words, moments(language, timeZone));
}
