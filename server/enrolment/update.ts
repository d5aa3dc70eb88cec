import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import type { Outcome } from "../actions/idempotency.js";
import { done, useCase } from "../actions/use-case.js";
import { checkTarget, getSentBy } from "../channels/channel-target.js";
import type { DeliveryKind } from "../delivery/delivery.js";
import { getFactor } from "../factors/by-kind.js";
import { type TokenSettings, updateSettings } from "../tokens/token-settings.js";
import type { TokenRow } from "../tokens/token-store.js";
import { heldToken, type TokenRefInput } from "../tokens/token-ref.js";
import type { TokenWithSecret } from "../tokens/token-with-secret.js";

/** How `tokenUpdate` changes a token. An absent field keeps its value; so does null, except for the validity. */
export interface TokenUpdateRequest extends TokenSettings {
  /** A new phone number of an SMS token. A code that is sent there must confirm it. */
  readonly phoneNumber?: string | null | undefined;
  /** A new address of an e-mail token. A code that is sent there must confirm it. */
  readonly address?: string | null | undefined;
  /** A new chat of a bot's token. A code that is sent there must confirm it. */
  readonly chatId?: string | null | undefined;
  readonly token: TokenRefInput;
}

const FIELDS = [
  ["phoneNumber", "SMS"],
  ["address", "EMAIL"],
  ["chatId", "BOT"],
] as const satisfies readonly (readonly [keyof TokenUpdateRequest, DeliveryKind])[];

/** Where the token's codes are to be sent from now on; null when the request does not say it. @throws Refusal */
function givenTarget(token: TokenRow, input: TokenUpdateRequest): string | null {
  const kind = getSentBy(token);
  let target: string | null = null;
  for (const [field, of] of FIELDS) {
    const value = input[field];
    if (value == null) continue;
    if (kind !== of) {
      throw new Refusal(
        "NOT_SUPPORTED_BY_MODEL",
        `A token of model ${token.model} has no ${field}; leave it out.`,
        ["input", field],
      );
    }
    target = checkTarget(of, value, ["input", field]);
  }
  return target;
}

/**
 * Changes a token's name, its code length if the model allows it, the PIN in its answers, its validity, or where its codes
 * are sent.
 */
export const tokenUpdate = useCase("tokenUpdate", {
  errors: ["NOT_FOUND", "NOT_SUPPORTED_BY_MODEL", "POLICY_REFUSED"],
  run: async (input: TokenUpdateRequest, action: Action): Promise<Outcome<TokenWithSecret>> => {
    const before = await heldToken(action, input.token);
    const target = givenTarget(before, input);
    const token = await updateSettings(action, before, input);
    const started = target === null ? null : await getFactor(token).moveTo(action, token, target);
    return done({ tokenId: token.id, enrolment: started === null ? null : { ...started.enrolment } });
  },
});
