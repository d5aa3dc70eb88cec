import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { channelInput, DRIVERS, MARK } from "../support/channels.js";
import { AttachedProvider, coresHere, PROVIDER, TOKENPLANE_ALONE, Workspace } from "../support/terraform.js";
import { variedAccount, type VariedAccount } from "./varied-account.js";
import { openWorld, storeHere, type World } from "../support/world.js";

/** When everything here happens. */
const NOW = "2026-11-25T12:00:00.000Z";
const HOUR = 3_600_000;

type Expected = object | readonly object[];

/** A block of every way to name something, and of every filter; with what it must say. */
function found({ ids, serial }: VariedAccount): Readonly<Record<string, readonly [string, Expected]>> {
  const mail = {
    name: "By SMTP",
    kind: "EMAIL",
    driver: "SMTP",
    priority: 100,
    enabled: true,
    allowed_countries: null,
    hourly_limit: null,
    smtp: {
      host: "mail.example.org",
      port: 2_525,
      security: "TLS",
      username: "tokenplane",
      from: "Example Ltd <codes@example.org>",
      reply_to: "helpdesk@example.org",
      certificate_authority: null,
      dkim_domain: "example.org",
      dkim_selector: "mail2026",
    },
    twilio: null,
    sms_http: null,
    secrets_set: ["dkim_private_key", "password"],
    suspensions: [],
    created_at: NOW,
    updated_at: NOW,
  };
  const gateway = {
    name: "By SMS_HTTP",
    kind: "SMS",
    driver: "SMS_HTTP",
    priority: 7,
    enabled: false,
    allowed_countries: ["DE"],
    hourly_limit: 10,
    smtp: null,
    sms_http: {
      url: "https://gateway.example.org/send?ref={reference}",
      method: "PUT",
      content_type: "JSON",
      headers: { Authorization: "Bearer {secret:TOKEN}", "X-Seconds": "{secondsLeft}" },
      body: '{"to": "{to}", "text": "{text}", "key": "{secret:KEY}", "ttl": {secondsLeft}}',
      success_contains: '"ok":true',
      idempotency_header: "Idempotency-Key",
    },
    secrets_set: ["KEY", "TOKEN"],
  };
  const chat = { name: "Büro ☃", kind: "BOT", driver: "SLACK", slack: { url: "https://slack.com" } };
  const alice = {
    id: ids.alice,
    login: "alice",
    email: "alice@example.com",
    phone_number: "+4930123456",
    first_name: "Alice",
    last_name: "Jones",
    enabled: true,
    created_at: NOW,
    updated_at: NOW,
  };
  const bert = {
    login: "bert",
    email: null,
    phone_number: null,
    first_name: null,
    last_name: null,
    enabled: false,
  };
  const own = {
    maximum_duration: "HOURS_8",
    reason_required: true,
    granted_by: ["ADMIN"],
    origin: "RESOURCE",
  };
  const builtIn = {
    maximum_duration: "PERMANENT",
    reason_required: false,
    granted_by: ["ADMIN", "HELPDESK", "PROVISIONER"],
    origin: "BUILT_IN",
  };
  const portal = {
    address: "vpn",
    url: expect.stringMatching(/^http:\/\/localhost:\d+\/s\/vpn$/),
    actions: ["TOKEN_ENROL", "TOKEN_SYNCHRONIZE"],
    models: ["GOOGLE_AUTHENTICATOR"],
    first_enrolment: "MAIL_CODE",
    first_enrolment_days: 3,
    sign_in: ["MAIL_CODE", "PASSWORD"],
    allowed_addresses: ["10.0.0.0/8", "2001:db8::/32"],
  };
  const vpn = {
    id: ids.vpn,
    name: "VPN",
    failed_attempts_before_lock: 5,
    lock_minutes: 0,
    push_confirmation: "CODE",
    allowed_addresses: ["10.0.0.0/8"],
    enabled: true,
    bypass_policy: own,
    self_service_policy: portal,
    created_at: NOW,
    updated_at: NOW,
  };
  const bastion = {
    id: ids.bastion,
    name: "Büro / 7 ☃",
    lock_minutes: 5,
    enabled: false,
    bypass_policy: builtIn,
    self_service_policy: null,
  };
  const fob = {
    id: ids.fob,
    serial_number: serial,
    name: serial,
    kind: "UNIVERSAL",
    model: "UNIVERSAL",
    user_id: ids.alice,
    login: "alice",
    status: "ACTIVE",
    enabled: true,
    algorithm: "TOTP",
    digits: 6,
    hash: "SHA1",
    period_seconds: 30,
    suite: null,
    phone_fingerprint: null,
    phone_connected_at: null,
    pin_position: "AFTER_OTP",
    valid_from: null,
    valid_until: null,
    drift: 0,
    last_used_at: NOW,
    failures: 0,
    consecutive_failures: 0,
    locked: false,
    locked_until: null,
    lock_reason: null,
    enrolment_expires_at: null,
    enrolment_attempts_left: null,
    created_at: NOW,
    updated_at: NOW,
  };
  const locked = {
    id: ids.locked,
    login: "bert",
    last_used_at: null,
    failures: 5,
    consecutive_failures: 5,
    locked: true,
    locked_until: null,
    lock_reason: "FAILURES",
  };
  const app = {
    id: ids.app,
    serial_number: null,
    name: "Phone",
    kind: "SOFTWARE",
    model: "GOOGLE_AUTHENTICATOR",
    user_id: null,
    login: null,
    status: "PENDING",
    enabled: false,
    valid_from: "2030-01-01T00:00:00.000Z",
    valid_until: "2030-12-31T23:00:00.000Z",
    enrolment_attempts_left: 5,
    enrolment_expires_at: expect.stringMatching(/^2026-11-/),
  };
  const link = {
    id: ids.link,
    resource_id: ids.vpn,
    resource_name: "VPN",
    token_id: ids.fob,
    serial_number: serial,
    user_id: ids.alice,
    login: "alice",
    created_at: NOW,
  };
  const bertsLink = { resource_id: ids.vpn, token_id: ids.locked, login: "bert" };
  const atVpn = {
    id: ids.atVpn,
    token_id: ids.fob,
    serial_number: serial,
    resource_id: ids.vpn,
    resource_name: "VPN",
    everywhere: false,
    duration: "HOURS_8",
    reason: "travel",
    granted_at: NOW,
    granted_by: "ADMIN",
    granted_by_name: expect.stringMatching(/./),
    expires_at: new Date(Date.parse(NOW) + 8 * HOUR).toISOString(),
    running: true,
    ended_at: null,
    ended_because: null,
    honoured: [{ resource_id: ids.vpn, until: new Date(Date.parse(NOW) + 8 * HOUR).toISOString() }],
  };
  const everywhere = {
    id: ids.everywhere,
    resource_id: null,
    resource_name: null,
    everywhere: true,
    duration: "PERMANENT",
    reason: null,
    expires_at: null,
    running: true,
  };
  const ended = {
    id: ids.ended,
    token_id: ids.locked,
    running: false,
    ended_at: NOW,
    ended_because: "REVOKED",
    honoured: [],
  };
  const has = { id: ids.fob, token_id: ids.fob, serial_number: serial, user_id: ids.alice, login: "alice" };
  const vpnPolicy = { id: ids.vpn, resource_id: ids.vpn, resource_name: "VPN", ...own };
  const vpnPortal = { id: ids.vpn, resource_id: ids.vpn, resource_name: "VPN", ...portal };
  return {
    account: [
      "",
      {
        id: ids.account,
        name: "Example Ltd",
        enabled: true,
        users: { limit: 10_000, used: 2 },
        tokens: { limit: 10_000, used: 3 },
        resources: { limit: 1_000, used: 2 },
      },
    ],
    account_bypass_policy: ["", { id: ids.account, ...builtIn }],
    "user by id": [`id = "${ids.alice}"`, alice],
    "user by login": ['login = "ALICE"', alice],
    users: ["", [alice, bert]],
    "users text": ['text = "jon"', [alice]],
    "users enabled": ["enabled = false", [bert]],
    "users text and enabled": ['text = "alice"\nenabled = false', []],
    "resource by id": [`id = "${ids.vpn}"`, vpn],
    "resource by name": ['name = "Büro / 7 ☃"', bastion],
    resources: ["", [vpn, bastion]],
    "resources text": ['text = "büro"', [bastion]],
    "resources enabled": ["enabled = true", [vpn]],
    "token by id": [`id = "${ids.app}"`, app],
    "token by serial_number": [`serial_number = "${serial}"`, fob],
    "token by serial_number in another case": [`serial_number = "${serial.toLowerCase()}"`, fob],
    "channel by name": ['name = "By SMTP"', mail],
    "channel by another name": ['name = "By SMS_HTTP"', gateway],
    channels: ["", [mail, gateway, chat]],
    "channels text": ['text = "büro"', [chat]],
    "channels kind": ['kind = "SMS"', [gateway]],
    "channels enabled": ["enabled = true", [mail, chat]],
    tokens: ["", [fob, locked, app]],
    "tokens text": [`text = "${serial.toLowerCase()}"`, [fob]],
    "tokens kind": ['kind = "SOFTWARE"', [app]],
    "tokens model": ['model = "UNIVERSAL"', [fob, locked]],
    "tokens status": ['status = "PENDING"', [app]],
    "tokens user_id": [`user_id = "${ids.bert}"`, [locked]],
    "tokens resource_id": [`resource_id = "${ids.vpn}"`, [fob, locked]],
    "tokens assigned": ["assigned = false", [app]],
    "tokens enabled": ["enabled = true", [fob, locked]],
    "tokens locked": ["locked = true", [locked]],
    "tokens bypassed": ["bypassed = true", [fob]],
    "tokens used_after": [`used_after = "${NOW}"`, [fob]],
    "tokens used_before": ['used_before = "2026-11-25T12:00:00Z"', []],
    "tokens valid": ["valid = true", [fob, locked]],
    "tokens valid_until_before": ['valid_until_before = "2031-01-01T00:00:00Z"', [app]],
    "tokens of nobody that there is": [`user_id = "${ids.vpn}"`, []],
    "token_user by token_id": [`token_id = "${ids.fob}"`, has],
    "token_user by serial_number": [`serial_number = "${serial}"`, has],
    "assignment by id": [`id = "${ids.link}"`, link],
    "assignment by resource_id and token_id": [`resource_id = "${ids.vpn}"\ntoken_id = "${ids.fob}"`, link],
    "assignment by resource_name and serial_number": [
      `resource_name = "VPN"\nserial_number = "${serial}"`,
      link,
    ],
    "assignment by serial_number in another case": [
      `resource_name = "VPN"\nserial_number = "${serial.toLowerCase()}"`,
      link,
    ],
    "assignment by resource_id and user_id": [`resource_id = "${ids.vpn}"\nuser_id = "${ids.alice}"`, link],
    "assignment by resource_name and login": ['resource_name = "VPN"\nlogin = "bert"', bertsLink],
    assignments: ["", [link, bertsLink]],
    "assignments user_id": [`user_id = "${ids.bert}"`, [bertsLink]],
    "assignments resource_id": [`resource_id = "${ids.bastion}"`, []],
    "assignments token_id": [`token_id = "${ids.fob}"`, [link]],
    "bypass by id, ended": [`id = "${ids.ended}"`, ended],
    "bypass by token_id and resource_id": [
      `token_id = "${ids.fob}"\nresource_id = "${ids.vpn}"\neverywhere = false`,
      atVpn,
    ],
    "bypass by serial_number and resource_name": [
      `serial_number = "${serial}"\nresource_name = "VPN"`,
      atVpn,
    ],
    "bypass by token_id, everywhere": [`token_id = "${ids.fob}"\neverywhere = true`, everywhere],
    bypasses: ["", [everywhere, atVpn, ended]],
    "bypasses token_id": [`token_id = "${ids.locked}"`, [ended]],
    "bypasses user_id": [`user_id = "${ids.alice}"`, [everywhere, atVpn]],
    "bypasses resource_id": [`resource_id = "${ids.vpn}"`, [atVpn]],
    "bypasses running": ["running = false", [ended]],
    "bypass_policy by resource_id": [`resource_id = "${ids.vpn}"`, vpnPolicy],
    "bypass_policy by resource_name": [
      'resource_name = "Büro / 7 ☃"',
      { resource_id: ids.bastion, ...builtIn },
    ],
    "self_service_policy by resource_id": [`resource_id = "${ids.vpn}"`, vpnPortal],
    "self_service_policy by resource_name": ['resource_name = "VPN"', vpnPortal],
  };
}

/** A block, the line that the diagnostic points at (empty for the block itself), and words of it. */
type Lost = Readonly<Record<string, readonly [string, string, string]>>;

/** Blocks that find nothing. */
function absent({ ids }: VariedAccount): Lost {
  return {
    "user id": ['id = "nonsense"', 'id = "nonsense"', 'There is no user with id = "nonsense".'],
    "user id of another type": [`id = "${ids.fob}"`, `id = "${ids.fob}"`, "There is no user"],
    "user login": ['login = "eve"', 'login = "eve"', 'There is no user with login = "eve".'],
    "resource id": ['id = "nonsense"', 'id = "nonsense"', "There is no resource"],
    "resource name": ['name = "vpn"', 'name = "vpn"', "There is no resource"],
    "channel id": [`id = "${ids.alice}"`, `id = "${ids.alice}"`, "There is no channel"],
    "channel name": ['name = "by smtp"', 'name = "by smtp"', "There is no channel"],
    "token id": [`id = "${ids.alice}"`, `id = "${ids.alice}"`, "There is no token"],
    "token serial_number": ['serial_number = "F/0"', 'serial_number = "F/0"', "There is no token"],
    "token_user token_id": [`token_id = "${ids.app}"`, `token_id = "${ids.app}"`, "has no user"],
    "token_user serial_number": ['serial_number = "?"', 'serial_number = "?"', "There is no token"],
    "assignment id": ['id = "nonsense"', 'id = "nonsense"', "There is no assignment"],
    "assignment resource_name": [
      'resource_name = "VPN 2"\nlogin = "alice"',
      'resource_name = "VPN 2"',
      "There is no resource",
    ],
    "assignment serial_number": [
      'resource_name = "VPN"\nserial_number = "F/0"',
      'serial_number = "F/0"',
      "There is no token",
    ],
    "assignment login": ['resource_name = "VPN"\nlogin = "eve"', 'login = "eve"', "There is no user"],
    "assignment of a token elsewhere": [
      `resource_id = "${ids.bastion}"\ntoken_id = "${ids.fob}"`,
      `token_id    = "${ids.fob}"`,
      "is not assigned at resource_id",
    ],
    "assignment of a user elsewhere": [
      `resource_id = "${ids.bastion}"\nlogin = "alice"`,
      'login = "alice"',
      "has no token at resource_id",
    ],
    "bypass id": ['id = "nonsense"', 'id = "nonsense"', "There is no bypass"],
    "bypass token": [
      'serial_number = "F/0"\neverywhere = true',
      'serial_number = "F/0"',
      "There is no token",
    ],
    "bypass that ended": [
      `token_id = "${ids.locked}"\neverywhere = true`,
      "everywhere = true",
      "runs everywhere",
    ],
    "bypass elsewhere": [
      `token_id = "${ids.fob}"\nresource_name = "Büro / 7 ☃"`,
      'resource_name = "Büro / 7 ☃"',
      "runs at resource_name",
    ],
    "bypass_policy resource_id": ['resource_id = "?"', 'resource_id = "?"', "There is no resource"],
    "bypass_policy resource_name": ['resource_name = "?"', 'resource_name = "?"', "There is no resource"],
    "self_service_policy resource_id": ['resource_id = "?"', 'resource_id = "?"', "There is no resource"],
    "self_service_policy resource_name": [
      'resource_name = "?"',
      'resource_name = "?"',
      "There is no resource",
    ],
    "self_service_policy of a resource without a portal": [
      `resource_id = "${ids.bastion}"`,
      `resource_id = "${ids.bastion}"`,
      "has no self-service policy.",
    ],
  };
}

/** Blocks that ask wrongly. A core reads nothing then. */
function wrong({ ids, serial }: VariedAccount): Lost {
  return {
    "user neither": ["", "", "Write id or login."],
    "user both": ['id = "a"\nlogin = "b"', 'login = "b"', "only one of them"],
    "channel neither": ["", "", "Write id or name."],
    "channels kind": ['kind = "FAX"', 'kind = "FAX"', "SMS, EMAIL, BOT, PUSH"],
    "tokens kind": ['kind = "FOB"', 'kind = "FOB"', "HARDWARE, SOFTWARE, UNIVERSAL"],
    "tokens model": ['model = "TWO"', 'model = "TWO"', "PROTECTIMUS_TWO"],
    "tokens status": ['status = "LOST"', 'status = "LOST"', "ACTIVE, PENDING"],
    "tokens used_after": ['used_after = "today"', 'used_after = "today"', "RFC 3339"],
    "tokens used_before": ['used_before = "1.2.26"', 'used_before = "1.2.26"', "RFC 3339"],
    "tokens valid_until_before": ['valid_until_before = "May"', 'valid_until_before = "May"', "RFC 3339"],
    "assignment neither": ["", "", "Write id alone"],
    "assignment id and more": [`id = "${ids.link}"\nlogin = "alice"`, 'login = "alice"', "Write id alone"],
    "assignment without a place": ['login = "alice"', "", "Write resource_id or resource_name."],
    "assignment of two": [
      'resource_name = "VPN"\ntoken_id = "a"\nlogin = "alice"',
      'login = "alice"',
      "Write token_id, serial_number, user_id or login, only one of them.",
    ],
    "self_service_policy neither": ["", "", "Write resource_id or resource_name."],
    "bypass without a scope": [
      `serial_number = "${serial}"`,
      "",
      "Write resource_id, resource_name or everywhere.",
    ],
  };
}

/** The type of a case, such as `user`, and a name for its block. */
function getNames(title: string, index: number): { readonly type: string; readonly name: string } {
  return { type: title.split(" ")[0] ?? "", name: `case_${index}` };
}

describe.each(coresHere())("data sources with %s", (_name, core) => {
  let world: World;
  let account: VariedAccount;
  let provider: AttachedProvider;
  beforeAll(async () => {
    world = await openWorld(storeHere());
    account = await variedAccount(await world.seed());
    for (const input of [
      channelInput(DRIVERS.smtp),
      channelInput(DRIVERS.smsHttp, { enabled: false, priority: 7, hourlyLimit: 10 }),
      channelInput(DRIVERS.slack, { name: "Büro ☃" }),
    ]) {
      await account.seed.admin.do("channelCreate", input, "__typename");
    }
    provider = await AttachedProvider.start(PROVIDER, {
      TOKENPLANE_ENDPOINT: world.url,
      TOKENPLANE_API_KEY: (await account.seed.key("PROVISIONER")).key,
    });
  });
  afterAll(async () => {
    await provider.end();
    await world.end();
  });

  it("find what is asked for, by every name and by every filter, and show no secret", async () => {
    const workspace = new Workspace(core, provider.environment);
    try {
      const cases = Object.entries(found(account));
      const blocks = cases.map(([title, [body]], index) => {
        const { type, name } = getNames(title, index);
        return `data "tokenplane_${type}" "${name}" {\n${body}\n}\noutput "${name}" { value = data.tokenplane_${type}.${name} }\n`;
      });
      workspace.write("main.tf", `${TOKENPLANE_ALONE}${blocks.join("")}`);
      await workspace.apply();
      const outputs = await workspace.outputs();
      for (const [index, [title, [, expected]]] of cases.entries()) {
        const { type, name } = getNames(title, index);
        const output = outputs[name] as Readonly<Record<string, unknown>>;
        if (!Array.isArray(expected)) expect(output, title).toMatchObject(expected);
        else expect(output[type], title).toEqual(expected.map((one) => expect.objectContaining(one)));
      }
      const shown = JSON.stringify(outputs) + (await workspace.run("show", "-json")).output;
      for (const secret of [...account.secrets, MARK])
        expect(shown.toLowerCase()).not.toContain(secret.toLowerCase());
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });
    } finally {
      workspace.clear();
    }
  });

  it.each([
    ["there is nothing", absent],
    ["they are asked wrongly", wrong],
  ])("say so on the attribute when %s", async (_when, casesOf) => {
    const workspace = new Workspace(core, provider.environment);
    try {
      const cases = Object.entries(casesOf(account));
      const blocks = cases.map(([title, [body]], index) => {
        const { type, name } = getNames(title, index);
        return `data "tokenplane_${type}" "${name}" {\n${body}\n}\n`;
      });
      workspace.write("main.tf", `${TOKENPLANE_ALONE}${blocks.join("")}`);
      const complaints = await workspace.complaints();
      for (const [index, [title, [, line, words]]] of cases.entries()) {
        const { type, name } = getNames(title, index);
        const block = `data "tokenplane_${type}" "${name}"`;
        const about = complaints.filter((one) => one.block === block);
        const reported = about.find(({ detail }) => detail.includes(words));
        expect(reported, `${title}: ${JSON.stringify(about)}`).toBeDefined();
        if (line === "") expect(reported?.line, title).toContain(block);
        else expect(reported?.line.replaceAll(/\s+/g, " "), title).toBe(line.replaceAll(/\s+/g, " "));
      }
    } finally {
      workspace.clear();
    }
  });
});
