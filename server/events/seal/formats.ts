import {
  eventHash,
  eventHashWithoutParams,
  eventHashWithoutWords,
  type SealableEvent,
} from "./sealed-event.js";

/** The rules by which seals of one format are made and verified. docs/event-format.md describes each. */
export interface SealFormat {
  readonly number: number;
  /** Whether seals and erasures say this number: those of the first formats do not. */
  readonly isNumbered: boolean;
  /** The hash of an event, in hexadecimal. */
  readonly eventHash: (event: SealableEvent) => string;
  /** Whether the server signs what it erases. */
  readonly signsErasures: boolean;
}

/**
 * All formats, oldest first. A format that sealed events never changes: what is sealed in another way is a new entry at the end, with
 * a log of it in test/fixtures/logs.
 */
export const FORMATS: readonly [...SealFormat[], SealFormat] = [
  { number: 1, isNumbered: false, eventHash: eventHashWithoutWords, signsErasures: false },
  { number: 2, isNumbered: false, eventHash: eventHashWithoutParams, signsErasures: true },
  { number: 3, isNumbered: true, eventHash: eventHashWithoutParams, signsErasures: true },
  { number: 4, isNumbered: true, eventHash, signsErasures: true },
];

/** The format that seals and erasures get. */
export const NEWEST: SealFormat = FORMATS[FORMATS.length - 1] ?? FORMATS[0];

/**
 * The formats that a seal or an erasure may have, newest first; none when this build does not know its format.
 * @param number what it says; null when it says nothing.
 */
export function getFormats(number: number | null): SealFormat[] {
  return FORMATS.filter((format) => (format.isNumbered ? format.number : null) === number).toReversed();
}
