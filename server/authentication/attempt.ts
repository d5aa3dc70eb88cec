import { setTimeout } from "node:timers/promises";
import { getCircumstances } from "../actions/action.js";
import { type Caller, getCredentialId } from "../actions/actor.js";
import {
  type Answer as Result,
  checkIdempotencyKey,
  endOfRecord,
  hmacOfInput,
  idempotencyConflict,
  keptResult,
  type Outcome,
  type Payload,
  readResult,
} from "../actions/idempotency.js";
import type { Operation } from "../actions/permissions.js";
import type { UseCaseServices } from "../actions/services.js";
import type { Repeatable } from "../actions/use-case.js";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { violatedConstraint } from "../database/transaction.js";
import type { Reason } from "../events/event-types.js";
import type { ReadToken } from "../factors/factor.js";
import type { RecentUses } from "../history/recent-uses.js";
import type { AttemptEvent } from "../tokens/attempt-text.js";
import type { LockRule } from "../tokens/counting.js";
import { type Batches, getBatches } from "./batches.js";
import { decide, type Decision } from "./decide.js";
import { evaluateAttempt } from "./evaluate.js";
import { type AnswerInput, getGiven, type Given } from "./given.js";
import { readToken } from "./read-token.js";
import { getChallengeEnd, type KeptVerdict, type Settlement } from "./settle.js";
import type { Question, Snapshot } from "./snapshot.js";
import { pinShares } from "./subject.js";
import { pinVerification } from "./verify-pin.js";

/** Number of conflicts with parallel attempts after which an attempt is given up. People never cause so many. */
const MAX_ROUNDS = 100;

/** Milliseconds after which an attempt whose token was locked is decided again: most locks are short. Then it waits for the lock. */
const LOCKED_PAUSES = [10, 30, 100];

/** The stored answer to the same idempotency key; null when there is none, or when it has expired. */
async function earlierOutcome<P extends Payload>(
  database: Database,
  snapshot: Snapshot,
  { record, inputHmac }: Pick<KeptVerdict, "record" | "inputHmac">,
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
 * Remembers a counter that was used up: after a fail-over, the database may be a copy in which its use is missing.
 */
function noteUse(uses: RecentUses, { circumstances, snapshot, decision }: Settlement): void {
  const { tokenId } = snapshot;
  if (!decision.granted || decision.method === "BYPASS" || tokenId === null) return;
  const { counter } = decision.proof;
  if (counter === null) return;
  const { step, byCounter, secretFingerprint } = counter;
  uses.note({ accountId: circumstances.accountId, tokenId, step, byCounter, secretFingerprint });
}

/** What decides an attempt, at one moment. */
export interface Found<P extends Payload> {
  /** What the same request got before, by its idempotency key; null when it is the first. */
  readonly earlier: Outcome<P> | null;
  readonly snapshot: Snapshot;
  /** null when there is none. */
  readonly token: ReadToken | null;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** What is stored of an attempt that was decided. */
interface Decided<P extends Payload> {
  readonly decision: Decision;
  /** How many failures lock the token, and for how long. */
  readonly limit: LockRule;
  readonly events: readonly AttemptEvent[];
  readonly answer: Result<P>;
}

/**
 * An attempt with an answer, in two statements. `read` reads everything that decides the attempt; `decide` decides it; `settle` stores
 * the result. At its commit, the second statement also checks that what was read is still true; if not, its caller begins again with
 * `read`. No answer is sent before. So a code works once, and the result of parallel attempts is that of some serial order, on any
 * number of replicas.
 */
export class Attempt<P extends Payload> {
  readonly #services: UseCaseServices;
  readonly #caller: Caller;
  readonly #given: Given;
  readonly #question: Question;
  /** By what the same request is known when it comes again; null when it has no idempotency key. */
  readonly #repeat: Pick<KeptVerdict, "record" | "inputHmac"> | null;
  readonly #verifyPin: ReturnType<typeof pinVerification>;
  readonly #batches: Batches;
  #rounds = 0;
  #timesLocked = 0;

  /** @param about what is read. @throws Refusal for a wrong idempotency key, or when not exactly one answer is given */
  constructor(
    services: UseCaseServices,
    caller: Caller,
    operation: Operation,
    request: Repeatable & AnswerInput,
    about: Omit<Question, "record">,
  ) {
    const { accountId } = caller.actor;
    const { idempotencyKey, ...asked } = request;
    if (idempotencyKey != null) checkIdempotencyKey(idempotencyKey);
    const actorId = getCredentialId(caller.actor);
    this.#repeat =
      idempotencyKey == null
        ? null
        : {
            record: { accountId, actorId, mutation: operation, key: idempotencyKey },
            inputHmac: hmacOfInput(services.hmacKey, asked),
          };
    this.#services = services;
    this.#caller = caller;
    this.#given = getGiven(request);
    this.#question = { ...about, record: this.#repeat?.record ?? null };
    const shares = pinShares(accountId, about.subject);
    this.#verifyPin = pinVerification(services.pins, accountId, shares, this.#given.passcode);
    this.#batches = getBatches(services);
  }

  /** Reads what decides it. @throws RequestError when it had to be decided again, and the caller's credential is no longer valid. */
  async read(): Promise<Found<P>> {
    if (this.#rounds === MAX_ROUNDS) {
      throw new Error("The attempt conflicted with other attempts too often.");
    }
    const { database, clock, credentials } = this.#services;
    const now = clock();
    // It may have waited for its token.
    if (this.#rounds > 0) await credentials.demandValid(database, this.#caller.actor, now);
    this.#rounds += 1;
    const snapshot = await this.#batches.read(this.#question);
    const earlier =
      this.#repeat === null ? null : await earlierOutcome<P>(database, snapshot, this.#repeat, now);
    return { earlier, snapshot, token: readToken(snapshot), now };
  }

  /**
   * Decides it. @param obstacle why it is refused whatever the answer is; null when nothing prevents it.
   * @param honoursBypass whether a bypass makes the answer unnecessary.
   */
  async decide(found: Found<P>, obstacle: Reason | null, honoursBypass = true): Promise<Decision> {
    const { secrets, hmacKey, config } = this.#services;
    const context = {
      accountId: this.#caller.actor.accountId,
      secrets,
      hmacKey,
      window: config.totpWindow === 0 ? 0 : 1,
      now: found.now,
    } as const;
    const given = this.#given;
    return decide(await evaluateAttempt(found, given, obstacle, honoursBypass, this.#verifyPin, context));
  }

  /** Stores the result. @returns whether it is stored; false when what was read is not true any more. */
  async settle(
    { snapshot, token, now }: Found<P>,
    { decision, limit, events, answer }: Decided<P>,
  ): Promise<boolean> {
    const settlement: Settlement = {
      circumstances: getCircumstances(this.#caller, now),
      snapshot,
      decision,
      challenge: getChallengeEnd(snapshot, decision, token?.asking?.sends === true),
      failureLimit: limit.failures,
      lockMinutes: limit.lockMinutes,
      events,
      kept: this.#repeat && {
        ...this.#repeat,
        result: keptResult(answer),
        expiresAt: endOfRecord(now, true),
      },
    };
    if (!(await this.#store(settlement))) return false;
    this.#services.wakeup.notify();
    noteUse(this.#services.uses, settlement);
    return true;
  }

  async #store(settlement: Settlement): Promise<boolean> {
    try {
      const settled = await this.#batches.settle(settlement);
      if (settled === "LOCKED") {
        const pause = LOCKED_PAUSES[this.#timesLocked];
        this.#timesLocked += 1;
        await (pause === undefined ? this.#batches.waitUntilFree(settlement) : setTimeout(pause));
      }
      return settled === "SETTLED";
    } catch (error) {
      // Another request with the same idempotency key was faster; the next round reads its result.
      if (violatedConstraint(error) !== "idempotency_records_pkey") throw error;
      return false;
    }
  }
}
