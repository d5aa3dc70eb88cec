// The drivers of channels, made of their declarations: the attributes of each driver, their input for the server, and their
// state from its answer.
import { pairsOf, type Setting, type Value } from "@tokenplane/rules/drivers/declaration";
import {
  type Declaration,
  DECLARATIONS,
  DRIVER_FIELDS,
  type DriverField,
} from "@tokenplane/rules/drivers/drivers";
import {
  describe,
  getWord,
  getWords,
  inSnakeCase,
  NONE,
  pairsIn,
  storedValue,
} from "@tokenplane/rules/drivers/written";
import {
  nestedObject,
  optional,
  required,
  withDefault,
  type Attribute,
  type NestedAttributes,
} from "../framework/attributes.js";
import { integer, map, string } from "../framework/types.js";
import type { ChannelDriverInput, ChannelFieldsFragment } from "../client/operations.js";
import { form, oneOf } from "../validators.js";
import { headers, unequal } from "./channel-headers.js";

/** What is said of an attribute: what its setting is, which words there are, what it needs, and its default. */
function getDescription(name: string, setting: Setting, secrets: Declaration["secrets"]): string {
  const words = getWords(setting).map((word) => `\`${word}\``);
  const about =
    words.length === 0 ? setting.description : setting.description.replace(/\.$/, `: ${words.join(", ")}.`);
  const needed =
    secrets === "NAMED" ? [] : Object.entries(secrets).filter((one) => one[1].with?.setting === name);
  const needs = needed.map(([secret]) => ` With it, the secret \`${inSnakeCase(secret)}\` is needed.`);
  return describe(setting, [about, ...needs].join(""));
}

function getAttribute(setting: Setting, description: string): NestedAttributes[string] {
  switch (setting.type) {
    case "headers":
      return withDefault(map(string), {}, { description, validators: [headers] });
    case "number":
      return withDefault(integer, setting.default({}), { description, validators: [form(setting.rule)] });
    case "choice": {
      const validators = [oneOf(getWords(setting))];
      return withDefault(string, getWord(setting, setting.default), { description, validators });
    }
    case "text": {
      const options = { description, validators: [form(setting.rule)] };
      if (setting.isRequired === true) return required(string, options);
      return setting.default === undefined
        ? optional(string, options)
        : withDefault(string, setting.default, options);
    }
  }
}

/** The name of a driver's attribute: twilio of TWILIO. */
export type DriverName = Lowercase<Declaration["name"]>;

/** Something of each driver, by the name of its attribute. @param make gets this name, and the name in the API's inputs. */
export function ofEachDriver<T>(
  make: (driver: Declaration, name: DriverName, field: DriverField) => T,
): Readonly<Record<DriverName, T>> {
  const made = DRIVER_FIELDS.map((field) => {
    const driver = DECLARATIONS[field];
    const name = driver.name.toLowerCase() as DriverName;
    return [name, make(driver, name, field)] as const;
  });
  // There is one for each name.
  return Object.fromEntries(made) as Readonly<Record<DriverName, T>>;
}

/** Settings as a configuration has them, by the names of their attributes. */
type Written = Readonly<Record<string, unknown>>;

/** The attributes of the settings of each driver. */
export const settingAttributes = ofEachDriver(({ settings, secrets }): NestedAttributes => {
  const attributes = Object.entries(settings).map(([name, setting]) => [
    inSnakeCase(name),
    getAttribute(setting, getDescription(name, setting, secrets)),
  ]);
  return Object.fromEntries(attributes);
});

/** The attributes of the drivers. */
export const driverAttributes = ofEachDriver(({ sends, secrets }, name): Attribute<Written, "optional"> => {
  const needed =
    secrets === "NAMED"
      ? ["Secrets: those that `{secret:NAME}` names."]
      : Object.entries(secrets).map(
          ([secret, { description }]) => `Secret \`${inSnakeCase(secret)}\`: ${description}`,
        );
  return optional(nestedObject(settingAttributes[name]), { description: [sends, ...needed].join(" ") });
});

/** The kind of messages that each driver sends. */
export const KIND_OF = ofEachDriver(({ kind }) => kind);

/** The declarations, by the names of the attributes. */
export const DECLARED = ofEachDriver((driver) => driver);

export const DRIVERS = Object.keys(KIND_OF) as readonly DriverName[];

/** The attributes of the drivers, of which one has a value. */
export type Drivers = Readonly<Record<DriverName, Written | null>>;

/** A sentence about a driver, with the names that its settings and secrets have in configurations. */
export function inWords({ settings, secrets }: Declaration, sentence: string): string {
  const names = new Set([...Object.keys(settings), ...(secrets === "NAMED" ? [] : Object.keys(secrets))]);
  return sentence.replaceAll(/\b[a-z]+(?:[A-Z][a-z]*)+\b/g, (word) =>
    names.has(word) ? inSnakeCase(word) : word,
  );
}

/** The values of secrets by their names. */
export type Secrets = Readonly<Record<string, string>>;

/** Whether two plans or states send by the same driver with the same settings. */
export function isSameDriver(one: Drivers, other: Drivers): boolean {
  return DRIVERS.every((name) => !unequal(one[name], other[name]));
}

/** The settings of a driver as the server stores them. */
export function storedSettings({ settings }: Declaration, written: Written): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [
      name,
      storedValue(setting, written[inSnakeCase(name)]),
    ]),
  );
}

/** A setting as the API takes it. */
function getInput(setting: Setting, written: unknown): Value {
  const stored = storedValue(setting, written);
  return setting.type === "choice" && stored !== null ? getWord(setting, stored) : stored;
}

/** Secrets as the API takes them. @param given null keeps those that are stored. */
function secretsInput({ secrets }: Declaration, given: Secrets | null) {
  if (secrets === "NAMED") return { secrets: pairsIn(given) };
  const sent = Object.entries(secrets).filter(([, { isOptional }]) => given !== null || isOptional !== true);
  // null removes one that is optional.
  return Object.fromEntries(sent.map(([name]) => [name, given?.[inSnakeCase(name)] ?? null]));
}

/** A driver as the server gets it. @param secrets those that are sent; null keeps those that are stored. */
export function driverInput(drivers: Drivers, secrets: Secrets | null): ChannelDriverInput {
  const inputs = ofEachDriver((driver, attribute, field) => {
    const written = drivers[attribute];
    if (written === null) return [];
    const settings = Object.entries(driver.settings).map(([name, setting]) => [
      name,
      getInput(setting, written[inSnakeCase(name)]),
    ]);
    return [{ [field]: { ...Object.fromEntries(settings), ...secretsInput(driver, secrets) } }];
  });
  const [input] = Object.values(inputs).flat();
  if (input === undefined) throw new TypeError("a channel without a driver");
  // The API's input is made of the same declarations.
  return input as ChannelDriverInput;
}

/** A setting of the API's answer as a configuration has it. */
function getWritten(setting: Setting, shown: Value | undefined): unknown {
  if (setting.type === "headers") {
    return Object.fromEntries(pairsOf(shown).map(({ name, value }) => [name, value]));
  }
  return setting.type === "choice" ? (shown ?? NONE) : shown;
}

/** The drivers' attributes as the server shows them. */
export function driverState({ settings: all }: Pick<ChannelFieldsFragment, "settings">): Drivers {
  return ofEachDriver(({ settings }, _attribute, field) => {
    const shown: Readonly<Record<string, Value>> | null = all[field];
    if (shown === null) return null;
    return Object.fromEntries(
      Object.entries(settings).map(([name, setting]) => [
        inSnakeCase(name),
        getWritten(setting, shown[name]),
      ]),
    );
  });
}
