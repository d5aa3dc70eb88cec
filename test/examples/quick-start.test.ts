import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Example } from "../support/example.js";
import { coreOfEachName } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

describe("the example quick-start", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
  });
  afterAll(() => world.end());

  it.each(coreOfEachName())("lives from apply to destroy with %s", { tags: "deep" }, async (_name, core) => {
    const example = await Example.open(world, core, "quick-start");
    try {
      await example.workspace.apply();
      expect(await example.planned()).toEqual([]);
      expect(await example.assignments()).toEqual(["alice.jones, Office VPN, Alice's phone"]);

      await example.edit("main.tf", '"Office VPN"', '"Berlin VPN"');
      expect(await example.planned()).toEqual(["update tokenplane_resource.vpn name"]);
      await example.applyPlanned();
      expect(await example.planned()).toEqual([]);
      expect(await example.assignments()).toEqual(["alice.jones, Berlin VPN, Alice's phone"]);

      await example.destroy();
      expect(await example.counts()).toEqual({ users: 0, resources: 0, tokens: 0, assignments: 0 });
    } finally {
      example.end();
    }
  });
});
