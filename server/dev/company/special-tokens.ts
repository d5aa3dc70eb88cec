// A few tokens of each kind that comes in no box, and of each state that a token can have.
import type { Api } from "./api.js";
import type { Calendar } from "./calendar.js";
import { getCode, type Device } from "./devices.js";
import type { Employee } from "./names.js";
import type { Random } from "./random.js";

const DAY_MS = 86_400_000;

interface Made {
  readonly token: { readonly id: string };
  readonly enrolment: { readonly secretHex: string | null } | null;
}

/** The maker of tokens, and the people who get them. */
export interface Workshop {
  readonly api: Api;
  readonly calendar: Calendar;
  readonly random: Random;
  /** A person who has no token yet: no person has two at one resource. */
  readonly next: () => Employee;
  /** Whether phones that get push requests can be connected: the server has an address for them. */
  readonly hasPush: boolean;
}

function create(workshop: Workshop, name: string, model: object, more: object = {}): Promise<Made> {
  const { login } = workshop.next();
  return workshop.api.do<Made>(
    "tokenCreate",
    { name, model, to: { user: { login } }, ...more },
    "token { id } enrolment { secretHex }",
  );
}

async function link({ api }: Workshop, { token }: Made, resource = "VPN"): Promise<void> {
  await api.do("assignmentCreate", { token: { id: token.id }, to: { resource: { name: resource } } });
}

/** An app, whose first code is typed. */
async function connectApp(workshop: Workshop, name: string, model: object, more: object = {}): Promise<Made> {
  const made = await create(workshop, name, model, more);
  const secret = Buffer.from(made.enrolment?.secretHex ?? "", "hex");
  const device: Device = { login: "", resources: [], secret, hash: "SHA1", counter: null };
  const otp = getCode(device, workshop.calendar.now());
  await workshop.api.do("tokenEnrolmentConfirm", { token: { id: made.token.id }, otp });
  await link(workshop, made);
  return made;
}

const APP = { software: { googleAuthenticator: {} } };

/** A token whose codes are sent. Where the server keeps what it cannot send, its first code is read and typed. */
async function connectContact(workshop: Workshop, name: string, model: object): Promise<void> {
  const { api } = workshop;
  const made = await create(workshop, name, model);
  await link(workshop, made);
  const { outbox } = await api.ask<{ outbox: { text: string }[] }>("{ outbox { text } }");
  const [, otp] = /\b(\d{6})\b/.exec(outbox[0]?.text ?? "") ?? [];
  if (otp !== undefined) await api.do("tokenEnrolmentConfirm", { token: { id: made.token.id }, otp });
}

/** Types wrong codes until the token is locked. */
async function lock({ api }: Workshop, { token }: Made): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await api.do("authenticate", {
      resource: { name: "VPN" },
      subject: { token: { id: token.id } },
      passcode: "000000",
      clientAddress: "203.0.113.66",
    });
  }
}

/** The kinds of tokens that are made so many times. */
const KINDS: readonly ((workshop: Workshop, name: string) => Promise<unknown>)[] = [
  (workshop, name) => connectApp(workshop, `Authenticator ${name}`, APP),
  (workshop, name) => create(workshop, `New app ${name}`, APP),
  (workshop, name) =>
    connectApp(workshop, `App with PIN ${name}`, APP, { pin: { value: "730915", position: "BEFORE_OTP" } }),
  (workshop, name) =>
    create(workshop, `Smart ${name}`, { software: { smart: { digits: 8, hash: "SHA512" } } }),
  (workshop, name) => create(workshop, `Slim ${name}`, { hardware: { slim: { periodSeconds: 30 } } }),
  (workshop, name) =>
    create(workshop, `Slim mini ${name}`, { hardware: { slimMini: { periodSeconds: 60 } } }),
  (workshop, name) => create(workshop, `Flex ${name}`, { hardware: { flex: { periodSeconds: 30 } } }),
  (workshop, name) =>
    connectContact(workshop, `SMS ${name}`, {
      software: { sms: { phoneNumber: `+49152${10_000_000 + workshop.random.below(9_999_999)}` } },
    }),
  (workshop, name) =>
    connectContact(workshop, `Mail ${name}`, {
      software: { email: { address: `office-${name}@northwind.example` } },
    }),
  (workshop, name) =>
    create(workshop, `Chat ${name}`, {
      software: { bot: { channel: { name: "Chat" }, chatId: `room-${name}` } },
    }),
  async (workshop, name) => lock(workshop, await connectApp(workshop, `Locked ${name}`, APP)),
  async (workshop, name) => {
    const { token } = await connectApp(workshop, `Lost ${name}`, APP);
    await workshop.api.do("tokenDisable", { token: { id: token.id } });
  },
  (workshop, name) =>
    connectApp(workshop, `Trainee ${name}`, APP, {
      validUntil: new Date(workshop.calendar.now() + 10 * DAY_MS).toISOString(),
    }),
  async (workshop, name) => {
    const { token } = await connectApp(workshop, `Forgotten at home ${name}`, APP);
    await workshop.api.do("tokenBypassGrant", {
      token: { id: token.id },
      scope: { resource: { name: "VPN" } },
      duration: "HOURS_24",
      reason: "The phone is at home.",
    });
  },
];

/** Makes a number of tokens of each kind. */
export async function makeSpecialTokens(workshop: Workshop, ofEach: number): Promise<void> {
  const push = (shop: Workshop, name: string) => create(shop, `Phone ${name}`, { software: { push: {} } });
  const kinds = workshop.hasPush ? [...KINDS, push] : KINDS;
  for (let n = 1; n <= ofEach; n += 1) {
    for (const make of kinds) await make(workshop, String(n));
  }
}

/** How many kinds there are at most. */
export const SPECIAL_KINDS = KINDS.length + 1;
