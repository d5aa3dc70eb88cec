// Serial numbers ignore case: a configuration may write one otherwise than the server has it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fobNamed, getId, Scene } from "../support/scene.js";
import { openWorld, type World } from "../support/world.js";

describe("a serial number in another case", () => {
  let world: World;
  let scene: Scene;
  beforeAll(async () => {
    world = await openWorld("PGlite");
    scene = await Scene.open(world);
  });
  afterAll(() => world.end());

  it("is no change of a token that was made or imported", async () => {
    const made = await scene.make("tokenplane_token", fobNamed("F-1"));
    const again = await scene.core.plan("tokenplane_token", fobNamed("f-1"), made);
    expect(again).toMatchObject({ action: "nothing", replaces: [], state: { serial_number: "F-1" } });
    const imported = await scene.core.import("tokenplane_token", { id: getId(made) });
    const { replaces } = await scene.core.plan("tokenplane_token", fobNamed("f-1"), imported);
    expect(replaces).toEqual([]);
  });

  it("stays as it is when something else makes another token of it", async () => {
    const made = await scene.make("tokenplane_token", fobNamed("G-1"));
    const planned = await scene.core.plan(
      "tokenplane_token",
      { ...fobNamed("g-1"), model: "PROTECTIMUS_SHARK" },
      made,
    );
    expect(planned).toMatchObject({ action: "replace", replaces: ["model"] });
  });

  it("is that of another token, which is refused at plan", async () => {
    await scene.make("tokenplane_token", fobNamed("H-1"));
    const other = await scene.make("tokenplane_token", fobNamed("H-2"));
    await expect(scene.core.plan("tokenplane_token", fobNamed("h-1"), other)).rejects.toThrow(
      'Another token has the serial number "h-1".',
    );
  });
});
