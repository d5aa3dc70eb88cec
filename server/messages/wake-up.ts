import type { Action } from "../actions/action.js";
import { isSubscription } from "../push/subscription.js";
import { openWakeToken } from "../push/wake-token.js";
import { UNCOUNTED } from "./message-limits.js";
import { type MessagePayload, NOTHING_NAMED } from "./payload.js";
import { type NewMessage, storeMessage } from "./queue.js";
import { getRoutes } from "./routes.js";

/** A request that a phone is woken for. */
export interface WakeUpRequest extends Pick<NewMessage, "purpose" | "expiresAt"> {
  readonly tokenId: string;
  readonly challengeId: string;
  readonly deviceId: string;
  /** Encrypted; null when nothing can wake it. */
  readonly wakeToken: Uint8Array | null;
  /** The fingerprint of the phone: SHA-256 of its key. */
  readonly fingerprint: string;
  /** Whose token it is. */
  readonly userId: string | null;
  /** The data that the phone gets from Firebase: the same as by a poll. A browser is only woken. */
  readonly data: Readonly<Record<string, string>>;
}

/**
 * Queues what wakes a phone: a browser, or an app where the account has a channel for it. A phone that is not woken gets the
 * request when it asks for it. For a phone that nothing wakes, and for one that no user has, the same statements are sent, and
 * nothing is queued.
 */
export async function queueWakeUp(action: Action, request: WakeUpRequest): Promise<void> {
  const { transaction, accountId, services } = action;
  const { purpose, challengeId, deviceId, wakeToken, fingerprint, userId, data, expiresAt } = request;
  const kind = "PUSH";
  const destination = { accountId, kind, country: null, channelId: null } as const;
  const hasChannel = typeof (await getRoutes(transaction, services.config, destination)) !== "string";
  const by = wakeToken === null ? null : openWakeToken(services.secrets, accountId, deviceId, wakeToken);
  const isWoken = by !== null && (hasChannel || isSubscription(by));
  const payload: MessagePayload = { ...NOTHING_NAMED, to: fingerprint, userId, wakeUp: { deviceId, data } };
  await storeMessage(
    action,
    {
      kind,
      purpose,
      tokenId: isWoken ? request.tokenId : null,
      challengeId,
      userId: null,
      channelId: null,
      payload,
      expiresAt,
    },
    { country: null, obstacle: null, counts: UNCOUNTED },
  );
}
