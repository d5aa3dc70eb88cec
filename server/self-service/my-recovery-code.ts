import type { Action } from "../actions/action.js";
import { done, useCase } from "../actions/use-case.js";
import { inTransaction } from "../database/transaction.js";
import { hashRecoveryCode } from "../recovery-codes/check.js";
import { newRecoveryCode } from "../recovery-codes/code.js";
import { storeRecoveryCode } from "../recovery-codes/recovery-code-store.js";
import { demand, lookAhead, notify } from "./portal-visit.js";
import { getPortal } from "./portal.js";

/** A recovery code before it is stored. */
interface NewRecoveryCode {
  readonly code: string;
  readonly hash: string;
}

/** Makes a recovery code for the user, in the place of the one before. It is shown once. */
export const myRecoveryCodeCreate = useCase("myRecoveryCodeCreate", {
  errors: ["POLICY_REFUSED"],
  prepare: async (_request: object, caller): Promise<NewRecoveryCode> => {
    const { user } = await lookAhead(caller, (action) => demand(action, ["RECOVERY_CODE"], "ANY_CODE"));
    const code = newRecoveryCode();
    return { code, hash: await hashRecoveryCode(caller.services, caller.actor.accountId, user.id, code) };
  },
  run: async (_request: object, action: Action, made) => {
    const { transaction, accountId, actor } = action;
    // A portal that is closed meanwhile, or allows no codes any more, leaves none behind.
    if (actor.resourceId !== null) {
      await getPortal(inTransaction(transaction), accountId, actor.resourceId, "STAYS_OPEN");
    }
    const visit = await demand(action, ["RECOVERY_CODE"], "ANY_CODE");
    const { user, portal } = visit;
    if (made === undefined) throw new TypeError("the recovery code was not hashed");
    await storeRecoveryCode(action, user.id, portal.resource.id, made.hash);
    action.record({
      type: "RECOVERY_CODE_CREATED",
      user,
      resource: portal.resource,
      params: {},
    });
    await notify(action, visit, "RECOVERY_CODE_CREATED", null);
    return done({ userId: user.id }, { code: made.code });
  },
});
