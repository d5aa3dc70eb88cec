import { setTimeout as wait } from "node:timers/promises";
import { Refusal } from "@tokenplane/rules/refusal";
import { act } from "../../actions/action.js";
import { systemCaller } from "../../actions/actor.js";
import type { ActingServices, Services } from "../../actions/services.js";
import { channelSetup } from "../../channels/setup.js";
import { type ChannelRow, findChannel, findSealedChannel } from "../../channels/channel-store.js";
import { Prisma } from "../../database/generated/client.js";
import { outgoingHttp } from "../../delivery/outgoing-http.js";
import { type OpenedChat, readTelegramUpdates } from "../../delivery/telegram-updates.js";
import { startCodeHmac } from "../../otp/sent-code.js";
import { OPENED_CHATS, sendFirstCode } from "./start-sent.js";
import type { Job } from "../../jobs/job.js";
import { lockToken } from "../../tokens/token-store.js";

/** Milliseconds until a bot is asked again that could not be asked. */
const PAUSE_MS = 5_000;

/** Milliseconds between two questions to a bot. */
const SHORT_PAUSE_MS = 100;

/** Milliseconds between two looks at which bots are waited for. */
const LOOK_MS = 1_000;

interface Waiting {
  readonly accountId: string;
  readonly channelId: string;
}

/** The bots that enrolments wait for. */
function waitingBots({ database, clock }: Pick<Services, "clock" | "database">): Promise<Waiting[]> {
  return database.query<Waiting>(Prisma.sql`
    SELECT DISTINCT token.account_id AS "accountId", token.channel_id AS "channelId"
    FROM enrolments AS waiting
    JOIN tokens AS token ON token.account_id = waiting.account_id AND token.id = waiting.token_id
    WHERE waiting.start_code_hmac IS NOT NULL AND waiting.expires_at > ${new Date(clock())} AND token.channel_id IS NOT NULL`);
}

/** Sends the first code into a chat that was opened by a token's link. The link works once. */
async function linkChat(
  services: ActingServices & Pick<Services, "log">,
  bot: Waiting,
  { chatId, startCode }: OpenedChat,
): Promise<void> {
  const { clock, hmacKey, log } = services;
  const { accountId, channelId } = bot;
  const now = clock();
  try {
    await act(services, systemCaller(accountId, "bot", now), now, async (action) => {
      const where = {
        accountId,
        startCodeHmac: startCodeHmac(hmacKey, startCode),
        expiresAt: { gt: new Date(now) },
      };
      const waiting = await action.transaction.enrolment.findFirst({ where });
      if (waiting === null) return;
      const token = await lockToken(action.transaction, accountId, { id: waiting.tokenId });
      // Read again: a parallel run may have used the link.
      const open = await action.transaction.enrolment.count({
        where: { ...where, tokenId: waiting.tokenId },
      });
      if (token === null || open === 0 || token.channelId !== channelId) return;
      await sendFirstCode(action, token, chatId);
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    log.warn({ channel: channelId }, `a code was not sent into a chat that was opened: ${error.message}`);
  }
}

/** Whether a channel is as it was read before. */
async function isUnchanged(
  services: Pick<Services, "database">,
  bot: Waiting,
  known: ChannelRow,
): Promise<boolean> {
  const current = await findChannel(services.database.prisma, bot.accountId, { id: bot.channelId });
  return (
    current !== null &&
    current.enabled === known.enabled &&
    current.updatedAt.getTime() === known.updatedAt.getTime()
  );
}

/** Asks one bot until nothing waits for it any more, or its channel is changed: then it is begun again. */
async function follow(
  services: ActingServices & Pick<Services, "log">,
  bot: Waiting,
  signal: AbortSignal,
): Promise<void> {
  const sealed = await findSealedChannel(services.database.prisma, bot.accountId, bot.channelId);
  if (sealed === null || !sealed.enabled) return;
  const setup = channelSetup(services, sealed);
  if (setup.driver !== "TELEGRAM") return;
  const http = outgoingHttp({ allowed: services.config.outgoingAllow });
  let offset = 0;
  while (!signal.aborted) {
    const updates = await readTelegramUpdates(setup.settings, setup.secrets, http, offset, signal);
    if (typeof updates === "string") {
      if (!signal.aborted) services.log.warn({ channel: bot.channelId }, updates);
      await pause(PAUSE_MS, signal);
    }
    // Before any chat is linked: an administrator may have given the channel another bot meanwhile.
    if (!(await isUnchanged(services, bot, sealed))) return;
    if (typeof updates !== "string") {
      for (const opened of updates.opened) await linkChat(services, bot, opened);
      offset = updates.next;
      // Telegram waits by itself. Something between that answers at once must not make this a loop without pauses.
      if (updates.opened.length === 0) await pause(SHORT_PAUSE_MS, signal);
    }
    const waiting = await waitingBots(services);
    if (!waiting.some(({ channelId }) => channelId === bot.channelId)) return;
  }
}

/** Asks one bot. What fails is logged, and this bot is asked again after a pause. */
async function followCarefully(
  services: ActingServices & Pick<Services, "log">,
  bot: Waiting,
  signal: AbortSignal,
): Promise<void> {
  try {
    await follow(services, bot, signal);
  } catch (error) {
    services.log.error(
      { err: error, channel: bot.channelId },
      "a bot could not be asked who opened its chat",
    );
    await pause(PAUSE_MS, signal);
  }
}

/** Waits, or ends at once when the server stops. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => {});
}

/**
 * Learns in which chats people opened a bot of Telegram by the links of their tokens. The server asks Telegram, so nothing
 * need reach the server from outside; one server does it for all, and only while an enrolment waits.
 */
export function openedChats(given: ActingServices & Pick<Services, "log">): Job {
  const services = { ...given, database: given.database.periodic };
  return {
    name: OPENED_CHATS,
    description: "Waits for people who open the chat with a bot by the link of a token.",
    everySeconds: 30,
    isShared: true,
    async run(stopping) {
      // Each bot is asked on its own: one that many wait for, or that cannot be asked, holds up no other.
      const followed = new Map<string, Promise<void>>();
      const ended = new AbortController();
      const signal = AbortSignal.any([stopping, ended.signal]);
      try {
        for (;;) {
          const bots = signal.aborted ? [] : await waitingBots(services);
          for (const bot of bots) {
            const name = `${bot.accountId} ${bot.channelId}`;
            if (followed.has(name)) continue;
            const following = followCarefully(services, bot, signal).finally(() => followed.delete(name));
            followed.set(name, following);
          }
          if (bots.length === 0 && followed.size === 0) return;
          await pause(LOOK_MS, signal);
          if (signal.aborted) return;
        }
      } finally {
        ended.abort();
        await Promise.all(followed.values());
      }
    },
  };
}
