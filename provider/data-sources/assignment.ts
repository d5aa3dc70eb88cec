import { computed, optionalComputed } from "../framework/attributes.js";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import { defineDataSource } from "../framework/resource.js";
import { nullable, string } from "../framework/types.js";
import type { Client } from "../client/client.js";
import {
  DescribeAssignment,
  DescribeAssignments,
  ResourceBy,
  TokenBy,
  UserBy,
  type AssignmentFactsFragment,
} from "../client/operations.js";
import { readPages } from "../client/reads.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { called, idAlone, getName, noSuch, resourceRef, tokenRef, userRef, type Name } from "./naming.js";

const BY_LINK =
  "Write id alone, or a resource (resource_id or resource_name) with a token or a user (token_id, serial_number, user_id or login).";

/** The two ends that identify an assignment; null for an end that is not written. */
interface Ends {
  readonly resource_id: string | null;
  readonly resource_name: string | null;
  readonly token_id: string | null;
  readonly serial_number: string | null;
  readonly user_id: string | null;
  readonly login: string | null;
}

export function assignmentRow({ id, resource, token, user, createdAt }: AssignmentFactsFragment) {
  return {
    id,
    resource_id: resource?.id ?? null,
    resource_name: resource?.name ?? null,
    token_id: token?.id ?? null,
    serial_number: token?.serialNumber ?? null,
    user_id: user?.id ?? null,
    login: user?.login ?? null,
    created_at: createdAt,
  };
}

export const assignmentDataSource = defineDataSource<Tokenplane>()({
  description:
    "Who signs in at a resource with which token: by id, by resource and token, or by resource and user, who has at most one token there.",
  attributes: {
    id: optionalComputed(string, { description: "The assignment's id. Write this alone, or a resource." }),
    resource_id: optionalComputed(nullable(string), {
      description: "Where: the resource's id. Write this or `resource_name`, with a token or a user.",
    }),
    resource_name: optionalComputed(nullable(string), {
      description: "Where: the resource's name. Write this or `resource_id`, with a token or a user.",
    }),
    token_id: optionalComputed(nullable(string), { description: "With which token: its id." }),
    serial_number: optionalComputed(nullable(string), {
      description: "With which token: its serial number; null for apps.",
    }),
    user_id: optionalComputed(nullable(string), {
      description: "The user's id; null while the token has no user.",
    }),
    login: optionalComputed(nullable(string), {
      description: "The user's login; null while the token has no user.",
    }),
    created_at: computed(string, { description: "When the token was linked to the resource." }),
  },
  *validate({ id, resource_id, resource_name, token_id, serial_number, user_id, login }) {
    const place = { resource_id, resource_name };
    const who = { token_id, serial_number, user_id, login };
    yield* idAlone(id, [place, who], BY_LINK);
  },
  async read({ id, ...ends }, { client: { client } }) {
    if (id !== null) {
      const { assignment } = await client.ask(DescribeAssignment, { by: { id } });
      if (assignment === null) throw noSuch("assignment", { attribute: "id", value: id });
      return assignmentRow(assignment);
    }
    const { resource_id, resource_name, token_id, serial_number, user_id, login } = ends;
    const isOfToken = token_id !== null || serial_number !== null;
    const filter = {
      resource: resourceRef(resource_id, resource_name),
      ...(isOfToken ? { token: tokenRef(token_id, serial_number) } : { user: userRef(user_id, login) }),
    };
    const rows = await readPages(client, DescribeAssignments, { filter }, ({ assignments }) => assignments);
    const [found] = rows;
    if (found === undefined) throw await whatIsMissing(client, ends);
    return assignmentRow(found);
  },
});

/** Reports which end does not exist, or that they are not linked. */
async function whatIsMissing(client: Client, ends: Ends): Promise<DiagnosticError> {
  const { resource_id, resource_name, token_id, serial_number, user_id, login } = ends;
  const place = getName({ resource_id, resource_name });
  const { resource } = await client.ask(ResourceBy, { by: resourceRef(resource_id, resource_name) });
  if (resource === null) return noSuch("resource", place);
  const unlinked = (who: Name, sentence: string) =>
    new DiagnosticError(error([who.attribute], "No such assignment", sentence));
  if (token_id !== null || serial_number !== null) {
    const who = getName({ token_id, serial_number });
    const { token } = await client.ask(TokenBy, { by: tokenRef(token_id, serial_number) });
    if (token === null) return noSuch("token", who);
    return unlinked(who, `The token with ${called(who)} is not assigned at ${called(place)}.`);
  }
  const who = getName({ user_id, login });
  const { user } = await client.ask(UserBy, { by: userRef(user_id, login) });
  if (user === null) return noSuch("user", who);
  return unlinked(who, `The user with ${called(who)} has no token at ${called(place)}.`);
}
