import { isAllowed } from "../access/permissions.js";
import { changesBetween, type Change } from "../events/record.js";
import { Refusal, topLevelError } from "../graphql/errors.js";
import type { Outcome } from "../graphql/idempotency.js";
import { done, mutation, type Action } from "../graphql/mutation.js";
import { labelOf, openEnrolment } from "./enrol.js";
import { enrolmentSecrets } from "./enrolment-type.js";
import { SecretEncoding } from "./model-input.js";
import { modelOf } from "@tokenplane/rules/models";
import { tokenWithSecret, type TokenWithSecret } from "./payload.js";
import { reissuePlan, type ReissuePlan } from "./reissue-input.js";
import { makesSameCodes, newSecret } from "./secret.js";
import { recordStillLocked, secretInUse, stopSecret, takeIntoUse } from "./secret-in-use.js";
import { tellShort } from "./short-secret.js";
import { lockOf, type TokenRow } from "./store.js";
import { heldToken, TokenRef } from "./token-ref.js";

/** What is changed by a secret that stops at once: with it end what was counted, and a lock of it. */
function changesAtOnce(
  action: Action,
  before: TokenRow,
  after: Pick<TokenRow, "status" | "digits" | "lockReason" | "lockedUntil">,
): Change[] {
  const settings = (token: typeof after) => ({
    status: token.status,
    digits: token.digits,
    lock: lockOf(token, action.now)?.reason,
  });
  return changesBetween(settings(before), settings(after));
}

function recordReissue(
  action: Action,
  token: TokenRow,
  changes: Change[],
  sentence: string,
  more = "",
): void {
  const summary = `Token ${token.name} ${sentence}.${more}`;
  action.record({ type: "TOKEN_REISSUED", token, changes, summary });
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
  // What was given with the secret is where it began, unless it had used up more before.
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
  if (given !== null && old !== null && makesSameCodes(given, old, token.hash)) {
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
  const short = tellShort(given);
  recordReissue(
    action,
    token,
    [...changesAtOnce(action, token, renewed), ...short.changes],
    `got a new secret${lost ? ", because its device is lost" : ""}; the old one stopped`,
    short.words,
  );
  recordStillLocked(action, renewed);
  if (given !== null) return done({ tokenId: token.id, enrolment: null });
  const shown = await labelOf(action, token, issuer);
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
  recordReissue(
    action,
    token,
    goesOn
      ? changesBetween({ "enrolment.digits": token.digits }, { "enrolment.digits": digits })
      : changesAtOnce(action, token, { status: "PENDING", digits, lockReason: null, lockedUntil: null }),
    goesOn
      ? "is to get a new secret; the old one works until a first code confirms it"
      : `is to get a new secret${lost ? ", because its device is lost; the old one stopped" : ""}`,
  );
  const { enrolment, secrets } = await openEnrolment(action, token, issuer, digits);
  return done({ tokenId: token.id, enrolment: { ...enrolment } }, secrets);
}

mutation("tokenReissue", {
  description:
    "Gives a token a new secret: for a new phone or device, or because the old one is lost. The token keeps its PIN, user, links and bypasses. An app's old secret works until tokenEnrolmentConfirm confirms the new one, unless it is lost; for all other models, the new secret is in use at once. Failures and locks of the old secret end. If the token already has the given secret, nothing changes, so that an interrupted reissue can be repeated; with `lost`, this is refused. A secret that another token had, or that this token had before, continues where it was: used codes stay used, and a lock after 100 failures in a row stays.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "Which token." }),
    lost: t.boolean({
      required: true,
      description:
        "Whether the old device is lost or stolen. Then its codes are invalid at once, and an app's token is PENDING until the new secret is confirmed.",
    }),
    secret: t.string({
      description:
        "The new device's seed from the vendor, 16 to 128 bytes: only for models whose secret is given. For all others, the server generates it.",
    }),
    secretEncoding: t.field({ type: SecretEncoding, description: "How the seed is written." }),
    acceptShortSecrets: t.boolean({
      defaultValue: false,
      description:
        "Accept a seed of 10 to 15 bytes, which many older devices have. It is weaker than RFC 4226 requires (16 bytes), and the event says so.",
    }),
    counter: t.field({
      type: "Counter",
      description: "The counter of the next code, for a HOTP device that is not new; 0 by default.",
    }),
    digits: t.int({
      description:
        "Length of the new secret's codes, for Protectimus Smart: 6 or 8. By default it stays as it is.",
    }),
    issuer: t.string({
      description:
        "What the app shows as the issuer, if the server generates the secret; by default the account's name.",
    }),
  }),
  errors: ["NOT_FOUND", "NOT_SUPPORTED_BY_MODEL"],
  run: async ({ token: ref, lost, ...input }, action) => {
    const { actor } = action.context;
    if (input.secret == null && !isAllowed(actor, "tokenEnrolmentStart")) {
      throw topLevelError(
        "FORBIDDEN",
        `A key of role ${actor.role} may reissue a token only with a given secret.`,
      );
    }
    const token = await heldToken(action, ref);
    const plan = reissuePlan(token, input);
    return modelOf(token.model).enrols
      ? reissueToApp(action, token, plan, lost)
      : replaceSecret(action, token, plan, lost);
  },
  payload: tokenWithSecret,
});
