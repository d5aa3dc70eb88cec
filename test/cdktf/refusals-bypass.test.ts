// What is refused of bypass when a program runs, and beside it the nearest that is allowed.
import { refuses, type Kit, type Program, type Stack } from "../support/constructs.js";

type Library = Kit["tokenplane"];
type Policy = ReturnType<Library["BypassPolicy"]["none"]>;
type Duration = ConstructorParameters<Library["Bypass"]>[2]["duration"];

/** A bypass at a VPN with a policy of its own. */
function atVpn(
  policy: (policies: Library["BypassPolicy"]) => Policy,
  duration: Duration,
  reason?: string,
): Program {
  return ({ tokenplane }, stack) => {
    const at = new tokenplane.ProtectedResource(stack, "vpn", {
      name: "VPN",
      bypass: policy(tokenplane.BypassPolicy),
    });
    const authenticator = tokenplane.Authenticator.app(stack, "phone");
    new tokenplane.Bypass(stack, "lost", { authenticator, at, duration, reason });
  };
}

/** A bypass in an account with a policy, everywhere or at a VPN without one. */
function inAccount(
  policy: (policies: Library["BypassPolicy"]) => Policy,
  where: "everywhere" | "vpn",
  duration: Duration,
): Program {
  return ({ tokenplane }, stack) => {
    const authenticator = tokenplane.Authenticator.app(stack, "phone");
    const vpn = new tokenplane.ProtectedResource(stack, "vpn", { name: "VPN" });
    new tokenplane.Bypass(stack, "lost", { authenticator, at: where === "vpn" ? vpn : where, duration });
    new tokenplane.AccountBypassPolicy(stack, "account", { policy: policy(tokenplane.BypassPolicy) });
  };
}

refuses("a bypass that a resource's policy does not allow", [
  {
    what: "longer than an hour",
    wrong: atVpn((policies) => policies.temporary({ atMost: "HOUR_1" }), "HOURS_8"),
    refused: [
      '[team/lost] A bypass for 8 hours is longer than the policy of "VPN" allows: 1 hour at most. Write BypassDuration.HOUR_1 or a shorter one, or a wider policy.',
    ],
    right: atVpn((policies) => policies.temporary({ atMost: "HOUR_1" }), "HOUR_1"),
  },
  {
    what: "longer than eight hours",
    wrong: atVpn((policies) => policies.temporary({ atMost: "HOURS_8" }), "HOURS_12"),
    refused: [
      '[team/lost] A bypass for 12 hours is longer than the policy of "VPN" allows: 8 hours at most. Write BypassDuration.HOURS_8 or a shorter one, or a wider policy.',
    ],
    right: atVpn((policies) => policies.temporary({ atMost: "HOURS_8" }), "HOURS_8"),
  },
  {
    what: "longer than twelve hours",
    wrong: atVpn((policies) => policies.temporary({ atMost: "HOURS_12" }), "HOURS_24"),
    refused: [
      '[team/lost] A bypass for 24 hours is longer than the policy of "VPN" allows: 12 hours at most. Write BypassDuration.HOURS_12 or a shorter one, or a wider policy.',
    ],
    right: atVpn((policies) => policies.temporary({ atMost: "HOURS_12" }), "HOURS_8"),
  },
  {
    what: "permanent where none is",
    wrong: atVpn((policies) => policies.temporary({ atMost: "HOURS_24" }), "PERMANENT"),
    refused: [
      '[team/lost] A permanent bypass is longer than the policy of "VPN" allows: 24 hours at most. Write BypassDuration.HOURS_24 or a shorter one, or a wider policy.',
    ],
    right: atVpn((policies) => policies.permanent(), "PERMANENT"),
  },
  {
    what: "where none is allowed",
    wrong: atVpn((policies) => policies.none(), "HOUR_1"),
    refused: ['[team/lost] The policy of "VPN" allows no bypass. Remove this one, or allow some.'],
    right: ({ tokenplane }, stack) =>
      void new tokenplane.ProtectedResource(stack, "vpn", {
        name: "VPN",
        bypass: tokenplane.BypassPolicy.none(),
      }),
  },
  {
    what: "without the reason that is asked for",
    wrong: atVpn((policies) => policies.permanent({ reasonRequired: true }), "HOUR_1"),
    refused: ['[team/lost] The policy of "VPN" requires a reason. Write reason.'],
    right: atVpn((policies) => policies.permanent({ reasonRequired: true }), "HOUR_1", "A lost phone"),
  },
  {
    what: "with a reason of spaces",
    wrong: atVpn((policies) => policies.permanent({ reasonRequired: true }), "HOUR_1", "  "),
    refused: ["[team/lost] Reason begins or ends with a space; remove it."],
    right: atVpn((policies) => policies.permanent({ reasonRequired: true }), "HOUR_1", "A lost phone"),
  },
  {
    what: "that Terraform may not grant",
    wrong: atVpn((policies) => policies.permanent({ grantedBy: ["HELPDESK"] }), "HOUR_1"),
    refused: [
      '[team/lost] The policy of "VPN" allows only HELPDESK to grant bypass, not Terraform. Remove this one, or add PROVISIONER to grantedBy.',
    ],
    right: atVpn((policies) => policies.permanent({ grantedBy: ["ADMIN"] }), "HOUR_1"),
  },
  {
    what: "in all these ways at once",
    wrong: atVpn(
      (policies) => policies.temporary({ atMost: "HOUR_1", reasonRequired: true, grantedBy: ["HELPDESK"] }),
      "PERMANENT",
    ),
    refused: [
      '[team/lost] A permanent bypass is longer than the policy of "VPN" allows: 1 hour at most. Write BypassDuration.HOUR_1 or a shorter one, or a wider policy.',
      '[team/lost] The policy of "VPN" requires a reason. Write reason.',
      '[team/lost] The policy of "VPN" allows only HELPDESK to grant bypass, not Terraform. Remove this one, or add PROVISIONER to grantedBy.',
    ],
    right: atVpn(
      (policies) =>
        policies.temporary({ atMost: "HOUR_1", reasonRequired: true, grantedBy: ["PROVISIONER"] }),
      "HOUR_1",
      "A lost phone",
    ),
  },
]);

refuses("a bypass that the account's policy does not allow", [
  {
    what: "everywhere",
    wrong: inAccount((policies) => policies.temporary({ atMost: "HOUR_1" }), "everywhere", "HOURS_8"),
    refused: [
      "[team/lost] A bypass for 8 hours is longer than the policy of the account (team/account) allows: 1 hour at most. Write BypassDuration.HOUR_1 or a shorter one, or a wider policy.",
    ],
    right: inAccount((policies) => policies.temporary({ atMost: "HOURS_8" }), "everywhere", "HOURS_8"),
  },
  {
    what: "at a resource without a policy of its own",
    wrong: inAccount((policies) => policies.none(), "vpn", "HOUR_1"),
    refused: [
      "[team/lost] The policy of the account (team/account) allows no bypass. Remove this one, or allow some.",
    ],
    right: ({ tokenplane }, stack) => {
      // The policy of the resource decides, not the account's.
      const bypass = tokenplane.BypassPolicy.permanent();
      const at = new tokenplane.ProtectedResource(stack, "vpn", { name: "VPN", bypass });
      const authenticator = tokenplane.Authenticator.app(stack, "phone");
      new tokenplane.Bypass(stack, "lost", { authenticator, at, duration: "HOUR_1" });
      new tokenplane.AccountBypassPolicy(stack, "account", { policy: tokenplane.BypassPolicy.none() });
    },
  },
  {
    what: "everywhere, whatever a resource allows",
    wrong: (kit, stack) => {
      inAccount(
        (policies) => policies.temporary({ atMost: "HOURS_8" }),
        "everywhere",
        "PERMANENT",
      )(kit, stack);
      const bypass = kit.tokenplane.BypassPolicy.permanent();
      new kit.tokenplane.ProtectedResource(stack, "bastion", { name: "Bastion", bypass });
    },
    refused: [
      "[team/lost] A permanent bypass is longer than the policy of the account (team/account) allows: 8 hours at most. Write BypassDuration.HOURS_8 or a shorter one, or a wider policy.",
    ],
    // What a resource allows that is there already, nobody knows here.
    right: ({ tokenplane }, stack) => {
      const at = tokenplane.ProtectedResource.fromName(stack, "bastion", "Bastion");
      const authenticator = tokenplane.Authenticator.app(stack, "phone");
      new tokenplane.Bypass(stack, "lost", { authenticator, at, duration: "PERMANENT" });
      new tokenplane.AccountBypassPolicy(stack, "account", { policy: tokenplane.BypassPolicy.none() });
    },
  },
  {
    what: "of another account than the first",
    wrong: second(({ tokenplane }) => tokenplane.BypassPolicy.none()),
    refused: [
      "[team/lost] The policy of the account (team/second-policy) allows no bypass. Remove this one, or allow some.",
    ],
    right: second(({ tokenplane }) => tokenplane.BypassPolicy.permanent()),
  },
]);

/** Two accounts: the first allows no bypass, and there is one in the second. */
function second(policy: (kit: Kit) => Policy): Program {
  return (kit, stack) => {
    const { AccountBypassPolicy, Authenticator, Bypass, BypassPolicy, configureTokenplane } = kit.tokenplane;
    const provider = configureTokenplane(stack, { alias: "second" });
    const authenticator = Authenticator.app(stack, "phone", { provider });
    new AccountBypassPolicy(stack, "policy", { policy: BypassPolicy.none() });
    new AccountBypassPolicy(stack, "second-policy", { policy: policy(kit), provider });
    new Bypass(stack, "lost", { authenticator, at: "everywhere", duration: "HOUR_1" });
  };
}

function bypasses(tokenplane: Library, stack: Stack, where: "everywhere" | "vpn" | "bastion"): void {
  const authenticator = tokenplane.Authenticator.app(stack, "phone");
  const vpn = new tokenplane.ProtectedResource(stack, "vpn", { name: "VPN" });
  const bastion = new tokenplane.ProtectedResource(stack, "bastion", { name: "Bastion" });
  const at = { everywhere: "everywhere", vpn, bastion } as const;
  new tokenplane.Bypass(stack, "one", { authenticator, at: vpn, duration: "HOUR_1" });
  new tokenplane.Bypass(stack, "two", { authenticator, at: at[where], duration: "HOURS_8" });
}

refuses("what there is one of", [
  {
    what: "a second bypass of an authenticator at a resource",
    wrong: ({ tokenplane }, stack) => bypasses(tokenplane, stack, "vpn"),
    refused: [
      "[team/two] team/phone has this bypass by team/one already, and the server keeps only one. Remove one of them.",
    ],
    right: ({ tokenplane }, stack) => bypasses(tokenplane, stack, "bastion"),
  },
  {
    what: "a second bypass everywhere, by the serial number of one device",
    wrong: ({ tokenplane: { Authenticator, Bypass } }, stack) => {
      const authenticator = Authenticator.fromSerial(stack, "fob", "10000001");
      new Bypass(stack, "one", { authenticator, at: "everywhere", duration: "HOUR_1" });
      new Bypass(stack, "two", { authenticator, at: "everywhere", duration: "HOUR_1" });
    },
    refused: [
      "[team/two] team/fob has this bypass by team/one already, and the server keeps only one. Remove one of them.",
    ],
    right: ({ tokenplane }, stack) => bypasses(tokenplane, stack, "everywhere"),
  },
  {
    what: "the account's policy",
    wrong: ({ tokenplane: { AccountBypassPolicy, BypassPolicy } }, stack) => {
      new AccountBypassPolicy(stack, "one", { policy: BypassPolicy.none() });
      new AccountBypassPolicy(stack, "two", { policy: BypassPolicy.permanent() });
    },
    refused: ["[team/two] The account has a policy at team/one already. Remove one of them."],
    right: ({ tokenplane: { AccountBypassPolicy, BypassPolicy, configureTokenplane } }, stack) => {
      const provider = configureTokenplane(stack, { alias: "second" });
      new AccountBypassPolicy(stack, "one", { policy: BypassPolicy.none() });
      new AccountBypassPolicy(stack, "two", { policy: BypassPolicy.permanent(), provider });
    },
  },
]);
