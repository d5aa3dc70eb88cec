/** When wrong codes lock a token at a resource, in words. */
export function lockoutText({
  failedAttemptsBeforeLock,
  lockMinutes,
}: {
  readonly failedAttemptsBeforeLock: number;
  readonly lockMinutes: number;
}): string {
  const time = lockMinutes === 0 ? "until unlocked" : `for ${lockMinutes} min`;
  return `After ${failedAttemptsBeforeLock} wrong codes, ${time}`;
}
