import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Example } from "../support/example.js";
import { coreOfEachName } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

describe("the example hardware-rollout", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
  });
  afterAll(() => world.end());

  it.each(coreOfEachName())("lives from apply to destroy with %s", { tags: "deep" }, async (_name, core) => {
    const example = await Example.open(world, core, "hardware-rollout");
    const { seed } = example;
    const secrets = new Map(
      readFileSync(path.join(example.folder, "box.csv"), "utf8")
        .split("\n")
        .slice(1)
        .map((line) => line.split(",") as [string, string]),
    );
    const signsIn = (login: string, place: string, serial: string) =>
      seed.signIn({ login }, place, example.device(serial, secrets.get(serial) ?? "").code());
    try {
      await example.workspace.apply();
      expect(await example.planned()).toEqual([]);
      expect(await example.assignments()).toEqual([
        "ida.berg, Control room, 70010001",
        "ida.berg, Plant network, 70010001",
        "jonas.weber, Plant network, 70010002",
        "kemal.aydin, Control room, 70010003",
        "kemal.aydin, Plant network, 70010003",
        "lucia.romano, Plant network, 70010004",
      ]);
      expect(await signsIn("ida.berg", "Control room", "70010001")).toBe(true);
      expect(await signsIn("lucia.romano", "Control room", "70010004")).toBe(false);

      await expect(example.edit("main.ts", 'serial: "70010004"', 'serial: "70010001"')).rejects.toThrow(
        /\[hardware-rollout\/lucia\.romano-fob\] The serial number "70010001" is used at hardware-rollout\/ida\.berg-fob already\./,
      );
      // Lucia's fob broke, and she gets a spare one.
      const main = readFileSync(path.join(example.folder, "main.ts"), "utf8");
      expect(main).toContain('lastName: "Romano", serial: "70010001"');
      await example.edit(
        "main.ts",
        'lastName: "Romano", serial: "70010001"',
        'lastName: "Romano", serial: "70010005"',
      );
      expect(await example.planned()).toEqual([
        "delete create tokenplane_token_user.luciaromano-fob_Owner token_id",
        "update tokenplane_assignment.plant_grant-luciaromano token_id",
      ]);
      await example.applyPlanned();
      expect(await example.planned()).toEqual([]);
      expect(await signsIn("lucia.romano", "Plant network", "70010005")).toBe(true);
      expect(await signsIn("lucia.romano", "Plant network", "70010004")).toBe(false);

      await example.destroy();
      expect(await example.counts()).toEqual({ users: 0, resources: 0, tokens: 6, assignments: 0 });
    } finally {
      example.end();
    }
  });
});
