import { createApiKey } from "../access/store.js";
import type { EventType } from "../events/event-types.js";
import { changesBetween } from "../events/record.js";
import { builder } from "../graphql/builder.js";
import { Refusal } from "../graphql/errors.js";
import { localId } from "../graphql/global-id.js";
import { loadTold } from "../graphql/loader.js";
import { done, mutation, type Action } from "../graphql/mutation.js";
import { checkName, checkRange } from "../graphql/validation.js";
import { accountLoader, createAccount, findAccount, type AccountRow, type Plan } from "./store.js";

/** The largest quota a plan can have. */
const LARGEST_QUOTA = 1_000_000_000;

const PlanInput = builder.inputType("PlanInput", {
  description: "A service plan.",
  fields: (t) => ({
    tokens: t.int({ required: true, description: "How many tokens there may be." }),
    users: t.int({ required: true, description: "How many users there may be." }),
    resources: t.int({ required: true, description: "How many resources there may be." }),
  }),
});

function checkPlan(plan: Plan): Plan {
  for (const counted of ["tokens", "users", "resources"] as const) {
    checkRange(plan[counted], 0, LARGEST_QUOTA, ["input", "plan", counted]);
  }
  return plan;
}

async function namedTenant(action: Action, id: string): Promise<AccountRow> {
  const local = localId("Account", id);
  const account = local === null ? null : await findAccount(action.transaction, local);
  if (account === null || account.kind !== "TENANT") {
    throw new Refusal("NOT_FOUND", "There is no such account.", ["input", "account"]);
  }
  return account;
}

mutation("accountCreate", {
  description: "Creates an account with its plan and the key of its first administrator.",
  input: (t) => ({
    name: t.string({ required: true, description: "Its name: 1 to 50 characters." }),
    plan: t.field({ type: PlanInput, required: true, description: "How many objects it may have." }),
  }),
  errors: [],
  run: async (input, action) => {
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
    action.record({ type: "ACCOUNT_CREATED", summary: `Account ${account.name} was created.` });
    return done({ accountId: account.id }, { firstAdminKey: secret });
  },
  payload: (t) => ({
    account: t.field({
      type: "Account",
      description: "The new account.",
      resolve: ({ payload }, _args, context) => loadTold(accountLoader(context), payload.accountId),
    }),
    firstAdminKey: t.string({
      nullable: true,
      description: "An API key with the role ADMIN. Shown here once; null in a repeat after ten minutes.",
      resolve: ({ secrets }) => secrets?.["firstAdminKey"] ?? null,
    }),
  }),
});

mutation("accountPlanSet", {
  description: "Sets an account's service plan. It cannot be lowered below what is in use.",
  input: (t) => ({
    account: t.id({ required: true, description: "Global id of the account." }),
    plan: t.field({
      type: PlanInput,
      required: true,
      description: "How many objects it may have from now on.",
    }),
  }),
  errors: ["NOT_FOUND", "STILL_IN_USE"],
  constraints: {
    accounts_tokens_within_plan: () => inUse("tokens"),
    accounts_users_within_plan: () => inUse("users"),
    accounts_resources_within_plan: () => inUse("resources"),
  },
  run: async (input, action) => {
    const before = await namedTenant(action, input.account);
    const { tokens: planTokens, users: planUsers, resources: planResources } = checkPlan(input.plan);
    const changes = changesBetween({ ...before }, { planTokens, planUsers, planResources });
    await action.transaction.account.update({
      where: { id: before.id },
      data: { planTokens, planUsers, planResources, updatedAt: new Date(action.now) },
    });
    action.record({
      type: "ACCOUNT_PLAN_SET",
      changes,
      summary: `The plan of ${before.name} is ${planTokens} tokens, ${planUsers} users and ${planResources} resources.`,
    });
    return done({ accountId: before.id });
  },
  payload: (t) => ({
    account: t.field({
      type: "Account",
      description: "The account as it is now.",
      resolve: ({ payload }, _args, context) => loadTold(accountLoader(context), payload.accountId),
    }),
  }),
});

function inUse(counted: keyof Plan): Refusal {
  return new Refusal(
    "STILL_IN_USE",
    `The account has more ${counted} than that plan allows; delete some first.`,
    ["input", "plan", counted],
  );
}

function enabling(
  name: "accountEnable" | "accountDisable",
  enabled: boolean,
  type: EventType,
  description: string,
): void {
  mutation(name, {
    description,
    input: (t) => ({ account: t.id({ required: true, description: "Global id of the account." }) }),
    errors: ["NOT_FOUND"],
    endsKeys: true,
    run: async (input, action) => {
      const account = await namedTenant(action, input.account);
      if (account.enabled !== enabled) {
        await action.transaction.account.update({
          where: { id: account.id },
          data: { enabled, updatedAt: new Date(action.now) },
        });
        action.record({ type, summary: `Account ${account.name} was ${enabled ? "enabled" : "disabled"}.` });
      }
      return done({ accountId: account.id });
    },
    payload: (t) => ({
      account: t.field({
        type: "Account",
        description: "The account as it is now.",
        resolve: ({ payload }, _args, context) => loadTold(accountLoader(context), payload.accountId),
      }),
    }),
  });
}

enabling("accountDisable", false, "ACCOUNT_DISABLED", "Disables an account: all its keys stop working.");
enabling("accountEnable", true, "ACCOUNT_ENABLED", "Enables an account again.");
