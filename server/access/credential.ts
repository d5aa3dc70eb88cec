import type { Actor, Credential } from "../actions/actor.js";
import type { Services } from "../actions/services.js";
import type { Database } from "../database/database.js";
import type { KnownSession } from "../sessions/session-store.js";
import type { KeyCache } from "./key-cache.js";

/** What the check of a credential needs. */
export type CredentialServices = Pick<Services, "database" | "clock" | "log"> & {
  readonly keys: KeyCache;
  readonly sessions: KeyCache<KnownSession>;
};

/** What a request has in it that may prove who sends it. */
export interface GivenCredentials {
  /** The Authorization header, or what stands for it on a WebSocket; null when there is none. */
  readonly authorization: string | null;
  /** The console's cookie, of a request that the console itself sent; null for any other. */
  readonly session: string | null;
  /** The cookie of a portal, and the portal's address, of a request that a page of this portal sent; null for any other. */
  readonly portalSession: { readonly secret: string; readonly address: string } | null;
  /** Whether a page of this server sent it, for a person: it has no API key. */
  readonly isPage: boolean;
  /** Whether a page sent it by itself, and not because its person did something: it does not count as a use of the session. */
  readonly isBackground: boolean;
}

/** Why somebody is not who they say. */
export type Rejection =
  | "MISSING"
  | "NO_COOKIE"
  | "MALFORMED"
  | "UNKNOWN"
  | "REVOKED"
  | "EXPIRED"
  | "ACCOUNT_DISABLED"
  | "SESSION_ENDED"
  | "LEVEL_TOO_LOW";

/** A kind of credential. Another one is another file, and an entry in `KINDS`. */
export interface CredentialKind {
  readonly name: Credential["kind"];
  /** The hash of the credential in a request; null when the request has none of this kind. */
  readonly read: (given: GivenCredentials) => Buffer | "MALFORMED" | null;
  /** Who it belongs to, or why it opens nothing. */
  readonly authenticate: (
    services: CredentialServices,
    hash: Buffer,
    given: GivenCredentials,
  ) => Promise<Actor | Rejection>;
  /** Why a credential that was valid opens nothing any more; null while it is valid. @param now milliseconds since 1970 UTC. */
  readonly checkAgain: (
    database: Pick<Database, "query">,
    credential: Credential,
    now: number,
  ) => Promise<Rejection | null>;
  /** The ids of those that are still valid. @param now milliseconds since 1970 UTC. */
  readonly stillValid: (
    database: Database,
    credentials: readonly Credential[],
    now: number,
  ) => Promise<readonly string[]>;
}
