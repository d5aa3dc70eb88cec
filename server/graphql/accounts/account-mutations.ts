import {
  accountCreate,
  accountDisable,
  accountEnable,
  accountPlanSet,
} from "../../accounts/account-mutations.js";
import { builder } from "../builder.js";
import { loadReturned } from "../loader.js";
import { mutation } from "../mutation.js";
import { accountLoader } from "./account-loader.js";

const PlanInput = builder.inputType("PlanInput", {
  description: "A service plan.",
  fields: (t) => ({
    tokens: t.int({ required: true, description: "How many tokens there may be." }),
    users: t.int({ required: true, description: "How many users there may be." }),
    resources: t.int({ required: true, description: "How many resources there may be." }),
  }),
});

mutation(accountCreate, {
  description: "Creates an account with its plan and the key of its first administrator.",
  input: (t) => ({
    name: t.string({ required: true, description: "Its name: 1 to 50 characters." }),
    plan: t.field({ type: PlanInput, required: true, description: "How many objects it may have." }),
  }),
  payload: (t) => ({
    account: t.field({
      type: "Account",
      description: "The new account.",
      resolve: ({ payload }, _args, context) => loadReturned(accountLoader(context), payload.accountId),
    }),
    firstAdminKey: t.string({
      nullable: true,
      description: "An API key with the role ADMIN. Shown here once; null in a repeat after ten minutes.",
      resolve: ({ secrets }) => secrets?.["firstAdminKey"] ?? null,
    }),
  }),
});

mutation(accountPlanSet, {
  description: "Sets an account's service plan. It cannot be lowered below what is in use.",
  input: (t) => ({
    account: t.id({ required: true, description: "Global id of the account." }),
    plan: t.field({
      type: PlanInput,
      required: true,
      description: "How many objects it may have from now on.",
    }),
  }),
  payload: (t) => ({
    account: t.field({
      type: "Account",
      description: "The account as it is now.",
      resolve: ({ payload }, _args, context) => loadReturned(accountLoader(context), payload.accountId),
    }),
  }),
});

function enabling(useCase: typeof accountEnable, description: string): void {
  mutation(useCase, {
    description,
    input: (t) => ({ account: t.id({ required: true, description: "Global id of the account." }) }),
    payload: (t) => ({
      account: t.field({
        type: "Account",
        description: "The account as it is now.",
        resolve: ({ payload }, _args, context) => loadReturned(accountLoader(context), payload.accountId),
      }),
    }),
  });
}

enabling(accountDisable, "Disables an account: all its keys stop working.");
enabling(accountEnable, "Enables an account again.");
