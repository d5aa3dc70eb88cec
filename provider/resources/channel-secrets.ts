// The secrets of a channel: which a driver has, which it needs, and which are sent.
import { secretsIn } from "@tokenplane/rules/channel";
import { inSnakeCase } from "@tokenplane/rules/drivers/written";
import { CHANNEL } from "@tokenplane/rules/fields";
import { pairsOf, textOf } from "@tokenplane/rules/drivers/declaration";
import type { Rule } from "@tokenplane/rules/rule";
import { error, type Diagnostic } from "../framework/diagnostic.js";
import { NOT_TAKEN } from "../validators.js";
import {
  DECLARED,
  DRIVERS,
  inWords,
  storedSettings,
  type DriverName,
  type Drivers,
  type Secrets,
} from "./channel-drivers.js";

/** A secret that a driver uses. */
interface Used {
  readonly name: string;
  readonly isNeeded: boolean;
  readonly rule: Rule<string>;
}

/** The drivers that are written, each with its declaration. */
function* writtenDrivers(drivers: Drivers) {
  for (const name of DRIVERS) {
    const written = drivers[name];
    if (written !== null) yield { name, written, declared: DECLARED[name] };
  }
}

/** The secrets that a channel uses with these settings. */
function secretsUsed(drivers: Drivers): readonly Used[] {
  const [driver] = writtenDrivers(drivers);
  if (driver === undefined) return [];
  const { written, declared } = driver;
  if (declared.secrets === "NAMED") {
    const { url, headers, body } = storedSettings(declared, written);
    const templates = [textOf(url), ...pairsOf(headers).map(({ value }) => value), textOf(body)];
    return secretsIn(templates).map((name) => ({ name, isNeeded: true, rule: CHANNEL.template.secret }));
  }
  return Object.entries(declared.secrets).flatMap(([name, secret]) =>
    secret.with !== undefined && written[inSnakeCase(secret.with.setting)] === null
      ? []
      : [{ name: inSnakeCase(name), isNeeded: secret.isOptional !== true, rule: secret.rule }],
  );
}

/** Checks the secrets that a configuration gives. Their values are in no sentence. */
export function* checkSecrets(driver: DriverName, drivers: Drivers, secrets: Secrets): Iterable<Diagnostic> {
  const used = secretsUsed(drivers);
  for (const [name, value] of Object.entries(secrets)) {
    const path = ["secrets_wo", { key: name }];
    const one = used.find((each) => each.name === name);
    const sentence = one?.rule(value) ?? null;
    if (one === undefined) yield error(path, "Nothing uses this secret", unused(driver, used, name));
    else if (sentence !== null) yield error(path, NOT_TAKEN, sentence);
  }
}

function unused(driver: DriverName, used: readonly Used[], name: string): string {
  const declared = DECLARED[driver];
  if (declared.secrets === "NAMED") {
    return `Nothing uses the secret ${name}. Write {secret:${name}} into a header, the URL or the body, or remove the secret.`;
  }
  const own = Object.entries(declared.secrets).find(([of]) => inSnakeCase(of) === name);
  if (own?.[1].with !== undefined) return inWords(declared, own[1].with.sentence);
  const names = used.map((one) => one.name);
  return names.length === 0
    ? `A channel with these settings of ${driver} has no secrets. Remove it.`
    : `A channel with ${driver} has no secret of this name. Its secrets: ${names.join(", ")}.`;
}

/**
 * Whether a change of settings surely means that secrets go to another place, so that the server wants them again. Of the
 * templates of gateways, only the server can tell.
 */
export function moveElsewhere(before: Drivers, after: Drivers): boolean {
  const place = (drivers: Drivers) =>
    [...writtenDrivers(drivers)].map(({ name, written, declared }) => [
      name,
      ...declared.goesTo.map((setting) => written[inSnakeCase(setting)]),
    ]);
  return JSON.stringify(place(before)) !== JSON.stringify(place(after));
}

/** Which needed secrets a new channel lacks. */
export function* missingSecrets(drivers: Drivers, secrets: Secrets | null): Iterable<Diagnostic> {
  for (const { name, isNeeded } of secretsUsed(drivers)) {
    if (!isNeeded || (secrets !== null && Object.hasOwn(secrets, name))) continue;
    yield error(["secrets_wo"], "A secret is missing", `The channel needs the secret ${name}: write it.`);
  }
}

/** The names of stored secrets in configurations: those of templates are the user's own. */
export function secretNames(drivers: Drivers, stored: readonly string[]): string[] {
  const [driver] = writtenDrivers(drivers);
  if (driver?.declared.secrets === "NAMED") return [...stored];
  return stored.map((name) => inSnakeCase(name)).sort();
}

/** Whether other secrets are stored than a configuration has. */
export function differ(stored: readonly string[] | null, secrets: Secrets): boolean {
  const names = Object.keys(secrets);
  return stored !== null && (names.length !== stored.length || names.some((name) => !stored.includes(name)));
}

/**
 * Whether other secrets may be stored than a configuration will have whose secrets are not known yet: a needed one is
 * missing, or there is one that a configuration may have or not have.
 */
export function mayDiffer(stored: readonly string[] | null, drivers: Drivers): boolean {
  if (stored === null) return false;
  return secretsUsed(drivers).some(({ name, isNeeded }) => !isNeeded || !stored.includes(name));
}
