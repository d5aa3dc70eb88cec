// The refusals of a channel before anything is sent.
import { templateFault, type HttpTemplate } from "@tokenplane/rules/channel";
import type { ConfigOf } from "../framework/attributes.js";
import { error, type Diagnostic } from "../framework/diagnostic.js";
import { isUnknown } from "../plugin/cty/value.js";
import { either } from "@tokenplane/rules/either";
import { NOT_TAKEN } from "../validators.js";
import type { channelAttributes } from "./channel.js";
import { DRIVERS, KIND_OF, type DriverName, type Drivers } from "./channel-drivers.js";
import { checkSecrets } from "./channel-secrets.js";

type Config = ConfigOf<typeof channelAttributes>;
type WrittenDrivers = Pick<Config, DriverName>;

/** The drivers that are written, and those that may be written when everything is known. */
function choices(config: WrittenDrivers): { readonly known: DriverName[]; readonly possible: DriverName[] } {
  const possible = DRIVERS.filter((name) => isUnknown(config[name]));
  return { known: DRIVERS.filter((name) => config[name] !== null && !possible.includes(name)), possible };
}

/** The driver that is written, or those of which one will be. */
export function possibleDrivers(config: WrittenDrivers): readonly DriverName[] {
  const { known, possible } = choices(config);
  return known.length > 0 ? known : possible;
}

/** The driver that is written; undefined when none is, or it is not known yet which. */
function getDriver(config: WrittenDrivers): DriverName | undefined {
  const [one, ...others] = possibleDrivers(config);
  return others.length > 0 ? undefined : one;
}

function* checkOneDriver(config: WrittenDrivers): Iterable<Diagnostic> {
  const { known, possible } = choices(config);
  const [first, second] = known;
  if (second !== undefined) {
    yield error([second], "Which one?", `A channel has one driver. Remove ${second} or ${first}.`);
  } else if (first === undefined && possible.length === 0) {
    yield error([], "Which one?", `Write one of ${either(DRIVERS)}: the driver that sends the codes.`);
  }
}

/** The drivers' attributes; undefined while a part of them is not known. */
export function getDrivers(config: WrittenDrivers): Drivers | undefined {
  return DRIVERS.some((name) => isUnknown(config[name])) ? undefined : (config as Drivers);
}

/** Checks what depends on several attributes. */
export function* checkChannel(config: Config): Iterable<Diagnostic> {
  const wrong = [...checkOneDriver(config)];
  yield* wrong;
  const driver = getDriver(config);
  if (wrong.length > 0 || driver === undefined) return;
  yield* checkCountries(KIND_OF[driver], config);
  const drivers = getDrivers(config);
  if (drivers === undefined) return;
  yield* checkSmtp(drivers);
  yield* checkTwilio(drivers);
  yield* checkTemplate("sms_http", drivers.sms_http);
  yield* checkTemplate("bot_http", drivers.bot_http);
  const { secrets_wo: secrets } = config;
  if (!isUnknown(secrets) && secrets !== null) yield* checkSecrets(driver, drivers, secrets);
}

function* checkCountries(kind: string, { allowed_countries: countries }: Config): Iterable<Diagnostic> {
  const path = ["allowed_countries"];
  if (kind === "SMS" && countries === null) {
    yield error(
      path,
      "Something is missing",
      "A channel for SMS sends only to the countries in allowed_countries: write it.",
    );
  } else if (kind !== "SMS" && countries !== null && !isUnknown(countries)) {
    yield error(path, NOT_TAKEN, "Only a channel for SMS has allowed countries; remove them.");
  }
}

function* checkSmtp({ smtp }: Drivers): Iterable<Diagnostic> {
  if (smtp === null) return;
  const { security, port, dkim_domain: domain, dkim_selector: selector } = smtp;
  if (security !== null && security !== "STARTTLS" && port === null) {
    yield error(
      ["smtp", "port"],
      "Something is missing",
      `A mail server with security ${security} has another port than the default: write port, which usually is ${security === "TLS" ? 465 : 25}.`,
    );
  }
  if ((domain === null) !== (selector === null)) {
    yield error(
      ["smtp", domain === null ? "dkim_domain" : "dkim_selector"],
      NOT_TAKEN,
      "Mails are signed with both dkim_domain and dkim_selector. Set both, or neither.",
    );
  }
}

function* checkTwilio({ twilio }: Drivers): Iterable<Diagnostic> {
  if (twilio === null || (twilio.from === null) !== (twilio.messaging_service_sid === null)) return;
  yield error(
    ["twilio", "from"],
    NOT_TAKEN,
    "Give either from or messaging_service_sid: one of them is the sender of each SMS.",
  );
}

const TYPES: Readonly<Partial<Record<string, string>>> = {
  JSON: "application/json",
  FORM: "application/x-www-form-urlencoded",
  TEXT: "text/plain",
};
const FIELDS = {
  body: "body",
  contentType: "content_type",
  headers: "headers",
  idempotencyHeader: "idempotency_header",
  url: "url",
} as const;

function* checkTemplate(driver: DriverName, template: Drivers["sms_http"]): Iterable<Diagnostic> {
  if (template === null) return;
  const { url, method, content_type, headers, body, idempotency_header } = template;
  const fault = templateFault({
    url,
    method: (method ?? "POST") as HttpTemplate["method"],
    contentType: TYPES[content_type ?? "JSON"] ?? null,
    headers: Object.entries(headers ?? {}).map(([name, value]) => ({ name, value })),
    body,
    idempotencyHeader: idempotency_header,
  });
  if (fault !== null) yield error([driver, FIELDS[fault.field]], NOT_TAKEN, fault.sentence);
}
