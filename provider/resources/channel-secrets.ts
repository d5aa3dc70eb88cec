// The secrets of a channel: which a driver has, which it needs, and which are sent.
import { secretsIn } from "@tokenplane/rules/channel";
import { CHANNEL } from "@tokenplane/rules/fields";
import type { Rule } from "@tokenplane/rules/rule";
import { error, type Diagnostic } from "../framework/diagnostic.js";
import { own } from "../plugin/cty/value.js";
import { NOT_TAKEN } from "../validators.js";
import type { DriverName, Drivers, Secrets } from "./channel-drivers.js";

/** A secret that a driver uses. */
interface Used {
  readonly name: string;
  readonly isNeeded: boolean;
  readonly rule: Rule<string>;
}

const { smtp, twilio, vonage, telegram, slack, mattermost, smsHttp, fcm } = CHANNEL;

/** The secrets that a channel uses with these settings. */
function secretsUsed(drivers: Drivers): readonly Used[] {
  const needed = (name: string, rule: Rule<string>): Used => ({ name, isNeeded: true, rule });
  if (drivers.smtp !== null) {
    const { username, dkim_domain } = drivers.smtp;
    return [
      ...(username === null ? [] : [needed("password", smtp.password)]),
      ...(dkim_domain === null ? [] : [needed("dkim_private_key", smtp.dkimPrivateKey)]),
    ];
  }
  if (drivers.twilio !== null) return [needed("auth_token", twilio.authToken)];
  if (drivers.vonage !== null) {
    return [
      needed("api_secret", vonage.apiSecret),
      { name: "signature_secret", isNeeded: false, rule: vonage.signatureSecret },
    ];
  }
  if (drivers.telegram !== null) return [needed("bot_token", telegram.botToken)];
  if (drivers.slack !== null) return [needed("bot_token", slack.botToken)];
  if (drivers.mattermost !== null) return [needed("bot_token", mattermost.botToken)];
  if (drivers.fcm !== null) return [needed("service_account", fcm.serviceAccount)];
  const template = drivers.sms_http ?? drivers.bot_http;
  if (template === null) return [];
  const { url, headers, body } = template;
  const named = secretsIn([url, ...Object.values(headers ?? {}), body]);
  return named.map((name) => needed(name, smsHttp.secret));
}

const UNUSED: Readonly<Record<string, string>> = {
  password: "A password is used with a username only; set username, or remove the password.",
  dkim_private_key:
    "A private key for DKIM is used with dkim_domain and dkim_selector only; set both, or remove the key.",
};

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
  const sentence = driver === "smtp" ? own(UNUSED, name) : undefined;
  if (sentence !== undefined) return sentence;
  if (driver === "sms_http" || driver === "bot_http") {
    return `Nothing uses the secret ${name}. Write {secret:${name}} into a header, the URL or the body, or remove the secret.`;
  }
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
  const place = (of: Drivers) => [
    of.smtp === null ? null : [of.smtp.host, of.smtp.port, of.smtp.security],
    of.twilio?.url,
    of.vonage?.url,
    of.telegram?.url,
    of.slack?.url,
    of.mattermost?.url,
    of.sms_http === null ? null : "a template",
    of.bot_http === null ? null : "a template",
    of.fcm === null ? null : [of.fcm.url, of.fcm.token_url, of.fcm.project_id],
  ];
  return JSON.stringify(place(before)) !== JSON.stringify(place(after));
}

/** Which needed secrets a new channel lacks. */
export function* missingSecrets(drivers: Drivers, secrets: Secrets | null): Iterable<Diagnostic> {
  for (const { name, isNeeded } of secretsUsed(drivers)) {
    if (!isNeeded || (secrets !== null && Object.hasOwn(secrets, name))) continue;
    yield error(["secrets_wo"], "A secret is missing", `The channel needs the secret ${name}: write it.`);
  }
}

/** The name of a stored secret in configurations: those of templates are the user's own. */
export function secretNames(
  { sms_http, bot_http }: Pick<Drivers, "sms_http" | "bot_http">,
  stored: readonly string[],
): string[] {
  if (sms_http !== null || bot_http !== null) return [...stored];
  return stored.map((name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)).sort();
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
