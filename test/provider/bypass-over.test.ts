// @module-tag deep
// A bypass that somebody ended is granted again as long as its time is not over. After that, nobody is let in by it once more.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Fields } from "../support/fake-core/proposed.js";
import type { Reported } from "../support/fake-core/wire.js";
import { getId, Scene } from "../support/scene.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const BYPASS = "tokenplane_bypass";
const HOUR = 3_600;

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere());
});
afterAll(() => world.end());

/** Anna's fob at the VPN, and a bypass of it that Terraform granted. */
async function granted(duration: string) {
  const scene = await Scene.open(world);
  await scene.seed.user("anna");
  const resource_id = await scene.seed.resource("VPN");
  const token_id = await scene.fob("anna", ["VPN"]);
  const config: Fields = { token_id, resource_id, duration };
  const bypass = await scene.make(BYPASS, config);
  /** What a refresh finds, what it warns of, and what the next apply would do. */
  const next = async () => {
    const warned: Reported[] = [];
    const found = await scene.core.read(BYPASS, bypass, warned);
    const { action } = await scene.core.plan(BYPASS, config, found);
    return { action, id: found?.state["id"] ?? null, warned: warned.map(({ summary }) => summary) };
  };
  const does = (mutation: string, input: object) => scene.admin.do(mutation, input, "__typename");
  return { does, next, id: getId(bypass), token: { id: token_id }, resource: { id: resource_id } };
}

type Granted = Awaited<ReturnType<typeof granted>>;

const ENDS: readonly (readonly [how: string, ends: (one: Granted) => Promise<unknown>, warned: string[]])[] =
  [
    ["revoked", ({ does, id }) => does("tokenBypassRevoke", { bypass: { id } }), []],
    [
      "replaced by one that was revoked",
      async ({ does, token, resource }) => {
        await does("tokenBypassGrant", { token, scope: { resource }, duration: "HOURS_8" });
        await does("tokenBypassRevoke", { bypass: { token } });
      },
      [],
    ],
    [
      "unlinked",
      ({ does, token, resource }) => does("assignmentDelete", { assignment: { link: { token, resource } } }),
      [],
    ],
    [
      "unassigned",
      ({ does, token }) => does("tokenUnassign", { token }),
      ["This bypass was for another user"],
    ],
  ];

it.each(ENDS)("a bypass that was %s is not granted again after its own time", async (_how, ends, warned) => {
  const one = await granted("HOUR_1");
  world.clock.pass(HOUR / 3);
  await ends(one);
  expect(await one.next()).toEqual({ action: "create", id: null, warned });
  world.clock.pass(HOUR);
  expect(await one.next()).toEqual({ action: "nothing", id: one.id, warned: [] });
});

it("a bypass that was replaced is not granted again, neither beside the other nor after it", async () => {
  const one = await granted("HOUR_1");
  const { does, token, resource, id, next } = one;
  world.clock.pass(HOUR / 3);
  await does("tokenBypassGrant", { token, scope: { resource }, duration: "HOURS_8" });
  // As long as it would run, the plan shows that another one runs in its place.
  expect(await next()).toMatchObject({ action: "update" });
  world.clock.pass(HOUR);
  expect(await next()).toEqual({ action: "nothing", id, warned: [] });
  world.clock.pass(8 * HOUR);
  expect(await next()).toEqual({ action: "nothing", id, warned: [] });
});

it("a permanent bypass that was revoked is granted again", async () => {
  const { does, next, id } = await granted("PERMANENT");
  await does("tokenBypassRevoke", { bypass: { id } });
  world.clock.pass(48 * HOUR);
  expect(await next()).toMatchObject({ action: "create", id: null });
});

it("a block that is removed takes nothing with it when the time of its bypass is over", async () => {
  const scene = await Scene.open(world);
  await scene.seed.user("anna");
  const token_id = await scene.fob("anna");
  const bypass = await scene.make(BYPASS, { token_id, everywhere: true, duration: "HOUR_1" });
  await scene.admin.do("tokenBypassRevoke", { bypass: { id: getId(bypass) } }, "__typename");
  world.clock.pass(2 * HOUR);
  const found = (await scene.core.read(BYPASS, bypass)) ?? expect.fail();
  expect(await scene.core.apply(await scene.core.plan(BYPASS, null, found))).toBeNull();
});
