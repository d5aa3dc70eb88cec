import type { Reason } from "../events/event-types.js";
import { evaluateAnswer, signInReach, usesUpQuestion } from "../otp/ocra.js";
import type { Suite } from "@tokenplane/rules/ocra-suite";
import { outOfReachAt } from "../otp/ocra-synchronize.js";
import { evaluate, type Verdict } from "../otp/windows.js";
import type { SecretBox } from "../secrets/secret-box.js";
import { deviceOf, tokenSecretAad } from "../tokens/secret.js";
import { suiteOf, suitePinAad } from "../tokens/suite.js";
import type { Snapshot } from "./snapshot.js";

/** A device that nobody has. Evaluating a code for it takes as long as for a real one. */
export interface Decoy {
  readonly secret: Uint8Array;
  readonly accountId: string;
  readonly tokenId: string;
}

/** What the evaluation of a code needs besides the code. */
export interface VerificationContext {
  readonly secrets: SecretBox;
  readonly decoy: Decoy;
  /** Tolerance for TOTP, in steps. */
  readonly window: 0 | 1;
}

/** What is stored of an answered question: the time step of the answer, and until when it is needed. */
export interface AnsweredQuestion {
  readonly step: number;
  readonly until: Date;
}

/** The result for a code, and why it was not evaluated for the token; null when it was. */
export interface CodeCheck {
  readonly verdict: Verdict;
  /** What is stored of the question when the code is used up; null when nothing is. */
  readonly answered: AnsweredQuestion | null;
  readonly obstacle: Reason | null;
}

type Secret = { readonly tokenId: string; readonly secret: Uint8Array };

/** Why an answer is not evaluated; null when it is. */
function answerObstacle(suite: Suite, snapshot: Snapshot, now: number): Reason | null {
  const { suitePin, challengeGiven, challengeEnds } = snapshot;
  if (suite.pin !== null && suitePin === null) return "PIN_NOT_SET";
  if (!challengeGiven) return "CHALLENGE_REQUIRED";
  return challengeEnds !== null && challengeEnds.getTime() > now ? null : "CHALLENGE_EXPIRED";
}

/**
 * What is stored of a question that was answered in a time step; null where only the challenge is used up.
 */
export function answeredQuestion(suite: Suite, time: number | null): AnsweredQuestion | null {
  const { stepSeconds } = suite;
  if (!usesUpQuestion(suite) || stepSeconds === null || time === null) return null;
  return { step: time, until: new Date(outOfReachAt(time, stepSeconds)) };
}

/**
 * Evaluates the answer to a challenge. Without a challenge, it evaluates the answer to a made-up question, which
 * takes as long.
 */
function verifyAnswer(
  suite: Suite,
  snapshot: Snapshot,
  { tokenId, secret }: Secret,
  answer: string,
  accountId: string,
  now: number,
  { secrets, window }: VerificationContext,
): CodeCheck {
  const { suitePin, lastStep, drift, question, questionAnsweredIn } = snapshot;
  const device = {
    suite,
    secret: secrets.decrypt(secret, tokenSecretAad(accountId, tokenId)),
    pin: suitePin === null ? Buffer.alloc(0) : secrets.decrypt(suitePin, suitePinAad(accountId, tokenId)),
    lastStep: Number(lastStep),
    drift: drift ?? 0,
    answeredIn: (questionAnsweredIn ?? []).map(Number),
  };
  const asked = question ?? "0".repeat(suite.question.length);
  const verdict = evaluateAnswer(device, asked, answer, now, signInReach(window));
  return {
    verdict,
    answered: verdict.kind === "RIGHT" ? answeredQuestion(suite, verdict.time) : null,
    obstacle: answerObstacle(suite, snapshot, now),
  };
}

/**
 * Evaluates a code with the token's secret. Without a secret, it uses a decoy, so that the response time reveals
 * nothing.
 */
export function verifyCode(
  snapshot: Snapshot,
  otp: string,
  accountId: string,
  now: number,
  context: VerificationContext,
): CodeCheck & { readonly isReal: boolean } {
  const { secrets, decoy, window } = context;
  const { tokenId, secret, digits, hash, periodSeconds, lastStep, drift } = snapshot;
  if (tokenId === null || secret === null || digits === null || hash === null || lastStep === null) {
    const device = deviceOf(
      { digits: 6, hash: "SHA1", periodSeconds: 30, lastStep: -1, drift: 0 },
      secrets.decrypt(decoy.secret, tokenSecretAad(decoy.accountId, decoy.tokenId)),
    );
    return { verdict: evaluate(device, otp, now, window), answered: null, obstacle: null, isReal: false };
  }
  const suite = suiteOf(snapshot);
  if (suite !== null) {
    const check = verifyAnswer(suite, snapshot, { tokenId, secret }, otp, accountId, now, context);
    return { ...check, isReal: true };
  }
  const device = deviceOf(
    { digits, hash, periodSeconds, lastStep: BigInt(lastStep), drift: drift ?? 0 },
    secrets.decrypt(secret, tokenSecretAad(accountId, tokenId)),
  );
  return { verdict: evaluate(device, otp, now, window), answered: null, obstacle: null, isReal: true };
}
