import type { Action } from "../actions/action.js";
import { done, useCase } from "../actions/use-case.js";
import { checkPin, dropPin, type KeptPin, recordPinSet } from "./pin.js";
import { findToken, type TokenRow } from "./token-store.js";
import { refuseSecondPin } from "./suite-pin.js";
import { heldToken, noSuchToken, tokenKey, type TokenRefInput } from "./token-ref.js";

/** The PIN that `tokenPinSet` gives to a token. */
export interface TokenPinSetRequest {
  /** 4 to 12 digits. */
  readonly pin: string;
  /** Whether the PIN is typed before or after the one-time password. */
  readonly position: "AFTER_OTP" | "BEFORE_OTP";
  readonly token: TokenRefInput;
}

/** Stores the PIN of a held token. @param kept its hash, of this token. */
export async function keepPin(
  action: Action,
  token: TokenRow,
  kept: KeptPin,
  position: TokenPinSetRequest["position"],
): Promise<void> {
  const { transaction, accountId, now } = action;
  await transaction.token.update({
    where: { accountId_id: { accountId, id: token.id } },
    data: {
      pinHash: kept.pinHash,
      pinPosition: position,
      revision: { increment: 1 },
      updatedAt: new Date(now),
    },
  });
  // Codes that were sent for the PIN before are void.
  await transaction.challenge.deleteMany({
    where: { accountId, tokenId: token.id, pinChecked: true, answeredStep: null },
  });
  recordPinSet(action, token, token.pinPosition, position);
}

/** Gives a token a PIN, or replaces its PIN: from now on, it is typed together with every one-time password. */
export const tokenPinSet = useCase("tokenPinSet", {
  errors: ["NOT_FOUND", "NOT_SUPPORTED_BY_MODEL"],
  prepare: async (input: TokenPinSetRequest, { services, actor }): Promise<KeptPin | undefined> => {
    const pin = checkPin(input.pin, ["input", "pin"]);
    const key = tokenKey(input.token);
    const token = key === null ? null : await findToken(services.database.prisma, actor.accountId, key);
    if (token === null) return undefined;
    return { tokenId: token.id, pinHash: await services.pins.hash(actor.accountId, pin, token.id) };
  },
  run: async (input: TokenPinSetRequest, action: Action, kept) => {
    const token = await heldToken(action, input.token);
    refuseSecondPin(token, ["input", "token"]);
    // Since then another token may have got the serial number.
    if (kept?.tokenId !== token.id) throw noSuchToken(["input", "token"]);
    await keepPin(action, token, kept, input.position);
    return done({ tokenId: token.id });
  },
});

/** The token whose PIN `tokenPinRemove` removes. */
export interface TokenPinRemoveRequest {
  readonly token: TokenRefInput;
}

/** Removes a token's PIN: from now on, only its one-time passwords are needed. */
export const tokenPinRemove = useCase("tokenPinRemove", {
  errors: ["NOT_FOUND"],
  run: async (input: TokenPinRemoveRequest, action: Action) => {
    const token = await heldToken(action, input.token);
    await dropPin(action, token);
    return done({ tokenId: token.id });
  },
});
