import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import {
  getForm,
  type Gateway,
  type GatewayAnswer,
  type GatewayRequest,
  type Handling,
  startGateway,
} from "./gateway.js";

/** A wake-up that was accepted. */
export interface FcmMessage {
  readonly token: string;
  readonly data: Readonly<Record<string, string>>;
  /** As it was received. */
  readonly message: Readonly<Record<string, unknown>>;
  readonly id: string;
}

export interface FcmGateway extends Gateway<FcmMessage> {
  /** The file that Google gives out for the service account. */
  readonly serviceAccount: string;
  readonly urls: { readonly token: string; readonly send: string };
  /** Phones that the app of this project runs on, by token. */
  readonly phones: Set<string>;
  /** Phones that removed it. */
  readonly removed: Set<string>;
  /** Phones of another project's app. */
  readonly foreign: Set<string>;
  /** How many access tokens were given out. */
  readonly tokensGiven: () => number;
  /** Makes every access token that was given out invalid. */
  readonly revoke: () => void;
}

const PROJECT = "tokenplane-test";
const EMAIL = "sender@tokenplane-test.iam.gserviceaccount.com";
const KEY_ID = "0123456789abcdef";
const GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const SCOPE = "https://www.googleapis.com/auth/firebase.messaging";

/**
 * Google's token endpoint and Firebase Cloud Messaging, for one project.
 * @param now the clock that Google goes by, in milliseconds.
 */
export async function startFcm(now: () => number = Date.now): Promise<FcmGateway> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ format: "pem", type: "pkcs8" });
  const phones = new Set<string>();
  const removed = new Set<string>();
  const foreign = new Set<string>();
  const valid = new Map<string, number>();
  let given = 0;
  let audience = "";

  const gateway = await startGateway<FcmMessage>((request, count) =>
    request.path === "/token" ? giveToken(request) : send(request, count),
  );
  audience = `${gateway.url}/token`;

  function giveToken(request: GatewayRequest): Handling<FcmMessage> {
    const form = getForm(request);
    const refuse = (error: string): Handling<FcmMessage> => ({ refuse: { status: 400, body: { error } } });
    if (request.method !== "POST" || form?.get("grant_type") !== GRANT)
      return refuse("unsupported_grant_type");
    if (!isGoodAssertion(form.get("assertion") ?? "")) return refuse("invalid_grant");
    given += 1;
    const token = `ya29.token-${given}`;
    valid.set(token, now() + 3_599_000);
    return {
      repeated: { status: 200, body: { access_token: token, expires_in: 3599, token_type: "Bearer" } },
    };
  }

  function isGoodAssertion(jwt: string): boolean {
    const [head = "", claims = "", signed = "", more] = jwt.split(".");
    const key = createPublicKey(privateKey);
    if (more !== undefined) return false;
    if (!verify("sha256", Buffer.from(`${head}.${claims}`), key, Buffer.from(signed, "base64url")))
      return false;
    const header = getObject(Buffer.from(head, "base64url").toString());
    const claim = getObject(Buffer.from(claims, "base64url").toString());
    const { iat, exp } = claim;
    const seconds = now() / 1000;
    return (
      header["alg"] === "RS256" &&
      header["kid"] === KEY_ID &&
      claim["iss"] === EMAIL &&
      claim["scope"] === SCOPE &&
      claim["aud"] === audience &&
      typeof iat === "number" &&
      typeof exp === "number" &&
      Math.abs(seconds - iat) <= 300 &&
      exp > seconds &&
      exp - iat <= 3600
    );
  }

  function send(request: GatewayRequest, count: number): Handling<FcmMessage> {
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    if (now() >= (valid.get(bearer) ?? 0)) return fail(401, "UNAUTHENTICATED");
    if (request.method !== "POST" || request.path !== `/v1/projects/${PROJECT}/messages:send`) {
      return fail(404, "NOT_FOUND");
    }
    if (request.headers["content-type"]?.startsWith("application/json") !== true) {
      return fail(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT");
    }
    const message = getRecord(getObject(request.body)["message"]);
    const { token, data = {} } = message;
    const texts = getTexts(data);
    if (typeof token !== "string" || texts === null || !isAllowed(message, texts)) {
      return fail(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT");
    }
    if (removed.has(token)) return fail(404, "NOT_FOUND", "UNREGISTERED");
    if (foreign.has(token)) return fail(403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH");
    if (!phones.has(token)) return fail(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT");
    const id = `0:${1_700_000_000 + count}%abcdef`;
    const answer: GatewayAnswer = { status: 200, body: { name: `projects/${PROJECT}/messages/${id}` } };
    return { accept: { token, data: texts, message, id }, answer };
  }

  return {
    ...gateway,
    serviceAccount: JSON.stringify({
      type: "service_account",
      project_id: PROJECT,
      private_key_id: KEY_ID,
      private_key: pem,
      client_email: EMAIL,
      client_id: "100000000000000000000",
      token_uri: "https://oauth2.googleapis.com/token",
      universe_domain: "googleapis.com",
    }),
    urls: { token: audience, send: gateway.url },
    phones,
    removed,
    foreign,
    tokensGiven: () => given,
    revoke: () => valid.clear(),
  };
}

/** Whether Google accepts a message for one phone. */
function isAllowed(
  message: Readonly<Record<string, unknown>>,
  data: Readonly<Record<string, string>>,
): boolean {
  const names = Object.keys(data);
  const bytes = Buffer.byteLength(names.join("") + Object.values(data).join(""));
  const android = getRecord(message["android"]);
  const { ttl = "60s", priority = "NORMAL" } = android;
  const headers = getTexts(getRecord(message["apns"])["headers"] ?? {});
  return (
    bytes <= 4096 &&
    !names.some((name) => /^(?:from|message_type)$|^(?:google|gcm)/.test(name)) &&
    Object.keys(message).every((name) =>
      ["token", "data", "notification", "android", "apns"].includes(name),
    ) &&
    typeof ttl === "string" &&
    /^\d{1,7}(?:\.\d{1,9})?s$/.test(ttl) &&
    (priority === "HIGH" || priority === "NORMAL") &&
    headers !== null
  );
}

/** As Google writes an error. @param code of FCM's own, in the details. */
function fail(status: number, name: string, code?: string): Handling<FcmMessage> {
  const type = "type.googleapis.com/google.firebase.fcm.v1.FcmError";
  const details = code === undefined ? [] : [{ "@type": type, errorCode: code }];
  return {
    refuse: { status, body: { error: { code: status, message: "Refused.", status: name, details } } },
  };
}

function getRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function getObject(json: string): Readonly<Record<string, unknown>> {
  try {
    return getRecord(JSON.parse(json));
  } catch {
    return {};
  }
}

/** An object whose values are texts; null when it is none: Firebase refuses numbers and nested data. */
function getTexts(value: unknown): Readonly<Record<string, string>> | null {
  const entries = Object.entries(getRecord(value));
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return texts.length === entries.length ? Object.fromEntries(texts) : null;
}
