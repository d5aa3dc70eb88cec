import { TOKEN } from "@tokenplane/rules/fields";
import { changesBetween, type NamedToken } from "../events/record.js";
import type { Action } from "../actions/action.js";
import { checkForm } from "../actions/validation.js";
import type { PinPosition } from "../otp/pin.js";
import type { UserRow } from "../users/user-store.js";
import type { TokenRow } from "./token-store.js";

/** A PIN that is typed together with every one-time password of the token. */
export interface PinInput {
  readonly position: "AFTER_OTP" | "BEFORE_OTP";
  /** 4 to 12 digits. */
  readonly value: string;
}

/** A PIN as it is kept. */
export interface KeptPin {
  /** The token whose PIN it is: the hash fits no other. */
  readonly tokenId: string;
  readonly pinHash: string;
}

/** The position of a stored token's PIN; null without one. */
export function getPinPosition(position: string | null): PinPosition | null {
  if (position === null) return null;
  return position === "AFTER_OTP" ? "AFTER_OTP" : "BEFORE_OTP";
}

/** @throws Refusal unless it is a PIN. */
export function checkPin(pin: string, path: readonly string[]): string {
  return checkForm(pin, TOKEN.pin, path);
}

/** Records that a token has a PIN now. */
export function recordPinSet(
  action: Action,
  token: NamedToken,
  before: string | null,
  position: PinPosition,
): void {
  action.record({
    type: "TOKEN_PIN_SET",
    token,
    changes: changesBetween({ "pin.position": before }, { "pin.position": position }),
    params: { position, isAnother: before !== null },
  });
}

/** Takes the PIN from a held token, if it has one. @param user whose token it was. */
export async function dropPin(action: Action, token: TokenRow, user: UserRow | null = null): Promise<void> {
  const { transaction, accountId, now } = action;
  if (token.pinPosition === null) return;
  await transaction.token.update({
    where: { accountId_id: { accountId, id: token.id } },
    data: { pinHash: null, pinPosition: null, revision: { increment: 1 }, updatedAt: new Date(now) },
  });
  action.record({
    type: "TOKEN_PIN_REMOVED",
    token,
    user,
    changes: [{ field: "pin.position", from: token.pinPosition, to: null }],
    params: { isInAnswer: false },
  });
}
