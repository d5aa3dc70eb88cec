/** Why something was not done, as the server or the way to it says it: in English. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** The input that caused it, as in `["password"]`. */
  readonly path: readonly string[];
  /** The reason in more detail than the code gives it, as in `MAILBOX_ALONE`; empty for none. */
  readonly reason?: string;
  /** Seconds after which it may be tried again. */
  readonly retryAfter?: number;
}

/** Which pages send the requests. */
export interface Front {
  /**
   * Every request has them: forms of other sites cannot send them. The server takes a request of its own pages only. A portal's
   * says its address: the session is the one of this portal, also when others are open in the same browser.
   */
  readonly headers: Readonly<Record<string, string>>;
  /** Called whenever the server has answered a request that had these headers. */
  readonly onAnswer: (sent: Front["headers"]) => void;
  /** Says in the language of the pages why something was not done. */
  readonly say: (problem: Problem) => string;
}

let current: Front = {
  // The server refuses what ends the last way in to the console, so that the person is asked first.
  headers: { "x-tokenplane-console": "1", "x-tokenplane-last-way-in": "keep" },
  onAnswer: () => {},
  say: ({ message }) => message,
};

/** Says which pages these are, before they send anything. */
export function setFront(changed: Front): void {
  current = changed;
}

export function front(): Front {
  return current;
}
