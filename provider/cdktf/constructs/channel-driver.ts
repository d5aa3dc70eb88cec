// The settings and secrets of a channel's driver, and what of them is refused at synth, by the driver's declaration.
import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { ChannelConfig } from "../bindings/channel/index.js";
import { type Setting, usualValue } from "../rules/drivers/declaration.js";
import { type Declaration, DECLARATIONS, type DriverField } from "../rules/drivers/drivers.js";
import { inSnakeCase, pairsIn, storedValue } from "../rules/drivers/written.js";
import { CHANNEL } from "../rules/fields.js";
import { said } from "./common.js";
import { refuse } from "./declared.js";
import { refuseForms } from "./forms.js";

/** What a program gives a driver, by the names of its properties. */
export type Given = Readonly<Record<string, unknown>>;

function getValue(name: string, setting: Setting, given: Given): unknown {
  const value = given[name];
  if (typeof value === "object" && value !== null) return { ...value };
  if (value !== undefined || setting.type !== "number") return value;
  // The default of the provider does not depend on other settings.
  const usual = setting.default(given);
  return usual === usualValue(setting, {}) ? undefined : usual;
}

/** The part of a configuration that is of a driver. */
export function driverConfig(driver: DriverField, given: Given): Pick<ChannelConfig, DriverField> {
  const settings = Object.entries(DECLARATIONS[driver].settings).map(([name, setting]) => [
    name,
    getValue(name, setting, given),
  ]);
  return { [driver]: said(Object.fromEntries(settings)) };
}

/** The secrets that a program gives, by their names in configurations. */
export function givenSecrets({ secrets }: Declaration, given: Given): Readonly<Record<string, string>> {
  const named: [string, unknown][] =
    secrets === "NAMED"
      ? Object.entries(given["secrets"] ?? {})
      : Object.keys(secrets).map((name) => [inSnakeCase(name), given[name]]);
  return Object.fromEntries(
    named.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}

/** Whether a value, or a part of it, is known only when it is applied. */
function isUnresolved(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  return pairsIn(typeof value === "object" ? value : {}).some(
    (pair) => Token.isUnresolved(pair.name) || Token.isUnresolved(pair.value),
  );
}

/** What the rules refuse of headers, whose values are known. */
function* headerSentences(written: unknown): Iterable<string> {
  const { headerName, headerValue, headers: all } = CHANNEL.template;
  const headers = pairsIn(written);
  let isRefused = false;
  for (const { name, value } of headers) {
    for (const [text, rule] of [
      [name, headerName],
      [value, headerValue],
    ] as const) {
      const sentence = rule(text);
      if (sentence === null) continue;
      isRefused = true;
      yield `This is ${JSON.stringify(text)}. ${sentence}`;
    }
  }
  const whole = isRefused ? null : all(headers);
  if (whole !== null) yield whole;
}

/** Whether a rule refuses a value that is known. */
function isWrong(setting: Setting, value: unknown): boolean {
  if (setting.type === "headers") return [...headerSentences(value)].length > 0;
  if (setting.type === "text" && typeof value === "string") return setting.rule(value) !== null;
  return setting.type === "number" && typeof value === "number" && setting.rule(value) !== null;
}

/** Refuses at synth what the server would refuse of a driver's settings. References are checked at apply. */
export function refuseSettings(construct: IConstruct, declared: Declaration, given: Given): void {
  const settings = Object.entries(declared.settings);
  for (const [name, setting] of settings) {
    const value = given[name];
    if (setting.type === "text" && typeof value === "string") {
      refuseForms(construct, { [name]: setting.rule }, { [name]: value });
    } else if (setting.type === "number" && typeof value === "number") {
      refuseForms(construct, { [name]: setting.rule }, { [name]: value });
    } else if (setting.type === "headers") {
      refuse(construct, () => (isUnresolved(value) ? [] : headerSentences(value)));
    }
  }
  refuse(construct, function* refusals() {
    const missing = declared.missing?.((name) => given[name] !== undefined) ?? null;
    if (missing !== null) yield missing.sentence;
    const isLeft = settings.some(
      ([name, setting]) => isUnresolved(given[name]) || isWrong(setting, given[name]),
    );
    if (isLeft) return;
    const stored = settings.map(([name, setting]) => [name, storedValue(setting, given[name])]);
    const fault = declared.fault?.(Object.fromEntries(stored)) ?? null;
    if (fault !== null) yield fault.sentence;
  });
}
