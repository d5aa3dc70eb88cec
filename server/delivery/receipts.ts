// The reports of gateways after they took a message over: whether the report is theirs, and what it says. Pure.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { validate as isUuid } from "uuid";
import { field, readJson } from "./answers.js";

/** The state of a message. */
export interface Receipt {
  /** As in SendResult. */
  readonly vendorId: string;
  /** As in OutgoingMessage; null when the report does not say. It finds a message whose acceptance is not stored yet. */
  readonly reference: string | null;
  readonly state: "DELIVERED" | "FAILED" | "ON_THE_WAY";
  /** A sentence for administrators, when it failed; else null. */
  readonly failure: string | null;
}

/** How old or how early a signed receipt may be, in milliseconds. Older ones may be repetitions by somebody else. */
export const RECEIPT_TOLERANCE_MS = 5 * 60_000;

/** Bytes of a JWT that is read. Vonage's have some 500. */
const MAX_JWT_LENGTH = 4096;

/**
 * Whether a receipt is Twilio's: Base64 of HMAC-SHA1 with the auth token over the URL and, sorted by name, each
 * parameter's name and value (twilio.com/docs/usage/security). Twilio signs the URL sometimes with its port and sometimes
 * without, so both count, as in Twilio's own libraries. It has no time: the same receipt can be repeated.
 * @param url as Twilio was given it in StatusCallback, with its query.
 * @param signature the header X-Twilio-Signature.
 */
export function isFromTwilio(
  authToken: string,
  url: string,
  parameters: URLSearchParams,
  signature: string | undefined,
): boolean {
  if (signature === undefined) return false;
  const signed = sortedNames(parameters)
    .flatMap((name) => [...new Set(parameters.getAll(name))].sort().map((value) => `${name}${value}`))
    .join("");
  // Each is compared, so that the time says nothing of which one it was.
  const same = withoutAndWithPort(url).map((form) =>
    isEqual(signature, createHmac("sha1", authToken).update(`${form}${signed}`, "utf8").digest("base64")),
  );
  return same.includes(true);
}

/** A URL without its port, and with it: 443 or 80 where it has none. */
function withoutAndWithPort(url: string): readonly string[] {
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const usual = protocol === "https:" ? "443" : "80";
  const origin = `${protocol}//${hostname}`;
  const path = `${pathname}${search}`;
  return [`${origin}${path}`, `${origin}:${port === "" ? usual : port}${path}`];
}

/** The parameter of our own in the address that Twilio reports to. */
const REFERENCE = "message";

/** Where Twilio reports what came of a message: it repeats nothing of a request but the address. */
export function twilioCallback(receiptUrl: string, reference: string): string {
  const url = new URL(receiptUrl);
  url.searchParams.set(REFERENCE, reference);
  return url.href;
}

/**
 * The receipt in a form of Twilio (MessageSid, MessageStatus, ErrorCode); null when it is no receipt of a sent message.
 * @param url that it was sent to.
 */
export function twilioReceipt(url: string, parameters: URLSearchParams): Receipt | null {
  const reference = getReference(new URL(url).searchParams.get(REFERENCE));
  const vendorId = parameters.get("MessageSid") ?? parameters.get("SmsSid");
  if (vendorId === null || !isVendorId(vendorId)) return null;
  switch (parameters.get("MessageStatus") ?? parameters.get("SmsStatus") ?? "") {
    case "accepted":
    case "scheduled":
    case "queued":
    case "sending":
    case "sent":
      return { vendorId, reference, state: "ON_THE_WAY", failure: null };
    case "delivered":
    case "read":
      return { vendorId, reference, state: "DELIVERED", failure: null };
    case "undelivered":
    case "failed":
    case "canceled":
      return { vendorId, reference, state: "FAILED", failure: twilioFailure(parameters.get("ErrorCode")) };
    default:
      return null;
  }
}

function twilioFailure(code: string | null): string {
  return code !== null && /^\d{5}$/.test(code)
    ? `The SMS was not delivered (error ${code}): see https://www.twilio.com/docs/api/errors/${code} for what to do.`
    : "The SMS was not delivered, and Twilio gave no reason. Look into Twilio's log.";
}

/**
 * Whether a webhook is Vonage's: `Authorization: Bearer` with a JWT (HS256, by the signature secret) that is current and
 * has the SHA-256 of the body. Webhooks of the Messages API have it (developer.vonage.com, Webhooks, Signed webhooks).
 * @param body its bytes, as received.
 * @param now milliseconds since 1970 UTC.
 */
export function isVonageJwt(
  signatureSecret: string,
  authorization: string | undefined,
  body: Uint8Array,
  now: number,
): boolean {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(
    (authorization ?? "").slice(0, MAX_JWT_LENGTH),
  )?.[1];
  const [header, claims, signature] = token?.split(".") ?? [];
  if (header === undefined || claims === undefined || signature === undefined) return false;
  const expected = createHmac("sha256", signatureSecret).update(`${header}.${claims}`).digest("base64url");
  if (!isEqual(signature, expected)) return false;
  if (field(readPart(header), "alg") !== "HS256") return false;
  const read = readPart(claims);
  const issuedAt = field(read, "iat");
  const hash = field(read, "payload_hash");
  return (
    typeof issuedAt === "number" &&
    isNear(issuedAt * 1000, now) &&
    typeof hash === "string" &&
    isEqual(hash.toLowerCase(), createHash("sha256").update(body).digest("hex"))
  );
}

function readPart(part: string): unknown {
  return readJson(Buffer.from(part, "base64url").toString("utf8"));
}

/**
 * Whether a receipt is Vonage's: the parameter `sig`, hexadecimal HMAC-SHA256 or HMAC-SHA512 over all the others as
 * `&name=value`, sorted, with `_` for `&` and `=` in values. Receipts of the SMS API have it, if the account signs them
 * (developer.vonage.com, Signing messages). Its methods MD5 and SHA-1 are not accepted.
 * @param now milliseconds since 1970 UTC; `timestamp` has seconds.
 */
export function isVonageSignature(
  signatureSecret: string,
  parameters: URLSearchParams,
  now: number,
): boolean {
  const signature = parameters.get("sig");
  const timestamp = parameters.get("timestamp");
  if (signature === null || timestamp === null || !/^\d{1,12}$/.test(timestamp)) return false;
  if (!isNear(Number(timestamp) * 1000, now)) return false;
  const names = sortedNames(parameters).filter((name) => name !== "sig");
  if (names.some((name) => parameters.getAll(name).length > 1)) return false;
  const signed = names
    .map((name) => `&${name}=${(parameters.get(name) ?? "").replace(/[&=]/g, "_")}`)
    .join("");
  const algorithm = signature.length === 64 ? "sha256" : "sha512";
  return isEqual(
    signature.toLowerCase(),
    createHmac(algorithm, signatureSecret).update(signed, "utf8").digest("hex"),
  );
}

/** The parameters of a receipt that came as JSON, for `isVonageSignature` and `vonageReceipt`; null when it has others. */
export function jsonParameters(body: string): URLSearchParams | null {
  const read = readJson(body);
  if (typeof read !== "object" || read === null || Array.isArray(read)) return null;
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(read)) {
    if (typeof value === "string" || typeof value === "number") parameters.set(name, String(value));
  }
  return parameters;
}

/**
 * The receipt in a report of Vonage: the SMS API (messageId, status, err-code) once for each segment, the Messages API
 * (message_uuid, status) once for each message. Null when it is no receipt.
 */
export function vonageReceipt(parameters: URLSearchParams): Receipt | null {
  const vendorId = parameters.get("messageId") ?? parameters.get("message_uuid");
  const reference = getReference(parameters.get("client-ref"));
  if (vendorId === null || !isVendorId(vendorId)) return null;
  switch (parameters.get("status") ?? "") {
    case "accepted":
    case "buffered":
    case "submitted":
    case "unknown":
      return { vendorId, reference, state: "ON_THE_WAY", failure: null };
    case "delivered":
    case "read":
      return { vendorId, reference, state: "DELIVERED", failure: null };
    case "expired":
      return {
        vendorId,
        reference,
        state: "FAILED",
        failure: "The SMS could not be delivered while its code was valid.",
      };
    case "failed":
    case "rejected":
    case "undeliverable":
      return { vendorId, reference, state: "FAILED", failure: vonageFailure(parameters.get("err-code")) };
    default:
      return null;
  }
}

function vonageFailure(code: string | null): string {
  return code !== null && /^\d{1,3}$/.test(code)
    ? `The SMS was not delivered (err-code ${code}). Look this code up in Vonage's list of delivery errors.`
    : "The SMS was not delivered, and Vonage gave no reason. Look into Vonage's log.";
}

function sortedNames(parameters: URLSearchParams): string[] {
  return [...new Set(parameters.keys())].sort();
}

function isVendorId(text: string): boolean {
  return /^[\w-]{1,100}$/.test(text);
}

/** A reference of ours; null for anything else. */
function getReference(text: string | null): string | null {
  return text !== null && isUuid(text) ? text : null;
}

function isNear(moment: number, now: number): boolean {
  return Math.abs(moment - now) <= RECEIPT_TOLERANCE_MS;
}

/** Compares in a time that says nothing of where the texts differ. */
function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given, "utf8"), Buffer.from(expected, "utf8")];
  return a.length === b.length && timingSafeEqual(a, b);
}
