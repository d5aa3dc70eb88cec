// @module-tag deep
// A whole account of a company: exported and taken over within minutes, with few requests and little memory.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { localId } from "../../server/global-id.js";
import { startExport } from "./exported.js";
import { Middleman } from "../support/middleman.js";
import { makePeople } from "../support/people.js";
import type { Seed } from "../support/seed.js";
import { AttachedProvider, coresHere, PROVIDER, Workspace } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const USERS = 1_000;
const SPARE = 200;
const TWICE = 500;
const PAGE = 100;

let world: World;
let seed: Seed;
beforeAll(async () => {
  world = await openWorld(storeHere());
  seed = await world.seed();
  await makePeople(world, seed, USERS);
  const account = localId("Account", seed.accountId);
  const bastion = localId("Resource", await seed.resource("Bastion"));
  await world.database.query(Prisma.sql`
    INSERT INTO tokens (account_id, id, name, model, serial_number, status, algorithm, digits, hash, period_seconds, user_id, secret, search, created_at, updated_at)
    SELECT ${account}::uuid, gen_random_uuid(), 'Phone', 'GOOGLE_AUTHENTICATOR', NULL, 'ACTIVE', 'TOTP', 6, 'SHA1', 30, id, '\\x00'::bytea, ARRAY['phone'], now(), now()
    FROM generate_series(0, ${SPARE}::int - 1) AS n LEFT JOIN users ON account_id = ${account}::uuid AND n % 2 = 0 AND login = 'u' || n`);
  await world.database.query(Prisma.sql`
    INSERT INTO assignments (account_id, id, resource_id, token_id, user_id, created_at)
    SELECT account_id, gen_random_uuid(), ${bastion}::uuid, id, user_id, now()
    FROM tokens WHERE account_id = ${account}::uuid AND serial_number IS NOT NULL
    ORDER BY serial_number LIMIT ${TWICE}::int`);
});
afterAll(() => world.end());

/** The most memory that a process has had, in megabytes; undefined where the system does not tell. */
function getPeak(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1_024;
  } catch {
    return undefined;
  }
}

// What is counted is the provider's doing; of the cores, one is enough.
it.each(coresHere().slice(0, 1))(
  "1,000 users, 1,200 tokens and 1,500 assignments are exported and imported with %s",
  async (_name, core) => {
    const middleman = await Middleman.open(world.url);
    const environment = { TOKENPLANE_ENDPOINT: middleman.url, TOKENPLANE_API_KEY: seed.admin.key };
    const provider = await AttachedProvider.start(PROVIDER, environment);
    const workspace = new Workspace(core, provider.environment);
    try {
      const { ended, pid } = startExport(environment, "--hcl", "--out", workspace.folder);
      let peak: number | undefined;
      const looking = setInterval(() => (peak = getPeak(pid) ?? peak), 20);
      const { code, stderr } = await ended;
      clearInterval(looking);
      expect(code, stderr).toBe(0);
      expect(middleman.counts()).toEqual({
        Viewer: 1,
        Users: USERS / PAGE,
        Resources: 1,
        Channels: 1,
        Account: 1,
        Tokens: (USERS + SPARE) / PAGE,
        Assignments: (USERS + TWICE) / PAGE,
        Bypasses: 1,
      });
      // Node.js alone takes half of it; the rest does not grow with the pages.
      if (peak !== undefined) expect(peak).toBeLessThan(160);

      const all = USERS + SPARE + USERS + TWICE + USERS + 2;
      middleman.forget();
      const { code: applied, output } = await workspace.run("apply", "-auto-approve");
      expect(applied, output.slice(-2_000)).toBe(0);
      expect(output).toContain(`${all} imported, 0 added, 0 changed, 0 destroyed`);
      // By pages, not one by one.
      expect(middleman.asked.length).toBeLessThan(all / 20);

      middleman.forget();
      const plan = await workspace.run("plan", "-detailed-exitcode");
      expect(plan.code, plan.output.slice(-2_000)).toBe(0);
      expect(middleman.asked.length).toBeLessThan(all / 20);
    } finally {
      workspace.clear();
      await provider.end();
      await middleman.close();
    }
  },
);
