/** When something happens in a company that is made. */
export interface Calendar {
  /** Milliseconds since 1970 UTC, as the server has it. */
  now(): number;
  /** Moves to a later moment. A server whose clock is the real one stays where it is. */
  passTo(time: number): void;
}

export const DAY_MS = 86_400_000;

/** A calendar that begins in the past. */
export class PastCalendar implements Calendar {
  #now: number;

  constructor(start: number) {
    this.#now = start;
  }

  readonly now = (): number => this.#now;

  passTo(time: number): void {
    this.#now = Math.max(this.#now, time);
  }
}

/** That of a server which runs elsewhere. */
export const presentCalendar: Calendar = { now: () => Date.now(), passTo() {} };
