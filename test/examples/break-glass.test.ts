import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Example } from "../support/example.js";
import { coreOfEachName } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const HOUR = 3_600;

const JOURNEY = `new Bypass(stack, "nora-travels", {
  authenticator: norasPhone,
  at: vpn,
  duration: BypassDuration.HOURS_8,
  reason: "Travels to the customer without her phone",
  notAfter: endOfJourney(),
});
`;

interface Bypasses {
  readonly nodes: readonly {
    readonly token: { readonly user: { readonly login: string } };
    readonly reason: string;
    readonly honoured: readonly { readonly resource: { readonly name: string }; readonly until: string }[];
  }[];
}

describe("the example break-glass", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
  });
  afterAll(() => world.end());

  /** Who is let in where without a code, and for how many hours from when it was granted. */
  async function letIn({ seed }: Example, since: number): Promise<readonly string[]> {
    const { bypasses } = await seed.admin.query<{ bypasses: Bypasses }>(
      "{ bypasses { nodes { token { user { login } } reason honoured { resource { name } until } } } }",
    );
    return bypasses.nodes
      .flatMap(({ token, reason, honoured }) =>
        honoured.map(({ resource, until }) => {
          const hours = (Date.parse(until) - since) / (HOUR * 1_000);
          return `${token.user.login}, ${resource.name}, ${hours} h: ${reason}`;
        }),
      )
      .sort();
  }

  /** The helpdesk grants nothing that the policies do not allow. */
  async function expectPolicies({ seed }: Example): Promise<void> {
    const helpdesk = await seed.key("HELPDESK");
    const { tokens } = await seed.admin.query<{ tokens: { nodes: { id: string; name: string }[] } }>(
      "{ tokens { nodes { id name } } }",
    );
    const token = { id: tokens.nodes.find(({ name }) => name === "Omar's phone")?.id };
    const at = (name: string) => ({ token, scope: { resource: { name } }, reason: "lost" });
    for (const input of [
      { ...at("Bastion host"), duration: "HOURS_8" },
      { ...at("Office VPN"), duration: "HOURS_12" },
      { ...at("Office VPN"), duration: "HOUR_1", reason: null },
    ]) {
      expect((await helpdesk.mutate("tokenBypassGrant", input, "__typename")).code).toBe("POLICY_REFUSED");
    }
  }

  it.each(coreOfEachName())("lives from apply to destroy with %s", { tags: "deep" }, async (_name, core) => {
    const ends = new Date(Date.now() + 24 * HOUR * 1_000).toISOString();
    const example = await Example.open(world, core, "break-glass", { JOURNEY_ENDS: ends });
    const { seed } = example;
    try {
      const since = world.clock.now();
      await example.workspace.apply();
      expect(await example.planned()).toEqual([]);
      await example.enrol();
      const onCall = [
        "omar.haddad, Bastion host, 1 h: On call, and the phone is broken",
        "omar.haddad, Office VPN, 1 h: On call, and the phone is broken",
      ];
      const travels = "nora.lind, Office VPN, 8 h: Travels to the customer without her phone";
      expect(await letIn(example, since)).toEqual([travels, ...onCall]);
      for (const [login, place] of [
        ["nora.lind", "Office VPN"],
        ["omar.haddad", "Bastion host"],
      ] as const) {
        expect(await seed.signIn({ login }, place, ""), login).toBe(true);
      }

      // The policies hold everybody.
      await expectPolicies(example);

      // What the policies do not allow is refused before anything runs.
      await expect(example.edit("main.ts", "at: vpn", "at: bastion")).rejects.toThrow(
        /^Validation failed with the following errors:\n {2}\[break-glass\/nora-travels\] A bypass for 8 hours is longer than the policy of the account \(break-glass\/policy\) allows: 1 hour at most\./,
      );
      await example.edit("main.ts", "at: bastion", "at: vpn");

      // It ends by the clock, and nothing is granted again.
      world.clock.pass(2 * HOUR);
      expect(await letIn(example, since)).toEqual([travels]);
      expect(await example.planned()).toEqual([]);

      // Nora is back before her eight hours are over.
      await example.edit("main.ts", JOURNEY, "");
      expect(await example.planned()).toEqual(["delete tokenplane_bypass.nora-travels"]);
      await example.applyPlanned();
      expect(await example.planned()).toEqual([]);
      expect(await letIn(example, since)).toEqual([]);
      expect(await seed.signIn({ login: "nora.lind" }, "Office VPN", "")).toBe(false);

      await example.destroy();
      expect(await example.counts()).toEqual({ users: 0, resources: 0, tokens: 0, assignments: 0 });
      const { account } = await seed.admin.query<{ account: unknown }>(
        "{ account { bypassPolicy { origin } } }",
      );
      expect(account).toEqual({ bypassPolicy: null });
    } finally {
      example.end();
    }
  });

  it("grants nothing when the journey is over", { tags: "deep" }, async () => {
    const [, core] = coreOfEachName()[0] ?? [];
    if (core === undefined) return;
    const example = await Example.open(world, core, "break-glass", { JOURNEY_ENDS: "2026-01-01T00:00:00Z" });
    try {
      const { code, output } = await example.workspace.run("apply", "-auto-approve");
      expect(output.replaceAll(/[\s│]+/g, " ")).toContain(
        "It must not be granted after 2026-01-01T00:00:00.000Z. Remove the block, or write a later not_after.",
      );
      expect(code).toBe(1);
    } finally {
      example.end();
    }
  });
});
