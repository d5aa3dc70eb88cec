/** The counter of seals. */
export interface SealObserver {
  /** A seal over so many events was stored. */
  sealed(events: number): void;
}
