// What authenticators synthesise: every kind with its defaults and with everything that may be said of it.
import { expect, it } from "vitest";
import { KITS, synthesises, getTemplate, getStack, type Kit, type Stack } from "../support/constructs.js";

const ALICE = { tokenplane_user: { alice: { login: "alice" } } };
const OWNED = { user_id: "${tokenplane_user.alice.id}" };
const PIN = { variable: { pin: { sensitive: true } } };
const SECRET = { variable: { secret: { sensitive: true } } };
const SENT = { secret_wo: "${var.secret}", secret_wo_version: 1 };

function alice({ tokenplane }: Kit, stack: Stack) {
  return new tokenplane.Person(stack, "alice", { login: "alice" });
}

/** A reference to a value that is given when Terraform runs. */
function given({ cdk }: Kit, stack: Stack, name: "pin" | "secret"): string {
  return new cdk.TerraformVariable(stack, name, { sensitive: true }).stringValue;
}

function token(attributes: Readonly<Record<string, unknown>>) {
  return { tokenplane_token: { it: attributes } };
}

synthesises("apps", [
  {
    what: "an app with defaults",
    program: (kit, stack) => void kit.tokenplane.Authenticator.app(stack, "it"),
    blocks: { resource: token({ model: "GOOGLE_AUTHENTICATOR", name: "it" }) },
  },
  {
    what: "an app with everything",
    program: (kit, stack) =>
      void kit.tokenplane.Authenticator.app(stack, "it", {
        owner: alice(kit, stack),
        name: "Alice's phone",
        enabled: false,
        pin: given(kit, stack, "pin"),
        pinVersion: 2,
        pinPosition: "AFTER_OTP",
      }),
    blocks: {
      ...PIN,
      resource: {
        ...ALICE,
        ...token({
          model: "GOOGLE_AUTHENTICATOR",
          name: "Alice's phone",
          ...OWNED,
          enabled: false,
          pin_wo: "${var.pin}",
          pin_wo_version: 2,
          pin_position: "AFTER_OTP",
        }),
      },
    },
  },
  {
    what: "a phone that is asked, with defaults",
    program: (kit, stack) => void kit.tokenplane.Authenticator.push(stack, "it"),
    blocks: { resource: token({ model: "PUSH", name: "it" }) },
  },
  {
    what: "a phone that is asked, with everything",
    program: (kit, stack) =>
      void kit.tokenplane.Authenticator.push(stack, "it", {
        owner: alice(kit, stack),
        name: "Alice's phone",
        enabled: false,
        pin: given(kit, stack, "pin"),
        validUntil: "2031-06-30T00:00:00Z",
      }),
    blocks: {
      ...PIN,
      resource: {
        ...ALICE,
        ...token({
          model: "PUSH",
          name: "Alice's phone",
          ...OWNED,
          enabled: false,
          pin_wo: "${var.pin}",
          pin_wo_version: 1,
          pin_position: "BEFORE_OTP",
          valid_until: "2031-06-30T00:00:00Z",
        }),
      },
    },
  },
  {
    what: "an app for a time, said by a moment and by a reference",
    program: (kit, stack) =>
      void kit.tokenplane.Authenticator.app(stack, "it", {
        validFrom: new Date("2030-01-01T01:00:00+01:00"),
        validUntil: new kit.cdk.TerraformVariable(stack, "end", {}).stringValue,
      }),
    blocks: {
      variable: { end: {} },
      resource: token({
        model: "GOOGLE_AUTHENTICATOR",
        name: "it",
        valid_from: "2030-01-01T00:00:00.000Z",
        valid_until: "${var.end}",
      }),
    },
  },
  {
    what: "the defaults of a PIN",
    program: (kit, stack) =>
      void kit.tokenplane.Authenticator.app(stack, "it", { pin: given(kit, stack, "pin") }),
    blocks: {
      ...PIN,
      resource: token({
        model: "GOOGLE_AUTHENTICATOR",
        name: "it",
        pin_wo: "${var.pin}",
        pin_wo_version: 1,
        pin_position: "BEFORE_OTP",
      }),
    },
  },
  {
    what: "nothing of a PIN that is not there",
    program: (kit, stack) =>
      void kit.tokenplane.Authenticator.app(stack, "it", {
        pin: undefined,
        pinVersion: 3,
        pinPosition: undefined,
      }),
    blocks: { resource: token({ model: "GOOGLE_AUTHENTICATOR", name: "it" }) },
  },
  {
    what: "Protectimus Smart with defaults",
    program: (kit, stack) => void kit.tokenplane.Authenticator.smart(stack, "it"),
    blocks: { resource: token({ model: "PROTECTIMUS_SMART", name: "it" }) },
  },
  {
    what: "Protectimus Smart with everything",
    program: (kit, stack) =>
      void kit.tokenplane.Authenticator.smart(stack, "it", {
        owner: alice(kit, stack),
        name: "Alice's phone",
        algorithm: "TOTP",
        digits: 8,
        hash: "SHA256",
        periodSeconds: 60,
        enabled: true,
        pin: given(kit, stack, "pin"),
      }),
    blocks: {
      ...PIN,
      resource: {
        ...ALICE,
        ...token({
          model: "PROTECTIMUS_SMART",
          name: "Alice's phone",
          ...OWNED,
          algorithm: "TOTP",
          digits: 8,
          hash: "SHA256",
          period_seconds: 60,
          enabled: true,
          pin_wo: "${var.pin}",
          pin_wo_version: 1,
          pin_position: "BEFORE_OTP",
        }),
      },
    },
  },
]);

synthesises("fobs and cards", [
  ...(["TWO", "SHARK"] as const).map((model) => ({
    what: `Protectimus ${model} with defaults`,
    program: (kit: Kit, stack: Stack) =>
      void kit.tokenplane.Authenticator.hardware(stack, "it", {
        model,
        serial: "10000001",
        secret: given(kit, stack, "secret"),
        periodSeconds: 30,
      }),
    blocks: {
      ...SECRET,
      resource: token({
        model: `PROTECTIMUS_${model}`,
        serial_number: "10000001",
        period_seconds: 30,
        ...SENT,
      }),
    },
  })),
  {
    what: "Protectimus Two with everything",
    program: (kit, stack) =>
      void kit.tokenplane.Authenticator.hardware(stack, "it", {
        model: "TWO",
        owner: alice(kit, stack),
        serial: "10000001",
        name: "Alice's fob",
        secret: given(kit, stack, "secret"),
        secretVersion: 4,
        periodSeconds: 60,
        enabled: false,
        pin: given(kit, stack, "pin"),
        pinVersion: 2,
        pinPosition: "AFTER_OTP",
      }),
    blocks: {
      variable: { ...PIN.variable, ...SECRET.variable },
      resource: {
        ...ALICE,
        ...token({
          model: "PROTECTIMUS_TWO",
          name: "Alice's fob",
          serial_number: "10000001",
          ...OWNED,
          period_seconds: 60,
          enabled: false,
          secret_wo: "${var.secret}",
          secret_wo_version: 4,
          pin_wo: "${var.pin}",
          pin_wo_version: 2,
          pin_position: "AFTER_OTP",
        }),
      },
    },
  },
  {
    what: "Protectimus Ultra with defaults",
    program: (kit, stack) =>
      void kit.tokenplane.Authenticator.hardware(stack, "it", {
        model: "ULTRA",
        serial: "10000001",
        secret: given(kit, stack, "secret"),
      }),
    blocks: {
      ...SECRET,
      resource: token({ model: "PROTECTIMUS_ULTRA", serial_number: "10000001", ...SENT }),
    },
  },
  {
    what: "Protectimus Ultra whose PIN is part of its answers",
    program: (kit, stack) =>
      void kit.tokenplane.Authenticator.hardware(stack, "it", {
        model: "ULTRA",
        serial: "10000001",
        secret: given(kit, stack, "secret"),
        suite: "OCRA-1:HOTP-SHA1-6:QN08-PSHA1",
        pin: given(kit, stack, "pin"),
      }),
    blocks: {
      variable: { ...PIN.variable, ...SECRET.variable },
      resource: token({
        model: "PROTECTIMUS_ULTRA",
        serial_number: "10000001",
        ...SENT,
        suite: "OCRA-1:HOTP-SHA1-6:QN08-PSHA1",
        pin_wo: "${var.pin}",
        pin_wo_version: 1,
      }),
    },
  },
]);

synthesises("universal devices", [
  {
    what: "one by time with defaults",
    program: (kit, stack) =>
      void kit.tokenplane.Authenticator.universal(stack, "it", {
        serial: "U1",
        secret: given(kit, stack, "secret"),
      }),
    blocks: {
      ...SECRET,
      resource: token({
        model: "UNIVERSAL",
        serial_number: "U1",
        algorithm: "TOTP",
        digits: 6,
        hash: "SHA1",
        period_seconds: 30,
        ...SENT,
      }),
    },
  },
  {
    what: "one by time with everything",
    program: (kit, stack) =>
      void kit.tokenplane.Authenticator.universal(stack, "it", {
        owner: alice(kit, stack),
        serial: "U1",
        name: "Alice's card",
        secret: given(kit, stack, "secret"),
        secretVersion: 2,
        algorithm: "TOTP",
        digits: 7,
        hash: "SHA512",
        periodSeconds: 60,
        enabled: false,
        pin: given(kit, stack, "pin"),
      }),
    blocks: {
      variable: { ...PIN.variable, ...SECRET.variable },
      resource: {
        ...ALICE,
        ...token({
          model: "UNIVERSAL",
          name: "Alice's card",
          serial_number: "U1",
          ...OWNED,
          algorithm: "TOTP",
          digits: 7,
          hash: "SHA512",
          period_seconds: 60,
          enabled: false,
          secret_wo: "${var.secret}",
          secret_wo_version: 2,
          pin_wo: "${var.pin}",
          pin_wo_version: 1,
          pin_position: "BEFORE_OTP",
        }),
      },
    },
  },
  {
    what: "one that counts with defaults",
    program: (kit, stack) =>
      void kit.tokenplane.Authenticator.universal(stack, "it", {
        algorithm: "HOTP",
        serial: "U1",
        secret: given(kit, stack, "secret"),
      }),
    blocks: {
      ...SECRET,
      resource: token({
        model: "UNIVERSAL",
        serial_number: "U1",
        algorithm: "HOTP",
        digits: 6,
        hash: "SHA1",
        ...SENT,
      }),
    },
  },
  {
    what: "one that answers challenges",
    program: (kit, stack) =>
      void kit.tokenplane.Authenticator.universal(stack, "it", {
        algorithm: "OCRA",
        serial: "U1",
        secret: given(kit, stack, "secret"),
        suite: "OCRA-1:HOTP-SHA1-6:QN08",
      }),
    blocks: {
      ...SECRET,
      resource: token({
        model: "UNIVERSAL",
        serial_number: "U1",
        algorithm: "OCRA",
        suite: "OCRA-1:HOTP-SHA1-6:QN08",
        ...SENT,
      }),
    },
  },
]);

synthesises("devices that are there already", [
  {
    what: "one that stays with whom it is",
    program: (kit, stack) => void kit.tokenplane.Authenticator.fromSerial(stack, "it", "10000001"),
    blocks: { data: { tokenplane_token: { it: { serial_number: "10000001" } } } },
  },
  {
    what: "one that gets an owner",
    program: (kit, stack) =>
      void kit.tokenplane.Authenticator.fromSerial(stack, "it", "10000001", { owner: alice(kit, stack) }),
    blocks: {
      data: { tokenplane_token: { it: { serial_number: "10000001" } } },
      resource: {
        ...ALICE,
        tokenplane_token_user: {
          it_Owner_2B111C23: { token_id: "${data.tokenplane_token.it.id}", ...OWNED },
        },
      },
    },
  },
]);

/** Everything that a stack can declare in an account that is not the first. */
function declareSecond(kit: Kit, within: Stack): void {
  const {
    AccountBypassPolicy,
    Authenticator,
    Bypass,
    BypassDuration,
    BypassPolicy,
    Person,
    ProtectedResource,
    SelfServicePolicy,
  } = kit.tokenplane;
  const provider = kit.tokenplane.configureTokenplane(within, {
    alias: "second",
    endpoint: "https://tokens.example.com",
    apiKey: new kit.cdk.TerraformVariable(within, "second_key", { sensitive: true }).stringValue,
  });
  const owner = new Person(within, "alice", { login: "alice", provider });
  const bob = Person.fromLogin(within, "bob", "bob", { provider });
  const secret = given(kit, within, "secret");
  const phone = Authenticator.app(within, "app", { owner, provider });
  Authenticator.smart(within, "smart", { provider });
  Authenticator.hardware(within, "fob", {
    model: "SHARK",
    serial: "1",
    secret,
    periodSeconds: 30,
    provider,
  });
  Authenticator.universal(within, "card", { serial: "2", secret, provider });
  Authenticator.fromSerial(within, "old", "3", { owner: bob, provider });
  const bypass = BypassPolicy.permanent();
  const selfService = { address: "vpn", actions: [] };
  const vpn = new ProtectedResource(within, "vpn", { name: "VPN", bypass, selfService, provider });
  const bastion = ProtectedResource.fromName(within, "bastion", "Bastion", { provider });
  new AccountBypassPolicy(within, "policy", { policy: bypass, provider });
  // What is not said is the resource's.
  new SelfServicePolicy(within, "portal", { at: bastion, address: "bastion", actions: [] });
  vpn.grant(owner, phone);
  bastion.grant(owner, phone);
  new Bypass(within, "said", { authenticator: phone, at: vpn, duration: BypassDuration.HOUR_1, provider });
  // What is not said is the authenticator's.
  new Bypass(within, "silent", { authenticator: phone, at: bastion, duration: BypassDuration.HOUR_1 });
}

it.each(KITS)("an account that is not the first is said of every block with $name", (kit) => {
  const stack = getStack(kit, declareSecond);
  const { provider, resource, data } = getTemplate(kit, stack) as {
    provider: unknown;
    resource: Record<string, Record<string, { provider?: string }>>;
    data: Record<string, Record<string, { provider?: string }>>;
  };
  expect(provider).toEqual({
    tokenplane: [
      {},
      { alias: "second", endpoint: "https://tokens.example.com", api_key: "${var.second_key}" },
    ],
  });
  const providers = [resource, data].flatMap((kind) =>
    Object.entries(kind).flatMap(([type, blocks]) =>
      Object.values(blocks).map((one) => [type, one.provider]),
    ),
  );
  expect(new Set(providers.map(([type]) => type))).toEqual(
    new Set([
      "tokenplane_account_bypass_policy",
      "tokenplane_assignment",
      "tokenplane_bypass",
      "tokenplane_bypass_policy",
      "tokenplane_resource",
      "tokenplane_self_service_policy",
      "tokenplane_token",
      "tokenplane_token_user",
      "tokenplane_user",
    ]),
  );
  expect(providers.filter(([, one]) => one !== "tokenplane.second")).toEqual([]);
});
