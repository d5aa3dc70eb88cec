import type { Services, UseCaseServices } from "../actions/services.js";
import { channelSetup } from "../channels/setup.js";
import { findSealedChannel } from "../channels/channel-store.js";
import { isSurelyNotSent } from "../delivery/answers.js";
import type { Driver } from "../delivery/delivery.js";
import { careful, getDriver } from "../delivery/driver.js";
import type { FcmAccessTokens } from "../delivery/fcm.js";
import { webPushDriver } from "../delivery/web-push.js";
import { isAfterCodes } from "./bulkheads.js";
import { limited } from "./hourly-limit.js";
import type { MessageMemory } from "./memory.js";
import { channelLimits } from "./message-limits.js";
import type { ClaimedMessage } from "./outbox.js";
import type { MessagePayload } from "./payload.js";
import type { Route } from "./routes.js";
import { serverMail } from "./server-mail.js";

/** What all messages of one sender share. */
export interface SenderContext {
  readonly services: UseCaseServices & Pick<Services, "log" | "masterKeys" | "webPush">;
  /** Keeps messages of this process in place of sending them; null where it does not. */
  readonly memory: MessageMemory | null;
  /** Of Firebase. */
  readonly accessTokens: FcmAccessTokens;
  /** Ends what is being sent. */
  readonly givingUp: AbortSignal;
}

/** A message while it is being sent. */
export interface Attempt {
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

/** The driver that sends a message by a route, within the limit of its channel; or why there is none, as a sentence. */
export async function findDriver(
  context: SenderContext,
  { accountId, kind, purpose }: ClaimedMessage,
  { mayHaveBeenSent }: MessagePayload,
  route: Route,
  attempt: Attempt,
): Promise<Driver | string> {
  const { database, config, clock, hmacKey, webPush } = context.services;
  switch (route.by) {
    case "MEMORY":
      return context.memory === null
        ? "This server keeps no messages in memory: another server of this installation has different settings. Give all servers the same settings."
        : noting(context.memory.driver(accountId, kind, new Date(clock())), attempt);
    case "SERVER_MAIL":
      return noting(serverMail(config), attempt);
    case "WEB_PUSH": {
      const settings = { key: webPush.key, subject: config.publicUrl ?? "", now: clock };
      return noting(careful(webPushDriver(route.subscription, settings, webPush.http)), attempt);
    }
    case "CHANNEL": {
      const { id, hourlyLimit, updatedAt } = route.channel;
      const sealed = await findSealedChannel(database.prisma, accountId, id);
      if (sealed === null) return "The channel was deleted.";
      // The data of a message that may have been sent is about the channel as the route has it.
      if (sealed.updatedAt.getTime() !== updatedAt.getTime())
        return "The channel was changed at this moment.";
      const setup = channelSetup(context.services, sealed);
      const policy = { allowed: config.outgoingAllow };
      const driver = noting(getDriver(setup, policy, { tokens: context.accessTokens, now: clock }), attempt);
      // A message that it may have sent is counted already.
      if (hourlyLimit === null || mayHaveBeenSent?.by === id) return driver;
      const limits = channelLimits(accountId, id, hourlyLimit, isAfterCodes(purpose));
      return limited(driver, limits, { prisma: database.prisma, hmacKey, clock });
    }
  }
}
