import type { EventType, Method, Reason } from "../event-types.js";
import type { ParamsOf } from "../params.js";

/**
 * An event as its sentence gets it. A name that was erased is a word that says so; the name of what the event does not name is
 * empty.
 */
export interface Told<Type extends EventType> {
  readonly params: ParamsOf<Type>;
  readonly token: string;
  readonly user: string;
  readonly resource: string;
  readonly method: Method | null;
  /** Why it was denied or not done. */
  readonly reasonCode: Reason | null;
  /** The same, in words for the middle of a sentence; empty for no reason. */
  readonly reason: string;
  /** The same of what was not sent, where other words would speak of a code that was typed. */
  readonly unsentReason: string;
  /** The names of the fields that changed. */
  readonly changed: string;
  /** A moment as its reader writes it. */
  readonly at: (moment: Date) => string;
}

/** The sentence about an event of a type. */
export type Sentence<Type extends EventType> = (told: Told<Type>) => string;

/** The sentences of some types. */
export type Sentences<Type extends EventType> = { readonly [Each in Type]: Sentence<Each> };

/** What some types are called. */
export type Names<Type extends EventType> = Readonly<Record<Type, string>>;

/** All that is said in one language. */
export interface Words {
  readonly sentences: Sentences<EventType>;
  readonly names: Names<EventType>;
  /** A reason, for the middle of a sentence. */
  readonly reason: (reason: Reason) => string;
  /** Reasons for which nothing is sent, where the others would speak of a code that was typed. */
  readonly unsentReasons: Partial<Readonly<Record<Reason, string>>>;
  /** In place of a name or a detail that was erased. */
  readonly erased: string;
}
