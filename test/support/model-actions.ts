import fc from "fast-check";
import { action, done, mutationStep, type Action } from "./model-action.js";
import { check, guess, signIn, wander } from "./model-attempts.js";
import { LOGINS, PLACES, type Model } from "./model-state.js";
import { pass, passToAnEnd } from "./model-time.js";
import { create, deletion, enabling, pinRemoval, pinSetting, replace, unlock } from "./model-tokens.js";

/** Of those that are meant the first at or after the one that was drawn; or that one. */
function getFirst<Name>(names: readonly Name[], drawn: Name, isMeant: (name: Name) => boolean): Name {
  const begin = names.indexOf(drawn);
  return [...names.slice(begin), ...names.slice(0, begin)].find(isMeant) ?? drawn;
}

/** An action that disables a user or a resource of the tokens now and then, and enables it again soon. */
function getEnabling<Name extends string>(
  what: "user" | "resource",
  names: readonly Name[],
  getState: (model: Model, name: Name) => { enabled: boolean },
): Action {
  return action(
    20,
    fc.record({ drawn: fc.constantFrom(...names), enabled: fc.constantFrom(true, true, false) }),
    function* enablingSteps(model, { drawn, enabled }) {
      const name = getFirst(names, drawn, (one) => getState(model, one).enabled !== enabled);
      const ref = what === "user" ? { user: { login: name } } : { resource: { name } };
      yield mutationStep(
        {
          words: `${what} ${name} is ${enabled ? "enabled" : "disabled"}`,
          mutation: `${what}Update`,
          input: { ...ref, enabled },
        },
        (after) => {
          const state = getState(after, name);
          if (state.enabled === enabled) return done();
          state.enabled = enabled;
          return done(`${what.toUpperCase()}_UPDATED`);
        },
      );
    },
  );
}

/** The attempts of people with codes. */
export const ATTEMPTS: readonly Action[] = [signIn, check];

/** The other actions in a moment: one step each, which makes no token and lets no time pass. */
export const ACTS: readonly Action[] = [
  unlock,
  enabling,
  getEnabling("user", LOGINS, ({ users }, login) => users[login]),
  getEnabling("resource", PLACES, ({ resources }, place) => resources[place]),
  replace,
  deletion,
  pinSetting,
  pinRemoval,
];

/** Everything that may happen. A new action is one entry in one of these lists. */
export const ACTIONS: readonly Action[] = [...ATTEMPTS, ...ACTS, guess, wander, pass, passToAnEnd, create];
