import type { DeliveryKind } from "../delivery.js";
import { htmlFault } from "./mail-html.js";
import type { MessageFacts, MessagePurpose, TextOverride } from "./message-facts.js";
import { hasInvisible } from "./plain-value.js";
import { PLACEHOLDERS } from "./placeholders.js";
import { renderMessage } from "./render.js";
import { getSegments } from "./segments.js";

/** Characters of each part of an account's own text, as it is written. */
export const LONGEST_PARTS = { subject: 150, text: 5000, html: 20_000 };

/** Parts of an SMS with names of usual length, or shorter ones where they make fewer parts. */
const MAX_SEGMENTS = 3;

/** Characters of a chat message: Telegram's sendMessage takes no more. */
const MAX_CHAT_LENGTH = 4096;

/** The facts of an SMS of usual length. */
const USUAL: Omit<MessageFacts, "purpose" | "kind"> = {
  code: "482913",
  minutes: 10,
  accountName: "x".repeat(20),
  resourceName: "x".repeat(20),
  login: "x".repeat(20),
  clientAddress: "203.0.113.100",
  autofillHost: null,
};

const NAMES = { subject: "The subject", text: "The text", html: "The HTML text" };

type Part = keyof typeof NAMES;

/** Whose values are of other people's making. */
const OF_OTHERS = /\{(?:account|resource|login|address)\}/;

/** Parts of HTML that no person reads, or that are read as something else than text. */
const NO_TEXT = /<!--[^]*?(?:-->|$)|<(style|title)\b[^]*?(?:<\/\1\s*>|$)|<[^>]*(?:>|$)/gi;

/**
 * Why an account's own texts cannot be taken, as one sentence that says what to do; null when they can.
 * @param purpose of the message; all but TEST must have the code.
 */
export function checkOverride(
  kind: DeliveryKind,
  override: TextOverride,
  purpose: MessagePurpose = "SIGN_IN",
): string | null {
  const { subject, text, html } = override;
  if (kind !== "EMAIL" && subject !== null) return "Only e-mails have a subject; leave it out.";
  if (kind !== "EMAIL" && html !== null) return "Only e-mails have an HTML text; leave it out.";
  return (
    (subject === null ? null : checkPart("subject", subject, purpose)) ??
    (text === null ? null : (checkPart("text", text, purpose) ?? checkCode("text", text, purpose))) ??
    (html === null ? null : (checkPart("html", html, purpose) ?? checkHtml(html, purpose))) ??
    (text === null ? null : checkSize(kind, override, purpose))
  );
}

function checkPart(part: Part, template: string, purpose: MessagePurpose): string | null {
  const what = NAMES[part];
  if (template.trim() === "") return `${what} is empty; leave it out to use the default text.`;
  if (template.length > LONGEST_PARTS[part])
    return `${what} has at most ${LONGEST_PARTS[part]} characters; shorten it.`;
  const allowed = part === "subject" ? template : template.replaceAll("\r\n", "\n").replaceAll("\n", "");
  if (/(?!\t)\p{Cc}/u.test(allowed) || (part !== "html" && allowed.includes("\t"))) {
    return `${what} has a control character; remove it.`;
  }
  if (hasInvisible(allowed)) return `${what} has an invisible character; remove it.`;
  return checkPlaceholders(part, template, purpose);
}

/** Style sheets have braces too, so those of HTML are placeholders only when a single word is in them. */
function checkPlaceholders(part: Part, template: string, purpose: MessagePurpose): string | null {
  const what = NAMES[part];
  const known = new RegExp(`\\{(?:${PLACEHOLDERS.join("|")})\\}`, "g");
  const rest = template.replaceAll(known, "");
  const unknown = (part === "html" ? /\{\s*\w+\s*\}/ : /\{[^{}]*\}|[{}]/).exec(rest)?.[0];
  if (unknown !== undefined) {
    const list = PLACEHOLDERS.map((name) => `{${name}}`).join(", ");
    return `${what} has ${unknown.slice(0, 40)}, which is not a placeholder; the placeholders are ${list}.`;
  }
  const codeAt = template.indexOf("{code}");
  if (purpose === "TEST") {
    return codeAt === -1 ? null : `${what} has {code}, but a test message has no code; remove it.`;
  }
  // A login can be "111111 is your code". A reader, and a phone that offers the code, takes the first one.
  const otherAt = template.search(OF_OTHERS);
  return codeAt !== -1 && otherAt !== -1 && otherAt < codeAt
    ? `${what} has a name, a login or an address before {code}; put {code} first.`
    : null;
}

function checkCode(part: Part, visible: string, purpose: MessagePurpose): string | null {
  return purpose === "TEST" || visible.includes("{code}")
    ? null
    : `${NAMES[part]} has no {code}; add it where the code must appear.`;
}

/** Values are escaped for text between tags. They are not safe in a tag, a style sheet or a script. */
function checkHtml(html: string, purpose: MessagePurpose): string | null {
  const hidden = [...html.matchAll(NO_TEXT)].filter(([whole]) => !/^<title\b/i.test(whole)).join("");
  if (PLACEHOLDERS.some((name) => hidden.includes(`{${name}}`))) {
    return "The HTML text has a placeholder inside of a tag, a comment or a style sheet; put it between tags.";
  }
  const fault = htmlFault(html);
  if (fault !== null) return `${NAMES.html} has ${fault}`;
  return checkCode("html", html.replaceAll(NO_TEXT, ""), purpose);
}

function checkSize(kind: DeliveryKind, override: TextOverride, purpose: MessagePurpose): string | null {
  const { text } = renderMessage("en", { ...USUAL, kind, purpose }, override);
  const { encoding, segments } = getSegments(text);
  if (kind === "SMS" && segments > MAX_SEGMENTS) {
    const why = encoding === "UCS_2" ? ", because of its letters outside the GSM 7 bit alphabet" : "";
    return `The text needs ${segments} SMS${why}; shorten it to fit into ${MAX_SEGMENTS} SMS.`;
  }
  return kind === "BOT" && text.length > MAX_CHAT_LENGTH
    ? `The text has over ${MAX_CHAT_LENGTH} characters with names of 20 characters; shorten it.`
    : null;
}
