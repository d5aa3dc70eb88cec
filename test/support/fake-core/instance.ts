// The state of one resource in a core, and its plan.
import type { Fields } from "./proposed.js";
import type { Reported } from "./wire.js";

/** A resource as a state has it. */
export interface Instance {
  readonly state: Fields;
  readonly private: Buffer;
  /** Null where the type has none, or an older core wrote the state. */
  readonly identity: Fields | null;
}

/** The id in a state. */
export function idIn({ id }: Fields): string {
  if (typeof id === "string") return id;
  throw new TypeError("the state has no id");
}

export type Action = "create" | "nothing" | "update" | "replace" | "delete";

/** The plan of one resource. */
export interface Planned {
  readonly action: Action;
  readonly type: string;
  readonly prior: Instance | null;
  /** Null when it is to be deleted. */
  readonly config: Fields | null;
  readonly state: Fields | null;
  readonly private: Buffer;
  readonly identity: Fields | null;
  /** The attributes that require a replacement, such as `name`. */
  readonly replaces: readonly string[];
  readonly warnings: readonly Reported[];
}

/** A change that failed with errors that follow the rules. */
export class RefusedChange extends Error {
  override readonly name = "RefusedChange";

  constructor(
    readonly diagnostics: readonly Reported[],
    /** The instance that stays in the state: the part of a creation that exists so far. The next apply replaces it. */
    readonly whatIsLeft: Instance | null,
  ) {
    super(diagnostics.map(({ path, summary, detail }) => `${path}: ${summary}: ${detail}`).join("\n"));
  }
}
