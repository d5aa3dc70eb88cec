import type { Actor, Credential } from "../actions/actor.js";
import type { CredentialName } from "../actions/credential-names.js";
import type { Services } from "../actions/services.js";
import type { Database } from "../database/database.js";
import type { KnownSession } from "../sessions/session-store.js";
import type { KeyCache } from "./key-cache.js";

/** The services that the check of a credential needs. */
export type CredentialServices = Pick<Services, "database" | "clock" | "log"> & {
  readonly keys: KeyCache;
  readonly sessions: KeyCache<KnownSession>;
};

/** A credential, as a door got it from its caller. */
export interface Presented {
  readonly kind: CredentialName;
  readonly text: string;
  /** Where it is used, for a kind that opens one place: the address of the portal whose page sent it; null for other kinds. */
  readonly place: string | null;
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

/** How a kind of credential is checked. */
export interface CredentialKind {
  /** The hash of a credential; null for a text that cannot be one of this kind. */
  readonly hash: (text: string) => Buffer | null;
  /** The owner of the credential, or the reason why it is refused. */
  readonly authenticate: (
    services: CredentialServices,
    hash: Buffer,
    presented: Presented,
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
  /** What the owner of a stream reads that ends because the credential is not valid any more. */
  readonly ended: string;
}
