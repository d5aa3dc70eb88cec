import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../clock.js";
import type { Database } from "../../database/database.js";
import { globalId } from "../../global-id.js";
import type { Log } from "../../log.js";
import type { EventRow } from "../event-store.js";
import { makeSeal } from "./chain.js";
import { getCheckpoint, type Checkpoints } from "./checkpoints.js";
import { NEWEST } from "./formats.js";
import type { SealKey } from "./seal-key.js";
import type { SealObserver } from "./seal-observer.js";
import {
  accountsWithEvents,
  chainEnd,
  type ChainEnd,
  eventsBetween,
  finalPlace,
  insertSeal,
  type Place,
  sealable,
} from "./seal-store.js";

/** Events that one seal covers at most. */
export const MAX_EVENTS = 1_000;

/** How many events are hashed without a pause: one or two milliseconds, then other work gets its turn. */
const AT_ONCE = 50;

/** The services that the sealer needs. */
export interface Sealing {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly sealKey: SealKey;
  readonly observer?: SealObserver;
}

async function computeHashes(events: readonly EventRow[]): Promise<string[]> {
  const hashes: string[] = [];
  for (let from = 0; from < events.length; from += AT_ONCE) {
    if (from > 0) await setImmediate();
    for (const event of events.slice(from, from + AT_ONCE)) hashes.push(NEWEST.eventHash(sealable(event)));
  }
  return hashes;
}

function getTimes(events: readonly EventRow[]) {
  const times = events.map(({ occurredAt }) => occurredAt.getTime());
  return {
    oldestAt: new Date(Math.min(...times)).toISOString(),
    newestAt: new Date(Math.max(...times)).toISOString(),
  };
}

/** Seals the next events of an account. @returns how many events it found, at most `MAX_EVENTS`. */
async function sealNext(
  { database, clock, sealKey, observer }: Sealing,
  accountId: string,
  { number, hash, place }: ChainEnd,
  before: Place,
  writeCheckpoint: Checkpoints["write"],
): Promise<number> {
  const events = await eventsBetween(database, accountId, place, before, MAX_EVENTS);
  const last = events.at(-1);
  if (last === undefined) return 0;
  const [epoch = "", xid = "", position = ""] = last.cursorKey;
  const seal = makeSeal(
    {
      account: globalId("Account", accountId),
      number: number + 1,
      previousHash: hash,
      ...getTimes(events),
      sealedAt: new Date(clock()).toISOString(),
      format: NEWEST.number,
    },
    await computeHashes(events),
    sealKey,
  );
  // Another server may have sealed that number meanwhile: then its seal is valid, and this one is dropped.
  if (await insertSeal(database, accountId, seal, [epoch, xid, position])) {
    observer?.sealed(events.length);
    await writeCheckpoint(getCheckpoint(seal, sealKey.publicKey));
  }
  return events.length;
}

/**
 * Creates a sealer: each call seals all events whose position in the feed is final, unless another server is
 * doing so. @returns whether it was done here.
 */
export function makeSealer(given: Sealing, writeCheckpoint: Checkpoints["write"]): () => Promise<boolean> {
  const database = given.database.periodic;
  const sealing = { ...given, database };
  let sealedTo: Place | undefined;
  return () =>
    database.sealing(async () => {
      // After a failure, all accounts are looked at: the events since the last success may be too many to look through.
      const from = sealedTo;
      sealedTo = undefined;
      const before = await finalPlace(database);
      for (const accountId of await accountsWithEvents(database, from, before)) {
        // The embedded database answers without letting other work run.
        await setImmediate();
        let found = MAX_EVENTS;
        while (found === MAX_EVENTS) {
          found = await sealNext(
            sealing,
            accountId,
            await chainEnd(database, accountId),
            before,
            writeCheckpoint,
          );
        }
      }
      sealedTo = before;
    });
}
