import type { Reason } from "../events/event-types.js";
import { evaluateAnswer, signInReach, usesUpQuestion } from "../otp/ocra.js";
import type { Suite } from "@tokenplane/rules/ocra-suite";
import { outOfReachAt } from "../otp/ocra-synchronize.js";
import { evaluate, type Verdict } from "../otp/windows.js";
import type { SecretBox } from "../secrets/secret-box.js";
import { deviceOf, placeOfTokenSecret } from "../tokens/secret.js";
import { placeOfSuitePin, suiteOf } from "../tokens/suite.js";
import type { Snapshot } from "./snapshot.js";

/** A device that nobody has: looking at its code takes as long as looking at a real one's. */
export interface Decoy {
  readonly secret: Uint8Array;
  readonly accountId: string;
  readonly tokenId: string;
}

/** What evaluating a code takes besides the code. */
export interface Means {
  readonly secrets: SecretBox;
  readonly decoy: Decoy;
  /** Steps of tolerance for TOTP. */
  readonly window: 0 | 1;
}

/** What is kept of an answered question: the time step of the answer, and until when it matters. */
export interface AnsweredQuestion {
  readonly step: number;
  readonly until: Date;
}

/** What a code is worth, and what stands against looking at it at all; null when nothing does. */
export interface Look {
  readonly verdict: Verdict;
  /** What is to be kept of the question when the code is used up; null when nothing is. */
  readonly answered: AnsweredQuestion | null;
  readonly obstacle: Reason | null;
}

type Secret = { readonly tokenId: string; readonly secret: Uint8Array };

/** What stands against looking at an answer; null when nothing does. */
function answerObstacle(suite: Suite, snapshot: Snapshot, now: number): Reason | null {
  const { suitePin, challengeGiven, challengeEnds } = snapshot;
  if (suite.pin !== null && suitePin === null) return "PIN_NOT_SET";
  if (!challengeGiven) return "CHALLENGE_REQUIRED";
  return challengeEnds !== null && challengeEnds.getTime() > now ? null : "CHALLENGE_EXPIRED";
}

/** What is kept of a question that was answered in a time step; null where its challenge is all that is used up. */
export function answeredQuestion(suite: Suite, time: number | null): AnsweredQuestion | null {
  const { stepSeconds } = suite;
  if (!usesUpQuestion(suite) || stepSeconds === null || time === null) return null;
  return { step: time, until: new Date(outOfReachAt(time, stepSeconds)) };
}

/** Looks at the answer to a challenge; without one at the answer to a question that nobody asked. */
function lookAtAnswer(
  suite: Suite,
  snapshot: Snapshot,
  { tokenId, secret }: Secret,
  answer: string,
  accountId: string,
  now: number,
  { secrets, window }: Means,
): Look {
  const { suitePin, lastStep, drift, question, questionAnsweredIn } = snapshot;
  const device = {
    suite,
    secret: secrets.decipher(secret, placeOfTokenSecret(accountId, tokenId)),
    pin:
      suitePin === null ? Buffer.alloc(0) : secrets.decipher(suitePin, placeOfSuitePin(accountId, tokenId)),
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
 * Looks at a code: with the token's secret, or with a decoy when it has none, so that the time it takes tells
 * nothing.
 */
export function lookAtCode(
  snapshot: Snapshot,
  otp: string,
  accountId: string,
  now: number,
  means: Means,
): Look & { readonly isReal: boolean } {
  const { secrets, decoy, window } = means;
  const { tokenId, secret, digits, hash, periodSeconds, lastStep, drift } = snapshot;
  if (tokenId === null || secret === null || digits === null || hash === null || lastStep === null) {
    const device = deviceOf(
      { digits: 6, hash: "SHA1", periodSeconds: 30, lastStep: -1, drift: 0 },
      secrets.decipher(decoy.secret, placeOfTokenSecret(decoy.accountId, decoy.tokenId)),
    );
    return { verdict: evaluate(device, otp, now, window), answered: null, obstacle: null, isReal: false };
  }
  const suite = suiteOf(snapshot);
  if (suite !== null) {
    const look = lookAtAnswer(suite, snapshot, { tokenId, secret }, otp, accountId, now, means);
    return { ...look, isReal: true };
  }
  const device = deviceOf(
    { digits, hash, periodSeconds, lastStep: BigInt(lastStep), drift: drift ?? 0 },
    secrets.decipher(secret, placeOfTokenSecret(accountId, tokenId)),
  );
  return { verdict: evaluate(device, otp, now, window), answered: null, obstacle: null, isReal: true };
}
