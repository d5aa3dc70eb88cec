/** So few rows are inserted on a busy machine within the time that the server allows a statement. */
const PIECE = 4_000;

/**
 * Inserts many rows, some thousand in a statement.
 * @param insert inserts the rows with the numbers `from` to `to`.
 */
export async function inPieces(
  count: number,
  insert: (from: number, to: number) => Promise<unknown>,
): Promise<void> {
  for (let from = 1; from <= count; from += PIECE) await insert(from, Math.min(from + PIECE - 1, count));
}
