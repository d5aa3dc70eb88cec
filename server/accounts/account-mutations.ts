import { Refusal } from "@tokenplane/rules/refusal";
import { createApiKey } from "../access/api-key-store.js";
import type { Action } from "../actions/action.js";
import { done, useCase } from "../actions/use-case.js";
import { checkName, checkRange } from "../actions/validation.js";
import { changesBetween } from "../events/record.js";
import { localId } from "../global-id.js";
import { type AccountRow, createAccount, findAccount, lockAccount, type Plan } from "./account-store.js";

/** A service plan: how many objects of each kind an account may have. */
export interface PlanInput {
  readonly resources: number;
  readonly tokens: number;
  readonly users: number;
}

/** The largest quota a plan can have. */
const LARGEST_QUOTA = 1_000_000_000;

function checkPlan(plan: Plan): Plan {
  for (const counted of ["tokens", "users", "resources"] as const) {
    checkRange(plan[counted], 0, LARGEST_QUOTA, ["input", "plan", counted]);
  }
  return plan;
}

/** The account that an input names, held. @throws Refusal NOT_FOUND */
async function heldTenant({ transaction }: Action, id: string): Promise<AccountRow> {
  const local = localId("Account", id);
  const account = local === null ? null : await findAccount(transaction, local);
  if (account === null || account.kind !== "TENANT") {
    throw new Refusal("NOT_FOUND", "There is no such account.", ["input", "account"]);
  }
  return lockAccount(transaction, account.id);
}

/** The account that `accountCreate` creates. */
export interface AccountCreateRequest {
  readonly name: string;
  readonly plan: PlanInput;
}

/** Creates an account with its plan and the key of its first administrator. */
export const accountCreate = useCase("accountCreate", {
  errors: [],
  run: async (input: AccountCreateRequest, action: Action) => {
    const { transaction, now } = action;
    const account = await createAccount(
      transaction,
      {
        id: action.newId(),
        name: checkName(input.name, ["input", "name"]),
        kind: "TENANT",
        plan: checkPlan(input.plan),
      },
      now,
    );
    const { secret } = await createApiKey(
      transaction,
      { accountId: account.id, id: action.newId(), name: "First administrator", role: "ADMIN" },
      now,
    );
    action.record({ type: "ACCOUNT_CREATED", params: { account: account.name } });
    return done({ accountId: account.id }, { firstAdminKey: secret });
  },
});

/** The plan that `accountPlanSet` gives to an account. */
export interface AccountPlanSetRequest {
  /** Global id. */
  readonly account: string;
  readonly plan: PlanInput;
}

/** Sets an account's service plan. */
export const accountPlanSet = useCase("accountPlanSet", {
  errors: ["NOT_FOUND", "STILL_IN_USE"],
  constraints: {
    accounts_tokens_within_plan: () => inUse("tokens"),
    accounts_users_within_plan: () => inUse("users"),
    accounts_resources_within_plan: () => inUse("resources"),
  },
  run: async (input: AccountPlanSetRequest, action: Action) => {
    const before = await heldTenant(action, input.account);
    const { tokens: planTokens, users: planUsers, resources: planResources } = checkPlan(input.plan);
    const changes = changesBetween({ ...before }, { planTokens, planUsers, planResources });
    if (changes.length === 0) return done({ accountId: before.id });
    await action.transaction.account.update({
      where: { id: before.id },
      data: { planTokens, planUsers, planResources, updatedAt: new Date(action.now) },
    });
    action.record({
      type: "ACCOUNT_PLAN_SET",
      changes,
      params: { account: before.name, tokens: planTokens, users: planUsers, resources: planResources },
    });
    return done({ accountId: before.id });
  },
});

function inUse(counted: keyof Plan): Refusal {
  return new Refusal(
    "STILL_IN_USE",
    `The account has more ${counted} than that plan allows; delete some first.`,
    ["input", "plan", counted],
  );
}

/** Which account `accountEnable` enables, or `accountDisable` disables. */
export interface AccountEnableRequest {
  /** Global id. */
  readonly account: string;
}

function enabling(
  operation: "accountEnable" | "accountDisable",
  enabled: boolean,
  type: "ACCOUNT_ENABLED" | "ACCOUNT_DISABLED",
) {
  return useCase(operation, {
    errors: ["NOT_FOUND"],
    isUrgent: true,
    endsKeys: true,
    run: async (input: AccountEnableRequest, action: Action) => {
      const account = await heldTenant(action, input.account);
      if (account.enabled !== enabled) {
        await action.transaction.account.update({
          where: { id: account.id },
          data: { enabled, updatedAt: new Date(action.now) },
        });
        action.record({ type, params: { account: account.name } });
      }
      return done({ accountId: account.id });
    },
  });
}

/** Disables an account: all its keys stop working. */
export const accountDisable = enabling("accountDisable", false, "ACCOUNT_DISABLED");

/** Enables an account again. */
export const accountEnable = enabling("accountEnable", true, "ACCOUNT_ENABLED");
