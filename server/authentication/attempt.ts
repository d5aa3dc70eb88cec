import { randomBytes } from "node:crypto";
import { bypassAt } from "../bypass/use.js";
import { batcher } from "../database/batcher.js";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { violatedConstraint } from "../database/transaction.js";
import type { Reason } from "../events/event-types.js";
import type { Context } from "../graphql/context.js";
import { NOTHING } from "../graphql/global-id.js";
import {
  checkIdempotencyKey,
  endOfRecord,
  hmacOfInput,
  idempotencyConflict,
  keptResult,
  readResult,
  type Outcome,
  type Payload,
  type RecordKey,
} from "../graphql/idempotency.js";
import { circumstancesOf, done } from "../graphql/mutation.js";
import type { SecretBox } from "../secrets/secret-box.js";
import type { RecentUses } from "../tokens/recent-uses.js";
import { tokenSecretAad } from "../tokens/secret.js";
import type { LockRule } from "./counting.js";
import { decide, type Decision } from "./decide.js";
import type { Decoy, VerificationContext } from "./verify-code.js";
import { pinVerification } from "./verify-pin.js";
import { heldTokenId, settleAll, type AttemptEvent, type Settlement } from "./settle.js";
import { readSnapshots, type Question, type Snapshot } from "./snapshot.js";

/** After so many conflicts with parallel attempts, an attempt is given up. People never cause so many. */
const MAX_ROUNDS = 100;

/** One kind of attempt: what it reads, what prevents it, and what its events say. */
export interface AttemptKind<P extends Payload> {
  readonly mutation: string;
  readonly input: { readonly idempotencyKey?: string | null | undefined; readonly passcode: string };
  readonly about: Omit<Question, "record">;
  readonly obstacle: (snapshot: Snapshot, now: number) => Reason | null;
  /** How many failures lock the token, and for how long. */
  readonly limit: (snapshot: Snapshot) => LockRule;
  readonly events: (snapshot: Snapshot, decision: Decision, now: number) => readonly AttemptEvent[];
  readonly payload: (decision: Decision) => P;
}

/** Attempts in one statement. */
const MAX_TOGETHER = 64;

interface Batches {
  readonly read: (question: Question) => Promise<Snapshot>;
  readonly settle: (settlement: Settlement) => Promise<boolean>;
}

const batchesOfDatabase = new WeakMap<Database, Batches>();

/** Batches the reads and the settlements of all attempts on a database into few statements. */
function batchesOf(database: Database): Batches {
  const known = batchesOfDatabase.get(database);
  if (known !== undefined) return known;
  // So many statements run at once; further attempts wait and are batched. PGlite runs one at a time anyway.
  const gathering = { most: MAX_TOGETHER, inFlight: database.embedded ? 1 : 2 };
  const made: Batches = {
    read: batcher((questions) => readSnapshots(database, questions), { ...gathering, keyOf: () => null }),
    settle: batcher((settlements) => settleAll(database, settlements), { ...gathering, keyOf: heldTokenId }),
  };
  batchesOfDatabase.set(database, made);
  return made;
}

const decoys = new WeakMap<SecretBox, Decoy>();

function decoyOf(secrets: SecretBox): Decoy {
  const known = decoys.get(secrets);
  if (known !== undefined) return known;
  const secret = secrets.encrypt(randomBytes(20), tokenSecretAad(NOTHING, NOTHING));
  const decoy = { secret, accountId: NOTHING, tokenId: NOTHING };
  decoys.set(secrets, decoy);
  return decoy;
}

/** The stored answer to the same idempotency key; null when there is none, or when it has expired. */
async function earlierOutcome<P extends Payload>(
  context: Context,
  snapshot: Snapshot,
  record: RecordKey | null,
  inputHmac: Buffer | null,
  now: number,
): Promise<Outcome<P> | null> {
  if (record === null || inputHmac === null || snapshot.earlierHmac === null) return null;
  if (snapshot.earlierEnds !== null && snapshot.earlierEnds.getTime() <= now) {
    await context.services.database.query(Prisma.sql`
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
  const { tokenId, periodSeconds } = snapshot;
  if (!decision.granted || decision.method !== "OTP" || tokenId === null) return;
  const { accountId } = circumstances;
  uses.note({ accountId, tokenId, step: decision.step, byCounter: periodSeconds === null });
}

/**
 * Makes an attempt with a code in two statements. The first reads everything that decides the attempt; then it
 * is decided; the second stores the result. At its commit, the second statement also checks that what was read
 * is still true; if not, both are repeated. No answer is sent before. So a code works once, and the result of
 * parallel attempts is that of some serial order, on any number of replicas.
 */
export async function attempt<P extends Payload>(
  context: Context,
  kind: AttemptKind<P>,
  check: (snapshot: Snapshot) => void,
): Promise<Outcome<P>> {
  const { services, actor } = context;
  const { database, secrets, config, hmacKey } = services;
  const { idempotencyKey, ...asked } = kind.input;
  if (idempotencyKey != null) checkIdempotencyKey(idempotencyKey);
  const record =
    idempotencyKey == null
      ? null
      : { accountId: actor.accountId, actorId: actor.id, mutation: kind.mutation, key: idempotencyKey };
  const inputHmac = record === null ? null : hmacOfInput(hmacKey, asked);
  const verification: VerificationContext = {
    secrets,
    decoy: decoyOf(secrets),
    window: config.totpWindow === 0 ? 0 : 1,
  };
  const batches = batchesOf(database);
  const { passcode } = kind.input;
  const verifyPin = pinVerification(services.pins, passcode);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const now = services.clock();
    const snapshot = await batches.read({ ...kind.about, record });
    const earlier = await earlierOutcome<P>(context, snapshot, record, inputHmac, now);
    if (earlier !== null) return earlier;
    check(snapshot);
    const obstacle = kind.obstacle(snapshot, now);
    const bypass = bypassAt(snapshot.bypass, now);
    const pinIsRight = await verifyPin(snapshot, bypass !== null);
    const decision = decide(
      snapshot,
      obstacle,
      bypass,
      passcode,
      pinIsRight,
      actor.accountId,
      now,
      verification,
    );
    const outcome = done(kind.payload(decision));
    const { failures, lockMinutes } = kind.limit(snapshot);
    const settlement: Settlement = {
      circumstances: circumstancesOf(context, now),
      snapshot,
      decision,
      failureLimit: failures,
      lockMinutes,
      events: kind.events(snapshot, decision, now),
      kept:
        record === null || inputHmac === null
          ? null
          : { record, inputHmac, result: keptResult(outcome), expiresAt: endOfRecord(now, true) },
    };
    try {
      if (await batches.settle(settlement)) {
        services.wakeup.tell();
        noteUse(services.uses, settlement);
        return outcome;
      }
    } catch (error) {
      // Another request with the same idempotency key was faster; the next round reads its result.
      if (violatedConstraint(error) !== "idempotency_records_pkey") throw error;
    }
  }
  throw new Error("The attempt conflicted with other attempts too often.");
}
