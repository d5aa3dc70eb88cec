/** The selected rows of a list, on all pages: what is known of each, by its id. */
export type Selection<Known> = ReadonlyMap<string, Known>;

/** A selection with these rows, or without them. */
export function withRows<Known>(
  selection: Selection<Known>,
  rows: readonly (readonly [id: string, known: Known])[],
  isSelected: boolean,
): Selection<Known> {
  const next = new Map(selection);
  for (const [id, known] of rows) {
    if (isSelected) next.set(id, known);
    else next.delete(id);
  }
  return next;
}
