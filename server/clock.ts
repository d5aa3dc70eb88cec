/** Milliseconds since 1970 UTC. Everything that asks for the time is given one; tests pass their own. */
export type Clock = () => number;

/** The machine's clock: the only place that reads it. */
export const systemClock: Clock = () => Date.now();
