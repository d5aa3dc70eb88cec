// PostgreSQL has the time zone of its host, and a database or a role may have other defaults. The server does not depend on them.
import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { EVENTUALLY } from "../support/eventually.js";
import { holding } from "../support/holding.js";
import { imported } from "../support/upload.js";
import { onPostgresAlone } from "../support/world.js";

const DEFAULTS = [
  ["TimeZone", "America/New_York"],
  ["DateStyle", "German"],
  ["default_transaction_isolation", "serializable"],
  ["IntervalStyle", "sql_standard"],
  ["bytea_output", "escape"],
  ["standard_conforming_strings", "off"],
] as const;

onPostgresAlone("a database with other defaults", (world) => {
  it("stores and reads each time as it is, and grants a sign-in that waited for a change of its token", async () => {
    for (const [name, value] of DEFAULTS) {
      const statement = `ALTER DATABASE %I SET ${name} TO ''${value}''`;
      await world().database.query(
        Prisma.raw(`DO $$ BEGIN EXECUTE format('${statement}', current_database()); END $$`),
      );
    }
    await world().restart();
    const seed = await world().seed();
    const now = new Date(world().clock.now());
    const expiresAt = new Date(world().clock.now() + 3_600_000);

    const { apiKey } = await seed.admin.do<{ apiKey: object }>(
      "apiKeyCreate",
      { name: "VPN", role: "AUDITOR", expiresAt: expiresAt.toISOString() },
      "apiKey { expiresAt createdAt }",
    );
    expect(apiKey).toEqual({ expiresAt: expiresAt.toISOString(), createdAt: now.toISOString() });
    const rows = await world().database.query(
      Prisma.sql`SELECT expires_at AS "expiresAt", created_at AS "createdAt" FROM api_keys WHERE name = 'VPN'`,
    );
    expect(rows).toEqual([{ expiresAt, createdAt: now }]);

    await imported(seed.admin, "userImport", {}, "login\nanna\n");
    const { users, importJobs, events } = await seed.admin.query<Record<string, { nodes: object[] }>>(
      `{ users(first: 1) { nodes { login createdAt } } importJobs(first: 1) { nodes { createdAt finishedAt } }
         events(first: 100) { nodes { occurredAt } } }`,
    );
    expect(users?.nodes).toEqual([{ login: "anna", createdAt: now.toISOString() }]);
    expect(importJobs?.nodes).toEqual([{ createdAt: now.toISOString(), finishedAt: now.toISOString() }]);
    expect(new Set(events?.nodes.map((event) => JSON.stringify(event)))).toEqual(
      new Set([JSON.stringify({ occurredAt: now.toISOString() })]),
    );

    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const change = await holding(world(), "UPDATE tokens SET name = name WHERE id = ANY($1::uuid[])", [
      fob.id,
    ]);
    const signIn = seed.signIn({ login: "anna" }, "VPN", fob.code());
    try {
      await expect.poll(() => change.waiting(), EVENTUALLY).toBe(1);
    } finally {
      await change.letGo();
    }
    expect(await signIn).toBe(true);
  });
});
