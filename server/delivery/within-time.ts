/**
 * Does work that ends with a signal, or after a time.
 *
 * `AbortSignal.any` with `AbortSignal.timeout` does not do: in Node.js 20 nothing but the combined signal knows the timeout, and
 * knows it weakly. A garbage collection takes it away, and the signal never comes.
 * @param limitMs in milliseconds. @param work gets the signal by which it ends. @returns what the work comes to.
 */
export async function withinTime<Result>(
  signal: AbortSignal,
  limitMs: number,
  work: (ends: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), limitMs);
  try {
    return await work(AbortSignal.any([signal, limit.signal]));
  } finally {
    clearTimeout(timer);
  }
}
