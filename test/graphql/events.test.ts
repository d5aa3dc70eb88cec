import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { schema } from "../../server/graphql/schema.js";
import type { Api } from "../support/api.js";
import { Browser } from "../support/browser.js";
import { misnamedIn } from "../support/event-names.js";
import { getDocument } from "../support/documents.js";
import { EXAMPLES, type Stage } from "../support/operations.js";
import type { Seed } from "../support/seed.js";
import { onBothStores, onOneStore, type World } from "../support/world.js";

/** What an event says of what happened. */
interface Reported {
  readonly type: string;
  readonly tokenName: string | null;
  readonly userLogin: string | null;
  readonly resourceName: string | null;
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly changes: readonly {
    readonly field: string;
    readonly from: string | null;
    readonly to: string | null;
  }[];
  readonly summary: string;
}

interface Event extends Reported {
  readonly id: string;
  readonly occurredAt: string;
  readonly actor: { readonly kind: string; readonly name: string };
  readonly callerAddress: string | null;
  readonly correlationId: string;
}

const EVENT = `id type occurredAt actor { kind name } tokenName userLogin resourceName outcome reason
  changes { field from to } summary callerAddress correlationId`;

async function newest(admin: Api, count: number): Promise<readonly Event[]> {
  const { events } = await admin.query<{ events: { nodes: Event[] } }>(
    `query ($first: Int) { events(first: $first) { nodes { ${EVENT} } } }`,
    { first: count },
  );
  return events.nodes;
}

/** What some work leaves in the feed, oldest first. All of it must be of one action, now, by the administrator. */
async function leftBy(world: World, { admin }: Seed, work: () => Promise<unknown>): Promise<Reported[]> {
  const [last] = await newest(admin, 1);
  await work();
  const events = await newest(admin, 20);
  const added = events
    .slice(0, last === undefined ? events.length : events.findIndex(({ id }) => id === last.id))
    // What becomes of a message is said later.
    .filter(({ actor }) => actor.name !== "sender");
  expect(new Set(added.map(({ correlationId }) => correlationId)).size).toBe(Math.min(added.length, 1));
  return added.toReversed().map(({ id, occurredAt, actor, callerAddress, correlationId, ...reported }) => {
    expect({ occurredAt, actor, callerAddress }).toEqual({
      occurredAt: new Date(world.clock.now()).toISOString(),
      actor: { kind: "API_KEY", name: "First administrator" },
      callerAddress: "127.0.0.1",
    });
    expect([id, correlationId]).not.toContain("");
    return reported;
  });
}

/** An event in a line, without the numbers in names that an example made. */
function inWords({ type, summary, changes }: Reported): string {
  const changed = changes.map(({ field, from, to }) => `${field} ${from} > ${to}`).join(", ");
  return `${type}: ${summary}${changed === "" ? "" : ` (${changed})`}`
    .replaceAll(/(fresh|TP|OCRA)-\d+/g, "$1")
    .replace(/tp_\w+/, "tp_");
}

/** What each mutation of an account leaves when it is done once, as in the examples of operations.ts. */
const LEAVES: Readonly<Record<string, readonly string[]>> = {
  userCreate: ["USER_CREATED: User fresh was created."],
  userUpdate: ["USER_UPDATED: User fresh changed: firstName. (firstName null > Anna)"],
  userDelete: ["USER_DELETED: User fresh was deleted."],
  tokenDelete: ["TOKEN_DELETED: Token TP was deleted, with 1 link."],
  tokenEnable: ["TOKEN_ENABLED: Token TP was enabled. (enabled false > true)"],
  tokenDisable: ["TOKEN_DISABLED: Token TP was disabled. (enabled true > false)"],
  tokenAssign: ["TOKEN_ASSIGNED: Token TP was given to fresh. (user null > fresh)"],
  tokenUnassign: ["TOKEN_UNASSIGNED: Token TP was taken from fresh. (user fresh > null)"],
  assignmentCreate: [
    "TOKEN_UNLINKED: Token TP was unlinked from VPN.",
    "TOKEN_LINKED: Token TP of fresh was linked to fresh.",
  ],
  assignmentDelete: ["TOKEN_UNLINKED: Token TP was unlinked from VPN."],
  tokenBypassGrant: [
    "BYPASS_GRANTED: The user of token TP may sign in without a code at VPN until 25 Nov 2026, 13:00 UTC. (bypassDuration null > HOUR_1, bypassUntil null > 2026-11-25T13:00:00.000Z)",
  ],
  tokenBypassRevoke: [
    "BYPASS_REVOKED: The bypass of token TP everywhere, until 25 Nov 2026, 13:00 UTC, ended: it was revoked. (bypassDuration HOUR_1 > null, bypassUntil 2026-11-25T13:00:00.000Z > null)",
  ],
  usersCreate: ["USER_CREATED: User fresh was created."],
  usersUpdate: ["USER_UPDATED: User fresh changed: firstName. (firstName null > Anna)"],
  usersDelete: ["USER_DELETED: User fresh was deleted."],
  tokensEnable: ["TOKEN_ENABLED: Token TP was enabled. (enabled false > true)"],
  tokensDisable: ["TOKEN_DISABLED: Token TP was disabled. (enabled true > false)"],
  tokensDelete: ["TOKEN_DELETED: Token TP was deleted, with 1 link."],
  tokensAssign: ["TOKEN_ASSIGNED: Token TP was given to fresh. (user null > fresh)"],
  tokensUnassign: ["TOKEN_UNASSIGNED: Token TP was taken from fresh. (user fresh > null)"],
  tokensBypassGrant: [
    "BYPASS_GRANTED: The user of token TP may sign in without a code at VPN until 25 Nov 2026, 13:00 UTC. (bypassDuration null > HOUR_1, bypassUntil null > 2026-11-25T13:00:00.000Z)",
  ],
  tokensBypassRevoke: [
    "BYPASS_REVOKED: The bypass of token TP everywhere, until 25 Nov 2026, 13:00 UTC, ended: it was revoked. (bypassDuration HOUR_1 > null, bypassUntil 2026-11-25T13:00:00.000Z > null)",
  ],
  assignmentsCreate: [
    "TOKEN_UNLINKED: Token TP was unlinked from VPN.",
    "TOKEN_LINKED: Token TP of fresh was linked to fresh.",
  ],
  assignmentsDelete: ["TOKEN_UNLINKED: Token TP was unlinked from VPN."],
  userImport: ["USER_CREATED: User fresh was created from a file."],
  userErase: ["USER_ERASED: The personal data of a deleted user was erased from 2 events."],
  resourceCreate: ["RESOURCE_CREATED: Resource fresh was created."],
  resourceUpdate: ["RESOURCE_UPDATED: Resource fresh changed: lockMinutes. (lockMinutes 5 > 7)"],
  resourceDelete: ["RESOURCE_DELETED: Resource fresh was deleted, with no assignment."],
  channelCreate: ["CHANNEL_CREATED: Channel fresh was created: EMAIL by SMTP."],
  channelUpdate: ["CHANNEL_UPDATED: Channel fresh changed: priority. (priority 100 > 7)"],
  channelDelete: ["CHANNEL_DELETED: Channel fresh was deleted."],
  channelResume: [],
  channelTest: [],
  messageTextSet: [
    "MESSAGE_TEXT_SET: The account's own text for SMS (SIGN_IN, en) was set. (text null > {code} is your code.)",
  ],
  messageTextClear: [
    "MESSAGE_TEXT_CLEARED: The account's own text for SMS (CHECK, de) was removed. (text {code} ist Ihr Code. > null)",
  ],
  messageLanguageSet: [
    "MESSAGE_LANGUAGE_SET: The language of the account's messages is fr. (locale en > fr)",
  ],
  tokenCreate: [
    "TOKEN_CREATED: Token fresh (PROTECTIMUS_SLIM) was created.",
    "TOKEN_ASSIGNED: Token fresh was given to fresh. (user null > fresh)",
  ],
  tokenImport: ["TOKEN_IMPORTED: Token fresh (PROTECTIMUS_TWO) was imported."],
  tokenUpdate: ["TOKEN_UPDATED: Token fresh changed: name. (name TP > fresh)"],
  tokenPinSet: [
    "TOKEN_PIN_SET: Token TP has a PIN, to be typed before the one-time password. (pin.position null > BEFORE_OTP)",
  ],
  tokenPinRemove: ["TOKEN_PIN_REMOVED: The PIN of token TP was removed. (pin.position AFTER_OTP > null)"],
  tokenReissue: ["TOKEN_REISSUED: Token TP got a new secret; the old one stopped working."],
  tokenEnrolmentStart: [
    "TOKEN_ENROLMENT_STARTED: A new secret was generated for token fresh; it waits for a first code until 25 Nov 2026, 12:15 UTC.",
  ],
  tokenEnrolmentConfirm: ["TOKEN_ENROLLED: Token fresh was enrolled."],
  tokenEnrolmentCancel: ["TOKEN_ENROLMENT_CANCELLED: The enrolment of token fresh was cancelled."],
  tokenUnlock: ["TOKEN_UNLOCKED: Token TP was unlocked."],
  tokenCheckOtp: ["TOKEN_CHECKED: A code of token OCRA was checked: it is valid."],
  tokenSynchronize: [
    "TOKEN_SYNCHRONIZED: Token OCRA was synchronized: it is where it was expected. (counter 0 > 1)",
  ],
  assignmentImport: ["TOKEN_LINKED: Token TP of fresh was linked to fresh by a file."],
  bypassPolicySet: [
    'BYPASS_POLICY_SET: The bypass policy of fresh now allows bypass for up to 8 hours, granted by ADMIN, HELPDESK, or PROVISIONER. (maximumDuration null > HOURS_8, reasonRequired null > false, grantedBy null > ["ADMIN","HELPDESK","PROVISIONER"])',
  ],
  bypassPolicyClear: [
    'BYPASS_POLICY_CLEARED: The bypass policy of fresh was cleared; the built-in policy allows bypass of any length, also a permanent one, granted by ADMIN, HELPDESK, or PROVISIONER. (maximumDuration HOUR_1 > null, reasonRequired false > null, grantedBy ["ADMIN","HELPDESK","PROVISIONER"] > null)',
  ],
  selfServicePolicySet: [
    'SELF_SERVICE_POLICY_SET: The self-service portal of fresh is open at /s/fresh, and allows TOKEN_SYNCHRONIZE. (address null > fresh, actions null > ["TOKEN_SYNCHRONIZE"], models null > [], firstEnrolment null > INVITATION, firstEnrolmentDays null > 14, signIn null > ["PASSWORD"], allowedAddresses null > [])',
  ],
  selfServicePolicyClear: [
    'SELF_SERVICE_POLICY_CLEARED: The self-service portal of fresh was closed. (address fresh > null, actions [] > null, models [] > null, firstEnrolment INVITATION > null, firstEnrolmentDays 14 > null, signIn ["PASSWORD"] > null, allowedAddresses [] > null)',
  ],
  authenticate: ["AUTHENTICATION_GRANTED: fresh signed in at VPN with token OCRA."],
  challengeCreate: ["CHALLENGE_CREATED: Token OCRA was sent a challenge at VPN, to sign in."],
  apiKeyCreate: ["API_KEY_CREATED: The PROVISIONER key fresh was created."],
  apiKeyRevoke: ["API_KEY_REVOKED: The PROVISIONER key fresh (tp_…) was revoked."],
  administratorCreate: [
    "RESOURCE_CREATED: Resource Console was created: administrators sign in there.",
    "ADMINISTRATOR_CREATED: fresh was given the role AUDITOR, and may sign in to the console. (role null > AUDITOR)",
    "INVITATION_CREATED: A link was made for fresh, to set a password, and to enrol a token if there is none.",
  ],
  administratorUpdate: [
    "ADMINISTRATOR_UPDATED: fresh was given the role HELPDESK instead of ADMIN. (role ADMIN > HELPDESK)",
  ],
  administratorDelete: [
    "INVITATION_REVOKED: A link to the console for fresh was revoked before it was used: the role was removed.",
    "ADMINISTRATOR_DELETED: The role ADMIN of fresh was removed. (role ADMIN > null)",
  ],
  invitationCreate: [
    "INVITATION_REVOKED: A link to the console for fresh was revoked before it was used: another one was made.",
    "INVITATION_CREATED: A link was made for fresh, to set a password, and to enrol a token if there is none.",
  ],
  invitationsCreate: [],
  invitationRevoke: ["INVITATION_REVOKED: A link to the console for fresh was revoked before it was used."],
  passwordReset: [
    "INVITATION_CREATED: A link to the portal of fresh was mailed to f•••@e•••.org for fresh. (sentTo null > f•••@e•••.org)",
  ],
  recoveryCodeRevoke: [],
  sessionRevoke: ["SESSION_REVOKED: A session of fresh was ended: an administrator ended it."],
  "passwordReset of an administrator": [
    "PASSWORD_RESET: The password of carl was removed; a link sets another one.",
    "SESSION_REVOKED: A session of carl was ended: the password was reset.",
    "INVITATION_CREATED: A link was made for carl, to set another password.",
  ],
};

/** What is done again each time: it makes something new, or uses up something. All others leave nothing the second time. */
const AGAIN = [
  "tokenBypassGrant",
  "tokensBypassGrant",
  "tokenCreate",
  "tokenPinSet",
  "tokenEnrolmentStart",
  "tokenCheckOtp",
  "tokenSynchronize",
  "authenticate",
  "challengeCreate",
  "apiKeyCreate",
  "invitationCreate",
  "passwordReset",
];

const MUTATIONS = new Set(
  Object.keys(schema.getMutationType()?.getFields() ?? {}).filter((name) => !/^(my[A-Z]|account)/.test(name)),
);

onOneStore(
  "every mutation",
  (world) => {
    it("leaves its events in one action, which name everybody whom they are about; the same once more leaves none", async () => {
      const seed = await world().seed();
      await seed.resource("VPN");
      const stage: Stage = {
        world: world(),
        seed,
        maker: seed.admin,
        keyRole: "PROVISIONER",
        purpose: "SIGN_IN",
      };
      const found: Record<string, string[]> = {};
      const again: string[] = [];
      for (const [mutation, example] of Object.entries(EXAMPLES)) {
        if (!MUTATIONS.has(mutation)) continue;
        const variables = await example(stage);
        const send = () => seed.admin.send(getDocument(mutation), variables);
        found[mutation] = (await leftBy(world(), seed, send)).map(inWords);
        if ((await leftBy(world(), seed, send)).length > 0) again.push(mutation);
      }
      const to = { newUser: { login: "carl" } };
      const made = await seed.admin.do<{ invitationUrl: string }>(
        "administratorCreate",
        { to, role: "AUDITOR" },
        "invitationUrl",
      );
      await Browser.of(world()).accept(made.invitationUrl);
      const reset = () => seed.admin.do("passwordReset", { user: { login: "carl" } }, "__typename");
      found["passwordReset of an administrator"] = (await leftBy(world(), seed, reset)).map(inWords);
      expect(found).toEqual(LEAVES);
      expect(again).toEqual(AGAIN);
      expect(await misnamedIn(world(), "every mutation")).toEqual([]);
    });
  },
  { TOKENPLANE_PUBLIC_URL: "https://mfa.example.org" },
);

onOneStore("a mutation", (world) => {
  it("of an operator leaves its event in the operators' own account", async () => {
    const { operator, database } = world();
    const plan = { tokens: 1, users: 1, resources: 1 };
    const { account } = await operator.do<{ account: { id: string } }>(
      "accountCreate",
      { name: "Example", plan },
      "account { id }",
    );
    const changed = { account: account.id };
    // What changes nothing leaves no event.
    await operator.do("accountPlanSet", { ...changed, plan }, "__typename");
    await operator.do("accountPlanSet", { ...changed, plan: { ...plan, tokens: 2 } }, "__typename");
    await operator.do("accountDisable", changed, "__typename");
    await operator.do("accountDisable", changed, "__typename");
    await operator.do("accountEnable", changed, "__typename");
    const rows = await database.query<object>(Prisma.sql`
      SELECT type, params, changes FROM events JOIN accounts ON accounts.id = account_id AND accounts.kind = 'SYSTEM'
      ORDER BY xid DESC, position DESC LIMIT 4`);
    expect(rows.toReversed()).toEqual([
      { type: "ACCOUNT_CREATED", params: { account: "Example" }, changes: [] },
      {
        type: "ACCOUNT_PLAN_SET",
        params: { account: "Example", tokens: "2", users: "1", resources: "1" },
        changes: [{ field: "planTokens", from: "1", to: "2" }],
      },
      { type: "ACCOUNT_DISABLED", params: { account: "Example" }, changes: [] },
      { type: "ACCOUNT_ENABLED", params: { account: "Example" }, changes: [] },
    ]);
  });

  it("that is refused leaves no event", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const second = await seed.fob({ of: "anna" });
    const refused: [string, object][] = [
      ["userCreate", { login: "Anna" }],
      ["userUpdate", { user: { login: "anna" }, firstName: "Anna", email: "none" }],
      ["userDelete", { user: { login: "anna" } }],
      ["resourceCreate", { name: "VPN" }],
      ["resourceUpdate", { resource: { name: "VPN" }, lockMinutes: 7, failedAttemptsBeforeLock: 1 }],
      [
        "tokenCreate",
        { name: "Phone", model: { software: { smart: {} } }, to: { newUser: { login: "anna" } } },
      ],
      ["tokenAssign", { token: { id: fob.id }, to: { newUser: { login: "berta" } } }],
      ["assignmentCreate", { token: { id: second.id }, to: { resource: { name: "VPN" } } }],
      ["assignmentCreate", { token: { id: "none" }, to: { newResource: { name: "Mail" } } }],
      ["tokenUpdate", { token: { id: fob.id }, name: "Other", digits: 9 }],
      ["tokenEnrolmentStart", { token: { id: fob.id } }],
      ["tokenEnrolmentConfirm", { token: { id: fob.id }, otp: "000000" }],
      ["tokenEnrolmentCancel", { token: { id: fob.id } }],
      ["authenticate", { resource: { name: "none" }, subject: { user: { login: "anna" } }, passcode: "1" }],
      ["tokenCheckOtp", { token: { id: "none" }, passcode: "1" }],
      ["apiKeyCreate", { name: "", role: "ADMIN" }],
    ];
    expect(
      await leftBy(world(), seed, async () => {
        for (const [name, input] of refused) await admin.refusal(name, input);
      }),
    ).toEqual([]);
  });
});

onBothStores("a change and its event", (world) => {
  it("commit together or not at all", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    const { database } = world();
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const code = fob.code();
    await database.script(`
      CREATE FUNCTION refuse_event() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no events today'; END $$;
      CREATE TRIGGER refuse_event BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION refuse_event()`);
    try {
      const { errors } = await admin.send(
        'mutation { userCreate(input: { login: "berta" }) { __typename } }',
      );
      expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["INTERNAL"]);
      expect(JSON.stringify(errors)).not.toContain("no events today");
      const attempt = await admin.send(
        `mutation ($code: String!) { authenticate(input: { resource: { name: "VPN" },
          subject: { user: { login: "anna" } }, passcode: $code }) { __typename } }`,
        { code },
      );
      expect(attempt.data).toEqual({ authenticate: null });
    } finally {
      await database.script("DROP TRIGGER refuse_event ON events; DROP FUNCTION refuse_event()");
    }
    expect(
      await admin.query('{ user(by: { login: "berta" }) { id } account { plan { users { used } } } }'),
    ).toEqual({
      user: null,
      account: { plan: { users: { used: 1 } } },
    });
    expect(await seed.signIn({ login: "anna" }, "VPN", code)).toBe(true);
  });

  it("are of one transaction", async () => {
    const seed = await world().seed();
    const model = { software: { googleAuthenticator: {} } };
    await seed.admin.do(
      "tokenCreate",
      { name: "Phone", model, to: { newUser: { login: "anna" } } },
      "__typename",
    );
    const account = Buffer.from(seed.accountId, "base64").toString().replace("Account:", "");
    const rows = await world().database.query<{ xid: string }>(Prisma.sql`
      SELECT (xid::text::bigint % 4294967296)::text AS xid FROM events WHERE account_id = ${account}::uuid
      UNION ALL SELECT xmin::text FROM users WHERE account_id = ${account}::uuid
      UNION ALL SELECT xmin::text FROM tokens WHERE account_id = ${account}::uuid
      UNION ALL SELECT xmin::text FROM enrolments WHERE account_id = ${account}::uuid`);
    expect(rows).toHaveLength(4 + 3);
    expect(new Set(rows.map(({ xid }) => xid)).size).toBe(1);
  });
});
