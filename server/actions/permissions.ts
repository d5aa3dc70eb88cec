/** Roles of an API key, and of a person in the console. */
export const ROLES = ["OPERATOR", "ADMIN", "PROVISIONER", "HELPDESK", "AUDITOR", "AUTHENTICATOR"] as const;
export type Role = (typeof ROLES)[number];

/** The role of an actor: of a key or a person, or USER for a user in a portal, who acts for no other user. */
export type ActorRole = Role | "USER";

const EVERYBODY: readonly Role[] = ROLES;
const READERS: readonly Role[] = ["ADMIN", "PROVISIONER", "HELPDESK", "AUDITOR"];
const READERS_OF_ALL: readonly Role[] = ["ADMIN", "HELPDESK", "AUDITOR"];
const MANAGERS: readonly Role[] = ["ADMIN", "PROVISIONER"];
const MANAGERS_AND_HELPDESK: readonly Role[] = ["ADMIN", "PROVISIONER", "HELPDESK"];
const HELPDESK: readonly Role[] = ["ADMIN", "HELPDESK"];
/** A user in the portal of a resource. What the policy there does not allow is refused by each of these. */
const USERS: readonly ActorRole[] = ["USER"];

/**
 * Which role may use which field of Query and Mutation. Nothing else decides it. The schema does not build while
 * a field is missing here.
 */
export const permissions = {
  viewer: EVERYBODY,
  account: READERS,
  accounts: ["OPERATOR"],
  jobs: ["OPERATOR"],
  // An operator uses them to find accounts and the operators' keys, and for nothing else.
  node: [...READERS, "OPERATOR"],
  nodes: [...READERS, "OPERATOR"],
  tokenModels: READERS,
  token: READERS,
  tokens: READERS,
  user: READERS,
  users: READERS,
  resource: READERS,
  resources: READERS,
  assignment: READERS,
  assignments: READERS,
  bypass: READERS,
  bypasses: READERS,
  // An operator sees what happened to accounts; it belongs to no account itself.
  events: [...READERS_OF_ALL, "OPERATOR"],
  // For auditors, who check that the log was not changed.
  eventSeals: [...READERS_OF_ALL, "OPERATOR"],
  eventHorizon: [...READERS_OF_ALL, "OPERATOR"],
  eventSealKey: [...READERS_OF_ALL, "OPERATOR"],
  // An operator sees the operators' keys, which are in the system account, and revokes them: no other role can.
  apiKeys: [...READERS_OF_ALL, "OPERATOR"],
  administrators: READERS_OF_ALL,
  // An ADMIN sees everybody's, others their own.
  sessions: READERS_OF_ALL,
  invitations: ["ADMIN"],
  // A caller that asks for a challenge may wait for its answer.
  challenge: ["ADMIN", "HELPDESK", "AUTHENTICATOR"],
  importJob: READERS,
  importJobs: READERS,
  channel: READERS,
  channels: READERS,
  messageTexts: READERS,
  messages: READERS,
  // It shows codes, on servers that send nothing.
  outbox: ["ADMIN"],

  userCreate: MANAGERS,
  userImport: MANAGERS,
  userUpdate: MANAGERS,
  userDelete: MANAGERS,
  // It cannot be undone, and it removes from the log what others look for.
  userErase: ["ADMIN"],
  resourceCreate: MANAGERS,
  resourceUpdate: MANAGERS,
  resourceDelete: MANAGERS,
  tokenCreate: MANAGERS,
  tokenImport: MANAGERS,
  tokenUpdate: MANAGERS,
  tokenPinSet: MANAGERS,
  tokenPinRemove: MANAGERS,
  tokenDelete: MANAGERS,
  // A reissue without a given secret needs a role that may start an enrolment.
  tokenReissue: MANAGERS_AND_HELPDESK,
  tokenEnrolmentStart: HELPDESK,
  tokenEnrolmentConfirm: HELPDESK,
  tokenEnrolmentCancel: HELPDESK,
  tokenEnable: MANAGERS_AND_HELPDESK,
  tokenDisable: MANAGERS_AND_HELPDESK,
  tokenUnlock: MANAGERS_AND_HELPDESK,
  tokenCheckOtp: HELPDESK,
  tokenSynchronize: HELPDESK,
  tokenAssign: MANAGERS_AND_HELPDESK,
  tokenUnassign: MANAGERS_AND_HELPDESK,
  assignmentCreate: MANAGERS_AND_HELPDESK,
  assignmentImport: MANAGERS,
  assignmentDelete: MANAGERS_AND_HELPDESK,
  // Which bypass these roles may grant is decided by the bypass policy.
  tokenBypassGrant: MANAGERS_AND_HELPDESK,
  tokenBypassRevoke: MANAGERS_AND_HELPDESK,
  usersCreate: MANAGERS,
  usersUpdate: MANAGERS,
  usersDelete: MANAGERS,
  tokensEnable: MANAGERS_AND_HELPDESK,
  tokensDisable: MANAGERS_AND_HELPDESK,
  tokensDelete: MANAGERS,
  tokensAssign: MANAGERS_AND_HELPDESK,
  tokensUnassign: MANAGERS_AND_HELPDESK,
  tokensBypassGrant: MANAGERS_AND_HELPDESK,
  tokensBypassRevoke: MANAGERS_AND_HELPDESK,
  assignmentsCreate: MANAGERS_AND_HELPDESK,
  assignmentsDelete: MANAGERS_AND_HELPDESK,
  bypassPolicySet: MANAGERS,
  bypassPolicyClear: MANAGERS,
  selfServicePolicySet: MANAGERS,
  selfServicePolicyClear: MANAGERS,
  channelCreate: MANAGERS,
  channelUpdate: MANAGERS,
  channelDelete: MANAGERS,
  channelResume: MANAGERS,
  channelTest: MANAGERS,
  messageTextSet: MANAGERS,
  messageTextClear: MANAGERS,
  messageLanguageSet: MANAGERS,
  authenticate: ["ADMIN", "AUTHENTICATOR"],
  // Each of these roles may request a challenge only for what it may do with the answer.
  challengeCreate: ["ADMIN", "HELPDESK", "AUTHENTICATOR"],
  apiKeyCreate: MANAGERS,
  apiKeyRevoke: [...MANAGERS, "OPERATOR"],
  administratorCreate: ["ADMIN"],
  administratorUpdate: ["ADMIN"],
  administratorDelete: ["ADMIN"],
  invitationCreate: ["ADMIN"],
  invitationsCreate: ["ADMIN"],
  invitationRevoke: ["ADMIN"],
  // A HELPDESK has the link mailed to a user without a role.
  passwordReset: HELPDESK,
  recoveryCodeRevoke: HELPDESK,
  // An ADMIN ends everybody's, others their own.
  sessionRevoke: READERS_OF_ALL,
  me: USERS,
  myTokenEnrol: USERS,
  myTokenEnrolmentConfirm: USERS,
  myTokenEnrolmentCancel: USERS,
  myTokenReissue: USERS,
  myTokenSynchronize: USERS,
  myTokenAssign: USERS,
  myTokenUnassign: USERS,
  myTokenPinSet: USERS,
  myTokenPinRemove: USERS,
  myTokenReportLost: USERS,
  myRecoveryCodeCreate: USERS,
  myPasswordSet: USERS,
  myNamesUpdate: USERS,
  myLanguageSet: USERS,
  myContactUpdate: USERS,
  myContactConfirm: USERS,
  myContactCancel: USERS,
  accountCreate: ["OPERATOR"],
  accountPlanSet: ["OPERATOR"],
  accountDisable: ["OPERATOR"],
  accountEnable: ["OPERATOR"],
} as const satisfies Record<string, readonly ActorRole[]>;

export type Operation = keyof typeof permissions;

/** The role and the resource from which the rights of an actor follow. */
interface Rights {
  readonly role: ActorRole;
  readonly resourceId: string | null;
}

/** Fields below the root that show the same data as a root field; they need the same permission. */
export const guardedFields: Readonly<Record<string, Operation>> = {
  "Token.events": "events",
  "User.events": "events",
  "Resource.events": "events",
  "User.lastInvitation": "invitations",
  "User.administrator": "administrators",
  // Why a sign-in is denied: a caller that asks for sign-ins must not learn it.
  "Token.signInObstacles": "assignments",
  "User.signInObstacles": "assignments",
};

/**
 * Operations that a person may use only for some minutes after a password and a code: each gives somebody lasting rights, or cannot be
 * undone. A bypass without an end is the same, and is checked where it is granted.
 */
export const STEP_UP: ReadonlySet<Operation> = new Set<Operation>([
  "administratorCreate",
  "administratorUpdate",
  "administratorDelete",
  "invitationCreate",
  "invitationsCreate",
  "passwordReset",
  "apiKeyCreate",
  "userDelete",
  "usersDelete",
  "userErase",
]);

/** Inputs that have the same effect as another operation, or show the same; they need the same permission. */
export const nestedInputs: Readonly<Record<string, Operation>> = {
  newUser: "userCreate",
  newResource: "resourceCreate",
  invited: "invitations",
  lastInvitationStates: "invitations",
};

/** Operations that a key that is bound to one resource may use. Lists below these show only that resource's part. */
const BOUND: ReadonlySet<string> = new Set<Operation>([
  "viewer",
  "authenticate",
  "challengeCreate",
  "challenge",
  "assignment",
  "assignments",
  "events",
]);

export function isOperation(name: string): name is Operation {
  return Object.hasOwn(permissions, name);
}

/** Whether an actor may use an operation: by its role, and by the resource it is bound to, if it is. */
export function isAllowed({ role, resourceId }: Rights, operation: Operation): boolean {
  const roles: readonly ActorRole[] = permissions[operation];
  return roles.includes(role) && (resourceId === null || role === "USER" || BOUND.has(operation));
}

/** Whether `role` has no rights that `than` does not have. */
export function isNoWider(role: Role, than: ActorRole): boolean {
  return Object.keys(permissions).every(
    (name) =>
      isOperation(name) &&
      (!isAllowed({ role, resourceId: null }, name) || isAllowed({ role: than, resourceId: null }, name)),
  );
}

export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}
