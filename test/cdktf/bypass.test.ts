// What policies of bypass and bypasses synthesise.
import { expect, it } from "vitest";
import { KITS, synthesises, type Kit, type Stack } from "../support/constructs.js";

const EVERYBODY = ["ADMIN", "HELPDESK", "PROVISIONER"];

function policy(attributes: Readonly<Record<string, unknown>>) {
  return {
    resource: {
      tokenplane_resource: { vpn: { name: "VPN" } },
      tokenplane_bypass_policy: {
        vpn_BypassPolicy_36C7F8C6: { resource_id: "${tokenplane_resource.vpn.id}", ...attributes },
      },
    },
  };
}

type Policies = Kit["tokenplane"]["BypassPolicy"];

function vpnWith(made: (policies: Policies) => ReturnType<Policies["none"]>) {
  return ({ tokenplane }: Kit, stack: Stack) =>
    void new tokenplane.ProtectedResource(stack, "vpn", {
      name: "VPN",
      bypass: made(tokenplane.BypassPolicy),
    });
}

synthesises("policies of a resource", [
  {
    what: "no bypass",
    program: vpnWith((policies) => policies.none()),
    blocks: policy({ maximum_duration: "NONE", reason_required: false, granted_by: EVERYBODY }),
  },
  ...(["HOUR_1", "HOURS_8", "HOURS_12", "HOURS_24"] as const).map((atMost) => ({
    what: `bypass of ${atMost} at most`,
    program: vpnWith((policies) => policies.temporary({ atMost })),
    blocks: policy({ maximum_duration: atMost, reason_required: false, granted_by: EVERYBODY }),
  })),
  {
    what: "temporary bypass with everything",
    program: vpnWith((policies) =>
      policies.temporary({ atMost: "HOURS_8", reasonRequired: true, grantedBy: ["PROVISIONER", "ADMIN"] }),
    ),
    blocks: policy({
      maximum_duration: "HOURS_8",
      reason_required: true,
      granted_by: ["ADMIN", "PROVISIONER"],
    }),
  },
  {
    what: "permanent bypass with defaults",
    program: vpnWith((policies) => policies.permanent()),
    blocks: policy({ maximum_duration: "PERMANENT", reason_required: false, granted_by: EVERYBODY }),
  },
  {
    what: "permanent bypass with everything",
    program: vpnWith((policies) => policies.permanent({ reasonRequired: true, grantedBy: ["HELPDESK"] })),
    blocks: policy({ maximum_duration: "PERMANENT", reason_required: true, granted_by: ["HELPDESK"] }),
  },
]);

synthesises("the account's policy", [
  {
    what: "temporary",
    program: ({ tokenplane }, stack) =>
      void new tokenplane.AccountBypassPolicy(stack, "account", {
        policy: tokenplane.BypassPolicy.temporary({
          atMost: tokenplane.BypassDuration.HOUR_1,
          reasonRequired: true,
        }),
      }),
    blocks: {
      resource: {
        tokenplane_account_bypass_policy: {
          account: { maximum_duration: "HOUR_1", reason_required: true, granted_by: EVERYBODY },
        },
      },
    },
  },
]);

const PHONE = { tokenplane_token: { phone: { model: "GOOGLE_AUTHENTICATOR", name: "phone" } } };
const TOKEN = { token_id: "${tokenplane_token.phone.id}" };

synthesises("bypasses", [
  {
    what: "at a resource with defaults",
    program: ({ tokenplane }, stack) =>
      void new tokenplane.Bypass(stack, "lost", {
        authenticator: tokenplane.Authenticator.app(stack, "phone"),
        at: new tokenplane.ProtectedResource(stack, "vpn", { name: "VPN" }),
        duration: tokenplane.BypassDuration.HOURS_8,
      }),
    blocks: {
      resource: {
        ...PHONE,
        tokenplane_resource: { vpn: { name: "VPN" } },
        tokenplane_bypass: {
          lost: { ...TOKEN, resource_id: "${tokenplane_resource.vpn.id}", duration: "HOURS_8" },
        },
      },
    },
  },
  {
    what: "until a moment that a variable says",
    program: ({ cdk, tokenplane }, stack) =>
      void new tokenplane.Bypass(stack, "lost", {
        authenticator: tokenplane.Authenticator.app(stack, "phone"),
        at: "everywhere",
        duration: "HOUR_1",
        notAfter: new cdk.TerraformVariable(stack, "end", { type: "string" }).stringValue,
      }),
    blocks: {
      variable: { end: { type: "string" } },
      resource: {
        ...PHONE,
        tokenplane_bypass: {
          lost: { ...TOKEN, everywhere: true, duration: "HOUR_1", not_after: "${var.end}" },
        },
      },
    },
  },
  {
    what: "everywhere with everything",
    program: ({ tokenplane }, stack) =>
      void new tokenplane.Bypass(stack, "lost", {
        authenticator: tokenplane.Authenticator.app(stack, "phone"),
        at: "everywhere",
        duration: "PERMANENT",
        reason: "A lost phone",
        notAfter: new Date("2026-12-01T08:00:00+02:00"),
        keepers: { ticket: "4711" },
      }),
    blocks: {
      resource: {
        ...PHONE,
        tokenplane_bypass: {
          lost: {
            ...TOKEN,
            everywhere: true,
            duration: "PERMANENT",
            reason: "A lost phone",
            not_after: "2026-12-01T06:00:00.000Z",
            keepers: { ticket: "4711" },
          },
        },
      },
    },
  },
  {
    what: "after the policy that decides on it, which may be said later",
    program: ({ tokenplane }, stack) => {
      const { AccountBypassPolicy, Authenticator, Bypass, BypassPolicy, ProtectedResource } = tokenplane;
      const authenticator = Authenticator.app(stack, "phone");
      const permanent = BypassPolicy.permanent();
      const vpn = new ProtectedResource(stack, "vpn", { name: "VPN", bypass: permanent });
      const plain = new ProtectedResource(stack, "plain", { name: "Plain" });
      new Bypass(stack, "lost", { authenticator, at: vpn, duration: "HOUR_1" });
      new Bypass(stack, "travel", { authenticator, at: "everywhere", duration: "HOUR_1" });
      new Bypass(stack, "leave", { authenticator, at: plain, duration: "HOUR_1" });
      new AccountBypassPolicy(stack, "account", { policy: permanent });
    },
    blocks: {
      resource: {
        ...PHONE,
        tokenplane_resource: { vpn: { name: "VPN" }, plain: { name: "Plain" } },
        tokenplane_bypass_policy: {
          vpn_BypassPolicy_36C7F8C6: {
            resource_id: "${tokenplane_resource.vpn.id}",
            maximum_duration: "PERMANENT",
            reason_required: false,
            granted_by: EVERYBODY,
          },
        },
        tokenplane_account_bypass_policy: {
          account: { maximum_duration: "PERMANENT", reason_required: false, granted_by: EVERYBODY },
        },
        tokenplane_bypass: {
          lost: {
            ...TOKEN,
            resource_id: "${tokenplane_resource.vpn.id}",
            duration: "HOUR_1",
            depends_on: ["tokenplane_bypass_policy.vpn_BypassPolicy_36C7F8C6"],
          },
          travel: {
            ...TOKEN,
            everywhere: true,
            duration: "HOUR_1",
            depends_on: ["tokenplane_account_bypass_policy.account"],
          },
          leave: {
            ...TOKEN,
            resource_id: "${tokenplane_resource.plain.id}",
            duration: "HOUR_1",
            depends_on: ["tokenplane_account_bypass_policy.account"],
          },
        },
      },
    },
  },
  {
    what: "where it is there already, of a device that is, too, after a policy that may decide on it",
    program: ({ tokenplane }, stack) => {
      new tokenplane.Bypass(stack, "lost", {
        authenticator: tokenplane.Authenticator.fromSerial(stack, "fob", "10000001"),
        at: tokenplane.ProtectedResource.fromName(stack, "vpn", "VPN"),
        duration: "HOUR_1",
      });
      // The resource may have a policy of its own, which allows more.
      new tokenplane.AccountBypassPolicy(stack, "account", { policy: tokenplane.BypassPolicy.none() });
    },
    blocks: {
      data: {
        tokenplane_token: { fob: { serial_number: "10000001" } },
        tokenplane_resource: { vpn: { name: "VPN" } },
      },
      resource: {
        tokenplane_bypass: {
          lost: {
            token_id: "${data.tokenplane_token.fob.id}",
            resource_id: "${data.tokenplane_resource.vpn.id}",
            duration: "HOUR_1",
            depends_on: ["tokenplane_account_bypass_policy.account"],
          },
        },
        tokenplane_account_bypass_policy: {
          account: { maximum_duration: "NONE", reason_required: false, granted_by: EVERYBODY },
        },
      },
    },
  },
]);

it.each(KITS)("policies say what they allow with $name", ({ tokenplane: { BypassPolicy } }) => {
  const { maximumDuration, reasonRequired, grantedBy } = BypassPolicy.temporary({ atMost: "HOURS_12" });
  expect([maximumDuration, reasonRequired, grantedBy]).toEqual(["HOURS_12", false, EVERYBODY]);
  expect(BypassPolicy.permanent({ grantedBy: ["HELPDESK"] })).toMatchObject({
    maximumDuration: "PERMANENT",
    grantedBy: ["HELPDESK"],
  });
  expect(BypassPolicy.none().maximumDuration).toBe("NONE");
});
