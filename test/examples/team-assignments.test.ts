import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Example } from "../support/example.js";
import { coreOfEachName } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const TABLE = "assignments.csv";

/** The resources have the addresses and the bypass policies of the program. */
async function expectResources({ seed }: Example): Promise<void> {
  const { resources } = await seed.admin.query<{ resources: { nodes: unknown[] } }>(
    "{ resources { nodes { name allowedAddresses bypassPolicy { maximumDuration reasonRequired } } } }",
  );
  const policy = (maximumDuration: string, reasonRequired: boolean) => ({
    maximumDuration,
    reasonRequired,
  });
  expect(new Set(resources.nodes)).toEqual(
    new Set([
      { name: "Bastion host", allowedAddresses: [], bypassPolicy: policy("NONE", false) },
      { name: "Office VPN", allowedAddresses: [], bypassPolicy: policy("HOURS_8", true) },
      {
        name: "Lab VPN",
        allowedAddresses: ["192.0.2.0/24", "2001:db8::/32"],
        bypassPolicy: policy("HOUR_1", true),
      },
    ]),
  );
}

describe("the example team-assignments", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
  });
  afterAll(() => world.end());

  it.each(coreOfEachName())("lives from apply to destroy with %s", { tags: "deep" }, async (_name, core) => {
    const example = await Example.open(world, core, "team-assignments");
    try {
      await example.workspace.apply();
      expect(await example.planned()).toEqual([]);
      expect(await example.counts()).toEqual({ users: 40, resources: 3, tokens: 40, assignments: 74 });
      const all = await example.assignments();
      expect(all.filter((one) => one.includes("nils.berg"))).toEqual([
        "nils.berg, Lab VPN, Nils's phone",
        "nils.berg, Office VPN, Nils's phone",
      ]);
      await expectResources(example);

      // Nils moves from Research to Platform, and Kofi leaves.
      const lab = "Research,nils.berg,,,,Lab VPN,Nils's phone\n";
      await expect(
        example.edit(TABLE, lab, `${lab}Platform,nils.berg,,,,Bastion,Nils's phone\n`),
      ).rejects.toThrow(
        /assignments\.csv line \d+: no resource is called "Bastion"\. There are "Office VPN", "Lab VPN", "Bastion host"\./,
      );
      await example.edit(TABLE, ",Bastion,", ",Bastion host,");
      await example.edit(
        TABLE,
        "Field,kofi.mensah,kofi.mensah@example.com,Kofi,Mensah,Office VPN,Kofi's phone\n",
        "",
      );
      expect(await example.planned()).toEqual([
        "create tokenplane_assignment.bastion_grant-teams--people--nilsberg",
        "delete tokenplane_assignment.office-vpn_grant-teams--people--kofimensah",
        "delete tokenplane_token.teams_apps_kofimensah--Kofisphone",
        "delete tokenplane_user.teams_people_kofimensah",
      ]);
      await example.applyPlanned();
      expect(await example.planned()).toEqual([]);
      const now = [...all, "nils.berg, Bastion host, Nils's phone"]
        .filter((one) => !one.startsWith("kofi.mensah"))
        .sort();
      expect(await example.assignments()).toEqual(now);
      expect(await example.counts()).toEqual({ users: 39, resources: 3, tokens: 39, assignments: 74 });

      await example.destroy();
      expect(await example.counts()).toEqual({ users: 0, resources: 0, tokens: 0, assignments: 0 });
    } finally {
      example.end();
    }
  });
});
