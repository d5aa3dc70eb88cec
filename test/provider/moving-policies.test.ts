// @module-tag deep
// Blocks that move in one apply to where others were: no policy is lost, in whatever order a core applies them.
import { afterAll, beforeAll, expect, it } from "vitest";
import { between } from "./between-requests.js";
import { call } from "../support/fake-core/wire.js";
import type { Instance } from "../support/fake-core/instance.js";
import type { Fields } from "../support/fake-core/proposed.js";
import { inOrder, OF_THREE, OF_TWO } from "./in-order.js";
import { getRefusal, Scene } from "../support/scene.js";
import { coresHere, TOKENPLANE_ALONE, getWorkspace } from "../support/terraform.js";
import { someByTier } from "../support/tier.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const POLICY = "tokenplane_bypass_policy";
type Stop = () => Promise<unknown>;

const NAMES = ["First", "Second", "Third"] as const;

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere());
});
afterAll(() => world.end());

/** The policy of each resource, by its name; null where there is none. */
async function policies({ admin }: Pick<Scene, "admin">): Promise<Readonly<Record<string, string | null>>> {
  const { resources } = await admin.query<{
    resources: { nodes: { name: string; bypassPolicy: { maximumDuration: string } | null }[] };
  }>("{ resources { nodes { name bypassPolicy { maximumDuration } } } }");
  return Object.fromEntries(
    resources.nodes.map(({ name, bypassPolicy }) => [name, bypassPolicy?.maximumDuration ?? null]),
  );
}

/** Three resources, and a block with a policy for each of the given ones. @param durations what they allow. */
async function managed(durations: readonly string[]) {
  const scene = await Scene.open(world);
  const ids: string[] = [];
  for (const name of NAMES) ids.push(await scene.seed.resource(name));
  const at = (index: number) => ids[index] ?? expect.fail();
  const policy = (index: number, maximum_duration: string): Fields => ({
    resource_id: at(index),
    maximum_duration,
  });
  const blocks: Instance[] = [];
  for (const [index, duration] of durations.entries()) {
    blocks.push(await scene.make(POLICY, policy(index, duration)));
  }
  await scene.core.nextCommand();
  /** Plans all blocks, as a core does before it applies any of them. @param configs null for a block that is removed. */
  const plan = async (configs: readonly (Fields | null)[]) => {
    const plans = [];
    for (const [index, config] of configs.entries()) {
      plans.push(await scene.core.plan(POLICY, config, blocks[index] ?? null));
    }
    return plans.map((planned) => () => scene.core.apply(planned));
  };
  return { scene, at, policy, plan };
}

it.each(someByTier(OF_THREE))(
  "a list that loses its first element leaves the others their policies: $order",
  async (order) => {
    const { scene, policy, plan } = await managed(["HOURS_8", "HOURS_8", "HOURS_8"]);
    const changes = await plan([policy(1, "HOURS_8"), policy(2, "HOURS_8"), null]);
    await inOrder(changes, order);
    expect(await policies(scene)).toEqual({ First: null, Second: "HOURS_8", Third: "HOURS_8" });
  },
);

it.each(someByTier(OF_TWO))(
  "two blocks that exchange their resources keep both policies: $order",
  async (order) => {
    const { scene, policy, plan } = await managed(["HOURS_8", "HOURS_8"]);
    const changes = await plan([policy(1, "HOURS_8"), policy(0, "HOURS_8")]);
    await inOrder(changes, order);
    expect(await policies(scene)).toMatchObject({ First: "HOURS_8", Second: "HOURS_8" });
  },
);

it("a block that comes to another policy too early is refused, and moves at the next apply", async () => {
  const { scene, policy, plan } = await managed(["HOUR_1", "HOURS_8"]);
  const [first, second] = await plan([policy(1, "HOUR_1"), policy(2, "HOURS_8")]);
  expect(await getRefusal(Promise.resolve(first?.()))).toMatchObject({
    path: "resource_id",
    summary: "It exists already",
    detail: expect.stringContaining("If this apply removes it from another block, apply again.") as string,
  });
  await second?.();
  expect(await policies(scene)).toEqual({ First: "HOUR_1", Second: null, Third: "HOURS_8" });
  await scene.core.nextCommand();
  const [again] = await plan([policy(1, "HOUR_1")]);
  await again?.();
  expect(await policies(scene)).toEqual({ First: null, Second: "HOUR_1", Third: "HOURS_8" });
});

it.each([
  ["between the two steps of a move", (stop: Stop) => ({ after: { BypassPolicySet: stop } })],
  [
    "while the second one waits",
    (stop: Stop) => ({ delayed: { operation: "BypassPolicyClear", meanwhile: stop } }),
  ],
] as const)("Ctrl-C %s leaves no policy behind", async (_when, coming) => {
  const { scene, policy, plan } = await managed(["HOURS_8"]);
  const [move] = await plan([policy(1, "HOURS_8")]);
  const stop = () => call(scene.calls, "StopProvider", {});
  await between(coming(stop), async () => move?.());
  expect(await policies(scene)).toEqual({ First: null, Second: "HOURS_8", Third: null });
});

it("a bypass is held to the policy that moves to its resource, not to the account's", async () => {
  const { scene, at, policy, plan } = await managed(["HOURS_8", "HOURS_8"]);
  const nothing = { scope: { accountDefault: true }, maximumDuration: "NONE" };
  await scene.admin.do("bypassPolicySet", nothing, "__typename");
  await scene.seed.user("anna");
  const token_id = await scene.fob("anna", [NAMES[1]]);
  await plan([policy(1, "HOURS_8"), policy(2, "HOURS_8")]);
  const bypass = { token_id, resource_id: at(1), duration: "HOUR_1" };
  expect((await scene.core.plan("tokenplane_bypass", bypass, null)).action).toBe("create");
});

it.each(coresHere())(
  "a saved plan of a list that loses its first element, with %s",
  { tags: "deep" },
  async (_name, core) => {
    const seed = await world.seed();
    const workspace = getWorkspace(core, {
      TOKENPLANE_ENDPOINT: world.url,
      TOKENPLANE_API_KEY: (await seed.key("PROVISIONER")).key,
    });
    const list = (names: readonly string[]) => `${TOKENPLANE_ALONE}
locals { names = ${JSON.stringify(names)} }
resource "tokenplane_resource" "all" {
  for_each = toset(${JSON.stringify(NAMES)})
  name     = each.key
}
resource "tokenplane_bypass_policy" "all" {
  count            = length(local.names)
  resource_id      = tokenplane_resource.all[local.names[count.index]].id
  maximum_duration = "HOURS_8"
}
`;
    try {
      workspace.write("main.tf", list(NAMES));
      await workspace.apply();
      workspace.write("main.tf", list(NAMES.slice(1)));
      await workspace.plan("-out=shorter");
      const { code, output } = await workspace.run("apply", "shorter");
      expect(code, output).toBe(0);
      expect(await policies(seed)).toEqual({ First: null, Second: "HOURS_8", Third: "HOURS_8" });
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });
    } finally {
      workspace.clear();
    }
  },
);
