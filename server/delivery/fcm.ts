// Wakes phones by Firebase Cloud Messaging (firebase.google.com/docs/cloud-messaging/send/v1-api).
import { createHash, createPrivateKey, type KeyObject } from "node:crypto";
import { firebaseProject, LONGEST_SERVICE_ACCOUNT } from "@tokenplane/rules/channel";
import { SignJWT } from "jose";
import type { SecretsOf, SettingsOf } from "@tokenplane/rules/drivers/drivers";
import { boundedCache } from "../bounded-cache.js";
import {
  accepted,
  below,
  failedStatus,
  field,
  notAccepted,
  readJson,
  refused,
  repeatable,
  SHOWN_ONCE,
  getResult,
  retryAfterSeconds,
  unknown,
} from "./answers.js";
import type { Driver, OutgoingMessage, SendResult } from "./delivery.js";
import type { HttpAnswer, OutgoingHttp } from "./outgoing-http.js";

/** Where Google gives out access tokens, as its files say. */
const TOKEN_URI = "https://oauth2.googleapis.com/token";

/** The sender: the contents of a service account file. */
export interface FcmAccount {
  readonly projectId: string;
  readonly clientEmail: string;
  /** The key's id at Google; null when the file has none. */
  readonly keyId: string | null;
  readonly privateKey: KeyObject;
}

/** Names and values of the data, in bytes. */
const MAX_DATA_BYTES = 4096;

/** Google's documentation: these names are its own. */
const RESERVED_DATA = /^(?:from$|message_type$|google\.|gcm\.)/i;

/** The longest life of an assertion, and of the token that it gives, in seconds. */
const ASSERTION_SECONDS = 3600;

/** A token is not used in its last minute: it could end on the way. */
const MARGIN_MS = 60_000;

const SCOPE = "https://www.googleapis.com/auth/firebase.messaging";

/** The failure of a phone that Firebase does not know any more: its token is of no use. */
export const UNREGISTERED =
  "Firebase does not know this phone any more: the app was removed, or its token has changed. Let the person open the " +
  "app; if nothing arrives afterwards, the phone must be enrolled again.";

const NOT_ALLOWED =
  "Create a key for a service account with the role Firebase Cloud Messaging API Admin, and store its JSON file again.";

/** A service account file, or a sentence that says what is wrong with it. Nothing of the file is in the sentence. */
export function readServiceAccount(json: string): FcmAccount | { readonly failure: string } {
  const wrong = (what: string) => ({ failure: `The service account file ${what}. ${NOT_ALLOWED}` });
  if (json.length > LONGEST_SERVICE_ACCOUNT)
    return wrong(`is longer than ${LONGEST_SERVICE_ACCOUNT} characters`);
  const file = readJson(json);
  const text = (name: string) => {
    const value = field(file, name);
    return typeof value === "string" ? value : "";
  };
  if (text("type") !== "service_account") return wrong('is not JSON with the type "service_account"');
  const projectId = text("project_id");
  if (firebaseProject(projectId) !== null) return wrong("has no valid project_id");
  const clientEmail = text("client_email");
  if (!/^[a-z\d][a-z\d.-]{0,100}@[a-z\d.-]{1,100}\.gserviceaccount\.com$/.test(clientEmail)) {
    return wrong("has no valid client_email");
  }
  // An attacker who could name another address would be sent an assertion that is good at Google.
  if (text("token_uri") !== TOKEN_URI) return wrong("has another token_uri than Google's");
  const universe = field(file, "universe_domain") ?? "googleapis.com";
  if (universe !== "googleapis.com") return wrong("is not for googleapis.com");
  const keyId = field(file, "private_key_id") ?? null;
  if (keyId !== null && (typeof keyId !== "string" || !/^[\da-f]{8,64}$/.test(keyId))) {
    return wrong("has no valid private_key_id");
  }
  const privateKey = rsaKey(text("private_key"));
  return privateKey === null
    ? wrong("has no RSA private_key of 2048 bits or more")
    : { projectId, clientEmail, keyId, privateKey };
}

function rsaKey(pem: string): KeyObject | null {
  if (!/^-----BEGIN PRIVATE KEY-----\n[\s\S]*\n-----END PRIVATE KEY-----\n?$/.test(pem)) return null;
  try {
    const key = createPrivateKey(pem);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === "rsa" && bits >= 2048 ? key : null;
  } catch {
    return null;
  }
}

interface AccessToken {
  readonly value: string;
  /** Milliseconds since 1970 UTC: not used from then on. */
  readonly ends: number;
}

/** The access tokens of some accounts, in memory. Keep one for all senders: drivers are made for each message. */
export class FcmAccessTokens {
  readonly #tokens = boundedCache<AccessToken>(100);

  find(name: string, now: number): string | null {
    const token = this.#tokens.get(name);
    return token !== undefined && now < token.ends ? token.value : null;
  }

  keep(name: string, token: AccessToken): void {
    this.#tokens.set(name, token);
  }

  forget(name: string): void {
    this.#tokens.delete(name);
  }
}

/** The options that all drivers of a process share. */
export interface FcmOptions {
  readonly tokens: FcmAccessTokens;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
}

/**
 * Wakes phones by the app of one project, by Firebase Cloud Messaging. A wake-up may be repeated: the app knows the nonce, and
 * shows it once.
 */
export function fcmDriver(
  settings: SettingsOf<"FCM">,
  { serviceAccount }: SecretsOf<"FCM">,
  http: OutgoingHttp,
  { tokens, now }: FcmOptions,
): Driver {
  return {
    async send(message, signal) {
      const account = readServiceAccount(serviceAccount);
      if ("failure" in account) return refused(account.failure);
      const { data } = message;
      if (data === null || !fits(data)) {
        return refused(
          "The wake-up has more data than Firebase accepts (4,096 bytes), or it uses a name that Google reserves. Shorten its texts.",
        );
      }
      const name = cacheName(account, settings);
      const token = await accessToken(account);
      if (typeof token !== "string") return token;
      const outcome = await http(
        {
          url: below(settings.url, `v1/projects/${settings.projectId}/messages:send`),
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: JSON.stringify({ message: getMessage(message, data, now()) }),
        },
        signal,
      );
      if (outcome.state === "ANSWERED" && outcome.status === 401) tokens.forget(name);
      return repeatable(getResult(outcome, judge), SHOWN_ONCE);

      async function accessToken(from: FcmAccount): Promise<string | SendResult> {
        const cached = tokens.find(name, now());
        if (cached !== null) return cached;
        const asked = now();
        const answered = await http(
          {
            url: settings.tokenUrl,
            method: "POST",
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: new URLSearchParams({
              grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
              assertion: await assertion(from, settings.tokenUrl, asked),
            }).toString(),
          },
          signal,
        );
        if (answered.state !== "ANSWERED" || answered.status !== 200) {
          const failed = getResult(answered, judgeToken);
          // Without an access token, no phone was woken, whatever became of the request.
          return failed.state === "UNKNOWN" ? notAccepted(failed.failure) : failed;
        }
        const read = readToken(answered.body, asked);
        if (read === null) return refused("Google's access token could not be read. Check the channel.");
        tokens.keep(name, read);
        return read.value;
      }
    },
  };
}

/** The name of an access token in the cache. It contains the key: an account that gets another key asks for another token. */
function cacheName({ clientEmail, privateKey }: FcmAccount, { tokenUrl }: SettingsOf<"FCM">): string {
  const key = createHash("sha256").update(privateKey.export({ format: "der", type: "pkcs8" }));
  return [tokenUrl, clientEmail, key.digest("hex")].join(" ");
}

/** RFC 7523: who asks, for what, until when. */
function assertion(account: FcmAccount, audience: string, now: number): Promise<string> {
  const seconds = Math.floor(now / 1000);
  const { keyId, clientEmail, privateKey } = account;
  return new SignJWT({ scope: SCOPE })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", ...(keyId === null ? {} : { kid: keyId }) })
    .setIssuer(clientEmail)
    .setAudience(audience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + ASSERTION_SECONDS)
    .sign(privateKey);
}

function readToken(body: string, asked: number): AccessToken | null {
  const said = readJson(body);
  const value = field(said, "access_token");
  const seconds = field(said, "expires_in");
  if (typeof value !== "string" || !/^[\w.~+/=-]{1,4096}$/.test(value)) return null;
  if (typeof seconds !== "number" || !(seconds > 0)) return null;
  return { value, ends: asked + Math.min(seconds, ASSERTION_SECONDS) * 1000 - MARGIN_MS };
}

function judgeToken(answer: HttpAnswer): SendResult {
  if (answer.status !== 400 && answer.status !== 401) return failedStatus(answer, "Google");
  return refused(
    `Google does not accept the service account's key (${answer.status}): it was deleted, or this server's clock is off. ` +
      NOT_ALLOWED,
  );
}

function getMessage(
  { to, subject, text, secondsLeft }: OutgoingMessage,
  data: Readonly<Record<string, string>>,
  now: number,
): object {
  const seconds = Math.min(Math.max(Math.floor(secondsLeft), 1), 2_419_200);
  return {
    token: to,
    data,
    android: { priority: "HIGH", ttl: `${seconds}s` },
    apns: {
      headers: {
        "apns-priority": "10",
        "apns-push-type": "alert",
        "apns-expiration": String(Math.floor(now / 1000) + seconds),
      },
      payload: { aps: { alert: { title: subject, body: text }, sound: "default", "content-available": 1 } },
    },
  };
}

function fits(data: Readonly<Record<string, string>>): boolean {
  const entries = Object.entries(data);
  const bytes = entries.reduce((sum, entry) => sum + Buffer.byteLength(entry.join("")), 0);
  return bytes <= MAX_DATA_BYTES && !entries.some(([name]) => RESERVED_DATA.test(name));
}

/** Of `projects/…/messages/0:1500415314455276%31bd1c9631bd1c96`. */
function messageId(name: string): string | null {
  return /\/([\w.:%-]{1,100})$/.exec(name)?.[1] ?? null;
}

function judge(answer: HttpAnswer): SendResult {
  const said = readJson(answer.body);
  if (answer.status === 200) {
    const name = field(said, "name");
    return typeof name === "string"
      ? accepted(messageId(name))
      : unknown("Firebase's answer could not be read. Check the channel.");
  }
  const seconds = retryAfterSeconds(answer);
  switch (`${answer.status} ${errorCode(said)}`) {
    case "404 UNREGISTERED":
      return refused(UNREGISTERED);
    case "403 SENDER_ID_MISMATCH":
      return refused(
        "The phone's app belongs to another Firebase project (403). Use the service account of the project that the app " +
          "was built for.",
      );
    case "401 THIRD_PARTY_AUTH_ERROR":
      return refused(
        "The Firebase project has no valid key for Apple's push service (401). Store one in the project's settings.",
      );
    case "429 QUOTA_EXCEEDED":
      return notAccepted("Firebase gets more messages than it allows (429).", seconds);
  }
  switch (answer.status) {
    case 400:
      return refused(
        "Firebase refused the message (400): usually the phone's token is not a Firebase token.",
      );
    case 401:
      return notAccepted(
        "Firebase did not accept the access token (401). The server requests a new one.",
        seconds,
      );
    case 403:
      return refused(`The service account may not send in this project (403). ${NOT_ALLOWED}`);
    case 404:
      return refused("Firebase does not know the project of the service account (404). Check the channel.");
    case 503:
      return notAccepted("Firebase is not available now (503).", seconds);
    default:
      return failedStatus(answer, "Firebase");
  }
}

/** Google's own name of an error, in its details; else the status that is there. */
function errorCode(said: unknown): string {
  const error = field(said, "error");
  const details = field(error, "details");
  for (const detail of Array.isArray(details) ? details : []) {
    const code: unknown = field(detail, "errorCode");
    if (typeof code === "string") return code;
  }
  return "";
}
