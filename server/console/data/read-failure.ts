/** Why there is nothing to show, and what asks for it again. */
export interface ReadFailure {
  readonly error: Error;
  readonly retry: () => void;
}

/** @returns undefined while an answer is still to come, or there is one, which may be older. */
export function getFailure({
  data,
  error,
  refetch,
}: {
  readonly data: unknown;
  readonly error: Error | null;
  readonly refetch: () => Promise<unknown>;
}): ReadFailure | undefined {
  return error === null || data !== undefined ? undefined : { error, retry: () => void refetch() };
}
