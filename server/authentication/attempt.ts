import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { getCircumstances } from "../actions/action.js";
import { type Caller, getCredentialId } from "../actions/actor.js";
import {
  type Answer,
  checkIdempotencyKey,
  endOfRecord,
  hmacOfInput,
  idempotencyConflict,
  keptResult,
  type Outcome,
  type Payload,
  readResult,
  type RecordKey,
} from "../actions/idempotency.js";
import type { Operation } from "../actions/permissions.js";
import type { Services } from "../actions/services.js";
import type { Repeatable } from "../actions/use-case.js";
import { bypassAt } from "../bypass/use.js";
import { batcher } from "../database/batcher.js";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { violatedConstraint } from "../database/transaction.js";
import type { Reason } from "../events/event-types.js";
import type { RecentUses } from "../history/recent-uses.js";
import { NIL_UUID } from "../nil-uuid.js";
import type { SecretBox } from "../secrets/secret-box.js";
import type { AttemptEvent } from "../tokens/attempt-text.js";
import type { LockRule } from "../tokens/counting.js";
import { tokenSecretAad } from "../tokens/token-secret.js";
import { decide, type Decision } from "./decide.js";
import { heldTokenId, settleAll, type Settled, type Settlement, untilFree } from "./settle.js";
import { type Question, readSnapshots, type Snapshot } from "./snapshot.js";
import { pinShares } from "./subject.js";
import type { Decoy } from "./verify-code.js";
import { pinVerification } from "./verify-pin.js";

/** Number of conflicts with parallel attempts after which an attempt is given up. People never cause so many. */
const MAX_ROUNDS = 100;

/** Attempts in one statement. */
const MAX_TOGETHER = 64;

/** Milliseconds after which an attempt whose token was locked is decided again: most locks are short. Then it waits for the lock. */
const LOCKED_PAUSES = [10, 30, 100];

interface Batches {
  readonly read: (question: Question) => Promise<Snapshot>;
  readonly settle: (settlement: Settlement) => Promise<Settled>;
  readonly waitUntilFree: (settlement: Settlement) => Promise<void>;
}

const batchesOfDatabase = new WeakMap<Database, Batches>();

/**
 * Batches the reads and the settlements of all attempts on a database into few statements. No batch waits for a locked token,
 * as one that a bulk change holds: that attempt waits by itself, and is then decided again, because its user or its resource may have
 * been disabled meanwhile.
 */
function getBatches({
  database,
  observer,
  tracer,
  queues,
}: Pick<Services, "database" | "observer" | "tracer" | "queues">): Batches {
  const known = batchesOfDatabase.get(database);
  if (known !== undefined) return known;
  // The maximum number of statements at once; further attempts wait and are batched. PGlite runs one at a time anyway.
  const gathering = { most: MAX_TOGETHER, inFlight: database.embedded ? 1 : 2 };
  const shared = <Read>(name: string, items: readonly object[], work: () => Promise<Read>) => {
    const about = { name, isElsewhere: true, notes: { "db.system.name": "postgresql" } };
    return tracer === undefined ? work() : tracer.together(about, items, work);
  };
  const read = batcher<Question, Snapshot>(
    (questions) => {
      observer?.batched("READ", questions.length);
      return shared("read attempts", questions, () => readSnapshots(database, questions));
    },
    { ...gathering, getKey: () => null },
  );
  const settle = batcher<Settlement, Settled>(
    (settlements) => {
      observer?.batched("SETTLE", settlements.length);
      return shared("settle attempts", settlements, () => settleAll(database, settlements));
    },
    { ...gathering, getKey: heldTokenId },
  );
  const waitUntilFree = (settlement: Settlement): Promise<void> =>
    queues.locked.run(settlement.circumstances.accountId, () =>
      shared("wait for locked token", [settlement], () => untilFree(database, settlement)),
    );
  const made: Batches = {
    read(question) {
      tracer?.waitsFor(question);
      return read(question);
    },
    settle(settlement) {
      tracer?.waitsFor(settlement);
      return settle(settlement);
    },
    waitUntilFree,
  };
  batchesOfDatabase.set(database, made);
  return made;
}

const decoys = new WeakMap<SecretBox, Decoy>();

function getDecoy(secrets: SecretBox): Decoy {
  const known = decoys.get(secrets);
  if (known !== undefined) return known;
  const secret = secrets.encrypt(randomBytes(20), tokenSecretAad(NIL_UUID, NIL_UUID));
  const decoy = { secret, accountId: NIL_UUID, tokenId: NIL_UUID };
  decoys.set(secrets, decoy);
  return decoy;
}

/** The stored answer to the same idempotency key; null when there is none, or when it has expired. */
async function earlierOutcome<P extends Payload>(
  database: Database,
  snapshot: Snapshot,
  record: RecordKey,
  inputHmac: Buffer,
  now: number,
): Promise<Outcome<P> | null> {
  if (snapshot.earlierHmac === null) return null;
  if (snapshot.earlierEnds !== null && snapshot.earlierEnds.getTime() <= now) {
    await database.query(Prisma.sql`
      DELETE FROM idempotency_records WHERE account_id = ${record.accountId}::uuid AND actor_id = ${record.actorId}::uuid
        AND mutation = ${record.mutation} AND key = ${record.key} AND expires_at <= ${new Date(now)}`);
    return null;
  }
  return inputHmac.equals(snapshot.earlierHmac)
    ? readResult<P>(snapshot.earlierResult, null)
    : idempotencyConflict();
}

/**
 * Remembers a code that was accepted: after a fail-over, the database may be a copy in which its use is missing.
 */
function noteUse(uses: RecentUses, { circumstances, snapshot, decision }: Settlement): void {
  const { tokenId, periodSeconds, secretFingerprint } = snapshot;
  if (!decision.granted || decision.method === "BYPASS" || tokenId === null) return;
  const { accountId } = circumstances;
  const byCounter = periodSeconds === null;
  uses.note({ accountId, tokenId, step: decision.step, byCounter, secretFingerprint });
}

/** The result of a decided attempt that is stored. */
interface Result<P extends Payload> {
  readonly decision: Decision;
  /** How many failures lock the token, and for how long. */
  readonly limit: LockRule;
  readonly events: readonly AttemptEvent[];
  readonly answer: Answer<P>;
}

/** One round of an attempt, at one moment: what was read, and what to do with it. */
export interface Round<P extends Payload> {
  readonly snapshot: Snapshot;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /**
   * Decides it. @param obstacle why it is refused whatever the code is; null when nothing prevents it.
   * @param honoursBypass whether a bypass makes the code unnecessary; true unless it says otherwise.
   */
  readonly decide: (obstacle: Reason | null, honoursBypass?: boolean) => Promise<Decision>;
  /** Stores the result. @returns the answer; null when a parallel attempt was faster. */
  readonly settle: (result: Result<P>) => Promise<Answer<P> | null>;
}

/**
 * Makes an attempt with a code in two statements. The first reads everything that decides the attempt; then it
 * is decided; the second stores the result. At its commit, the second statement also checks that what was read
 * is still true; if not, both are repeated. No answer is sent before. So a code works once, and the result of
 * parallel attempts is that of some serial order, on any number of replicas.
 * @param about what is read.
 * @param inRound decides and settles one round. @throws Refusal that ends the attempt.
 * @throws RequestError when it had to be decided again, and the caller's credential is no longer valid.
 */
export async function attempt<P extends Payload>(
  services: Services,
  caller: Caller,
  operation: Operation,
  request: Repeatable & { readonly passcode: string },
  about: Omit<Question, "record">,
  inRound: (round: Round<P>) => Promise<Answer<P> | null>,
): Promise<Outcome<P>> {
  const { database, secrets, hmacKey } = services;
  const { accountId } = caller.actor;
  const actorId = getCredentialId(caller.actor);
  const { idempotencyKey, ...asked } = request;
  if (idempotencyKey != null) checkIdempotencyKey(idempotencyKey);
  const record =
    idempotencyKey == null ? null : { accountId, actorId, mutation: operation, key: idempotencyKey };
  const inputHmac = record === null ? null : hmacOfInput(hmacKey, asked);
  const { passcode } = request;
  const window: 0 | 1 = services.config.totpWindow === 0 ? 0 : 1;
  const decoy = getDecoy(secrets);
  const verifyPin = pinVerification(services.pins, accountId, pinShares(accountId, about.subject), passcode);
  const batches = getBatches(services);

  let timesLocked = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const now = services.clock();
    // It may have waited for its token.
    if (round > 0) await services.credentials.demandValid(database, caller.actor, now);
    const snapshot = await batches.read({ ...about, record });
    if (record !== null && inputHmac !== null) {
      const earlier = await earlierOutcome<P>(database, snapshot, record, inputHmac, now);
      if (earlier !== null) return earlier;
    }
    const answer = await inRound({
      snapshot,
      now,
      async decide(obstacle, honoursBypass = true) {
        const bypass = honoursBypass ? bypassAt(snapshot.bypass, now) : null;
        // Where approving on a phone is enough, only the PIN is typed.
        const isApproval = snapshot.confirmation === "CHOICE" || snapshot.confirmation === "APPROVE";
        const pinIsRight = await verifyPin(snapshot, bypass !== null || isApproval);
        const verification = { accountId, secrets, hmacKey, window, now };
        return decide({ snapshot, obstacle, bypass, passcode, pinIsRight, decoy, verification });
      },
      async settle({ decision, limit, events, answer: settled }) {
        const kept =
          record === null || inputHmac === null
            ? null
            : { record, inputHmac, result: keptResult(settled), expiresAt: endOfRecord(now, true) };
        const { failures, lockMinutes } = limit;
        const circumstances = getCircumstances(caller, now);
        const settlement = {
          circumstances,
          snapshot,
          decision,
          failureLimit: failures,
          lockMinutes,
          events,
          kept,
        };
        try {
          const became = await batches.settle(settlement);
          if (became === "LOCKED") {
            const pause = LOCKED_PAUSES[timesLocked];
            timesLocked += 1;
            await (pause === undefined ? batches.waitUntilFree(settlement) : setTimeout(pause));
          }
          if (became !== "SETTLED") return null;
        } catch (error) {
          // Another request with the same idempotency key was faster; the next round reads its result.
          if (violatedConstraint(error) !== "idempotency_records_pkey") throw error;
          return null;
        }
        services.wakeup.notify();
        noteUse(services.uses, settlement);
        return settled;
      },
    });
    if (answer !== null) return answer;
  }
  throw new Error("The attempt conflicted with other attempts too often.");
}
