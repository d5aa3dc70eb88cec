// The refusals of a channel before anything is sent.
import { textOf } from "@tokenplane/rules/drivers/declaration";
import { inSnakeCase } from "@tokenplane/rules/drivers/written";
import { usualPort } from "@tokenplane/rules/drivers/smtp";
import type { ConfigOf } from "../framework/attributes.js";
import { error, type Diagnostic } from "../framework/diagnostic.js";
import { isUnknown } from "../plugin/cty/value.js";
import { either } from "@tokenplane/rules/either";
import { NOT_TAKEN } from "../validators.js";
import type { channelAttributes } from "./channel.js";
import {
  DECLARED,
  DRIVERS,
  inWords,
  KIND_OF,
  storedSettings,
  type DriverName,
  type Drivers,
} from "./channel-drivers.js";
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
  yield* checkSettings(driver, drivers);
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

/** Mail servers have other ports without STARTTLS; a default cannot depend on another attribute. */
function* checkPort({ smtp }: Drivers): Iterable<Diagnostic> {
  const security = textOf(smtp?.["security"]);
  if (security === null || smtp?.["port"] !== null || usualPort(security) === usualPort(null)) return;
  yield error(
    ["smtp", "port"],
    "Something is missing",
    `A mail server with security ${security} has another port than the default: write port, which usually is ${usualPort(security)}.`,
  );
}

/** What of a driver's settings is missing, or does not fit together. */
function* checkSettings(driver: DriverName, drivers: Drivers): Iterable<Diagnostic> {
  yield* checkPort(drivers);
  const written = drivers[driver];
  if (written === null) return;
  const declared = DECLARED[driver];
  const fault =
    declared.missing?.((setting) => written[inSnakeCase(setting)] !== null) ??
    declared.fault?.(storedSettings(declared, written)) ??
    null;
  if (fault === null) return;
  yield error([driver, inSnakeCase(fault.field)], NOT_TAKEN, inWords(declared, fault.sentence));
}
