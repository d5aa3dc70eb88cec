import type { Command } from "commander";
import { z } from "zod";
import { StartError } from "../start-error.js";
import { ask, change } from "./client.js";
import { AS_JSON, choice, EXPIRES, printJson } from "./options.js";

/** The roles of keys that an account makes. */
const ROLES = ["ADMIN", "PROVISIONER", "HELPDESK", "AUDITOR", "AUTHENTICATOR"] as const;

const Key = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  state: z.enum(["VALID", "EXPIRED", "REVOKED"]),
  prefix: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  bound: z.boolean(),
  resource: z.object({ id: z.string(), name: z.string() }).nullable(),
});
type Key = z.infer<typeof Key>;

const Page = z.object({
  nodes: z.array(Key),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});

const Made = z.object({ apiKey: Key, secret: z.string() });

const Revoked = z.object({
  apiKey: Key,
  revokedMadeCount: z.number(),
  stillWorkingCount: z.number(),
  stillWorking: z.array(Key),
});

const KEY = "id name role state prefix createdAt lastUsedAt expiresAt revokedAt bound resource { id name }";
const CREATE = `mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) {
  ... on ApiKeyCreatePayload { apiKey { ${KEY} } secret } ... on Error { code message path } } }`;
const REVOKE = `mutation ($input: ApiKeyRevokeInput!) { apiKeyRevoke(input: $input) {
  ... on ApiKeyRevokePayload { apiKey { ${KEY} } revokedMadeCount stillWorkingCount stillWorking { ${KEY} } }
  ... on Error { code message } } }`;
const LIST = `query ($after: Cursor) { apiKeys(first: 100, after: $after) {
  nodes { ${KEY} } pageInfo { hasNextPage endCursor } } }`;

/** The names of the API's inputs on the command line. */
const TYPED = { name: "--name", role: "--role", resource: "--resource", expiresAt: "--expires" };

async function allKeys(): Promise<Key[]> {
  const keys: Key[] = [];
  for (let after: string | null = null; ;) {
    const page: z.infer<typeof Page> = await ask("apiKeys", LIST, { after }, Page);
    keys.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return keys;
    after = page.pageInfo.endCursor;
  }
}

function getReach({ bound, resource }: Key): string {
  if (!bound) return "";
  return ` for ${resource === null ? "a resource that was deleted" : resource.name}`;
}

function getState({ state, revokedAt, expiresAt, lastUsedAt }: Key): string {
  if (state === "REVOKED") return `revoked ${revokedAt}`;
  if (state === "EXPIRED") return `expired ${expiresAt}`;
  const end = expiresAt === null ? "" : `, ends ${expiresAt}`;
  return `${lastUsedAt === null ? "never used" : `last used ${lastUsedAt}`}${end}`;
}

interface CreateOptions {
  readonly name: string;
  readonly role: string;
  readonly resource?: string;
  readonly expires?: string;
  readonly json?: true;
}

async function create({ name, role, resource, expires, json }: CreateOptions): Promise<void> {
  const input = {
    name,
    role,
    ...(resource === undefined ? {} : { resource: { name: resource } }),
    ...(expires === undefined ? {} : { expiresAt: expires }),
  };
  const unknown =
    "It is not known whether the key was created. If `tokenplane api-key list` shows it, revoke it by its prefix: nobody can use it, because it was not printed. Then run the command again.";
  const made = await change("apiKeyCreate", CREATE, input, Made, unknown, { typed: TYPED });
  if (json === true) printJson(made);
  else console.log(made.secret);
}

async function list({ json }: { readonly json?: true }): Promise<void> {
  const keys = await allKeys();
  if (json === true) {
    printJson(keys);
    return;
  }
  for (const key of keys) {
    console.log(`${key.prefix}…  ${key.role.padEnd(13)}  ${key.name}${getReach(key)}  (${getState(key)})`);
  }
}

/**
 * The one key that is meant. It is none that has expired: such a key does not work, nor does any that it made.
 * @param isRevokedToo whether it may be revoked already: what it made may still work.
 * @throws StartError when there is none, or there are several.
 */
async function meantKey(meant: string, isRevokedToo: boolean): Promise<Key> {
  const keys = (await allKeys()).filter(
    ({ state }) => state === "VALID" || (isRevokedToo && state === "REVOKED"),
  );
  const found = keys.filter(({ name, prefix }) => name === meant || prefix === meant.slice(0, prefix.length));
  const [key, ...others] = found;
  if (key === undefined) {
    // It may be a whole key, which is a secret.
    const shown = meant.startsWith("tp_") ? `${meant.slice(0, 8)}…` : meant;
    throw new StartError(
      `There is no ${isRevokedToo ? "" : "valid "}key with the name or the prefix "${shown}". \`tokenplane api-key list\` shows all keys.`,
    );
  }
  if (others.length > 0) {
    throw new StartError(
      `${found.length} keys have the name "${meant}". Give the prefix of one of them instead.`,
    );
  }
  return key;
}

interface RevokeOptions {
  readonly includingMade?: true;
  readonly json?: true;
}

async function revoke(meant: string, { includingMade, json }: RevokeOptions): Promise<void> {
  const key = await meantKey(meant, includingMade === true);
  const input = { apiKey: key.id, includingMade: includingMade === true };
  const unknown = "It is not known whether the key was revoked. `tokenplane api-key list` shows it.";
  const revoked = await change("apiKeyRevoke", REVOKE, input, Revoked, unknown);
  if (json === true) {
    printJson(revoked);
    return;
  }
  const { revokedMadeCount, stillWorkingCount, stillWorking } = revoked;
  const also = revokedMadeCount === 0 ? "" : `, and ${revokedMadeCount} more that were created with it`;
  console.log(`Revoked ${key.name} (${key.prefix}…)${also}.`);
  if (stillWorkingCount === 0) return;
  console.log(`Keys that were created with it are still valid (${stillWorkingCount}):`);
  for (const { name, prefix } of stillWorking) console.log(`  ${prefix}…  ${name}`);
  console.log(`To revoke them as well: tokenplane api-key revoke ${key.prefix} --including-made`);
}

export function addApiKeyCommands(program: Command): void {
  const apiKey = program
    .command("api-key")
    .description(
      "Create, list and revoke API keys, through the running server (TOKENPLANE_ENDPOINT, TOKENPLANE_API_KEY).",
    );
  apiKey
    .command("create")
    .description("Create a key and print it. It cannot be printed again.")
    .requiredOption("--name <name>", "what the key is for")
    .addOption(choice("--role <role>", "what the key may do", ROLES).makeOptionMandatory())
    .option("--resource <name>", "bind an AUTHENTICATOR or AUDITOR key to one resource")
    .option(...EXPIRES)
    .option(...AS_JSON)
    .action(create);
  apiKey
    .command("list")
    .description("List the account's keys, newest first. With an operator's key: the keys of all operators.")
    .option(...AS_JSON)
    .action(list);
  apiKey
    .command("revoke")
    .description("Revoke a key. Name it by its prefix, or by its name.")
    .argument("<key>", "its prefix (tp_AbCdE) or its name")
    .option(
      "--including-made",
      "also revoke the keys that were created with this key, and the keys that were created with those",
    )
    .option(...AS_JSON)
    .action(revoke);
}
