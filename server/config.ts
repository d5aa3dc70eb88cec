import ipaddr from "ipaddr.js";
import { readFileSync } from "node:fs";
import path from "node:path";
import { normalizeBlock } from "@tokenplane/rules/addresses";
import { mailbox } from "@tokenplane/rules/channel";
import { z } from "zod";
import { parseAddress } from "./postgres-address.js";
import { unreadable, UsageError, withoutStop } from "./start-error.js";

/** One setting of the server: its name, its meaning, and how its text is read. */
export interface Setting<T> {
  readonly name: string;
  /** The default text; undefined when the setting has no default. */
  readonly default: string | undefined;
  readonly description: string;
  readonly schema: z.ZodType<T>;
}

/**
 * Refuses a text.
 * @param name of the setting or option that has it. @throws UsageError
 */
export function refuseText(name: string, { issues }: z.ZodError): never {
  throw new UsageError(`${name} ${withoutStop(issues[0]?.message ?? "is wrong")}.`);
}

const LOOPBACK = /^(127\.|::1$|localhost$)/;

/**
 * Whether only this machine reaches a server: it listens on loopback, and has no address for others. A server behind a
 * proxy of the same machine listens on loopback too, and everybody reaches it.
 */
export function isForThisMachine({ host, publicUrl }: Pick<Config, "host" | "publicUrl">): boolean {
  return publicUrl === undefined && LOOPBACK.test(host);
}

/**
 * The origin that browsers on this machine send for a server without an address for others: without a port when it is that of HTTP.
 * @param url where the server listens, as in http://127.0.0.1:4000.
 */
export function localOrigin(url: string): string {
  const local = new URL(url);
  local.hostname = "localhost";
  return local.origin;
}

function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}

const addressBlocks = z.string().transform((text, context) => {
  const blocks: [ipaddr.IPv4 | ipaddr.IPv6, number][] = [];
  for (const part of text.split(",").map((piece) => piece.trim())) {
    if (part === "") continue;
    // Short and octal forms are refused: `172.16/12` would be read as 172.0.0.16/12, which is public.
    const block = normalizeBlock(part);
    if (block === undefined) {
      context.addIssue({
        code: "custom",
        message: `must be a comma-separated list of addresses or CIDR blocks like 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32; "${part}" is neither`,
      });
    } else blocks.push(ipaddr.parseCIDR(block));
  }
  return blocks;
});

const origins = z.string().transform((text, context) => {
  const found: string[] = [];
  for (const part of text.split(",").map((piece) => piece.trim())) {
    if (part === "") continue;
    if (URL.canParse(part) && new URL(part).origin === part) found.push(part);
    else {
      context.addIssue({
        code: "custom",
        message: `must be a comma-separated list of origins like https://dashboard.example; "${part}" is not one`,
      });
    }
  }
  return found;
});

/** Whether the parts of an address can be read that are percent-encoded. */
function isDecodable(...parts: readonly string[]): boolean {
  try {
    for (const part of parts) decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

const mailUrl = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
  return (
    (protocol === "smtps:" ? search === "" : protocol === "smtp:" && /^(?:\?tls=no)?$/.test(search)) &&
    hostname !== "" &&
    /^\/?$/.test(pathname) &&
    hash === "" &&
    isDecodable(username, password)
  );
}, "must look like smtp://user:password@mail.example.org:587, smtps://mail.example.org:465 or smtp://localhost:25?tls=no");

const mailSender = z.string().superRefine((text, context) => {
  if (mailbox(text) !== null) {
    context.addIssue({
      code: "custom",
      message:
        "must be an address like codes@example.org, or a name and an address like Example <codes@example.org>",
    });
  }
});

/** A host that phones write as it is: they sign the address, so it must have one form only. */
const PUBLIC_URL = /^https:\/\/(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[\da-f:]+\])(?::\d{1,5})?\/?$/;

const publicUrl = z
  .string()
  .refine(
    (text) => PUBLIC_URL.test(text) && URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, ""),
    "must be an address like https://mfa.example.org, without a path",
  )
  .transform((text) => new URL(text).origin);

/** How the address of a PostgreSQL database is read. */
export const databaseUrl = z.string().superRefine((text, context) => {
  const address = parseAddress(text);
  if (typeof address === "string") context.addIssue({ code: "custom", message: address });
});

function setting<T, Default extends string | undefined>(
  name: string,
  fallback: Default,
  schema: z.ZodType<T>,
  description: string,
): Setting<T> & { readonly default: Default } {
  return { name, default: fallback, schema, description };
}

/** Every setting. A test checks that the table in docs/configuration.md agrees with this list. */
export const settings = {
  host: setting("HOST", "127.0.0.1", z.string().min(1, "must not be empty"), "Address to listen on."),
  port: setting("PORT", "4000", wholeNumber(0, 65_535), "Port to listen on; 0 picks a free one."),
  databaseUrl: setting(
    "DATABASE_URL",
    undefined,
    databaseUrl,
    "PostgreSQL 15 or newer to use instead of the embedded database. It may name several hosts; the host that accepts writes is used.",
  ),
  databaseUrlFile: setting(
    "DATABASE_URL_FILE",
    undefined,
    z.string().min(1, "must not be empty"),
    "File that contains DATABASE_URL, instead of the setting itself.",
  ),
  dataDir: setting(
    "TOKENPLANE_DATA_DIR",
    ".tokenplane",
    z.string().min(1, "must not be empty"),
    "Folder of the embedded database.",
  ),
  firstAccessFile: setting(
    "TOKENPLANE_FIRST_ACCESS_FILE",
    undefined,
    z.string().min(1, "must not be empty"),
    "File to which the server writes the first administrator's API key and setup link if standard output is not a terminal. Only the server's user can read it. By default first-access.txt in TOKENPLANE_DATA_DIR.",
  ),
  masterKey: setting(
    "TOKENPLANE_MASTER_KEY",
    undefined,
    z.string(),
    "Master key (`tokenplane master-key new`), or several keys separated by commas: the first one encrypts, all of them decrypt. Required with DATABASE_URL.",
  ),
  masterKeyFile: setting(
    "TOKENPLANE_MASTER_KEY_FILE",
    undefined,
    z.string().min(1, "must not be empty"),
    "File that contains the master key, or several of them as in TOKENPLANE_MASTER_KEY, instead of the setting itself. Without either, the embedded database creates a key beside its folder.",
  ),
  backupFolder: setting(
    "TOKENPLANE_BACKUP_FOLDER",
    undefined,
    z.string().min(1, "must not be empty"),
    "Folder for the backups of the embedded database that the server writes by itself while it runs.",
  ),
  backupHours: setting(
    "TOKENPLANE_BACKUP_HOURS",
    "24",
    wholeNumber(1, 8_760),
    "Hours from one backup in TOKENPLANE_BACKUP_FOLDER to the next.",
  ),
  backupKeep: setting(
    "TOKENPLANE_BACKUP_KEEP",
    "7",
    wholeNumber(1, 10_000),
    "How many backups the server keeps in TOKENPLANE_BACKUP_FOLDER; it removes older ones.",
  ),
  poolSize: setting(
    "TOKENPLANE_POOL_SIZE",
    "10",
    wholeNumber(2, 500),
    "Connections to PostgreSQL for requests, for each server process. Besides these, the process has at most twelve: four for its own periodic work, six for long work, one that listens, and one that checks whether it can write.",
  ),
  databaseSeconds: setting(
    "TOKENPLANE_DATABASE_SECONDS",
    "10",
    wholeNumber(1, 600),
    "Time limit in seconds for a connection to PostgreSQL, and for a statement of a request. The server's periodic work (messages, seals, job leases) has the same limit, but at most 15 seconds. If PostgreSQL has not answered two seconds after this limit, the server closes the connection, and answers UNAVAILABLE.",
  ),
  databaseLongSeconds: setting(
    "TOKENPLANE_DATABASE_LONG_SECONDS",
    "900",
    wholeNumber(10, 86_400),
    "Like TOKENPLANE_DATABASE_SECONDS, but for work that takes longer with more data: migrations, the rows of an import, the removal of expired events, housekeeping, the record of a fail-over, `resourceDelete`, `userErase`, backup and restore.",
  ),
  totpWindow: setting(
    "TOKENPLANE_TOTP_WINDOW",
    "1",
    wholeNumber(0, 1),
    "Steps of tolerance around the expected TOTP step: 0 or 1.",
  ),
  enrolmentMinutes: setting(
    "TOKENPLANE_ENROLMENT_MINUTES",
    "15",
    wholeNumber(1, 10_080),
    "Minutes in which a new secret must be confirmed by a first code.",
  ),
  codeMinutes: setting(
    "TOKENPLANE_CODE_MINUTES",
    "5",
    wholeNumber(1, 10),
    "Minutes for which a code that was sent is valid.",
  ),
  hourlyCodes: setting(
    "TOKENPLANE_HOURLY_CODES",
    "1000",
    wholeNumber(10, 1_000_000),
    "Maximum number of codes of one kind (SMS, e-mail or chat) that an account sends in an hour. Raise it if more people sign in with such codes. Codes for contacts and networks that the account does not know yet are counted separately, up to the same number.",
  ),
  smtpUrl: setting(
    "TOKENPLANE_SMTP_URL",
    undefined,
    mailUrl,
    "Mail server for the accounts that have no e-mail channel: smtp://user:password@host:587 (STARTTLS), smtps:// (TLS), or smtp://host:25?tls=no (no TLS: only for a mail server on the same machine or network). Characters such as @ and % in a password are percent-encoded. Without it, a server that listens on loopback and has no TOKENPLANE_PUBLIC_URL keeps the messages of accounts without a channel for them in memory, and does not send them (`tokenplane outbox`). Every other server refuses them.",
  ),
  smtpUrlFile: setting(
    "TOKENPLANE_SMTP_URL_FILE",
    undefined,
    z.string().min(1, "must not be empty"),
    "File that contains TOKENPLANE_SMTP_URL, instead of the setting itself.",
  ),
  smtpFrom: setting(
    "TOKENPLANE_SMTP_FROM",
    undefined,
    mailSender,
    "Sender of the mails that go to TOKENPLANE_SMTP_URL: codes@example.org, or Example <codes@example.org>. Required with TOKENPLANE_SMTP_URL.",
  ),
  publicUrl: setting(
    "TOKENPLANE_PUBLIC_URL",
    undefined,
    publicUrl,
    "Address by which gateways and people reach the server, such as https://mfa.example.org. Without it, gateways send no receipts, no PUSH token can be created, browsers get no push notifications, and the console works only on this machine, at http://localhost.",
  ),
  outgoingAllow: setting(
    "TOKENPLANE_OUTGOING_ALLOW",
    "",
    addressBlocks,
    "Private networks that channels may reach (addresses or CIDR blocks, comma-separated), such as that of a mail server. Without it, channels reach public addresses only.",
  ),
  senders: setting(
    "TOKENPLANE_SENDERS",
    "16",
    wholeNumber(1, 500),
    "How many messages each server process sends at the same time. Messages of one account and kind use at most half of this number.",
  ),
  trustedProxies: setting(
    "TOKENPLANE_TRUSTED_PROXIES",
    "",
    addressBlocks,
    "Proxies whose X-Forwarded-For is trusted (CIDR blocks, comma-separated). From other senders it is ignored.",
  ),
  keyRate: setting(
    "TOKENPLANE_KEY_RATE",
    "10000",
    wholeNumber(0, 1_000_000),
    "Requests per second that each server process accepts for one API key or session, averaged over 10 seconds; 0 for no limit.",
  ),
  addressRate: setting(
    "TOKENPLANE_ADDRESS_RATE",
    "10000",
    wholeNumber(0, 1_000_000),
    "Requests per second that each server process accepts from one client address (an IPv6 /64 counts as one), whichever keys it uses, averaged over 10 seconds; 0 for no limit.",
  ),
  addressFailures: setting(
    "TOKENPLANE_ADDRESS_FAILURES",
    "600",
    wholeNumber(0, 1_000_000),
    "Requests per minute that each server process accepts from one client address without a valid API key; 0 for no limit.",
  ),
  connections: setting(
    "TOKENPLANE_CONNECTIONS",
    "10000",
    wholeNumber(10, 1_000_000),
    "Connections, and requests at the same time, that each server process accepts. When there are more, the server closes the oldest connection whose client is idle, sends slowly, or does not read its answer.",
  ),
  streamsPerKey: setting(
    "TOKENPLANE_STREAMS_PER_KEY",
    "100",
    wholeNumber(1, 100_000),
    "WebSockets and SSE streams that each server process keeps open for one credential, such as an API key.",
  ),
  allowedOrigins: setting(
    "TOKENPLANE_ALLOWED_ORIGINS",
    "",
    origins,
    "Web pages that may open a WebSocket, besides the server's own: origins such as https://dashboard.example, comma-separated.",
  ),
  graphiql: setting(
    "TOKENPLANE_GRAPHIQL",
    "auto",
    z.enum(["auto", "yes", "no"], { error: "must be auto, yes or no" }),
    "Whether browsers get GraphiQL at /graphql. auto: only while the server listens on loopback and has no TOKENPLANE_PUBLIC_URL, because GraphiQL shares the origin of the console.",
  ),
  documents: setting(
    "TOKENPLANE_DOCUMENTS",
    undefined,
    z.string().min(1, "must not be empty"),
    "File of documents that clients name by `documentId`: a JSON object from ids to documents, as graphql-codegen and relay-compiler write it.",
  ),
  documentsOnly: setting(
    "TOKENPLANE_DOCUMENTS_ONLY",
    "no",
    z.enum(["yes", "no"], { error: "must be yes or no" }),
    "yes: the server answers only the documents in TOKENPLANE_DOCUMENTS. Then Tokenplane's own commands, too, work only if their documents are in that file.",
  ),
  requestSeconds: setting(
    "TOKENPLANE_REQUEST_SECONDS",
    "30",
    wholeNumber(1, 3_600),
    "Seconds within which a client must have sent its request, and must read some of the answer.",
  ),
  sealSeconds: setting(
    "TOKENPLANE_SEAL_SECONDS",
    "10",
    wholeNumber(1, 3_600),
    "Seconds after which new events are sealed against tampering.",
  ),
  eventMonths: setting(
    "TOKENPLANE_EVENT_MONTHS",
    "0",
    wholeNumber(0, 1_200),
    "Whole months for which events are kept, besides the current month; 0 for no limit. Older events are removed permanently.",
  ),
  checkpoints: setting(
    "TOKENPLANE_CHECKPOINTS",
    undefined,
    z.string().min(1, "must not be empty"),
    "File to which each seal appends a checkpoint of the event log, or - for standard output. Store it where people who can change the database cannot change it.",
  ),
  metricsPort: setting(
    "TOKENPLANE_METRICS_PORT",
    undefined,
    wholeNumber(0, 65_535),
    "Port at which Prometheus reads metrics, at /metrics; 0 picks a free one. Without this setting, the server offers no metrics.",
  ),
  metricsHost: setting(
    "TOKENPLANE_METRICS_HOST",
    "127.0.0.1",
    z.string().min(1, "must not be empty"),
    "Address at which TOKENPLANE_METRICS_PORT listens. Metrics need no key: let only Prometheus reach this address.",
  ),
  drainSeconds: setting(
    "TOKENPLANE_DRAIN_SECONDS",
    "0",
    wholeNumber(0, 600),
    "Seconds after SIGTERM in which the server still answers everything, while /health/ready answers 503, so that load balancers send requests elsewhere. With replicas, use more seconds than the load balancer needs to notice the 503. With 0, the server stops at once.",
  ),
  shutdownSeconds: setting(
    "TOKENPLANE_SHUTDOWN_SECONDS",
    "10",
    wholeNumber(0, 600),
    "Seconds that running requests get to finish when the server stops, after TOKENPLANE_DRAIN_SECONDS.",
  ),
  logLevel: setting(
    "TOKENPLANE_LOG_LEVEL",
    "info",
    z.enum(["debug", "info", "warn", "error", "silent"], {
      error: "must be debug, info, warn, error or silent",
    }),
    "Lowest severity that is logged: debug, info, warn, error or silent.",
  ),
  logFormat: setting(
    "TOKENPLANE_LOG_FORMAT",
    "auto",
    z.enum(["auto", "json", "text"], { error: "must be auto, json or text" }),
    "auto: text on a terminal, JSON lines elsewhere. Or json, or text.",
  ),
} as const;

/** Settings that only name a file with another setting's value. */
type FileKey = "databaseUrlFile" | "smtpUrlFile";

export type Config = {
  readonly [Key in Exclude<keyof typeof settings, FileKey>]:
    | z.output<(typeof settings)[Key]["schema"]>
    | ((typeof settings)[Key]["default"] extends string ? never : undefined);
} & {
  /**
   * Whether messages that no channel can send are kept in memory: only this machine reaches the server, and it has no mail
   * server.
   */
  readonly keepsMessages: boolean;
};

/** Settings of the command line client. The server must not report them as unknown. */
const clientSettings = [
  "TOKENPLANE_ENDPOINT",
  "TOKENPLANE_API_KEY",
  "TOKENPLANE_API_KEY_FILE",
  "TOKENPLANE_PSKC_KEY",
  "TOKENPLANE_PSKC_PASSPHRASE",
];

const IS_ADDRESS = (value: string) => ipaddr.isValid(value);
const IS_PORT = (value: string) => /^\d{1,5}$/.test(value);
const PROTOCOL = "(?:TCP|UDP|SCTP)";

/**
 * The variables that Kubernetes sets in each container about each Service: how the name ends, after that of the Service, and what its
 * value is.
 */
const OF_SERVICES: readonly (readonly [end: string, isValue: (value: string) => boolean])[] = [
  ["SERVICE_HOST", IS_ADDRESS],
  ["SERVICE_PORT(?:_[A-Z\\d_]+)?", IS_PORT],
  [`PORT(?:_\\d+_${PROTOCOL})?`, (value) => /^(?:tcp|udp|sctp):\/\/[\da-f.:[\]]+:\d{1,5}$/.test(value)],
  [`PORT_\\d+_${PROTOCOL}_PROTO`, (value) => /^(?:tcp|udp|sctp)$/.test(value)],
  [`PORT_\\d+_${PROTOCOL}_PORT`, IS_PORT],
  [`PORT_\\d+_${PROTOCOL}_ADDR`, IS_ADDRESS],
];

/** Whether a variable is about a Service of Kubernetes whose name begins with `tokenplane`, and is no setting. */
function isOfService(name: string, value: string): boolean {
  return OF_SERVICES.some(
    ([end, isValue]) => new RegExp(`^TOKENPLANE_(?:[A-Z\\d_]+_)?${end}$`).test(name) && isValue(value),
  );
}

/** The text of a file with one value, without the line break at its end. @throws UsageError when it cannot be read. */
export function readSettingFile(file: string, name: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw unreadable(`${name} (${file})`, error);
  }
}

/**
 * Reads all settings from the environment, and from the files that it names for those with a password.
 * @throws UsageError that names the first wrong setting, or an unknown TOKENPLANE_… one.
 */
export function readConfig(given: NodeJS.ProcessEnv): Config {
  const environment = Object.fromEntries(
    Object.entries(given).filter(([name, value]) => !isOfService(name, value ?? "")),
  );
  const names = new Set<string>([...Object.values(settings).map(({ name }) => name), ...clientSettings]);
  for (const name of Object.keys(environment)) {
    if (name.startsWith("TOKENPLANE_") && !names.has(name)) {
      throw new UsageError(`There is no setting ${name}. Remove it, or correct its name.`);
    }
  }
  const read = <T>({ name, default: fallback, schema }: Setting<T>): T | undefined => {
    const text = environment[name] || fallback;
    if (text === undefined) return undefined;
    const result = schema.safeParse(text);
    if (!result.success) return refuseText(name, result.error);
    return result.data;
  };
  const required = <T>(one: Setting<T>): T => {
    const value = read(one);
    if (value === undefined) throw new UsageError(`${one.name} is missing.`);
    return value;
  };
  const readOrFile = <T>(one: Setting<T>, fileSetting: Setting<string>): T | undefined => {
    const file = read(fileSetting);
    if (file === undefined) return read(one);
    if (environment[one.name]) throw new UsageError(`Set ${one.name} or ${fileSetting.name}, not both.`);
    const result = one.schema.safeParse(readSettingFile(file, fileSetting.name));
    const source = `${one.name} in ${fileSetting.name} (${file})`;
    if (!result.success) return refuseText(source, result.error);
    return result.data;
  };
  const backupFolder = read(settings.backupFolder);
  const host = required(settings.host);
  const smtpUrl = readOrFile(settings.smtpUrl, settings.smtpUrlFile);
  const address = read(settings.publicUrl);
  const config: Config = {
    host,
    port: required(settings.port),
    databaseUrl: readOrFile(settings.databaseUrl, settings.databaseUrlFile),
    dataDir: path.resolve(required(settings.dataDir)),
    firstAccessFile: read(settings.firstAccessFile),
    masterKey: read(settings.masterKey),
    masterKeyFile: read(settings.masterKeyFile),
    backupFolder: backupFolder === undefined ? undefined : path.resolve(backupFolder),
    backupHours: required(settings.backupHours),
    backupKeep: required(settings.backupKeep),
    poolSize: required(settings.poolSize),
    databaseSeconds: required(settings.databaseSeconds),
    databaseLongSeconds: required(settings.databaseLongSeconds),
    totpWindow: required(settings.totpWindow),
    enrolmentMinutes: required(settings.enrolmentMinutes),
    codeMinutes: required(settings.codeMinutes),
    hourlyCodes: required(settings.hourlyCodes),
    smtpUrl,
    smtpFrom: read(settings.smtpFrom),
    publicUrl: address,
    outgoingAllow: required(settings.outgoingAllow),
    senders: required(settings.senders),
    trustedProxies: required(settings.trustedProxies),
    keyRate: required(settings.keyRate),
    addressRate: required(settings.addressRate),
    addressFailures: required(settings.addressFailures),
    connections: required(settings.connections),
    streamsPerKey: required(settings.streamsPerKey),
    allowedOrigins: required(settings.allowedOrigins),
    graphiql: required(settings.graphiql),
    documents: read(settings.documents),
    documentsOnly: required(settings.documentsOnly),
    requestSeconds: required(settings.requestSeconds),
    sealSeconds: required(settings.sealSeconds),
    eventMonths: required(settings.eventMonths),
    checkpoints: read(settings.checkpoints),
    metricsPort: read(settings.metricsPort),
    metricsHost: required(settings.metricsHost),
    drainSeconds: required(settings.drainSeconds),
    shutdownSeconds: required(settings.shutdownSeconds),
    logLevel: required(settings.logLevel),
    logFormat: required(settings.logFormat),
    keepsMessages: smtpUrl === undefined && isForThisMachine({ host, publicUrl: address }),
  };
  if (config.masterKey !== undefined && config.masterKeyFile !== undefined) {
    throw new UsageError("Set TOKENPLANE_MASTER_KEY or TOKENPLANE_MASTER_KEY_FILE, not both.");
  }
  if (config.metricsPort === config.port && config.port !== 0 && config.metricsHost === config.host) {
    throw new UsageError(`Set TOKENPLANE_METRICS_PORT to another port than PORT: both are ${config.port}.`);
  }
  if (config.documentsOnly === "yes" && config.documents === undefined) {
    throw new UsageError(
      "Set TOKENPLANE_DOCUMENTS too: with TOKENPLANE_DOCUMENTS_ONLY alone nothing is answered.",
    );
  }
  if ((config.smtpUrl === undefined) !== (config.smtpFrom === undefined)) {
    throw new UsageError("Set TOKENPLANE_SMTP_URL and TOKENPLANE_SMTP_FROM together.");
  }
  if (config.backupFolder !== undefined && config.databaseUrl !== undefined) {
    throw new UsageError(
      "TOKENPLANE_BACKUP_FOLDER works only with the embedded database. Remove the setting. Back up PostgreSQL with its own tools, or run `tokenplane backup` regularly.",
    );
  }
  return config;
}
