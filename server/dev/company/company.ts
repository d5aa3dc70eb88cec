import { makeAdministrators, makePortalUser } from "./access.js";
import type { Api } from "./api.js";
import { handOut, importPeople } from "./boxes.js";
import { type Calendar, DAY_MS } from "./calendar.js";
import { type Device, typedCode } from "./devices.js";
import type { HandOver } from "./hand-over.js";
import { employ, type Employee } from "./names.js";
import type { SeededPerson } from "../people-file.js";
import type { Random } from "./random.js";
import { makeSpecialTokens, SPECIAL_KINDS } from "./special-tokens.js";

/** How long the company exists. */
export const MONTHS = 12;

/** Sign-ins that are done at the same time. */
const AT_ONCE = 40;

/** The parts of a company. */
export interface Company {
  readonly api: Api;
  readonly calendar: Calendar;
  readonly random: Random;
  readonly tokens: number;
  readonly handOver: HandOver;
  /** Where its channels send: a mail server, and the addresses of the gateways for SMS and chats. */
  readonly gateways: { readonly mailPort: number; readonly url: string };
  /** Of console and portals, where its people can sign up now; null where only links are made. */
  readonly pagesUrl: string | null;
  readonly hasPush: boolean;
  /** Reports how far it is. */
  readonly report: (what: string) => void;
}

const RESOURCES = [
  { name: "VPN" },
  { name: "SSH gateway", allowedAddresses: ["10.0.0.0/8", "2001:db8::/32"], failedAttemptsBeforeLock: 3 },
  { name: "Webmail", lockMinutes: 15 },
  { name: "Virtual desktops", pinBeforeSending: true },
  { name: "Payroll", lockMinutes: 0, failedAttemptsBeforeLock: 3 },
  { name: "Wi-Fi of the warehouse / Halle 7 ☃" },
  { name: "Old intranet", enabled: false },
];

async function openResources({ api }: Company, portal: string): Promise<void> {
  for (const resource of RESOURCES) await api.do("resourceCreate", resource);
  await api.do("bypassPolicySet", { scope: { accountDefault: true }, maximumDuration: "HOURS_24" });
  await api.do("bypassPolicySet", {
    scope: { resource: { name: "Payroll" } },
    maximumDuration: "HOURS_8",
    reasonRequired: true,
    grantedBy: ["ADMIN"],
  });
  await api.do("selfServicePolicySet", {
    resource: { name: "VPN" },
    address: portal,
    actions: [
      "CONTACT_UPDATE",
      "NAMES_UPDATE",
      "PASSWORD_CHANGE",
      "RECOVERY_CODE",
      "TOKEN_ASSIGN",
      "TOKEN_ENROL",
      "TOKEN_PIN_REMOVE",
      "TOKEN_PIN_SET",
      "TOKEN_REISSUE",
      "TOKEN_REPORT_LOST",
      "TOKEN_SYNCHRONIZE",
      "TOKEN_UNASSIGN",
    ],
    models: ["GOOGLE_AUTHENTICATOR", "PROTECTIMUS_SMART", "SMS", "EMAIL", "PROTECTIMUS_TWO"],
    firstEnrolment: "INVITATION",
    signIn: ["PASSWORD", "MAIL_CODE"],
  });
}

/** The channel of tokens that ask in a chat: such a token names it. */
async function openChat({ api, gateways }: Company): Promise<void> {
  const botHttp = { url: `${gateways.url}/BOT`, body: '{"to":"{to}","text":"{text}"}' };
  await api.do("channelCreate", { name: "Chat", driver: { botHttp } });
}

/** The other channels. They come last: until then, the server keeps what it would send, and codes can be read there. */
async function openChannels({ api, gateways }: Company): Promise<void> {
  const smsHttp = { url: `${gateways.url}/SMS`, body: '{"to":"{to}","text":"{text}"}' };
  await api.do("channelCreate", {
    name: "SMS gateway",
    driver: { smsHttp },
    allowedCountries: ["DE", "PL", "UA"],
  });
  const smtp = {
    host: "127.0.0.1",
    port: gateways.mailPort,
    security: "NONE",
    from: "Northwind <codes@northwind.example>",
  };
  await api.do("channelCreate", { name: "Mail server", driver: { smtp } });
}

/** A day on which some people sign in. */
async function workADay(company: Company, devices: readonly Device[], signIns: number): Promise<void> {
  const { api, calendar, random } = company;
  const morning = calendar.now() - (calendar.now() % DAY_MS) + 7 * 3_600_000;
  for (let done = 0; done < signIns; done += AT_ONCE) {
    calendar.passTo(morning + (done / signIns) * 10 * 3_600_000 + random.below(600_000));
    const some = new Map(
      Array.from({ length: Math.min(AT_ONCE, signIns - done) }, () => random.oneOf(devices)).map((device) => [
        device.login,
        device,
      ]),
    );
    const now = calendar.now();
    const attempts = [...some.values()].map((device) =>
      api.do("authenticate", {
        resource: { name: random.oneOf(device.resources) },
        subject: { user: { login: random.once(200) ? "admin" : device.login } },
        passcode: typedCode(device, now, random),
        clientAddress: `10.${random.below(4)}.${random.below(256)}.${1 + random.below(254)}`,
      }),
    );
    await Promise.all(attempts);
  }
}

/** Somebody leaves, somebody changes a name, somebody's fob is unlocked: what happens in a month. */
async function manage({ api, random }: Company, people: readonly Employee[]): Promise<void> {
  const [moved, left] = [random.oneOf(people), random.oneOf(people)];
  await api.do("userUpdate", { user: { login: moved.login }, firstName: "Alexandra-Josephine Marie-Louise" });
  await api.do("userUpdate", { user: { login: left.login }, enabled: false });
}

/**
 * Fills an account with a company: its resources, people, tokens of all kinds, and what they did in a year.
 * @param portal the address of the VPN's portal.
 * @returns who can sign in to console and portal.
 */
export async function fillCompany(company: Company, portal: string): Promise<SeededPerson[]> {
  const { api, calendar, random, tokens, report, pagesUrl } = company;
  const begin = calendar.now();
  const ofEach = Math.min(10, Math.max(1, Math.floor(tokens / 400)));
  const inBoxes = Math.max(0, tokens - ofEach * SPECIAL_KINDS);
  const signIns = Math.min(20, Math.max(2, Math.floor(tokens / 100)));
  await openResources(company, portal);
  await openChat(company);
  const administrators = await makeAdministrators(company);
  const devices: Device[] = [];
  const people: Employee[] = [];
  for (let month = 0; month < MONTHS; month += 1) {
    const [from, to] = [month, month + 1].map((n) => Math.floor((inBoxes * n) / MONTHS));
    const count = (to ?? 0) - (from ?? 0);
    const hired = Array.from({ length: Math.ceil(count * 0.8) + 1 }, (_, n) =>
      employ(people.length + n + 1, random),
    );
    await importPeople(api, hired);
    people.push(...hired);
    devices.push(...(await handOut(company, hired, count, from ?? 0)));
    await manage(company, people);
    for (let day = 0; day < 30; day += 1) {
      calendar.passTo(begin + (month * 30 + day + 1) * DAY_MS);
      if (devices.length > 0 && (pagesUrl !== null || day === 0)) await workADay(company, devices, signIns);
      report(`month ${month + 1} of ${MONTHS}: ${people.length} people, ${to} tokens`);
    }
  }
  report("tokens of all kinds, channels and a portal");
  const others = Array.from({ length: ofEach * SPECIAL_KINDS }, (_, n) =>
    employ(people.length + n + 1, random),
  );
  await importPeople(api, others);
  const next = () => random.taken(others);
  await makeSpecialTokens({ ...company, next }, ofEach);
  const user = await makePortalUser(company, portal);
  await openChannels(company);
  return [...administrators, ...user];
}
