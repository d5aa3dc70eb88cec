// What self-service policies synthesise, and what of them is refused when a program runs.
import { expect, it } from "vitest";
import {
  KITS,
  refuses,
  getStack,
  synthesises,
  type Kit,
  type Program,
  type Stack,
} from "../support/constructs.js";

type Props = ConstructorParameters<Kit["tokenplane"]["SelfServicePolicy"]>[2];

/** A VPN that is there already, with a portal. */
function atVpn(policy: Partial<Props>): Program {
  return ({ tokenplane }, stack) => {
    const at = tokenplane.ProtectedResource.fromName(stack, "vpn", "VPN");
    new tokenplane.SelfServicePolicy(stack, "portal", { at, address: "vpn", actions: [], ...policy });
  };
}

const VPN = { data: { tokenplane_resource: { vpn: { name: "VPN" } } } };
const OF_VPN = { resource_id: "${data.tokenplane_resource.vpn.id}", address: "vpn" };

synthesises("portals", [
  {
    what: "with defaults",
    program: atVpn({}),
    blocks: {
      ...VPN,
      resource: { tokenplane_self_service_policy: { portal: { ...OF_VPN, actions: [] } } },
    },
  },
  {
    what: "with everything",
    program: atVpn({
      actions: ["TOKEN_ENROL", "CONTACT_UPDATE"],
      models: ["PUSH", "PROTECTIMUS_TWO"],
      firstEnrolment: "MAIL_CODE",
      firstEnrolmentDays: 3,
      signIn: ["PASSWORD", "MAIL_CODE"],
      allowedAddresses: ["192.0.2.7", "2001:db8::/32"],
    }),
    blocks: {
      ...VPN,
      resource: {
        tokenplane_self_service_policy: {
          portal: {
            ...OF_VPN,
            actions: ["TOKEN_ENROL", "CONTACT_UPDATE"],
            models: ["PUSH", "PROTECTIMUS_TWO"],
            first_enrolment: "MAIL_CODE",
            first_enrolment_days: 3,
            sign_in: ["PASSWORD", "MAIL_CODE"],
            allowed_addresses: ["192.0.2.7", "2001:db8::/32"],
          },
        },
      },
    },
  },
  {
    what: "of a resource that is created here, by a property of it, whatever its block is called",
    program: ({ cdk, tokenplane }, stack) => {
      const { ProtectedResource, SelfServiceAction } = tokenplane;
      const selfService = { address: "vpn", actions: [SelfServiceAction.TOKEN_REPORT_LOST] };
      const vpn = new ProtectedResource(stack, "vpn", { name: "VPN", selfService });
      vpn.binding.overrideLogicalId("office_vpn");
      new cdk.TerraformOutput(stack, "portal", { value: vpn.selfService?.url });
    },
    blocks: {
      output: { portal: { value: "${tokenplane_self_service_policy.vpn_SelfServicePolicy_3C0D7012.url}" } },
      resource: {
        tokenplane_resource: { office_vpn: { name: "VPN" } },
        tokenplane_self_service_policy: {
          vpn_SelfServicePolicy_3C0D7012: {
            resource_id: "${tokenplane_resource.office_vpn.id}",
            address: "vpn",
            actions: ["TOKEN_REPORT_LOST"],
          },
        },
      },
    },
  },
]);

it.each(KITS)("a portal says what it was given with $name", (kit) => {
  getStack(kit, ({ tokenplane }, stack) => {
    const selfService = { address: "vpn", actions: [] };
    const vpn = new tokenplane.ProtectedResource(stack, "vpn", { name: "VPN", selfService });
    expect([vpn.selfService?.at, vpn.selfService?.address]).toEqual([vpn, "vpn"]);
    const wiki = new tokenplane.ProtectedResource(stack, "wiki", { name: "Wiki" });
    expect(wiki.selfService).toBeUndefined();
  });
});

refuses("a policy whose parts do not fit together", [
  {
    what: "tokens are connected, of no model that a person connects alone",
    wrong: atVpn({ actions: ["TOKEN_ENROL"], models: ["PROTECTIMUS_TWO"] }),
    refused: [
      "[team/portal] TOKEN_ENROL requires at least one model that users can enrol by themselves: PROTECTIMUS_SMART, GOOGLE_AUTHENTICATOR, SMS, EMAIL, BOT, PUSH.",
    ],
    right: atVpn({ actions: ["TOKEN_ENROL"], models: ["PROTECTIMUS_TWO", "SMS"] }),
  },
  {
    what: "a mailbox alone opens all",
    wrong: atVpn({ actions: ["TOKEN_ENROL"], models: ["EMAIL"], signIn: ["MAIL_CODE"] }),
    refused: [
      "[team/portal] If EMAIL is the only model that users can enrol by themselves, the ways to sign in must contain PASSWORD. Otherwise both proofs would be codes sent to the same mailbox.",
    ],
    right: atVpn({ actions: ["TOKEN_ENROL"], models: ["EMAIL", "SMS"], signIn: ["MAIL_CODE"] }),
  },
  {
    what: "a recovery code connects nothing",
    wrong: atVpn({ actions: ["RECOVERY_CODE"] }),
    refused: [
      "[team/portal] RECOVERY_CODE requires TOKEN_ENROL or TOKEN_ASSIGN: with a recovery code, a user connects another token.",
    ],
    right: atVpn({ actions: ["RECOVERY_CODE", "TOKEN_ENROL"], models: ["SMS"] }),
  },
  {
    what: "tokens are taken, of no model",
    wrong: atVpn({ actions: ["TOKEN_ASSIGN"] }),
    refused: ["[team/portal] TOKEN_REISSUE and TOKEN_ASSIGN need at least one model."],
    right: atVpn({ actions: ["TOKEN_ASSIGN"], models: ["PROTECTIMUS_TWO"] }),
  },
  {
    what: "a first token is connected by what nobody signs in by",
    wrong: atVpn({ firstEnrolment: "MAIL_CODE" }),
    refused: ["[team/portal] First enrolment by MAIL_CODE requires MAIL_CODE among the ways to sign in."],
    right: atVpn({ firstEnrolment: "PASSWORD" }),
  },
  {
    what: "nobody signs in",
    wrong: atVpn({ signIn: [] as unknown as ["PASSWORD"] }),
    refused: ["[team/portal] Name at least one way to sign in: PASSWORD or MAIL_CODE."],
    right: atVpn({ signIn: ["MAIL_CODE"] }),
  },
  {
    what: "in the resource itself",
    wrong: ({ tokenplane }, stack) => {
      const selfService = { address: "vpn", actions: ["TOKEN_REISSUE"] as const };
      new tokenplane.ProtectedResource(stack, "vpn", { name: "VPN", selfService });
    },
    refused: ["[team/vpn/SelfServicePolicy] TOKEN_REISSUE and TOKEN_ASSIGN need at least one model."],
    right: ({ tokenplane }, stack) => {
      const selfService = { address: "vpn", actions: ["TOKEN_REISSUE"], models: ["PUSH"] } as const;
      new tokenplane.ProtectedResource(stack, "vpn", { name: "VPN", selfService });
    },
  },
]);

/** A list, and a text, that are known when Terraform runs. */
function later({ cdk }: Kit, stack: Stack, name: string) {
  const { listValue, stringValue } = new cdk.TerraformVariable(stack, name, {});
  return { listValue, stringValue } as unknown as { listValue: never; stringValue: never };
}

refuses("what is known of a policy of which something is not", [
  {
    what: "its models",
    wrong: (kit, stack) => {
      const { listValue: models } = later(kit, stack, "models");
      atVpn({ actions: ["TOKEN_ENROL"], models, firstEnrolment: "MAIL_CODE" })(kit, stack);
    },
    refused: ["[team/portal] First enrolment by MAIL_CODE requires MAIL_CODE among the ways to sign in."],
    right: (kit, stack) => {
      const { listValue: models } = later(kit, stack, "models");
      atVpn({ actions: ["TOKEN_ENROL"], models })(kit, stack);
    },
  },
  {
    what: "one of its models, its ways to sign in, and by what a first token is connected",
    wrong: (kit, stack) => {
      const { listValue: signIn, stringValue: firstEnrolment } = later(kit, stack, "given");
      atVpn({ actions: ["TOKEN_ENROL"], models: ["UNIVERSAL"], signIn, firstEnrolment })(kit, stack);
    },
    refused: [
      "[team/portal] TOKEN_ENROL requires at least one model that users can enrol by themselves: PROTECTIMUS_SMART, GOOGLE_AUTHENTICATOR, SMS, EMAIL, BOT, PUSH.",
    ],
    right: (kit, stack) => {
      const { listValue: signIn, stringValue } = later(kit, stack, "given");
      const models = ["UNIVERSAL", stringValue] as const;
      atVpn({ actions: ["TOKEN_ENROL"], models, signIn, firstEnrolment: stringValue })(kit, stack);
    },
  },
  {
    what: "its actions",
    wrong: (kit, stack) => {
      const { listValue: actions } = later(kit, stack, "actions");
      atVpn({ actions, signIn: [] as unknown as ["PASSWORD"] })(kit, stack);
    },
    refused: ["[team/portal] Name at least one way to sign in: PASSWORD or MAIL_CODE."],
    right: (kit, stack) => atVpn({ actions: later(kit, stack, "actions").listValue })(kit, stack),
  },
]);

/** Portals of two resources, with these addresses. */
function portals(one: string, other: string): Program {
  return ({ tokenplane }, stack) => {
    for (const [id, address] of [
      ["vpn", one],
      ["wiki", other],
    ] as const) {
      const selfService = { address, actions: [] };
      new tokenplane.ProtectedResource(stack, id, { name: id, selfService });
    }
  };
}

/** Two policies: of what the resource is looked up as, and of the resource. */
function policies(names: readonly [string, string], second = false): Program {
  return ({ cdk, tokenplane }, stack) => {
    for (const [index, name] of names.entries()) {
      const apiKey = () => new cdk.TerraformVariable(stack, "key", { sensitive: true }).stringValue;
      const provider =
        second && index === 1
          ? tokenplane.configureTokenplane(stack, { alias: "second", apiKey: apiKey() })
          : undefined;
      const at = tokenplane.ProtectedResource.fromName(stack, `resource-${index}`, name, { provider });
      const address = `address-${index}`;
      new tokenplane.SelfServicePolicy(stack, `portal-${index}`, { at, address, actions: [] });
    }
  };
}

refuses("a portal that is there twice", [
  {
    what: "at one address",
    wrong: portals("office", "office"),
    refused: [
      '[team/wiki/SelfServicePolicy] The portal of team/vpn/SelfServicePolicy has the address "office" already. Choose another one.',
    ],
    right: portals("office", "office-2"),
  },
  {
    what: "at one resource",
    wrong: policies(["VPN", "VPN"]),
    refused: [
      '[team/portal-1] "VPN" has a self-service policy at team/portal-0 already. Remove one of them.',
    ],
    right: policies(["VPN", "Wiki"]),
  },
  {
    what: "at one resource, in the resource and beside it",
    wrong: ({ tokenplane }, stack) => {
      const selfService = { address: "office", actions: [] };
      const at = new tokenplane.ProtectedResource(stack, "vpn", { name: "VPN", selfService });
      new tokenplane.SelfServicePolicy(stack, "portal", { at, address: "office-2", actions: [] });
    },
    refused: [
      '[team/portal] "VPN" has a self-service policy at team/vpn/SelfServicePolicy already. Remove one of them.',
    ],
    right: policies(["VPN", "VPN"], true),
  },
]);
