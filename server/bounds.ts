/** Every bound at which a server refuses work, or ends a connection, to protect the others. docs/monitoring.md explains each. */
export const BOUNDS = [
  "key_rate",
  "address_rate",
  "address_failures",
  "connections",
  "request_seconds",
  "request_headers",
  "request_bytes",
  "memory",
  "operation_size",
  "streams",
  "socket_messages",
  "socket_subscriptions",
  "socket_unread",
  "lists",
  "changes",
  "locked_tokens",
  "deletions",
  "pins",
  "passwords",
  "wrong_passwords",
  "phone_keys",
  "phone_polls",
  "phone_failures",
  "imports",
] as const;

export type Bound = (typeof BOUNDS)[number];

/** Counts how often each bound of a process was reached. */
export class BoundCounts {
  readonly #times = new Map<Bound, number>(BOUNDS.map((bound) => [bound, 0]));

  /** Counts one refusal. */
  reached(bound: Bound): void {
    this.#times.set(bound, this.getTimes(bound) + 1);
  }

  /** How often a bound was reached since the start. */
  getTimes(bound: Bound): number {
    return this.#times.get(bound) ?? 0;
  }
}
