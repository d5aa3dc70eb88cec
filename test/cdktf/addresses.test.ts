// Addresses of blocks decide what an apply replaces in an existing state. A change that keeps the same object keeps its address.
// Ids that give no name, or the same name twice, are refused.
import { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { getApp, KITS, refuses, getStack, getTemplate, type Kit, type Stack } from "../support/constructs.js";

type Step = (kit: Kit, stack: Stack) => void;

/** The addresses of all blocks, in alphabetical order. */
function getAddresses(kit: Kit, of: Step, id = "team"): readonly string[] {
  const template = getTemplate(kit, getStack(kit, of, { id }));
  const kinds = template as Record<string, Record<string, Record<string, unknown>>>;
  return ["resource", "data"]
    .flatMap((kind) =>
      Object.entries(kinds[kind] ?? {}).flatMap(([type, blocks]) =>
        Object.keys(blocks).map((name) => `${kind === "data" ? "data." : ""}${type}.${name}`),
      ),
    )
    .sort();
}

/** A VPN with its policies, two people in a scope of their own, and what they sign in with. */
function program(logins: readonly string[], device: "phone" | "fob" = "phone"): Step {
  return ({ tokenplane }, stack) => {
    const { Authenticator, Bypass, BypassPolicy, Person, ProtectedResource } = tokenplane;
    const bypass = BypassPolicy.permanent();
    const selfService = { address: "vpn", actions: [] };
    const vpn = new ProtectedResource(stack, "vpn", { name: "VPN", bypass, selfService });
    const sales = new Construct(stack, "sales");
    for (const login of logins) {
      const owner = new Person(sales, login, { login });
      const authenticator =
        device === "phone"
          ? Authenticator.app(sales, `${login}-phone`, { owner })
          : Authenticator.fromSerial(sales, `${login}-fob`, `serial-${login}`, { owner });
      vpn.grant(owner, authenticator);
      new Bypass(sales, `${login}-leave`, { authenticator, at: vpn, duration: "HOUR_1" });
    }
  };
}

const EXPECTED = [
  "tokenplane_assignment.vpn_grant-sales--alice_124E4F1D",
  "tokenplane_assignment.vpn_grant-sales--bob_62B0E68D",
  "tokenplane_bypass.sales_alice-leave_179A9291",
  "tokenplane_bypass.sales_bob-leave_14BFBF55",
  "tokenplane_bypass_policy.vpn_BypassPolicy_36C7F8C6",
  "tokenplane_resource.vpn",
  "tokenplane_self_service_policy.vpn_SelfServicePolicy_3C0D7012",
  "tokenplane_token.sales_alice-phone_0B1D4DF7",
  "tokenplane_token.sales_bob-phone_412DE816",
  "tokenplane_user.sales_alice_FB66AFB9",
  "tokenplane_user.sales_bob_44662EE1",
];

describe.each(KITS)("addresses with $name", (kit) => {
  it("are these", () => {
    expect(getAddresses(kit, program(["alice", "bob"]))).toEqual(EXPECTED);
  });

  it("stay when the program's order changes", () => {
    expect(getAddresses(kit, program(["bob", "alice"]))).toEqual(EXPECTED);
  });

  it("stay when the stack is called otherwise", () => {
    expect(getAddresses(kit, program(["alice", "bob"]), "another")).toEqual(EXPECTED);
  });

  it("stay when the stack is in a stage", () => {
    const stage = new Construct(getApp(kit), "production");
    const stack = new kit.cdk.TerraformStack(stage, "team");
    kit.tokenplane.configureTokenplane(stack);
    program(["alice", "bob"])(kit, stack);
    const { resource } = getTemplate(kit, stack) as { resource: Record<string, object> };
    const found = Object.entries(resource).flatMap(([type, blocks]) =>
      Object.keys(blocks).map((name) => `${type}.${name}`),
    );
    expect(found.sort()).toEqual(EXPECTED);
  });

  it("stay when people come and go", () => {
    const more = getAddresses(kit, program(["aaron", "alice", "bob", "carol"]));
    expect(more).toEqual(expect.arrayContaining(EXPECTED));
    expect(more).toHaveLength(EXPECTED.length + 8);
  });

  it("of grants stay when somebody gets another authenticator", () => {
    const grants = (all: readonly string[]) => all.filter((one) => one.startsWith("tokenplane_assignment."));
    expect(grants(getAddresses(kit, program(["alice", "bob"], "fob")))).toEqual(grants(EXPECTED));
  });

  it("of grants tell people apart whose ids are alike", () => {
    const addresses = getAddresses(kit, ({ tokenplane }, stack) => {
      const vpn = new tokenplane.ProtectedResource(stack, "vpn", { name: "VPN" });
      for (const [scope, id] of [
        [stack, "a"],
        [stack, "a-2"],
        [stack, "a.2"],
        [new Construct(stack, "s"), "a"],
        [new Construct(stack, "t"), "a"],
        [stack, "s-a"],
      ] as const) {
        const login = `${scope.node.id}/${id}`;
        const owner = new tokenplane.Person(new Construct(scope, `of-${id}`), id, { login });
        vpn.grant(owner, tokenplane.Authenticator.app(owner, "app", { owner }));
      }
    });
    expect(addresses.filter((one) => one.startsWith("tokenplane_assignment."))).toHaveLength(6);
  });
});

function people(...ids: readonly string[]): Step {
  return ({ tokenplane }, stack) => {
    for (const [index, id] of ids.entries()) new tokenplane.Person(stack, id, { login: `login-${index}` });
  };
}

refuses("ids of constructs", [
  {
    what: "two that make one name",
    wrong: people("a.b", "ab"),
    refused: [
      "[team] team/a.b and team/ab would be one block, tokenplane_user.ab: a block's name keeps only the letters from A to Z, the digits, _ and - of an id. Give one of them another id.",
    ],
    right: people("a-b", "a_b", "ab", "aB"),
  },
  {
    what: "two of different types may be alike",
    wrong: ({ tokenplane }, stack) => {
      new tokenplane.Person(stack, "jürgen", { login: "jürgen" });
      new tokenplane.Person(stack, "jrgen", { login: "jrgen" });
    },
    refused: [
      "[team] team/jürgen and team/jrgen would be one block, tokenplane_user.jrgen: a block's name keeps only the letters from A to Z, the digits, _ and - of an id. Give one of them another id.",
    ],
    right: ({ tokenplane }, stack) => {
      new tokenplane.Person(stack, "jürgen", { login: "jürgen" });
      tokenplane.Person.fromLogin(stack, "jrgen", "jrgen");
      tokenplane.Authenticator.app(stack, "jrgen.");
    },
  },
  {
    what: "one that begins with a digit",
    wrong: people("007"),
    refused: [
      "[team] team/007 would be the block tokenplane_user.007, but a block's name begins with a letter from A to Z or _. Begin the id with one.",
    ],
    right: people("_007", "agent-007"),
  },
  {
    what: "one of other letters alone",
    wrong: people("Олена"),
    refused: [
      "[team] team/Олена would be the block tokenplane_user., but a block's name begins with a letter from A to Z or _. Begin the id with one.",
    ],
    // In a scope, other letters are distinguished: names end with a hash of the path.
    right: ({ tokenplane }, stack) => {
      const team = new Construct(stack, "people");
      new tokenplane.Person(team, "Олена", { login: "olena" });
      new tokenplane.Person(team, "Ірина", { login: "iryna" });
    },
  },
  {
    what: "a scope that begins with a digit",
    wrong: ({ tokenplane }, stack) => {
      new tokenplane.Person(new Construct(stack, "2026"), "alice", { login: "alice" });
    },
    refused: [
      "[team] team/2026/alice would be the block tokenplane_user.2026_alice_B3B04FAE, but a block's name begins with a letter from A to Z or _. Begin the id with one.",
    ],
    right: ({ tokenplane }, stack) => {
      new tokenplane.Person(new Construct(stack, "year-2026"), "alice", { login: "alice" });
    },
  },
  {
    what: "a reference",
    wrong: ({ cdk, tokenplane }, stack) => {
      const { stringValue } = new cdk.TerraformVariable(stack, "who", {});
      new tokenplane.Person(stack, stringValue, { login: "alice" });
    },
    refused: [
      "[team] The id of a construct is known when the program runs, but that of team/… is a reference. Write another id.",
    ],
    right: ({ cdk, tokenplane }, stack) => {
      const { stringValue } = new cdk.TerraformVariable(stack, "who", {});
      new tokenplane.Person(stack, "alice", { login: stringValue });
    },
  },
]);
