import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import type { Device } from "../otp/windows.js";
import { enrolmentSecrets } from "./enrolment-secrets.js";
import { secretFingerprint, usedElsewhere } from "./fingerprint.js";
import { getDevice, enrolmentSecretAad, newSecret } from "./token-secret.js";
import { asOath, type TokenRow } from "./token-store.js";

/** Wrong codes that an enrolment survives, less one. */
export const ATTEMPTS = 5;

/** The data of an enrolment that a payload keeps. */
export interface OpenEnrolment {
  readonly expiresAt: string;
  readonly attemptsLeft: number;
}

/** How an authenticator app will show a token: the account (or another issuer) and its holder. */
export async function getLabel(
  { transaction, accountId }: Action,
  token: Pick<TokenRow, "name" | "userId">,
  issuer: string | null,
): Promise<{ readonly issuer: string; readonly label: string }> {
  const account = await transaction.account.findUniqueOrThrow({ where: { id: accountId } });
  const user =
    token.userId === null
      ? null
      : await transaction.user.findUnique({ where: { accountId_id: { accountId, id: token.userId } } });
  return { issuer: issuer ?? account.name, label: user?.login ?? token.name };
}

/**
 * Makes a fresh secret for a token and waits for its first code. It voids the last one that waited; a secret in
 * use stays as it is.
 * @param issuer shown by apps; null for the account's name.
 * @param digits length of the new secret's codes.
 */
export async function openEnrolment(
  action: Action,
  token: TokenRow,
  issuer: string | null,
  digits = token.digits,
): Promise<{ readonly enrolment: OpenEnrolment; readonly secrets: Record<string, string> }> {
  const { transaction, accountId, now, services } = action;
  const { secrets, config, hmacKey } = services;
  const secret = newSecret();
  const expiresAt = new Date(now + config.enrolmentMinutes * 60_000);
  const columns = {
    secret: secrets.encrypt(secret, enrolmentSecretAad(accountId, token.id)),
    secretFingerprint: secretFingerprint(hmacKey, accountId, secret, asOath(token)),
    digits,
    lastStep: -1,
    drift: 0,
    attemptsLeft: ATTEMPTS,
    expiresAt,
    createdAt: new Date(now),
  };
  await transaction.enrolment.upsert({
    where: { accountId_tokenId: { accountId, tokenId: token.id } },
    create: { accountId, tokenId: token.id, ...columns },
    update: columns,
  });
  action.record({
    type: "TOKEN_ENROLMENT_STARTED",
    token,
    params: { waitsFor: "CODE", sentTo: null, until: expiresAt },
  });
  const shown = await getLabel(action, token, issuer);
  return {
    enrolment: { expiresAt: expiresAt.toISOString(), attemptsLeft: ATTEMPTS },
    // A new secret counts from zero, whatever the last one counted.
    secrets: enrolmentSecrets(secret, { ...token, digits, lastStep: -1n }, shown.issuer, shown.label),
  };
}

/** A secret that waits for its first code: apart from the one in use, it has a used step and a drift of its own. */
export interface WaitingSecret {
  readonly secret: Buffer;
  readonly device: Device;
  readonly attemptsLeft: number;
  readonly expiresAt: Date;
}

/** The secret of a held token that waits for its first code; null when none does. It may have expired. */
export async function waitingSecret(
  { transaction, accountId, now, services }: Action,
  token: TokenRow,
): Promise<WaitingSecret | null> {
  const open = await transaction.enrolment.findUnique({
    where: { accountId_tokenId: { accountId, tokenId: token.id } },
    omit: { secret: false },
  });
  if (open === null || open.secret === null) return null;
  const { digits, lastStep, drift, attemptsLeft, expiresAt } = open;
  const place = enrolmentSecretAad(accountId, token.id);
  const { secrets, hmacKey } = services;
  const secret = secrets.decrypt(open.secret, place);
  const oath = asOath(token);
  const fingerprint = secretFingerprint(hmacKey, accountId, secret, oath);
  const elsewhere = await usedElsewhere(transaction, { accountId, fingerprint, lastStep, now }, token);
  const used = elsewhere !== null && elsewhere > lastStep ? elsewhere : lastStep;
  return {
    secret,
    device: getDevice({ ...oath, digits, lastStep: used, drift }, secret),
    attemptsLeft,
    expiresAt,
  };
}

/** Counts a wrong code against a secret that waits; with the last one it goes. @returns attempts that are left. */
export async function countWrongCode(
  action: Action,
  tokenId: string,
  { attemptsLeft }: Pick<WaitingSecret, "attemptsLeft">,
): Promise<number> {
  const { transaction, accountId } = action;
  const left = attemptsLeft - 1;
  if (left === 0) await dropEnrolment(action, tokenId);
  else {
    await transaction.enrolment.update({
      where: { accountId_tokenId: { accountId, tokenId } },
      data: { attemptsLeft: left },
    });
  }
  return left;
}

/** Drops what an enrolment made. */
export async function dropEnrolment({ transaction, accountId }: Action, tokenId: string): Promise<void> {
  await transaction.enrolment.deleteMany({ where: { accountId, tokenId } });
}

/** The refusal when no enrolment is open. */
export function nothingToConfirm(): Refusal {
  return new Refusal(
    "NOT_FOUND",
    "No new secret of this token waits for a first code. Create one with tokenEnrolmentStart or, if a secret is in use, with tokenReissue.",
    ["input", "token"],
  );
}
