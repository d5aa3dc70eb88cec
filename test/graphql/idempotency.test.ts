import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { schema } from "../../server/graphql/schema.js";
import type { Api } from "../support/api.js";
import { Browser } from "../support/browser.js";
import { botToNowhere } from "../support/channels.js";
import { getContents, getUuid } from "../support/contents.js";
import type { Device, Seed } from "../support/seed.js";
import { fail, madeToken } from "../support/sign-in.js";
import { someByTier } from "../support/tier.js";
import { onOneStore, type World } from "../support/world.js";

interface Scene {
  readonly world: World;
  readonly seed: Seed;
  /** A fob of anna's at the resource VPN. */
  readonly fob: Device;
}

interface Request {
  readonly input: object;
  /** Another input, to which the same key must not answer. */
  readonly other: object;
  readonly selection: string;
  /** Whose key; the account's administrator when absent. */
  readonly api?: Api;
  /** Waits for what the server does by itself because of it. */
  readonly settled?: () => Promise<unknown>;
}

const APP = { software: { googleAuthenticator: {} } };
const PLAN = { tokens: 1, users: 2, resources: 3 };

const app = ({ world, seed }: Scene) => madeToken(world, seed, "app", APP);

async function ofToken({ seed, fob }: Scene, selection = "token { id }"): Promise<Request> {
  const second = await seed.fob();
  return { input: { token: { id: fob.id } }, other: { token: { id: second.id } }, selection };
}

async function ofApp(scene: Scene, selection: string, more: object = {}): Promise<Request> {
  const [first, second] = [await app(scene), await app(scene)];
  const of = ({ id }: Device) => ({ token: { id }, ...more });
  return { input: of(first), other: of(second), selection };
}

async function ofAccount({ world }: Scene, more: object = {}): Promise<Request> {
  const [first, second] = [await world.seed(), await world.seed()];
  return {
    api: world.operator,
    input: { account: first.accountId, ...more },
    other: { account: second.accountId, ...more },
    selection: "account { id enabled }",
  };
}

async function ofChannel({ seed }: Scene, more: object = {}): Promise<Request> {
  const make = async (name: string) => {
    await seed.admin.do("channelCreate", botToNowhere({ name }), "__typename");
    return { channel: { name }, ...more };
  };
  return { input: await make("first"), other: await make("second"), selection: "channel { id }" };
}

interface MadeAdministrator {
  readonly administrator: { readonly user: { readonly id: string } };
  readonly invitation: { readonly id: string };
  readonly invitationUrl: string;
}

/** Gives a new user the role HELPDESK. */
function administrator({ seed }: Scene, login: string): Promise<MadeAdministrator> {
  return seed.admin.do<MadeAdministrator>(
    "administratorCreate",
    { to: { newUser: { login } }, role: "HELPDESK" },
    "administrator { user { id } } invitation { id } invitationUrl",
  );
}

/** Names one of two administrators. */
async function ofAdministrator(scene: Scene, selection: string, more: object = {}): Promise<Request> {
  await administrator(scene, "ada");
  await administrator(scene, "bo");
  const of = (login: string) => ({ user: { login }, ...more });
  return { input: of("ada"), other: of("bo"), selection };
}

const LINK = "invitation { id purpose user { login } } invitationUrl";

/** A bulk form of what another request asks for, one by one. */
function many(single: string): (scene: Scene) => Promise<Request> {
  return async (scene) => {
    const request = await requests[single]?.(scene);
    if (request === undefined) throw new TypeError(`there is no ${single}`);
    const { input, other } = request;
    return { input: { items: [input] }, other: { items: [other] }, selection: "results { __typename }" };
  };
}

const JOB = "created job { id status kind } refused { line }";

/** One request of every mutation there is. */
const requests: Record<string, (scene: Scene) => Promise<Request> | Request> = {
  accountCreate: ({ world }) => ({
    api: world.operator,
    input: { name: "New Ltd", plan: PLAN },
    other: { name: "New Ltd", plan: { ...PLAN, users: 1 } },
    selection: "account { id name } firstAdminKey",
  }),
  accountDisable: (scene) => ofAccount(scene),
  accountEnable: (scene) => ofAccount(scene),
  accountPlanSet: (scene) => ofAccount(scene, { plan: PLAN }),
  administratorCreate: () => ({
    input: { to: { newUser: { login: "ada" } }, role: "ADMIN" },
    other: { to: { newUser: { login: "ada" } }, role: "AUDITOR" },
    selection: `administrator { id role user { login } } ${LINK}`,
  }),
  administratorDelete: (scene) => ofAdministrator(scene, "deletedId"),
  administratorUpdate: (scene) =>
    ofAdministrator(scene, "administrator { id role user { login } }", { role: "AUDITOR" }),
  apiKeyCreate: () => ({
    input: { name: "login page", role: "AUTHENTICATOR", expiresAt: "2030-01-01T00:00:00Z" },
    other: { name: "login page", role: "AUTHENTICATOR", expiresAt: "2031-01-01T00:00:00Z" },
    selection: "apiKey { id name role } secret",
  }),
  apiKeyRevoke: async ({ seed }) => {
    const make = async () =>
      (
        await seed.admin.do<{ apiKey: { id: string } }>(
          "apiKeyCreate",
          { name: "key", role: "AUDITOR" },
          "apiKey { id }",
        )
      ).apiKey.id;
    return { input: { apiKey: await make() }, other: { apiKey: await make() }, selection: "revokedId" };
  },
  assignmentCreate: async ({ seed, fob }) => {
    await seed.resource("Mail");
    const token = { id: fob.id };
    return {
      input: { token, to: { resource: { name: "Mail" } } },
      other: { token, to: { newResource: { name: "Wiki" } } },
      selection: "assignment { id }",
    };
  },
  assignmentDelete: async ({ seed, fob }) => {
    await seed.resource("Mail");
    const id = await seed.link(fob.id, "Mail");
    const link = { token: { id: fob.id }, resource: { name: "VPN" } };
    return { input: { assignment: { id } }, other: { assignment: { link } }, selection: "deletedId" };
  },
  assignmentImport: async ({ seed, fob }) => {
    await seed.resource("Mail");
    const content = `Mail,${fob.name}\n`;
    return { input: { content }, other: { content: `${content}\n` }, selection: JOB };
  },
  assignmentsCreate: many("assignmentCreate"),
  assignmentsDelete: many("assignmentDelete"),
  authenticate: ({ fob }) => {
    const attempt = { resource: { name: "VPN" }, subject: { user: { login: "anna" } } };
    return {
      input: { ...attempt, passcode: fob.code() },
      other: { ...attempt, passcode: fob.code(1) },
      selection: "granted method",
    };
  },
  channelCreate: () => ({
    input: botToNowhere({ name: "chat" }),
    other: botToNowhere({ name: "other" }),
    selection: "channel { id name }",
  }),
  channelUpdate: async (scene) => ofChannel(scene, { priority: 7 }),
  channelDelete: async (scene) => ({ ...(await ofChannel(scene)), selection: "deletedId" }),
  channelResume: async (scene) => {
    const { seed, world } = scene;
    const request = await ofChannel(scene, { country: "DE" });
    await world.database.query(Prisma.sql`
      INSERT INTO channel_suspensions (account_id, channel_id, country, since)
      SELECT account_id, id, 'DE', now() FROM channels WHERE account_id = ${getUuid(seed.accountId)}::uuid`);
    return request;
  },
  channelTest: async (scene) => {
    const { seed } = scene;
    const request = await ofChannel(scene, { to: "C0123456789" });
    const settled = () =>
      expect
        .poll(async () => {
          const { messages } = await seed.admin.query<{ messages: { nodes: { state: string }[] } }>(
            "{ messages { nodes { state } } }",
          );
          return messages.nodes[0]?.state;
        })
        .toBe("REFUSED");
    return { ...request, selection: "testMessage { id }", settled };
  },
  messageTextSet: () => {
    const text = { kind: "SMS", purpose: "SIGN_IN", locale: "en" };
    return {
      input: { ...text, text: "{code} is your code." },
      other: { ...text, text: "{code} is your secret code." },
      selection: "__typename",
    };
  },
  messageTextClear: async ({ seed }) => {
    const text = { kind: "SMS", purpose: "SIGN_IN", locale: "en" };
    await seed.admin.do("messageTextSet", { ...text, text: "{code} is your code." }, "__typename");
    return { input: text, other: { ...text, locale: "de" }, selection: "__typename" };
  },
  messageLanguageSet: () => ({ input: { locale: "de" }, other: { locale: "fr" }, selection: "__typename" }),
  bypassPolicyClear: async ({ seed }) => {
    const scope = { resource: { name: "VPN" } };
    await seed.admin.do("bypassPolicySet", { scope, maximumDuration: "NONE" }, "__typename");
    return {
      input: { scope },
      other: { scope: { accountDefault: true } },
      selection: "policy { maximumDuration origin }",
    };
  },
  bypassPolicySet: () => ({
    input: { scope: { resource: { name: "VPN" } }, maximumDuration: "NONE", grantedBy: ["ADMIN"] },
    other: { scope: { resource: { name: "VPN" } }, maximumDuration: "NONE", grantedBy: ["HELPDESK"] },
    selection: "policy { maximumDuration reasonRequired grantedBy origin }",
  }),
  // Of no users: this server has no address that a mailed link could lead to.
  invitationsCreate: () => ({
    input: { items: [] },
    other: { items: [], onRefusal: "SKIP" },
    selection: "results { __typename }",
  }),
  selfServicePolicyClear: async ({ seed }) => {
    const vpn = { resource: { name: "VPN" } };
    await seed.admin.do("selfServicePolicySet", { ...vpn, address: "vpn", actions: [] }, "__typename");
    await seed.resource("Mail");
    return {
      input: vpn,
      other: { resource: { name: "Mail" } },
      selection: "policy { address } resource { name }",
    };
  },
  selfServicePolicySet: () => {
    const set = { resource: { name: "VPN" }, address: "vpn" };
    return {
      input: { ...set, actions: ["PASSWORD_CHANGE"] },
      other: { ...set, actions: ["NAMES_UPDATE"] },
      selection: "policy { address actions }",
    };
  },
  challengeCreate: async ({ seed }) => {
    const ultra = { serialNumber: "U-1", secret: "31".repeat(20), secretEncoding: "HEX" };
    await seed.admin.do("tokenCreate", { model: { hardware: { ultra } } }, "__typename");
    const subject = { token: { serialNumber: "U-1" } };
    return {
      input: { purpose: "CHECK", subject },
      other: { purpose: "SYNCHRONIZE", subject },
      selection: "challenge { id question expiresAt }",
    };
  },
  invitationCreate: (scene) => ofAdministrator(scene, LINK),
  invitationRevoke: async (scene) => {
    const make = async (login: string) => {
      return { invitation: (await administrator(scene, login)).invitation.id };
    };
    return { input: await make("ada"), other: await make("bo"), selection: "revokedId" };
  },
  passwordReset: (scene) => ofAdministrator(scene, LINK),
  recoveryCodeRevoke: async ({ seed }) => {
    await seed.user("bert");
    await seed.user("carl");
    const of = (login: string) => ({ user: { login } });
    return { input: of("bert"), other: of("carl"), selection: "user { id recoveryCodeCreatedAt }" };
  },
  resourceCreate: () => ({
    input: { name: "Mail", allowedAddresses: ["10.0.0.0/8", "192.0.2.7"] },
    other: { name: "Mail", allowedAddresses: ["192.0.2.7", "10.0.0.0/8"] },
    selection: "resource { id name }",
  }),
  resourceDelete: async ({ seed }) => {
    await seed.resource("Mail");
    return {
      input: { resource: { name: "VPN" } },
      other: { resource: { name: "Mail" } },
      selection: "deletedId assignmentsRemoved",
    };
  },
  resourceUpdate: () => ({
    input: { resource: { name: "VPN" }, lockMinutes: 7 },
    other: { resource: { name: "VPN" }, lockMinutes: 8 },
    selection: "resource { id lockMinutes }",
  }),
  sessionRevoke: async (scene) => {
    const { world, seed } = scene;
    const { invitationUrl } = await administrator(scene, "ada");
    await Browser.of(world).accept(invitationUrl);
    const { sessions } = await seed.admin.query<{ sessions: { nodes: { id: string }[] } }>(
      "{ sessions { nodes { id } } }",
    );
    return {
      input: { session: sessions.nodes[0]?.id },
      other: { user: { login: "ada" } },
      selection: "revokedIds",
    };
  },
  tokenAssign: async ({ seed }) => {
    await seed.user("bert");
    const { id } = await seed.fob();
    const to = (login: string) => ({ token: { id }, to: { user: { login } } });
    return { input: to("bert"), other: to("anna"), selection: "token { id user { login } }" };
  },
  tokenBypassGrant: ({ fob }) => {
    const token = { id: fob.id };
    return {
      input: { token, scope: { everywhere: true }, duration: "HOURS_8" },
      other: { token, scope: { everywhere: true }, duration: "HOURS_12" },
      selection: "bypass { id expiresAt } honoured { resource { name } until }",
    };
  },
  tokenBypassRevoke: async ({ seed, fob }) => {
    const grant = { token: { id: fob.id }, scope: { everywhere: true }, duration: "PERMANENT" };
    const { bypass } = await seed.admin.do<{ bypass: { id: string } }>(
      "tokenBypassGrant",
      grant,
      "bypass { id }",
    );
    return {
      input: { bypass: { token: { id: fob.id } } },
      other: { bypass: { id: bypass.id } },
      selection: "bypasses { id endedAt }",
    };
  },
  tokenCheckOtp: ({ fob }) => {
    const token = { id: fob.id };
    return {
      input: { token, passcode: fob.code() },
      other: { token, passcode: fob.code(1) },
      selection: "valid reason",
    };
  },
  tokenCreate: () => ({
    input: { name: "app", model: APP, to: { newUser: { login: "bert" } } },
    other: { name: "app", model: APP, to: { newUser: { login: "cora" } } },
    selection: `token { id status user { login } }
      enrolment { secretBase32 secretHex otpauthUri qrSvg qrPngDataUri expiresAt attemptsLeft }`,
  }),
  tokenDelete: (scene) => ofToken(scene, "deletedId"),
  tokenDisable: (scene) => ofToken(scene),
  tokenEnable: async (scene) => {
    await scene.seed.admin.do("tokenDisable", { token: { id: scene.fob.id } }, "__typename");
    return ofToken(scene);
  },
  tokenEnrolmentCancel: (scene) => ofApp(scene, "token { id } deletedId"),
  tokenEnrolmentConfirm: async (scene) => {
    const device = await app(scene);
    const token = { id: device.id };
    return {
      input: { token, otp: device.code() },
      other: { token, otp: device.code(1) },
      selection: "token { id status }",
    };
  },
  tokenEnrolmentStart: (scene) => ofApp(scene, "token { id } enrolment { secretHex expiresAt }"),
  tokenImport: () => {
    const csv = { format: "CSV", model: "PROTECTIMUS_TWO", periodSeconds: 30 };
    return {
      input: { ...csv, content: `I-1,${"31".repeat(20)}\n` },
      other: { ...csv, content: `I-1,${"32".repeat(20)}\n` },
      selection: JOB,
    };
  },
  tokenPinRemove: async (scene) => {
    const token = { id: scene.fob.id };
    await scene.seed.admin.do("tokenPinSet", { token, pin: "1234", position: "BEFORE_OTP" }, "__typename");
    return ofToken(scene, "token { id pin { position } }");
  },
  tokenPinSet: ({ fob }) => ({
    input: { token: { id: fob.id }, pin: "1234", position: "BEFORE_OTP" },
    other: { token: { id: fob.id }, pin: "1235", position: "BEFORE_OTP" },
    selection: "token { id pin { position } }",
  }),
  tokenReissue: ({ fob }) => {
    const given = { token: { id: fob.id }, secret: "32".repeat(20), secretEncoding: "HEX" };
    return {
      input: { ...given, lost: true },
      other: { ...given, lost: false },
      selection: "token { id status }",
    };
  },
  tokenSynchronize: ({ fob }) => ({
    input: { token: { id: fob.id }, otps: [fob.code(3), fob.code(4)] },
    other: { token: { id: fob.id }, otps: [fob.code(4), fob.code(3)] },
    selection: "token { id drift } shift",
  }),
  tokenUnassign: (scene) => ofToken(scene, "token { id user { login } }"),
  tokenUnlock: async (scene) => {
    await fail(scene.seed, scene.fob, "VPN", 5);
    return ofToken(scene, "token { id lock { reason } }");
  },
  tokenUpdate: ({ fob }) => ({
    input: { token: { id: fob.id }, name: "renamed" },
    other: { token: { id: fob.id }, name: "otherwise" },
    selection: "token { id name }",
  }),
  tokensAssign: many("tokenAssign"),
  tokensBypassGrant: many("tokenBypassGrant"),
  tokensBypassRevoke: many("tokenBypassRevoke"),
  tokensDelete: many("tokenDelete"),
  tokensDisable: many("tokenDisable"),
  tokensEnable: many("tokenEnable"),
  tokensUnassign: many("tokenUnassign"),
  userCreate: () => ({
    input: { login: "bert", firstName: "Bert" },
    other: { login: "bert", lastName: "Bert" },
    selection: "user { id login }",
  }),
  userDelete: async ({ seed }) => {
    await seed.user("bert");
    return {
      input: { user: { login: "bert" } },
      other: { user: { login: "bert" }, releaseTokens: true },
      selection: "deletedId",
    };
  },
  userErase: async ({ seed }) => {
    await seed.user("bert");
    const { deletedId } = await seed.admin.do<{ deletedId: string }>(
      "userDelete",
      { user: { login: "bert" } },
      "deletedId",
    );
    return {
      input: { user: deletedId },
      other: { user: deletedId, reason: "asked for" },
      selection: "erased isComplete",
    };
  },
  userImport: () => ({ input: { content: "bert\n" }, other: { content: "cora\n" }, selection: JOB }),
  userUpdate: () => ({
    input: { user: { login: "anna" }, firstName: "Anna" },
    other: { user: { login: "anna" }, firstName: null },
    selection: "user { id firstName }",
  }),
  usersCreate: many("userCreate"),
  usersDelete: many("userDelete"),
  usersUpdate: many("userUpdate"),
};

onOneStore("an idempotency key", (world) => {
  it("has a test for every mutation there is, but for those of portals, which have theirs", () => {
    const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {}).filter(
      (name) => !/^my[A-Z]/.test(name),
    );
    expect(Object.keys(requests).toSorted()).toEqual(mutations.toSorted());
  });

  it.each(someByTier(Object.keys(requests)))(
    "of %s: its repeat gives the same answer and changes nothing; with another input it is refused",
    async (name) => {
      const seed = await world().seed();
      await seed.user("anna");
      await seed.resource("VPN");
      const fob = await seed.fob({ of: "anna", at: ["VPN"] });
      const request = await requests[name]?.({ world: world(), seed, fob });
      const {
        input,
        other,
        selection,
        api = seed.admin,
        settled,
      } = request ?? { input: {}, other: {}, selection: "" };
      const idempotencyKey = `${name} of ${fob.name}`;
      const before = await getContents(world());
      const first = await api.do(name, { ...input, idempotencyKey }, selection);
      await settled?.();
      const after = await getContents(world());
      expect(after).not.toEqual(before);
      expect(await api.do(name, { ...input, idempotencyKey }, selection)).toEqual(first);
      // The order of an input's fields says nothing.
      const reversed = Object.fromEntries(Object.entries({ ...input, idempotencyKey }).toReversed());
      expect(await api.do(name, reversed, selection)).toEqual(first);
      expect(await api.mutate(name, { ...other, idempotencyKey }, selection)).toMatchObject({
        code: "IDEMPOTENCY_CONFLICT",
        path: ["input", "idempotencyKey"],
      });
      expect(await getContents(world())).toEqual(after);
    },
  );
});
