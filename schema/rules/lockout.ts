/** When a token is locked, and for how long, where a resource says nothing else. */
export const USUAL_LOCKOUT = { failedAttemptsBeforeLock: 5, lockMinutes: 5 } as const;
