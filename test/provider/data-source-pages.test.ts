// @module-tag deep
import { afterAll, beforeAll, expect, it } from "vitest";
import { inBulk } from "../support/bulk.js";
import type { Seed } from "../support/seed.js";
import { AttachedProvider, coresHere, PROVIDER, TOKENPLANE_ALONE, Workspace } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

/** More than a page of the API. */
const MANY = 103;
const NAMES = Array.from({ length: MANY }, (_, index) => `name-${String(index).padStart(3, "0")}`);

/** An account with so many of everything. */
async function fill(seed: Seed): Promise<void> {
  const { admin } = seed;
  await admin.do("userImport", { content: NAMES.map((name) => `${name}\n`).join("") }, "__typename");
  await admin.do(
    "tokenImport",
    {
      format: "CSV",
      model: "PROTECTIMUS_TWO",
      periodSeconds: 30,
      content: NAMES.map((name, index) => `${name},${String(index).padStart(40, "31")}\n`).join(""),
    },
    "__typename",
  );
  for (const name of NAMES) await seed.resource(name);
  const items = NAMES.map((serialNumber) => ({ token: { serialNumber } }));
  const linked = await inBulk(
    admin,
    "assignmentsCreate",
    items.map((item) => ({ ...item, to: { resource: { name: "name-000" } } })),
  );
  expect(linked.refused).toEqual([]);
  const granted = await inBulk(
    admin,
    "tokensBypassGrant",
    items.map((item) => ({ ...item, scope: { everywhere: true }, duration: "HOUR_1" })),
  );
  expect(granted.refused).toEqual([]);
}

let world: World;
let provider: AttachedProvider;
beforeAll(async () => {
  world = await openWorld(storeHere());
  const seed = await world.seed();
  await fill(seed);
  provider = await AttachedProvider.start(PROVIDER, {
    TOKENPLANE_ENDPOINT: world.url,
    TOKENPLANE_API_KEY: seed.admin.key,
  });
});
afterAll(async () => {
  await provider.end();
  await world.end();
});

it.each(coresHere())(
  "lists of more than a page are whole and in order with %s",
  { tags: "deep" },
  async (_name, core) => {
    const workspace = new Workspace(core, provider.environment);
    try {
      const lists = {
        users: "login",
        resources: "name",
        tokens: "serial_number",
        assignments: "serial_number",
        bypasses: "serial_number",
      };
      const blocks = Object.entries(lists).map(
        ([type, named]) =>
          `data "tokenplane_${type}" "all" {}\noutput "${type}" { value = data.tokenplane_${type}.all.${type}[*].${named} }\n`,
      );
      workspace.write("main.tf", `${TOKENPLANE_ALONE}${blocks.join("")}`);
      await workspace.apply();
      const { bypasses, ...oldestFirst } = await workspace.outputs();
      for (const [type, names] of Object.entries(oldestFirst)) expect(names, type).toEqual(NAMES);
      expect(bypasses).toHaveLength(MANY);
      expect(new Set(bypasses as string[])).toEqual(new Set(NAMES));
    } finally {
      workspace.clear();
    }
  },
);
