import type { Actor, Credential } from "../actions/actor.js";
import type { Services } from "../actions/services.js";
import type { Database } from "../database/database.js";
import type { KnownSession } from "../sessions/session-store.js";
import type { KeyCache } from "./key-cache.js";

/** The services that the check of a credential needs. */
export type CredentialServices = Pick<Services, "database" | "clock" | "log"> & {
  readonly keys: KeyCache;
  readonly sessions: KeyCache<KnownSession>;
};

/** The credentials in a request. */
export interface GivenCredentials {
  /** The Authorization header, or what replaces it on a WebSocket; null when there is none. */
  readonly authorization: string | null;
  /** The console's cookie, of a request that the console itself sent; null for any other. */
  readonly session: string | null;
  /** The cookie of a portal, and the portal's address, of a request that a page of this portal sent; null for any other. */
  readonly portalSession: { readonly secret: string; readonly address: string } | null;
  /** Whether a page of this server sent the request, for a person: such a request has no API key. */
  readonly isPage: boolean;
  /**
   * Whether a page sent the request by itself, and not because its user did something: such a request does not count as a use of the
   * session.
   */
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
  /** The owner of the credential, or the reason why it is refused. */
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
