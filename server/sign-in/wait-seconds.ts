/** Whole seconds until a moment: what a page counts down. The clock of its device may be off. @param now milliseconds since 1970 UTC. */
export function waitSeconds(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / 1_000));
}
