// Which secrets a driver needs, and which of them a channel keeps when it changes.
import { secretsIn } from "@tokenplane/rules/channel";
import { pairsOf, textOf, type Values } from "@tokenplane/rules/drivers/declaration";
import { declarationOf } from "@tokenplane/rules/drivers/drivers";
import { Refusal } from "@tokenplane/rules/refusal";
import type { DriverChoice, DriverSettings } from "./driver-input.js";

/** The values of secrets by their names. */
export type Secrets = ReadonlyMap<string, string>;

/** A secret that a driver uses. */
interface Used {
  readonly name: string;
  readonly isNeeded: boolean;
  /** Where it is sent, and in which place; it is kept as long as this stays the same. null: it is sent nowhere. */
  readonly goesTo: string | null;
}

function getTemplates({ url, headers, body }: Values): [place: string, template: string][] {
  return [
    ["url", textOf(url) ?? ""],
    ...pairsOf(headers).map(({ name, value }): [string, string] => [name.toLowerCase(), value]),
    ["body", textOf(body) ?? ""],
  ];
}

/** The secrets of a gateway's template: those that it names. One that moves to another place could be sent to anybody. */
function usedInTemplate(settings: Values): Used[] {
  const templates = getTemplates(settings);
  const url = textOf(settings["url"]) ?? "";
  const origin = /^[^/]+\/\/[^/?#]+/.exec(url)?.[0].toLowerCase() ?? url;
  return secretsIn(templates.map(([, template]) => template)).map((name) => {
    const places = templates.filter(([, template]) => template.includes(`{secret:${name}}`));
    return { name, isNeeded: true, goesTo: JSON.stringify([origin, places]) };
  });
}

function secretsUsed({ driver, settings }: DriverSettings): Used[] {
  const { secrets, goesTo } = declarationOf(driver);
  if (secrets === "NAMED") return usedInTemplate(settings);
  const place = JSON.stringify(goesTo.map((setting) => settings[setting]));
  return Object.entries(secrets).flatMap(([name, secret]) =>
    secret.with !== undefined && settings[secret.with.setting] === null
      ? []
      : [{ name, isNeeded: secret.isOptional !== true, goesTo: secret.isKept === true ? null : place }],
  );
}

function getPath({ chosen: { driver }, path }: DriverChoice, name: string): readonly string[] {
  return [...path, declarationOf(driver).secrets === "NAMED" ? "secrets" : name];
}

/** Why nothing uses a secret. Names of secrets of a template are of people's choice. */
function unusedSentence({ chosen: { driver } }: DriverChoice, name: string): string {
  const { secrets } = declarationOf(driver);
  const own = secrets === "NAMED" ? undefined : secrets[name]?.with?.sentence;
  return (
    own ??
    `Nothing uses the secret ${name}. Write {secret:${name}} into a header, the URL or the body, or remove the secret.`
  );
}

/** @throws Refusal VALIDATION_FAILED when a secret is given that nothing uses. */
function checkUsed(choice: DriverChoice, used: readonly Used[]): void {
  for (const name of choice.given.keys()) {
    if (used.some((one) => one.name === name)) continue;
    throw new Refusal("VALIDATION_FAILED", unusedSentence(choice, name), getPath(choice, name));
  }
}

/**
 * The secrets of a channel: those that the request gives, and those of before that stay.
 * @param earlier what the channel was; null for a new one.
 * @throws Refusal VALIDATION_FAILED when one is missing, or is not used.
 */
export function getSecrets(
  choice: DriverChoice,
  earlier: { readonly chosen: DriverSettings; readonly secrets: Secrets } | null,
): Secrets {
  const used = secretsUsed(choice.chosen);
  checkUsed(choice, used);
  const before = earlier?.chosen.driver === choice.chosen.driver ? earlier : null;
  const usedBefore = before === null ? [] : secretsUsed(before.chosen);
  const secrets = new Map<string, string>();
  for (const { name, isNeeded, goesTo } of used) {
    const given = choice.given.get(name);
    const kept = choice.removed.includes(name) ? undefined : before?.secrets.get(name);
    const isSamePlace = usedBefore.some((one) => one.name === name && one.goesTo === goesTo);
    const value = given ?? (isSamePlace ? kept : undefined);
    if (value !== undefined) secrets.set(name, value);
    else if (isNeeded) {
      const sentence =
        kept === undefined
          ? `The channel needs the secret ${name}; give it.`
          : `Give the secret ${name} again, because the change makes the channel send it to another address.`;
      throw new Refusal("VALIDATION_FAILED", sentence, getPath(choice, name));
    }
  }
  return secrets;
}

/** The names of secrets that were added, changed or removed, in order. */
export function changedSecrets(before: Secrets, after: Secrets): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort();
}
