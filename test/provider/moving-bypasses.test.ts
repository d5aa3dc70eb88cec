// @module-tag deep
// A bypass that moves is granted there, and then revoked here: whatever comes in between, none is left that no state has.
import { afterAll, beforeAll, expect, it } from "vitest";
import { between } from "./between-requests.js";
import { call } from "../support/fake-core/wire.js";
import { RefusedChange } from "../support/fake-core/instance.js";
import type { Fields } from "../support/fake-core/proposed.js";
import { getId, Scene } from "../support/scene.js";
import { openWorld, storeHere, type World } from "../support/world.js";
import { someByTier } from "../support/tier.js";

type Stop = () => Promise<unknown>;

const BYPASS = "tokenplane_bypass";

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere());
});
afterAll(() => world.end());

/** A bypass at the VPN that is planned to move to the wiki. */
async function moving() {
  const scene = await Scene.open(world);
  const { core, seed, admin } = scene;
  await seed.user("anna");
  const [vpn, wiki] = [await seed.resource("VPN"), await seed.resource("Wiki")];
  const token_id = await scene.fob("anna", ["VPN", "Wiki"]);
  const at = (resource_id: string): Fields => ({ token_id, resource_id, duration: "HOUR_1" });
  const made = await scene.make(BYPASS, at(vpn));
  await core.nextCommand();
  const planned = await core.plan(BYPASS, at(wiki), made);
  const running = async () => {
    const { bypasses } = await admin.query<{ bypasses: { nodes: { resource: { name: string } }[] } }>(
      "{ bypasses(filter: { running: true }) { nodes { resource { name } } } }",
    );
    return bypasses.nodes.map(({ resource }) => resource.name).toSorted();
  };
  return { scene, core, planned, running, there: at(wiki), back: at(vpn) };
}

it.each(
  someByTier([
    ["in between", (stop: Stop) => ({ after: { TokenBypassGrant: stop } })],
    [
      "while the revocation waits",
      (stop: Stop) => ({ delayed: { operation: "TokenBypassRevoke", meanwhile: stop } }),
    ],
  ] as const),
)(
  "a bypass moves to another resource, and Ctrl-C comes %s: the old bypass is revoked all the same",
  async (_when, coming) => {
    const { scene, core, planned, running } = await moving();
    const stop = () => call(scene.calls, "StopProvider", {});
    await between(coming(stop), () => core.apply(planned));
    expect(await running()).toEqual(["Wiki"]);
  },
);

/** The block after its move, whose revocation has failed. */
async function halfMoved() {
  const scene = await moving();
  const apply = () => scene.core.apply(scene.planned);
  const thrown: unknown = await between({ forbidden: "TokenBypassRevoke" }, apply).catch(
    (error: unknown) => error,
  );
  if (!(thrown instanceof RefusedChange)) throw thrown;
  expect(await scene.running()).toEqual(["VPN", "Wiki"]);
  await scene.core.nextCommand();
  return { ...scene, left: thrown.whatIsLeft };
}

it.each(
  someByTier([
    ["is applied again", "there", ["Wiki"]],
    ["goes back", "back", ["VPN"]],
    ["is removed", null, []],
  ] as const),
)(
  "a bypass that was half moved, because a revocation failed, is right when the block %s",
  async (_how, next, left) => {
    const { core, running, left: whatIsLeft, ...configs } = await halfMoved();
    const config = next === null ? null : configs[next];
    const now = await core.apply(await core.plan(BYPASS, config, whatIsLeft));
    expect(await running()).toEqual(left);
    if (now !== null) expect(await core.plan(BYPASS, config, now)).toMatchObject({ action: "nothing" });
  },
);

it.each(
  someByTier([
    ["is applied again", "there", ["Wiki"]],
    ["goes back", "back", ["VPN"]],
    ["is removed", null, []],
  ] as const),
)(
  "a bypass that was half moved is the old one again if somebody ends the new one, when the block %s",
  async (_how, next, after) => {
    const { scene, core, running, left, ...configs } = await halfMoved();
    if (left === null) return expect.fail();
    await scene.admin.do("tokenBypassRevoke", { bypass: { id: getId(left) } }, "__typename");
    const read = (await core.read(BYPASS, left)) ?? expect.fail();
    expect(read.state).toMatchObject(configs.back);
    expect(await running()).toEqual(["VPN"]);
    const config = next === null ? null : configs[next];
    const now = await core.apply(await core.plan(BYPASS, config, read));
    expect(await running()).toEqual(after);
    if (now !== null) expect(await core.plan(BYPASS, config, now)).toMatchObject({ action: "nothing" });
  },
);
