import { setTimeout as wait } from "node:timers/promises";
import { maskedTarget } from "@tokenplane/rules/masked-target";
import { act, type Action } from "../actions/action.js";
import { systemCaller } from "../actions/actor.js";
import type { ActingServices, Services } from "../actions/services.js";
import type { Database } from "../database/database.js";
import { inTransaction } from "../database/transaction.js";
import { isUnreachable } from "../database/unreachable.js";
import { findUser } from "../users/user-store.js";
import { AGAIN_MS, type Ended, type Later } from "./decision.js";
import type { SenderContext } from "./gateway.js";
import { giveCountsBack } from "./message-limits.js";
import { isFinal, type Move, TRANSITIONS } from "./message-states.js";
import { type ClaimedMessage, type Settlement, storeEnd, storeLater } from "./outbox.js";
import { type MessagePayload, sealPayload } from "./payload.js";
import { type EndedMessage, endStale, type StaleMessage } from "./stale.js";

async function recordFailure(
  { transaction, record }: Action,
  { accountId, tokenId, userId, kind, maskedTarget: to, failure }: EndedMessage & Settlement,
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
    params: { kind, to, failure },
  });
}

/** Ends a message, with the event of the move in the same transaction. @param store stores the move; null when it was not the message's any more. */
async function storeWithEvent(
  services: ActingServices,
  accountId: string,
  move: Move,
  store: (database: Pick<Database, "query">) => Promise<(EndedMessage & Settlement) | null>,
): Promise<(EndedMessage & Settlement) | null> {
  if (!TRANSITIONS[move].isReported) return store(services.database);
  const now = services.clock();
  return act(services, systemCaller(accountId, "sender", now), now, async (action) => {
    const ended = await store(inTransaction(action.transaction));
    // A gateway may have reported the arrival before its answer was there.
    if (ended !== null && ended.receipt !== "DELIVERED") await recordFailure(action, ended);
    return ended;
  });
}

/** Counts a message that has ended; one that surely was not sent no longer counts against the limits. */
async function countEnd(
  services: Pick<Services, "database" | "observer">,
  move: Move,
  ended: EndedMessage & Settlement,
): Promise<void> {
  const { to, isRefunded } = TRANSITIONS[move];
  if (isFinal(to)) services.observer?.messageEnded(ended.kind, to);
  if (!isRefunded || ended.receipt === "DELIVERED") return;
  await giveCountsBack(services.database, { person: ended.personCounts, others: ended.otherCounts });
}

/** Does work in the database, and tries again while the database cannot be reached and the claim of a message lasts. */
async function whileClaimed<T>(
  { services, givingUp }: SenderContext,
  { claimedUntil }: ClaimedMessage,
  work: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const isOver = givingUp.aborted || services.clock() >= claimedUntil.getTime();
      if (isOver || !isUnreachable(error)) throw error;
      await wait(AGAIN_MS, undefined, { signal: givingUp }).catch(() => {});
    }
  }
}

/** Puts a claimed message back. @param payload what it carries; null when it could not be read. */
export async function putBack(
  context: SenderContext,
  message: ClaimedMessage,
  later: Later,
  payload: MessagePayload | null,
): Promise<void> {
  const { database, secrets, clock } = context.services;
  const { mayHaveBeenSent } = later;
  const sealed =
    payload === null || mayHaveBeenSent === undefined
      ? null
      : sealPayload(secrets, message.accountId, message.id, { ...payload, mayHaveBeenSent });
  await whileClaimed(context, message, () => storeLater(database, message, later, sealed, clock()));
}

/** Ends a claimed message. */
export async function end(
  context: SenderContext,
  message: ClaimedMessage,
  ended: Ended,
  payload: MessagePayload,
): Promise<void> {
  const { services } = context;
  const about = {
    ...message,
    // Whose token it was when the message was asked for.
    userId: message.userId ?? payload.userId,
    maskedTarget: maskedTarget(message.kind, payload.to),
  };
  const one = await whileClaimed(context, message, () =>
    storeWithEvent(services, message.accountId, ended.move, async (database) => {
      const settlement = await storeEnd(database, message, ended, services.clock());
      return settlement === null ? null : { ...about, ...settlement };
    }),
  );
  if (one !== null) await countEnd(services, ended.move, one);
}

/** Ends a message that is of no use any more, or whose sender is gone. */
export async function endByItself(services: ActingServices, stale: StaleMessage): Promise<void> {
  const one = await storeWithEvent(services, stale.accountId, stale.move, (database) =>
    endStale(database, stale, services.clock()),
  );
  if (one !== null) await countEnd(services, stale.move, one);
}
