import type { Plan, Scene } from "../../support/scene.js";

/** One way to a refusal, and what the user then reads. */
export interface Row {
  /** The mutation and the error, as in `UserCreate AlreadyExistsError`. */
  readonly refusal: string;
  readonly when: string;
  /** How much the account may hold. */
  readonly plan?: Plan;
  /** Ends with the refusal. */
  readonly happens: (scene: Scene) => Promise<unknown>;
  /** The attribute that the diagnostic names; empty when no single attribute is the cause. */
  readonly at: string;
  /** The part of its sentences that says what to do. */
  readonly says: string | RegExp;
}

/** A deletion of something that no longer exists: nothing is refused. */
export interface Gone {
  readonly refusal: string;
  readonly happens: (scene: Scene) => Promise<unknown>;
}
