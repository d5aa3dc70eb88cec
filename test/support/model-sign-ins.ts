import fc from "fast-check";
import { action, aToken, chosen, mostly } from "./model-action.js";
import { checkStep, passcodeOf, signInStep, tokenObstacle, type Subject } from "./model-attempts.js";
import { someCode } from "./model-codes.js";
import { somePin } from "./model-pins.js";
import {
  KINDS,
  PLACES,
  tokenNamed,
  type Challenge,
  type Model,
  type Place,
  type Token,
  type TokenName,
} from "./model-state.js";
import { passStep } from "./model-time.js";

// Attempts with a code, alone and in rows.

/** Where an attempt comes from: mostly from inside. Two that are alike are rare, so that events tell them apart. */
const someAddress = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 250 }).map((host) => `10.0.0.${host}`) },
  { weight: 1, arbitrary: fc.constantFrom("192.0.2.7", null) },
);

const somePlace = fc.constantFrom(...PLACES);

/** Whether there is something to sign in with. */
function worksFor(model: Model): (token: Token) => boolean {
  return (token) => token.user !== null && token.links.length > 0 && tokenObstacle(token, model.now) === null;
}

/** One of the resources that a token is linked to; the one that was drawn, when there is none. */
export function linkedPlace(model: Model, name: TokenName, drawn: Place): Place {
  const links = tokenNamed(model, name)?.links ?? [];
  return links[PLACES.indexOf(drawn) % links.length] ?? drawn;
}

/** Who signs in with a token: its user by name, or whoever has it. */
export function subjectOf(model: Model, name: TokenName, byUser: boolean): Subject {
  return byUser ? { user: tokenNamed(model, name)?.user ?? "mallory" } : { token: name };
}

/** Which challenge is answered: one that waits for it, or the last one, which may be used up, over or of elsewhere. */
const someChallenge = fc.constantFrom("open", "open", "open", "last", "none");

function challengeOf(model: Model, name: TokenName, which: "open" | "last" | "none"): Challenge | null {
  const { challenges = [], lastAsked = null } = tokenNamed(model, name) ?? {};
  if (which === "none") return null;
  return (which === "open" ? challenges.at(-1) : undefined) ?? lastAsked;
}

export const signIn = action(
  140,
  fc.record({
    token: aToken,
    byUser: fc.boolean(),
    place: somePlace,
    linked: mostly,
    code: someCode,
    pin: somePin,
    which: someChallenge,
    address: someAddress,
  }),
  function* signInSteps(model, { token, byUser, place, linked, code, pin, which, address }) {
    const name = chosen(model, token, worksFor(model));
    const challenge = challengeOf(model, name, which);
    const where = linked ? (challenge?.place ?? linkedPlace(model, name, place)) : place;
    const passcode = passcodeOf(model, name, code, { pin, challenge });
    yield signInStep(model, subjectOf(model, name, byUser), where, passcode, address, challenge);
  },
);

export const check = action(
  40,
  fc.record({ token: aToken, code: someCode, pin: somePin, which: someChallenge }),
  function* checkSteps(model, { token, code, pin, which }) {
    const name = chosen(model, token);
    const challenge = challengeOf(model, name, which);
    yield checkStep(model, name, passcodeOf(model, name, code, { pin, challenge }), challenge);
  },
);

/** Wrong codes until the token is locked. */
export const guess = action(
  20,
  fc.record({ choice: aToken, byUser: fc.boolean(), place: somePlace }),
  function* guessSteps(model, { choice, byUser, place }) {
    const name = chosen(model, choice, worksFor(model));
    const where = linkedPlace(model, name, place);
    for (let attempt = 0; attempt < model.resources[where].limits.limit; attempt += 1) {
      const token = tokenNamed(model, name);
      if (token === undefined || !worksFor(model)(token)) return;
      const passcode = passcodeOf(model, name, { typed: "wrong" });
      yield signInStep(model, subjectOf(model, name, byUser), where, passcode, "10.0.0.251");
    }
  },
);

/** A device whose clock wanders: one success after the other, each a step further from what was expected. */
export const wander = action(
  10,
  fc.record({
    choice: aToken,
    direction: fc.constantFrom(-1, 1),
    times: fc.integer({ min: 2, max: 12 }),
  }),
  function* wanderSteps(model, { choice, direction, times }) {
    const name = chosen(model, choice, ({ kind }) => {
      const { periodSeconds, suite } = KINDS[kind];
      return periodSeconds !== null && suite === null;
    });
    for (let time = 0; time < times; time += 1) {
      const token = tokenNamed(model, name);
      if (token === undefined || tokenObstacle(token, model.now) !== null) return;
      const { periodSeconds } = KINDS[token.kind];
      if (periodSeconds === null) return;
      yield passStep(2 * periodSeconds);
      yield checkStep(model, name, passcodeOf(model, name, { steps: direction }));
    }
  },
);
