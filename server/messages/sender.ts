import { traced } from "../actions/tracer.js";
import type { Services, UseCaseServices } from "../actions/services.js";
import { isTooSlow, isUnreachable } from "../database/unreachable.js";
import { FcmAccessTokens } from "../delivery/fcm.js";
import type { Job } from "../jobs/job.js";
import { MissingKeyError } from "../secrets/secret-box.js";
import { getBulkhead, maxOfBulkhead, nextClaim } from "./bulkheads.js";
import { end, endByItself, putBack } from "./carry-out.js";
import { decide, decideUntried, hasTime, type Obstacle } from "./decision.js";
import type { Attempt, SenderContext } from "./gateway.js";
import type { MessageMemory } from "./memory.js";
import { claimDue, type ClaimedMessage } from "./outbox.js";
import { openPayload } from "./payload.js";
import { SENDING } from "./queue.js";
import { sendMessage } from "./send-message.js";
import { staleMessages } from "./stale.js";

/** Seconds from one look at the outbox to the next: for messages that other servers left, and for later tries. */
const EVERY_SECONDS = 1;

/** Milliseconds from one look for messages that are of no use any more to the next. */
const STALE_EVERY_MS = 10_000;

/** How many of those are ended at once: what is to be sent comes before the next ones. */
const STALE_AT_ONCE = 50;

function getObstacle(error: unknown): Obstacle {
  if (error instanceof MissingKeyError) return "NO_KEY";
  return isUnreachable(error) ? "NO_DATABASE" : "FAILED";
}

/** Sends one message that was claimed, and stores what becomes of it. */
async function sendClaimed(context: SenderContext, message: ClaimedMessage, attempt: Attempt): Promise<void> {
  const { secrets, clock } = context.services;
  if (!hasTime(message, clock())) {
    return putBack(context, message, decideUntried(message, "NO_TIME", clock()), null);
  }
  const payload = openPayload(secrets, message.accountId, message.id, message.payload);
  const outcome = await sendMessage(context, message, payload, attempt);
  const decision = decide(message, payload, outcome, clock());
  await ("nextAt" in decision
    ? putBack(context, message, decision, payload)
    : end(context, message, decision, payload));
}

/**
 * Gives a message back after an error, if no gateway has it: what it is, and by what it is sent, is read and decrypted before.
 * @throws the error, when a gateway may have it.
 */
async function giveBackAfter(
  error: unknown,
  context: SenderContext,
  message: ClaimedMessage,
  attempt: Attempt,
): Promise<void> {
  if (attempt.isAtGateway) throw error;
  const { clock, log } = context.services;
  const obstacle = getObstacle(error);
  const about = { err: error, message: message.id };
  if (obstacle === "FAILED") log.error(about, "a message could not be sent");
  await putBack(context, message, decideUntried(message, obstacle, clock()), null);
  if (obstacle === "NO_KEY") log.warn(about, "a message was left to other servers");
}

/** Sends what is in the outbox, some messages at the same time. */
export class Sender {
  readonly #context: SenderContext;
  /** The messages that are being sent, with their bulkheads. */
  readonly #sending = new Map<Promise<void>, string>();
  #claiming: Promise<void> = Promise.resolve();
  #isStopping = false;
  /** When stale messages are looked for next, by the monotonic clock. */
  #staleAt = 0;
  readonly #givingUp = new AbortController();

  constructor(
    services: UseCaseServices & Pick<Services, "log" | "masterKeys" | "webPush">,
    memory: MessageMemory | null,
  ) {
    this.#context = {
      services: { ...services, database: services.database.periodic },
      memory,
      accessTokens: new FcmAccessTokens(),
      givingUp: this.#givingUp.signal,
    };
  }

  /** The job that sends. It does not wait until messages are sent, so that slow gateways hold no other message up. */
  job(): Job {
    return {
      name: SENDING,
      description: "Sends messages with codes and links.",
      everySeconds: EVERY_SECONDS,
      isShared: false,
      run: () => (this.#claiming = this.#look()),
    };
  }

  /** Takes no more messages, and waits for those that are being sent. @param patienceMs milliseconds after which they are given up. */
  async stop(patienceMs: number): Promise<void> {
    this.#isStopping = true;
    const late = setTimeout(() => this.#givingUp.abort(), patienceMs);
    // A run that began meanwhile may have claimed some.
    await this.#claiming.catch(() => {});
    await Promise.all(this.#sending.keys());
    clearTimeout(late);
  }

  async #look(): Promise<void> {
    if (this.#isStopping) return;
    try {
      await this.#claim();
      if (performance.now() >= this.#staleAt) await this.#endStale();
    } catch (error) {
      // The code that needs the database reports it; here it is asked again in a second. A statement that takes too long is the
      // sender's.
      if (!isUnreachable(error) || isTooSlow(error)) throw error;
    }
  }

  /** Ends some messages that are of no use any more; the next look follows at once when there may be more. */
  async #endStale(): Promise<void> {
    const { services } = this.#context;
    this.#staleAt = performance.now() + STALE_EVERY_MS;
    const some = await staleMessages(services.database, STALE_AT_ONCE, services.clock());
    for (const stale of some) await endByItself(services, stale);
    if (some.length < STALE_AT_ONCE) return;
    this.#staleAt = performance.now();
    services.jobs.wake(SENDING);
  }

  async #claim(): Promise<void> {
    const { database, clock, masterKeys, config } = this.#context.services;
    // Without all master keys, others send: what cannot be decrypted here would be lost.
    while (!this.#isStopping && masterKeys.problem === null) {
      const { most, fullBulkheads } = nextClaim(this.#sending.values(), config.senders);
      if (most === 0) return;
      const claimed = await claimDue(database, most, fullBulkheads, clock());
      for (const message of claimed) this.#start(message);
      if (claimed.length < most) return;
    }
  }

  #start(message: ClaimedMessage): void {
    const { tracer, log, config, jobs } = this.#context.services;
    const attempt: Attempt = { isAtGateway: false };
    const work = () => sendClaimed(this.#context, message, attempt);
    const sending = traced(tracer, { name: `send ${message.kind}`, isElsewhere: true }, work)
      .catch((error: unknown) => giveBackAfter(error, this.#context, message, attempt))
      .catch((error: unknown) => {
        // Its claim runs out, and its outcome then counts as unknown.
        log.error({ err: error, message: message.id }, "a message could not be sent");
      })
      .finally(() => {
        // Others may wait for a sender, or for one that their bulkhead may have.
        const wasBusy = this.#sending.size >= maxOfBulkhead(config.senders);
        this.#sending.delete(sending);
        if (wasBusy) jobs.wake(SENDING);
      });
    this.#sending.set(sending, getBulkhead(message));
  }
}
