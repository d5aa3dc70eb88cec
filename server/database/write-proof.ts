/**
 * Proves that what is written lasts: one row of the installation. It is written at most once a second, whichever server
 * asks: a server that comes meanwhile waits for that write, and sees it. So the proofs of a commit that hangs are one too:
 * the others wait for its row, and are refused in time.
 */
export const PROVE_WRITE = `UPDATE write_proof SET written_at = clock_timestamp()
  WHERE id = 1 AND abs(extract(epoch FROM clock_timestamp() - written_at)) > 1`;
