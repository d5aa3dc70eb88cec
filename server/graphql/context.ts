import type { Caller } from "../actions/actor.js";
import type { ServerServices } from "../services.js";

/** What every resolver gets: who calls, from where, and the services. */
export interface Context extends Caller {
  readonly services: ServerServices;
  /** For a subscription that a client resumes by itself: the cursor of the last event it got. */
  readonly resumeAfter?: string;
  /** Rows loaded so far hang on this object. A mutation begins with a new one, so that it reads afresh. */
  loaded: object;
}
