// The objects of an import, by their ids or by their names for people.
import { DiagnosticError, error } from "../framework/diagnostic.js";
import {
  ChannelBy,
  ResourceBy,
  TokenBy,
  UserBy,
  type ChannelFieldsFragment,
  type ResourceFieldsFragment,
  type TokenFieldsFragment,
  type UserFieldsFragment,
} from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";

/** One object of an import: an identity has its id, a command line its id or its name. */
export type Wanted = { readonly id: string } | { readonly idOrName: string };

/** The requested object. @param name of the attribute that has the id in an identity. */
export function getWanted<N extends string>(
  request:
    | { readonly by: "id"; readonly id: string }
    | { readonly by: "identity"; readonly identity: Readonly<Record<N, string | null>> },
  name: N,
): Wanted {
  return request.by === "id" ? { idOrName: request.id } : { id: request.identity[name] ?? "" };
}

/** @throws {DiagnosticError} when there is no such user. */
export function importedUser(wanted: Wanted, { client, reads }: Tokenplane): Promise<UserFieldsFragment> {
  return find(wanted, ["user", "login"], {
    byId: (id) => reads.row("User", id),
    byName: async (login) => (await client.ask(UserBy, { by: { login } })).user,
  });
}

/** @throws {DiagnosticError} when there is no such resource. */
export function importedResource(
  wanted: Wanted,
  { client, reads }: Tokenplane,
): Promise<ResourceFieldsFragment> {
  return find(wanted, ["resource", "name"], {
    byId: (id) => reads.row("Resource", id),
    byName: async (name) => (await client.ask(ResourceBy, { by: { name } })).resource,
  });
}

/** @throws {DiagnosticError} when there is no such channel. */
export function importedChannel(
  wanted: Wanted,
  { client, reads }: Tokenplane,
): Promise<ChannelFieldsFragment> {
  return find(wanted, ["channel", "name"], {
    byId: (id) => reads.row("Channel", id),
    byName: async (name) => (await client.ask(ChannelBy, { by: { name } })).channel,
  });
}

/** @throws {DiagnosticError} when there is no such token. */
export function importedToken(wanted: Wanted, { client, reads }: Tokenplane): Promise<TokenFieldsFragment> {
  return find(wanted, ["token", "serial number"], {
    byId: (id) => reads.row("Token", id),
    byName: async (serialNumber) => (await client.ask(TokenBy, { by: { serialNumber } })).token,
  });
}

async function find<R>(
  wanted: Wanted,
  [what, name]: readonly [string, string],
  look: {
    readonly byId: (id: string) => Promise<R | null>;
    readonly byName: (name: string) => Promise<R | null>;
  },
): Promise<R> {
  const text = "id" in wanted ? wanted.id : wanted.idOrName;
  const byId = await look.byId(text);
  if (byId !== null) return byId;
  for (const spelling of "id" in wanted ? [] : spellings(text)) {
    const found = await look.byName(spelling);
    if (found !== null) return found;
  }
  throw new DiagnosticError(
    error(
      [],
      `No such ${what}`,
      `There is no ${what} with the id ${"id" in wanted ? "" : `or ${name} `}${JSON.stringify(text)}.`,
    ),
  );
}

/**
 * A name as it is written, and its percent-decoded form: names must be encoded where slashes separate them.
 */
function spellings(text: string): readonly string[] {
  try {
    return [...new Set([text, decodeURIComponent(text)])];
  } catch {
    return [text];
  }
}
