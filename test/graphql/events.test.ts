import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { schema } from "../../server/schema.js";
import type { Api } from "../support/api.js";
import { Device, type Seed } from "../support/seed.js";
import { onEveryStore, type World } from "../support/world.js";

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
async function leaves(world: World, { admin }: Seed, work: () => Promise<unknown>): Promise<Reported[]> {
  const [last] = await newest(admin, 1);
  await work();
  const events = await newest(admin, 20);
  const added = events.slice(
    0,
    last === undefined ? events.length : events.findIndex(({ id }) => id === last.id),
  );
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

/** An event with what it usually does not have left out. */
function event(type: string, summary: string, fields: Partial<Reported> = {}): Reported {
  return {
    type,
    tokenName: null,
    userLogin: null,
    resourceName: null,
    outcome: null,
    reason: null,
    changes: [],
    summary,
    ...fields,
  };
}

onEveryStore("every mutation", (world) => {
  it("leaves exactly its events, in one action, with the names as they were then", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    const covered = new Set<string>();
    let result: Record<string, unknown> = {};
    /** Does a mutation and checks what it leaves. */
    const does = async (name: string, input: object, selection: string, ...expected: Reported[]) => {
      covered.add(name);
      world().clock.pass(30);
      expect(
        await leaves(world(), seed, async () => {
          result = await admin.do<Record<string, unknown>>(name, input, selection);
        }),
      ).toEqual(expected);
    };
    /** So long after now; the clock moves on before what is done. */
    const until = (seconds: number) => new Date(world().clock.now() + seconds * 1_000).toISOString();
    const anna = { user: { login: "anna" } };
    const fob = { token: { serialNumber: "TP-1" } };

    await does(
      "userCreate",
      { login: "anna", email: "anna@example.org" },
      "user { id }",
      event("USER_CREATED", "User anna was created.", { userLogin: "anna" }),
    );
    await does(
      "userUpdate",
      { ...anna, login: "Anna", email: null, enabled: false },
      "__typename",
      event("USER_UPDATED", "User Anna changed: login, email, enabled.", {
        userLogin: "Anna",
        changes: [
          { field: "login", from: "anna", to: "Anna" },
          { field: "email", from: "anna@example.org", to: null },
          { field: "enabled", from: "true", to: "false" },
        ],
      }),
    );
    await does("userUpdate", { ...anna, login: "Anna" }, "__typename");
    await does(
      "userUpdate",
      { ...anna, enabled: true },
      "__typename",
      event("USER_UPDATED", "User Anna changed: enabled.", {
        userLogin: "Anna",
        changes: [{ field: "enabled", from: "false", to: "true" }],
      }),
    );
    await does(
      "resourceCreate",
      { name: "VPN" },
      "__typename",
      event("RESOURCE_CREATED", "Resource VPN was created.", { resourceName: "VPN" }),
    );
    await does(
      "resourceUpdate",
      { resource: { name: "VPN" }, name: "Office", lockMinutes: 0, allowedAddresses: ["127.0.0.0/8"] },
      "__typename",
      event("RESOURCE_UPDATED", "Resource Office changed: name, lockMinutes, allowedAddresses.", {
        resourceName: "Office",
        changes: [
          { field: "name", from: "VPN", to: "Office" },
          { field: "lockMinutes", from: "5", to: "0" },
          { field: "allowedAddresses", from: "[]", to: '["127.0.0.0/8"]' },
        ],
      }),
    );
    const secret = Buffer.from("12345678901234567890");
    const oath = { totp: { digits: 6, hash: "SHA1", periodSeconds: 30 } };
    const given = { serialNumber: "TP-1", secret: secret.toString("hex"), secretEncoding: "HEX", oath };
    await does(
      "tokenCreate",
      { model: { universal: given }, to: { newUser: { login: "berta" } } },
      "token { id }",
      event("TOKEN_CREATED", "Token TP-1 (UNIVERSAL) was created.", { tokenName: "TP-1" }),
      event("USER_CREATED", "User berta was created.", { userLogin: "berta" }),
      event("TOKEN_ASSIGNED", "Token TP-1 was given to berta.", {
        tokenName: "TP-1",
        userLogin: "berta",
        changes: [{ field: "user", from: null, to: "berta" }],
      }),
    );
    const device = new Device((result["token"] as { id: string }).id, "TP-1", world().clock, secret, {
      digits: 6,
      hash: "SHA1",
      periodSeconds: 30,
    });
    await does(
      "tokenUpdate",
      { ...fob, name: "Fob", digits: 8 },
      "__typename",
      event("TOKEN_UPDATED", "Token Fob changed: name, digits.", {
        tokenName: "Fob",
        changes: [
          { field: "name", from: "TP-1", to: "Fob" },
          { field: "digits", from: "6", to: "8" },
        ],
      }),
    );
    await does(
      "tokenUpdate",
      { ...fob, digits: 6 },
      "__typename",
      event("TOKEN_UPDATED", "Token Fob changed: digits.", {
        tokenName: "Fob",
        changes: [{ field: "digits", from: "8", to: "6" }],
      }),
    );
    await does(
      "tokenAssign",
      { ...fob, to: anna, from: { login: "berta" } },
      "__typename",
      event("TOKEN_UNASSIGNED", "Token Fob was taken from berta.", {
        tokenName: "Fob",
        userLogin: "berta",
        changes: [{ field: "user", from: "berta", to: null }],
      }),
      event("TOKEN_ASSIGNED", "Token Fob was given to Anna.", {
        tokenName: "Fob",
        userLogin: "Anna",
        changes: [{ field: "user", from: null, to: "Anna" }],
      }),
    );
    await does("tokenAssign", { ...fob, to: anna }, "__typename");
    await does(
      "tokenPinSet",
      { ...fob, pin: "1234", position: "BEFORE_OTP" },
      "__typename",
      event("TOKEN_PIN_SET", "Token Fob has a PIN, to be typed before the one-time password.", {
        tokenName: "Fob",
        changes: [{ field: "pin.position", from: null, to: "BEFORE_OTP" }],
      }),
    );
    await does(
      "tokenPinSet",
      { ...fob, pin: "5678", position: "BEFORE_OTP" },
      "__typename",
      event("TOKEN_PIN_SET", "Token Fob has another PIN, to be typed before the one-time password.", {
        tokenName: "Fob",
      }),
    );
    await does(
      "tokenPinRemove",
      fob,
      "__typename",
      event("TOKEN_PIN_REMOVED", "The PIN of token Fob was removed.", {
        tokenName: "Fob",
        changes: [{ field: "pin.position", from: "BEFORE_OTP", to: null }],
      }),
    );
    await does("tokenPinRemove", fob, "__typename");
    const linked = { tokenName: "Fob", userLogin: "Anna", resourceName: "Office" };
    await does(
      "assignmentCreate",
      { ...fob, to: { resource: { name: "Office" } } },
      "__typename",
      event("TOKEN_LINKED", "Token Fob of Anna was linked to Office.", linked),
    );
    await does(
      "assignmentCreate",
      { ...fob, to: { newResource: { name: "Mail" } } },
      "__typename",
      event("RESOURCE_CREATED", "Resource Mail was created.", { resourceName: "Mail" }),
      event("TOKEN_LINKED", "Token Fob of Anna was linked to Mail.", { ...linked, resourceName: "Mail" }),
    );
    await does(
      "assignmentDelete",
      { assignment: { link: { ...fob, resource: { name: "Mail" } } } },
      "__typename",
      event("TOKEN_UNLINKED", "Token Fob was unlinked from Mail.", { ...linked, resourceName: "Mail" }),
    );
    const signIn = { resource: { name: "Office" }, subject: anna, clientAddress: "127.0.0.9" };
    await does(
      "authenticate",
      { ...signIn, passcode: device.code(1) },
      "granted",
      event("AUTHENTICATION_GRANTED", "Anna signed in at Office with token Fob.", {
        ...linked,
        outcome: "GRANTED",
      }),
    );
    await does(
      "authenticate",
      { ...signIn, passcode: device.wrongCode() },
      "granted",
      event("AUTHENTICATION_DENIED", "Anna was denied at Office: the code was wrong.", {
        ...linked,
        outcome: "DENIED",
        reason: "WRONG_CODE",
      }),
    );
    await does(
      "tokenCheckOtp",
      { ...fob, passcode: device.wrongCode() },
      "valid",
      event("TOKEN_CHECKED", "A code of token Fob was checked and is not valid: the code was wrong.", {
        tokenName: "Fob",
        userLogin: "Anna",
        outcome: "INVALID",
        reason: "WRONG_CODE",
      }),
    );
    await does(
      "tokenSynchronize",
      { ...fob, otps: [device.code(6), device.code(7)] },
      "shift",
      event(
        "TOKEN_SYNCHRONIZED",
        "Token Fob was synchronized: it is 6 steps ahead of where it was expected.",
        {
          tokenName: "Fob",
          userLogin: "Anna",
          changes: [{ field: "drift", from: "0", to: "6" }],
        },
      ),
    );
    await does(
      "tokenSynchronize",
      { ...fob, otps: [device.code(8), device.code(9)] },
      "shift",
      event(
        "TOKEN_SYNCHRONIZED",
        "Token Fob was synchronized: it is 2 steps ahead of where it was expected.",
        {
          tokenName: "Fob",
          userLogin: "Anna",
          changes: [{ field: "drift", from: "6", to: "8" }],
        },
      ),
    );
    await does(
      "tokenCheckOtp",
      { ...fob, passcode: device.wrongCode() },
      "valid",
      event("TOKEN_CHECKED", "A code of token Fob was checked and is not valid: the code was wrong.", {
        tokenName: "Fob",
        userLogin: "Anna",
        outcome: "INVALID",
        reason: "WRONG_CODE",
      }),
    );
    await does(
      "tokenUnlock",
      fob,
      "__typename",
      event("TOKEN_UNLOCKED", "Token Fob was unlocked.", { tokenName: "Fob" }),
    );
    await does("tokenUnlock", fob, "__typename");
    const atOffice = { scope: { resource: { name: "Office" } } };
    await does(
      "bypassPolicySet",
      { ...atOffice, maximumDuration: "HOURS_8", reasonRequired: true, grantedBy: ["HELPDESK", "ADMIN"] },
      "__typename",
      event(
        "BYPASS_POLICY_SET",
        "The bypass policy of Office now allows bypass for up to 8 hours, with a reason, granted by ADMIN or HELPDESK.",
        {
          resourceName: "Office",
          changes: [
            { field: "maximumDuration", from: null, to: "HOURS_8" },
            { field: "reasonRequired", from: null, to: "true" },
            { field: "grantedBy", from: null, to: '["ADMIN","HELPDESK"]' },
          ],
        },
      ),
    );
    await does(
      "bypassPolicySet",
      { scope: { accountDefault: true }, maximumDuration: "NONE" },
      "__typename",
      event("BYPASS_POLICY_SET", "The account's default bypass policy now allows no bypass.", {
        changes: [
          { field: "maximumDuration", from: null, to: "NONE" },
          { field: "reasonRequired", from: null, to: "false" },
          { field: "grantedBy", from: null, to: '["ADMIN","HELPDESK","PROVISIONER"]' },
        ],
      }),
    );
    await does("bypassPolicySet", { scope: { accountDefault: true }, maximumDuration: "NONE" }, "__typename");
    await does(
      "bypassPolicyClear",
      { scope: { accountDefault: true } },
      "__typename",
      event(
        "BYPASS_POLICY_CLEARED",
        "The account's default bypass policy was cleared; the built-in policy allows bypass of any length, also a permanent one, granted by ADMIN, HELPDESK, or PROVISIONER.",
        {
          changes: [
            { field: "maximumDuration", from: "NONE", to: null },
            { field: "reasonRequired", from: "false", to: null },
            { field: "grantedBy", from: '["ADMIN","HELPDESK","PROVISIONER"]', to: null },
          ],
        },
      ),
    );
    await does("bypassPolicyClear", { scope: { accountDefault: true } }, "__typename");
    await does(
      "tokenBypassGrant",
      { ...fob, ...atOffice, duration: "HOUR_1", reason: "travels" },
      "__typename",
      event(
        "BYPASS_GRANTED",
        `Token Fob is let in without a code at Office until ${until(3_630)} (travels).`,
        {
          ...linked,
          changes: [
            { field: "bypassDuration", from: null, to: "HOUR_1" },
            { field: "bypassUntil", from: null, to: until(3_630) },
            { field: "bypassReason", from: null, to: "travels" },
          ],
        },
      ),
    );
    await does(
      "tokenBypassGrant",
      { ...fob, ...atOffice, duration: "HOURS_8", reason: "travels" },
      "__typename",
      event(
        "BYPASS_GRANTED",
        `Token Fob is let in without a code at Office until ${until(28_830)} (travels).`,
        {
          ...linked,
          changes: [
            { field: "bypassDuration", from: "HOUR_1", to: "HOURS_8" },
            { field: "bypassUntil", from: until(3_600), to: until(28_830) },
          ],
        },
      ),
    );
    await does(
      "tokenBypassRevoke",
      { bypass: fob },
      "__typename",
      event(
        "BYPASS_REVOKED",
        `The bypass of token Fob at Office, until ${until(28_800)}, ended: it was revoked.`,
        {
          ...linked,
          changes: [
            { field: "bypassDuration", from: "HOURS_8", to: null },
            { field: "bypassUntil", from: until(28_800), to: null },
            { field: "bypassReason", from: "travels", to: null },
          ],
        },
      ),
    );
    await does("tokenBypassRevoke", { bypass: fob }, "__typename");
    await does(
      "tokenDisable",
      fob,
      "__typename",
      event("TOKEN_DISABLED", "Token Fob was disabled.", {
        tokenName: "Fob",
        changes: [{ field: "enabled", from: "true", to: "false" }],
      }),
    );
    await does("tokenDisable", fob, "__typename");
    await does(
      "tokenEnable",
      fob,
      "__typename",
      event("TOKEN_ENABLED", "Token Fob was enabled.", {
        tokenName: "Fob",
        changes: [{ field: "enabled", from: "false", to: "true" }],
      }),
    );
    await does(
      "tokenUnassign",
      fob,
      "__typename",
      event("TOKEN_UNASSIGNED", "Token Fob was taken from Anna.", {
        tokenName: "Fob",
        userLogin: "Anna",
        changes: [{ field: "user", from: "Anna", to: null }],
      }),
    );
    await does("tokenUnassign", fob, "__typename");

    await does(
      "tokenCreate",
      { name: "Phone", model: { software: { googleAuthenticator: {} } } },
      "token { id } enrolment { secretHex }",
      event("TOKEN_CREATED", "Token Phone (GOOGLE_AUTHENTICATOR) was created.", { tokenName: "Phone" }),
      event(
        "TOKEN_ENROLMENT_STARTED",
        `A new secret was generated for token Phone; it waits for a first code until ${until(930)}.`,
        { tokenName: "Phone" },
      ),
    );
    const phone = { token: result["token"] as { id: string } };
    await does(
      "tokenEnrolmentStart",
      phone,
      "enrolment { secretHex }",
      event(
        "TOKEN_ENROLMENT_STARTED",
        `A new secret was generated for token Phone; it waits for a first code until ${until(930)}.`,
        { tokenName: "Phone" },
      ),
    );
    const app = new Device(
      phone.token.id,
      "Phone",
      world().clock,
      Buffer.from((result["enrolment"] as { secretHex: string }).secretHex, "hex"),
      device.oath,
    );
    await does(
      "tokenEnrolmentConfirm",
      { ...phone, otp: app.code(1) },
      "__typename",
      event("TOKEN_ENROLLED", "Token Phone was enrolled.", { tokenName: "Phone" }),
    );
    await does(
      "tokenAssign",
      { ...phone, to: anna },
      "__typename",
      event("TOKEN_ASSIGNED", "Token Phone was given to Anna.", {
        tokenName: "Phone",
        userLogin: "Anna",
        changes: [{ field: "user", from: null, to: "Anna" }],
      }),
    );
    await does(
      "userDelete",
      { ...anna, releaseTokens: true },
      "deletedId",
      event("TOKEN_UNASSIGNED", "Token Phone was taken from Anna; its secret was dropped.", {
        tokenName: "Phone",
        userLogin: "Anna",
        changes: [{ field: "user", from: "Anna", to: null }],
      }),
      event("USER_DELETED", "User Anna was deleted.", { userLogin: "Anna" }),
    );
    await does(
      "userErase",
      { user: result["deletedId"], reason: "Request 17" },
      "erased",
      event("USER_ERASED", "What named a deleted user was erased from 20 events (Request 17).", {
        changes: [{ field: "reason", from: null, to: "Request 17" }],
      }),
    );
    await does(
      "tokenCreate",
      { name: "Tablet", model: { software: { smart: {} } } },
      "token { id }",
      event("TOKEN_CREATED", "Token Tablet (PROTECTIMUS_SMART) was created.", { tokenName: "Tablet" }),
      event(
        "TOKEN_ENROLMENT_STARTED",
        `A new secret was generated for token Tablet; it waits for a first code until ${until(930)}.`,
        { tokenName: "Tablet" },
      ),
    );
    await does(
      "tokenEnrolmentCancel",
      { token: result["token"] as object },
      "deletedId",
      event("TOKEN_ENROLMENT_CANCELLED", "The enrolment of token Tablet was cancelled.", {
        tokenName: "Tablet",
      }),
      event("TOKEN_DELETED", "Token Tablet was deleted, with no link.", { tokenName: "Tablet" }),
    );
    await does(
      "apiKeyCreate",
      { name: "Gate", role: "AUTHENTICATOR", resource: { name: "Office" } },
      "apiKey { id prefix }",
      event("API_KEY_CREATED", "The AUTHENTICATOR key Gate was created for Office.", {
        resourceName: "Office",
      }),
    );
    const gate = result["apiKey"] as { id: string; prefix: string };
    await does(
      "apiKeyRevoke",
      { apiKey: gate.id },
      "__typename",
      event("API_KEY_REVOKED", `The AUTHENTICATOR key Gate (${gate.prefix}…) was revoked.`),
    );
    await does("apiKeyRevoke", { apiKey: gate.id }, "__typename");
    await does(
      "resourceDelete",
      { resource: { name: "Office" } },
      "__typename",
      event("TOKEN_UNLINKED", "Token Fob was unlinked from Office, which was deleted.", {
        tokenName: "Fob",
        resourceName: "Office",
      }),
      event("RESOURCE_DELETED", "Resource Office was deleted, with 1 assignment.", {
        resourceName: "Office",
      }),
    );
    await does(
      "tokenDelete",
      fob,
      "deletedId",
      event("TOKEN_DELETED", "Token Fob was deleted, with no link.", { tokenName: "Fob" }),
    );

    // By files.
    await does(
      "userImport",
      { content: "login,email\nerna,erna@example.org\n" },
      "__typename",
      event("USER_CREATED", "User erna was created from a file.", { userLogin: "erna" }),
    );
    const seed40 = "31".repeat(20);
    const csv = { format: "CSV", model: "PROTECTIMUS_TWO", periodSeconds: 30, content: `I-1,${seed40}\n` };
    await does(
      "tokenImport",
      csv,
      "__typename",
      event("TOKEN_IMPORTED", "Token I-1 (PROTECTIMUS_TWO) was imported.", { tokenName: "I-1" }),
    );
    await does(
      "assignmentImport",
      { content: "Mail,I-1\n" },
      "__typename",
      event("TOKEN_LINKED", "Token I-1 was linked to Mail by a file.", {
        tokenName: "I-1",
        resourceName: "Mail",
      }),
    );

    // Of many at once.
    const imported = { token: { serialNumber: "I-1" } };
    const toErna = { ...imported, to: { user: { login: "erna" } } };
    const atMail = { resource: { name: "Mail" } };
    const link = { assignment: { link: { ...imported, ...atMail } } };
    await does(
      "assignmentsDelete",
      { items: [link] },
      "__typename",
      event("TOKEN_UNLINKED", "Token I-1 was unlinked from Mail.", {
        tokenName: "I-1",
        resourceName: "Mail",
      }),
    );
    await does(
      "tokensAssign",
      { items: [toErna] },
      "__typename",
      event("TOKEN_ASSIGNED", "Token I-1 was given to erna.", {
        tokenName: "I-1",
        userLogin: "erna",
        changes: [{ field: "user", from: null, to: "erna" }],
      }),
    );
    await does(
      "assignmentsCreate",
      { items: [{ ...imported, to: atMail }] },
      "__typename",
      event("TOKEN_LINKED", "Token I-1 of erna was linked to Mail.", {
        tokenName: "I-1",
        userLogin: "erna",
        resourceName: "Mail",
      }),
    );
    const end = until(3_630);
    const grant = { ...imported, scope: atMail, duration: "HOUR_1", reason: "travels" };
    await does(
      "tokensBypassGrant",
      { items: [grant] },
      "__typename",
      event("BYPASS_GRANTED", `Token I-1 is let in without a code at Mail until ${end} (travels).`, {
        tokenName: "I-1",
        userLogin: "erna",
        resourceName: "Mail",
        changes: [
          { field: "bypassDuration", from: null, to: "HOUR_1" },
          { field: "bypassUntil", from: null, to: end },
          { field: "bypassReason", from: null, to: "travels" },
        ],
      }),
    );
    await does(
      "tokensBypassRevoke",
      { items: [{ bypass: imported }] },
      "__typename",
      event("BYPASS_REVOKED", `The bypass of token I-1 at Mail, until ${end}, ended: it was revoked.`, {
        tokenName: "I-1",
        userLogin: "erna",
        resourceName: "Mail",
        changes: [
          { field: "bypassDuration", from: "HOUR_1", to: null },
          { field: "bypassUntil", from: end, to: null },
          { field: "bypassReason", from: "travels", to: null },
        ],
      }),
    );
    await does(
      "tokensDisable",
      { items: [imported] },
      "__typename",
      event("TOKEN_DISABLED", "Token I-1 was disabled.", {
        tokenName: "I-1",
        changes: [{ field: "enabled", from: "true", to: "false" }],
      }),
    );
    await does(
      "tokensEnable",
      { items: [imported] },
      "__typename",
      event("TOKEN_ENABLED", "Token I-1 was enabled.", {
        tokenName: "I-1",
        changes: [{ field: "enabled", from: "false", to: "true" }],
      }),
    );
    await does(
      "tokenReissue",
      { ...imported, lost: false, secret: "32".repeat(20), secretEncoding: "HEX" },
      "__typename",
      event("TOKEN_REISSUED", "Token I-1 got a new secret; the old one stopped.", { tokenName: "I-1" }),
    );
    await does(
      "tokensUnassign",
      { items: [imported] },
      "__typename",
      event("TOKEN_UNASSIGNED", "Token I-1 was taken from erna.", {
        tokenName: "I-1",
        userLogin: "erna",
        changes: [{ field: "user", from: "erna", to: null }],
      }),
    );
    await does(
      "tokensDelete",
      { items: [imported] },
      "__typename",
      event("TOKEN_DELETED", "Token I-1 was deleted, with 1 link.", { tokenName: "I-1" }),
    );

    // Questions.
    const ultra = { serialNumber: "Q-1", secret: seed40, secretEncoding: "HEX" };
    await does(
      "tokenCreate",
      { model: { hardware: { ultra } }, to: { user: { login: "erna" } } },
      "__typename",
      event("TOKEN_CREATED", "Token Q-1 (PROTECTIMUS_ULTRA) was created.", { tokenName: "Q-1" }),
      event("TOKEN_ASSIGNED", "Token Q-1 was given to erna.", {
        tokenName: "Q-1",
        userLogin: "erna",
        changes: [{ field: "user", from: null, to: "erna" }],
      }),
    );
    const asked = { purpose: "CHECK", subject: { token: { serialNumber: "Q-1" } } };
    await does(
      "challengeCreate",
      asked,
      "__typename",
      event("CHALLENGE_CREATED", "Token Q-1 was sent a challenge, to be checked.", {
        tokenName: "Q-1",
        userLogin: "erna",
      }),
    );

    const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
    expect(mutations.filter((name) => !covered.has(name)).toSorted()).toEqual([
      "accountCreate",
      "accountDisable",
      "accountEnable",
      "accountPlanSet",
    ]);
  });

  it("of an operator leaves its event in the operators' own account", async () => {
    const { operator, database } = world();
    const plan = { tokens: 1, users: 1, resources: 1 };
    const { account } = await operator.do<{ account: { id: string } }>(
      "accountCreate",
      { name: "Example", plan },
      "account { id }",
    );
    const changed = { account: account.id };
    await operator.do("accountPlanSet", { ...changed, plan: { ...plan, tokens: 2 } }, "__typename");
    await operator.do("accountDisable", changed, "__typename");
    await operator.do("accountDisable", changed, "__typename");
    await operator.do("accountEnable", changed, "__typename");
    const rows = await database.query<{ summary: string; changes: unknown }>(Prisma.sql`
      SELECT summary, changes FROM events JOIN accounts ON accounts.id = account_id AND accounts.kind = 'SYSTEM'
      ORDER BY xid DESC, position DESC LIMIT 4`);
    expect(rows.toReversed()).toEqual([
      { summary: "Account Example was created.", changes: [] },
      {
        summary: "The plan of Example is 2 tokens, 1 users and 1 resources.",
        changes: [{ field: "planTokens", from: "1", to: "2" }],
      },
      { summary: "Account Example was disabled.", changes: [] },
      { summary: "Account Example was enabled.", changes: [] },
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
      await leaves(world(), seed, async () => {
        for (const [name, input] of refused) await admin.refusal(name, input);
      }),
    ).toEqual([]);
  });
});

onEveryStore("a change and its event", (world) => {
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
