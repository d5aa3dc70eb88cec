import type { Actor } from "../access/actor.js";
import type { Services } from "../services.js";

/** What every resolver gets: who calls, from where, and the services. */
export interface Context {
  readonly services: Services;
  readonly actor: Actor;
  /** Address of the program that called, by trusted proxy header or socket. */
  readonly callerAddress: string;
  /** One id for all events and log lines of a request. */
  readonly correlationId: string;
  /** For a subscription that a client resumes by itself: the cursor of the last event it got. */
  readonly resumeAfter?: string;
  /** Rows loaded so far hang on this object. A mutation begins with a new one, so that it reads afresh. */
  loaded: object;
}
