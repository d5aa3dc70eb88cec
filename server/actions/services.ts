import type { BoundCounts } from "../bounds.js";
import type { Clock } from "../clock.js";
import type { Config } from "../config.js";
import type { Database } from "../database/database.js";
import type { DatabaseTime } from "../database/database-time.js";
import type { OutgoingHttp } from "../delivery/outgoing-http.js";
import type { VapidKey } from "../delivery/vapid.js";
import type { Wakeup } from "../events/feed/wakeup.js";
import type { SealKey } from "../events/seal/seal-key.js";
import type { RecentUses } from "../history/recent-uses.js";
import type { JobRunner } from "../jobs/runner.js";
import type { Log } from "../log.js";
import type { MasterKeyWatch } from "../master-keys/watch.js";
import type { CredentialChecks } from "./credential-checks.js";
import type { Observer } from "./observer.js";
import type { RequestQueues } from "./request-queues.js";
import type { Tracer } from "./tracer.js";
import type { ServerKey } from "../push/keys.js";
import type { PinHasher } from "../secrets/pin-hash.js";
import type { SecretBox } from "../secrets/secret-box.js";

/** What the work of an action may use beside its transaction. */
export interface ActionServices {
  readonly config: Pick<
    Config,
    | "totpWindow"
    | "dataDir"
    | "enrolmentMinutes"
    | "codeMinutes"
    | "hourlyCodes"
    | "requestSeconds"
    | "eventMonths"
    | "host"
    | "smtpUrl"
    | "smtpFrom"
    | "publicUrl"
    | "keepsMessages"
    | "outgoingAllow"
    | "senders"
    | "databaseSeconds"
  >;
  readonly secrets: SecretBox;
  /** Key of the HMACs over idempotent inputs and unknown logins. */
  readonly hmacKey: Buffer;
  /** The address at which people reach the console; known once the server listens. */
  readonly console: { url: string };
  /** Makes the key by which this server signs what it sends to one phone. */
  readonly newServerKey: () => Promise<ServerKey>;
  /** Signs the seals of the event log. */
  readonly sealKey: SealKey;
  /** Codes that this process accepted in the last minutes. */
  readonly uses: RecentUses;
}

/** What runs an action: its transaction, its events, and what is told after the commit. */
export interface ActingServices extends ActionServices {
  readonly database: Database;
  readonly clock: Clock;
  /** Gets a notification after events were committed. */
  readonly wakeup: Wakeup;
  /** Runs what an action asked for, once the action is committed. */
  readonly jobs: Pick<JobRunner, "wake">;
  /** The counter of what is done; absent when there is none. */
  readonly observer?: Observer;
  /** The tracer of what is done; absent when there is none. */
  readonly tracer?: Tracer;
}

/** What runs a use case: an action in its turn, by a credential that is checked again. */
export interface UseCaseServices extends ActingServices {
  /** The queues in which accounts take turns. */
  readonly queues: RequestQueues;
  /** Checks again the credentials of what had to wait. */
  readonly credentials: CredentialChecks;
  /** The cache of keys of this process; cleared after an action that ends what keys may do. */
  readonly keys: { clear(): void };
  /** The cache of sessions of this process; cleared at the same moments. */
  readonly sessions: { clear(): void };
  readonly pins: PinHasher;
  /** Hashes passwords, in a queue of its own: a flood of sign-ins does not stall PINs. */
  readonly passwords: PinHasher;
}

/** All that rooms below the doors are given; made at the start. What needs less names less. */
export interface Services extends UseCaseServices {
  readonly databaseTime: DatabaseTime;
  /** Counts the refusals that protect the server. */
  readonly bounds: BoundCounts;
  readonly log: Log;
  /** Whether this process has the master keys that are in use. */
  readonly masterKeys: Pick<MasterKeyWatch, "problem">;
  /** By what phones are woken that use a browser: the key of the installation, and what reaches push services. */
  readonly webPush: { readonly key: VapidKey; http: OutgoingHttp };
}
