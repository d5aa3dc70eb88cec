import { changesBetween } from "../events/record.js";
import { Refusal } from "../graphql/errors.js";
import { globalId } from "../graphql/global-id.js";
import { done, mutation } from "../graphql/mutation.js";
import { checkName } from "../graphql/validation.js";
import { deleteToken } from "./delete.js";
import { digitsWithSameSecret } from "./digits.js";
import { failuresOf, lockOf, tokenSearch } from "./store.js";
import { changedToken } from "./payload.js";
import { setSuitePin } from "./suite-pin.js";
import { heldToken, TokenRef } from "./token-ref.js";
import { checkValidity, validityFields, validityInWords } from "./validity.js";

mutation("tokenUpdate", {
  description:
    "Changes a token's name, its code length if the model allows it, the PIN in its answers, or its validity. An absent field keeps its value.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "Which token." }),
    name: t.string({ description: "New name: 1 to 50 characters." }),
    digits: t.int({
      description:
        "New code length, 6 to 8: for UNIVERSAL tokens, whose device must make codes of that length. An app learns it only with a new secret: see tokenReissue. For OCRA tokens the suite decides it.",
    }),
    suitePin: t.string({
      description:
        "New PIN that is part of every answer, 4 to 12 digits: for OCRA tokens whose suite has a PIN. It is never shown.",
    }),
    ...validityFields(t, "An absent field keeps its value; null means no limit."),
  }),
  errors: ["NOT_FOUND", "NOT_SUPPORTED_BY_MODEL"],
  run: async (input, action) => {
    const { transaction, accountId, now } = action;
    const before = await heldToken(action, input.token);
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
    if (changes.length === 0) return done({ tokenId: before.id });
    await transaction.token.update({
      where: { accountId_id: { accountId, id: before.id } },
      data: {
        name,
        digits,
        ...validity,
        search: tokenSearch(name, before.serialNumber),
        revision: { increment: 1 },
        updatedAt: new Date(now),
      },
    });
    action.record({
      type: "TOKEN_UPDATED",
      token: { ...before, name },
      changes,
      summary: `Token ${name} changed: ${changes.map(({ field }) => field).join(", ")}.`,
    });
    return done({ tokenId: before.id });
  },
  payload: changedToken,
});

function enabling(name: "tokenEnable" | "tokenDisable", enabled: boolean, description: string) {
  return mutation(name, {
    description,
    input: (t) => ({ token: t.field({ type: TokenRef, required: true, description: "Which token." }) }),
    errors: ["NOT_FOUND"],
    run: async (input, action) => {
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
          summary: `Token ${token.name} was ${enabled ? "enabled" : "disabled"}.`,
        });
      }
      return done({ tokenId: token.id });
    },
    payload: changedToken,
  });
}

export const tokenEnable = enabling("tokenEnable", true, "Enables a token again.");

export const tokenDisable = enabling(
  "tokenDisable",
  false,
  "Disables a token: nobody can authenticate with it until it is enabled again.",
);

mutation("tokenUnlock", {
  description:
    "Ends a lock and resets the failure count. Only an ADMIN may end a lock after 100 failures in a row.",
  input: (t) => ({ token: t.field({ type: TokenRef, required: true, description: "Which token." }) }),
  errors: ["NOT_FOUND", "LOCKED"],
  run: async (input, action) => {
    const { transaction, accountId, now, context } = action;
    const token = await heldToken(action, input.token);
    const lock = lockOf(token, now);
    const atCeiling = lock?.reason === "FAILURE_CEILING";
    if (atCeiling && context.actor.role !== "ADMIN") {
      throw new Refusal("LOCKED", "100 failures in a row locked the token: only an ADMIN may unlock it.", [
        "input",
        "token",
      ]);
    }
    if (lock === null && failuresOf(token, now) === 0) return done({ tokenId: token.id });
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
    action.record({ type: "TOKEN_UNLOCKED", token, summary: `Token ${token.name} was unlocked.` });
    return done({ tokenId: token.id });
  },
  payload: changedToken,
});

export const tokenDelete = mutation("tokenDelete", {
  description: "Deletes a token permanently, with its links. This cannot be undone; its events stay.",
  input: (t) => ({ token: t.field({ type: TokenRef, required: true, description: "Which token." }) }),
  errors: ["NOT_FOUND"],
  run: async (input, action) => {
    const token = await heldToken(action, input.token);
    await deleteToken(action, token);
    return done({ tokenId: token.id });
  },
  payload: (t) => ({
    deletedId: t.id({
      description: "Global id the token had.",
      resolve: ({ payload }) => globalId("Token", payload.tokenId),
    }),
  }),
});
