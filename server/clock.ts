/**
 * Milliseconds since 1970 UTC. All code that needs the time gets a clock as an argument; tests pass their own.
 */
export type Clock = () => number;

/** The system clock: only this function reads it. */
export const systemClock: Clock = () => Date.now();
