import { identifier, required } from "../framework/attributes.js";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import type { ResourceContext } from "../framework/context.js";
import { defineResource } from "../framework/resource.js";
import { nullable, string } from "../framework/types.js";
import { UNKNOWN } from "../plugin/cty/value.js";
import {
  AssignmentBy,
  AssignmentCreate,
  AssignmentDelete,
  type AssignmentFieldsFragment,
} from "../client/operations.js";
import { importCommand } from "../client/commands.js";
import { isRefusal, refusalError } from "../client/refusal.js";
import { mutateUnlessGone, toTheEnd, type Tokenplane } from "../client/tokenplane.js";
import { importedResource, importedToken, importedUser, type Wanted } from "./imported.js";

export const assignmentAttributes = {
  id: identifier(string, {
    description: "The assignment's id. It changes with the token or the resource.",
  }),
  resource_id: required(string, { description: "Where the token works." }),
  token_id: required(string, { description: "The token." }),
  user_id: required(nullable(string), {
    description:
      "The user who signs in there with it: the token's user. A token without a user keeps its assignments; then a plan shows that the user is missing.",
  }),
};

const NOT_THIS_USERS = {
  attribute: "user_id",
  sentence:
    "The token does not belong to this user. Give it to the user first: by user_id of tokenplane_token, or by tokenplane_token_user.",
};

const errorMapping = {
  attributes: Object.keys(assignmentAttributes),
  renamed: { token: "token_id", to: "resource_id", resource: "resource_id", user: "user_id" },
  own: { VALIDATION_FAILED: NOT_THIS_USERS },
};

/** Null while one of its ends is being deleted. Its user is null while the token has no user. */
export function assignmentState({ id, resource, token, user }: AssignmentFieldsFragment) {
  if (resource === null || token === null) return null;
  return { id, resource_id: resource.id, token_id: token.id, user_id: user?.id ?? null };
}

/** The objects that an assignment links. */
interface Ends {
  readonly resource_id: string;
  readonly token_id: string;
}

/** The configured attributes of an assignment. */
interface Declared extends Ends {
  readonly user_id: string | null;
}

/** An assignment that exists. */
interface Existing extends Declared {
  readonly id: string;
}

function notThisUsers(): DiagnosticError {
  return new DiagnosticError(
    error([NOT_THIS_USERS.attribute], "The server refused a value", NOT_THIS_USERS.sentence),
  );
}

/**
 * Asks for a link of a token.
 * @param replaces the id of the assignment that it replaces in the same step.
 * @returns the assignment; the refusal if the token is linked there already, or if what it replaces is gone.
 */
async function ask(tokenplane: Tokenplane, { resource_id, token_id, user_id }: Declared, replaces?: string) {
  const input = {
    token: { id: token_id },
    to: { resource: { id: resource_id } },
    ...(user_id === null ? {} : { user: { id: user_id } }),
    ...(replaces === undefined ? {} : { replaces: { id: replaces } }),
  };
  const { assignmentCreate: answer } = await tokenplane.client.change(AssignmentCreate, input);
  if (answer === null) throw new TypeError(`${AssignmentCreate.name} was not answered`);
  if (isRefusal(answer)) {
    const refused = refusalError(answer, input, {
      ...errorMapping,
      importCommand: importCommand("tokenplane_assignment", `${resource_id}/${user_id ?? ""}/${token_id}`),
    });
    const isGone = answer.code === "NOT_FOUND" && answer.path.at(-1) === "replaces";
    if (isGone || answer.code === "ALREADY_EXISTS") return refused;
    throw refused;
  }
  const { id } = answer.assignment;
  tokenplane.reads.forget(id);
  return { id, resource_id, token_id, user_id };
}

/** Links a token. */
async function link(tokenplane: Tokenplane, plan: Declared): Promise<Existing> {
  const answer = await ask(tokenplane, plan);
  if (answer instanceof DiagnosticError) throw answer;
  return answer;
}

async function unlink(tokenplane: Tokenplane, id: string): Promise<void> {
  tokenplane.reads.forget(id);
  await mutateUnlessGone(
    tokenplane,
    AssignmentDelete,
    { assignment: { id } },
    ({ assignmentDelete }) => assignmentDelete,
    errorMapping,
  );
}

async function linkBetween({ client }: Tokenplane, { resource_id, token_id }: Ends) {
  const by = { link: { resource: { id: resource_id }, token: { id: token_id } } };
  const { assignment: found } = await client.ask(AssignmentBy, { by });
  return found === null ? null : assignmentState(found);
}

/** How often a link is looked for that other blocks of the same apply make and remove. */
const ROUNDS = 5;

/**
 * Links a token elsewhere, or another token, in place of the old link. Another block may have that link, and give it up in the
 * same apply: then it is replaced by an equal one, and the other block's id is that of no link any more. So no two blocks have the
 * same link, also where the other block's change fails.
 * @param replaces the id of the old assignment, if there still is one.
 */
async function move(
  { client: tokenplane, signal }: ResourceContext<Tokenplane>,
  plan: Declared,
  prior: Existing,
  replaces: string | undefined,
): Promise<Existing> {
  let made = await ask(tokenplane, plan, replaces);
  if (!(made instanceof DiagnosticError)) return made;
  for (let round = 0; made instanceof DiagnosticError; round += 1) {
    if (round === ROUNDS) throw made;
    const there = await linkBetween(tokenplane, plan);
    if (there !== null && there.user_id !== plan.user_id) throw notThisUsers();
    made = await ask(tokenplane, plan, there?.id);
  }
  await unlink(toTheEnd(tokenplane, signal), prior.id);
  return made;
}

/** The parts by which an import names an assignment. */
interface WantedEnds {
  readonly resource: Wanted;
  /** Null for the token's present user. */
  readonly user: Wanted | null;
  readonly token: Wanted;
}

/** @throws {DiagnosticError} unless there are three parts. */
function getParts(text: string): WantedEnds {
  const [resource = "", user = "", token = "", ...more] = text.split("/");
  if (resource !== "" && user !== "" && token !== "" && more.length === 0) {
    return { resource: { idOrName: resource }, user: { idOrName: user }, token: { idOrName: token } };
  }
  throw new DiagnosticError(
    error(
      [],
      "Not an assignment",
      `Write RESOURCE/USER/TOKEN: ids, or the resource's name, the user's login and the token's serial number; or the assignment's own id. A slash within a name is written %2F, a percent sign %25. This is ${JSON.stringify(text)}.`,
    ),
  );
}

function getEnds(
  identity: Readonly<Record<"resource_id" | "token_id" | "user_id", string | null>>,
): WantedEnds {
  const { resource_id, token_id, user_id } = identity;
  return {
    resource: { id: resource_id ?? "" },
    user: user_id === null ? null : { id: user_id },
    token: { id: token_id ?? "" },
  };
}

export const assignment = defineResource<Tokenplane>()({
  description:
    "The link of a token to a resource: the token's user signs in there with it. A user has at most one token at each resource.",
  attributes: assignmentAttributes,
  timeouts: ["create", "delete"],
  identity: {
    attributes: {
      resource_id: { type: string, description: "The resource's id.", import: "required" },
      token_id: { type: string, description: "The token's id.", import: "required" },
      user_id: { type: string, description: "The user's id.", import: "optional" },
    },
    of: ({ resource_id, token_id, user_id }) => ({ resource_id, token_id, user_id }),
  },
  modifyPlan({ prior, plan, set }) {
    if (prior === null || plan === null) return;
    if (plan.token_id !== prior.token_id || plan.resource_id !== prior.resource_id) set("id", UNKNOWN);
  },
  create: ({ plan, client: tokenplane }) => link(tokenplane, plan),
  async update(change) {
    const { plan, prior, client: tokenplane } = change;
    tokenplane.reads.forget(prior.id);
    const found = await tokenplane.reads.row("Assignment", prior.id);
    const isSameLink = plan.token_id === prior.token_id && plan.resource_id === prior.resource_id;
    if (!isSameLink) return move(change, plan, prior, found?.id);
    const now = found === null ? null : assignmentState(found);
    if (now === null) {
      throw new DiagnosticError(
        error([], "The assignment is gone", "Somebody deleted it during the apply. Apply again."),
      );
    }
    // The user of a link is the token's user. That is declared elsewhere, and has been applied by now.
    if (now.user_id === plan.user_id) return now;
    throw notThisUsers();
  },
  async read({ id }, { client: { reads } }) {
    const found = await reads.row("Assignment", id);
    return found === null ? null : assignmentState(found);
  },
  async delete({ id }, { client: tokenplane }) {
    await unlink(tokenplane, id);
  },
  async import(request, { client: tokenplane }) {
    const own = request.by === "id" ? await tokenplane.reads.row("Assignment", request.id) : null;
    const ownState = own === null ? null : assignmentState(own);
    if (ownState !== null) return ownState;
    const wanted = request.by === "id" ? getParts(request.id) : getEnds(request.identity);
    const resource = await importedResource(wanted.resource, tokenplane);
    const token = await importedToken(wanted.token, tokenplane);
    const user = wanted.user === null ? null : await importedUser(wanted.user, tokenplane);
    const state = await linkBetween(tokenplane, { resource_id: resource.id, token_id: token.id });
    if (state !== null && (user === null || user.id === state.user_id)) return state;
    if (state !== null && state.user_id === null) {
      throw new DiagnosticError(
        error(
          [],
          "The token has no user",
          `The token ${JSON.stringify(token.name)} is linked to ${JSON.stringify(resource.name)}, but has no user. Import this assignment by its id: ${state.id}.`,
        ),
      );
    }
    throw new DiagnosticError(
      error(
        [],
        "No such assignment",
        `The token ${JSON.stringify(token.name)} is not assigned to ${user === null ? "anybody" : JSON.stringify(user.login)} at ${JSON.stringify(resource.name)}.`,
      ),
    );
  },
});
