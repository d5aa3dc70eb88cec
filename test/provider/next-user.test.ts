// @module-tag deep
// A bypass was given to a person. When the token changes hands, the block stays, and would let the next one in.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Instance } from "../support/fake-core/instance.js";
import type { Reported } from "../support/fake-core/wire.js";
import { fobNamed, getId, Scene } from "../support/scene.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const TOKEN = "tokenplane_token";
const BYPASS = "tokenplane_bypass";

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere());
});
afterAll(() => world.end());

/** What a refresh says of a bypass. */
async function refreshed({ core }: Scene, bypass: Instance) {
  const warned: Reported[] = [];
  return { found: await core.read(BYPASS, bypass, warned), warned };
}

it("a refresh warns of a bypass that the next apply would grant to the token's next user", async () => {
  const scene = await Scene.open(world);
  const [alice, bob] = [await scene.seed.user("alice"), await scene.seed.user("bob")];
  const fob = await scene.make(TOKEN, fobNamed("F-1", { user_id: alice }));
  const bypass = await scene.make(BYPASS, { token_id: getId(fob), everywhere: true, duration: "HOUR_1" });
  expect(await refreshed(scene, bypass)).toMatchObject({ found: {}, warned: [] });
  await scene.core.apply(await scene.core.plan(TOKEN, fobNamed("F-1", { user_id: bob }), fob));
  expect(await refreshed(scene, bypass)).toMatchObject({
    found: null,
    warned: [
      {
        severity: "warning",
        path: "token_id",
        summary: "This bypass was for another user",
        detail: expect.stringContaining(
          "Remove this block, unless that user should have the bypass.",
        ) as string,
      },
    ],
  });
});

it("a refresh does not warn of a bypass that was revoked, or whose token is gone", async () => {
  const scene = await Scene.open(world);
  const user_id = await scene.seed.user("alice");
  const fob = await scene.make(TOKEN, fobNamed("F-1", { user_id }));
  const config = { token_id: getId(fob), everywhere: true, duration: "HOUR_1" };
  const revoked = await scene.make(BYPASS, config);
  await scene.admin.do("tokenBypassRevoke", { bypass: { id: getId(revoked) } }, "__typename");
  expect(await refreshed(scene, revoked)).toEqual({ found: null, warned: [] });
  const left = await scene.make(BYPASS, config);
  await scene.admin.do("tokenDelete", { token: { id: getId(fob) } }, "__typename");
  expect(await refreshed(scene, left)).toEqual({ found: null, warned: [] });
});
