import assert from "node:assert/strict";
import type { Seed } from "./seed.js";

/** The account's address, which people type to name the account that they mean. */
export async function getAddress({ admin }: Seed): Promise<string> {
  const { account } = await admin.query<{ account: { address: string } }>("{ account { address } }");
  return account.address;
}

/** The resource that administrators sign in to. */
export async function getConsole({ admin }: Seed): Promise<{ readonly id: string }> {
  const { resources } = await admin.query<{ resources: { nodes: { id: string }[] } }>(
    "{ resources(filter: { builtIn: true }) { nodes { id } } }",
  );
  const [found] = resources.nodes;
  assert.ok(found, "the account has no console");
  return found;
}

/** The first token of a user. */
export async function tokenOfUser({ admin }: Seed, login: string): Promise<{ readonly id: string }> {
  const { user } = await admin.query<{ user: { tokens: { nodes: { id: string }[] } } }>(
    "query ($login: String!) { user(by: { login: $login }) { tokens(first: 1) { nodes { id } } } }",
    { login },
  );
  const [token] = user.tokens.nodes;
  assert.ok(token, `${login} has no token`);
  return token;
}
