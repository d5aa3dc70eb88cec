import { done, mutation } from "../graphql/mutation.js";
import { changedToken } from "./payload.js";
import { checkPin, dropPin, recordPinSet, type KeptPin } from "./pin.js";
import { PinPositionEnum } from "./pin-type.js";
import { findToken } from "./store.js";
import { refuseSecondPin } from "./suite-pin.js";
import { heldToken, noSuchToken, tokenKey, TokenRef } from "./token-ref.js";

mutation("tokenPinSet", {
  description:
    "Gives a token a PIN, or replaces its PIN: from now on, it is typed together with every one-time password. It is never shown.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "Which token." }),
    pin: t.string({ required: true, description: "The PIN: 4 to 12 digits." }),
    position: t.field({ type: PinPositionEnum, required: true, description: "Where it is typed." }),
  }),
  errors: ["NOT_FOUND", "NOT_SUPPORTED_BY_MODEL"],
  prepare: async (input, { services, actor }): Promise<KeptPin | undefined> => {
    const pin = checkPin(input.pin, ["input", "pin"]);
    const key = tokenKey(input.token);
    const token = key === null ? null : await findToken(services.database.prisma, actor.accountId, key);
    if (token === null) return undefined;
    return { tokenId: token.id, pinHash: await services.pins.hash(pin, token.id) };
  },
  run: async (input, action, kept) => {
    const { transaction, accountId, now } = action;
    const token = await heldToken(action, input.token);
    refuseSecondPin(token, ["input", "token"]);
    // Since then another token may have got the serial number.
    if (kept?.tokenId !== token.id) throw noSuchToken(["input", "token"]);
    await transaction.token.update({
      where: { accountId_id: { accountId, id: token.id } },
      data: {
        pinHash: kept.pinHash,
        pinPosition: input.position,
        revision: { increment: 1 },
        updatedAt: new Date(now),
      },
    });
    recordPinSet(action, token, token.pinPosition, input.position);
    return done({ tokenId: token.id });
  },
  payload: changedToken,
});

mutation("tokenPinRemove", {
  description: "Removes a token's PIN: from now on, its one-time passwords alone are enough.",
  input: (t) => ({ token: t.field({ type: TokenRef, required: true, description: "Which token." }) }),
  errors: ["NOT_FOUND"],
  run: async (input, action) => {
    const token = await heldToken(action, input.token);
    await dropPin(action, token);
    return done({ tokenId: token.id });
  },
  payload: changedToken,
});
