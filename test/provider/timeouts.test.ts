// @module-tag deep
// The time limits of a resource hold for all that an operation asks the server, also for what it only reads.
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import type { Fields } from "../support/fake-core/proposed.js";
import { FakeCore } from "../support/fake-core.js";
import { Middleman } from "../support/middleman.js";
import { callsHere, fobNamed, getId, getRefusal } from "../support/scene.js";
import { openWorld, storeHere, type World } from "../support/world.js";

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere());
});
afterAll(() => world.end());

/** How long a provider tries without other limits, and how long the server is away for one that tries longer; in milliseconds. */
const PATIENCE = 300;
const UNREACHABLE_MS = 1_000;
/** For a provider that must give up: the server never comes back. Otherwise it could answer after a pause of the machine. */
const FOR_EVER = Number.POSITIVE_INFINITY;

/** A core whose server answers reads by id only some time after the first one, once `leave` was called. */
async function opened() {
  const seed = await world.seed();
  const { key } = await seed.key("PROVISIONER");
  const middleman = await Middleman.open(world.url);
  onTestFinished(() => middleman.close());
  const core = await FakeCore.start(callsHere(PATIENCE), { endpoint: middleman.url, api_key: key });
  const leave = (awayMs: number) => {
    let back = Number.POSITIVE_INFINITY;
    middleman.manners = {
      instead: ({ operation }) => {
        if (operation !== "Nodes") return undefined;
        back = Math.min(back, performance.now() + awayMs);
        return performance.now() < back ? { status: 503, body: {} } : undefined;
      },
    };
  };
  return { seed, core, leave };
}

const LONG = { create: "1m", update: "1m", delete: null };

it("a creation waits for a server that is away as long as its timeouts say, when it looks for what exists", async () => {
  const { seed, core, leave } = await opened();
  const create = async (name: string, more: Fields, awayMs: number) => {
    const config = { resource_id: await seed.resource(name), maximum_duration: "HOUR_1", ...more };
    const planned = await core.plan("tokenplane_bypass_policy", config, null);
    leave(awayMs);
    return core.apply(planned);
  };
  expect(await create("VPN", { timeouts: LONG }, UNREACHABLE_MS)).toMatchObject({
    state: { maximum_duration: "HOUR_1" },
  });
  expect((await getRefusal(create("Bastion", {}, FOR_EVER))).summary).toContain("cannot be reached");
});

it("an update waits for a server that is away as long as its timeouts say, when it reads what it changed", async () => {
  const { core, leave } = await opened();
  const make = async (config: Fields) => core.apply(await core.plan("tokenplane_token", config, null));
  const made = (await make(fobNamed("F-1", { timeouts: LONG }))) ?? expect.fail();
  const planned = await core.plan("tokenplane_token", fobNamed("F-1", { name: "Fob", timeouts: LONG }), made);
  leave(UNREACHABLE_MS);
  expect(await core.apply(planned)).toMatchObject({ state: { id: getId(made), name: "Fob" } });
});
