import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../support/api.js";
import { AttachedProvider, coresHere, PROVIDER, TOKENPLANE_ALONE, Workspace } from "../support/terraform.js";
import { byTier } from "../support/tier.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const SECOND_SECRET = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U";

/** A token of Alice's at the VPN, for what is built on it. */
const ALICE = `
resource "tokenplane_user" "alice" { login = "alice" }
resource "tokenplane_resource" "vpn" { name = "VPN" }
resource "tokenplane_token" "fob" {
  model          = "PROTECTIMUS_TWO"
  serial_number  = "F-1"
  period_seconds = 30
  secret_wo      = "${SECRET}"
}
`;
const ALICE_HAS_IT = `${ALICE}
resource "tokenplane_token_user" "fob" {
  token_id = tokenplane_token.fob.id
  user_id  = tokenplane_user.alice.id
}
`;

type State = Readonly<Record<string, unknown>>;

/** The life of one resource: what is declared, and what others do to it. */
interface Life {
  readonly address: string;
  /** What it is built on. */
  readonly base?: string;
  readonly first: string;
  /** What the state holds then, beside what the server makes. */
  readonly firstState: State;
  readonly second: string;
  /** Whether the second one takes the first one's place. */
  readonly replaces?: boolean;
  /** Whether the server makes another thing in the place of the first, in one step. */
  readonly createsAgain?: boolean;
  readonly secondState: State;
  /** What an import names it by. */
  readonly importId: (state: State) => string;
  /** What an import finds in the server's spelling, which means the same. */
  readonly imported?: State;
  /** What of that is written as the configuration has it again, once a drift was repaired. */
  readonly repaired?: State;
  /** Somebody changes it elsewhere. @returns what the plan says of it. */
  readonly drift: (api: Api, state: State) => Promise<string | RegExp>;
  /** Somebody removes it elsewhere. */
  readonly remove: (api: Api, state: State) => Promise<unknown>;
}

const LIVES: readonly Life[] = [
  {
    address: "tokenplane_user.it",
    first: 'resource "tokenplane_user" "it" { login = "Bert" }',
    firstState: { login: "Bert", email: null, enabled: true },
    second:
      'resource "tokenplane_user" "it" {\n  login = "bert"\n  email = "bert@example.com"\n  first_name = "Bert"\n}',
    secondState: { login: "bert", email: "bert@example.com", first_name: "Bert", last_name: null },
    importId: () => "BERT",
    async drift(api, { id }) {
      await api.do("userUpdate", { user: { id }, enabled: false, lastName: "Elsewhere" }, "__typename");
      return /enabled\s+= false -> true[\s\S]*last_name\s+= "Elsewhere" -> null/;
    },
    remove: (api, { id }) => api.do("userDelete", { user: { id } }, "__typename"),
  },
  {
    address: "tokenplane_resource.it",
    first: 'resource "tokenplane_resource" "it" { name = "Bastion" }',
    firstState: { failed_attempts_before_lock: 5, lock_minutes: 5, allowed_addresses: [], enabled: true },
    second:
      'resource "tokenplane_resource" "it" {\n  name = "Bastion host"\n  lock_minutes = 0\n  allowed_addresses = ["192.0.2.7", "10.0.0.0/8"]\n}',
    secondState: { name: "Bastion host", lock_minutes: 0, allowed_addresses: ["10.0.0.0/8", "192.0.2.7"] },
    importId: () => "Bastion host",
    async drift(api, { id }) {
      await api.do("resourceUpdate", { resource: { id }, failedAttemptsBeforeLock: 3 }, "__typename");
      return /failed_attempts_before_lock\s+= 3 -> 5/;
    },
    remove: (api, { id }) => api.do("resourceDelete", { resource: { id } }, "__typename"),
  },
  {
    address: "tokenplane_channel.it",
    first: `resource "tokenplane_channel" "it" {
      name              = "Gateway"
      allowed_countries = ["DE", "AT"]
      twilio = {
        account_sid = "AC${"0a".repeat(16)}"
        from        = "Example"
      }
      secrets_wo         = { auth_token = "first" }
      secrets_wo_version = 1
    }`,
    firstState: {
      kind: "SMS",
      priority: 100,
      hourly_limit: null,
      secrets_set: ["auth_token"],
      twilio: {
        url: "https://api.twilio.com",
        account_sid: `AC${"0a".repeat(16)}`,
        from: "Example",
        messaging_service_sid: null,
      },
    },
    second: `resource "tokenplane_channel" "it" {
      name              = "SMS gateway"
      priority          = 1
      hourly_limit      = 100
      allowed_countries = ["DE"]
      sms_http = {
        url          = "https://sms.example.org/send"
        content_type = "FORM"
        headers      = { "X-Key" = "{secret:KEY}" }
        body         = "to={to}&text={text}"
      }
      secrets_wo         = { KEY = "second" }
      secrets_wo_version = 2
    }`,
    secondState: {
      kind: "SMS",
      hourly_limit: 100,
      twilio: null,
      secrets_set: ["KEY"],
      sms_http: expect.objectContaining({ method: "POST", headers: { "X-Key": "{secret:KEY}" } }),
    },
    importId: () => "SMS gateway",
    async drift(api, { id }) {
      await api.do(
        "channelUpdate",
        { channel: { id }, hourlyLimit: null, allowedCountries: ["DE", "US"] },
        "__typename",
      );
      return /allowed_countries\s+= \[\n\s+- "US",[\s\S]*hourly_limit\s+= null -> 100|\+ hourly_limit\s+= 100/;
    },
    remove: (api, { id }) => api.do("channelDelete", { channel: { id } }, "__typename"),
  },
  {
    address: "tokenplane_token.number",
    first: `resource "tokenplane_token" "number" {
      name         = "Number"
      model        = "SMS"
      phone_number = "+491701234567"
    }`,
    firstState: {
      phone_number: "+491701234567",
      sent_to: "+49•••••••67",
      algorithm: null,
      digits: null,
      status: "PENDING",
    },
    second: `resource "tokenplane_token" "number" {
      name         = "Number"
      model        = "SMS"
      phone_number = "+491701234568"
    }`,
    secondState: { phone_number: "+491701234568", sent_to: "+49•••••••68" },
    importId: ({ id }) => String(id),
    // An import knows the mask alone.
    imported: { phone_number: "+49•••••••68" },
    async drift(api, { id }) {
      await api.do("tokenUpdate", { token: { id }, phoneNumber: "+491701234599" }, "__typename");
      return /phone_number\s+= "\+49•••••••99" -> "\+491701234568"/;
    },
    repaired: { phone_number: "+491701234568" },
    remove: (api, { id }) => api.do("tokenDelete", { token: { id } }, "__typename"),
  },
  {
    address: "tokenplane_token.it",
    base: 'resource "tokenplane_user" "alice" { login = "alice" }',
    first: `resource "tokenplane_token" "it" {
      model             = "UNIVERSAL"
      serial_number     = "U-1"
      algorithm         = "TOTP"
      digits            = 6
      hash              = "SHA1"
      period_seconds    = 30
      secret_wo         = "${SECRET}"
      secret_wo_version = 1
    }`,
    firstState: { name: "U-1", digits: 6, user_id: null, status: "ACTIVE", suite: null, valid_until: null },
    second: `resource "tokenplane_token" "it" {
      name              = "Alice's"
      model             = "UNIVERSAL"
      serial_number     = "U-1"
      user_id           = tokenplane_user.alice.id
      algorithm         = "TOTP"
      digits            = 8
      hash              = "SHA1"
      period_seconds    = 30
      enabled           = false
      secret_wo         = "${SECOND_SECRET}"
      secret_wo_version = 2
      pin_wo            = "4711"
      pin_wo_version    = 1
      pin_position      = "AFTER_OTP"
      valid_from        = "2026-01-01T01:00:00+01:00"
      valid_until       = "2031-01-01T00:00:00Z"
    }`,
    secondState: {
      name: "Alice's",
      digits: 8,
      enabled: false,
      pin_position: "AFTER_OTP",
      valid_from: "2026-01-01T01:00:00+01:00",
      valid_until: "2031-01-01T00:00:00Z",
      secret_wo: null,
      pin_wo: null,
    },
    importId: () => "U-1",
    imported: { valid_from: "2026-01-01T00:00:00.000Z", valid_until: "2031-01-01T00:00:00.000Z" },
    repaired: { valid_from: "2026-01-01T01:00:00+01:00", valid_until: "2031-01-01T00:00:00Z" },
    async drift(api, { id }) {
      await api.do("tokenEnable", { token: { id } }, "__typename");
      const elsewhere = { name: "Another", validFrom: null, validUntil: "2030-01-01T00:00:00Z" };
      await api.do("tokenUpdate", { token: { id }, ...elsewhere }, "__typename");
      return /enabled\s+= true -> false[\s\S]*name\s+= "Another" -> "Alice's"[\s\S]*\+ valid_from\s+= "2026-01-01T01:00:00\+01:00"[\s\S]*valid_until\s+= "2030-01-01T00:00:00.000Z" -> "2031-01-01T00:00:00Z"/;
    },
    remove: (api, { id }) => api.do("tokenDelete", { token: { id } }, "__typename"),
  },
  {
    address: "tokenplane_token_user.it",
    base: `${ALICE}\nresource "tokenplane_user" "bert" { login = "bert" }`,
    first:
      'resource "tokenplane_token_user" "it" {\n  token_id = tokenplane_token.fob.id\n  user_id = tokenplane_user.alice.id\n}',
    firstState: {},
    second:
      'resource "tokenplane_token_user" "it" {\n  token_id = tokenplane_token.fob.id\n  user_id = tokenplane_user.bert.id\n}',
    replaces: true,
    secondState: {},
    importId: () => "F-1",
    async drift(api, { token_id }) {
      await api.do(
        "tokenAssign",
        { token: { id: token_id }, to: { user: { login: "alice" } }, from: { login: "bert" } },
        "__typename",
      );
      return "user_id";
    },
    remove: (api, { token_id }) => api.do("tokenUnassign", { token: { id: token_id } }, "__typename"),
  },
  {
    address: "tokenplane_assignment.it",
    base: `${ALICE_HAS_IT}\nresource "tokenplane_resource" "bastion" { name = "Bastion / one" }`,
    first: `resource "tokenplane_assignment" "it" {
      resource_id = tokenplane_resource.vpn.id
      token_id    = tokenplane_token.fob.id
      user_id     = tokenplane_token_user.fob.user_id
    }`,
    firstState: {},
    second: `resource "tokenplane_assignment" "it" {
      resource_id = tokenplane_resource.bastion.id
      token_id    = tokenplane_token.fob.id
      user_id     = tokenplane_token_user.fob.user_id
    }`,
    createsAgain: true,
    secondState: {},
    importId: () => `${encodeURIComponent("Bastion / one")}/alice/F-1`,
    async drift(api, { id }) {
      await api.do("assignmentDelete", { assignment: { id } }, "__typename");
      return "will be created";
    },
    remove: (api, { id }) => api.do("assignmentDelete", { assignment: { id } }, "__typename"),
  },
  {
    address: "tokenplane_bypass.it",
    base: `${ALICE_HAS_IT}
    resource "tokenplane_assignment" "vpn" {
      resource_id = tokenplane_resource.vpn.id
      token_id    = tokenplane_token.fob.id
      user_id     = tokenplane_token_user.fob.user_id
    }`,
    first: `resource "tokenplane_bypass" "it" {
      token_id    = tokenplane_token.fob.id
      resource_id = tokenplane_assignment.vpn.resource_id
      duration    = "HOURS_8"
      reason      = "travel"
    }`,
    firstState: { everywhere: false, duration: "HOURS_8", not_after: null },
    second: `resource "tokenplane_bypass" "it" {
      token_id   = tokenplane_assignment.vpn.token_id
      everywhere = true
      duration   = "PERMANENT"
      keepers    = { ticket = "42" }
    }`,
    createsAgain: true,
    secondState: { everywhere: true, expires_at: null, keepers: { ticket: "42" } },
    importId: ({ id }) => String(id),
    async drift(api, { id }) {
      await api.do("tokenBypassRevoke", { bypass: { id } }, "__typename");
      return "will be created";
    },
    remove: (api, { id }) => api.do("tokenBypassRevoke", { bypass: { id } }, "__typename"),
  },
  {
    address: "tokenplane_bypass_policy.it",
    base: 'resource "tokenplane_resource" "vpn" { name = "VPN" }',
    first:
      'resource "tokenplane_bypass_policy" "it" {\n  resource_id = tokenplane_resource.vpn.id\n  maximum_duration = "HOUR_1"\n}',
    firstState: { reason_required: false, granted_by: ["ADMIN", "HELPDESK", "PROVISIONER"] },
    second:
      'resource "tokenplane_bypass_policy" "it" {\n  resource_id = tokenplane_resource.vpn.id\n  maximum_duration = "HOURS_8"\n  reason_required = true\n  granted_by = ["PROVISIONER"]\n}',
    secondState: { maximum_duration: "HOURS_8", reason_required: true, granted_by: ["PROVISIONER"] },
    importId: () => "VPN",
    async drift(api, { resource_id }) {
      const scope = { resource: { id: resource_id } };
      await api.do(
        "bypassPolicySet",
        { scope, maximumDuration: "NONE", reasonRequired: true, grantedBy: ["PROVISIONER"] },
        "__typename",
      );
      return /maximum_duration\s+= "NONE" -> "HOURS_8"/;
    },
    remove: (api, { resource_id }) =>
      api.do("bypassPolicyClear", { scope: { resource: { id: resource_id } } }, "__typename"),
  },
  {
    address: "tokenplane_account_bypass_policy.it",
    first: 'resource "tokenplane_account_bypass_policy" "it" { maximum_duration = "HOUR_1" }',
    firstState: { reason_required: false },
    second:
      'resource "tokenplane_account_bypass_policy" "it" {\n  maximum_duration = "HOUR_1"\n  granted_by = ["ADMIN"]\n}',
    secondState: { granted_by: ["ADMIN"] },
    importId: () => "account",
    async drift(api) {
      await api.do(
        "bypassPolicySet",
        {
          scope: { accountDefault: true },
          maximumDuration: "HOUR_1",
          grantedBy: ["ADMIN"],
          reasonRequired: true,
        },
        "__typename",
      );
      return /reason_required\s+= true -> false/;
    },
    remove: (api) => api.do("bypassPolicyClear", { scope: { accountDefault: true } }, "__typename"),
  },
  {
    address: "tokenplane_self_service_policy.it",
    base: 'resource "tokenplane_resource" "vpn" { name = "VPN" }',
    first:
      'resource "tokenplane_self_service_policy" "it" {\n  resource_id = tokenplane_resource.vpn.id\n  address = "life"\n  actions = ["TOKEN_REPORT_LOST", "PASSWORD_CHANGE"]\n}',
    firstState: {
      actions: ["PASSWORD_CHANGE", "TOKEN_REPORT_LOST"],
      models: [],
      first_enrolment: "INVITATION",
      first_enrolment_days: 14,
      sign_in: ["PASSWORD"],
      allowed_addresses: [],
      url: expect.stringMatching(/^http.*\/s\/life$/),
    },
    second:
      'resource "tokenplane_self_service_policy" "it" {\n  resource_id = tokenplane_resource.vpn.id\n  address = "longer-life"\n  actions = ["TOKEN_ENROL"]\n  models = ["PUSH", "EMAIL"]\n  first_enrolment = "MAIL_CODE"\n  first_enrolment_days = 3\n  sign_in = ["MAIL_CODE", "PASSWORD"]\n  allowed_addresses = ["192.0.2.7"]\n}',
    secondState: {
      actions: ["TOKEN_ENROL"],
      models: ["EMAIL", "PUSH"],
      first_enrolment: "MAIL_CODE",
      first_enrolment_days: 3,
      sign_in: ["MAIL_CODE", "PASSWORD"],
      allowed_addresses: ["192.0.2.7"],
      url: expect.stringMatching(/^http.*\/s\/longer-life$/),
    },
    importId: () => "VPN",
    async drift(api, { resource_id }) {
      await api.do(
        "selfServicePolicySet",
        {
          resource: { id: resource_id },
          address: "longer-life",
          actions: ["TOKEN_ENROL", "NAMES_UPDATE"],
          models: ["PUSH", "EMAIL"],
          firstEnrolment: "MAIL_CODE",
          firstEnrolmentDays: 365,
          signIn: ["MAIL_CODE", "PASSWORD"],
          allowedAddresses: ["192.0.2.7"],
        },
        "__typename",
      );
      return /- "NAMES_UPDATE"[\s\S]*first_enrolment_days\s+= 365 -> 3/;
    },
    remove: (api, { resource_id }) =>
      api.do("selfServicePolicyClear", { resource: { id: resource_id } }, "__typename"),
  },
];

/**
 * Those of the default tier, where consistency.test.ts has random lives of every type, and seen-and-corrected.test.ts what
 * others do to each, both under the fake core.
 */
const OF_DEFAULT = new Set(["tokenplane_assignment.it"]);

/** Imports what is there: nothing changes, and nothing is to be changed. */
async function takeOver(workspace: Workspace, life: Life): Promise<void> {
  const { address } = life;
  const state = () => workspace.state()[address] ?? {};
  const before = state();
  expect((await workspace.run("state", "rm", address)).code).toBe(0);
  const imported = await workspace.run("import", address, life.importId(before));
  expect(imported.output).toContain("Import successful!");
  expect(state()["id"]).toBe(before["id"]);

  // What only the configuration says is written to the state by the first apply after an import, without a call.
  await workspace.apply();
  expect(state()).toEqual({ ...before, ...life.imported });
  expect(await workspace.plan()).toMatchObject({ isEmpty: true });
}

describe.each(coresHere())("with %s", (_name, core) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
  });
  afterAll(() => world.end());

  it.each(
    byTier(
      LIVES.filter(({ address }) => OF_DEFAULT.has(address)),
      LIVES,
    ),
  )("$address lives from its creation to its end, also through what others do to it", async (life) => {
    const { admin } = await world.seed();
    const provider = await AttachedProvider.start(PROVIDER, {
      TOKENPLANE_ENDPOINT: world.url,
      TOKENPLANE_API_KEY: admin.key,
    });
    const workspace = new Workspace(core, provider.environment);
    const { address, base = "" } = life;
    const state = () => workspace.state()[address] ?? {};
    try {
      workspace.write("main.tf", `${TOKENPLANE_ALONE}${base}\n${life.first}`);
      await workspace.apply();
      expect(state()).toMatchObject(life.firstState);
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });

      const first = state();
      workspace.write("main.tf", `${TOKENPLANE_ALONE}${base}\n${life.second}`);
      expect((await workspace.plan()).output).toContain(
        life.replaces === true ? "must be replaced" : "will be updated in-place",
      );
      await workspace.apply();
      expect(state()).toMatchObject(life.secondState);
      if (life.createsAgain === true) expect(state()["id"]).not.toBe(first["id"]);
      else if (life.replaces !== true) expect(state()["id"]).toBe(first["id"]);
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });

      await takeOver(workspace, life);

      const reported = await life.drift(admin, state());
      const drifted = await workspace.plan();
      if (typeof reported === "string") expect(drifted.output).toContain(reported);
      else expect(drifted.output).toMatch(reported);
      await workspace.apply();
      expect(state()).toMatchObject({ ...life.secondState, ...life.imported, ...life.repaired });
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });

      await life.remove(admin, state());
      expect((await workspace.plan()).output).toMatch(/will be created/);
      await workspace.apply();
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });

      const destroyed = await workspace.run("destroy", "-auto-approve");
      expect(destroyed.output).toContain("Destroy complete!");
      expect(destroyed.code).toBe(0);
    } finally {
      workspace.clear();
      await provider.end();
    }
  });
});
