import { Browser } from "./browser.js";
import { botToNowhere } from "./channels.js";
import type { ManualClock } from "./clock.js";
import { Device } from "./seed.js";
import type { World } from "./world.js";

/** What an event says of what happened. */
export interface Reported {
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

/** An event with what it usually does not have left out. */
export function event(type: string, summary: string, fields: Partial<Reported> = {}): Reported {
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

/** An API key, as its making shows it. */
interface MadeKey {
  readonly id: string;
  readonly prefix: string;
}

/** A link for a person, as its making shows it. */
interface MadeLink {
  readonly id: string;
  readonly url: string;
}

function there<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error("the step that makes it was not taken");
  return thing;
}

function idOf(thing: unknown): string {
  return (thing as { readonly id: string }).id;
}

/** What steps leave for those after them. */
export class Story {
  /** What the last mutation gave. */
  result: Readonly<Record<string, unknown>> = {};
  #device?: Device;
  #phone?: { readonly token: { readonly id: string } };
  #app?: Device;
  #gate?: MadeKey;
  #link?: MadeLink;

  constructor(readonly clock: ManualClock) {}

  /** A moment so long after now. The clock moves on by 30 seconds before a step is taken. */
  readonly until = (seconds: number): string => new Date(this.clock.now() + seconds * 1_000).toISOString();

  get device(): Device {
    return there(this.#device);
  }

  set device(made: Device) {
    this.#device = made;
  }

  get phone(): { readonly token: { readonly id: string } } {
    return there(this.#phone);
  }

  set phone(made: { readonly token: { readonly id: string } }) {
    this.#phone = made;
  }

  get app(): Device {
    return there(this.#app);
  }

  set app(made: Device) {
    this.#app = made;
  }

  get gate(): MadeKey {
    return there(this.#gate);
  }

  set gate(made: MadeKey) {
    this.#gate = made;
  }

  get link(): MadeLink {
    return there(this.#link);
  }

  set link(made: MadeLink) {
    this.#link = made;
  }
}

type Of<Value> = Value | ((story: Story) => Value);

/** A mutation, and the events that it leaves. */
export interface Step {
  /** What happens, or why nothing does. */
  readonly title: string;
  readonly mutation: string;
  /** What people do before it. Its events are not looked at. */
  readonly before?: (story: Story, world: World) => Promise<unknown>;
  readonly input: Of<object>;
  readonly selection: string;
  readonly leaves: Of<readonly Reported[]>;
  /** Keeps of what it gave what later steps need. */
  readonly keep?: (story: Story) => void;
}

const SECRET = Buffer.from("12345678901234567890");
const OATH = { digits: 6, hash: "SHA1", periodSeconds: 30 } as const;
const GIVEN = {
  serialNumber: "TP-1",
  secret: SECRET.toString("hex"),
  secretEncoding: "HEX",
  oath: { totp: OATH },
};
const ANNA = { user: { login: "anna" } };
const FOB = { token: { serialNumber: "TP-1" } };
const LINKED = { tokenName: "Fob", userLogin: "Anna", resourceName: "Office" };
const SIGN_IN = { resource: { name: "Office" }, subject: ANNA, clientAddress: "127.0.0.9" };
const AT_OFFICE = { scope: { resource: { name: "Office" } } };
const SEED = "31".repeat(20);
const CSV = { format: "CSV", model: "PROTECTIMUS_TWO", periodSeconds: 30, content: `I-1,${SEED}\n` };
const IMPORTED = { token: { serialNumber: "I-1" } };
const TO_ERNA = { ...IMPORTED, to: { user: { login: "erna" } } };
const AT_MAIL = { resource: { name: "Mail" } };
const LINK = { assignment: { link: { ...IMPORTED, ...AT_MAIL } } };
const GRANT = { ...IMPORTED, scope: AT_MAIL, duration: "HOUR_1", reason: "travels" };
const ULTRA = { serialNumber: "Q-1", secret: SEED, secretEncoding: "HEX" };
const ASKED = { purpose: "CHECK", subject: { token: { serialNumber: "Q-1" } } };

const ADA = { user: { login: "ada" } };
const CARL = { user: { login: "carl" } };
const LINK_MADE = "invitation { id } invitationUrl";

function keepLink(story: Story): void {
  const { invitation, invitationUrl } = story.result;
  if (typeof invitationUrl !== "string") throw new TypeError("a link is shown when it is made");
  story.link = { id: idOf(invitation), url: invitationUrl };
}

/** The person opens the link that was made last, enrols an app, and is signed in then. */
function accept({ link }: Story, world: World): Promise<unknown> {
  return Browser.of(world).accept(link.url);
}

function linkMade(login: string, what: string): Reported {
  return event("INVITATION_CREATED", `A link was made for ${login}, ${what}.`, { userLogin: login });
}

const TO_JOIN = "to set a password, and to enrol a token if there is none";

/** Every mutation of an account at least once, each after those before it. */
export const STEPS: readonly Step[] = [
  {
    title: "a user is created",
    mutation: "userCreate",
    input: { login: "anna", email: "anna@example.org" },
    selection: "user { id }",
    leaves: [event("USER_CREATED", "User anna was created.", { userLogin: "anna" })],
  },
  {
    title: "a user is changed",
    mutation: "userUpdate",
    input: { ...ANNA, login: "Anna", email: null, enabled: false },
    selection: "__typename",
    leaves: [
      event("USER_UPDATED", "User Anna changed: login, email, enabled.", {
        userLogin: "Anna",
        changes: [
          { field: "login", from: "anna", to: "Anna" },
          { field: "email", from: "anna@example.org", to: null },
          { field: "enabled", from: "true", to: "false" },
        ],
      }),
    ],
  },
  {
    title: "what is given is what is there already",
    mutation: "userUpdate",
    input: { ...ANNA, login: "Anna" },
    selection: "__typename",
    leaves: [],
  },
  {
    title: "a user is enabled again",
    mutation: "userUpdate",
    input: { ...ANNA, enabled: true },
    selection: "__typename",
    leaves: [
      event("USER_UPDATED", "User Anna changed: enabled.", {
        userLogin: "Anna",
        changes: [{ field: "enabled", from: "false", to: "true" }],
      }),
    ],
  },
  {
    title: "a resource is created",
    mutation: "resourceCreate",
    input: { name: "VPN" },
    selection: "__typename",
    leaves: [event("RESOURCE_CREATED", "Resource VPN was created.", { resourceName: "VPN" })],
  },
  {
    title: "a resource is changed",
    mutation: "resourceUpdate",
    input: { resource: { name: "VPN" }, name: "Office", lockMinutes: 0, allowedAddresses: ["127.0.0.0/8"] },
    selection: "__typename",
    leaves: [
      event("RESOURCE_UPDATED", "Resource Office changed: name, lockMinutes, allowedAddresses.", {
        resourceName: "Office",
        changes: [
          { field: "name", from: "VPN", to: "Office" },
          { field: "lockMinutes", from: "5", to: "0" },
          { field: "allowedAddresses", from: "[]", to: '["127.0.0.0/8"]' },
        ],
      }),
    ],
  },
  {
    title: "a token is created for a new user",
    mutation: "tokenCreate",
    input: { model: { universal: GIVEN }, to: { newUser: { login: "berta" } } },
    selection: "token { id }",
    leaves: [
      event("TOKEN_CREATED", "Token TP-1 (UNIVERSAL) was created.", { tokenName: "TP-1" }),
      event("USER_CREATED", "User berta was created.", { userLogin: "berta" }),
      event("TOKEN_ASSIGNED", "Token TP-1 was given to berta.", {
        tokenName: "TP-1",
        userLogin: "berta",
        changes: [{ field: "user", from: null, to: "berta" }],
      }),
    ],
    keep: (story) => {
      story.device = new Device(idOf(story.result["token"]), "TP-1", story.clock, SECRET, OATH);
    },
  },
  {
    title: "the settings of a token are changed",
    mutation: "tokenUpdate",
    input: { ...FOB, name: "Fob", digits: 8 },
    selection: "__typename",
    leaves: [
      event("TOKEN_UPDATED", "Token Fob changed: name, digits.", {
        tokenName: "Fob",
        userLogin: "berta",
        changes: [
          { field: "name", from: "TP-1", to: "Fob" },
          { field: "digits", from: "6", to: "8" },
        ],
      }),
    ],
  },
  {
    title: "another length of codes is given back",
    mutation: "tokenUpdate",
    input: { ...FOB, digits: 6 },
    selection: "__typename",
    leaves: [
      event("TOKEN_UPDATED", "Token Fob changed: digits.", {
        tokenName: "Fob",
        userLogin: "berta",
        changes: [{ field: "digits", from: "8", to: "6" }],
      }),
    ],
  },
  {
    title: "a token changes hands",
    mutation: "tokenAssign",
    input: { ...FOB, to: ANNA, from: { login: "berta" } },
    selection: "__typename",
    leaves: [
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
    ],
  },
  {
    title: "a token is given to whom it has already",
    mutation: "tokenAssign",
    input: { ...FOB, to: ANNA },
    selection: "__typename",
    leaves: [],
  },
  {
    title: "a token gets a PIN",
    mutation: "tokenPinSet",
    input: { ...FOB, pin: "1234", position: "BEFORE_OTP" },
    selection: "__typename",
    leaves: [
      event("TOKEN_PIN_SET", "Token Fob has a PIN, to be typed before the one-time password.", {
        tokenName: "Fob",
        userLogin: "Anna",
        changes: [{ field: "pin.position", from: null, to: "BEFORE_OTP" }],
      }),
    ],
  },
  {
    title: "a token gets another PIN",
    mutation: "tokenPinSet",
    input: { ...FOB, pin: "5678", position: "BEFORE_OTP" },
    selection: "__typename",
    leaves: [
      event("TOKEN_PIN_SET", "Token Fob has another PIN, to be typed before the one-time password.", {
        tokenName: "Fob",
        userLogin: "Anna",
      }),
    ],
  },
  {
    title: "a PIN is removed",
    mutation: "tokenPinRemove",
    input: FOB,
    selection: "__typename",
    leaves: [
      event("TOKEN_PIN_REMOVED", "The PIN of token Fob was removed.", {
        tokenName: "Fob",
        userLogin: "Anna",
        changes: [{ field: "pin.position", from: "BEFORE_OTP", to: null }],
      }),
    ],
  },
  {
    title: "there is no PIN to remove",
    mutation: "tokenPinRemove",
    input: FOB,
    selection: "__typename",
    leaves: [],
  },
  {
    title: "a token is linked to a resource",
    mutation: "assignmentCreate",
    input: { ...FOB, to: { resource: { name: "Office" } } },
    selection: "__typename",
    leaves: [event("TOKEN_LINKED", "Token Fob of Anna was linked to Office.", LINKED)],
  },
  {
    title: "a token is linked to a new resource",
    mutation: "assignmentCreate",
    input: { ...FOB, to: { newResource: { name: "Mail" } } },
    selection: "__typename",
    leaves: [
      event("RESOURCE_CREATED", "Resource Mail was created.", { resourceName: "Mail" }),
      event("TOKEN_LINKED", "Token Fob of Anna was linked to Mail.", { ...LINKED, resourceName: "Mail" }),
    ],
  },
  {
    title: "a link is removed",
    mutation: "assignmentDelete",
    input: { assignment: { link: { ...FOB, resource: { name: "Mail" } } } },
    selection: "__typename",
    leaves: [
      event("TOKEN_UNLINKED", "Token Fob was unlinked from Mail.", { ...LINKED, resourceName: "Mail" }),
    ],
  },
  {
    title: "a sign-in is granted",
    mutation: "authenticate",
    input: ({ device }) => ({ ...SIGN_IN, passcode: device.code(1) }),
    selection: "granted",
    leaves: [
      event("AUTHENTICATION_GRANTED", "Anna signed in at Office with token Fob.", {
        ...LINKED,
        outcome: "GRANTED",
      }),
    ],
  },
  {
    title: "a sign-in is denied",
    mutation: "authenticate",
    input: ({ device }) => ({ ...SIGN_IN, passcode: device.wrongCode() }),
    selection: "granted",
    leaves: [
      event("AUTHENTICATION_DENIED", "Anna was denied at Office: the code was wrong.", {
        ...LINKED,
        outcome: "DENIED",
        reason: "WRONG_CODE",
      }),
    ],
  },
  {
    title: "a check fails",
    mutation: "tokenCheckOtp",
    input: ({ device }) => ({ ...FOB, passcode: device.wrongCode() }),
    selection: "valid",
    leaves: [
      event("TOKEN_CHECKED", "A code of token Fob was checked and is not valid: the code was wrong.", {
        tokenName: "Fob",
        userLogin: "Anna",
        outcome: "INVALID",
        reason: "WRONG_CODE",
      }),
    ],
  },
  {
    title: "a token is synchronized",
    mutation: "tokenSynchronize",
    input: ({ device }) => ({ ...FOB, otps: [device.code(6), device.code(7)] }),
    selection: "shift",
    leaves: [
      event(
        "TOKEN_SYNCHRONIZED",
        "Token Fob was synchronized: it is 6 steps ahead of where it was expected.",
        {
          tokenName: "Fob",
          userLogin: "Anna",
          changes: [{ field: "drift", from: "0", to: "6" }],
        },
      ),
    ],
  },
  {
    title: "a token is synchronized again",
    mutation: "tokenSynchronize",
    input: ({ device }) => ({ ...FOB, otps: [device.code(8), device.code(9)] }),
    selection: "shift",
    leaves: [
      event(
        "TOKEN_SYNCHRONIZED",
        "Token Fob was synchronized: it is 2 steps ahead of where it was expected.",
        {
          tokenName: "Fob",
          userLogin: "Anna",
          changes: [{ field: "drift", from: "6", to: "8" }],
        },
      ),
    ],
  },
  {
    title: "a check fails once more",
    mutation: "tokenCheckOtp",
    input: ({ device }) => ({ ...FOB, passcode: device.wrongCode() }),
    selection: "valid",
    leaves: [
      event("TOKEN_CHECKED", "A code of token Fob was checked and is not valid: the code was wrong.", {
        tokenName: "Fob",
        userLogin: "Anna",
        outcome: "INVALID",
        reason: "WRONG_CODE",
      }),
    ],
  },
  {
    title: "a token is unlocked",
    mutation: "tokenUnlock",
    input: FOB,
    selection: "__typename",
    leaves: [event("TOKEN_UNLOCKED", "Token Fob was unlocked.", { tokenName: "Fob", userLogin: "Anna" })],
  },
  {
    title: "there is nothing to unlock",
    mutation: "tokenUnlock",
    input: FOB,
    selection: "__typename",
    leaves: [],
  },
  {
    title: "the bypass policy of a resource is set",
    mutation: "bypassPolicySet",
    input: {
      ...AT_OFFICE,
      maximumDuration: "HOURS_8",
      reasonRequired: true,
      grantedBy: ["HELPDESK", "ADMIN"],
    },
    selection: "__typename",
    leaves: [
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
    ],
  },
  {
    title: "the account's default bypass policy is set",
    mutation: "bypassPolicySet",
    input: { scope: { accountDefault: true }, maximumDuration: "NONE" },
    selection: "__typename",
    leaves: [
      event("BYPASS_POLICY_SET", "The account's default bypass policy now allows no bypass.", {
        changes: [
          { field: "maximumDuration", from: null, to: "NONE" },
          { field: "reasonRequired", from: null, to: "false" },
          { field: "grantedBy", from: null, to: '["ADMIN","HELPDESK","PROVISIONER"]' },
        ],
      }),
    ],
  },
  {
    title: "the bypass policy is set to what it is",
    mutation: "bypassPolicySet",
    input: { scope: { accountDefault: true }, maximumDuration: "NONE" },
    selection: "__typename",
    leaves: [],
  },
  {
    title: "the default bypass policy is cleared",
    mutation: "bypassPolicyClear",
    input: { scope: { accountDefault: true } },
    selection: "__typename",
    leaves: [
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
    ],
  },
  {
    title: "there is no default bypass policy to clear",
    mutation: "bypassPolicyClear",
    input: { scope: { accountDefault: true } },
    selection: "__typename",
    leaves: [],
  },
  {
    title: "a portal is opened",
    mutation: "selfServicePolicySet",
    input: { resource: { name: "Office" }, address: "office", actions: ["TOKEN_REPORT_LOST"] },
    selection: "__typename",
    leaves: [
      event(
        "SELF_SERVICE_POLICY_SET",
        "The self-service portal of Office is open at /s/office, and allows TOKEN_REPORT_LOST.",
        {
          resourceName: "Office",
          changes: [
            { field: "address", from: null, to: "office" },
            { field: "actions", from: null, to: '["TOKEN_REPORT_LOST"]' },
            { field: "models", from: null, to: "[]" },
            { field: "firstEnrolment", from: null, to: "INVITATION" },
            { field: "firstEnrolmentDays", from: null, to: "14" },
            { field: "signIn", from: null, to: '["PASSWORD"]' },
            { field: "allowedAddresses", from: null, to: "[]" },
          ],
        },
      ),
    ],
  },
  {
    title: "a portal's policy is set to what it is",
    mutation: "selfServicePolicySet",
    input: { resource: { name: "Office" }, address: "office", actions: ["TOKEN_REPORT_LOST"] },
    selection: "__typename",
    leaves: [],
  },
  {
    title: "a portal is closed",
    mutation: "selfServicePolicyClear",
    input: { resource: { name: "Office" } },
    selection: "__typename",
    leaves: [
      event("SELF_SERVICE_POLICY_CLEARED", "The self-service portal of Office was closed.", {
        resourceName: "Office",
        changes: [
          { field: "address", from: "office", to: null },
          { field: "actions", from: '["TOKEN_REPORT_LOST"]', to: null },
          { field: "models", from: "[]", to: null },
          { field: "firstEnrolment", from: "INVITATION", to: null },
          { field: "firstEnrolmentDays", from: "14", to: null },
          { field: "signIn", from: '["PASSWORD"]', to: null },
          { field: "allowedAddresses", from: "[]", to: null },
        ],
      }),
    ],
  },
  {
    title: "there is no portal to close",
    mutation: "selfServicePolicyClear",
    input: { resource: { name: "Office" } },
    selection: "__typename",
    leaves: [],
  },
  {
    title: "a bypass is granted",
    mutation: "tokenBypassGrant",
    input: { ...FOB, ...AT_OFFICE, duration: "HOUR_1", reason: "travels" },
    selection: "__typename",
    leaves: ({ until }) => [
      event(
        "BYPASS_GRANTED",
        `The user of token Fob may sign in without a code at Office until ${until(3_630)} (travels).`,
        {
          ...LINKED,
          changes: [
            { field: "bypassDuration", from: null, to: "HOUR_1" },
            { field: "bypassUntil", from: null, to: until(3_630) },
            { field: "bypassReason", from: null, to: "travels" },
          ],
        },
      ),
    ],
  },
  {
    title: "another bypass takes the place of the first",
    mutation: "tokenBypassGrant",
    input: { ...FOB, ...AT_OFFICE, duration: "HOURS_8", reason: "travels" },
    selection: "__typename",
    leaves: ({ until }) => [
      event(
        "BYPASS_GRANTED",
        `The user of token Fob may sign in without a code at Office until ${until(28_830)} (travels).`,
        {
          ...LINKED,
          changes: [
            { field: "bypassDuration", from: "HOUR_1", to: "HOURS_8" },
            { field: "bypassUntil", from: until(3_600), to: until(28_830) },
          ],
        },
      ),
    ],
  },
  {
    title: "a bypass is revoked",
    mutation: "tokenBypassRevoke",
    input: { bypass: FOB },
    selection: "__typename",
    leaves: ({ until }) => [
      event(
        "BYPASS_REVOKED",
        `The bypass of token Fob at Office, until ${until(28_800)}, ended: it was revoked.`,
        {
          ...LINKED,
          changes: [
            { field: "bypassDuration", from: "HOURS_8", to: null },
            { field: "bypassUntil", from: until(28_800), to: null },
            { field: "bypassReason", from: "travels", to: null },
          ],
        },
      ),
    ],
  },
  {
    title: "there is no bypass to revoke",
    mutation: "tokenBypassRevoke",
    input: { bypass: FOB },
    selection: "__typename",
    leaves: [],
  },
  {
    title: "a token is disabled",
    mutation: "tokenDisable",
    input: FOB,
    selection: "__typename",
    leaves: [
      event("TOKEN_DISABLED", "Token Fob was disabled.", {
        tokenName: "Fob",
        userLogin: "Anna",
        changes: [{ field: "enabled", from: "true", to: "false" }],
      }),
    ],
  },
  {
    title: "a token is disabled already",
    mutation: "tokenDisable",
    input: FOB,
    selection: "__typename",
    leaves: [],
  },
  {
    title: "a token is enabled",
    mutation: "tokenEnable",
    input: FOB,
    selection: "__typename",
    leaves: [
      event("TOKEN_ENABLED", "Token Fob was enabled.", {
        tokenName: "Fob",
        userLogin: "Anna",
        changes: [{ field: "enabled", from: "false", to: "true" }],
      }),
    ],
  },
  {
    title: "a token is taken from its user",
    mutation: "tokenUnassign",
    input: FOB,
    selection: "__typename",
    leaves: [
      event("TOKEN_UNASSIGNED", "Token Fob was taken from Anna.", {
        tokenName: "Fob",
        userLogin: "Anna",
        changes: [{ field: "user", from: "Anna", to: null }],
      }),
    ],
  },
  {
    title: "a token has no user already",
    mutation: "tokenUnassign",
    input: FOB,
    selection: "__typename",
    leaves: [],
  },
  {
    title: "an app's token is created, and its enrolment started",
    mutation: "tokenCreate",
    input: { name: "Phone", model: { software: { googleAuthenticator: {} } } },
    selection: "token { id } enrolment { secretHex }",
    leaves: ({ until }) => [
      event("TOKEN_CREATED", "Token Phone (GOOGLE_AUTHENTICATOR) was created.", { tokenName: "Phone" }),
      event(
        "TOKEN_ENROLMENT_STARTED",
        `A new secret was generated for token Phone; it waits for a first code until ${until(930)}.`,
        { tokenName: "Phone" },
      ),
    ],
    keep: (story) => {
      story.phone = { token: { id: idOf(story.result["token"]) } };
    },
  },
  {
    title: "an enrolment is started again",
    mutation: "tokenEnrolmentStart",
    input: ({ phone }) => phone,
    selection: "enrolment { secretHex }",
    leaves: ({ until }) => [
      event(
        "TOKEN_ENROLMENT_STARTED",
        `A new secret was generated for token Phone; it waits for a first code until ${until(930)}.`,
        { tokenName: "Phone" },
      ),
    ],
    keep: (story) => {
      const { secretHex } = story.result["enrolment"] as { secretHex: string };
      const { id } = story.phone.token;
      story.app = new Device(id, "Phone", story.clock, Buffer.from(secretHex, "hex"), OATH);
    },
  },
  {
    title: "an enrolment is confirmed",
    mutation: "tokenEnrolmentConfirm",
    input: ({ app, phone }) => ({ ...phone, otp: app.code(1) }),
    selection: "__typename",
    leaves: [event("TOKEN_ENROLLED", "Token Phone was enrolled.", { tokenName: "Phone" })],
  },
  {
    title: "an app's token is given to a user",
    mutation: "tokenAssign",
    input: ({ phone }) => ({ ...phone, to: ANNA }),
    selection: "__typename",
    leaves: [
      event("TOKEN_ASSIGNED", "Token Phone was given to Anna.", {
        tokenName: "Phone",
        userLogin: "Anna",
        changes: [{ field: "user", from: null, to: "Anna" }],
      }),
    ],
  },
  {
    title: "users are created, many at once",
    mutation: "usersCreate",
    input: { items: [{ login: "otto" }, { login: "olga" }] },
    selection: "__typename",
    leaves: [
      event("USER_CREATED", "User otto was created.", { userLogin: "otto" }),
      event("USER_CREATED", "User olga was created.", { userLogin: "olga" }),
    ],
  },
  {
    title: "users are changed, many at once",
    mutation: "usersUpdate",
    input: { items: [{ user: { login: "otto" }, enabled: false }] },
    selection: "__typename",
    leaves: [
      event("USER_UPDATED", "User otto changed: enabled.", {
        userLogin: "otto",
        changes: [{ field: "enabled", from: "true", to: "false" }],
      }),
    ],
  },
  {
    title: "users are deleted, many at once",
    mutation: "usersDelete",
    input: { items: [{ user: { login: "otto" } }, { user: { login: "olga" } }] },
    selection: "__typename",
    leaves: [
      event("USER_DELETED", "User otto was deleted.", { userLogin: "otto" }),
      event("USER_DELETED", "User olga was deleted.", { userLogin: "olga" }),
    ],
  },
  {
    title: "a user is deleted, and the tokens released",
    mutation: "userDelete",
    input: { ...ANNA, releaseTokens: true },
    selection: "deletedId",
    leaves: [
      event("TOKEN_UNASSIGNED", "Token Phone was taken from Anna; its secret was removed.", {
        tokenName: "Phone",
        userLogin: "Anna",
        changes: [{ field: "user", from: "Anna", to: null }],
      }),
      event("USER_DELETED", "User Anna was deleted.", { userLogin: "Anna" }),
    ],
  },
  {
    title: "a deleted user is erased",
    mutation: "userErase",
    input: ({ result }) => ({ user: result["deletedId"], reason: "Request 17" }),
    selection: "erased",
    leaves: [
      event("USER_ERASED", "The personal data of a deleted user was erased from 26 events (Request 17).", {
        changes: [{ field: "reason", from: null, to: "Request 17" }],
      }),
    ],
  },
  {
    title: "another app's token is created",
    mutation: "tokenCreate",
    input: { name: "Tablet", model: { software: { smart: {} } } },
    selection: "token { id }",
    leaves: ({ until }) => [
      event("TOKEN_CREATED", "Token Tablet (PROTECTIMUS_SMART) was created.", { tokenName: "Tablet" }),
      event(
        "TOKEN_ENROLMENT_STARTED",
        `A new secret was generated for token Tablet; it waits for a first code until ${until(930)}.`,
        { tokenName: "Tablet" },
      ),
    ],
  },
  {
    title: "an enrolment is cancelled",
    mutation: "tokenEnrolmentCancel",
    input: ({ result }) => ({ token: result["token"] }),
    selection: "deletedId",
    leaves: [
      event("TOKEN_ENROLMENT_CANCELLED", "The enrolment of token Tablet was cancelled.", {
        tokenName: "Tablet",
      }),
      event("TOKEN_DELETED", "Token Tablet was deleted, with no link.", { tokenName: "Tablet" }),
    ],
  },
  {
    title: "an API key is made",
    mutation: "apiKeyCreate",
    input: { name: "Gate", role: "AUTHENTICATOR", resource: { name: "Office" } },
    selection: "apiKey { id prefix }",
    leaves: [
      event("API_KEY_CREATED", "The AUTHENTICATOR key Gate was created for Office.", {
        resourceName: "Office",
      }),
    ],
    keep: (story) => {
      story.gate = story.result["apiKey"] as MadeKey;
    },
  },
  {
    title: "an API key is revoked",
    mutation: "apiKeyRevoke",
    input: ({ gate }) => ({ apiKey: gate.id }),
    selection: "__typename",
    leaves: ({ gate }) => [
      event("API_KEY_REVOKED", `The AUTHENTICATOR key Gate (${gate.prefix}…) was revoked.`, {
        resourceName: "Office",
      }),
    ],
  },
  {
    title: "an API key is revoked already",
    mutation: "apiKeyRevoke",
    input: ({ gate }) => ({ apiKey: gate.id }),
    selection: "__typename",
    leaves: [],
  },
  {
    title: "a resource is deleted",
    mutation: "resourceDelete",
    input: { resource: { name: "Office" } },
    selection: "__typename",
    leaves: [
      event("TOKEN_UNLINKED", "Token Fob was unlinked from Office, which was deleted.", {
        tokenName: "Fob",
        resourceName: "Office",
      }),
      event("RESOURCE_DELETED", "Resource Office was deleted, with 1 assignment.", {
        resourceName: "Office",
      }),
    ],
  },
  {
    title: "a token is deleted",
    mutation: "tokenDelete",
    input: FOB,
    selection: "deletedId",
    leaves: [event("TOKEN_DELETED", "Token Fob was deleted, with no link.", { tokenName: "Fob" })],
  },
  {
    title: "users are imported",
    mutation: "userImport",
    input: { content: "login,email\nerna,erna@example.org\n" },
    selection: "__typename",
    leaves: [event("USER_CREATED", "User erna was created from a file.", { userLogin: "erna" })],
  },
  {
    title: "tokens are imported",
    mutation: "tokenImport",
    input: CSV,
    selection: "__typename",
    leaves: [event("TOKEN_IMPORTED", "Token I-1 (PROTECTIMUS_TWO) was imported.", { tokenName: "I-1" })],
  },
  {
    title: "links are imported",
    mutation: "assignmentImport",
    input: { content: "Mail,I-1\n" },
    selection: "__typename",
    leaves: [
      event("TOKEN_LINKED", "Token I-1 was linked to Mail by a file.", {
        tokenName: "I-1",
        resourceName: "Mail",
      }),
    ],
  },
  {
    title: "links are removed, many at once",
    mutation: "assignmentsDelete",
    input: { items: [LINK] },
    selection: "__typename",
    leaves: [
      event("TOKEN_UNLINKED", "Token I-1 was unlinked from Mail.", {
        tokenName: "I-1",
        resourceName: "Mail",
      }),
    ],
  },
  {
    title: "tokens are given, many at once",
    mutation: "tokensAssign",
    input: { items: [TO_ERNA] },
    selection: "__typename",
    leaves: [
      event("TOKEN_ASSIGNED", "Token I-1 was given to erna.", {
        tokenName: "I-1",
        userLogin: "erna",
        changes: [{ field: "user", from: null, to: "erna" }],
      }),
    ],
  },
  {
    title: "links are made, many at once",
    mutation: "assignmentsCreate",
    input: { items: [{ ...IMPORTED, to: AT_MAIL }] },
    selection: "__typename",
    leaves: [
      event("TOKEN_LINKED", "Token I-1 of erna was linked to Mail.", {
        tokenName: "I-1",
        userLogin: "erna",
        resourceName: "Mail",
      }),
    ],
  },
  {
    title: "bypasses are granted, many at once",
    mutation: "tokensBypassGrant",
    input: { items: [GRANT] },
    selection: "__typename",
    leaves: ({ until }) => [
      event(
        "BYPASS_GRANTED",
        `The user of token I-1 may sign in without a code at Mail until ${until(3_630)} (travels).`,
        {
          tokenName: "I-1",
          userLogin: "erna",
          resourceName: "Mail",
          changes: [
            { field: "bypassDuration", from: null, to: "HOUR_1" },
            { field: "bypassUntil", from: null, to: until(3_630) },
            { field: "bypassReason", from: null, to: "travels" },
          ],
        },
      ),
    ],
  },
  {
    title: "bypasses are revoked, many at once",
    mutation: "tokensBypassRevoke",
    input: { items: [{ bypass: IMPORTED }] },
    selection: "__typename",
    leaves: ({ until }) => [
      event(
        "BYPASS_REVOKED",
        `The bypass of token I-1 at Mail, until ${until(3_600)}, ended: it was revoked.`,
        {
          tokenName: "I-1",
          userLogin: "erna",
          resourceName: "Mail",
          changes: [
            { field: "bypassDuration", from: "HOUR_1", to: null },
            { field: "bypassUntil", from: until(3_600), to: null },
            { field: "bypassReason", from: "travels", to: null },
          ],
        },
      ),
    ],
  },
  {
    title: "tokens are disabled, many at once",
    mutation: "tokensDisable",
    input: { items: [IMPORTED] },
    selection: "__typename",
    leaves: [
      event("TOKEN_DISABLED", "Token I-1 was disabled.", {
        tokenName: "I-1",
        userLogin: "erna",
        changes: [{ field: "enabled", from: "true", to: "false" }],
      }),
    ],
  },
  {
    title: "tokens are enabled, many at once",
    mutation: "tokensEnable",
    input: { items: [IMPORTED] },
    selection: "__typename",
    leaves: [
      event("TOKEN_ENABLED", "Token I-1 was enabled.", {
        tokenName: "I-1",
        userLogin: "erna",
        changes: [{ field: "enabled", from: "false", to: "true" }],
      }),
    ],
  },
  {
    title: "a token gets a new secret",
    mutation: "tokenReissue",
    input: { ...IMPORTED, lost: false, secret: "32".repeat(20), secretEncoding: "HEX" },
    selection: "__typename",
    leaves: [
      event("TOKEN_REISSUED", "Token I-1 got a new secret; the old one stopped working.", {
        tokenName: "I-1",
        userLogin: "erna",
      }),
    ],
  },
  {
    title: "tokens are taken, many at once",
    mutation: "tokensUnassign",
    input: { items: [IMPORTED] },
    selection: "__typename",
    leaves: [
      event("TOKEN_UNASSIGNED", "Token I-1 was taken from erna.", {
        tokenName: "I-1",
        userLogin: "erna",
        changes: [{ field: "user", from: "erna", to: null }],
      }),
    ],
  },
  {
    title: "tokens are deleted, many at once",
    mutation: "tokensDelete",
    input: { items: [IMPORTED] },
    selection: "__typename",
    leaves: [event("TOKEN_DELETED", "Token I-1 was deleted, with 1 link.", { tokenName: "I-1" })],
  },
  {
    title: "a token that answers challenges is created for a user",
    mutation: "tokenCreate",
    input: { model: { hardware: { ultra: ULTRA } }, to: { user: { login: "erna" } } },
    selection: "__typename",
    leaves: [
      event("TOKEN_CREATED", "Token Q-1 (PROTECTIMUS_ULTRA) was created.", { tokenName: "Q-1" }),
      event("TOKEN_ASSIGNED", "Token Q-1 was given to erna.", {
        tokenName: "Q-1",
        userLogin: "erna",
        changes: [{ field: "user", from: null, to: "erna" }],
      }),
    ],
  },
  {
    title: "a token is asked a question",
    mutation: "challengeCreate",
    input: ASKED,
    selection: "__typename",
    leaves: [
      event("CHALLENGE_CREATED", "Token Q-1 was sent a challenge, to be checked.", {
        tokenName: "Q-1",
        userLogin: "erna",
      }),
    ],
  },
  {
    title: "a channel is created",
    mutation: "channelCreate",
    input: botToNowhere({ name: "Chat" }),
    selection: "__typename",
    leaves: [event("CHANNEL_CREATED", "Channel Chat was created: BOT by SLACK.")],
  },
  {
    title: "a channel is tried later",
    mutation: "channelUpdate",
    input: { channel: { name: "Chat" }, priority: 200 },
    selection: "__typename",
    leaves: [
      event("CHANNEL_UPDATED", "Channel Chat changed: priority.", {
        changes: [{ field: "priority", from: "100", to: "200" }],
      }),
    ],
  },
  {
    title: "a channel that was not suspended goes on",
    mutation: "channelResume",
    input: { channel: { name: "Chat" }, country: "DE" },
    selection: "__typename",
    leaves: [],
  },
  {
    title: "a channel is deleted",
    mutation: "channelDelete",
    input: { channel: { name: "Chat" } },
    selection: "__typename",
    leaves: [event("CHANNEL_DELETED", "Channel Chat was deleted.")],
  },
  {
    title: "an account gets a text of its own",
    mutation: "messageTextSet",
    input: { kind: "SMS", purpose: "SIGN_IN", locale: "en", text: "{code} is your code." },
    selection: "__typename",
    leaves: [
      event("MESSAGE_TEXT_SET", "The account's own text for SMS (SIGN_IN, en) was set.", {
        changes: [{ field: "text", from: null, to: "{code} is your code." }],
      }),
    ],
  },
  {
    title: "its own text is removed",
    mutation: "messageTextClear",
    input: { kind: "SMS", purpose: "SIGN_IN", locale: "en" },
    selection: "__typename",
    leaves: [
      event("MESSAGE_TEXT_CLEARED", "The account's own text for SMS (SIGN_IN, en) was removed.", {
        changes: [{ field: "text", from: "{code} is your code.", to: null }],
      }),
    ],
  },
  {
    title: "the language of messages is set",
    mutation: "messageLanguageSet",
    input: { locale: "de" },
    selection: "__typename",
    leaves: [
      event("MESSAGE_LANGUAGE_SET", "The language of the account's messages is de.", {
        changes: [{ field: "locale", from: "en", to: "de" }],
      }),
    ],
  },
  {
    title: "the account gets its first administrator",
    mutation: "administratorCreate",
    input: { to: { newUser: { login: "ada" } }, role: "ADMIN" },
    selection: LINK_MADE,
    leaves: [
      event("USER_CREATED", "User ada was created.", { userLogin: "ada" }),
      event("RESOURCE_CREATED", "Resource Console was created: administrators sign in there.", {
        resourceName: "Console",
      }),
      event("ADMINISTRATOR_CREATED", "ada was given the role ADMIN, and may sign in to the console.", {
        userLogin: "ada",
        changes: [{ field: "role", from: null, to: "ADMIN" }],
      }),
      linkMade("ada", TO_JOIN),
    ],
    keep: keepLink,
  },
  {
    title: "a link is revoked",
    mutation: "invitationRevoke",
    input: ({ link }) => ({ invitation: link.id }),
    selection: "revokedId",
    leaves: [
      event("INVITATION_REVOKED", "A link for ada was revoked before it was used.", { userLogin: "ada" }),
    ],
  },
  {
    title: "a link is revoked already",
    mutation: "invitationRevoke",
    input: ({ link }) => ({ invitation: link.id }),
    selection: "revokedId",
    leaves: [],
  },
  {
    title: "another link is made",
    mutation: "invitationCreate",
    input: ADA,
    selection: LINK_MADE,
    leaves: [linkMade("ada", TO_JOIN)],
    keep: keepLink,
  },
  {
    title: "the session of an administrator is ended",
    mutation: "sessionRevoke",
    before: accept,
    input: ADA,
    selection: "revokedIds",
    leaves: [
      event("SESSION_REVOKED", "A session of ada was ended: an administrator ended it.", {
        userLogin: "ada",
      }),
    ],
  },
  {
    title: "there is no session to end",
    mutation: "sessionRevoke",
    input: ADA,
    selection: "revokedIds",
    leaves: [],
  },
  {
    title: "a user is created who gets a role",
    mutation: "userCreate",
    input: { login: "carl" },
    selection: "__typename",
    leaves: [event("USER_CREATED", "User carl was created.", { userLogin: "carl" })],
  },
  {
    title: "a user becomes an administrator",
    mutation: "administratorCreate",
    input: { to: CARL, role: "HELPDESK" },
    selection: LINK_MADE,
    leaves: [
      event("ADMINISTRATOR_CREATED", "carl was given the role HELPDESK, and may sign in to the console.", {
        userLogin: "carl",
        changes: [{ field: "role", from: null, to: "HELPDESK" }],
      }),
      linkMade("carl", TO_JOIN),
    ],
    keep: keepLink,
  },
  {
    title: "an administrator who is signed in gets another role",
    mutation: "administratorUpdate",
    before: accept,
    input: { ...CARL, role: "AUDITOR" },
    selection: "__typename",
    leaves: [
      event("ADMINISTRATOR_UPDATED", "carl was given the role AUDITOR instead of HELPDESK.", {
        userLogin: "carl",
        changes: [{ field: "role", from: "HELPDESK", to: "AUDITOR" }],
      }),
      event("SESSION_REVOKED", "A session of carl was ended: the role changed.", { userLogin: "carl" }),
    ],
  },
  {
    title: "an administrator has the role already",
    mutation: "administratorUpdate",
    input: { ...CARL, role: "AUDITOR" },
    selection: "__typename",
    leaves: [],
  },
  {
    title: "the password of an administrator is reset",
    mutation: "passwordReset",
    input: CARL,
    selection: LINK_MADE,
    leaves: [
      event("PASSWORD_RESET", "The password of carl was removed; a link sets another password.", {
        userLogin: "carl",
      }),
      linkMade("carl", "to set another password"),
    ],
  },
  {
    title: "there is no recovery code to revoke",
    mutation: "recoveryCodeRevoke",
    input: CARL,
    selection: "__typename",
    leaves: [],
  },
  {
    title: "the role of an administrator is taken",
    mutation: "administratorDelete",
    input: CARL,
    selection: "deletedId",
    leaves: [
      event("TOKEN_UNLINKED", "Token Authenticator app was unlinked from Console.", {
        tokenName: "Authenticator app",
        userLogin: "carl",
        resourceName: "Console",
      }),
      event(
        "INVITATION_REVOKED",
        "A link to the console for carl was revoked before it was used: the role was removed.",
        { userLogin: "carl" },
      ),
      event("ADMINISTRATOR_DELETED", "The role AUDITOR of carl was removed.", {
        userLogin: "carl",
        changes: [{ field: "role", from: "AUDITOR", to: null }],
      }),
    ],
  },
];
