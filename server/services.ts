import type { OpenStreams } from "./access/open-streams.js";
import type { KeyCache } from "./access/key-cache.js";
import type { Clock } from "./clock.js";
import type { Config } from "./config.js";
import type { Database } from "./database/database.js";
import type { Feed } from "./events/feed/feed.js";
import type { Wakeup } from "./events/feed/wakeup.js";
import type { SealKey } from "./events/seal/seal-key.js";
import type { ImportQueue } from "./imports/import-queue.js";
import type { Log } from "./log.js";
import type { PinHasher } from "./secrets/pin-hash.js";
import type { SecretBox } from "./secrets/secret-box.js";
import type { RecentUses } from "./tokens/recent-uses.js";

/** What the rooms are given at the start; made in `main.ts`. */
export interface Services {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly secrets: SecretBox;
  readonly pins: PinHasher;
  readonly keys: KeyCache;
  readonly imports: ImportQueue;
  /** Codes that this process accepted in the last minutes. */
  readonly uses: RecentUses;
  /** Key of the HMACs over idempotent inputs and unknown logins. */
  readonly hmacKey: Buffer;
  /** Signs the seals of the event log. */
  readonly sealKey: SealKey;
  /** The event feed of this process. */
  readonly feed: Feed;
  /** What is open for longer than a request. */
  readonly streams: OpenStreams;
  /** Gets a notification after events were committed. */
  readonly wakeup: Wakeup;
  readonly config: Pick<Config, "totpWindow" | "enrolmentMinutes" | "requestSeconds" | "eventMonths">;
}
