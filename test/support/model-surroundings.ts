import fc from "fast-check";
import { action, done, mostly, mutationStep, refused } from "./model-action.js";
import { release } from "./model-assignments.js";
import { LOGINS, PLACES, type Login, type Model } from "./model-state.js";

// What is around the tokens: users and resources.

const someUser = fc.constantFrom(...LOGINS);
const somePlace = fc.constantFrom(...PLACES);

/** Things are disabled now and then, and enabled again soon. */
const someEnabled = fc.constantFrom(true, true, false);

/** Of those that are meant the first at or after the one that was drawn; or that one. */
function firstOf<Name>(names: readonly Name[], drawn: Name, isMeant: (name: Name) => boolean): Name {
  const begin = names.indexOf(drawn);
  return [...names.slice(begin), ...names.slice(0, begin)].find(isMeant) ?? drawn;
}

export const userEnabling = action(
  20,
  fc.record({ drawn: someUser, enabled: someEnabled }),
  function* userEnablingSteps(model, { drawn, enabled }) {
    const login = firstOf(LOGINS, drawn, (name) => model.users[name].enabled !== enabled);
    yield mutationStep(
      {
        words: `user ${login} is ${enabled ? "enabled" : "disabled"}`,
        mutation: "userUpdate",
        input: { user: { login }, enabled },
      },
      ({ users }) => {
        if (!users[login].exists) return refused("NOT_FOUND");
        if (users[login].enabled === enabled) return done();
        users[login].enabled = enabled;
        return done("USER_UPDATED");
      },
    );
  },
);

function deletionRule(model: Model, login: Login, releaseTokens: boolean) {
  const user = model.users[login];
  const tokens = model.tokens.filter((token) => token.user === login);
  if (!user.exists) return refused("NOT_FOUND");
  if (tokens.length > 0 && !releaseTokens) return refused("STILL_IN_USE");
  const released = tokens.flatMap((token) => release(model, token));
  user.exists = false;
  return done(...released, "USER_DELETED");
}

export const userDeletion = action(
  5,
  fc.record({ login: someUser, releaseTokens: mostly }),
  function* userDeletionSteps(_model, { login, releaseTokens }) {
    yield mutationStep(
      {
        words: `user ${login} is deleted${releaseTokens ? " and leaves all tokens" : ""}`,
        mutation: "userDelete",
        input: { user: { login }, releaseTokens },
      },
      (after) => deletionRule(after, login, releaseTokens),
    );
  },
);

export const userCreation = action(10, someUser, function* userCreationSteps(model, drawn) {
  const login = firstOf(LOGINS, drawn, (name) => !model.users[name].exists);
  yield mutationStep(
    { words: `user ${login} is created`, mutation: "userCreate", input: { login } },
    ({ users }) => {
      if (users[login].exists) return refused("ALREADY_EXISTS");
      users[login] = { exists: true, enabled: true };
      return done("USER_CREATED");
    },
  );
});

export const resourceEnabling = action(
  20,
  fc.record({ drawn: somePlace, enabled: someEnabled }),
  function* resourceEnablingSteps(model, { drawn, enabled }) {
    const place = firstOf(PLACES, drawn, (name) => model.resources[name].enabled !== enabled);
    yield mutationStep(
      {
        words: `${place} is ${enabled ? "enabled" : "disabled"}`,
        mutation: "resourceUpdate",
        input: { resource: { name: place }, enabled },
      },
      ({ resources }) => {
        if (resources[place].enabled === enabled) return done();
        resources[place].enabled = enabled;
        return done("RESOURCE_UPDATED");
      },
    );
  },
);

export const limiting = action(
  10,
  fc.record({
    place: somePlace,
    limit: fc.integer({ min: 3, max: 6 }),
    lockMinutes: fc.constantFrom(0, 1, 7),
  }),
  function* limitingSteps(_model, { place, limit, lockMinutes }) {
    yield mutationStep(
      {
        words: `${limit} wrong codes lock at ${place} from now on, for ${lockMinutes} minutes`,
        mutation: "resourceUpdate",
        input: { resource: { name: place }, failedAttemptsBeforeLock: limit, lockMinutes },
      },
      ({ resources }) => {
        const { limits } = resources[place];
        if (limits.limit === limit && limits.lockMinutes === lockMinutes) return done();
        resources[place].limits = { limit, lockMinutes };
        return done("RESOURCE_UPDATED");
      },
    );
  },
);
