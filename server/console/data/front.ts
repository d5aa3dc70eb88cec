/** Which pages send the requests. */
export interface Front {
  /** Every request has it: forms of other sites cannot send it. The server takes a request of its own pages only. */
  readonly header: "x-tokenplane-console" | "x-tokenplane-portal";
  /** What happens whenever the server has answered. */
  readonly onAnswer: () => void;
}

let current: Front = { header: "x-tokenplane-console", onAnswer: () => {} };

/** Says which pages these are, before they send anything. */
export function setFront(changed: Front): void {
  current = changed;
}

export function front(): Front {
  return current;
}
