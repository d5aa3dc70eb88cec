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
import { checkStep, passcodeOf, signInStep, tokenObstacle, tokenOf, type Subject } from "./model-attempts.js";
import { someCode, suiteOf } from "./model-codes.js";
import { somePin } from "./model-pins.js";
import { replaceStep } from "./model-reissue.js";
import { linkedPlace, subjectOf } from "./model-sign-ins.js";
import {
  PLACES,
  tokenNamed,
  type Challenge,
  type Model,
  type Place,
  type Token,
  type TokenName,
} from "./model-state.js";

// Challenges: a question, and the answer to it.

/** How long a challenge is open, in milliseconds. */
const CHALLENGE_TTL_MS = 5 * 60_000;

/** How many open challenges a token has at most. */
const MAX_OPEN = 3;

interface Asked {
  readonly challenge: { readonly id: string; readonly question: string };
}

/** Stores a real challenge of a token. One too many replaces the one that expires first. */
function keep(token: Token, challenge: Challenge): void {
  token.lastAsked = challenge;
  const [first, ...others] = token.challenges.toSorted((one, other) => one.expiresAt - other.expiresAt);
  token.challenges = token.challenges.length < MAX_OPEN || first === undefined ? token.challenges : others;
  token.challenges.push(challenge);
}

/** Why the challenge for a sign-in is a decoy; null when it is real, or when the subject needs none. */
function signInRule(
  model: Model,
  subject: Subject,
  place: Place,
  { challenge: { id, question } }: Asked,
): Reported {
  const token = tokenOf(model, subject, place);
  const suite = typeof token === "string" ? null : suiteOf(token.kind);
  const reason = !model.resources[place].enabled
    ? "RESOURCE_DISABLED"
    : typeof token === "string"
      ? token
      : token.user !== null && !model.users[token.user].enabled
        ? "USER_DISABLED"
        : (tokenObstacle(token, model.now) ??
          (suite?.pin != null && token.suitePin === null ? "PIN_NOT_SET" : null));
  const challenge = {
    id,
    question,
    purpose: "SIGN_IN",
    place,
    expiresAt: model.now + CHALLENGE_TTL_MS,
  } as const;
  if (typeof token !== "string") {
    if (suite !== null && reason === null) keep(token, challenge);
    else token.lastAsked = challenge;
  }
  return { answer: "asked", events: [`CHALLENGE_CREATED${reason === null ? "" : ` ${reason}`}`] };
}

/** A challenge for a sign-in. */
function askToSignIn(model: Model, subject: Subject, place: Place): Step {
  const who = "user" in subject ? subject.user : `somebody with ${subject.token}`;
  return mutationStep<Asked>(
    {
      words: `${who} asks for a question at ${place}`,
      mutation: "challengeCreate",
      input: {
        purpose: "SIGN_IN",
        resource: { name: place },
        subject:
          "user" in subject ? { user: { login: subject.user } } : { token: tokenRef(model, subject.token) },
      },
      selection: "challenge { id question }",
      answerOf: () => "asked",
    },
    (after, payload) => (payload === null ? refused("none") : signInRule(after, subject, place, payload)),
  );
}

/** A challenge for a check or a synchronization of a token. */
export function askOfToken(model: Model, name: TokenName, purpose: "CHECK" | "SYNCHRONIZE"): Step {
  return mutationStep<Asked>(
    {
      words: `${name} is asked a question, to ${purpose}`,
      mutation: "challengeCreate",
      input: { purpose, subject: { token: tokenRef(model, name) } },
      selection: "challenge { id question }",
    },
    (after, payload) => {
      const token = tokenNamed(after, name);
      if (token === undefined) return refused("NOT_FOUND");
      const suite = suiteOf(token.kind);
      if (suite === null) return refused("NOT_SUPPORTED_BY_MODEL");
      if (purpose === "SYNCHRONIZE" && !suite.counter && suite.stepSeconds === null) {
        return refused("NOT_SUPPORTED_BY_MODEL");
      }
      const { id = "", question = "" } = payload?.challenge ?? {};
      keep(token, { id, question, purpose, place: null, expiresAt: after.now + CHALLENGE_TTL_MS });
      return done("CHALLENGE_CREATED");
    },
  );
}

/** A challenge, and the answer of the device: once, or several times. */
export const answer = action(
  80,
  fc.record({
    choice: aToken,
    byUser: fc.boolean(),
    place: fc.constantFrom(...PLACES),
    purpose: fc.constantFrom("SIGN_IN", "SIGN_IN", "CHECK"),
    /** With the maximum of open challenges, the first is still open; with one more it is not. */
    questions: fc.constantFrom(1, 1, 1, MAX_OPEN, MAX_OPEN + 1),
    first: fc.boolean(),
    /** Whether another device takes its place after the question. */
    replaced: fc.constantFrom(true, false, false, false, false),
    answers: fc.array(fc.record({ code: someCode, pin: somePin }), { minLength: 1, maxLength: 3 }),
  }),
  function* answerSteps(model, { choice, byUser, place, purpose, questions, first, replaced, answers }) {
    const name = chosen(
      model,
      choice,
      (token) =>
        suiteOf(token.kind) !== null && (purpose === "CHECK" || tokenObstacle(token, model.now) === null),
    );
    const where = linkedPlace(model, name, place);
    const subject = subjectOf(model, name, byUser);
    const asked: Challenge[] = [];
    for (let question = 0; question < questions; question += 1) {
      yield purpose === "CHECK" ? askOfToken(model, name, purpose) : askToSignIn(model, subject, where);
      const { lastAsked = null } = tokenNamed(model, name) ?? {};
      if (lastAsked !== null) asked.push(lastAsked);
    }
    const challenge = asked.at(first ? 0 : -1) ?? null;
    if (replaced) yield replaceStep(model, name, { lost: true, by: "helpdesk", whose: "nobody's" });
    for (const { code, pin } of answers) {
      const passcode = passcodeOf(model, name, code, { pin, challenge });
      yield purpose === "CHECK"
        ? checkStep(model, name, passcode, challenge)
        : signInStep(model, subject, where, passcode, "10.0.0.252", challenge);
    }
  },
);

/** A challenge without an answer. */
export const ask = action(
  15,
  fc.record({ choice: aToken, byUser: fc.boolean(), place: fc.constantFrom(...PLACES) }),
  function* askSteps(model, { choice, byUser, place }) {
    const name = chosen(model, choice);
    yield askToSignIn(model, subjectOf(model, name, byUser), place);
  },
);
