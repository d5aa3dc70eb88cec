// @module-tag deep
// How much a provider asks of the server, counted between the two.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Core } from "../support/cores.mjs";
import { FakeCore } from "../support/fake-core.js";
import type { Instance } from "../support/fake-core/instance.js";
import { changesIn, Middleman } from "../support/middleman.js";
import { makePeople, peopleConfiguration, writeState } from "../support/people.js";
import { callsHere } from "../support/scene.js";
import type { Seed } from "../support/seed.js";
import { AttachedProvider, coresHere, PROVIDER, Workspace } from "../support/terraform.js";
import { byTier } from "../support/tier.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const TERRAFORM = `terraform {
  required_providers {
    tokenplane = { source = "tokenplane/tokenplane" }
  }
}
`;

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere());
});
afterAll(() => world.end());

it("reads that a core asks for at the same moment are one request", async () => {
  const seed = await world.seed();
  const middleman = await Middleman.open(world.url);
  const core = await FakeCore.start(callsHere(), { endpoint: middleman.url, api_key: seed.admin.key });
  const type = "tokenplane_user";
  const users: Instance[] = [];
  for (const login of ["anna", "bert", "cora", "dora", "emma"]) {
    users.push(await core.import(type, { id: await seed.user(login) }));
  }
  middleman.forget();
  await Promise.all(users.map((user) => core.read(type, user)));
  expect(middleman.counts()).toEqual({ Nodes: 1 });
  await middleman.close();
});

// What is counted is the provider's doing; of the cores, one is enough.
describe.each(coresHere().slice(0, 1))("with %s", (_name, core: Core) => {
  /** A configuration, a provider, and somebody who counts between it and the server. */
  async function withCounting(
    { admin }: Seed,
    work: (workspace: Workspace, middleman: Middleman) => Promise<void>,
  ): Promise<void> {
    const middleman = await Middleman.open(world.url);
    const provider = await AttachedProvider.start(PROVIDER, {
      TOKENPLANE_ENDPOINT: middleman.url,
      TOKENPLANE_API_KEY: admin.key,
    });
    const workspace = new Workspace(core, provider.environment);
    try {
      await work(workspace, middleman);
    } finally {
      workspace.clear();
      await provider.end();
      await middleman.close();
    }
  }

  it(
    "a refresh of 900 resources reads each list once, in pages of 100, and little besides",
    { tags: "deep" },
    async () => {
      const seed = await world.seed();
      const people = await makePeople(world, seed, 300);
      await withCounting(seed, async (workspace, middleman) => {
        workspace.write("main.tf", TERRAFORM + peopleConfiguration(300));
        writeState(workspace, core, people, 300);
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });
        const { Nodes: byIds = 0, ...others } = middleman.counts();
        expect(others).toEqual({ Viewer: 1, Users: 3, Tokens: 3, Assignments: 3 });
        // The first twenty of each type. Each alone would be sixty; how many at a time depends on what else the machine does.
        expect(byIds).toBeLessThanOrEqual(30);

        // What changed elsewhere is seen, although nothing is asked for by itself.
        const changed = people["tokenplane_user.all"]?.[250]?.["id"];
        await seed.admin.do("userUpdate", { user: { id: changed }, enabled: false }, "__typename");
        const { output } = await workspace.plan();
        expect(output).toContain("tokenplane_user.all[250] will be updated in-place");
        expect(output).toContain("0 to add, 1 to change, 0 to destroy");
      });
    },
  );

  it("of a large account only so much is read ahead as it could have spared", { tags: "deep" }, async () => {
    const seed = await world.seed();
    const people = await makePeople(world, seed, 1_000);
    await withCounting(seed, async (workspace, middleman) => {
      workspace.write("main.tf", TERRAFORM + peopleConfiguration(30));
      writeState(workspace, core, people, 30);
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });
      const { Users = 0, Tokens = 0, Assignments = 0, Nodes = 0 } = middleman.counts();
      for (const pages of [Users, Tokens, Assignments]) expect(pages).toBeLessThanOrEqual(3);
      // Of each type the first twenty by their ids, as above.
      expect(Nodes).toBeLessThanOrEqual(30);
    });
  });

  it(
    "reads of one moment share a request, changes too, and what was written is read again",
    { tags: "deep" },
    async () => {
      const seed = await world.seed();
      await withCounting(seed, async (workspace, middleman) => {
        const users = (fields: string) => `${TERRAFORM}
        resource "tokenplane_user" "all" {
          count = 10
          login = "u\${count.index}"
          ${fields}
        }`;
        workspace.write("main.tf", users(""));
        await workspace.apply();
        const changes = () => middleman.asked.map(changesIn).filter((count) => count > 0);
        const sum = (counts: readonly number[]) => counts.reduce((some, count) => some + count, 0);
        expect(sum(changes())).toBe(10);
        // A core sends them one after the other; on a busy machine, some go alone. How long they wait for each other is tested
        // where time is held, in provider/client/gathering.test.ts.
        expect(changes().length).toBeLessThanOrEqual(byTier(9, 4));
        middleman.forget();
        workspace.write("main.tf", users('email = "new@example.com"'));
        await workspace.apply();
        const { Nodes = 0 } = middleman.counts();
        expect(sum(changes())).toBe(10);
        expect(changes().length).toBeLessThanOrEqual(byTier(9, 4));
        // On a machine with other work, a core does not ask for all at the same moment.
        expect(Nodes).toBeLessThanOrEqual(byTier(10, 3));
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });
      });
    },
  );

  it(
    "the cache is forgotten by what is written: a token that changes says what it became",
    { tags: "deep" },
    async () => {
      const seed = await world.seed();
      const people = await makePeople(world, seed, 40);
      await withCounting(seed, async (workspace, middleman) => {
        writeState(workspace, core, people, 40);
        // Each token is read again after its changes, when the list was read ahead long before in the same run.
        const configuration = peopleConfiguration(40);
        workspace.write(
          "main.tf",
          TERRAFORM + configuration.replace("= 30\n", '= 30\n  name = "Fob ${count.index}"\n'),
        );
        expect((await workspace.plan()).output).toContain("0 to add, 40 to change, 0 to destroy");
        await workspace.apply();
        const instances = workspace.instances();
        for (let n = 0; n < 40; n += 1) {
          expect(instances[`tokenplane_token.all[${n}]`]).toMatchObject({ name: `Fob ${n}` });
        }
        middleman.forget();
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });
        expect(middleman.counts()).toMatchObject({ Users: 1, Tokens: 1, Assignments: 1 });
      });
    },
  );
});
