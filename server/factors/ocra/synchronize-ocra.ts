import type { Suite } from "@tokenplane/rules/ocra-suite";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../../actions/action.js";
import type { Outcome } from "../../actions/idempotency.js";
import { done } from "../../actions/use-case.js";
import { findAnswer, type FoundAnswer } from "../../otp/ocra-synchronize.js";
import type { OcraDevice } from "../../otp/ocra.js";
import { WIDEST_WINDOW } from "../../otp/windows.js";
import { tokenSecretAad } from "../../tokens/token-secret.js";
import type { TokenRow } from "../../tokens/token-store.js";
import { suitePinAad } from "../../tokens/suite.js";
import { answerChallenge, type OpenChallenge, openQuestion } from "../challenge-store.js";
import {
  beginAttempt,
  countWrong,
  needed,
  getRefusal,
  type SynchronizationRequest,
  type Synchronized,
  useUp,
} from "../synchronization.js";
import { getOcraSuite } from "./suite.js";
import { answeredQuestion } from "./verify-ocra.js";

type Place = Extract<FoundAnswer, { readonly kind: "FOUND" }>;

/** The device of an OCRA token; null when its suite requires a PIN that is not set. */
async function deviceInUse(
  { transaction, accountId, services }: Action,
  token: TokenRow,
  suite: Suite,
): Promise<Omit<OcraDevice, "answeredIn"> | null> {
  const { secrets } = services;
  const { secret, suitePin } = await transaction.token.findUniqueOrThrow({
    where: { accountId_id: { accountId, id: token.id } },
    select: { secret: true, suitePin: true },
  });
  if (secret === null || (suite.pin !== null && suitePin === null)) return null;
  return {
    suite,
    secret: secrets.decrypt(secret, tokenSecretAad(accountId, token.id)),
    pin: suitePin === null ? null : secrets.decrypt(suitePin, suitePinAad(accountId, token.id)),
    lastStep: Number(token.lastStep),
    drift: token.drift,
  };
}

function getChanges(
  { suite, lastStep, drift: before }: Omit<OcraDevice, "answeredIn">,
  { step, drift }: Place,
) {
  const counter = { field: "counter", from: `${lastStep + 1}`, to: `${step + 1}` };
  const clock = { field: "drift", from: `${before}`, to: `${drift}` };
  return [...(suite.counter ? [counter] : []), ...(drift === before ? [] : [clock])].filter(
    ({ from, to }) => from !== to,
  );
}

/** Synchronizes a held token with its answer to a challenge. */
export async function synchronize(
  action: Action,
  token: TokenRow,
  { otps, challengeId, answer }: SynchronizationRequest,
): Promise<Outcome<Synchronized>> {
  const words =
    "The token answers challenges: create one with challengeCreate and purpose SYNCHRONIZE, and give it with the answer.";
  if (otps != null) throw needed("otps", words);
  if (challengeId == null) throw needed("challenge", words);
  if (answer == null) throw needed("answer", words);
  const suite = getOcraSuite(token);
  const { transaction, accountId, now, services } = action;
  const { config } = services;
  const { about, obstacle, fail } = await beginAttempt(action, token);
  if (obstacle !== null) return fail(obstacle, getRefusal(obstacle));
  const device = await deviceInUse(action, token, suite);
  if (device === null) {
    const message = "The PIN that the token's suite requires is not set; set it with tokenUpdate.";
    return fail("PIN_NOT_SET", new Refusal("VALIDATION_FAILED", message, ["input", "token"]));
  }
  const challenge: OpenChallenge = { accountId, id: challengeId, tokenId: token.id, purpose: "SYNCHRONIZE" };
  const open = await openQuestion(transaction, challenge, now);
  const expired = () => {
    const message = "The challenge is not open; create a new one with challengeCreate.";
    return fail("CHALLENGE_EXPIRED", new Refusal("EXPIRED", message, ["input", "challenge"]));
  };
  if (open === null) return expired();
  const path = ["input", "answer"];
  if (answer === "") {
    return fail(
      "NO_PASSCODE",
      new Refusal("VALIDATION_FAILED", "Give the answer that the device shows.", path),
    );
  }
  const { question, answeredIn } = open;
  const place = findAnswer(
    { ...device, answeredIn },
    question,
    answer,
    now,
    config.totpWindow === 0 ? 0 : WIDEST_WINDOW,
  );
  if (place.kind === "FOUND") {
    // The token and its challenges are locked; this statement still ensures that a challenge is used once.
    const answered = answeredQuestion(suite, place.time);
    if (!(await answerChallenge(transaction, challenge, answered))) return expired();
    await useUp(action, token, true, place);
    const { counts, steps } = place;
    const [shift, unit] = counts === 0 ? ([steps, "STEP"] as const) : ([counts, "COUNT"] as const);
    action.record({
      type: "TOKEN_SYNCHRONIZED",
      token,
      user: about.user,
      changes: getChanges(device, place),
      params: { isOfNewSecret: false, shift, unit },
    });
    return done({ tokenId: token.id, shift });
  }
  if (place.kind === "REPLAYED") {
    const again = "The answer was used before. Create a new challenge, and let the device answer it.";
    return fail("REPLAYED", new Refusal("REPLAYED", again, path));
  }
  const wrong = "This is not the token's answer to the challenge. Check the question, and try again.";
  const refusal = fail("WRONG_CODE", new Refusal("WRONG_CODE", wrong, path));
  await countWrong(action, token, null, about);
  return refusal;
}
