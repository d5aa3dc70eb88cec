import type { Action } from "../actions/action.js";
import { FAILURE_CEILING } from "./counting.js";
import { secretFingerprint } from "./fingerprint.js";
import { tokenSecretAad } from "./token-secret.js";
import { asOath, getLock, type TokenRow } from "./token-store.js";

/**
 * The counted failures are those of the last secret: failures and locks end with the secret. The database remembers what a
 * secret used up and what failed in a row when it leaves its token, and continues there when it comes again
 * (`tokens_secret_changes`).
 */
export const NOTHING_COUNTED = {
  failures: 0,
  consecutiveFailures: 0,
  lockReason: null,
  lockedUntil: null,
} as const;

/** The secret that a held token's codes are made of; null while it has none. */
export async function secretInUse(
  { transaction, accountId, services }: Action,
  token: Pick<TokenRow, "id">,
): Promise<Buffer | null> {
  const { secret } = await transaction.token.findUniqueOrThrow({
    where: { accountId_id: { accountId, id: token.id } },
    select: { secret: true },
  });
  if (secret === null) return null;
  return services.secrets.decrypt(secret, tokenSecretAad(accountId, token.id));
}

/** A secret that comes into use, and how far its device is. */
interface NewSecret {
  readonly secret: Buffer;
  readonly digits: number;
  /** The last used step or counter of this secret; -1 before the first. */
  readonly lastStep: number;
  readonly drift: number;
  /** Whether a code of the secret was used up just now. */
  readonly codeWasUsed: boolean;
}

/**
 * Makes a secret the one of a held token, which is ACTIVE then. The secret before it stops.
 * @returns the token as it is then. A secret that was used before keeps its counters: used codes stay used, and after 100
 * failures in a row it is still locked.
 */
export async function takeIntoUse(
  { transaction, accountId, now, services }: Action,
  token: TokenRow,
  { secret, codeWasUsed, ...device }: NewSecret,
): Promise<TokenRow> {
  const { secrets, hmacKey } = services;
  return transaction.token.update({
    where: { accountId_id: { accountId, id: token.id } },
    data: {
      ...device,
      ...NOTHING_COUNTED,
      // Only what lies beyond it was used.
      givenStep: codeWasUsed ? -1 : device.lastStep,
      status: "ACTIVE",
      secret: secrets.encrypt(secret, tokenSecretAad(accountId, token.id)),
      secretFingerprint: secretFingerprint(hmacKey, accountId, secret, asOath(token)),
      revision: { increment: 1 },
      updatedAt: new Date(now),
      ...(codeWasUsed ? { lastUsedAt: new Date(now) } : {}),
    },
  });
}

/** Records that a token is locked from the start, if its secret came at the ceiling of failures. */
export function recordStillLocked(action: Action, token: TokenRow): void {
  if (getLock(token, action.now)?.reason !== "FAILURE_CEILING") return;
  action.record({
    type: "TOKEN_LOCKED",
    token,
    resource: null,
    reason: "FAILURE_CEILING",
    params: { because: "SECRET_AT_CEILING", until: null, limit: FAILURE_CEILING },
  });
}

/** Stops the secret of a held token, if it has one: it is PENDING then. @param digits length of later codes. */
export async function stopSecret(
  { transaction, accountId, now }: Action,
  token: Pick<TokenRow, "id">,
  digits: number,
): Promise<void> {
  await transaction.token.update({
    where: { accountId_id: { accountId, id: token.id } },
    data: {
      ...NOTHING_COUNTED,
      status: "PENDING",
      secret: null,
      secretFingerprint: null,
      digits,
      lastStep: -1,
      givenStep: -1,
      drift: 0,
      revision: { increment: 1 },
      updatedAt: new Date(now),
    },
  });
}
