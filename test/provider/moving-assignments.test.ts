// @module-tag deep
// Blocks that take each other's assignments in one apply: the links are those of the configuration, in whatever order a core
// applies the blocks.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Instance } from "../support/fake-core/instance.js";
import type { Fields } from "../support/fake-core/proposed.js";
import { inOrder, OF_THREE, OF_TWO, type Order } from "./in-order.js";
import { getId, getRefusal, Scene } from "../support/scene.js";
import type { Seed } from "../support/seed.js";
import { coresHere, TOKENPLANE_ALONE, getWorkspace } from "../support/terraform.js";
import { someByTier } from "../support/tier.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const ASSIGNMENT = "tokenplane_assignment";

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere());
});
afterAll(() => world.end());

/** Who signs in where with what, such as `VPN: anna, F-1`. */
async function links({ admin }: Pick<Seed, "admin">): Promise<readonly string[]> {
  const { assignments } = await admin.query<{
    assignments: {
      nodes: { resource: { name: string }; token: { name: string }; user: { login: string } | null }[];
    };
  }>("{ assignments { nodes { resource { name } token { name } user { login } } } }");
  return assignments.nodes
    .map(({ resource, token, user }) => `${resource.name}: ${user?.login ?? "nobody"}, ${token.name}`)
    .toSorted();
}

/** Makes blocks, and changes them all in one apply. */
async function getBlocks(scene: Scene, configs: readonly Fields[]) {
  let blocks: (Instance | null)[] = [];
  for (const config of configs) blocks.push(await scene.make(ASSIGNMENT, config));
  return {
    /** @param next null for a block that is removed. @param fails which blocks are not applied, as after Ctrl-C. */
    async apply(
      next: readonly (Fields | null)[],
      order: Order,
      fails: readonly number[] = [],
    ): Promise<void> {
      await scene.core.nextCommand();
      const plans: (() => Promise<Instance | null>)[] = [];
      for (const [index, config] of next.entries()) {
        const block = blocks[index] ?? null;
        const prior = block === null ? null : await scene.core.read(ASSIGNMENT, block);
        if (config === null && prior === null) {
          plans.push(() => Promise.resolve(null));
          continue;
        }
        const planned = await scene.core.plan(ASSIGNMENT, config, prior);
        plans.push(() => (fails.includes(index) ? Promise.resolve(prior) : scene.core.apply(planned)));
      }
      blocks = [...(await inOrder(plans, order))];
      await scene.core.nextCommand();
      // No block has what another one has.
      const kept = blocks.filter((block) => block !== null);
      expect(new Set(kept.map(getId)).size).toBe(kept.length);
      if (fails.length > 0) return;
      for (const block of kept) expect(await scene.core.read(ASSIGNMENT, block)).toEqual(block);
    },
  };
}

/** Three resources, and a fob of anna's that works at the first of them. */
async function places(count: number) {
  const scene = await Scene.open(world);
  const user_id = await scene.seed.user("anna");
  const { id: token_id, name } = await scene.seed.fob({ of: "anna" });
  const all: Fields[] = [];
  for (const resource of ["Mail", "VPN", "Wiki"]) {
    all.push({ resource_id: await scene.seed.resource(resource), token_id, user_id });
  }
  const [mail, vpn, wiki] = all as [Fields, Fields, Fields];
  return { scene, fob: name, mail, vpn, wiki, ...(await getBlocks(scene, all.slice(0, count))) };
}

it.each(someByTier(OF_THREE))("a list that loses its first element: $order", async (order) => {
  const { scene, fob, vpn, wiki, apply } = await places(3);
  await apply([vpn, wiki, null], order);
  expect(await links(scene)).toEqual([`VPN: anna, ${fob}`, `Wiki: anna, ${fob}`]);
});

it.each([{ fails: [1] }, { fails: [2] }, { fails: [1, 2] }])(
  "a list that loses its first element, where the blocks $fails fail: the next apply is right",
  async ({ fails }) => {
    const { scene, fob, vpn, wiki, apply } = await places(3);
    await apply([vpn, wiki, null], { order: [0, 1, 2] }, fails);
    // A block that is new takes nothing over: the one that is removed goes first.
    await apply([vpn, wiki, null], { order: [0, 2, 1] });
    expect(await links(scene)).toEqual([`VPN: anna, ${fob}`, `Wiki: anna, ${fob}`]);
  },
);

it("a block that moves by mistake to the link of another one does not share it: the next plan shows that", async () => {
  const { scene, fob, vpn, apply } = await places(2);
  const order = { order: [0, 1] };
  await apply([vpn, vpn], order, [1]);
  await expect(apply([vpn, vpn], order)).rejects.toThrow("It exists already");
  expect(await links(scene)).toEqual([`VPN: anna, ${fob}`]);
});

it.each(someByTier(OF_TWO))("a list in another order, and back: $order", async (order) => {
  const { scene, fob, mail, vpn, apply } = await places(2);
  const both = [`Mail: anna, ${fob}`, `VPN: anna, ${fob}`];
  for (const next of [
    [vpn, mail],
    [mail, vpn],
  ]) {
    await apply(next, order);
    expect(await links(scene)).toEqual(both);
  }
});

it.each(someByTier(OF_THREE))("three assignments that move in a circle: $order", async (order) => {
  const { scene, fob, mail, vpn, wiki, apply } = await places(3);
  await apply([vpn, wiki, mail], order);
  expect(await links(scene)).toEqual([`Mail: anna, ${fob}`, `VPN: anna, ${fob}`, `Wiki: anna, ${fob}`]);
});

it.each(someByTier(OF_TWO))(
  "two people exchange their fobs, whose links went with them, and back: $order",
  async (order) => {
    const scene = await Scene.open(world);
    const { admin, seed } = scene;
    const [anna, bert] = [await seed.user("anna"), await seed.user("bert")];
    const resource_id = await seed.resource("VPN");
    const [first, second] = [await seed.fob({ of: "anna" }), await seed.fob({ of: "bert" })];
    const link = (user_id: string, token_id: string): Fields => ({ resource_id, token_id, user_id });
    const { apply } = await getBlocks(scene, [link(anna, first.id), link(bert, second.id)]);
    const give = async (user: string, token: string) =>
      admin.do("tokenAssign", { token: { id: token }, to: { user: { id: user } } }, "__typename");
    for (const [annas, berts] of [
      [second, first],
      [first, second],
    ] as const) {
      for (const { id } of [first, second]) await admin.do("tokenUnassign", { token: { id } }, "__typename");
      await give(anna, annas.id);
      await give(bert, berts.id);
      await apply([link(anna, annas.id), link(bert, berts.id)], order);
      expect(await links(scene)).toEqual([`VPN: anna, ${annas.name}`, `VPN: bert, ${berts.name}`]);
    }
  },
);

it("a new assignment block takes over nothing: what exists is imported", async () => {
  const { scene, mail } = await places(1);
  expect(await getRefusal(scene.make(ASSIGNMENT, mail))).toMatchObject({
    path: "resource_id",
    summary: "It exists already",
  });
});

/** A table keyed by person, and a list of places for one fob. */
const table = (fobs: Readonly<Record<string, string>>, list: readonly string[]) => `${TOKENPLANE_ALONE}
locals {
  fobs = ${JSON.stringify(fobs)}
  list = ${JSON.stringify(list)}
}
data "tokenplane_token" "all" {
  for_each      = local.fobs
  serial_number = each.value
}
resource "tokenplane_user" "all" {
  for_each = local.fobs
  login    = each.key
}
resource "tokenplane_resource" "all" {
  for_each = toset(["Mail", "VPN", "Wiki"])
  name     = each.key
}
resource "tokenplane_token_user" "all" {
  for_each = local.fobs
  token_id = data.tokenplane_token.all[each.key].id
  user_id  = tokenplane_user.all[each.key].id
}
resource "tokenplane_assignment" "all" {
  for_each    = local.fobs
  resource_id = tokenplane_resource.all["VPN"].id
  token_id    = tokenplane_token_user.all[each.key].token_id
  user_id     = tokenplane_token_user.all[each.key].user_id
}
resource "tokenplane_assignment" "list" {
  count       = length(local.list)
  resource_id = tokenplane_resource.all[local.list[count.index]].id
  token_id    = tokenplane_token_user.all["carl"].token_id
  user_id     = tokenplane_token_user.all["carl"].user_id
}
`;

it.each(coresHere())(
  "people exchange their fobs in a table, and a list changes its order, with %s",
  { tags: "deep" },
  async (_name, core) => {
    const seed = await world.seed();
    const workspace = getWorkspace(core, {
      TOKENPLANE_ENDPOINT: world.url,
      TOKENPLANE_API_KEY: (await seed.key("PROVISIONER")).key,
    });
    const [one, two, three] = [await seed.fob(), await seed.fob(), await seed.fob()].map(({ name }) => name);
    const as = (annas = "", berts = "", list: readonly string[] = []) =>
      workspace.write("main.tf", table({ anna: annas, bert: berts, carl: three ?? "" }, list));
    const expected = (annas = "", berts = "", list: readonly string[] = []) =>
      [
        `VPN: anna, ${annas}`,
        `VPN: bert, ${berts}`,
        `VPN: carl, ${three}`,
        ...list.map((name) => `${name}: carl, ${three}`),
      ].toSorted();
    try {
      as(one, two, ["Mail", "Wiki"]);
      await workspace.apply();
      for (const [more, annas, berts, list] of [
        [[], two, one, ["Wiki", "Mail"]],
        [[], one, two, ["Mail", "Wiki"]],
        [["-parallelism=1"], one, two, ["Wiki", "Mail"]],
        [[], one, two, ["Mail"]],
      ] as const) {
        as(annas, berts, list);
        await workspace.apply(...more);
        expect(await links(seed)).toEqual(expected(annas, berts, list));
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });
      }
    } finally {
      workspace.clear();
    }
  },
);
