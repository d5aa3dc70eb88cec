import { property } from "../../data/property.js";
import { keepText, keptText } from "../../parts/browser-storage.js";
import type { Verdict } from "./protocol.js";

/** After so long, no request is open any more that was, in milliseconds. */
const KEPT_MS = 10 * 60_000;

/** What a person answered, and what came of it as far as it is needed: kept over a reload, in this tab. */
export interface KeptAnswer {
  readonly nonce: string;
  readonly verdict: Verdict;
  /** Which the phone shows; undefined until the server has answered. */
  readonly code?: string;
  /** Whether the code connects this phone. */
  readonly connects: boolean;
}

const nameOf = (serial: string) => `tokenplane-answer-${serial}`;

/** Keeps the last answer of a token here; undefined when it is not needed any more. */
export function keepAnswer(serial: string, answer: KeptAnswer | undefined): void {
  const text = answer === undefined ? null : JSON.stringify({ answer, at: Date.now() });
  keepText("sessionStorage", nameOf(serial), text);
}

/** The last answer of a token, if it is still needed. */
export function keptAnswer(serial: string): KeptAnswer | undefined {
  const text = keptText("sessionStorage", nameOf(serial));
  if (text === null) return undefined;
  const kept: unknown = JSON.parse(text);
  // Only this page writes there.
  return Date.now() - Number(property(kept, "at")) < KEPT_MS
    ? (property(kept, "answer") as KeptAnswer)
    : undefined;
}
