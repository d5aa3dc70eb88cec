import { escapeHtml, htmlPage } from "./html.js";
import type { Locale } from "./locale.js";
import { sentHtml } from "./mail-html.js";
import type { MessageFacts, RenderedMessage, TextOverride } from "./message-facts.js";
import { PHRASES, type Phrases } from "./phrases.js";
import { fill, type Values } from "./placeholders.js";
import { LONGEST_NAME, getValues } from "./values.js";

/** Large, and still one text that is copied whole. Nothing sets a color, so light and dark are the reader's. */
const CODE_STYLE = "font-size:32px;line-height:1.3;font-weight:bold;letter-spacing:6px;margin:0 0 16px";

/** A mail, as text and as HTML that says the same. */
export function mail(locale: Locale, facts: MessageFacts, override: TextOverride | null): RenderedMessage {
  const values = getValues(locale, facts, LONGEST_NAME);
  const own = PHRASES[locale];
  const text = override?.text?.replaceAll("\r\n", "\n") ?? mailText(own, facts);
  return {
    subject: fill(override?.subject ?? own.lead[facts.purpose], values),
    text: fill(text, values),
    // Values are escaped, and an account's own text was checked when it was set: by the rules of that day.
    html: sentHtml(getHtml(locale, facts, override, values)),
  };
}

function mailText(own: Phrases, facts: MessageFacts): string {
  const { purpose } = facts;
  const details = getDetails(own, facts).map(({ label, placeholder }) => `${label} ${placeholder}`);
  const secrecy = purpose === "TEST" ? [] : [own.secrecy];
  return [own.lead[purpose], ...secrecy, details.join("\n"), own.advice[purpose]].join("\n\n");
}

/** The details that are known, a line each. */
function getDetails({ labels }: Phrases, { resourceName, login, clientAddress }: MessageFacts) {
  return [
    ...(resourceName === null ? [] : [{ label: labels.resource, placeholder: "{resource}" }]),
    { label: labels.account, placeholder: "{account}" },
    ...(login === null ? [] : [{ label: labels.login, placeholder: "{login}" }]),
    ...(clientAddress === null ? [] : [{ label: labels.address, placeholder: "{address}" }]),
  ];
}

function getHtml(locale: Locale, facts: MessageFacts, override: TextOverride | null, values: Values): string {
  if (override !== null && override.html !== null) return fill(override.html, values, escapeHtml);
  const own = PHRASES[locale];
  const title = override?.subject ?? own.lead[facts.purpose];
  const text = override?.text ?? null;
  const body = text === null ? ourBody(own, facts) : getBody(text);
  return fill(htmlPage(locale, escapeHtml(title), body), values, escapeHtml);
}

/** An account's text without HTML of its own: its paragraphs. */
function getBody(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll("\n", "<br>\n")}</p>`)
    .join("\n");
}

function ourBody(own: Phrases, facts: MessageFacts): string {
  const { purpose } = facts;
  const details = getDetails(own, facts).map(
    ({ label, placeholder }) => `${escapeHtml(label)} <bdi>${placeholder}</bdi>`,
  );
  const code = purpose === "TEST" ? [] : [`<p style="${CODE_STYLE}">{code}</p>`];
  const secrecy = purpose === "TEST" ? [] : [`<p><strong>${escapeHtml(own.secrecy)}</strong></p>`];
  return [
    ...code,
    `<p>${escapeHtml(own.lead[purpose])}</p>`,
    ...secrecy,
    `<p>${details.join("<br>\n")}</p>`,
    `<p>${escapeHtml(own.advice[purpose])}</p>`,
  ].join("\n");
}
