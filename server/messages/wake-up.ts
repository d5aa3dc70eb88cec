import type { Action } from "../actions/action.js";
import type { Services } from "../actions/services.js";
import type { Place } from "../secrets/secret-box.js";
import { type MessagePayload, NOTHING_NAMED } from "./payload.js";
import { type NewMessage, storeMessage } from "./queue.js";
import { routesOf } from "./routes.js";

/** Where the token stands by which Firebase wakes a phone. */
export function wakeTokenAad(accountId: string, deviceId: string): Place {
  return { account: accountId, table: "push_devices", column: "wake_token", row: deviceId };
}

/** A request that a phone is woken for. */
export interface WakeUpRequest extends Pick<NewMessage, "purpose" | "tokenId" | "expiresAt"> {
  readonly challengeId: string;
  readonly deviceId: string;
  /** What the phone is known by: SHA-256 of its key. */
  readonly fingerprint: string;
  /** Whose token it is. */
  readonly userId: string | null;
  /** What the phone gets: the same as by a poll. */
  readonly data: Readonly<Record<string, string>>;
}

/**
 * Queues what wakes a phone, where the account has a channel for it. A phone that is not woken gets the request when it asks
 * for it. For a phone that nobody has, the same statements are sent, and nothing is queued.
 */
export async function queueWakeUp(action: Action, request: WakeUpRequest): Promise<void> {
  const { transaction, accountId, services } = action;
  const { purpose, tokenId, challengeId, deviceId, fingerprint, userId, data, expiresAt } = request;
  const kind = "PUSH";
  const destination = { accountId, kind, country: null, channelId: null } as const;
  if (typeof (await routesOf(transaction, services.config, destination)) === "string") return;
  const payload: MessagePayload = { ...NOTHING_NAMED, to: fingerprint, userId, wakeUp: { deviceId, data } };
  await storeMessage(
    action,
    { kind, purpose, tokenId, challengeId, userId: null, channelId: null, payload, expiresAt },
    { country: null, obstacle: null },
  );
}

/** A phone's token of Firebase, and as it is stored. */
export interface WakeToken {
  readonly token: string;
  readonly stored: Uint8Array<ArrayBuffer>;
}

/** By what a phone is woken now; null when it is gone, or asks by itself. @throws DecryptionError */
export async function findWakeToken(
  { database, secrets }: Pick<Services, "database" | "secrets">,
  accountId: string,
  deviceId: string,
): Promise<WakeToken | null> {
  const found = await database.prisma.pushDevice.findUnique({
    where: { accountId_id: { accountId, id: deviceId } },
    select: { wakeToken: true },
  });
  const stored = found?.wakeToken ?? null;
  if (stored === null) return null;
  return { token: secrets.decrypt(stored, wakeTokenAad(accountId, deviceId)).toString(), stored };
}

/** Forgets a token that Firebase does not know any more, unless the phone has sent another one meanwhile. */
export async function forgetWakeToken(
  { database }: Pick<Services, "database">,
  accountId: string,
  deviceId: string,
  { stored }: WakeToken,
): Promise<void> {
  await database.prisma.pushDevice.updateMany({
    where: { accountId, id: deviceId, wakeToken: stored },
    data: { wakeToken: null },
  });
}
