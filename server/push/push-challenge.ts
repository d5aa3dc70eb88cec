import { createHash, type KeyObject, randomBytes } from "node:crypto";
import { canonicalJson } from "../canonical-json.js";
import { toBase32 } from "./base32.js";
import { isNormalized } from "./enrolment-uri.js";
import { isSerial } from "./form.js";
import { signature } from "./signature.js";

/** The data that the app shows and verifies: texts only, in JSON by a poll, and as the data of a wake-up. */
export type PushChallenge = Readonly<Record<string, string>>;

export interface ChallengeParts {
  /** By `newNonce`. */
  readonly nonce: string;
  /** The one of the enrolment; see `isNormalized`. */
  readonly url: string;
  readonly serial: string;
  /** By `pushText`. */
  readonly question: string;
  /** By `pushText`. */
  readonly title: string;
  /** The options from which the person chooses, each 1 to 20 letters or digits; null when there is no choice. */
  readonly options: readonly string[] | null;
}

/** The capabilities of the server beside the basics: it reads why a request was declined. */
const CAPABILITIES = { decline_reason: true } as const;

/** UTF-8 bytes of texts, so that everything goes into 4,096 bytes of a wake-up. */
export const MAX_TITLE_BYTES = 200;
export const MAX_QUESTION_BYTES = 1000;

/** The words that no option may be: the app signs these words in the same place. */
const RESERVED: ReadonlySet<string> = new Set(["decline", "unknown_trigger", "cancelled"]);

const OPTION = /^[A-Za-z\d]{1,20}$/;

/** 160 random bits: only who was asked knows them. */
export function newNonce(): string {
  return toBase32(randomBytes(20));
}

/** Whether a text can be a nonce. */
export function isNonce(text: string): boolean {
  return /^[A-Z2-7]{32}$/.test(text);
}

/** The hash of a nonce that is stored and looked up. A nonce is long: an attacker cannot try all of them. */
export function nonceHash(nonce: string): Buffer<ArrayBuffer> {
  return createHash("sha256").update(nonce).digest();
}

/**
 * A text as a challenge can hold it. Signed texts are joined by `|` and nothing is escaped, so names of accounts and
 * resources, which may have one, get a similar sign. Line ends and other control characters become spaces.
 */
export function pushText(text: string, maxBytes: number): string {
  const plain = text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replaceAll("|", "¦")
    .replaceAll(/\p{Cs}/gu, "\ufffd")
    .trim();
  if (Buffer.byteLength(plain) <= maxBytes) return plain;
  let cut = "";
  let bytes = Buffer.byteLength("…");
  for (const character of plain) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}

/**
 * A challenge, signed for one phone.
 * @param key by `signingKey`.
 * @throws RangeError for what would make a signature mean two things, or what the app cannot verify.
 */
export async function signedChallenge(parts: ChallengeParts, key: KeyObject): Promise<PushChallenge> {
  check(parts);
  const { nonce, url, serial, question, title, options } = parts;
  const choice: Record<string, string> =
    options === null ? {} : { require_presence: options.join(","), version: "2" };
  const text = [nonce, url, serial, question, title, "1", ...(options === null ? [] : [options.join(",")])];
  const [signed, signedCapabilities] = await Promise.all([
    signature(text.join("|"), key),
    signature(canonicalJson({ capabilities: CAPABILITIES, nonce }), key),
  ]);
  return {
    nonce,
    url,
    serial,
    question,
    title,
    sslverify: "1",
    ...choice,
    signature: signed,
    capabilities: canonicalJson(CAPABILITIES),
    capabilities_signature: signedCapabilities,
  };
}

function check({ nonce, url, serial, question, title, options }: ChallengeParts): void {
  const refuse = (what: string): never => {
    throw new RangeError(`A challenge cannot have this ${what}.`);
  };
  if (!isNonce(nonce)) refuse("nonce");
  if (!isNormalized(url)) refuse("URL");
  if (!isSerial(serial)) refuse("serial");
  if (!isText(question, MAX_QUESTION_BYTES)) refuse("question");
  if (!isText(title, MAX_TITLE_BYTES)) refuse("title");
  if (options === null) return;
  if (options.length < 2 || new Set(options).size < options.length) refuse("number of options");
  if (options.some((option) => !OPTION.test(option) || RESERVED.has(option))) refuse("option");
}

/** Whether `pushText` would leave a text as it is. */
function isText(text: string, maxBytes: number): boolean {
  return text !== "" && text === pushText(text, maxBytes);
}
