// The fields of a channel, which sends codes. No sentence contains a secret.
import { either } from "./either.js";
import type { ListRule, Rule } from "./rule.js";
import { email, phoneNumber, text } from "./text.js";

/** Characters of a URL. */
const LONGEST_URL = 1_000;
/** Characters of the value of a header. */
const LONGEST_HEADER = 500;
/** Characters of a body with placeholders. */
export const LONGEST_BODY = 4_000;
/** Characters of a secret: the longest is a private key. */
export const LONGEST_SECRET = 10_000;
/** Characters of certificates: some fifteen of the usual size. */
export const LONGEST_CERTIFICATES = 30_000;

const MAX_HEADERS = 20;
/** Secrets of a channel that is called as a template says. */
export const MAX_SECRETS = 20;
/** Characters of the name of such a secret. */
export const LONGEST_SECRET_NAME = 50;

/** A rule of one regular expression. @param sentence says what to write. */
function written(form: RegExp, sentence: string): Rule<string> {
  return (value) => (form.test(value) ? null : sentence);
}

const LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
const DOMAIN = `${LABEL}(?:\\.${LABEL})*`;
const HOST = `(?:${DOMAIN}|\\[[0-9A-Fa-f:.]{2,45}\\])`;

const HOST_FORM = new RegExp(`^(?:${DOMAIN}|(?=[^:]*:[^:]*:)[0-9A-Fa-f:.]{2,45})$`);

/** The name or the address of a mail server. */
export const host: Rule<string> = (value) =>
  value.length <= 253 && HOST_FORM.test(value)
    ? null
    : "A host is a name like mail.example.org or an IP address, without a port.";

/** A domain, as in the part of an address behind the @. */
export const domain: Rule<string> = (value) =>
  value.length <= 253 && new RegExp(`^${LABEL}(?:\\.${LABEL})+$`).test(value)
    ? null
    : "A domain is written like example.org.";

/** The name below which the public key of DKIM is published. */
export const dkimSelector = written(
  new RegExp(`^(?=.{1,63}$)${DOMAIN}$`),
  "A DKIM selector has 1 to 63 letters, digits and hyphens, as in mail2027.",
);

const PORT = "(?:6553[0-5]|655[0-2]\\d|65[0-4]\\d{2}|6[0-4]\\d{3}|[1-5]\\d{4}|[1-9]\\d{0,3})";

const URL_FORM = new RegExp(`^https?://${HOST}(?::${PORT})?(/[^\\s\\p{Cc}\\\\?#{}]*)?$`, "u");

/** The address of a gateway, to which the paths of its API are added. */
export const url: Rule<string> = (value) =>
  value.length <= LONGEST_URL && URL_FORM.test(value)
    ? null
    : "A URL begins with https:// and a host name, and has no password, query or fragment. http:// is only for private networks that the operator allows.";

/** Splits a sender into its name (empty without one) and its address. */
export function mailboxParts(sender: string): { readonly name: string; readonly address: string } {
  const [, name = "", address = sender] = /^([^<>]+) <([^<>]+)>$/.exec(sender) ?? [];
  return { name, address };
}

/** A sender or a recipient of mail: an address, or a name and the address. */
export const mailbox: Rule<string> = (value) => {
  const { name, address } = mailboxParts(value);
  return (name === "" || text("Name", 100)(name) === null) && email(address) === null
    ? null
    : "A sender is an address like codes@example.org, or a name and an address like Example <codes@example.org>.";
};

/** The name of somebody who logs in to a mail server. */
export const username = text("User name", 254);

const SECRET_SENTENCE = `A secret has 1 to ${LONGEST_SECRET.toLocaleString("en")} characters and no line breaks or other control characters.`;

/** A secret in one line: a password, or a token. */
export const secretLine: Rule<string> = (value) =>
  value !== "" && value.length <= LONGEST_SECRET && !/[\p{Cc}\p{Cs}]/u.test(value) ? null : SECRET_SENTENCE;

/** A secret that is sent as part of a header. */
export const tokenSecret = written(
  /^[\x21-\x7e]{1,1000}$/,
  "A token has only letters, digits and symbols, and no spaces. Copy it again.",
);

/** The token of a bot of Telegram. */
export const telegramToken = written(
  /^\d{1,20}:[A-Za-z0-9_-]{1,100}$/,
  "The token of a Telegram bot consists of digits, a colon, and then letters and digits. Copy it from @BotFather.",
);

function pemBlocks(kind: string, most: number): RegExp {
  const block = `-----BEGIN ${kind}-----\\s[A-Za-z0-9+/=\\s]{20,}-----END ${kind}-----\\s*`;
  return new RegExp(`^\\s*(?:${block}){1,${most}}$`);
}

const PRIVATE_KEY = pemBlocks("(?:RSA )?PRIVATE KEY", 1);
const CERTIFICATES = pemBlocks("CERTIFICATE", 20);

/** A private key without a password, as PEM. */
export const privateKey: Rule<string> = (value) =>
  value.length <= LONGEST_SECRET && PRIVATE_KEY.test(value)
    ? null
    : "A private key is written as PEM: from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----, without a password.";

/** Certificates of an authority, as PEM. */
export const certificates: Rule<string> = (value) =>
  value.length <= LONGEST_CERTIFICATES && CERTIFICATES.test(value)
    ? null
    : "Write 1 to 20 certificates as PEM: each from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.";

/** A Twilio account. */
export const accountSid = written(
  /^AC[0-9a-fA-F]{32}$/,
  "A Twilio account SID is AC, followed by 32 hexadecimal digits.",
);

/** A messaging service of Twilio. */
export const messagingServiceSid = written(
  /^MG[0-9a-fA-F]{32}$/,
  "A Twilio messaging service SID is MG, followed by 32 hexadecimal digits.",
);

/** The sender of an SMS. */
export const smsSender: Rule<string> = (value) =>
  phoneNumber(value) === null ||
  /^\d{3,15}$/.test(value) ||
  /^(?=.*[A-Za-z])[A-Za-z0-9 &+_-]{1,11}$/.test(value)
    ? null
    : "The sender of an SMS is a number with its country code, a short number, or a name of at most 11 letters and digits.";

/** The key that names an account of Vonage. */
export const vonageApiKey = written(
  /^[A-Za-z0-9]{1,50}$/,
  "A Vonage API key has letters and digits only. Copy it from Vonage's dashboard.",
);

/** The name of a Telegram bot. */
export const botUsername = written(
  /^[A-Za-z][A-Za-z0-9_]{3,31}$/,
  "The name of a Telegram bot has 4 to 32 letters, digits and underscores (_), and is written without @.",
);

/** A project of Firebase. */
export const firebaseProject = written(
  /^[a-z][a-z\d-]{4,28}[a-z\d]$/,
  "The id of a Firebase project has 6 to 30 lowercase letters, digits and hyphens, as in example-1a2b3.",
);

/** Characters of a service account file. Google's have some 2,400. */
export const LONGEST_SERVICE_ACCOUNT = 10_000;

/** The file of a service account, as Google gives it out: JSON, in one line or in several. */
export const serviceAccount: Rule<string> = (value) =>
  value.length <= LONGEST_SERVICE_ACCOUNT && /^\s*\{[\s\S]*"service_account"[\s\S]*\}\s*$/.test(value)
    ? null
    : 'A service account file is JSON with the type "service_account". Download it from Google\'s console, and do not change it.';

/** The languages that messages are written in. */
export const LOCALES = ["en", "de", "fr", "es", "uk", "pl"] as const;

/** A language of messages. */
export const locale: Rule<string> = (value) =>
  LOCALES.some((one) => one === value) ? null : `A language is ${either(LOCALES)}.`;

/** The id of a chat in a messenger. What is copied with it from a list or a program is no part of it. */
export const chatId = written(
  /^(?![<"'(])[\x21-\x7e]{1,100}(?<![>"'),;])$/,
  "The id of a chat has 1 to 100 letters, digits and symbols, no spaces, and no quotation marks, brackets, commas or semicolons around it.",
);

/** Headers that the connection needs: others would let a body be read as a second request. */
export const RESERVED_HEADERS: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** In JavaScript, which the server and programs for CDKTF are written in, an object cannot have this key as others. */
const PROTOTYPE = "__proto__";
const RESERVED = `The name ${PROTOTYPE} is reserved. Choose another one.`;

/** The name of a header (RFC 9110 §5.6.2). */
export const headerName: Rule<string> = (value) => {
  if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/.test(value)) {
    return "The name of a header has letters, digits and hyphens, as in X-Api-Key.";
  }
  if (value === PROTOTYPE) return RESERVED;
  return RESERVED_HEADERS.has(value.toLowerCase()) ? "The server sets this header itself; remove it." : null;
};

/** The name of the header by which a gateway recognises repetitions. Its value is an id, which no other header may have. */
export const referenceHeader: Rule<string> = (value) =>
  ["authorization", "content-type"].includes(value.toLowerCase())
    ? "This header is reserved for another purpose. Choose another name, as in Idempotency-Key."
    : headerName(value);

const secretNameForm = written(
  /^[A-Za-z0-9_]{1,50}$/,
  "The name of a secret has 1 to 50 letters, digits and underscores (_).",
);

/** The name of a secret, as `{secret:NAME}` names it. */
export const secretName: Rule<string> = (value) => (value === PROTOTYPE ? RESERVED : secretNameForm(value));

const KNOWN = /^(?:to|text|code|reference|secondsLeft|secret:(?!__proto__$)[A-Za-z0-9_]{1,50})$/;
const PLACEHOLDERS = /\{([A-Za-z][\w.:-]*)\}/g;

/** The names between braces in a template, as far as they look like placeholders. */
function placeholdersIn(template: string): string[] {
  return [...template.matchAll(PLACEHOLDERS)].map(([, name = ""]) => name);
}

/** The names of the secrets in templates, each once, in order. */
export function secretsIn(templates: readonly (string | null)[]): string[] {
  const names = templates
    .flatMap((template) => placeholdersIn(template ?? ""))
    .filter((name) => name.startsWith("secret:") && KNOWN.test(name))
    .map((name) => name.slice("secret:".length));
  return [...new Set(names)].sort();
}

/** A text whose placeholders are all known. */
const placeholders: Rule<string> = (value) =>
  placeholdersIn(value).every((name) => KNOWN.test(name))
    ? null
    : "The only placeholders are {to}, {text}, {code}, {reference}, {secondsLeft} and {secret:NAME}. Correct or remove all others.";

const TEMPLATE_URL = new RegExp(`^https?://${HOST}(?::${PORT})?(?:[/?][^\\s\\p{Cc}\\\\#]*)?$`, "u");

/** The address that a gateway is called at. It may have placeholders behind the host. */
export const templateUrl: Rule<string> = (value) =>
  value.length <= LONGEST_URL && TEMPLATE_URL.test(value)
    ? placeholders(value)
    : "A URL begins with https:// and a host name without placeholders, and has no password or fragment. http:// is only for private networks that the operator allows.";

/** The value of a header. It may have placeholders. */
export const headerValue: Rule<string> = (value) =>
  value !== "" && value.length <= LONGEST_HEADER && value.trim() === value && !/[\p{Cc}\p{Cs}]/u.test(value)
    ? placeholders(value)
    : `The value of a header has 1 to ${LONGEST_HEADER} characters in one line, without spaces at its ends.`;

/** The body of a request. It may have placeholders. */
export const templateBody: Rule<string> = (value) =>
  value !== "" && value.length <= LONGEST_BODY && !/\p{Cs}/u.test(value)
    ? placeholders(value)
    : `A body has 1 to ${LONGEST_BODY.toLocaleString("en")} characters.`;

/** A text that an answer of the gateway must contain. */
export const successContains: Rule<string> = (value) =>
  value !== "" && value.length <= 200 && !/[\p{Cc}\p{Cs}]/u.test(value)
    ? null
    : "The text of a successful answer has 1 to 200 characters in one line.";

/** A header of a request to a gateway. */
export type HttpHeader = { readonly name: string; readonly value: string };

/** Headers as a whole; their names and values have rules of their own. */
export const headerList: Rule<readonly HttpHeader[]> = (headers) => {
  if (headers.length > MAX_HEADERS) return `A request has at most ${MAX_HEADERS} headers.`;
  const names = headers.map(({ name }) => name.toLowerCase());
  if (new Set(names).size < names.length) return "Two headers have the same name; remove one.";
  const isOpen = headers.some(
    ({ name, value }) => name.toLowerCase() === "authorization" && secretsIn([value]).length === 0,
  );
  return isOpen
    ? "Use {secret:NAME} in the value of Authorization, and give the secret itself with the secrets of the channel. Everybody who can read the channel sees its headers."
    : null;
};

/** The names of secrets as a whole. */
export const secretNames: ListRule<string> = {
  all: (names) => {
    if (names.length > MAX_SECRETS) return `A channel has at most ${MAX_SECRETS} secrets.`;
    return new Set(names).size < names.length ? "Two secrets have the same name; remove one." : null;
  },
  each: secretName,
};

/** How a gateway is called, as far as the parts of it must fit together. */
export interface HttpTemplate {
  readonly url: string;
  /** GET, POST or PUT. */
  readonly method: string;
  /** As in `application/json`; null for none. */
  readonly contentType: string | null;
  readonly headers: readonly HttpHeader[];
  readonly body: string | null;
  readonly idempotencyHeader: string | null;
}

/** Which part of a template does not fit the others, and why. */
export interface TemplateFault {
  readonly field: "body" | "contentType" | "headers" | "idempotencyHeader" | "url";
  readonly sentence: string;
}

function getType({ contentType, headers }: HttpTemplate): string {
  const own = headers.find(({ name }) => name.toLowerCase() === "content-type")?.value;
  return (own ?? contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** Whether a body is JSON once its placeholders are replaced: all but the seconds are inside of texts. */
function isJson(body: string): boolean {
  try {
    JSON.parse(body.replaceAll("{secondsLeft}", "0").replaceAll(PLACEHOLDERS, "x"));
    return true;
  } catch {
    return false;
  }
}

/** The fault of a template whose parts are each right; null for none. */
export function templateFault(template: HttpTemplate): TemplateFault | null {
  const { url: address, method, headers, body, idempotencyHeader } = template;
  const parts = [address, body ?? "", ...headers.map(({ value }) => value)];
  const has = (name: string) => parts.some((part) => part.includes(`{${name}}`));
  if (method === "GET" && body !== null) {
    return { field: "body", sentence: "GET sends no body; remove it, or set method to POST." };
  }
  const at = body === null ? "url" : "body";
  if (!has("text") && !has("code")) {
    return {
      field: at,
      sentence:
        "Write {text} or {code} into the body, the URL or a header. The server replaces it with the message or the code.",
    };
  }
  if (!has("to")) {
    return {
      field: at,
      sentence: "Write {to} into the body, the URL or a header. The server replaces it with the recipient.",
    };
  }
  const type = getType(template);
  if (body !== null && (type === "application/json" || type.endsWith("+json")) && !isJson(body)) {
    return {
      field: "body",
      sentence:
        'The body is not JSON. Write placeholders inside of strings, as in {"to": "{to}", "text": "{text}"}.',
    };
  }
  const isTaken =
    idempotencyHeader !== null &&
    headers.some(({ name }) => name.toLowerCase() === idempotencyHeader.toLowerCase());
  return isTaken
    ? {
        field: "idempotencyHeader",
        sentence: "The headers already contain a header of this name. Remove it from the headers.",
      }
    : null;
}
