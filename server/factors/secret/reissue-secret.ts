import { getModel } from "@tokenplane/rules/models";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../../actions/action.js";
import type { Outcome } from "../../actions/idempotency.js";
import { done } from "../../actions/use-case.js";
import { type Change, changesBetween } from "../../events/record.js";
import { getLabel, openEnrolment } from "../../tokens/enrol.js";
import { enrolmentSecrets } from "../../tokens/enrolment-secrets.js";
import { recordStillLocked, secretInUse, stopSecret, takeIntoUse } from "../../tokens/secret-in-use.js";
import { makesSameCodes, newSecret } from "../../tokens/token-secret.js";
import { shortSecretChange } from "../../tokens/short-secret.js";
import { asOath, getLock, type TokenRow } from "../../tokens/token-store.js";
import type { TokenWithSecret } from "../../tokens/token-with-secret.js";
import type { ReissueInput } from "../reissue-input.js";
import { type ReissuePlan, reissuePlan } from "./reissue-input.js";

/** The changes by a secret that stops at once: with it end what was counted, and a lock of it. */
function changesAtOnce(
  action: Action,
  before: TokenRow,
  after: Pick<TokenRow, "status" | "digits" | "lockReason" | "lockedUntil">,
): Change[] {
  const settings = (token: typeof after) => ({
    status: token.status,
    digits: token.digits,
    lock: getLock(token, action.now)?.reason,
  });
  return changesBetween(settings(before), settings(after));
}

/**
 * The token has the given secret already, such as when the answer to an earlier reissue was lost. It is a success, and
 * nothing changes: not what was used of the secret, nor its drift, failures and locks.
 * @throws Refusal when the secret is lost, or when its counter would have to change.
 */
function alreadyReissued(
  token: TokenRow,
  {
    lost,
    lastStep,
    asksForCounter,
  }: { readonly lost: boolean } & Pick<ReissuePlan, "lastStep" | "asksForCounter">,
): Outcome<TokenWithSecret> {
  if (lost) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "The token already has this secret, so the lost device has it, too. Give the new device's secret.",
      ["input", "secret"],
    );
  }
  // The counter that was given with the secret is where it began, unless it had used up more before.
  if (asksForCounter && ![token.lastStep, token.givenStep].includes(BigInt(lastStep))) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "The token already has this secret, and a reissue does not change its counter. Leave counter out, or call tokenSynchronize.",
      ["input", "counter"],
    );
  }
  return done({ tokenId: token.id, enrolment: null });
}

/** A device has the new secret, or is programmed with it: it is in use at once, and the old one stops. */
async function replaceSecret(
  action: Action,
  token: TokenRow,
  { given, lastStep, asksForCounter, digits, issuer }: ReissuePlan,
  lost: boolean,
): Promise<Outcome<TokenWithSecret>> {
  const old = await secretInUse(action, token);
  if (given !== null && old !== null && makesSameCodes(given, old, asOath(token).hash)) {
    return alreadyReissued(token, { lost, lastStep, asksForCounter });
  }
  const secret = given ?? newSecret();
  // The new device must not answer the challenges of the old one.
  await action.transaction.challenge.deleteMany({
    where: { accountId: action.accountId, tokenId: token.id, answeredStep: null },
  });
  const renewed = await takeIntoUse(action, token, {
    secret,
    digits,
    lastStep,
    drift: 0,
    codeWasUsed: false,
  });
  const short = shortSecretChange(given);
  action.record({
    type: "TOKEN_REISSUED",
    token,
    changes: [...changesAtOnce(action, token, renewed), ...short.changes],
    params: { by: "SECRET", isLost: lost, isOldWorking: false, shortSecretBytes: short.shortSecretBytes },
  });
  recordStillLocked(action, renewed);
  if (given !== null) return done({ tokenId: token.id, enrolment: null });
  const shown = await getLabel(action, token, issuer);
  return done(
    { tokenId: token.id, enrolment: { expiresAt: null, attemptsLeft: null } },
    enrolmentSecrets(secret, { ...token, lastStep: BigInt(lastStep) }, shown.issuer, shown.label),
  );
}

/** An app has to show a first code of the new secret. Until then the old one works, unless its phone is lost. */
async function reissueToApp(
  action: Action,
  token: TokenRow,
  { digits, issuer }: ReissuePlan,
  lost: boolean,
): Promise<Outcome<TokenWithSecret>> {
  const goesOn = token.status === "ACTIVE" && !lost;
  if (!goesOn) await stopSecret(action, token, digits);
  action.record({
    type: "TOKEN_REISSUED",
    token,
    changes: goesOn
      ? changesBetween({ "enrolment.digits": token.digits }, { "enrolment.digits": digits })
      : changesAtOnce(action, token, { status: "PENDING", digits, lockReason: null, lockedUntil: null }),
    params: { by: "FIRST_CODE", isLost: lost, isOldWorking: goesOn, shortSecretBytes: null },
  });
  const { enrolment, secrets } = await openEnrolment(action, token, issuer, digits);
  return done({ tokenId: token.id, enrolment: { ...enrolment } }, secrets);
}

/** Gives a token a new secret: to a device at once, to an app with its first code. */
export async function reissue(
  action: Action,
  token: TokenRow,
  input: ReissueInput,
  lost: boolean,
): Promise<Outcome<TokenWithSecret>> {
  const plan = reissuePlan(token, input);
  return getModel(token.model).enrols
    ? reissueToApp(action, token, plan, lost)
    : replaceSecret(action, token, plan, lost);
}
