/**
 * The result of a promise; undefined when that takes too long. Nothing waits for it then, but its work continues.
 * @param limitMs in milliseconds.
 */
export async function withTimeout<Result>(
  promise: Promise<Result>,
  limitMs: number,
): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
