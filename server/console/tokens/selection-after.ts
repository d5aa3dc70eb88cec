import type { BulkOutcome } from "../data/use-bulk.js";
import type { Selection } from "../lists/selection.js";
import type { SelectedToken } from "./token-table.js";

/** The outcome for tokens, each by its id. */
export type TokensOutcome = BulkOutcome<{ readonly token: { readonly id: string } }>;

/**
 * The selection after an operation on many tokens: those that can be tried again.
 * @param before what is selected when it is done: others may have been selected meanwhile, and stay so.
 * @param tried with what it was done.
 */
export function selectionAfter(
  before: Selection<SelectedToken>,
  tried: Selection<SelectedToken>,
  { left }: TokensOutcome,
): Selection<SelectedToken> {
  const again = new Set(left.map(({ token }) => token.id));
  return new Map([
    ...[...before].filter(([id]) => !tried.has(id)),
    ...[...tried].filter(([id]) => again.has(id)),
  ]);
}
