import { isAllowed } from "../access/permissions.js";
import { changesBetween } from "../events/record.js";
import { Refusal, topLevelError } from "../graphql/errors.js";
import { globalId } from "../graphql/global-id.js";
import type { Outcome } from "../graphql/idempotency.js";
import { loadTold } from "../graphql/loader.js";
import { done, mutation, type Action } from "../graphql/mutation.js";
import { checkName } from "../graphql/validation.js";
import { evaluate } from "../otp/windows.js";
import { deleteToken } from "./delete.js";
import { countWrongCode, dropEnrolment, nothingToConfirm, openEnrolment, waitingSecret } from "./enrol.js";
import { EnrolmentType } from "./enrolment-type.js";
import { modelOf } from "@tokenplane/rules/models";
import { recordStillLocked, takeIntoUse } from "./secret-in-use.js";
import { tokenLoader, type TokenRow } from "./store.js";
import { changedToken } from "./payload.js";
import { heldToken, TokenRef } from "./token-ref.js";

mutation("tokenEnrolmentStart", {
  description:
    "Creates a new secret for a token of an app that has no secret in use. A secret that was waiting for its first code becomes void.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "Which token." }),
    issuer: t.string({ description: "What the app shows as the issuer; by default the account's name." }),
  }),
  errors: ["NOT_FOUND", "NOT_SUPPORTED_BY_MODEL", "STILL_IN_USE"],
  run: async (input, action) => {
    const token = await heldToken(action, input.token);
    if (!modelOf(token.model).enrols) {
      throw new Refusal("NOT_SUPPORTED_BY_MODEL", "Only tokens of apps are enrolled with a code.", [
        "input",
        "token",
      ]);
    }
    const waiting = await waitingSecret(action, token);
    const isOpen = waiting !== null && waiting.expiresAt.getTime() > action.now;
    if (token.status !== "PENDING" && !isOpen) {
      throw new Refusal(
        "STILL_IN_USE",
        "The token is enrolled already: its secret is in use. Use tokenReissue to give it a new one.",
        ["input", "token"],
      );
    }
    const issuer = input.issuer == null ? null : checkName(input.issuer, ["input", "issuer"]);
    const digits = isOpen ? waiting.device.digits : token.digits;
    const { enrolment, secrets } = await openEnrolment(action, token, issuer, digits);
    return done({ tokenId: token.id, enrolment: { ...enrolment } }, secrets);
  },
  payload: (t) => ({
    token: t.field({
      type: "Token",
      description: "The token.",
      resolve: ({ payload }, _args, context) => loadTold(tokenLoader(context), payload.tokenId),
    }),
    enrolment: t.field({
      type: EnrolmentType,
      description: "The new secret, shown once.",
      resolve: ({ payload, secrets }) => ({ ...payload.enrolment, secrets }),
    }),
  }),
});

/** The mutation that makes a new secret in place of one that was dropped. */
function beginAgain({ status }: TokenRow): string {
  return status === "PENDING" ? "tokenEnrolmentStart" : "tokenReissue";
}

/** The refusal of a wrong first code. */
function wrongFirstCode(action: Action, token: TokenRow, left: number): Refusal {
  action.record({
    type: "TOKEN_ENROLMENT_FAILED",
    token,
    reason: "WRONG_CODE",
    summary: `A wrong code did not complete the enrolment of token ${token.name}; ${
      left === 0 ? "its secret was dropped" : `${left} attempts are left`
    }.`,
  });
  return new Refusal(
    "WRONG_CODE",
    left === 0
      ? `The code is wrong, and it was the last attempt: the new secret is void. Start again with ${beginAgain(token)}.`
      : `The code is wrong. Attempts left: ${left}.`,
    ["input", "otp"],
  );
}

/** The refusal of an empty code: it counts nothing. */
function noFirstCode(action: Action, token: TokenRow): Refusal {
  action.record({
    type: "TOKEN_ENROLMENT_FAILED",
    token,
    reason: "NO_PASSCODE",
    summary: `An empty code did not complete the enrolment of token ${token.name}.`,
  });
  return new Refusal("VALIDATION_FAILED", "Give the code that the app shows.", ["input", "otp"]);
}

/** The refusal of a code that a synchronization used up: it counts nothing. */
function usedFirstCode(action: Action, token: TokenRow): Refusal {
  action.record({
    type: "TOKEN_ENROLMENT_FAILED",
    token,
    reason: "REPLAYED",
    summary: `A used code did not complete the enrolment of token ${token.name}.`,
  });
  return new Refusal("REPLAYED", "This code was used before. Wait for the next one.", ["input", "otp"]);
}

mutation("tokenEnrolmentConfirm", {
  description:
    "Completes an enrolment with a valid code of the new secret; the code is then used up. If another secret was in use, it stops working.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "Which token." }),
    otp: t.string({ required: true, description: "The code that the app shows." }),
  }),
  errors: ["NOT_FOUND", "WRONG_CODE", "REPLAYED", "EXPIRED"],
  takesCode: true,
  run: async (input, action) => {
    const { now, context } = action;
    const { config } = context.services;
    const token = await heldToken(action, input.token);
    const waiting = await waitingSecret(action, token);
    if (waiting === null) throw nothingToConfirm();
    if (waiting.expiresAt.getTime() <= now) {
      await dropEnrolment(action, token.id);
      return new Refusal(
        "EXPIRED",
        `The time to confirm this secret is over. Start again with ${beginAgain(token)}.`,
        ["input", "token"],
      );
    }
    if (input.otp === "") return noFirstCode(action, token);
    const verdict = evaluate(waiting.device, input.otp, now, config.totpWindow === 0 ? 0 : 1);
    if (verdict.kind === "REPLAYED") return usedFirstCode(action, token);
    if (verdict.kind === "WRONG") {
      return wrongFirstCode(action, token, await countWrongCode(action, token.id, waiting));
    }
    await dropEnrolment(action, token.id);
    const { secret, device } = waiting;
    const enrolled = await takeIntoUse(action, token, {
      secret,
      digits: device.digits,
      lastStep: verdict.step,
      drift: verdict.drift,
      codeWasUsed: true,
    });
    action.record({
      type: "TOKEN_ENROLLED",
      token,
      changes: changesBetween({ ...token }, { digits: device.digits }),
      summary: `Token ${token.name} was enrolled${token.status === "ACTIVE" ? " with its new secret; the old one stopped" : ""}.`,
    });
    recordStillLocked(action, enrolled);
    return done({ tokenId: token.id });
  },
  payload: changedToken,
});

mutation("tokenEnrolmentCancel", {
  description:
    "Cancels an enrolment. A token that was never active is deleted; otherwise only the new secret is deleted.",
  input: (t) => ({ token: t.field({ type: TokenRef, required: true, description: "Which token." }) }),
  errors: ["NOT_FOUND"],
  run: async (input, action): Promise<Outcome<{ tokenId: string; deleted: boolean }>> => {
    const { transaction, accountId, now, context } = action;
    const token = await heldToken(action, input.token);
    // One that is over has dropped its secret: there is nothing to cancel, and the token stays PENDING.
    const open = await transaction.enrolment.count({
      where: { accountId, tokenId: token.id, expiresAt: { gt: new Date(now) } },
    });
    if (open === 0) throw nothingToConfirm();
    await dropEnrolment(action, token.id);
    action.record({
      type: "TOKEN_ENROLMENT_CANCELLED",
      token,
      summary: `The enrolment of token ${token.name} was cancelled.`,
    });
    const wasActive = token.lastUsedAt !== null;
    if (wasActive) return done({ tokenId: token.id, deleted: false });
    if (!isAllowed(context.actor, "tokenDelete")) {
      throw topLevelError(
        "FORBIDDEN",
        `A key of role ${context.actor.role} may not delete the token, which was never active.`,
      );
    }
    await deleteToken(action, token);
    return done({ tokenId: token.id, deleted: true });
  },
  payload: (t) => ({
    token: t.field({
      type: "Token",
      nullable: true,
      description: "The token; null when it was deleted.",
      resolve: ({ payload }, _args, context) =>
        payload.deleted ? null : loadTold(tokenLoader(context), payload.tokenId),
    }),
    deletedId: t.id({
      nullable: true,
      description: "Global id that the token had, when it was deleted.",
      resolve: ({ payload }) => (payload.deleted ? globalId("Token", payload.tokenId) : null),
    }),
  }),
});
