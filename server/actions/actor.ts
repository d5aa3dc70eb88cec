import { newId } from "../database/new-id.js";
import type { EventActor } from "../events/record.js";
import type { Role } from "./permissions.js";

/** By what somebody proved who they are. */
export interface Credential {
  readonly kind: "API_KEY";
  readonly accountId: string;
  readonly id: string;
}

/** Who acts, with which rights. */
export interface Actor extends EventActor {
  /** null for the server itself and its command line. */
  readonly credential: Credential | null;
  readonly role: Role;
  readonly accountId: string;
  /** The resource the key is bound to, or null. */
  readonly resourceId: string | null;
  /** When the key expires, or null. */
  readonly expiresAt: Date | null;
}

/** Who calls a use case, from where, and for which request. Every door makes one for each request. */
export interface Caller {
  readonly actor: Actor;
  /** Address of the program that called, by trusted proxy header or socket; null for a command on the host. */
  readonly callerAddress: string | null;
  /** One id for all events and log lines of a request. */
  readonly correlationId: string;
}

/**
 * The server itself, or somebody at its command line.
 * @param accountId the account that it is about. @param name what did it. @param now milliseconds since 1970 UTC.
 */
export function systemCaller(accountId: string, name: string, now: number): Caller {
  return {
    actor: {
      kind: "SYSTEM",
      id: accountId,
      name,
      credential: null,
      role: "OPERATOR",
      accountId,
      resourceId: null,
      expiresAt: null,
    },
    callerAddress: null,
    correlationId: newId(now),
  };
}
