import { identifier, required } from "../framework/attributes.js";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import { requiresReplace } from "../framework/plan-modifiers.js";
import { defineResource } from "../framework/resource.js";
import { string } from "../framework/types.js";
import { TokenAssign, TokenUnassign, type TokenFieldsFragment } from "../client/operations.js";
import { adviceToImport, importCommand } from "../client/commands.js";
import { mutate, mutateUnlessGone, type Tokenplane } from "../client/tokenplane.js";
import { checkThere } from "./replaced.js";
import { importedToken, getWanted } from "./imported.js";

const attributes = {
  id: identifier(string, { description: "The token's id." }),
  token_id: required(string, {
    description: "The token, such as one that was imported.",
    planModifiers: [requiresReplace()],
  }),
  user_id: required(string, {
    description: "The id of its user. A token that already has another user is refused.",
    planModifiers: [requiresReplace()],
  }),
};

const errorMapping = {
  attributes: Object.keys(attributes),
  renamed: { token: "token_id", to: "user_id", user: "user_id" },
};

function getState({ id, user }: TokenFieldsFragment) {
  return user === null ? null : { id, token_id: id, user_id: user.id };
}

/** A token as it is now. */
function tokenThere({ reads }: Tokenplane, id: string): Promise<TokenFieldsFragment | null> {
  reads.forget(id);
  return reads.row("Token", id);
}

/** The server would answer that it is done. If another block gave the token, that one may take it away in the same apply. */
function existsAlready({ id, name }: TokenFieldsFragment): DiagnosticError {
  return new DiagnosticError(
    error(
      ["token_id"],
      "It exists already",
      `The token ${JSON.stringify(name)} belongs to this user already. ${adviceToImport(importCommand("tokenplane_token_user", id))}`,
    ),
  );
}

export const tokenUser = defineResource<Tokenplane>()({
  description:
    "The user of a token that is not managed as a `tokenplane_token`, such as an imported key fob. For managed tokens, use `user_id` of `tokenplane_token`.",
  attributes,
  timeouts: ["create", "delete"],
  identity: {
    attributes: { token_id: { type: string, description: "The token's id.", import: "required" } },
    of: ({ token_id }) => ({ token_id }),
  },
  async modifyPlan({ prior, plan }, { client: tokenplane }) {
    // The token is taken from its user before the next one gets it; the next user may be deleted in the same apply.
    if (prior === null || plan === null || !tokenplane.isKnown) return;
    const refused = [
      ...(plan.token_id === prior.token_id ? [] : await checkThere(tokenplane, "Token", plan.token_id)),
      ...(plan.user_id === prior.user_id ? [] : await checkThere(tokenplane, "User", plan.user_id)),
    ];
    if (refused.length > 0) throw new DiagnosticError(...refused);
  },
  async create({ plan, client: tokenplane }) {
    const found = await tokenThere(tokenplane, plan.token_id);
    if (found !== null && found.user?.id === plan.user_id) throw existsAlready(found);
    await mutate(
      tokenplane,
      TokenAssign,
      { token: { id: plan.token_id }, to: { user: { id: plan.user_id } } },
      ({ tokenAssign }) => tokenAssign,
      {
        ...errorMapping,
        own: {
          ALREADY_ASSIGNED: {
            attribute: "token_id",
            sentence: `The token belongs to another user. If another block takes it from that user in this apply, apply again. Otherwise, to move it, import the block with the current user, and apply again:${importCommand("tokenplane_token_user", plan.token_id)}`,
          },
        },
      },
    );
    return { id: plan.token_id, token_id: plan.token_id, user_id: plan.user_id };
  },
  async read({ id }, { client: { reads } }) {
    const found = await reads.row("Token", id);
    return found === null ? null : getState(found);
  },
  async delete({ token_id, user_id }, { client: tokenplane }) {
    const found = await tokenThere(tokenplane, token_id);
    // Somebody else may have got it after the plan. It is not taken from that user.
    if (found !== null && found.user?.id !== user_id) return;
    await mutateUnlessGone(
      tokenplane,
      TokenUnassign,
      { token: { id: token_id } },
      ({ tokenUnassign }) => tokenUnassign,
      errorMapping,
    );
  },
  async import(request, { client }) {
    const wanted = getWanted(request, "token_id");
    const found = await importedToken(wanted, client);
    const state = getState(found);
    if (state !== null) return state;
    throw new DiagnosticError(
      error(
        [],
        "The token has no user",
        `The token ${JSON.stringify(found.name)} has no user: there is nothing to import.`,
      ),
    );
  },
});
