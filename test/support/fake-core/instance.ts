// What a core knows of one resource, and what it plans.
import type { Fields } from "./proposed.js";
import type { Reported } from "./wire.js";

/** A resource as a state has it. */
export interface Instance {
  readonly state: Fields;
  readonly private: Buffer;
  /** Null where the type has none, or an older core wrote the state. */
  readonly identity: Fields | null;
}

export type Action = "create" | "nothing" | "update" | "replace" | "delete";

/** What a plan says of one resource. */
export interface Planned {
  readonly action: Action;
  readonly type: string;
  readonly prior: Instance | null;
  /** Null when it is to be deleted. */
  readonly config: Fields | null;
  readonly state: Fields | null;
  readonly private: Buffer;
  readonly identity: Fields | null;
  /** The attributes that make a new resource, such as `name`. */
  readonly replaces: readonly string[];
  readonly warnings: readonly Reported[];
}

/** A change that failed, by errors that follow the rules. */
export class RefusedChange extends Error {
  override readonly name = "RefusedChange";

  constructor(
    readonly diagnostics: readonly Reported[],
    /** What the state keeps: what there is so far of a creation, which the next apply replaces. */
    readonly whatIsLeft: Instance | null,
  ) {
    super(diagnostics.map(({ path, summary, detail }) => `${path}: ${summary}: ${detail}`).join("\n"));
  }
}
