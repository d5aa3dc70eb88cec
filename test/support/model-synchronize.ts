import fc from "fast-check";
import {
  action,
  aToken,
  chosen,
  done,
  mutationStep,
  refused,
  tokenRef,
  type Step,
  type Reported,
} from "./model-action.js";
import { countFailure, openChallenge, takeChallenge, tokenObstacle, useUp } from "./model-attempts.js";
import { askOfToken } from "./model-challenges.js";
import {
  codeAt,
  deviceOf,
  hasQuestionAndTime,
  suiteOf,
  waitingDevice,
  type DeviceState,
} from "./model-codes.js";
import { drop } from "./model-enrolment.js";
import {
  ELSEWHERE,
  enrolmentNow,
  KINDS,
  tokenNamed,
  type Challenge,
  type Model,
  type Token,
  type TokenName,
} from "./model-state.js";

// Devices whose clock or counter is off are found again: by two consecutive codes, or by an answer.

/** How far the search goes: steps in both directions from now, and counts ahead. */
const FARTHEST = 1_000;

type Found = { readonly step: number; readonly drift: number } | "REPLAYED" | "WRONG_CODE";

function stepNow({ kind }: DeviceState, now: number): number | null {
  const { periodSeconds } = KINDS[kind];
  return periodSeconds === null ? null : Math.floor(now / 1_000 / periodSeconds);
}

/** All places where a device may be, in their order. @param behind counts before the expected one. */
function placesOf(device: DeviceState, now: number, behind: number): number[] {
  const current = stepNow(device, now);
  const [from, to] =
    current === null
      ? [device.used + 1 - behind, device.used + 1 + FARTHEST]
      : [current - FARTHEST, current + FARTHEST];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index).filter((step) => step >= 0);
}

/** Of places where codes fit the one nearest to where the device was expected. */
function nearest(device: DeviceState, fresh: readonly number[], now: number): number | undefined {
  const current = stepNow(device, now);
  const expected = current === null ? device.used + 1 : current + device.drift;
  return fresh.toSorted((one, other) => Math.abs(one - expected) - Math.abs(other - expected))[0];
}

/** Finds a device by two codes in a row, neither of them used; both are used up. */
function findPair(device: DeviceState, [first, second]: readonly [string, string], now: number): Found {
  const current = stepNow(device, now);
  const places = placesOf(device, now, 2).filter(
    (step) => codeAt(device, step) === first && codeAt(device, step + 1) === second,
  );
  // Of the place of the second code: it is the one that is shown now.
  const step = nearest(
    device,
    places.filter((place) => place > device.used).map((place) => (current === null ? place : place + 1)),
    now,
  );
  if (step === undefined) return places.length > 0 ? "REPLAYED" : "WRONG_CODE";
  return current === null ? { step: step + 1, drift: 0 } : { step, drift: step - current };
}

/** Finds a device by an answer. */
function findAnswer(device: DeviceState, answer: string, now: number): Found {
  const current = stepNow(device, now);
  const places = placesOf(device, now, 1).filter((step) => codeAt(device, step) === answer);
  const countsAnswers = hasQuestionAndTime(device.kind);
  const step = nearest(
    device,
    places.filter((place) => countsAnswers || place > device.used),
    now,
  );
  if (step === undefined) return places.length > 0 ? "REPLAYED" : "WRONG_CODE";
  return { step: countsAnswers ? device.used + 1 : step, drift: current === null ? 0 : step - current };
}

function failed(answer: string, reason: string, ...more: string[]): Reported {
  return { answer, events: [`TOKEN_SYNCHRONIZATION_FAILED ${reason}`, ...more] };
}

/** The refusal of a token whose codes are not looked at. */
function blocked(obstacle: string): Reported {
  const isLock = obstacle === "LOCKED" || obstacle === "FAILURE_CEILING";
  return failed(isLock ? "LOCKED" : "VALIDATION_FAILED", obstacle);
}

/** What is no code of it counts as at a check: of an app that waits for its first code, among the attempts for that. */
function countWrong(model: Model, token: Token): string[] {
  const { enrolment } = token;
  if (token.status === "ACTIVE") return countFailure(token, model.now, ELSEWHERE);
  if (enrolment !== null) {
    enrolment.attemptsLeft -= 1;
    if (enrolment.attemptsLeft === 0) drop(model, token);
  }
  return [];
}

function pairRule(model: Model, token: Token, pair: readonly [string, string]): Reported {
  const { now } = model;
  const { enrolment } = token;
  const waiting = enrolmentNow(token, now) === null ? undefined : waitingDevice(token);
  const obstacle = tokenObstacle(token, now);
  if (obstacle !== null && !(obstacle === "PENDING" && waiting !== undefined)) return blocked(obstacle);
  const inUse = token.secret === null ? undefined : deviceOf(token);
  const found = [inUse, waiting].map((device) =>
    device === undefined ? "WRONG_CODE" : findPair(device, pair, now),
  );
  const [ofToken, ofEnrolment] = found;
  if (typeof ofToken === "object") {
    useUp(token, ofToken.step, ofToken.drift, now);
    return done("TOKEN_SYNCHRONIZED");
  }
  if (typeof ofEnrolment === "object" && enrolment !== null) {
    enrolment.used = ofEnrolment.step;
    enrolment.drift = ofEnrolment.drift;
    return done("TOKEN_SYNCHRONIZED");
  }
  if (found.includes("REPLAYED")) return failed("REPLAYED", "REPLAYED");
  return failed("WRONG_CODE", "WRONG_CODE", ...countWrong(model, token));
}

function answerRule(model: Model, token: Token, challenge: Challenge | null, answer: string): Reported {
  const { now } = model;
  const obstacle = tokenObstacle(token, now);
  if (obstacle !== null) return blocked(obstacle);
  if (suiteOf(token.kind)?.pin != null && token.suitePin === null)
    return failed("VALIDATION_FAILED", "PIN_NOT_SET");
  const open = openChallenge(token, challenge, "SYNCHRONIZE", null, now);
  const device = deviceOf(token, open?.question);
  if (open === undefined || device === undefined) return failed("EXPIRED", "CHALLENGE_EXPIRED");
  const found = findAnswer(device, answer, now);
  if (found === "REPLAYED") return failed(found, found);
  if (found === "WRONG_CODE") return failed(found, found, ...countWrong(model, token));
  takeChallenge(token, open);
  useUp(token, found.step, found.drift, now);
  return done("TOKEN_SYNCHRONIZED");
}

function pairStep(model: Model, name: TokenName, pair: readonly [string, string]): Step {
  return mutationStep(
    {
      words: `${name} is synchronized with ${pair.join(" and ")}`,
      mutation: "tokenSynchronize",
      input: { token: tokenRef(model, name), otps: pair },
    },
    (after) => {
      const token = tokenNamed(after, name);
      if (token === undefined) return refused("NOT_FOUND");
      return suiteOf(token.kind) === null ? pairRule(after, token, pair) : refused("VALIDATION_FAILED");
    },
  );
}

function answerStep(model: Model, name: TokenName, challenge: Challenge, answer: string): Step {
  return mutationStep(
    {
      words: `${name} is synchronized with ${answer} to ${challenge.question}`,
      mutation: "tokenSynchronize",
      input: { token: tokenRef(model, name), challenge: challenge.id, answer },
    },
    (after) => {
      const token = tokenNamed(after, name);
      if (token === undefined) return refused("NOT_FOUND");
      return suiteOf(token.kind) === null
        ? refused("VALIDATION_FAILED")
        : answerRule(after, token, challenge, answer);
    },
  );
}

/** How far away a device is: near, and at the edges of what is looked for. */
const someDistance = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -15, max: 15 }) },
  { weight: 2, arbitrary: fc.integer({ min: -1_002, max: 1_002 }) },
  { weight: 2, arbitrary: fc.constantFrom(-1_001, -1_000, -999, 998, 999, 1_000, 1_001) },
);

const someRun = fc.record({
  choice: aToken,
  distance: someDistance,
  /** How far the second code is from the first. */
  apart: fc.constantFrom(1, 1, 1, 1, 0, 2, -1),
  /** Whether it is the device whose secret waits for its first code, if there is one. */
  next: fc.boolean(),
});

/** The code of a device so far from where it is looked for: from the time now, or from the next count. */
function distantCode(device: DeviceState, distance: number, now: number): string {
  const current = stepNow(device, now);
  const step = current === null ? device.used + 1 + Math.max(distance, -device.used - 1) : current + distance;
  return codeAt(device, Math.max(step, 0));
}

/** A device shows two codes, one after the other. */
export const synchronize = action(
  25,
  someRun,
  function* synchronizeSteps(model, { choice, distance, apart, next }) {
    const name = chosen(model, choice, (token) => suiteOf(token.kind) === null && token.status === "ACTIVE");
    const token = tokenNamed(model, name);
    const device = token && ((next ? waitingDevice(token) : undefined) ?? deviceOf(token));
    const code = (far: number) => (device === undefined ? "000000" : distantCode(device, far, model.now));
    yield pairStep(model, name, [code(distance), code(distance + apart)]);
  },
);

/** A device answers a question, wherever it is. */
export const synchronizeByAnswer = action(
  15,
  fc.record({ choice: aToken, distance: someDistance, times: fc.integer({ min: 1, max: 2 }) }),
  function* synchronizeByAnswerSteps(model, { choice, distance, times }) {
    const name = chosen(model, choice, ({ kind }) => {
      const suite = suiteOf(kind);
      return suite !== null && (suite.counter || suite.stepSeconds !== null);
    });
    yield askOfToken(model, name, "SYNCHRONIZE");
    for (let time = 0; time < times; time += 1) {
      const token = tokenNamed(model, name);
      const challenge = token?.lastAsked ?? null;
      const device = token && deviceOf(token, challenge?.question);
      if (challenge === null || device === undefined) return;
      yield answerStep(model, name, challenge, distantCode(device, distance, model.now));
    }
  },
);
