// The steps of a change that it still has to take back, after a step failed or the core asked to stop.
import type { PrivateState } from "../framework/context.js";

/** The key under which a resource stores the ids of what is still to be taken back. */
const OWED = "owed";

/** The ids of what is still to be taken back. */
export function owedBy(kept: Pick<PrivateState, "get">): readonly string[] {
  const owed = kept.get(OWED);
  return Array.isArray(owed) ? owed.filter((id) => typeof id === "string") : [];
}

/** Stores that something is to be taken back. */
export function owe(kept: PrivateState, id: string): void {
  kept.set(OWED, [...owedBy(kept), id]);
}

/** Stores that something is not to be taken back any more. */
export function forgive(kept: PrivateState, id: string): void {
  kept.set(
    OWED,
    owedBy(kept).filter((one) => one !== id),
  );
}

/** Takes back what is owed. */
export async function payOwed(kept: PrivateState, takeBack: (id: string) => Promise<void>): Promise<void> {
  for (const id of owedBy(kept)) {
    await takeBack(id);
    forgive(kept, id);
  }
}
