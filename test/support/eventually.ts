/** For `expect.poll`: far longer than anything takes that is waited for, also on a machine that has other work. */
export const EVENTUALLY = { timeout: 60_000 } as const;
