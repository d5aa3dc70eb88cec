import { NIL_UUID } from "../nil-uuid.js";
import type { OutgoingMessage, SendResult } from "../delivery/delivery.js";
import type { Reason } from "../events/event-types.js";
import { readSubscription } from "../push/subscription.js";
import { type Current, isStillWanted, readCurrent } from "./current.js";
import { hasTime, type Outcome } from "./decision.js";
import { type Attempt, findDriver, type SenderContext } from "./gateway.js";
import type { ClaimedMessage } from "./outbox.js";
import type { MessagePayload } from "./payload.js";
import { receiptPath } from "./receipt-address.js";
import { renderedMessage, wakeUpText } from "./render.js";
import { getRoutes, type Route } from "./routes.js";
import { getChange, noTries, outOfTime, type Tries, withTry } from "./tries.js";
import { findWakeToken, forgetWakeToken } from "../push/wake-token.js";

/** Whether the one channel that may have sent a message is not as it was: its gateway may not recognise a repetition. */
function isChanged({ mayHaveBeenSent }: MessagePayload, routes: readonly Route[]): boolean {
  return (
    mayHaveBeenSent?.changedAt !== undefined &&
    routes.some((route) => getChange(route).changedAt !== mayHaveBeenSent.changedAt)
  );
}

function getReceiptUrl({ services }: SenderContext, accountId: string, route: Route): string | null {
  const { publicUrl } = services.config;
  return publicUrl === undefined || route.by !== "CHANNEL"
    ? null
    : `${publicUrl}${receiptPath({ accountId, channelId: route.channel.id })}`;
}

/** What a message looks like to its gateway. */
type Shown = Omit<OutgoingMessage, "secondsLeft" | "reference" | "receiptUrl">;

/** Tries the routes one after the other, until one takes the message, or may have taken it. */
async function tryRoutes(
  context: SenderContext,
  message: ClaimedMessage,
  payload: MessagePayload,
  routes: readonly Route[],
  shown: Shown,
  attempt: Attempt,
): Promise<Tries> {
  const { clock } = context.services;
  const { accountId, id, kind, expiresAt } = message;
  const secondsLeft = Math.max(1, Math.floor((expiresAt.getTime() - clock()) / 1_000));
  let tries = noTries(message.refusedBy, payload.mayHaveBeenSent);
  for (const route of routes) {
    if (tries.isOver) break;
    if (route.by === "CHANNEL" && message.refusedBy.includes(route.channel.id)) continue;
    if (!hasTime(message, clock())) return outOfTime(tries, route, message.failure);
    const driver = await findDriver(context, message, payload, route, attempt);
    const receiptUrl = getReceiptUrl(context, accountId, route);
    const result: SendResult =
      typeof driver === "string"
        ? { state: "NOT_ACCEPTED", failure: driver, retryAfterSeconds: null }
        : await driver.send({ ...shown, secondsLeft, reference: id, receiptUrl }, context.givingUp);
    tries = withTry(tries, kind, route, result);
  }
  return tries;
}

/** Wakes a phone: by the push service of its browser, or by a channel. What wakes it no more is forgotten. */
async function wakePhone(
  context: SenderContext,
  message: ClaimedMessage,
  payload: MessagePayload,
  current: Current,
  attempt: Attempt,
): Promise<Outcome> {
  const { services } = context;
  const { accountId, kind, country, channelId } = message;
  const deviceId = payload.wakeUp?.deviceId ?? NIL_UUID;
  const wakeToken = await findWakeToken(services, accountId, deviceId);
  const subscription = wakeToken === null ? null : readSubscription(wakeToken.token);
  // A channel that is tested sends only to apps.
  if (wakeToken === null || (subscription !== null && channelId !== null)) return { is: "NOT_WANTED" };
  const routes: readonly Route[] | Reason =
    subscription === null
      ? await getRoutes(services.database.prisma, services.config, { accountId, kind, country, channelId })
      : [{ by: "WEB_PUSH", subscription }];
  if (typeof routes === "string") return { is: "NO_ROUTE" };
  const shown = { ...wakeUpText(payload, current), to: wakeToken.token, code: null };
  const tries = await tryRoutes(context, message, payload, routes, shown, attempt);
  if (tries.isUnregistered) await forgetWakeToken(services, accountId, deviceId, wakeToken);
  return { is: "SENT_BY_ROUTES", ...tries };
}

/**
 * Sends a message that was claimed, if it is still wanted. Nothing of what comes of it is stored yet.
 * @param attempt notes whether a gateway may have got it, also when this throws.
 */
export async function sendMessage(
  context: SenderContext,
  message: ClaimedMessage,
  payload: MessagePayload,
  attempt: Attempt,
): Promise<Outcome> {
  const { database, clock, config } = context.services;
  const { accountId, kind, country } = message;
  const current = await readCurrent(database, message, clock());
  if (!isStillWanted(message, payload, current)) return { is: "NOT_WANTED" };
  if (kind === "PUSH") return wakePhone(context, message, payload, current, attempt);
  // Another gateway would not recognise what this one may have sent.
  const channelId = payload.mayHaveBeenSent?.by ?? message.channelId;
  const routes = await getRoutes(database.prisma, config, { accountId, kind, country, channelId });
  if (typeof routes === "string") return { is: "NO_ROUTE" };
  if (isChanged(payload, routes)) return { is: "CHANNEL_CHANGED", channelId };
  const text = await renderedMessage(database.prisma, { ...message, kind }, payload, current);
  const shown = { ...text, to: payload.to, code: payload.code, data: null };
  return { is: "SENT_BY_ROUTES", ...(await tryRoutes(context, message, payload, routes, shown, attempt)) };
}
