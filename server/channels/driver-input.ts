import type { HttpHeader } from "@tokenplane/rules/channel";
import {
  type Fault,
  type GivenValues,
  pairsOf,
  type Secret,
  type Setting,
  textOf,
  usualValue,
  type Value,
  type Values,
} from "@tokenplane/rules/drivers/declaration";
import {
  type Declaration,
  DECLARATIONS,
  DRIVER_FIELDS,
  type DriverField,
  type DriverName,
  type InputOf,
} from "@tokenplane/rules/drivers/drivers";
import { CHANNEL } from "@tokenplane/rules/fields";
import { Refusal } from "@tokenplane/rules/refusal";
import { checkForm, checkForms } from "../actions/validation.js";
import { unreadable } from "./unreadable.js";

/** The driver that a channel sends by, with its settings and secrets: exactly one of the fields. */
export type ChannelDriverInput = { readonly [Field in DriverField]?: InputOf<Field> | null | undefined };

type Path = readonly string[];

/** A driver with its settings, as they are stored. */
export interface DriverSettings {
  readonly driver: DriverName;
  readonly settings: Values;
}

/** A checked driver of a request: its settings, and the secrets that the request gives. */
export interface DriverChoice {
  readonly chosen: DriverSettings;
  readonly given: ReadonlyMap<string, string>;
  /** Secrets that the request removes. */
  readonly removed: readonly string[];
  /** Of the driver in the input. */
  readonly path: Path;
}

/** @throws Refusal VALIDATION_FAILED */
function checkedHeaders(headers: readonly HttpHeader[], path: Path): Value {
  const { headerName, headerValue, headers: all } = CHANNEL.template;
  const list = headers.map(({ name, value }) => ({ name, value }));
  for (const [index, { name, value }] of list.entries()) {
    checkForm(name, headerName, [...path, String(index), "name"]);
    checkForm(value, headerValue, [...path, String(index), "value"]);
  }
  return checkForm(list, all, path);
}

/** The value of a setting. @param given of all settings. @throws Refusal VALIDATION_FAILED */
function checkedSetting(setting: Setting, value: Value | undefined, given: GivenValues, path: Path): Value {
  if (setting.type === "headers") return checkedHeaders(pairsOf(value), path);
  const isNone = value === null && setting.type === "choice" && setting.none !== undefined;
  const chosen = isNone ? null : (value ?? usualValue(setting, given));
  if (setting.type === "text" && typeof chosen === "string") return checkForm(chosen, setting.rule, path);
  if (setting.type === "number" && typeof chosen === "number") return checkForm(chosen, setting.rule, path);
  return chosen;
}

/** The secrets that a request gives, each checked. @throws Refusal VALIDATION_FAILED */
function givenSecrets(
  secrets: Readonly<Record<string, Secret>>,
  given: GivenValues,
  path: Path,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, { rule }] of Object.entries(secrets)) {
    const value = textOf(given[name]);
    if (value !== null) found.set(name, checkForm(value, rule, [...path, name]));
  }
  return found;
}

/** The same for secrets that a template names. @throws Refusal VALIDATION_FAILED */
function namedSecrets(given: GivenValues, path: Path): Map<string, string> {
  const { secret, secretNames } = CHANNEL.template;
  const secrets = pairsOf(given["secrets"]);
  checkForm(
    secrets.map(({ name }) => name),
    secretNames.all,
    [...path, "secrets"],
  );
  return new Map(
    secrets.map(({ name, value }, index) => [
      checkForm(name, secretNames.each, [...path, "secrets", String(index), "name"]),
      checkForm(value, secret, [...path, "secrets", String(index), "value"]),
    ]),
  );
}

function getChoice(driver: Declaration, given: GivenValues, path: Path): DriverChoice {
  const { name, secrets } = driver;
  const settings = Object.fromEntries(
    Object.entries(driver.settings).map(([of, setting]) => [
      of,
      checkedSetting(setting, given[of], given, [...path, of]),
    ]),
  );
  const demand = (fault: Fault | null) => {
    if (fault !== null) throw new Refusal("VALIDATION_FAILED", fault.sentence, [...path, fault.field]);
  };
  demand(driver.missing?.((setting) => settings[setting] !== null) ?? driver.fault?.(settings) ?? null);
  const found = secrets === "NAMED" ? namedSecrets(given, path) : givenSecrets(secrets, given, path);
  demand(unreadable({ driver: name, settings }, found));
  const removed =
    secrets === "NAMED"
      ? []
      : Object.keys(secrets).filter((one) => secrets[one]?.isOptional === true && given[one] === null);
  return { chosen: { driver: name, settings }, given: found, removed, path };
}

/** Checks the driver of a request. @param path of it in the input. @throws Refusal VALIDATION_FAILED */
export function checkDriver(input: ChannelDriverInput, path: Path): DriverChoice {
  for (const field of DRIVER_FIELDS) {
    const given = input[field];
    if (given != null) return getChoice(DECLARATIONS[field], given, [...path, field]);
  }
  throw new Refusal("VALIDATION_FAILED", "Name one driver.", path);
}

/** The allowed countries of SMS, each once and in order. @throws Refusal VALIDATION_FAILED */
export function checkCountries(codes: readonly string[], path: Path): string[] {
  return [...new Set(checkForms(codes, CHANNEL.allowedCountries, path))].sort();
}
