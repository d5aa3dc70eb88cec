import { hashApiKey } from "../../server/access/api-key.js";
import { Prisma } from "../../server/database/generated/client.js";
import type { Api } from "./api.js";
import type { Seed } from "./seed.js";
import type { Stage } from "./operations.js";
import type { World } from "./world.js";

/** Keys of every role, and those that are bound to the resource VPN, each by a letter. */
export const CALLERS = {
  O: "OPERATOR",
  A: "ADMIN",
  P: "PROVISIONER",
  H: "HELPDESK",
  R: "AUDITOR",
  S: "AUTHENTICATOR",
  r: "AUDITOR bound to VPN",
  s: "AUTHENTICATOR bound to VPN",
} as const;

export type Caller = keyof typeof CALLERS;

/** The callers, each as its letter and in words. */
export const EVERY_CALLER = Object.entries(CALLERS) as [Caller, string][];

/**
 * The permissions of callers: the table "Roles" of the API's design, operation by operation. It is written separately here, so
 * that a mistake in the server's own table is noticed.
 */
export const MAY: Readonly<Record<string, string>> = {
  // Everybody may ask who the caller is.
  viewer: "OAPHRSrs",
  // Only a user in a portal asks for these.
  me: "",
  myTokenEnrol: "",
  myTokenEnrolmentConfirm: "",
  myTokenEnrolmentCancel: "",
  myTokenReissue: "",
  myTokenSynchronize: "",
  myTokenAssign: "",
  myTokenUnassign: "",
  myTokenPinSet: "",
  myTokenPinRemove: "",
  myTokenReportLost: "",
  myRecoveryCodeCreate: "",
  myPasswordSet: "",
  myNamesUpdate: "",
  myLanguageSet: "",
  myContactUpdate: "",
  myContactConfirm: "",
  myContactCancel: "",
  // The installation is the operator's.
  accounts: "O",
  jobs: "O",
  accountCreate: "O",
  accountPlanSet: "O",
  accountDisable: "O",
  accountEnable: "O",
  // Finds accounts and the keys of operators for an operator, and everything inside theirs for the others.
  node: "OAPHR",
  nodes: "OAPHR",

  account: "APHR",
  tokenModels: "APHR",
  token: "APHR",
  tokens: "APHR",
  "User.tokens": "APHR",
  user: "APHR",
  users: "APHR",
  resource: "APHR",
  resources: "APHR",
  channel: "APHR",
  channels: "APHR",
  messageTexts: "APHR",
  messages: "APHR",
  outbox: "A",
  "Token.assignments": "APHR",
  "User.assignments": "APHR",
  "Resource.assignments": "APHR",
  "Token.bypasses": "APHR",
  "Token.signInObstacles": "APHR",
  "User.signInObstacles": "APHR",
  bypass: "APHR",
  bypasses: "APHR",
  // A bound AUDITOR sees the assignments and events only of its resource.
  assignment: "APHRr",
  assignments: "APHRr",
  events: "OAHRr",
  "Token.events": "AHR",
  "User.events": "AHR",
  "Resource.events": "AHR",
  eventSeals: "OAHR",
  eventHorizon: "OAHR",
  eventSealKey: "OAHR",
  // An operator those of operators.
  apiKeys: "OAHR",
  administrators: "AHR",
  sessions: "AHR",
  invitations: "A",
  challenge: "AHSs",
  importJob: "APHR",
  importJobs: "APHR",

  userCreate: "AP",
  userImport: "AP",
  userUpdate: "AP",
  userDelete: "AP",
  userErase: "A",
  resourceCreate: "AP",
  resourceUpdate: "AP",
  resourceDelete: "AP",
  channelCreate: "AP",
  channelUpdate: "AP",
  channelDelete: "AP",
  channelResume: "AP",
  channelTest: "AP",
  messageTextSet: "AP",
  messageTextClear: "AP",
  messageLanguageSet: "AP",
  tokenCreate: "AP",
  tokenImport: "AP",
  assignmentImport: "AP",
  tokenUpdate: "AP",
  tokenPinSet: "AP",
  tokenPinRemove: "AP",
  tokenDelete: "AP",
  "tokenCreate newUser": "AP",
  "administratorCreate newUser": "A",
  "tokenAssign newUser": "AP",
  "assignmentCreate newResource": "AP",
  usersCreate: "AP",
  usersUpdate: "AP",
  usersDelete: "AP",
  tokensDelete: "AP",
  "tokensAssign newUser": "AP",
  "assignmentsCreate newResource": "AP",
  bypassPolicySet: "AP",
  bypassPolicyClear: "AP",
  selfServicePolicySet: "AP",
  selfServicePolicyClear: "AP",
  apiKeyCreate: "AP",
  apiKeyRevoke: "OAP",

  administratorCreate: "A",
  administratorUpdate: "A",
  administratorDelete: "A",
  invitationCreate: "A",
  invitationsCreate: "A",
  invitationRevoke: "A",
  passwordReset: "AH",
  recoveryCodeRevoke: "AH",
  // Others than an ADMIN end their own sessions; a key has none.
  sessionRevoke: "AHR",

  // A PROVISIONER only with a given secret.
  tokenReissue: "APH",
  tokenEnable: "APH",
  tokenDisable: "APH",
  tokenUnlock: "APH",
  tokenAssign: "APH",
  tokenUnassign: "APH",
  tokenBypassGrant: "APH",
  tokenBypassRevoke: "APH",
  assignmentCreate: "APH",
  assignmentDelete: "APH",
  tokensEnable: "APH",
  tokensDisable: "APH",
  tokensAssign: "APH",
  tokensUnassign: "APH",
  tokensBypassGrant: "APH",
  tokensBypassRevoke: "APH",
  assignmentsCreate: "APH",
  assignmentsDelete: "APH",

  // A PROVISIONER is given no secret that was made for a person, and no code.
  tokenEnrolmentStart: "AH",
  tokenEnrolmentConfirm: "AH",
  tokenEnrolmentCancel: "AH",
  tokenCheckOtp: "AH",
  tokenSynchronize: "AH",

  authenticate: "ASs",
  // Each for what it may do with the answer.
  challengeCreate: "AHSs",
};

/** Whether a caller may use an operation. */
export function may(caller: Caller, operation: string): boolean {
  return (MAY[operation] ?? "").includes(caller);
}

/** A client with a key of that role in an account that has a resource VPN. */
async function getClient(world: World, seed: Seed, caller: Caller): Promise<Api> {
  if (caller === "O") return world.operator;
  const [role = "", bound] = CALLERS[caller].split(" bound to ");
  return seed.key(role, bound === undefined ? {} : { resource: { name: bound } });
}

/** A caller and where it calls: an account with a resource VPN. @param account one of its own by default. */
export async function enter(
  world: World,
  caller: Caller,
  account?: Seed,
): Promise<{ client: Api; stage: Stage }> {
  const seed = account ?? (await world.seed());
  if (account === undefined) await seed.resource("VPN");
  const client = await getClient(world, seed, caller);
  // Its last use is stored now, so that it does not change later. No answer waits for that.
  await client.query("{ viewer { role } }");
  for (let isKept = false; !isKept;) {
    const [row] = await world.database.query<{ isKept: boolean }>(
      Prisma.sql`SELECT last_used_at IS NOT NULL AS "isKept" FROM api_keys WHERE hash = ${hashApiKey(client.key)}`,
    );
    isKept = row?.isKept ?? true;
  }
  const stage: Stage = {
    world,
    seed,
    maker: may(caller, "apiKeyCreate") ? client : seed.admin,
    keyRole: caller === "O" ? "OPERATOR" : caller === "P" ? "PROVISIONER" : "AUDITOR",
    purpose: may(caller, "authenticate") ? "SIGN_IN" : "CHECK",
  };
  return { client, stage };
}
