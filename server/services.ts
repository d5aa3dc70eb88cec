import type { KeyCache } from "./access/key-cache.js";
import type { OpenStreams } from "./access/open-streams.js";
import type { Services } from "./actions/services.js";
import type { Feed } from "./events/feed/feed.js";
import type { ImportQueue } from "./imports/import-queue.js";
import type { MessageMemory } from "./messages/memory.js";
import type { KnownSession } from "./sessions/session-store.js";
import type { JobRunner } from "./jobs/runner.js";
import type { MasterKeyWatch } from "./master-keys/watch.js";

/** The services that the doors are given at the start; made in `installation.ts`. */
export interface ServerServices extends Services {
  readonly masterKeys: MasterKeyWatch;
  readonly keys: KeyCache;
  readonly sessions: KeyCache<KnownSession>;
  readonly imports: ImportQueue;
  /** The event feed of this process. */
  readonly feed: Feed;
  /** The jobs of this server. */
  readonly jobs: JobRunner;
  /** Messages that this server kept instead of sending them; null when it sends them. */
  readonly memory: MessageMemory | null;
  /** The streams that are open for longer than a request. */
  readonly streams: OpenStreams;
}
