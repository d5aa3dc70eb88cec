/**
 * Checks that writes are durable: it writes one row of the installation. It is written at most once a second,
 * whichever server asks: a server that comes meanwhile waits for that write, and sees its result. So when a
 * commit hangs, only one check hangs with it: the others wait for the row lock, and time out.
 */
export const PROVE_WRITE = `UPDATE write_proof SET written_at = clock_timestamp()
  WHERE id = 1 AND abs(extract(epoch FROM clock_timestamp() - written_at)) > 1`;
