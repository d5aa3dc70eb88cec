import { makeOperatorKey } from "../../server/accounts/operator.js";
import type { Api } from "./api.js";
import { Browser } from "./browser.js";
import { botToNowhere, channelInput, DRIVERS } from "./channels.js";
import { answerer, getChallenge } from "./ocra.js";
import type { Device, Seed } from "./seed.js";
import { vendorSecret } from "./every-model.js";
import { madeToken } from "./sign-in.js";
import type { World } from "./world.js";

/** Where an operation is tried. */
export interface Stage {
  readonly world: World;
  /** The account it is tried in; it has a resource VPN. */
  readonly seed: Seed;
  /** The caller that made the keys that are revoked. */
  readonly maker: Api;
  /** The role of keys that the caller could make, or that are made on the host for it. */
  readonly keyRole: "PROVISIONER" | "AUDITOR" | "OPERATOR";
  /** The purpose for which the caller may ask challenges. */
  readonly purpose: "SIGN_IN" | "CHECK";
}

/** Arguments with which an operation succeeds for who may use it. */
export type Example = (stage: Stage) => Promise<Record<string, unknown>>;

let names = 0;

/** A name that nothing has yet. */
function fresh(): string {
  names += 1;
  return `fresh-${names}`;
}

/** A channel. @returns its name. */
async function freshChannel({ seed }: Stage): Promise<string> {
  const name = fresh();
  await seed.admin.do("channelCreate", botToNowhere({ name }), "__typename");
  return name;
}

/** Input that names a channel and no more. */
async function aChannel(stage: Stage) {
  return { channel: { name: await freshChannel(stage) } };
}

async function freshUser({ seed }: Stage): Promise<string> {
  const login = fresh();
  await seed.user(login);
  return login;
}

/** A user that was deleted. @returns the global id it had. */
async function formerUser(stage: Stage): Promise<string> {
  const user = { login: await freshUser(stage) };
  const { deletedId } = await stage.seed.admin.do<{ deletedId: string }>("userDelete", { user }, "deletedId");
  return deletedId;
}

async function freshResource({ seed }: Stage): Promise<string> {
  const name = fresh();
  await seed.resource(name);
  return name;
}

/** A resource with a portal. @returns its name. */
async function freshPortal(stage: Stage): Promise<string> {
  const name = await freshResource(stage);
  const policy = { resource: { name }, address: fresh(), actions: [] };
  await stage.seed.admin.do("selfServicePolicySet", policy, "__typename");
  return name;
}

/** A fob of a user of its own, linked to VPN. */
async function freshFob(stage: Stage): Promise<Device> {
  return stage.seed.fob({ of: await freshUser(stage), at: ["VPN"] });
}

/** A token that answers challenges, of a user of its own, linked to VPN; and a challenge with its right answer. */
async function freshAnswer(stage: Stage, where: Parameters<typeof getChallenge>[2]) {
  const suite = "OCRA-1:HOTP-SHA1-6:C-QN08";
  const token = await answerer(stage.world, stage.seed, { suite, of: await freshUser(stage), at: ["VPN"] });
  const { id, question } = await getChallenge(stage.seed.admin, { token: { id: token.id } }, where);
  return { token: { id: token.id }, challenge: id, answer: token.answer(question) };
}

function freshPhone(stage: Stage): Promise<Device> {
  return madeToken(stage.world, stage.seed, fresh(), { software: { googleAuthenticator: {} } });
}

/** An app's token whose user has it no more; a new enrolment is open. */
async function formerPhone(stage: Stage): Promise<string> {
  const { admin } = stage.seed;
  const model = { software: { googleAuthenticator: {} } };
  const phone = await madeToken(stage.world, stage.seed, fresh(), model, await freshUser(stage));
  const token = { id: phone.id };
  await admin.do("tokenEnrolmentConfirm", { token, otp: phone.code() }, "token { id }");
  await admin.do("tokenUnassign", { token }, "token { id }");
  await admin.do("tokenEnrolmentStart", { token }, "token { id }");
  return phone.id;
}

async function freshAccount({ world }: Stage): Promise<string> {
  const { account } = await world.operator.do<{ account: { id: string } }>(
    "accountCreate",
    { name: fresh(), plan: { tokens: 1, users: 1, resources: 1 } },
    "account { id }",
  );
  return account.id;
}

/** An operator's key. @returns its global id. */
async function freshOperatorKey({ services, operator }: World): Promise<string> {
  const name = fresh();
  await makeOperatorKey(services, name);
  const { apiKeys } = await operator.query<{ apiKeys: { nodes: { id: string; name: string }[] } }>(
    "{ apiKeys(first: 100) { nodes { id name } } }",
  );
  const key = apiKeys.nodes.find((one) => one.name === name);
  if (key === undefined) throw new Error(`there is no key ${name}`);
  return key.id;
}

async function freshKey({ world, maker, keyRole }: Stage): Promise<string> {
  if (keyRole === "OPERATOR") return freshOperatorKey(world);
  const { apiKey } = await maker.do<{ apiKey: { id: string } }>(
    "apiKeyCreate",
    { name: fresh(), role: keyRole },
    "apiKey { id }",
  );
  return apiKey.id;
}

/** A bypass that runs, of a fob of its own. @returns its global id. */
async function freshBypass(stage: Stage): Promise<string> {
  const { bypass } = await stage.seed.admin.do<{ bypass: { id: string } }>(
    "tokenBypassGrant",
    { token: { id: (await freshFob(stage)).id }, scope: { everywhere: true }, duration: "HOUR_1" },
    "bypass { id }",
  );
  return bypass.id;
}

/** The import of a file with one token. @returns its global id. */
async function freshImport({ seed }: Stage): Promise<string> {
  const { job } = await seed.admin.do<{ job: { id: string } }>("tokenImport", oneToken(), "job { id }");
  return job.id;
}

/** Input that imports one token. */
function oneToken() {
  const content = `${fresh()},${"31".repeat(20)}`;
  return { format: "CSV", model: "PROTECTIMUS_TWO", periodSeconds: 30, content };
}

/** A person with a role, beside one who keeps the last one. @returns the login. */
async function freshAdministrator({ seed }: Stage): Promise<string> {
  const login = fresh();
  for (const one of [fresh(), login]) {
    const to = { newUser: { login: one } };
    await seed.admin.do("administratorCreate", { to, role: "ADMIN" }, "administrator { id }");
  }
  return login;
}

/** A link that was not used. @returns its global id. */
async function freshInvitation(stage: Stage): Promise<string> {
  const { invitation } = await stage.seed.admin.do<{ invitation: { id: string } }>(
    "invitationCreate",
    { user: { login: await freshAdministrator(stage) } },
    "invitation { id }",
  );
  return invitation.id;
}

const none: Example = () => Promise.resolve({});

/** The link of a fob to VPN, named by its two ends. */
async function freshLink(stage: Stage) {
  return { link: { token: { id: (await freshFob(stage)).id }, resource: { name: "VPN" } } };
}

async function ofUser(stage: Stage) {
  return { by: { login: await freshUser(stage) } };
}

async function ofToken(stage: Stage) {
  return { by: { id: (await freshFob(stage)).id } };
}

async function ofResource(stage: Stage) {
  return { by: { name: await freshResource(stage) } };
}

function input(fields: (stage: Stage) => Promise<object>): Example {
  return async (stage) => ({ input: await fields(stage) });
}

/** Input that names a fob, after something was done to it, and no more. */
function aFobAfter(mutation: string, fields: object = {}): Example {
  return input(async ({ seed, ...stage }) => {
    const token = { id: (await freshFob({ seed, ...stage })).id };
    await seed.admin.do(mutation, { token, ...fields }, "__typename");
    return { token };
  });
}

/** Input that names a fob and no more. */
const aFob = input(async (stage) => ({ token: { id: (await freshFob(stage)).id } }));

/** Examples of mutations that have a bulk form. */
const SINGLE = {
  userCreate: input(() => Promise.resolve({ login: fresh() })),
  userUpdate: input(async (stage) => ({ user: { login: await freshUser(stage) }, firstName: "Anna" })),
  userDelete: input(async (stage) => ({ user: { login: await freshUser(stage) } })),
  tokenDelete: aFob,
  tokenEnable: aFobAfter("tokenDisable"),
  tokenDisable: aFob,
  tokenAssign: input(async (stage) => ({
    token: { id: (await stage.seed.fob()).id },
    to: { user: { login: await freshUser(stage) } },
  })),
  tokenUnassign: aFob,
  assignmentCreate: input(async (stage) => {
    const login = await freshUser(stage);
    const fob = await stage.seed.fob({ of: login });
    return {
      token: { id: fob.id },
      user: { login },
      to: { resource: { name: await freshResource(stage) } },
      replaces: await freshLink(stage),
    };
  }),
  assignmentDelete: input(async (stage) => ({ assignment: await freshLink(stage) })),
  tokenBypassGrant: input(async (stage) => ({
    token: { id: (await freshFob(stage)).id },
    scope: { resource: { name: "VPN" } },
    duration: "HOUR_1",
  })),
  tokenBypassRevoke: input(async (stage) => ({ bypass: { id: await freshBypass(stage) } })),
} as const;

/** The same of a bulk form. Its one item is there by itself, which GraphQL takes for a list of one. */
function inBulk(single: Example): Example {
  return async (stage) => ({ input: { items: (await single(stage))["input"] } });
}

/** Input of a portal's mutation that names a token and no more. */
const ownToken = input(async (stage) => ({ token: (await freshFob(stage)).id }));

/** An example for every operation. A test says when one is missing. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  ...SINGLE,
  usersCreate: inBulk(SINGLE.userCreate),
  usersUpdate: inBulk(SINGLE.userUpdate),
  usersDelete: inBulk(SINGLE.userDelete),
  tokensEnable: inBulk(SINGLE.tokenEnable),
  tokensDisable: inBulk(SINGLE.tokenDisable),
  tokensDelete: inBulk(SINGLE.tokenDelete),
  tokensAssign: inBulk(SINGLE.tokenAssign),
  tokensUnassign: inBulk(SINGLE.tokenUnassign),
  tokensBypassGrant: inBulk(SINGLE.tokenBypassGrant),
  tokensBypassRevoke: inBulk(SINGLE.tokenBypassRevoke),
  assignmentsCreate: inBulk(SINGLE.assignmentCreate),
  assignmentsDelete: inBulk(SINGLE.assignmentDelete),

  viewer: none,
  // Of a user in a portal: no key may use them, whatever it asks for.
  me: none,
  myTokenEnrol: input(() => Promise.resolve({ model: "GOOGLE_AUTHENTICATOR", name: fresh() })),
  myTokenEnrolmentConfirm: input(async (stage) => ({ token: (await freshPhone(stage)).id, otp: "000000" })),
  myTokenEnrolmentCancel: ownToken,
  myTokenReissue: ownToken,
  myTokenSynchronize: input(async (stage) => ({
    token: (await freshFob(stage)).id,
    otps: ["000000", "111111"],
  })),
  myTokenAssign: input(() => Promise.resolve({ serialNumber: fresh(), otps: ["000000", "111111"] })),
  myTokenUnassign: ownToken,
  myTokenPinSet: input(async (stage) => ({
    token: (await freshFob(stage)).id,
    pin: "4711",
    position: "BEFORE_OTP",
  })),
  myTokenPinRemove: ownToken,
  myTokenReportLost: ownToken,
  myRecoveryCodeCreate: input(() => Promise.resolve({})),
  myPasswordSet: input(() => Promise.resolve({ password: "seven copper lanterns drift" })),
  myNamesUpdate: input(() => Promise.resolve({ firstName: fresh() })),
  myLanguageSet: input(() => Promise.resolve({ locale: "de" })),
  myContactUpdate: input(() => Promise.resolve({ contact: { email: `${fresh()}@example.org` } })),
  myContactConfirm: input(() => Promise.resolve({ code: "000000" })),
  myContactCancel: input(() => Promise.resolve({})),
  account: none,
  accounts: none,
  jobs: none,
  node: ({ seed }) => Promise.resolve({ id: seed.accountId }),
  nodes: ({ seed }) => Promise.resolve({ ids: [seed.accountId] }),
  tokenModels: none,
  token: ofToken,
  tokens: none,
  user: ofUser,
  users: none,
  resource: ofResource,
  resources: none,
  channel: async (stage) => ({ by: { name: await freshChannel(stage) } }),
  channels: none,
  messageTexts: none,
  messages: none,
  outbox: none,
  challenge: () =>
    Promise.resolve({ id: "Q2hhbGxlbmdlOjAxOTNhYmNkLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMA==" }),
  assignment: async (stage) => ({ by: await freshLink(stage) }),
  assignments: none,
  bypass: async (stage) => ({ id: await freshBypass(stage) }),
  bypasses: none,
  events: none,
  eventSeals: none,
  eventHorizon: none,
  eventSealKey: none,
  apiKeys: none,
  administrators: none,
  sessions: none,
  invitations: none,
  importJob: async (stage) => ({ id: await freshImport(stage) }),
  importJobs: none,
  "Token.assignments": ofToken,
  "Token.bypasses": ofToken,
  "Token.events": ofToken,
  "Token.signInObstacles": ofToken,
  "User.assignments": ofUser,
  "User.events": ofUser,
  "User.signInObstacles": ofUser,
  "User.tokens": ofUser,
  "Resource.assignments": ofResource,
  "Resource.events": ofResource,

  userImport: input(() => Promise.resolve({ content: `${fresh()},anna@example.com\n` })),
  userErase: input(async (stage) => ({ user: await formerUser(stage) })),
  resourceCreate: input(() => Promise.resolve({ name: fresh() })),
  resourceUpdate: input(async (stage) => ({
    resource: { name: await freshResource(stage) },
    lockMinutes: 7,
  })),
  resourceDelete: input(async (stage) => ({ resource: { name: await freshResource(stage) } })),
  channelCreate: input(() => Promise.resolve(channelInput(DRIVERS.smtp, { name: fresh() }))),
  channelUpdate: input(async (stage) => ({ ...(await aChannel(stage)), priority: 7 })),
  channelDelete: input(aChannel),
  channelResume: input(async (stage) => ({ ...(await aChannel(stage)), country: "DE" })),
  channelTest: input(async (stage) => ({ ...(await aChannel(stage)), to: "C0123456789" })),
  messageTextSet: input(() =>
    Promise.resolve({ kind: "SMS", purpose: "SIGN_IN", locale: "en", text: "{code} is your code." }),
  ),
  messageTextClear: input(async ({ seed }) => {
    const which = { kind: "SMS", purpose: "CHECK", locale: "de" };
    await seed.admin.do("messageTextSet", { ...which, text: "{code} ist Ihr Code." }, "__typename");
    return which;
  }),
  messageLanguageSet: input(() => Promise.resolve({ locale: "fr" })),
  tokenCreate: input(async (stage) => ({
    name: fresh(),
    model: { hardware: { slim: { periodSeconds: 30 } } },
    to: { user: { login: await freshUser(stage) } },
  })),
  tokenImport: input(() => Promise.resolve(oneToken())),
  tokenUpdate: input(async (stage) => ({ token: { id: (await freshFob(stage)).id }, name: fresh() })),
  tokenPinSet: input(async (stage) => ({
    token: { id: (await freshFob(stage)).id },
    pin: "1234",
    position: "BEFORE_OTP",
  })),
  tokenPinRemove: aFobAfter("tokenPinSet", { pin: "1234", position: "AFTER_OTP" }),
  tokenReissue: input(async (stage) => ({
    token: { id: (await freshFob(stage)).id },
    lost: false,
    secret: vendorSecret().toString("hex"),
    secretEncoding: "HEX",
  })),
  tokenEnrolmentStart: input(async (stage) => ({ token: { id: (await freshPhone(stage)).id } })),
  tokenEnrolmentConfirm: input(async (stage) => {
    const phone = await freshPhone(stage);
    return { token: { id: phone.id }, otp: phone.code() };
  }),
  tokenEnrolmentCancel: input(async (stage) => ({ token: { id: await formerPhone(stage) } })),
  tokenUnlock: aFobAfter("tokenCheckOtp", { passcode: "no code" }),
  tokenCheckOtp: input(async (stage) => {
    const { token, challenge, answer } = await freshAnswer(stage, { purpose: "CHECK" });
    return { token, challenge, passcode: answer };
  }),
  tokenSynchronize: input((stage) => freshAnswer(stage, { purpose: "SYNCHRONIZE" })),
  assignmentImport: input(async (stage) => ({
    content: `${await freshResource(stage)},${(await freshFob(stage)).name}\n`,
  })),
  bypassPolicySet: input(async (stage) => ({
    scope: { resource: { name: await freshResource(stage) } },
    maximumDuration: "HOURS_8",
  })),
  bypassPolicyClear: input(async (stage) => {
    const scope = { resource: { name: await freshResource(stage) } };
    await stage.seed.admin.do("bypassPolicySet", { scope, maximumDuration: "HOUR_1" }, "__typename");
    return { scope };
  }),
  selfServicePolicySet: input(async (stage) => ({
    resource: { name: await freshResource(stage) },
    address: fresh(),
    actions: ["TOKEN_SYNCHRONIZE"],
  })),
  selfServicePolicyClear: input(async (stage) => ({ resource: { name: await freshPortal(stage) } })),
  authenticate: input(async (stage) => {
    const { token, challenge, answer } = await freshAnswer(stage, { at: "VPN" });
    return { resource: { name: "VPN" }, subject: { token }, challenge, passcode: answer };
  }),
  challengeCreate: input(async (stage) => {
    const { token } = await freshAnswer(stage, { at: "VPN" });
    const at = stage.purpose === "SIGN_IN" ? { resource: { name: "VPN" } } : {};
    return { purpose: stage.purpose, ...at, subject: { token } };
  }),
  apiKeyCreate: input(({ keyRole }) => Promise.resolve({ name: fresh(), role: keyRole })),
  apiKeyRevoke: input(async (stage) => ({ apiKey: await freshKey(stage) })),
  administratorCreate: input(async (stage) => ({
    to: { user: { login: await freshUser(stage) } },
    role: "AUDITOR",
  })),
  administratorUpdate: input(async (stage) => ({
    user: { login: await freshAdministrator(stage) },
    role: "HELPDESK",
  })),
  administratorDelete: input(async (stage) => ({ user: { login: await freshAdministrator(stage) } })),
  invitationCreate: input(async (stage) => ({ user: { login: await freshAdministrator(stage) } })),
  // The user has no e-mail address: the item is refused, and the request is done.
  invitationsCreate: input(async (stage) => {
    const resource = { name: await freshPortal(stage) };
    return { items: { user: { login: await freshUser(stage) }, resource }, onRefusal: "SKIP" };
  }),
  invitationRevoke: input(async (stage) => ({ invitation: await freshInvitation(stage) })),
  // By MAIL, and for a user without a role, because a HELPDESK may do no more.
  passwordReset: input(async (stage) => {
    const [user, resource] = [{ login: await freshUser(stage) }, { name: await freshPortal(stage) }];
    await stage.seed.admin.do("userUpdate", { user, email: `${fresh()}@example.org` }, "__typename");
    return { user, resource, by: "MAIL" };
  }),
  recoveryCodeRevoke: input(async (stage) => ({ user: { login: await freshUser(stage) } })),
  sessionRevoke: input(async (stage) => {
    const user = { login: await freshAdministrator(stage) };
    const link = await stage.seed.admin.do<{ invitationUrl: string }>(
      "invitationCreate",
      { user },
      "invitationUrl",
    );
    await Browser.of(stage.world).join(link.invitationUrl);
    return { user };
  }),
  accountCreate: input(() => Promise.resolve({ name: fresh(), plan: { tokens: 1, users: 1, resources: 1 } })),
  accountPlanSet: input(async (stage) => ({
    account: await freshAccount(stage),
    plan: { tokens: 2, users: 2, resources: 2 },
  })),
  accountDisable: input(async (stage) => ({ account: await freshAccount(stage) })),
  accountEnable: input(async (stage) => ({ account: await freshAccount(stage) })),
};

const toNewUser = input(async (stage) => ({
  token: { id: (await stage.seed.fob()).id },
  to: { newUser: { login: fresh() } },
}));

const toNewResource = input(async (stage) => ({
  token: { id: (await freshFob(stage)).id },
  to: { newResource: { name: fresh() } },
}));

/** The same for every nested input that creates something on the way. */
export const CREATING_EXAMPLES: Readonly<Record<string, Example>> = {
  "tokenCreate newUser": input(() =>
    Promise.resolve({
      name: fresh(),
      model: { hardware: { slim: { periodSeconds: 30 } } },
      to: { newUser: { login: fresh() } },
    }),
  ),
  "administratorCreate newUser": input(() =>
    Promise.resolve({ to: { newUser: { login: fresh() } }, role: "AUDITOR" }),
  ),
  "tokenAssign newUser": toNewUser,
  "tokensAssign newUser": inBulk(toNewUser),
  "assignmentCreate newResource": toNewResource,
  "assignmentsCreate newResource": inBulk(toNewResource),
};
