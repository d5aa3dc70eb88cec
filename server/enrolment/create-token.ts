import { getModel } from "@tokenplane/rules/models";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import type { Outcome } from "../actions/idempotency.js";
import { takeQuota } from "../actions/quota.js";
import { useCase } from "../actions/use-case.js";
import { checkName } from "../actions/validation.js";
import { newId } from "../database/new-id.js";
import { getFactor } from "../factors/by-kind.js";
import { type AssigneeInput, getAssignee, assigningConstraints, giveToken } from "../tokens/assign.js";
import { getBlueprint, serialNumberPath } from "../tokens/blueprint.js";
import type { TokenModelChoice } from "../tokens/model-choice.js";
import { checkPin, type KeptPin, type PinInput, recordPinSet } from "../tokens/pin.js";
import { recordStillLocked } from "../tokens/secret-in-use.js";
import { tokenSearch } from "../tokens/token-store.js";
import { suitePinRefusal } from "../tokens/suite-pin.js";
import type { TokenWithSecret } from "../tokens/token-with-secret.js";
import { checkValidity } from "../tokens/validity.js";

/** The token that `tokenCreate` creates. */
export interface TokenCreateRequest {
  /** Whether anybody may authenticate with the token; true by default. */
  readonly enabled?: boolean | null | undefined;
  /** For apps: whether it gets its secret only by `tokenEnrolmentStart`; false by default. */
  readonly enrolLater?: boolean | null | undefined;
  readonly model: TokenModelChoice;
  /** By default the serial number. */
  readonly name?: string | null | undefined;
  readonly pin?: PinInput | null | undefined;
  /** The user who gets the token; no user by default. */
  readonly to?: AssigneeInput | null | undefined;
  /** From when on it is valid; no limit by default. */
  readonly validFrom?: Date | null | undefined;
  /** From when on it is not valid any more; no limit by default. */
  readonly validUntil?: Date | null | undefined;
}

/** Creates a token. */
export const tokenCreate = useCase("tokenCreate", {
  errors: ["NOT_FOUND", "ALREADY_EXISTS", "QUOTA_EXCEEDED", "NOT_SUPPORTED_BY_MODEL", "POLICY_REFUSED"],
  constraints: {
    users_account_id_login_lower_key: assigningConstraints.users_account_id_login_lower_key,
    tokens_account_id_user_id_fkey: assigningConstraints.tokens_account_id_user_id_fkey,
    tokens_account_id_serial_number_key: ({ model }: TokenCreateRequest) =>
      new Refusal(
        "ALREADY_EXISTS",
        "Another token of the account has this serial number.",
        serialNumberPath(model, ["input", "model"]),
      ),
  },
  prepare: async ({ pin }: TokenCreateRequest, { services, actor }): Promise<KeptPin | undefined> => {
    if (pin == null) return undefined;
    const value = checkPin(pin.value, ["input", "pin", "value"]);
    const tokenId = newId(services.clock());
    return { tokenId, pinHash: await services.pins.hash(actor.accountId, value, tokenId) };
  },
  run: async (input: TokenCreateRequest, action: Action, kept): Promise<Outcome<TokenWithSecret>> => {
    const { transaction, accountId, now } = action;
    const asked = getBlueprint(input.model, ["input", "model"]);
    const { kind, model, serialNumber, issuer } = asked;
    const suitePin = "suitePin" in asked ? asked.suitePin : null;
    if (input.name == null && serialNumber === null) {
      throw new Refusal(
        "VALIDATION_FAILED",
        "Give a name: the token has no serial number that could be its name.",
        ["input", "name"],
      );
    }
    if (input.enrolLater === true && !getModel(model).enrols) {
      throw new Refusal(
        "VALIDATION_FAILED",
        "Tokens of this model are not enrolled: they need no first code. Leave enrolLater out.",
        ["input", "enrolLater"],
      );
    }
    const { validFrom = null, validUntil = null } = input;
    const validity = checkValidity({ validFrom, validUntil }, "validUntil");
    if (input.pin != null && suitePin != null) throw suitePinRefusal(["input", "pin"]);
    const name = checkName(input.name ?? serialNumber ?? "", ["input", "name"]);
    await takeQuota(transaction, accountId, "tokens");
    const id = kept?.tokenId ?? action.newId();
    const factor = getFactor(asked);
    const made = await factor.make(action, id, asked);
    const created = await transaction.token.create({
      data: {
        kind,
        model,
        serialNumber,
        ...validity,
        accountId,
        id,
        name,
        ...made.columns,
        enabled: input.enabled ?? true,
        pinHash: kept?.pinHash ?? null,
        pinPosition: input.pin?.position ?? null,
        search: tokenSearch(name, serialNumber),
        createdAt: new Date(now),
        updatedAt: new Date(now),
      },
    });
    const { changes, shortSecretBytes } = made.creation;
    action.record({
      type: "TOKEN_CREATED",
      token: created,
      changes,
      params: { model, shortSecretBytes },
    });
    let token = created;
    if (input.to != null) {
      const user = await getAssignee(action, input.to, ["input", "to"]);
      await giveToken(action, created, user);
      token = { ...created, userId: user.id };
    }
    recordStillLocked(action, token);
    if (input.pin != null) recordPinSet(action, token, null, input.pin.position);
    return factor.begin(action, token, made, { issuer, enrolsLater: input.enrolLater === true });
  },
});
