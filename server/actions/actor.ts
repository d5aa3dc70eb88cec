import { newId } from "../database/new-id.js";
import type { EventActor } from "../events/record.js";
import { CREDENTIALS, type CredentialName } from "./credential-names.js";
import { type ActorRole, isAllowed, type Operation } from "./permissions.js";

/** By what somebody proved who they are. */
export interface Credential {
  readonly kind: CredentialName;
  readonly accountId: string;
  /** Of the key or the session. */
  readonly id: string;
  /** When the check began that found it valid, in milliseconds of the monotonic clock. */
  readonly checkedAt: number;
}

/** The actor and its rights. */
export interface Actor extends EventActor {
  /** null for the server itself and its command line. */
  readonly credential: Credential | null;
  /** When a person last proved who they are; null for programs. */
  readonly verifiedAt: Date | null;
  readonly role: ActorRole;
  readonly accountId: string;
  /** The resource that the key is bound to, or in whose portal a user acts; or null. */
  readonly resourceId: string | null;
  /** When the key expires, or null. */
  readonly expiresAt: Date | null;
}

/** The caller of a use case, its address and its request. Every door makes one for each request. */
export interface Caller {
  readonly actor: Actor;
  /** Address of the program that called, by trusted proxy header or socket; null for a command on the host. */
  readonly callerAddress: string | null;
  /** One id for all events and log lines of a request. */
  readonly correlationId: string;
  /** Whether a change that ends the last way in to the console is refused, so that the person is asked first. */
  readonly keepsWayIn?: boolean;
}

/** The id of the owner of limits and idempotency records: of the key or the session; for the server itself, its account. */
export function getCredentialId({ credential, id }: Pick<Actor, "credential" | "id">): string {
  return credential?.id ?? id;
}

/** Whether an actor is a person before a page of this server, and no program. */
export function isPerson({ credential }: Pick<Actor, "credential">): boolean {
  return credential !== null && CREDENTIALS[credential.kind].isOfPage;
}

/** The actor, as a sentence on what it may not do begins. */
export function ofRole({ credential, role }: Pick<Actor, "credential" | "role">): string {
  if (role === "USER") return "A user in a portal";
  return `A ${isPerson({ credential }) ? "person" : "key"} of role ${role}`;
}

/**
 * Why an actor may not use an operation; undefined when it may.
 * @param what how the sentence names the operation.
 */
export function whyNotAllowed(actor: Actor, operation: Operation, what: string): string | undefined {
  if (isAllowed(actor, operation)) return undefined;
  const bound = actor.resourceId === null ? "" : ", bound to one resource,";
  return `${ofRole(actor)}${bound} may not use ${what}.`;
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
      verifiedAt: null,
      role: "OPERATOR",
      accountId,
      resourceId: null,
      expiresAt: null,
    },
    callerAddress: null,
    correlationId: newId(now),
  };
}
