import type { ChannelKind } from "../delivery/delivery.js";
import type { Method, Reason } from "../events/event-types.js";
import type { FeedObserver } from "../events/feed/feed-observer.js";
import type { SealObserver } from "../events/seal/seal-observer.js";
import type { Door } from "./doors.js";

/** How a sign-in ended. */
export type SignInEnd =
  | { readonly outcome: "GRANTED"; readonly method: Method }
  | { readonly outcome: "DENIED"; readonly reason: Reason }
  /** The same request was answered before, and got the same answer: nothing was counted again. */
  | { readonly outcome: "REPEATED" }
  /** The request was wrong: no code was looked at. */
  | { readonly outcome: "REFUSED" }
  /** The server could not do it, as when its database is away. */
  | { readonly outcome: "FAILED" };

/** How an import ended. */
export interface ImportEnd {
  readonly kind: "TOKENS" | "USERS" | "ASSIGNMENTS";
  readonly status: "SUCCEEDED" | "REFUSED" | "FAILED";
  readonly dryRun: boolean;
}

/** Final states of a message, and that of one that is never sent. */
export const MESSAGE_ENDS = ["ACCEPTED", "REFUSED", "UNKNOWN", "EXPIRED", "CANCELLED", "SUPPRESSED"] as const;

export type MessageEnd = (typeof MESSAGE_ENDS)[number];

/**
 * The counter of what a server does. It learns how much and how long, and never about whom: no user, account or resource. Rooms
 * call it while it is there; without it, they do nothing for it.
 */
export interface Observer extends FeedObserver, SealObserver {
  /** A sign-in ended, so many seconds after its request was understood. */
  signedIn(door: Door, end: SignInEnd, seconds: number): void;
  /** How many attempts one statement read or settled. */
  batched(work: "READ" | "SETTLE", attempts: number): void;
  /** A message has come to its end. */
  messageEnded(kind: ChannelKind, end: MessageEnd): void;
  /** An import has come to its end. */
  importEnded(end: ImportEnd): void;
}
