import { act, type Action } from "../actions/action.js";
import { traced } from "../actions/tracer.js";
import { systemCaller } from "../actions/actor.js";
import type { Services } from "../actions/services.js";
import { channelSetup } from "../channels/setup.js";
import { findSealedChannel } from "../channels/channel-store.js";
import { setTimeout as wait } from "node:timers/promises";
import { inTransaction } from "../database/transaction.js";
import { isTooSlow, isUnreachable } from "../database/unreachable.js";
import type { Driver, OutgoingMessage, SendResult } from "../delivery/delivery.js";
import { isSurelyNotSent } from "../delivery/answers.js";
import { careful, getDriver } from "../delivery/driver.js";
import { FcmAccessTokens, UNREGISTERED } from "../delivery/fcm.js";
import { UNSUBSCRIBED, webPushDriver } from "../delivery/web-push.js";
import type { Reason } from "../events/event-types.js";
import { maskedTarget } from "@tokenplane/rules/masked-target";
import { NIL_UUID } from "../nil-uuid.js";
import type { Job } from "../jobs/job.js";
import { MissingKeyError } from "../secrets/secret-box.js";
import { limited } from "./hourly-limit.js";
import { maxOfBulkhead, nextClaim } from "./bulkheads.js";
import { channelLimits, giveCountsBack, type Limit } from "./message-limits.js";
import type { MessageMemory } from "./memory.js";
import {
  claimDue,
  type ClaimedMessage,
  type Current,
  endStale,
  type EndedMessage,
  giveBack,
  isAfterCodes,
  getBulkhead,
  nextTry,
  readCurrent,
  settleMessage,
  type Settled,
  staleMessages,
  tryLater,
} from "./outbox.js";
import { type MessagePayload, openPayload, sealPayload } from "./payload.js";
import { SENDING } from "./queue.js";
import { receiptPath } from "./receipt-address.js";
import { type Route, getRoutes } from "./routes.js";
import { serverMail } from "./server-mail.js";
import { renderedMessage, wakeUpText } from "./render.js";
import { readSubscription } from "../push/subscription.js";
import { findUser } from "../users/user-store.js";
import { findWakeToken, forgetWakeToken } from "./wake-up.js";

/** Seconds from one look at the outbox to the next: for messages that other servers left, and for later tries. */
const EVERY_SECONDS = 1;

/** Milliseconds from one look for messages that are of no use any more to the next. */
const STALE_EVERY_MS = 10_000;

/** How many of those are ended at once: what is to be sent comes before the next ones. */
const STALE_AT_ONCE = 50;

/** How long a message is left to servers that have its master key, in milliseconds. */
const OTHERS_FIRST_MS = 5_000;

/** Milliseconds until the database is asked again, when it could not be reached. */
const AGAIN_MS = 1_000;

/** How long one try by a driver takes at most, in milliseconds. */
const TRY_MS = 20_000;

/** Failures of a phone that is woken no more by what it gave. */
const GONE: ReadonlySet<string> = new Set([UNREGISTERED, UNSUBSCRIBED]);

/** The failure of a message for whose first try no time was left. */
const NO_TIME = "There was no time left to send it.";

/** Why a message is not repeated that may have been sent. */
const CHANGED =
  "The channel was changed after an attempt whose result is unknown. So the message was not sent again.";

/** The outcome of a message on all its routes. */
interface Outcome {
  readonly result: SendResult;
  readonly channelId: string | null;
  readonly refusedBy: readonly string[];
  /** Which channel may have sent it, in this try or an earlier one; undefined when none has. */
  readonly mayHaveBeenSent: MessagePayload["mayHaveBeenSent"];
  /** Whether a gateway says that the phone is gone. */
  readonly isUnregistered: boolean;
}

/** The data of a message while it is being sent. */
interface Attempt {
  /** Whether a gateway may have got the message in this attempt. Until then, nothing was sent, whatever goes wrong. */
  isAtGateway: boolean;
}

/** A driver that notes whether its gateway may have got the message. */
function noting(driver: Driver, attempt: Attempt): Driver {
  return {
    async send(message, signal) {
      const { isAtGateway } = attempt;
      attempt.isAtGateway = true;
      const result = await driver.send(message, signal);
      attempt.isAtGateway = isAtGateway || !isSurelyNotSent(result);
      return result;
    },
  };
}

/** When the channel of a route was changed last, for `mayHaveBeenSent`. */
function getChange(route: Route): { readonly changedAt?: string } {
  return route.by === "CHANNEL" ? { changedAt: route.channel.updatedAt.toISOString() } : {};
}

/** Whether the one channel that may have sent a message is not as it was: its gateway may not recognise a repetition. */
function isChanged({ mayHaveBeenSent }: MessagePayload, routes: readonly Route[]): boolean {
  return (
    mayHaveBeenSent?.changedAt !== undefined &&
    routes.some((route) => getChange(route).changedAt !== mayHaveBeenSent.changedAt)
  );
}

/**
 * Whether a result counts, and not the one of the route before. A message that was surely not sent may be sent later, even if the last
 * channel refuses it; the channel that takes it first says when. One that may have sent it is the only one that tries again.
 */
function decides(result: SendResult, before: SendResult): boolean {
  if (before.state !== "NOT_ACCEPTED") return true;
  if (result.state !== "NOT_ACCEPTED") return result.state !== "REFUSED";
  return (
    result.mayHaveBeenSent === true || (result.retryAfterSeconds ?? 0) <= (before.retryAfterSeconds ?? 0)
  );
}

/** Sends what is in the outbox, some messages at the same time. */
export class Sender {
  readonly #services: Services;
  readonly #memory: MessageMemory | null;
  /** The messages that are being sent, with their lanes. */
  readonly #sending = new Map<Promise<void>, string>();
  #claiming: Promise<void> = Promise.resolve();
  #isStopping = false;
  /** When stale messages are looked for next, by the monotonic clock. */
  #staleAt = 0;
  /** Of Firebase. */
  readonly #accessTokens = new FcmAccessTokens();
  /** Ends what is being sent. */
  readonly #givingUp = new AbortController();

  constructor(services: Services, memory: MessageMemory | null) {
    this.#services = { ...services, database: services.database.periodic };
    this.#memory = memory;
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
    const { database, clock, jobs } = this.#services;
    this.#staleAt = performance.now() + STALE_EVERY_MS;
    const some = await staleMessages(database, STALE_AT_ONCE, clock());
    for (const stale of some) {
      const ended = await this.#act(stale.accountId, async (action) => {
        const one = await endStale(inTransaction(action.transaction), stale, clock());
        if (one !== null && one.receipt !== "DELIVERED") await recordFailure(action, one, one.failure);
        return one;
      });
      if (ended !== null) this.#services.observer?.messageEnded(ended.kind, ended.state);
    }
    if (some.length < STALE_AT_ONCE) return;
    this.#staleAt = performance.now();
    jobs.wake(SENDING);
  }

  /** Runs work in one transaction, with the events that it records. */
  #act<T>(accountId: string, work: (action: Action) => Promise<T>): Promise<T> {
    const now = this.#services.clock();
    return act(this.#services, systemCaller(accountId, "sender", now), now, work);
  }

  async #claim(): Promise<void> {
    const { database, clock, masterKeys } = this.#services;
    // Without all master keys, others send: what cannot be decrypted here would be lost.
    while (!this.#isStopping && masterKeys.problem === null) {
      const { most, fullBulkheads } = nextClaim(this.#sending.values(), this.#services.config.senders);
      if (most === 0) return;
      const claimed = await claimDue(database, most, fullBulkheads, clock());
      for (const message of claimed) this.#start(message);
      if (claimed.length < most) return;
    }
  }

  #start(message: ClaimedMessage): void {
    const { tracer } = this.#services;
    const about = { name: `send ${message.kind}`, isElsewhere: true };
    const attempt: Attempt = { isAtGateway: false };
    const sending = traced(tracer, about, () => this.#send(message, attempt))
      .catch((error: unknown) => this.#giveBackAfter(error, message, attempt))
      .catch((error: unknown) => {
        // Its claim runs out, and its outcome then counts as unknown.
        this.#services.log.error({ err: error, message: message.id }, "a message could not be sent");
      })
      .finally(() => {
        // Others may wait for a sender, or for one that their bulkhead may have.
        const wasBusy = this.#sending.size >= maxOfBulkhead(this.#services.config.senders);
        this.#sending.delete(sending);
        if (wasBusy) this.#services.jobs.wake(SENDING);
      });
    this.#sending.set(sending, getBulkhead(message));
  }

  /**
   * Gives a message back after an error, if no gateway has it: what it is, and by what it is sent, is read and decrypted before.
   * @throws the error, when a gateway may have it.
   */
  async #giveBackAfter(error: unknown, message: ClaimedMessage, attempt: Attempt): Promise<void> {
    if (attempt.isAtGateway) throw error;
    const { database, clock, log } = this.#services;
    const about = { err: error, message: message.id };
    if (error instanceof MissingKeyError) {
      await this.#whileClaimed(message, () =>
        giveBack(database, message, new Date(clock() + OTHERS_FIRST_MS), false),
      );
      log.warn(about, "a message was left to other servers");
      return;
    }
    if (isUnreachable(error)) {
      await this.#whileClaimed(message, () =>
        giveBack(database, message, new Date(clock() + AGAIN_MS), false),
      );
      return;
    }
    log.error(about, "a message could not be sent");
    // After the last try it waits for its end, and is then one that could not be sent.
    const obstacle = { retryAfterSeconds: null, mayHaveBeenSent: true };
    const nextAt = nextTry(message, obstacle, clock()) ?? message.expiresAt;
    await this.#whileClaimed(message, () => giveBack(database, message, nextAt, true));
  }

  /** Does work in the database, and tries again while the database cannot be reached and the claim of a message lasts. */
  async #whileClaimed<T>({ claimedUntil }: ClaimedMessage, work: () => Promise<T>): Promise<T> {
    const { signal } = this.#givingUp;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        const isOver = signal.aborted || this.#services.clock() >= claimedUntil.getTime();
        if (isOver || !isUnreachable(error)) throw error;
        await wait(AGAIN_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  async #send(message: ClaimedMessage, attempt: Attempt): Promise<void> {
    const { database, secrets, clock, config } = this.#services;
    // The clock was set on since it was claimed, or the process stood still: another claim has time for it.
    if (!this.#hasTime(message)) return giveBack(database, message, new Date(clock()), false);
    const { accountId, id, kind, country } = message;
    const payload = openPayload(secrets, accountId, id, message.payload);
    const current = await readCurrent(database, message, clock());
    const isWanted =
      current !== null &&
      current.wanted &&
      (message.tokenId === null || (current.tokenEnabled === true && current.tokenUserId === payload.userId));
    if (!isWanted) return this.#settle(message, payload, "CANCELLED", null, null);
    if (kind === "PUSH") return this.#wake(message, attempt, payload, current);
    // Another gateway would not recognise what this one may have sent.
    const channelId = payload.mayHaveBeenSent?.by ?? message.channelId;
    const routes = await getRoutes(database.prisma, config, { accountId, kind, country, channelId });
    if (typeof routes === "string") return this.#settleWithoutRoute(message, payload);
    if (isChanged(payload, routes)) {
      return this.#settle(message, payload, "UNKNOWN", CHANGED, channelId);
    }
    const text = await renderedMessage(database.prisma, { ...message, kind }, payload, current);
    const { to, code } = payload;
    const outgoing = { ...text, ...this.#frameOf(message), to, code, data: null };
    return this.#end(message, payload, await this.#byRoutes(message, attempt, payload, routes, outgoing));
  }

  /** Wakes a phone: by the push service of its browser, or by a channel. What wakes it no more is forgotten. */
  async #wake(
    message: ClaimedMessage,
    attempt: Attempt,
    payload: MessagePayload,
    current: Current,
  ): Promise<void> {
    const { database, config } = this.#services;
    const { accountId, kind, country, channelId } = message;
    const deviceId = payload.wakeUp?.deviceId ?? NIL_UUID;
    const wakeToken = await findWakeToken(this.#services, accountId, deviceId);
    const subscription = wakeToken === null ? null : readSubscription(wakeToken.token);
    // A channel that is tested sends only to apps.
    if (wakeToken === null || (subscription !== null && channelId !== null)) {
      return this.#settle(message, payload, "CANCELLED", null, null);
    }
    const routes: readonly Route[] | Reason =
      subscription === null
        ? await getRoutes(database.prisma, config, { accountId, kind, country, channelId })
        : [{ by: "WEB_PUSH", subscription }];
    if (typeof routes === "string") return this.#settleWithoutRoute(message, payload);
    const shown = { ...wakeUpText(payload, current), to: wakeToken.token, code: null };
    const outgoing = { ...shown, ...this.#frameOf(message) };
    const outcome = await this.#byRoutes(message, attempt, payload, routes, outgoing);
    if (outcome.isUnregistered) await forgetWakeToken(this.#services, accountId, deviceId, wakeToken);
    await this.#end(message, payload, outcome);
  }

  #settleWithoutRoute(message: ClaimedMessage, payload: MessagePayload): Promise<void> {
    const state = payload.mayHaveBeenSent === undefined ? "REFUSED" : "UNKNOWN";
    return this.#settle(message, payload, state, "No channel of the account may send it any more.", null);
  }

  #frameOf({ id, expiresAt }: ClaimedMessage) {
    const left = expiresAt.getTime() - this.#services.clock();
    return { secondsLeft: Math.max(1, Math.floor(left / 1_000)), reference: id, receiptUrl: null };
  }

  /** Tries the routes one after the other, until one takes the message, or may have taken it. */
  async #byRoutes(
    message: ClaimedMessage,
    attempt: Attempt,
    payload: MessagePayload,
    routes: readonly Route[],
    outgoing: OutgoingMessage,
  ): Promise<Outcome> {
    const refusedBy = [...message.refusedBy];
    let { mayHaveBeenSent } = payload;
    let last: Pick<Outcome, "result" | "channelId"> = {
      result: { state: "REFUSED", failure: "Every channel refused it." },
      channelId: null,
    };
    let isUnregistered = false;
    for (const route of routes) {
      const channelId = route.by === "CHANNEL" ? route.channel.id : null;
      if (channelId !== null && message.refusedBy.includes(channelId)) continue;
      if (!this.#hasTime(message)) {
        const failure = message.failure ?? NO_TIME;
        const result = { state: "NOT_ACCEPTED", failure, retryAfterSeconds: null } as const;
        if (last.channelId === null) last = { result, channelId };
        break;
      }
      const driver = await this.#getDriver(message, attempt, payload, route);
      const result: SendResult =
        typeof driver === "string"
          ? { state: "NOT_ACCEPTED", failure: driver, retryAfterSeconds: null }
          : await driver.send(
              { ...outgoing, receiptUrl: this.#receiptUrl(message.accountId, channelId) },
              this.#givingUp.signal,
            );
      if (result.state === "REFUSED" && channelId !== null) refusedBy.push(channelId);
      isUnregistered ||= result.state === "REFUSED" && GONE.has(result.failure);
      if (decides(result, last.result)) last = { result, channelId };
      if (result.state === "ACCEPTED" || result.state === "UNKNOWN") break;
      if (result.state !== "NOT_ACCEPTED" || result.mayHaveBeenSent === undefined) continue;
      mayHaveBeenSent ??= { by: channelId, ...getChange(route) };
      // Two channels could bring a code twice. Of two wake-ups, a phone shows one.
      if (message.kind !== "PUSH") break;
    }
    return { ...last, refusedBy, mayHaveBeenSent, isUnregistered };
  }

  /** Whether a try can end within the claim, and while the code is valid: a process may have been suspended. */
  #hasTime({ claimedUntil, expiresAt }: ClaimedMessage): boolean {
    const now = this.#services.clock();
    return now + TRY_MS < claimedUntil.getTime() && now < expiresAt.getTime();
  }

  #receiptUrl(accountId: string, channelId: string | null): string | null {
    const { publicUrl } = this.#services.config;
    return publicUrl === undefined || channelId === null
      ? null
      : `${publicUrl}${receiptPath({ accountId, channelId })}`;
  }

  /** The driver that sends by a route within its limit, or the reason why none can, as a sentence. */
  async #getDriver(
    message: ClaimedMessage,
    attempt: Attempt,
    payload: MessagePayload,
    route: Route,
  ): Promise<Driver | string> {
    const { database, clock, hmacKey } = this.#services;
    const gateway = await this.#gatewayOf(message, payload, route);
    if (typeof gateway === "string") return gateway;
    const driver = noting(gateway.driver, attempt);
    const { limits } = gateway;
    return limits.length === 0
      ? driver
      : limited(driver, limits, { prisma: database.prisma, hmacKey, clock });
  }

  /** The gateway of a route and the limits of its channel, or why there is none, as a sentence. */
  async #gatewayOf(
    { accountId, kind, purpose }: ClaimedMessage,
    { mayHaveBeenSent }: MessagePayload,
    route: Route,
  ): Promise<{ readonly driver: Driver; readonly limits: readonly Limit[] } | string> {
    const { database, config, clock } = this.#services;
    if (route.by === "MEMORY") {
      return this.#memory === null
        ? "This server keeps no messages in memory: another server of this installation has different settings. Give all servers the same settings."
        : { driver: this.#memory.driver(accountId, kind, new Date(clock())), limits: [] };
    }
    if (route.by === "SERVER_MAIL") return { driver: serverMail(config), limits: [] };
    if (route.by === "WEB_PUSH") {
      const { key, http } = this.#services.webPush;
      const settings = { key, subject: config.publicUrl ?? "", now: clock };
      return { driver: careful(webPushDriver(route.subscription, settings, http)), limits: [] };
    }
    const { id, hourlyLimit, updatedAt } = route.channel;
    const sealed = await findSealedChannel(database.prisma, accountId, id);
    if (sealed === null) return "The channel was deleted.";
    // The data of a message that may have been sent is about the channel as the route has it.
    if (sealed.updatedAt.getTime() !== updatedAt.getTime()) return "The channel was changed at this moment.";
    const setup = channelSetup(this.#services, sealed);
    const policy = { allowed: config.outgoingAllow };
    const driver = getDriver(setup, policy, { tokens: this.#accessTokens, now: clock });
    // A message that it may have sent is counted already.
    const isUnlimited = hourlyLimit === null || mayHaveBeenSent?.by === id;
    const limits = isUnlimited ? [] : channelLimits(accountId, id, hourlyLimit, isAfterCodes(purpose));
    return { driver, limits };
  }

  async #end(
    message: ClaimedMessage,
    payload: MessagePayload,
    { result, channelId, refusedBy, mayHaveBeenSent }: Outcome,
  ): Promise<void> {
    const { database, secrets, clock } = this.#services;
    const notSent = mayHaveBeenSent === undefined ? "REFUSED" : "UNKNOWN";
    switch (result.state) {
      case "ACCEPTED":
        return this.#settle(message, payload, "ACCEPTED", null, channelId, result.vendorId);
      case "UNKNOWN":
        return this.#settle(message, payload, "UNKNOWN", result.failure, channelId);
      case "REFUSED":
        return this.#settle(message, payload, notSent, result.failure, channelId);
      case "NOT_ACCEPTED": {
        const obstacle = { ...result, mayHaveBeenSent: mayHaveBeenSent !== undefined };
        const nextAt = nextTry(message, obstacle, clock());
        if (nextAt === null) return this.#settle(message, payload, notSent, result.failure, channelId);
        const isNew = mayHaveBeenSent !== undefined && payload.mayHaveBeenSent === undefined;
        const changed = isNew
          ? sealPayload(secrets, message.accountId, message.id, { ...payload, mayHaveBeenSent })
          : null;
        const isTry = result.isHeldBack !== true;
        const later = { nextAt, isTry, failure: result.failure, payload: changed };
        await this.#whileClaimed(message, () => tryLater(database, message, refusedBy, later));
      }
    }
  }

  async #settle(
    message: ClaimedMessage,
    payload: MessagePayload,
    state: Settled,
    failure: string | null,
    channelId: string | null,
    vendorId: string | null = null,
  ): Promise<void> {
    const { database, clock, observer } = this.#services;
    const result = { channelId, vendorId, failure };
    const settle = () =>
      failure === null
        ? settleMessage(database, message, state, result, clock())
        : this.#act(message.accountId, async (action) => {
            const one = await settleMessage(
              inTransaction(action.transaction),
              message,
              state,
              result,
              clock(),
            );
            // A gateway may have reported the arrival before its answer was there.
            if (one !== null && one.receipt !== "DELIVERED") {
              const about = {
                ...message,
                // Whose token it was when the message was asked for.
                userId: message.userId ?? payload.userId,
                maskedTarget: maskedTarget(message.kind, payload.to),
              };
              await recordFailure(action, about, failure);
            }
            return one;
          });
    const settled = await this.#whileClaimed(message, settle);
    if (settled === null) return;
    observer?.messageEnded(message.kind, state);
    if (state !== "REFUSED" || settled.receipt === "DELIVERED") return;
    const { personCounts: person, otherCounts: others } = settled;
    await giveCountsBack(database, { person, others });
  }
}

async function recordFailure(
  { transaction, record }: Action,
  { accountId, tokenId, userId, kind, maskedTarget: to }: EndedMessage,
  failure: string,
): Promise<void> {
  const token =
    tokenId === null
      ? null
      : await transaction.token.findUnique({ where: { accountId_id: { accountId, id: tokenId } } });
  const user = userId === null ? null : await findUser(transaction, accountId, { id: userId });
  record({
    type: "MESSAGE_FAILED",
    token,
    // A deleted user is still named by the id, by which an erasure finds the event.
    user: userId === null ? null : (user ?? { id: userId, login: null }),
    summary: `A message of kind ${kind} to ${to} was not sent, or its result is unknown: ${failure}`,
  });
}
