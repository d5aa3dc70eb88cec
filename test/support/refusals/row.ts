import type { Plan, Scene } from "./scene.js";

/** One way to a refusal, and what the user is told of it. */
export interface Row {
  /** The mutation and the error, as in `UserCreate AlreadyExistsError`. */
  readonly refusal: string;
  readonly when: string;
  /** It is the form of a value that is refused: at plan already, before anything is sent, in the server's words. */
  readonly form?: true;
  /** How much the account may hold. */
  readonly plan?: Plan;
  /** Ends with the refusal. */
  readonly happens: (scene: Scene) => Promise<unknown>;
  /** The attribute that the diagnostic names; empty where no single one is to blame. */
  readonly at: string;
  /** What of its sentences says what to do. */
  readonly says: string | RegExp;
}

/** What is gone already when it is to be deleted: there is nothing to refuse. */
export interface Gone {
  readonly refusal: string;
  readonly happens: (scene: Scene) => Promise<unknown>;
}
