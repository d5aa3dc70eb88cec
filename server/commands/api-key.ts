import type { Command } from "commander";
import { z } from "zod";
import { StartError } from "../start-error.js";
import { ask } from "./client.js";

const Key = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  prefix: z.string(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  resource: z.object({ name: z.string() }).nullable(),
});
type Key = z.infer<typeof Key>;

const Page = z.object({
  nodes: z.array(Key),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});

const Revoked = z.object({
  revokedMadeCount: z.number(),
  stillWorkingCount: z.number(),
  stillWorking: z.array(z.object({ name: z.string(), prefix: z.string() })),
});

const CREATE = `mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) {
  ... on ApiKeyCreatePayload { secret } ... on Error { code message } } }`;
const REVOKE = `mutation ($input: ApiKeyRevokeInput!) { apiKeyRevoke(input: $input) {
  ... on ApiKeyRevokePayload { revokedMadeCount stillWorkingCount stillWorking { name prefix } }
  ... on Error { code message } } }`;
const LIST = `query ($after: Cursor) { apiKeys(first: 100, after: $after) {
  nodes { id name role prefix lastUsedAt expiresAt revokedAt resource { name } } pageInfo { hasNextPage endCursor } } }`;

async function allKeys(): Promise<Key[]> {
  const keys: Key[] = [];
  for (let after: string | null = null; ;) {
    const page: z.infer<typeof Page> = await ask("apiKeys", LIST, { after }, Page);
    keys.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return keys;
    after = page.pageInfo.endCursor;
  }
}

function stateOf({ revokedAt, expiresAt, lastUsedAt }: Key): string {
  if (revokedAt !== null) return `revoked ${revokedAt}`;
  const end = expiresAt === null ? "" : `, ends ${expiresAt}`;
  return `${lastUsedAt === null ? "never used" : `last used ${lastUsedAt}`}${end}`;
}

export function addApiKeyCommands(program: Command): void {
  const apiKey = program
    .command("api-key")
    .description(
      "Make, list and revoke API keys, through the running server (TOKENPLANE_ENDPOINT, TOKENPLANE_API_KEY).",
    );
  apiKey
    .command("create")
    .description("Make a key and print it, once.")
    .requiredOption("--name <name>", "what it is for")
    .requiredOption("--role <role>", "ADMIN, PROVISIONER, HELPDESK, AUDITOR or AUTHENTICATOR")
    .option("--resource <name>", "bind an AUTHENTICATOR or AUDITOR key to one resource")
    .option("--expires <time>", "when it ends, as in 2027-01-31T00:00:00Z")
    .action(async (options: { name: string; role: string; resource?: string; expires?: string }) => {
      const { name, role, resource, expires } = options;
      const input = {
        name,
        role: role.toUpperCase(),
        ...(resource === undefined ? {} : { resource: { name: resource } }),
        ...(expires === undefined ? {} : { expiresAt: expires }),
      };
      const { secret } = await ask("apiKeyCreate", CREATE, { input }, z.object({ secret: z.string() }));
      console.log(secret);
    });
  apiKey
    .command("list")
    .description("List the account's keys, newest first.")
    .action(async () => {
      for (const key of await allKeys()) {
        const bound = key.resource === null ? "" : ` for ${key.resource.name}`;
        console.log(`${key.prefix}…  ${key.role.padEnd(13)}  ${key.name}${bound}  (${stateOf(key)})`);
      }
    });
  apiKey
    .command("revoke")
    .description("Revoke a key, named by how it begins or by its name.")
    .argument("<key>", "its beginning (tp_AbCdE) or its name")
    .option("--including-made", "revoke also the keys that it made, and those that they made")
    .action(async (named: string, { includingMade = false }: { includingMade?: boolean }) => {
      const keys = await allKeys();
      // What a key made may still work after it was revoked.
      const live = keys.filter(({ revokedAt }) => revokedAt === null || includingMade);
      const found = live.filter(
        ({ name, prefix }) => name === named || prefix === named.slice(0, prefix.length),
      );
      const [key, ...others] = found;
      if (key === undefined)
        throw new StartError(`No key that works is named or begins with ${named.slice(0, 8)}.`);
      if (others.length > 0)
        throw new StartError(`${found.length} keys are named so; name one by how it begins.`);
      const input = { apiKey: key.id, includingMade };
      const { revokedMadeCount, stillWorkingCount, stillWorking } = await ask(
        "apiKeyRevoke",
        REVOKE,
        { input },
        Revoked,
      );
      const also = revokedMadeCount === 0 ? "" : `, and ${revokedMadeCount} more that go back to it`;
      console.log(`Revoked ${key.name} (${key.prefix}…)${also}.`);
      if (stillWorkingCount === 0) return;
      console.log(`Keys that it made, or that those made, still work (${stillWorkingCount}):`);
      for (const { name, prefix } of stillWorking) console.log(`  ${prefix}…  ${name}`);
      console.log(`To revoke them as well: tokenplane api-key revoke ${key.prefix} --including-made`);
    });
}
