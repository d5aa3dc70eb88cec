// Which secrets a driver needs, and which of them a channel keeps when it changes.
import { secretsIn } from "@tokenplane/rules/channel";
import { Refusal } from "@tokenplane/rules/refusal";
import type { HttpTemplateSettings } from "../delivery/driver-settings.js";
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

function getTemplates({ url, headers, body }: HttpTemplateSettings): [place: string, template: string][] {
  return [
    ["url", url],
    ...headers.map(({ name, value }): [string, string] => [name.toLowerCase(), value]),
    ["body", body ?? ""],
  ];
}

/** The secrets of a gateway's template: those that it names. One that moves to another place could be sent to anybody. */
function usedInTemplate(settings: HttpTemplateSettings): Used[] {
  const templates = getTemplates(settings);
  const origin = /^[^/]+\/\/[^/?#]+/.exec(settings.url)?.[0].toLowerCase() ?? settings.url;
  return secretsIn(templates.map(([, template]) => template)).map((name) => {
    const places = templates.filter(([, template]) => template.includes(`{secret:${name}}`));
    return { name, isNeeded: true, goesTo: JSON.stringify([origin, places]) };
  });
}

function secretsUsed({ driver, settings }: DriverSettings): Used[] {
  switch (driver) {
    case "SMTP": {
      const { host, port, security, username, dkimDomain } = settings;
      const goesTo = JSON.stringify([host, port, security]);
      return [
        ...(username === null ? [] : [{ name: "password", isNeeded: true, goesTo }]),
        ...(dkimDomain === null ? [] : [{ name: "dkimPrivateKey", isNeeded: true, goesTo: null }]),
      ];
    }
    case "TWILIO":
      return [{ name: "authToken", isNeeded: true, goesTo: settings.url }];
    case "VONAGE":
      return [
        { name: "apiSecret", isNeeded: true, goesTo: settings.url },
        { name: "signatureSecret", isNeeded: false, goesTo: null },
      ];
    case "SMS_HTTP":
    case "BOT_HTTP":
      return usedInTemplate(settings);
    case "TELEGRAM":
    case "SLACK":
    case "MATTERMOST":
      return [{ name: "botToken", isNeeded: true, goesTo: settings.url }];
    case "FCM": {
      const { url, tokenUrl, projectId } = settings;
      return [{ name: "serviceAccount", isNeeded: true, goesTo: JSON.stringify([url, tokenUrl, projectId]) }];
    }
  }
}

function getPath({ chosen: { driver }, path }: DriverChoice, name: string): readonly string[] {
  return [...path, driver === "SMS_HTTP" || driver === "BOT_HTTP" ? "secrets" : name];
}

/** Why nothing uses a secret. Names of secrets of a template are of people's choice: only SMTP has names of ours. */
function unusedSentence({ chosen: { driver } }: DriverChoice, name: string): string {
  if (driver === "SMTP") {
    return name === "password"
      ? "A password is used with a username only; set username, or remove the password."
      : "A private key for DKIM is used with dkimDomain and dkimSelector only; set both, or remove the key.";
  }
  return `Nothing uses the secret ${name}. Write {secret:${name}} into a header, the URL or the body, or remove the secret.`;
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
