import fc from "fast-check";
import {
  action,
  aToken,
  chosen,
  done,
  mutationStep,
  refused,
  tokenRef,
  tokenStep,
  type Step,
  type Reported,
} from "./model-action.js";
import { endBypasses } from "./model-bypass.js";
import { leave, leaveWaiting } from "./model-memory.js";
import {
  KINDS,
  LOGINS,
  PLACES,
  tokenAt,
  tokenNamed,
  type Login,
  type Model,
  type Place,
  type Token,
  type TokenName,
} from "./model-state.js";

// Which user has which token, and where it works.

const someUser = fc.constantFrom(...LOGINS);
const somePlace = fc.constantFrom(...PLACES);

/**
 * A token is taken from its user: its bypasses end, and its PINs and challenges are removed; the secret of an app is
 * deleted, so that the old phone's codes are invalid. Its links stay.
 * @returns the events.
 */
export function release(model: Model, token: Token): string[] {
  const events = [
    ...endBypasses(token, model.now),
    ...(token.pin === null ? [] : ["TOKEN_PIN_REMOVED"]),
    ...(token.suitePin === null ? [] : ["TOKEN_PIN_REMOVED"]),
    "TOKEN_UNASSIGNED",
  ];
  token.user = null;
  token.pin = null;
  token.suitePin = null;
  token.challenges = [];
  if (!KINDS[token.kind].isApp) return events;
  const secrets = [token.enrolment?.secret, token.secret].flatMap((secret) => secret ?? []);
  token.formerSecrets.unshift(...secrets);
  leave(model, token);
  leaveWaiting(model, token.kind, token.enrolment);
  token.status = "PENDING";
  token.secret = null;
  token.enrolment = null;
  token.used = -1;
  token.drift = 0;
  return events;
}

/** @param from the user that the input names as the owner; null when it names none. */
function assignRule(token: Token, model: Model, to: Login, from: Login | null): Reported {
  const holder = token.user;
  if (from !== null && !model.users[from].exists) return refused("NOT_FOUND");
  if (from !== null && from !== holder) return refused("VALIDATION_FAILED");
  if (!model.users[to].exists) return refused("NOT_FOUND");
  if (holder === to) return done();
  if (holder !== null && from === null) return refused("ALREADY_ASSIGNED");
  if (token.links.some((place) => tokenAt(model, to, place) !== undefined)) {
    return refused("USER_HAS_TOKEN_AT_RESOURCE");
  }
  const released = holder === null ? [] : release(model, token);
  token.user = to;
  return done(...released, "TOKEN_ASSIGNED");
}

/** Gives a token to a user, or moves it. */
export const assign = action(
  40,
  fc.record({
    choice: aToken,
    to: someUser,
    /** Mostly the current user. */
    from: fc.oneof(
      { weight: 3, arbitrary: fc.constant("holder" as const) },
      { weight: 1, arbitrary: fc.constantFrom(null, ...LOGINS) },
    ),
  }),
  function* assignSteps(model, { choice, to, from }) {
    const name = chosen(model, choice);
    const saidHolder = from === "holder" ? (tokenNamed(model, name)?.user ?? null) : from;
    yield tokenStep(
      model,
      name,
      {
        words: `${name} is given to ${to}${saidHolder === null ? "" : `, from ${saidHolder}`}`,
        mutation: "tokenAssign",
        input: {
          to: { user: { login: to } },
          ...(saidHolder === null ? {} : { from: { login: saidHolder } }),
        },
      },
      (token, after) => assignRule(token, after, to, saidHolder),
    );
  },
);

export const unassign = action(10, aToken, function* unassignSteps(model, choice) {
  const name = chosen(model, choice);
  const words = `${name} is taken from its user`;
  yield tokenStep(model, name, { words, mutation: "tokenUnassign" }, (token, after) => {
    if (token.user === null) return done();
    return done(...release(after, token));
  });
});

/** Links a token to a resource. */
export function linkStep(model: Model, name: TokenName, place: Place): Step {
  return tokenStep(
    model,
    name,
    {
      words: `${name} is linked to ${place}`,
      mutation: "assignmentCreate",
      input: { to: { resource: { name: place } } },
    },
    (token, after) => {
      if (token.links.includes(place)) return refused("ALREADY_EXISTS");
      if (token.user !== null && tokenAt(after, token.user, place) !== undefined) {
        return refused("USER_HAS_TOKEN_AT_RESOURCE");
      }
      token.links.push(place);
      return done("TOKEN_LINKED");
    },
  );
}

export const link = action(
  20,
  fc.record({ choice: aToken, place: somePlace }),
  function* linkSteps(model, { choice, place }) {
    yield linkStep(
      model,
      chosen(model, choice, ({ links }) => !links.includes(place)),
      place,
    );
  },
);

export const unlink = action(
  10,
  fc.record({ choice: aToken, place: somePlace }),
  function* unlinkSteps(model, { choice, place }) {
    const name = chosen(model, choice, ({ links }) => links.includes(place));
    yield mutationStep(
      {
        words: `${name} is unlinked from ${place}`,
        mutation: "assignmentDelete",
        input: { assignment: { link: { token: tokenRef(model, name), resource: { name: place } } } },
      },
      (after) => {
        const token = tokenNamed(after, name);
        if (token?.links.includes(place) !== true) return refused("NOT_FOUND");
        token.links = token.links.filter((other) => other !== place);
        const ended = endBypasses(token, after.now, (bypass) => bypass.place === place);
        return done(...ended, "TOKEN_UNLINKED");
      },
    );
  },
);
