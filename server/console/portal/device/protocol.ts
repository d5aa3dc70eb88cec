// The messages between this browser and the server: the protocol of phones (docs/push.md). A page needs no signature of the
// server: it gets every answer over the same connection as its own code.
import { property, getText } from "../../data/property.js";
import { keepText, keptText } from "../../parts/browser-storage.js";
import type { Device } from "./device.js";
import { toBase32, toBase64 } from "./encoding.js";
import type { DeviceLink } from "./link.js";

/** How a phone signs. The server takes only RSA, which every browser has. */
const ALGORITHM = {
  name: "RSASSA-PKCS1-v1_5",
  modulusLength: 3072,
  publicExponent: Uint8Array.of(1, 0, 1),
  hash: "SHA-256",
};

/** Says that nothing wakes this phone. */
export const NO_WAKE_TOKEN = "no_firebase_token";

/** A clock that is off by more is corrected, in milliseconds: the server takes a minute. */
const CLOCK_MS = 20_000;

/** An answer of the server is waited for so long, in milliseconds. */
const LONGEST_MS = 10_000;

/** Something that the person is asked. */
export interface PushRequest {
  /** Names it, and is known only to this phone. */
  readonly nonce: string;
  readonly title: string;
  readonly question: string;
  /** The options of the person's choice; empty when there is nothing to choose. */
  readonly options: readonly string[];
}

/** The server's request, or why there is none. */
export type Polled =
  | {
      readonly state: "ASKED";
      readonly requests: readonly PushRequest[];
      /** Whether a first code has confirmed this phone. */
      readonly isConfirmed: boolean;
    }
  /** It does not know this phone, or not any more. */
  | { readonly state: "UNKNOWN" }
  /** It was not reached, or is busy. */
  | { readonly state: "AWAY" };

/** How a person answers: with what was chosen, if there is a choice. */
export type Verdict =
  | { readonly kind: "APPROVE"; readonly choice: string | null }
  | { readonly kind: "DECLINE"; readonly reason: "unknown_trigger" | "cancelled" };

/** The outcome of an answer. */
export type Outcome =
  /** @property code to type where one signs in; empty when there is nothing to type. */
  | { readonly state: "APPROVED"; readonly code: string }
  | { readonly state: "DECLINED" }
  /** It did not count: it was too late, was answered elsewhere, or the choice was wrong. */
  | { readonly state: "VOID" };

/** A new key pair, whose private key cannot be exported from the browser. */
export function newKeyPair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, false, ["sign", "verify"]);
}

/** By how much the server's clock is ahead of this phone's, in milliseconds, where that mattered. */
let ahead = 0;

async function signed(key: CryptoKey, parts: readonly string[]): Promise<string> {
  const signature = await crypto.subtle.sign(ALGORITHM.name, key, new TextEncoder().encode(parts.join("|")));
  return toBase32(new Uint8Array(signature));
}

/** Asks the server, not longer than `LONGEST_MS`. @param stop ends it earlier. @throws DOMException when it is ended. */
function ask(path: string, init: RequestInit = {}, stop = new AbortController()): Promise<Response> {
  // A network that is gone closes nothing.
  setTimeout(() => stop.abort(), LONGEST_MS);
  return fetch(path, { ...init, cache: "no-store", signal: stop.signal });
}

function post(door: string, form: Readonly<Record<string, string>>): Promise<Response> {
  return ask(door, { method: "POST", body: new URLSearchParams(form) });
}

/** Where this browser keeps the time that it signed when it last reported how a phone is woken, in milliseconds since 1970. */
const wakingSaidAt = (serial: string) => `tokenplane-waking-said-at ${serial}`;

/**
 * Sends something that is signed for a moment; once more, when this phone's clock is off: what is signed for another minute is as
 * wrong as what somebody else signed.
 * @param earliest the moment is not before this, in milliseconds since 1970.
 */
async function timely(send: (timestamp: string) => Promise<Response>, earliest = 0): Promise<Response> {
  const sendAt = (time: number) => send(new Date(Math.max(time, earliest)).toISOString());
  const sentAt = Date.now() + ahead;
  const response = await sendAt(sentAt);
  const now = Date.parse(response.headers.get("date") ?? "");
  if (response.status !== 400 || !(Math.abs(now - sentAt) > CLOCK_MS)) return response;
  ahead = now - Date.now();
  return sendAt(now);
}

/**
 * Gives the server this phone's key. @returns why it does not take it; null when it does.
 * @throws TypeError when it is not reached.
 */
export async function rollOut(
  { serial, credential, door }: DeviceLink,
  publicKey: CryptoKey,
): Promise<number | null> {
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", publicKey));
  const response = await post(door, {
    enrollment_credential: credential,
    serial,
    // How it is woken, it says as soon as the person has allowed that.
    fbtoken: NO_WAKE_TOKEN,
    pubkey: toBase64(spki),
    capabilities: JSON.stringify(["decline_reason"]),
  });
  return response.ok ? null : response.status;
}

function requestIn(value: unknown): PushRequest {
  const options = getText(value, "require_presence");
  return {
    nonce: getText(value, "nonce"),
    title: getText(value, "title"),
    question: getText(value, "question"),
    options: options === "" ? [] : options.split(","),
  };
}

/** Asks whether there is something to answer. @param stop ends it before the server has answered. */
export async function poll(device: Device, stop = new AbortController()): Promise<Polled> {
  const { serial, door, key } = device;
  try {
    const response = await timely(async (timestamp) => {
      const signature = await signed(key, [serial, timestamp]);
      const query = new URLSearchParams({ serial, timestamp, signature });
      return ask(`${door}?${query.toString()}`, {}, stop);
    });
    if (response.status === 400) return { state: "UNKNOWN" };
    if (!response.ok) return { state: "AWAY" };
    const reply: unknown = await response.json();
    const list = property(property(reply, "result"), "value");
    return {
      state: "ASKED",
      requests: Array.isArray(list) ? list.map(requestIn) : [],
      isConfirmed: getText(property(reply, "detail"), "state") !== "ROLLED_OUT",
    };
  } catch {
    return { state: "AWAY" };
  }
}

/**
 * Reports to the server how this phone is woken from now on. The server ignores what is signed for an earlier time than the last report,
 * so the time never goes back: not when the clock is corrected, and not in another tab.
 * @returns whether it took it. One that does not know this phone has nothing to wake it for, which is said in its place.
 */
export async function sendWakeToken(device: Device, wakeToken: string): Promise<boolean> {
  const { serial, door, key } = device;
  const name = wakingSaidAt(serial);
  const last = () => Number(keptText("localStorage", name) ?? 0);
  try {
    const response = await timely(async (timestamp) => {
      const signature = await signed(key, [wakeToken, serial, timestamp]);
      const said = await post(door, { new_fb_token: wakeToken, serial, timestamp, signature });
      const saidAt = Math.max(last(), Date.parse(timestamp));
      // A phone that nothing wakes any more is about to be removed: nothing of it stays.
      if (said.ok) keepText("localStorage", name, wakeToken === NO_WAKE_TOKEN ? null : String(saidAt));
      return said;
    }, last() + 1);
    return response.ok || response.status === 400;
  } catch {
    return false;
  }
}

/** Sends what the person answered; once more after a lost connection. @throws TypeError when the server is not reached. */
export async function answer(
  { door, serial, key }: Device,
  nonce: string,
  verdict: Verdict,
): Promise<Outcome> {
  const said: Record<string, string> =
    verdict.kind === "DECLINE"
      ? { decline: "1", decline_reason: verdict.reason }
      : verdict.choice === null
        ? {}
        : { presence_answer: verdict.choice };
  const written =
    verdict.kind === "DECLINE"
      ? ["decline", verdict.reason]
      : verdict.choice === null
        ? []
        : [verdict.choice];
  const form = { serial, nonce, ...said, signature: await signed(key, [nonce, serial, ...written]) };
  const response = await post(door, form).catch(() => post(door, form));
  if (response.status >= 500 || response.status === 429) throw new TypeError("the server is busy");
  const reply: unknown = await response.json();
  if (property(property(reply, "result"), "value") !== true) return { state: "VOID" };
  if (verdict.kind === "DECLINE") return { state: "DECLINED" };
  return { state: "APPROVED", code: getText(property(reply, "detail"), "display_code") };
}
