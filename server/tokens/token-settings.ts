import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { done, useCase } from "../actions/use-case.js";
import { checkName } from "../actions/validation.js";
import { changesBetween } from "../events/record.js";
import { digitsWithSameSecret } from "./digits.js";
import { getFailures, getLock, type TokenRow, tokenSearch } from "./token-store.js";
import { setSuitePin } from "./suite-pin.js";
import { heldToken, type TokenRefInput } from "./token-ref.js";
import { checkValidity, validityInWords } from "./validity.js";

/** The settings of a token that change. An absent field keeps its value; so does null, except for the validity. */
export interface TokenSettings {
  /** The length of the codes that the device makes. Only the model UNIVERSAL allows another one with the same secret. */
  readonly digits?: number | null | undefined;
  readonly name?: string | null | undefined;
  /** The PIN that is part of every answer, 4 to 12 digits: for OCRA tokens whose suite has a PIN. */
  readonly suitePin?: string | null | undefined;
  /** From when on it is valid; null means no limit. */
  readonly validFrom?: Date | null | undefined;
  /** From when on it is not valid any more; null means no limit. */
  readonly validUntil?: Date | null | undefined;
}

/** Changes the settings of a held token. @returns it as it is then. @throws Refusal */
export async function updateSettings(
  action: Action,
  before: TokenRow,
  input: TokenSettings,
): Promise<TokenRow> {
  const { transaction, accountId, now } = action;
  const name = input.name == null ? before.name : checkName(input.name, ["input", "name"]);
  const digits = digitsWithSameSecret(before, input.digits, ["input", "digits"]);
  if (input.suitePin != null) await setSuitePin(action, before, input.suitePin, ["input", "suitePin"]);
  const { validFrom = before.validFrom, validUntil = before.validUntil } = input;
  const given = input.validUntil == null ? "validFrom" : "validUntil";
  const validity = checkValidity({ validFrom, validUntil }, given);
  const changes = changesBetween(
    { ...before, ...validityInWords(before) },
    { name, digits, ...validityInWords(validity) },
  );
  if (changes.length === 0) return before;
  const words = tokenSearch(name, before.serialNumber);
  const after = await transaction.token.update({
    where: { accountId_id: { accountId, id: before.id } },
    data: {
      name,
      digits,
      ...validity,
      search: words,
      // With those of its user it may have had the same words before; then the database would not see that they are its own now.
      ownSearch: words,
      revision: { increment: 1 },
      updatedAt: new Date(now),
    },
  });
  action.record({
    type: "TOKEN_UPDATED",
    token: { ...before, name },
    changes,
    params: { sentTo: null },
  });
  return after;
}

/** Which token `tokenEnable` enables, or `tokenDisable` disables. */
export interface TokenEnableRequest {
  readonly token: TokenRefInput;
}

function enabling(operation: "tokenEnable" | "tokenDisable", enabled: boolean) {
  return useCase(operation, {
    errors: ["NOT_FOUND"],
    isUrgent: true,
    run: async (input: TokenEnableRequest, action: Action) => {
      const { transaction, accountId, now } = action;
      const token = await heldToken(action, input.token);
      if (token.enabled !== enabled) {
        await transaction.token.update({
          where: { accountId_id: { accountId, id: token.id } },
          data: { enabled, revision: { increment: 1 }, updatedAt: new Date(now) },
        });
        action.record({
          type: enabled ? "TOKEN_ENABLED" : "TOKEN_DISABLED",
          token,
          changes: [{ field: "enabled", from: String(!enabled), to: String(enabled) }],
          params: {},
        });
      }
      return done({ tokenId: token.id });
    },
  });
}

/** Enables a token again. */
export const tokenEnable = enabling("tokenEnable", true);

/** Disables a token: no user can authenticate with it until it is enabled again. */
export const tokenDisable = enabling("tokenDisable", false);

/** Which token `tokenUnlock` unlocks. */
export interface TokenUnlockRequest {
  readonly token: TokenRefInput;
}

/** Ends a lock and resets the failure count. */
export const tokenUnlock = useCase("tokenUnlock", {
  errors: ["NOT_FOUND", "LOCKED"],
  run: async (input: TokenUnlockRequest, action: Action) => {
    const { transaction, accountId, now, actor } = action;
    const token = await heldToken(action, input.token);
    const lock = getLock(token, now);
    const atCeiling = lock?.reason === "FAILURE_CEILING";
    if (atCeiling && actor.role !== "ADMIN") {
      throw new Refusal("LOCKED", "100 failures in a row locked the token: only an ADMIN may unlock it.", [
        "input",
        "token",
      ]);
    }
    // Requests on its phone are shown again.
    const { count: silenced } = await transaction.pushDevice.updateMany({
      where: {
        accountId,
        tokenId: token.id,
        state: "ACTIVE",
        OR: [{ unanswered: { gt: 0 } }, { silentUntil: { gt: new Date(now) } }],
      },
      data: { unanswered: 0, silentUntil: null },
    });
    if (lock === null && getFailures(token, now) === 0 && silenced === 0) return done({ tokenId: token.id });
    await transaction.token.update({
      where: { accountId_id: { accountId, id: token.id } },
      data: {
        failures: 0,
        lockReason: null,
        lockedUntil: null,
        revision: { increment: 1 },
        updatedAt: new Date(now),
        ...(atCeiling ? { consecutiveFailures: 0 } : {}),
      },
    });
    action.record({ type: "TOKEN_UNLOCKED", token, params: {} });
    return done({ tokenId: token.id });
  },
});
