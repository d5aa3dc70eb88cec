import { keepText, keptText } from "../../parts/browser-storage.js";
import type { Verdict } from "./protocol.js";

/** Milliseconds after which every request that was open has ended. */
const KEPT_MS = 10 * 60_000;

/** The person's answer, and its outcome as far as it is needed: kept over a reload, in this tab. */
export interface KeptAnswer {
  readonly nonce: string;
  readonly verdict: Verdict;
  /** Which the phone shows; undefined until the server has answered. */
  readonly code?: string;
  /** Whether the code connects this phone. */
  readonly connects: boolean;
}

/** Where they are kept, by the serials of the tokens. */
const NAME = "tokenplane-answers";

interface Kept {
  readonly answer: KeptAnswer;
  /** In milliseconds since 1970. */
  readonly at: number;
}

function keptAnswers(): readonly (readonly [string, Kept])[] {
  const text = keptText("sessionStorage", NAME);
  // Only this file writes it.
  const kept = text === null ? {} : (JSON.parse(text) as Readonly<Record<string, Kept>>);
  return Object.entries(kept).filter(([, { at }]) => Date.now() - at < KEPT_MS);
}

function keepAll(answers: readonly (readonly [string, Kept])[]): void {
  const text = answers.length === 0 ? null : JSON.stringify(Object.fromEntries(answers));
  keepText("sessionStorage", NAME, text);
}

/** Keeps the last answer of a token here; undefined when it is not needed any more. */
export function keepAnswer(serial: string, answer: KeptAnswer | undefined): void {
  const others = keptAnswers().filter(([of]) => of !== serial);
  keepAll(answer === undefined ? others : [...others, [serial, { answer, at: Date.now() }]]);
}

/** The last answer of a token, if it is still needed. */
export function keptAnswer(serial: string): KeptAnswer | undefined {
  return keptAnswers().find(([of]) => of === serial)?.[1].answer;
}

/** Forgets the codes that connect phones: one was typed. */
export function forgetFirstCodes(): void {
  keepAll(keptAnswers().filter(([, { answer }]) => !answer.connects));
}
