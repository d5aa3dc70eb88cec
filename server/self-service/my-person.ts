import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { done, unlessRefused, useCase } from "../actions/use-case.js";
import { globalId } from "../global-id.js";
import { checkChosen, hashChosen } from "../passwords/choose.js";
import { storePassword } from "../passwords/password-store.js";
import { endSessions } from "../sessions/end.js";
import { userUpdate } from "../leaving/update-user.js";
import { findUser } from "../users/user-store.js";
import { demand, readPortalVisit, lookAhead, notify } from "./portal-visit.js";

/** The password that a user chooses. */
export interface MyPasswordSetRequest {
  readonly password: string;
}

/** Sets the user's password. Other sessions of the user end. */
export const myPasswordSet = useCase("myPasswordSet", {
  errors: ["POLICY_REFUSED"],
  endsKeys: true,
  prepare: async ({ password }: MyPasswordSetRequest, caller): Promise<string> => {
    const { user, portal } = await lookAhead(caller, (action) => demand(action, ["PASSWORD_CHANGE"], "CODE"));
    const words = [user.login, user.firstName, user.lastName, portal.account];
    await checkChosen(password, words, ["input", "password"]);
    return hashChosen(caller.services, caller.actor.accountId, password, user.id);
  },
  run: async (_input: MyPasswordSetRequest, action: Action, hash) => {
    const { transaction, accountId, now } = action;
    const visit = await demand(action, ["PASSWORD_CHANGE"], "CODE");
    const { user, sessionId, portal } = visit;
    if (hash === undefined) throw new TypeError("the password was not hashed");
    await storePassword(transaction, accountId, user.id, hash, now);
    const { resource } = portal;
    action.record({
      type: "PASSWORD_SET",
      user,
      resource,
      params: { byLink: false },
    });
    await endSessions(action, user, "PASSWORD_SET", { but: sessionId });
    await notify(action, visit, "PASSWORD_CHANGED", null);
    return done({ userId: user.id });
  },
});

/** The user's names. An absent one stays; null removes it. */
export interface MyNamesUpdateRequest {
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
}

/** Changes the user's names. */
export const myNamesUpdate = useCase("myNamesUpdate", {
  errors: ["POLICY_REFUSED"],
  run: async (names: MyNamesUpdateRequest, action: Action) => {
    const visit = await demand(action, ["NAMES_UPDATE"], "CODE");
    const { user } = visit;
    unlessRefused(await userUpdate.run({ ...names, user: { id: globalId("User", user.id) } }, action));
    const after = await findUser(action.transaction, action.accountId, { id: user.id });
    if (after?.firstName !== user.firstName || after.lastName !== user.lastName) {
      await notify(action, visit, "NAMES_CHANGED", null);
    }
    return done({ userId: user.id });
  },
});

/** The language that the user reads. */
export interface MyLanguageSetRequest {
  readonly locale: string;
}

/**
 * Keeps the user's language. Where the user has a token that works, somebody who knows no more than the password must not be able
 * to make notices hard to read: it then needs a code.
 */
export const myLanguageSet = useCase("myLanguageSet", {
  errors: ["POLICY_REFUSED"],
  run: async ({ locale }: MyLanguageSetRequest, action: Action) => {
    const { user, membership, level, connectedAt } = await readPortalVisit(action);
    if (membership.hasWorkingToken && level < 2 && connectedAt === null) {
      throw new Refusal("POLICY_REFUSED", "Your language is kept only after a code of your token.", [
        "input",
        "locale",
      ]);
    }
    unlessRefused(await userUpdate.run({ locale, user: { id: globalId("User", user.id) } }, action));
    return done({ userId: user.id });
  },
});
