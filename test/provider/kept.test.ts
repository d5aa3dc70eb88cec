// What an apply must not lose: a bypass while its successor is refused, a rotation that was interrupted, a PIN when a token
// changes hands, sight of a link whose token nobody has, and a portal while its policy changes.
import { copyFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Seed } from "../support/seed.js";
import {
  AttachedProvider,
  coreOfEachName,
  PROVIDER,
  TOKENPLANE_ALONE,
  Workspace,
} from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const OTHER_SECRET = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U";

const PEOPLE = `${TOKENPLANE_ALONE}
resource "tokenplane_user" "all" {
  for_each = toset(["alice", "bert"])
  login    = each.key
}
resource "tokenplane_resource" "vpn" { name = "VPN" }
resource "tokenplane_bypass_policy" "vpn" {
  resource_id      = tokenplane_resource.vpn.id
  maximum_duration = "HOURS_8"
}
`;

function fob(of: string, more = ""): string {
  return `resource "tokenplane_token" "fob" {
  model          = "PROTECTIMUS_TWO"
  serial_number  = "F-1"
  period_seconds = 30
  user_id        = tokenplane_user.all["${of}"].id
  pin_position   = "BEFORE_OTP"
  ${more === "" ? `secret_wo = "${SECRET}"\n  pin_wo = "4711"` : more}
}
`;
}

const LINK = `resource "tokenplane_assignment" "vpn" {
  resource_id = tokenplane_resource.vpn.id
  token_id    = tokenplane_token.fob.id
  user_id     = tokenplane_token.fob.user_id
}
`;

function bypass(duration: string): string {
  return `resource "tokenplane_bypass" "travel" {
  token_id    = tokenplane_assignment.vpn.token_id
  resource_id = tokenplane_bypass_policy.vpn.resource_id
  duration    = "${duration}"
}
`;
}

/** Who signs in at the VPN with what, and which bypass runs. */
async function standing({ admin }: Seed) {
  const { assignments, bypasses, tokens } = await admin.query<{
    assignments: { nodes: { user: { login: string } | null }[] };
    bypasses: { nodes: { duration: string }[] };
    tokens: { nodes: { id: string; pin: { position: string } | null }[] };
  }>(`{ assignments { nodes { user { login } } } bypasses(filter: { running: true }) { nodes { duration } }
    tokens { nodes { id pin { position } } } }`);
  return {
    links: assignments.nodes.map(({ user }) => user?.login ?? "nobody"),
    running: bypasses.nodes.map(({ duration }) => duration),
    pins: tokens.nodes.map(({ pin }) => pin?.position),
    token: { id: tokens.nodes[0]?.id ?? "" },
  };
}

const portal = (resource: string, more: string) => `resource "tokenplane_self_service_policy" "vpn" {
  resource_id = tokenplane_resource.${resource}.id
  ${more}
}
`;

const PLACES = `${TOKENPLANE_ALONE}
resource "tokenplane_resource" "vpn" { name = "VPN" }
resource "tokenplane_resource" "wiki" { name = "Wiki" }
`;

describe.each(coreOfEachName())("with %s", (_name, core) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
  });
  afterAll(() => world.end());

  async function opened() {
    const seed = await world.seed();
    const provider = await AttachedProvider.start(PROVIDER, {
      TOKENPLANE_ENDPOINT: world.url,
      TOKENPLANE_API_KEY: seed.admin.key,
    });
    const workspace = new Workspace(core, provider.environment);
    const write = (...parts: readonly string[]) => workspace.write("main.tf", parts.join(""));
    return { seed, workspace, write, end: () => (workspace.clear(), provider.end()) };
  }

  it("a bypass goes on while the one that is to take its place is refused", { tags: "deep" }, async () => {
    const { seed, workspace, write, end } = await opened();
    try {
      write(PEOPLE, fob("alice"), LINK, bypass("HOUR_1"));
      await workspace.apply();
      // Refused at the plan.
      write(PEOPLE, fob("alice"), LINK, bypass("HOURS_24"));
      const [complaint, ...others] = await workspace.complaints();
      expect(others).toEqual([]);
      expect(complaint).toMatchObject({ line: 'duration    = "HOURS_24"' });
      expect(complaint?.detail).toContain("The bypass policy of VPN allows bypass for up to 8 hours");
      // Refused at the apply: the policy changed since the plan.
      write(PEOPLE, fob("alice"), LINK, bypass("HOURS_8"));
      expect((await workspace.plan("-out=plan")).output).toContain(
        "tokenplane_bypass.travel will be updated in-place",
      );
      const scope = { resource: { name: "VPN" } };
      await seed.admin.do("bypassPolicySet", { scope, maximumDuration: "HOUR_1" }, "__typename");
      const { code, output } = await workspace.run("apply", "plan");
      expect([code, output]).toEqual([1, expect.stringContaining("The bypass policy does not allow this")]);
      expect(await standing(seed)).toMatchObject({ running: ["HOUR_1"] });
      // A policy that the same apply changes is the one that is asked.
      const permanent = PEOPLE.replace("HOURS_8", "PERMANENT");
      write(permanent, fob("alice"), LINK, bypass("PERMANENT"));
      await workspace.apply();
      expect(await standing(seed)).toMatchObject({ running: ["PERMANENT"] });
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });
      // Somebody grants another one in its place: that is shown, and goes with the block.
      const { token } = await standing(seed);
      await seed.admin.do("tokenBypassGrant", { token, scope, duration: "HOUR_1" }, "__typename");
      expect((await workspace.plan()).output).toMatch(/duration\s+= "HOUR_1" -> "PERMANENT"/);
      write(permanent, fob("alice"), LINK);
      await workspace.apply();
      expect(await standing(seed)).toMatchObject({ running: [] });
    } finally {
      await end();
    }
  });

  it(
    "a token that changes hands has the PIN that is declared; a rotation that was interrupted is finished",
    { tags: "deep" },
    async () => {
      const { seed, workspace, write, end } = await opened();
      const state = path.join(workspace.folder, "terraform.tfstate");
      try {
        write(PEOPLE, fob("alice"), LINK);
        await workspace.apply();
        write(PEOPLE, fob("bert", `secret_wo = "${SECRET}"`), LINK);
        expect((await workspace.complaints())[0]?.detail).toContain("write pin_wo with the next user's PIN");
        write(PEOPLE, fob("bert", `secret_wo = "${SECRET}"\n  pin_wo = "0815"`), LINK);
        await workspace.apply();
        expect(await standing(seed)).toMatchObject({ links: ["bert"], pins: ["BEFORE_OTP"] });
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });

        write(
          PEOPLE,
          fob("bert", `secret_wo = "${OTHER_SECRET}"\n  secret_wo_version = 2\n  pin_wo = "0815"`),
          LINK,
        );
        copyFileSync(state, `${state}.before`);
        await workspace.apply();
        // As if the core had been killed before it wrote the state.
        copyFileSync(`${state}.before`, state);
        await workspace.apply();
        expect(workspace.state()["tokenplane_token.fob"]).toMatchObject({ secret_wo_version: 2 });
        expect(await seed.events(1, { types: ["TOKEN_REISSUED"] })).toEqual(["TOKEN_REISSUED"]);
        expect(await seed.events(5, { types: ["TOKEN_REISSUED"] })).toHaveLength(1);
      } finally {
        await end();
      }
    },
  );

  it(
    "a portal is never closed while its policy changes, nor when the change is refused",
    { tags: "deep" },
    async () => {
      const { seed, workspace, write, end } = await opened();
      /** What happened to portals, the last first. */
      const happened = () =>
        seed.events(10, { types: ["SELF_SERVICE_POLICY_SET", "SELF_SERVICE_POLICY_CLEARED"] });
      const closed = () => seed.events(10, { types: ["SELF_SERVICE_POLICY_CLEARED"] });
      try {
        write(PLACES, portal("vpn", 'address = "kept"\nactions = ["TOKEN_REPORT_LOST"]'));
        await workspace.apply();
        // All of it is another, in one step.
        write(
          PLACES,
          portal("vpn", 'address = "kept-elsewhere"\nactions = ["NAMES_UPDATE"]\nsign_in = ["MAIL_CODE"]'),
        );
        await workspace.apply();
        expect(await happened()).toEqual(["SELF_SERVICE_POLICY_SET", "SELF_SERVICE_POLICY_SET"]);
        const { url } = workspace.state()["tokenplane_self_service_policy.vpn"] ?? {};
        expect(url).toMatch(/\/s\/kept-elsewhere$/);

        // Another portal has the address: the apply is refused, and the old policy stays.
        const other = await world.seed();
        await other.resource("Mail");
        const mail = { resource: { name: "Mail" }, address: "kept-away", actions: [] };
        await other.admin.do("selfServicePolicySet", mail, "__typename");
        write(PLACES, portal("vpn", 'address = "kept-away"\nactions = []'));
        const refused = await workspace.run("apply", "-auto-approve");
        expect([refused.code, refused.output]).toEqual([
          1,
          expect.stringContaining("Another portal has this address"),
        ]);
        // It is to move to a resource that has a portal: the plan is refused already.
        const wiki = { resource: { name: "Wiki" }, address: "kept-wiki", actions: [] };
        await seed.admin.do("selfServicePolicySet", wiki, "__typename");
        write(PLACES, portal("wiki", 'address = "kept-elsewhere"\nactions = ["NAMES_UPDATE"]'));
        expect((await workspace.complaints())[0]?.detail).toContain("has a self-service policy.");
        expect(await closed()).toEqual([]);
        const { resource } = await seed.admin.query<{ resource: { selfService: unknown } }>(
          '{ resource(by: { name: "VPN" }) { selfService { address actions signIn } } }',
        );
        expect(resource.selfService).toEqual({
          address: "kept-elsewhere",
          actions: ["NAMES_UPDATE"],
          signIn: ["MAIL_CODE"],
        });

        // Nothing is in its way any more: it moves, with its address.
        await seed.admin.do("selfServicePolicyClear", { resource: wiki.resource }, "__typename");
        expect((await workspace.plan()).output).toContain("must be replaced");
        await workspace.apply();
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });
        expect(await closed()).toHaveLength(2);
      } finally {
        await end();
      }
    },
  );

  it(
    "a link whose token nobody has is shown and repaired, and removed with its block",
    { tags: "deep" },
    async () => {
      const { seed, workspace, write, end } = await opened();
      try {
        write(PEOPLE, fob("alice"), LINK);
        await workspace.apply();
        const { token } = await standing(seed);
        await seed.admin.do("tokenUnassign", { token }, "__typename");
        const { output } = await workspace.plan();
        expect(output).toContain("tokenplane_assignment.vpn will be updated in-place");
        await workspace.apply();
        expect(await standing(seed)).toMatchObject({ links: ["alice"], pins: ["BEFORE_OTP"] });
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });

        await seed.admin.do("tokenUnassign", { token }, "__typename");
        expect(await standing(seed)).toMatchObject({ links: ["nobody"] });
        write(PEOPLE, fob("alice"));
        await workspace.apply();
        expect(await standing(seed)).toMatchObject({ links: [] });
      } finally {
        await end();
      }
    },
  );
});
