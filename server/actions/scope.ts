import type { Actor } from "./actor.js";

/**
 * Which rows a caller sees. Every query of a store that answers a caller takes one; nothing outside of it exists for
 * that caller.
 */
export interface Scope {
  readonly accountId: string;
  /** Only what belongs to this resource; null for the whole account. */
  readonly resourceId: string | null;
}

/** The scope of an actor: what it sees. */
export function getScope({ accountId, resourceId }: Actor): Scope {
  return { accountId, resourceId };
}
