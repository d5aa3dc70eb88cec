import { identifier } from "../framework/attributes.js";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import { defineResource } from "../framework/resource.js";
import { string } from "../framework/types.js";
import { adviceToImport, importCommand } from "../client/commands.js";
import { Account } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";
import {
  changePolicy,
  clearPolicy,
  policyAttributes,
  getPolicy,
  rememberPolicy,
  setPolicy,
} from "./policy.js";

async function ownPolicy({ client, accountId }: Tokenplane) {
  const { account } = await client.ask(Account, {});
  if (account === null || account.bypassPolicy === null) return null;
  return { id: accountId, ...getPolicy(account.bypassPolicy) };
}

export const accountBypassPolicy = defineResource<Tokenplane>()({
  description:
    "The default bypass policy of the account: what bypass may be granted where a resource has no policy of its own. There is one for each account.",
  attributes: { id: identifier(string, { description: "The account's id." }), ...policyAttributes },
  timeouts: ["create", "update", "delete"],
  identity: {
    attributes: { id: { type: string, description: "The account's id.", import: "required" } },
    of: ({ id }) => ({ id }),
  },
  modifyPlan({ plan }, { client: tokenplane }) {
    if (tokenplane.isKnown) rememberPolicy(tokenplane, tokenplane.accountId, plan);
  },
  async create({ plan, client: tokenplane }) {
    const existing = await ownPolicy(tokenplane);
    if (existing !== null) {
      throw new DiagnosticError(
        error(
          [],
          "It exists already",
          `The account has a policy. ${adviceToImport(importCommand("tokenplane_account_bypass_policy", existing.id))}`,
        ),
      );
    }
    return { id: tokenplane.accountId, ...(await setPolicy(tokenplane, { accountDefault: true }, plan)) };
  },
  read: (_state, { client }) => ownPolicy(client),
  async update({ plan, prior, client: tokenplane }) {
    const found = await ownPolicy(tokenplane);
    return {
      id: prior.id,
      ...(await changePolicy(tokenplane, { accountDefault: true }, found, { prior, plan })),
    };
  },
  async delete(_state, { client: tokenplane }) {
    await clearPolicy(tokenplane, { accountDefault: true });
  },
  async import(request, { client: tokenplane }) {
    const id = request.by === "id" ? request.id : (request.identity.id ?? "");
    const { accountId } = tokenplane;
    if (id !== accountId && !(request.by === "id" && id === "account")) {
      throw new DiagnosticError(
        error(
          [],
          "Not this account",
          `${JSON.stringify(id)} is not the account that the key belongs to. Write ${accountId}${request.by === "id" ? ", or account" : ""}.`,
        ),
      );
    }
    const policy = await ownPolicy(tokenplane);
    if (policy !== null) return policy;
    throw new DiagnosticError(
      error(
        [],
        "No policy of its own",
        "The account has no bypass policy of its own: there is nothing to import.",
      ),
    );
  },
});
