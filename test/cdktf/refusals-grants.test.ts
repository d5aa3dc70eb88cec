// What is refused of people, authenticators and grants when a program runs, and beside it the nearest that is allowed.
import { Construct } from "constructs";
import { expect, it } from "vitest";
import { getApp, CDKTF, KITS, getRefusals, refuses, type Kit, type Stack } from "../support/constructs.js";

/** Two people, each with an app of their own, and a VPN. */
function team({ tokenplane }: Kit, stack: Stack) {
  const { Authenticator, Person, ProtectedResource } = tokenplane;
  const alice = new Person(stack, "alice", { login: "alice" });
  const bob = new Person(stack, "bob", { login: "bob" });
  return {
    alice,
    bob,
    phone: Authenticator.app(stack, "alice-phone", { owner: alice }),
    watch: Authenticator.app(stack, "alice-watch", { owner: alice }),
    bobPhone: Authenticator.app(stack, "bob-phone", { owner: bob }),
    vpn: new ProtectedResource(stack, "vpn", { name: "VPN" }),
    bastion: new ProtectedResource(stack, "bastion", { name: "Bastion" }),
  };
}

refuses("a validity that ends before it begins", [
  {
    what: "of an app",
    wrong: ({ tokenplane }, stack) => {
      const validFrom = "2030-01-01T00:00:00+01:00";
      tokenplane.Authenticator.app(stack, "it", { validFrom, validUntil: new Date(validFrom) });
    },
    refused: ["[team/it] The end of the validity must be later than its beginning."],
    right: ({ tokenplane }, stack) => {
      const validFrom = new Date("2030-01-01T00:00:00+01:00");
      tokenplane.Authenticator.app(stack, "it", { validFrom, validUntil: "2030-01-01T00:00:00Z" });
    },
  },
]);

const TWO_SENTENCE = "A person uses one at each resource. Remove one of the grants.";

refuses("two authenticators for one person at a resource", [
  {
    what: "by one object",
    wrong: (kit, stack) => {
      const { alice, phone, watch, vpn } = team(kit, stack);
      vpn.grant(alice, phone);
      vpn.grant(alice, watch);
    },
    refused: [
      `[team/vpn/again-2-grant-alice] "alice" has two authenticators at "VPN": team/alice-phone by team/vpn/grant-alice, and team/alice-watch here. ${TWO_SENTENCE}`,
    ],
    right: (kit, stack) => {
      const { alice, bob, phone, watch, bobPhone, vpn, bastion } = team(kit, stack);
      vpn.grant(alice, phone);
      vpn.grant(bob, bobPhone);
      bastion.grant(alice, watch);
    },
  },
  {
    what: "three of them, each reported",
    wrong: (kit, stack) => {
      const { alice, phone, watch, vpn } = team(kit, stack);
      const card = kit.tokenplane.Authenticator.app(stack, "card", { owner: alice });
      for (const one of [phone, watch, card]) vpn.grant(alice, one);
    },
    refused: [
      `[team/vpn/again-2-grant-alice] "alice" has two authenticators at "VPN": team/alice-phone by team/vpn/grant-alice, and team/alice-watch here. ${TWO_SENTENCE}`,
      `[team/vpn/again-3-grant-alice] "alice" has two authenticators at "VPN": team/alice-phone by team/vpn/grant-alice, and team/card here. ${TWO_SENTENCE}`,
    ],
    right: (kit, stack) => {
      const { alice, phone, vpn } = team(kit, stack);
      for (const one of [phone, phone, phone]) vpn.grant(alice, one);
    },
  },
  {
    what: "by objects for what is there already, found twice",
    wrong: ({ tokenplane }, stack) => {
      const { Authenticator, Person, ProtectedResource } = tokenplane;
      for (const [id, login] of [
        ["first", "Alice"],
        ["second", "ALICE"],
      ] as const) {
        const alice = Person.fromLogin(stack, `alice-${id}`, login);
        const fob = Authenticator.fromSerial(stack, `fob-${id}`, `serial-${id}`);
        ProtectedResource.fromName(stack, `vpn-${id}`, "VPN").grant(alice, fob);
      }
    },
    refused: [
      `[team/vpn-second/grant-alice-second] "ALICE" has two authenticators at "VPN": team/fob-first by team/vpn-first/grant-alice-first, and team/fob-second here. ${TWO_SENTENCE}`,
    ],
    right: ({ tokenplane }, stack) => {
      const { Authenticator, Person, ProtectedResource } = tokenplane;
      for (const [id, name] of [
        ["first", "VPN"],
        ["second", "vpn"],
      ] as const) {
        const alice = Person.fromLogin(stack, `alice-${id}`, "alice");
        const fob = Authenticator.fromSerial(stack, `fob-${id}`, `serial-${id}`);
        ProtectedResource.fromName(stack, `vpn-${id}`, name).grant(alice, fob);
      }
    },
  },
  {
    what: "across scopes",
    wrong: (kit, stack) => {
      const { tokenplane } = kit;
      const { alice, phone, watch, vpn } = team(kit, stack);
      vpn.grant(alice, phone);
      const night = new Construct(stack, "night");
      const found = tokenplane.Person.fromLogin(night, "alice", "bob");
      tokenplane.ProtectedResource.fromName(night, "vpn", "Office").grant(found, watch);
    },
    refused: [
      '[team/night/alice] The login "bob" is at team/bob already. Use that object here, too.',
      `[team/night/vpn/grant-night--alice] team/alice-watch belongs to "alice", not to "bob". Grant one of "bob"'s own.`,
    ],
    right: (kit, stack) => {
      const { alice, phone, watch, vpn } = team(kit, stack);
      vpn.grant(alice, phone);
      const night = new Construct(stack, "night");
      kit.tokenplane.ProtectedResource.fromName(night, "vpn", "Office").grant(alice, watch);
    },
  },
]);

refuses("the same said twice", [
  {
    what: "a grant by two objects",
    wrong: ({ tokenplane }, stack) => {
      const alice = tokenplane.Person.fromLogin(stack, "alice", "alice");
      const again = tokenplane.Person.fromLogin(stack, "again", "Alice");
      const fob = tokenplane.Authenticator.fromSerial(stack, "fob", "1");
      const vpn = new tokenplane.ProtectedResource(stack, "vpn", { name: "VPN" });
      vpn.grant(alice, fob);
      vpn.grant(again, fob);
    },
    refused: ["[team/vpn/grant-again] It is granted at team/vpn/grant-alice already. Remove one of the two."],
    right: ({ tokenplane }, stack) => {
      const alice = tokenplane.Person.fromLogin(stack, "alice", "alice");
      const fob = tokenplane.Authenticator.fromSerial(stack, "fob", "1");
      const vpn = new tokenplane.ProtectedResource(stack, "vpn", { name: "VPN" });
      vpn.grant(alice, fob);
      vpn.grant(alice, fob);
    },
  },
  {
    what: "a login in another case",
    wrong: ({ tokenplane: { Person } }, stack) => {
      new Person(stack, "alice", { login: "alice" });
      new Person(stack, "again", { login: "Alice" });
    },
    refused: ['[team/again] The login "Alice" is at team/alice already. Use that object here, too.'],
    right: ({ tokenplane: { Person } }, stack) => {
      new Person(stack, "alice", { login: "alice" });
      new Person(stack, "again", { login: "alice2" });
    },
  },
  {
    what: "a login that is composed in another way",
    wrong: ({ tokenplane: { Person } }, stack) => {
      new Person(stack, "zoe", { login: "zo\u00eb" });
      new Person(stack, "again", { login: "Zoe\u0308" });
    },
    refused: ['[team/again] The login "Zoe\u0308" is at team/zoe already. Use that object here, too.'],
    right: ({ tokenplane: { Person } }, stack) => {
      new Person(stack, "zoe", { login: "zo\u00eb" });
      new Person(stack, "again", { login: "zoe" });
    },
  },
  {
    what: "a login that is made and found",
    wrong: ({ tokenplane: { Person } }, stack) => {
      Person.fromLogin(stack, "found", "ALICE");
      new Person(stack, "alice", { login: "alice" });
    },
    refused: ['[team/alice] The login "alice" is at team/found already. Use that object here, too.'],
    right: ({ tokenplane: { Person } }, stack) => {
      Person.fromLogin(stack, "found", "alice");
      Person.fromLogin(stack, "alice", "alice");
    },
  },
  {
    what: "a resource that is made and found",
    wrong: ({ tokenplane: { ProtectedResource } }, stack) => {
      new ProtectedResource(stack, "vpn", { name: "VPN" });
      ProtectedResource.fromName(stack, "found", "VPN");
    },
    refused: ['[team/found] The resource "VPN" is at team/vpn already. Use that object here, too.'],
    right: ({ tokenplane: { ProtectedResource } }, stack) => {
      ProtectedResource.fromName(stack, "vpn", "VPN");
      ProtectedResource.fromName(stack, "found", "VPN");
    },
  },
  {
    what: "a resource that is made twice",
    wrong: ({ tokenplane: { ProtectedResource } }, stack) => {
      new ProtectedResource(stack, "vpn", { name: "VPN" });
      new ProtectedResource(stack, "again", { name: "VPN" });
    },
    refused: ['[team/again] The resource "VPN" is at team/vpn already. Use that object here, too.'],
    right: ({ tokenplane: { ProtectedResource } }, stack) => {
      // Names of resources are distinguished by their case, as the server has it.
      new ProtectedResource(stack, "vpn", { name: "VPN" });
      new ProtectedResource(stack, "again", { name: "vpn" });
    },
  },
  {
    what: "a resource and a channel whose names are composed in another way",
    wrong: ({ tokenplane: { Channel, ProtectedResource } }, stack) => {
      new ProtectedResource(stack, "cologne", { name: "K\u00f6ln" });
      ProtectedResource.fromName(stack, "found", "Ko\u0308ln");
      Channel.botHttp(stack, "texts", {
        name: "K\u00f6ln",
        url: "https://chat.example.org",
        body: '{"{to}": "{text}"}',
      });
      Channel.fromName(stack, "again", "Ko\u0308ln");
    },
    refused: [
      '[team/found] The resource "Ko\u0308ln" is at team/cologne already. Use that object here, too.',
      '[team/again] The channel "Ko\u0308ln" is at team/texts already. Use that object here, too.',
    ],
    right: ({ tokenplane: { Channel, ProtectedResource } }, stack) => {
      new ProtectedResource(stack, "cologne", { name: "K\u00f6ln" });
      Channel.fromName(stack, "again", "K\u00f6ln");
    },
  },
  {
    what: "a serial number, made and found",
    wrong: (kit, stack) => {
      const secret = new kit.cdk.TerraformVariable(stack, "secret", { sensitive: true }).stringValue;
      kit.tokenplane.Authenticator.universal(stack, "card", { serial: "U1", secret });
      kit.tokenplane.Authenticator.fromSerial(stack, "found", "U1");
    },
    refused: [
      '[team/found] The serial number "U1" is used at team/card already. Use that object here, too, or correct the number.',
    ],
    right: (kit, stack) => {
      const secret = new kit.cdk.TerraformVariable(stack, "secret", { sensitive: true }).stringValue;
      kit.tokenplane.Authenticator.universal(stack, "card", { serial: "U1", secret });
      kit.tokenplane.Authenticator.fromSerial(stack, "found", "U2");
    },
  },
  {
    what: "a serial number, written in two ways",
    wrong: ({ tokenplane: { Authenticator } }, stack) => {
      Authenticator.fromSerial(stack, "one", "TP-1");
      Authenticator.fromSerial(stack, "two", "tp-1");
    },
    refused: [
      '[team/two] The serial number "tp-1" is used at team/one already. Use that object here, too, or correct the number.',
    ],
    right: ({ tokenplane: { Authenticator } }, stack) => {
      Authenticator.fromSerial(stack, "one", "TP-1");
      Authenticator.fromSerial(stack, "two", "tp-2");
    },
  },
  {
    what: "a serial number, found twice",
    wrong: ({ tokenplane: { Authenticator } }, stack) => {
      Authenticator.fromSerial(stack, "one", "10000001");
      Authenticator.fromSerial(stack, "two", "10000001");
    },
    refused: [
      '[team/two] The serial number "10000001" is used at team/one already. Use that object here, too, or correct the number.',
    ],
    right: ({ tokenplane }, stack) => {
      const provider = tokenplane.configureTokenplane(stack, { alias: "second" });
      tokenplane.Authenticator.fromSerial(stack, "one", "10000001");
      tokenplane.Authenticator.fromSerial(stack, "two", "10000001", { provider });
    },
  },
  {
    what: "the provider's configuration",
    wrong: ({ tokenplane }, stack) => {
      tokenplane.configureTokenplane(new Construct(stack, "part"));
      tokenplane.configureTokenplane(stack, { alias: "second" });
      tokenplane.configureTokenplane(new Construct(stack, "other"), { alias: "second" });
    },
    refused: [
      "[team/part/tokenplane] The provider is configured at team/tokenplane already. Remove one of the two, or give this one an alias of its own.",
      "[team/other/tokenplane-second] The provider is configured at team/tokenplane-second already. Remove one of the two, or give this one an alias of its own.",
    ],
    right: ({ tokenplane }, stack) => {
      tokenplane.configureTokenplane(stack, { alias: "second" });
      tokenplane.configureTokenplane(stack, { alias: "third" });
    },
  },
]);

refuses("an authenticator that is not the person's", [
  {
    what: "somebody else's",
    wrong: (kit, stack) => {
      const { alice, bobPhone, vpn } = team(kit, stack);
      vpn.grant(alice, bobPhone);
    },
    refused: [
      `[team/vpn/grant-alice] team/bob-phone belongs to "bob", not to "alice". Grant one of "alice"'s own.`,
    ],
    right: (kit, stack) => {
      const { alice, vpn } = team(kit, stack);
      // Of whom a device is that came in by an import is not said here.
      vpn.grant(alice, kit.tokenplane.Authenticator.fromSerial(stack, "fob", "10000001"));
    },
  },
  {
    what: "somebody else's by an import",
    wrong: (kit, stack) => {
      const { alice, bob, vpn } = team(kit, stack);
      const fob = kit.tokenplane.Authenticator.fromSerial(stack, "fob", "10000001", { owner: bob });
      vpn.grant(alice, fob);
    },
    refused: [
      `[team/vpn/grant-alice] team/fob belongs to "bob", not to "alice". Grant one of "alice"'s own.`,
    ],
    right: ({ tokenplane }, stack) => {
      const alice = tokenplane.Person.fromLogin(stack, "alice", "alice");
      const again = tokenplane.Person.fromLogin(stack, "again", "ALICE");
      const fob = tokenplane.Authenticator.fromSerial(stack, "fob", "10000001", { owner: again });
      tokenplane.ProtectedResource.fromName(stack, "vpn", "VPN").grant(alice, fob);
    },
  },
  {
    what: "nobody's",
    wrong: (kit, stack) => {
      const { alice, vpn } = team(kit, stack);
      vpn.grant(alice, kit.tokenplane.Authenticator.app(stack, "spare"));
    },
    refused: ['[team/vpn/grant-alice] team/spare belongs to nobody. Give it to "alice" with owner.'],
    right: (kit, stack) => {
      const { alice, vpn } = team(kit, stack);
      vpn.grant(alice, kit.tokenplane.Authenticator.app(stack, "spare", { owner: alice }));
    },
  },
]);

it.each(KITS)("all mistakes of a program are reported in one run with $name", (kit) => {
  const refused = getRefusals(kit, (_kit, stack) => {
    const { alice, bob, phone, watch, bobPhone, vpn } = team(kit, stack);
    vpn.grant(alice, phone);
    vpn.grant(alice, watch);
    vpn.grant(bob, bobPhone);
    vpn.grant(bob, phone);
    kit.tokenplane.Authenticator.app(stack, "pinned", { pin: "4711" });
    new kit.tokenplane.Person(stack, "bobby", { login: "Bob" });
  });
  expect(refused).toHaveLength(5);
  expect(refused.map((line) => line.split("]")[0])).toEqual([
    "[team/vpn/again-2-grant-alice",
    "[team/vpn/again-2-grant-bob",
    "[team/vpn/again-2-grant-bob",
    "[team/pinned",
    "[team/bobby",
  ]);
});

it("an app refuses, too, and writes nothing", () => {
  const { cdk, tokenplane } = CDKTF;
  const app = getApp(CDKTF);
  const stack = new cdk.TerraformStack(app, "team");
  tokenplane.configureTokenplane(stack);
  new tokenplane.Person(stack, "one", { login: "alice" });
  new tokenplane.Person(stack, "two", { login: "alice" });
  expect(() => app.synth()).toThrow('[team/two] The login "alice" is at team/one already.');
});
