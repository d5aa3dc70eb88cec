// Placeholders of the HTTP template, each escaped for its place.
import type { OutgoingMessage } from "./delivery.js";
import { oneLine } from "./one-line.js";

/** How a value is written in the place of a placeholder. */
export type Escape = (value: string) => string;

/** As part of a URL or of a form (RFC 3986, 2.3: all but unreserved characters). */
export const percentEncode: Escape = (value) =>
  // By way of bytes, because half of a character would throw.
  encodeURIComponent(Buffer.from(value, "utf8").toString("utf8")).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Inside a string of JSON. */
export const jsonEscape: Escape = (value) => JSON.stringify(value).slice(1, -1);

const XML_ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&apos;"],
]);

/** Between tags of XML, and in values of attributes (XML 1.0 §4.6). What XML has no character for is left out (§2.2). */
export const xmlEscape: Escape = (value) =>
  value
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll(/[&<>"']/g, (character) => XML_ENTITIES.get(character) ?? character);

export const plain: Escape = (value) => value;

const PLACEHOLDER = /\{(?:(to|text|code|reference|secondsLeft)|secret:([\w.-]+))\}/g;

/** A secret that a template names and the channel does not have. */
export class MissingSecret extends Error {
  constructor(readonly secretName: string) {
    super("a secret of the template is missing");
  }
}

/**
 * Replaces the placeholders of a template in one pass: a value that looks like a placeholder stays as it is. Other
 * braces, as in JSON, stay too.
 * @throws MissingSecret
 */
export function fill(
  template: string,
  message: OutgoingMessage,
  secrets: Readonly<Record<string, string>>,
  escape: Escape,
): string {
  const values: Readonly<Record<string, string>> = {
    to: message.to,
    text: message.text,
    code: message.code ?? "",
    reference: message.reference,
    secondsLeft: String(Math.max(Math.floor(message.secondsLeft), 0)),
  };
  return template.replace(PLACEHOLDER, (whole, name: string | undefined, secret: string | undefined) => {
    if (secret === undefined) return escape(values[name ?? ""] ?? whole);
    const value = Object.hasOwn(secrets, secret) ? secrets[secret] : undefined;
    if (value === undefined) throw new MissingSecret(secret);
    return escape(value);
  });
}

/** A value for a header: one line, in UTF-8, of which each byte is a character for node:http. */
export function headerValue(value: string): string {
  return Buffer.from(oneLine(value), "utf8").toString("latin1");
}
