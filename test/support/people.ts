// Many users with fobs, and what Terraform knows of them, without having made them one by one.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { Prisma } from "../../server/database/generated/client.js";
import { globalId, localId } from "../../server/global-id.js";
import type { Core } from "./cores.mjs";
import type { Seed } from "./seed.js";
import type { Workspace } from "./terraform.js";
import type { World } from "./world.js";

interface Row {
  readonly assignment: string;
  readonly user: string;
  readonly token: string;
  readonly serial: string;
}

type Attributes = Readonly<Record<string, unknown>>;

/** Instances of one block with `count`, by the block's address. */
export type Instances = Readonly<Record<string, readonly Attributes[]>>;

/**
 * Puts users u0, u1, … into the database, each with a fob F0, F1, … that works at "VPN".
 * @returns what a state says of them, as `peopleConfiguration` describes them.
 */
export async function makePeople(
  { database }: Pick<World, "database">,
  seed: Pick<Seed, "accountId" | "resource">,
  count: number,
): Promise<Instances> {
  const vpn = await seed.resource("VPN");
  const account = localId("Account", seed.accountId);
  await database.query(Prisma.sql`
    INSERT INTO users (account_id, id, login, login_lower, search, created_at, updated_at)
    SELECT ${account}::uuid, gen_random_uuid(), 'u' || n, 'u' || n, ARRAY['u' || n], now(), now()
    FROM generate_series(0, ${count}::int - 1) AS n`);
  await database.query(Prisma.sql`
    INSERT INTO tokens (account_id, id, name, model, serial_number, status, algorithm, digits, hash, period_seconds, user_id, secret, search, created_at, updated_at)
    SELECT ${account}::uuid, gen_random_uuid(), 'F' || n, 'PROTECTIMUS_TWO', 'F' || n, 'ACTIVE', 'TOTP', 6, 'SHA1', 30, id, '\\x00'::bytea, ARRAY['f' || n], now(), now()
    FROM generate_series(0, ${count}::int - 1) AS n JOIN users ON account_id = ${account}::uuid AND login = 'u' || n`);
  await database.query(Prisma.sql`
    INSERT INTO assignments (account_id, id, resource_id, token_id, user_id, created_at)
    SELECT account_id, gen_random_uuid(), ${localId("Resource", vpn)}::uuid, id, user_id, now()
    FROM tokens WHERE account_id = ${account}::uuid`);
  const rows = await database.query<Row>(Prisma.sql`
    SELECT a.id::text AS assignment, a.user_id::text AS user, t.id::text AS token, t.serial_number AS serial
    FROM assignments a JOIN tokens t ON t.account_id = a.account_id AND t.id = a.token_id
    WHERE a.account_id = ${account}::uuid ORDER BY substr(t.serial_number, 2)::int`);
  return {
    "tokenplane_resource.vpn": [
      {
        id: vpn,
        name: "VPN",
        failed_attempts_before_lock: 5,
        lock_minutes: 5,
        allowed_addresses: [],
        enabled: true,
      },
    ],
    "tokenplane_user.all": rows.map(({ user }, n) => ({
      id: globalId("User", user),
      login: `u${n}`,
      enabled: true,
    })),
    "tokenplane_token.all": rows.map(({ token, user, serial }) => ({
      id: globalId("Token", token),
      name: serial,
      model: "PROTECTIMUS_TWO",
      serial_number: serial,
      user_id: globalId("User", user),
      algorithm: "TOTP",
      digits: 6,
      hash: "SHA1",
      period_seconds: 30,
      enabled: true,
      status: "ACTIVE",
    })),
    "tokenplane_assignment.all": rows.map(({ assignment, token, user }) => ({
      id: globalId("Assignment", assignment),
      resource_id: vpn,
      token_id: globalId("Token", token),
      user_id: globalId("User", user),
    })),
  };
}

/** The configuration that describes them; the first `count` of them. */
export function peopleConfiguration(count: number): string {
  return `
resource "tokenplane_resource" "vpn" { name = "VPN" }
resource "tokenplane_user" "all" {
  count = ${count}
  login = "u\${count.index}"
}
resource "tokenplane_token" "all" {
  count          = ${count}
  model          = "PROTECTIMUS_TWO"
  serial_number  = "F\${count.index}"
  period_seconds = 30
  user_id        = tokenplane_user.all[count.index].id
}
resource "tokenplane_assignment" "all" {
  count       = ${count}
  resource_id = tokenplane_resource.vpn.id
  token_id    = tokenplane_token.all[count.index].id
  user_id     = tokenplane_token.all[count.index].user_id
}
`;
}

/** Writes a state as if a core had made what is in it. @param count of each block that has one. */
export function writeState(
  workspace: Pick<Workspace, "folder">,
  core: Pick<Core, "name">,
  instances: Instances,
  count: number,
): void {
  const host = core.name === "Terraform" ? "registry.terraform.io" : "registry.opentofu.org";
  const resources = Object.entries(instances).map(([address, blocks]) => {
    const [type, name] = address.split(".");
    return {
      mode: "managed",
      type,
      name,
      provider: `provider["${host}/tokenplane/tokenplane"]`,
      instances: blocks.slice(0, count).map((attributes, index) => ({
        ...(blocks.length > 1 ? { index_key: index } : {}),
        schema_version: 0,
        attributes,
      })),
    };
  });
  writeFileSync(
    path.join(workspace.folder, "terraform.tfstate"),
    JSON.stringify({
      version: 4,
      terraform_version: "1.5.0",
      serial: 1,
      lineage: "people",
      outputs: {},
      resources,
    }),
  );
}
