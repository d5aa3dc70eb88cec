import type { Caller } from "../actions/actor.js";
import type { Language } from "../events/words/language.js";
import type { ServerServices } from "../services.js";

/** The context of every resolver: the caller, the caller's address, and the services. */
export interface Context extends Caller {
  readonly services: ServerServices;
  /** For a subscription that a client resumes by itself: the cursor of the last event it got. */
  readonly resumeAfter?: string;
  /** The language that the caller reads best; undefined when the caller named none in which events are said. */
  readonly language?: Language | undefined;
  /** Rows loaded so far hang on this object. A mutation begins with a new one, so that it reads afresh. */
  loaded: object;
}
