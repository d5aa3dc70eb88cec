// A phone with the privacyIDEA Authenticator, as that app behaves (design/channels.md, A). It shares nothing with the
// server: only what it scans, and what it receives.
import { constants, createPublicKey, generateKeyPair, type KeyObject, sign, verify } from "node:crypto";
import { promisify } from "node:util";

/** The app's reading of a URI. */
export interface Scanned {
  readonly label: string;
  readonly issuer: string;
  readonly url: string;
  readonly ttlMinutes: number;
  readonly credential: string | null;
  readonly serial: string;
  readonly sslVerify: boolean;
  readonly pollOnly: boolean;
  readonly forceUnlock: string | null;
}

/** A request that the app shows, because its signature is right. */
export interface PushRequest {
  readonly nonce: string;
  readonly url: string;
  readonly serial: string;
  readonly question: string;
  readonly title: string;
  /** The options from which the person chooses; null when there is nothing to choose. */
  readonly options: readonly string[] | null;
  /** Whether the server takes a reason with a decline. */
  readonly takesReason: boolean;
  /** Milliseconds: the app drops it then. */
  readonly expiresAt: number;
}

/** The reply to an answer, as the person sees it. The app takes every reply in its JSON for success. */
export interface Reply {
  readonly status: number;
  /** The value of `result.value`; the app does not look at it. */
  readonly value: boolean | null;
  readonly displayCode: string | null;
  readonly message: string | null;
  /** The server's own error; the app shows nothing of it. */
  readonly error: string | null;
}

/** The answer to a poll. */
export interface Polled {
  readonly status: number;
  /** Everything that the app shows from now on. */
  readonly requests: readonly PushRequest[];
  /** The requests that came and were dropped, with the reason. */
  readonly dropped: readonly string[];
  readonly error: string | null;
}

/** Something that the app does not continue after. */
export class PhoneError extends Error {
  override name = "PhoneError";
}

export interface PhoneOptions {
  /** The phone's clock, in milliseconds since 1970 UTC. */
  readonly now?: () => number;
  /** Of the phone's key: the app makes 4096, which takes a second. */
  readonly bits?: number;
  /** A key that is there already, so that none need be made: tests with many phones are quicker. */
  readonly privateKey?: KeyObject;
  /** Posts an empty form first. */
  readonly ios?: boolean;
  /** The token that Firebase gave it, unless the URI says poll only. */
  readonly wakeToken?: string;
  /** Another fetch, such as one that loses its connections. */
  readonly fetch?: typeof fetch;
}

/** Android and iOS drop a request after two minutes. */
const REQUEST_MS = 120_000;

const NO_WAKE_TOKEN = "no_firebase_token";
const CAPABILITIES = JSON.stringify(["decline_reason"]);
const generate = promisify(generateKeyPair);

/** Reads a QR code or a link as the app does. @throws PhoneError */
export function scan(uri: string): Scanned {
  const [, scheme, host, path = "", queryText = ""] =
    /^([a-z]+):\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?$/i.exec(uri) ?? [];
  if (scheme !== "otpauth" && scheme !== "pia") throw new PhoneError("not a scheme of the app");
  if (host?.toLowerCase() !== "pipush") throw new PhoneError("not a push token");
  if (path.length < 2) throw new PhoneError("no label");
  const query = new Map<string, string>();
  for (const part of queryText.split("&")) {
    const [name = "", value = ""] = part.split("=", 2);
    query.set(queryDecode(name), queryDecode(value));
  }
  const decoded = decodeURIComponent(path.slice(1));
  const [first = "", second] = decoded.split(":");
  const issuer = second === undefined ? twiceDecoded(query.get("issuer") ?? "") : first;
  if (twiceDecoded(query.get("issuer") ?? "") === "Steam") throw new PhoneError("taken for a token of Steam");
  if (query.get("v") !== "1") throw new PhoneError("version");
  const serial = query.get("serial");
  if (serial === undefined) throw new PhoneError("no serial");
  const ttl = query.get("ttl") ?? "3";
  if (!/^\d+$/.test(ttl) || Number(ttl) < 1) throw new PhoneError("ttl");
  const url = query.get("url") ?? "";
  if (!/^https?:\/\/[^/]+/.test(url)) throw new PhoneError("url");
  return {
    label: second ?? decoded,
    issuer,
    url: appUrl(url),
    ttlMinutes: Number(ttl),
    credential: query.get("enrollment_credential") ?? null,
    serial,
    sslVerify: getBoolean(query.get("sslverify") ?? "1"),
    pollOnly: getBoolean(query.get("poll_only") ?? "false"),
    forceUnlock: query.get("app_force_unlock") ?? null,
  };
}

function queryDecode(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}

/** The app decodes an issuer once more, unless that is not possible. */
function twiceDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function getBoolean(text: string): boolean {
  const lower = text.toLowerCase();
  if (lower === "true" || lower === "1") return true;
  if (lower === "false" || lower === "0") return false;
  throw new PhoneError(`no boolean: ${text}`);
}

/** A URL as Dart's Uri writes it again: this is what the app's signatures are about. */
export function appUrl(text: string): string {
  const [, scheme = "", authority = "", path = "", rest = ""] =
    /^([^:]+):\/\/([^/?#]*)([^?#]*)(.*)$/.exec(text) ?? [];
  const protocol = scheme.toLowerCase();
  const usual = protocol === "https" ? /:443$/ : /:80$/;
  return `${protocol}://${authority.toLowerCase().replace(usual, "")}${withoutDots(normalEscapes(path))}${normalEscapes(rest)}`;
}

/** RFC 3986, 6.2.2: escapes in capitals, and none for what needs none. */
function normalEscapes(text: string): string {
  return text
    .replaceAll(/%([\da-f]{2})/gi, (escape, hex: string) => {
      const character = String.fromCodePoint(Number.parseInt(hex, 16));
      return /[A-Za-z\d._~-]/.test(character) ? character : escape.toUpperCase();
    })
    .replaceAll(/[^\u0021-\u007e]/g, encodeURIComponent);
}

/** RFC 3986, 5.2.4. */
function withoutDots(path: string): string {
  if (!path.includes("/.")) return path;
  const segments: string[] = [];
  const given = path.slice(1).split("/");
  for (const [place, segment] of given.entries()) {
    const isDots = segment === "." || segment === "..";
    if (segment === "..") segments.pop();
    if (!isDots) segments.push(segment);
    else if (place === given.length - 1) segments.push("");
  }
  return `/${segments.join("/")}`;
}

/** Dart's toIso8601String in UTC: microseconds are left out when they are zero. */
export function appTime(milliseconds: number, microseconds = 0): string {
  const text = new Date(milliseconds).toISOString();
  return microseconds === 0 ? text : text.replace("Z", `${String(microseconds).padStart(3, "0")}Z`);
}

/** A phone that scanned a URI. */
export class Phone {
  readonly token: Scanned;
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  readonly #now: () => number;
  readonly #ios: boolean;
  readonly #fetch: typeof fetch;
  readonly #scannedAt: number;
  #wakeToken: string | null;
  #serverKey: KeyObject | null = null;
  #requests: PushRequest[] = [];
  readonly #known = new Set<string>();
  /** The app's clock has microseconds. */
  #microseconds = 0;

  private constructor(token: Scanned, privateKey: KeyObject, options: PhoneOptions) {
    this.token = token;
    this.#privateKey = privateKey;
    this.#publicKey = createPublicKey(privateKey);
    this.#now = options.now ?? Date.now;
    this.#ios = options.ios ?? false;
    this.#fetch = options.fetch ?? fetch;
    this.#wakeToken = token.pollOnly ? null : (options.wakeToken ?? null);
    this.#scannedAt = this.#now();
  }

  /** Scans a URI and makes a key. @throws PhoneError */
  static async scan(uri: string, options: PhoneOptions = {}): Promise<Phone> {
    const token = scan(uri);
    const { bits = 2048 } = options;
    const key =
      options.privateKey ??
      (await generate("rsa", { modulusLength: bits, publicExponent: 65_537 })).privateKey;
    return new Phone(token, key, options);
  }

  /** Scans a URI and rolls out. @throws PhoneError */
  static async enrol(uri: string, options: PhoneOptions = {}): Promise<Phone> {
    const phone = await Phone.scan(uri, options);
    await phone.rollOut();
    return phone;
  }

  /** The form that the phone posts to roll out. @param changes for attacks. */
  rollOutForm(changes: Readonly<Record<string, string>> = {}): Record<string, string> {
    if (this.token.credential === null) throw new PhoneError("no credential");
    return {
      enrollment_credential: this.token.credential,
      serial: this.token.serial,
      fbtoken: this.#wakeToken ?? NO_WAKE_TOKEN,
      pubkey: this.#publicKey.export({ format: "der", type: "spki" }).toString("base64"),
      capabilities: CAPABILITIES,
      ...changes,
    };
  }

  /** Rolls out, or tries again. @throws PhoneError after its time, and when the server refuses. */
  async rollOut(changes: Readonly<Record<string, string>> = {}): Promise<void> {
    if (this.isRolledOut) return;
    if (this.#now() > this.#scannedAt + this.token.ttlMinutes * 60_000) throw new PhoneError("expired");
    // For the question whether the app may use the network. Every answer will do.
    if (this.#ios) await (await this.#fetch(this.token.url, { method: "POST", body: "" })).text();
    const response = await this.#post(this.token.url, this.rollOutForm(changes));
    const body = await response.text();
    if (response.status >= 400) throw new PhoneError(`roll-out failed: ${response.status} ${body}`);
    const key = at(at(getJson(body), "detail"), "public_key");
    if (typeof key !== "string") throw new PhoneError("the reply has no public key");
    const der = Buffer.from(key.replaceAll("\n", ""), "base64");
    this.#serverKey = createPublicKey({ key: der, format: "der", type: "pkcs1" });
  }

  get isRolledOut(): boolean {
    return this.#serverKey !== null;
  }

  /** The requests that the app shows now. */
  get requests(): readonly PushRequest[] {
    this.#requests = this.#requests.filter(({ expiresAt }) => this.#now() < expiresAt);
    return this.#requests;
  }

  /** Signs a text with the phone's key. */
  sign(text: string): string {
    const key = { key: this.#privateKey, padding: constants.RSA_PKCS1_PADDING };
    return base32(sign("sha256", Buffer.from(text), key));
  }

  /** The address of a poll. @param changes for attacks, after the signature is made. */
  pollUrl(changes: Readonly<Record<string, string>> = {}): string {
    const { serial, url } = this.token;
    const timestamp = this.#timestamp();
    const query = new URLSearchParams({
      serial,
      timestamp,
      signature: this.sign(`${serial}|${timestamp}`),
      capabilities: CAPABILITIES,
      ...changes,
    });
    return `${url}?${query.toString()}`;
  }

  /** Asks whether there is something to answer, as the app does when it is opened. */
  async poll(changes: Readonly<Record<string, string>> = {}): Promise<Polled> {
    const response = await this.#fetch(this.pollUrl(changes));
    const body = getJson(await response.text());
    const error = getError(body);
    if (response.status !== 200) {
      return { status: response.status, requests: this.requests, dropped: [], error };
    }
    const list = at(at(body, "result"), "value");
    if (!Array.isArray(list)) throw new PhoneError("the reply to a poll has no list");
    // One that is not complete spoils the list: the app shows none of it.
    for (const data of list) checkFields(data);
    const dropped = list.flatMap((data: unknown) => this.receive(data) ?? []);
    return { status: 200, requests: this.requests, dropped, error: null };
  }

  /** A challenge that came, by a poll or by Firebase. @returns why it is not shown; null when it is. */
  receive(data: unknown): string | null {
    checkFields(data);
    const text = (name: string) => String(at(data, name));
    const url = appUrl(text("url"));
    const presence = at(data, "require_presence");
    const options = typeof presence === "string" ? presence.split(",") : null;
    const nonce = text("nonce");
    if (text("serial") !== this.token.serial) return "no token with this serial";
    if (this.#serverKey === null) return "not rolled out";
    const isVerified = text("sslverify") === "1" ? "1" : "0";
    const signed = [nonce, url, text("serial"), text("question"), text("title"), isVerified];
    if (options !== null) signed.push(options.join(","));
    if (!this.#isServers(signed.join("|"), text("signature"))) return "the signature is wrong";
    const capabilities = getCapabilities(data);
    if (capabilities !== null) {
      const canonical = canonicalJson({ capabilities: capabilities.entries, nonce });
      if (!this.#isServers(canonical, capabilities.signature)) return "the capabilities' signature is wrong";
    }
    // The app shows a request once, whichever way it comes, and not again after the answer.
    if (this.#known.has(nonce)) return null;
    this.#known.add(nonce);
    this.#requests.push({
      nonce,
      url,
      serial: text("serial"),
      question: text("question"),
      title: text("title"),
      options,
      takesReason: takesReason(capabilities?.entries["decline_reason"]),
      expiresAt: this.#now() + REQUEST_MS,
    });
    return null;
  }

  /** Approves a request. @param choice one of the options, if there are any. */
  accept(request: PushRequest, choice?: string): Promise<Reply> {
    return this.#answer(request, this.acceptForm(request, choice));
  }

  /** Declines a request that no user here made. */
  decline(request: PushRequest): Promise<Reply> {
    return this.#answer(request, this.declineForm(request, "unknown_trigger"));
  }

  /** Declines a request because one changed one's mind. */
  cancel(request: PushRequest): Promise<Reply> {
    return this.#answer(request, this.declineForm(request, "cancelled"));
  }

  acceptForm(request: PushRequest, choice?: string): Record<string, string> {
    const { nonce } = request;
    const { serial } = this.token;
    const chosen: Record<string, string> = choice === undefined ? {} : { presence_answer: choice };
    const text = [nonce, serial, ...Object.values(chosen)].join("|");
    return { serial, nonce, ...chosen, signature: this.sign(text) };
  }

  /** The app leaves the reason out when the server does not say that it takes one. */
  declineForm(request: PushRequest, reason?: "unknown_trigger" | "cancelled"): Record<string, string> {
    const { nonce, takesReason: isTaken } = request;
    const { serial } = this.token;
    const reasons = reason === undefined || !isTaken ? [] : [reason];
    const written: Record<string, string> = reasons[0] === undefined ? {} : { decline_reason: reasons[0] };
    const text = [nonce, serial, "decline", ...reasons].join("|");
    return { serial, nonce, decline: "1", ...written, signature: this.sign(text) };
  }

  wakeTokenForm(wakeToken: string): Record<string, string> {
    const { serial } = this.token;
    const timestamp = this.#timestamp();
    return {
      new_fb_token: wakeToken,
      serial,
      timestamp,
      signature: this.sign(`${wakeToken}|${serial}|${timestamp}`),
      capabilities: CAPABILITIES,
    };
  }

  /** Tells the server another token of Firebase. @returns whether the server took it. */
  async updateWakeToken(wakeToken: string): Promise<boolean> {
    const response = await this.#post(this.token.url, this.wakeTokenForm(wakeToken));
    await response.text();
    if (response.status >= 400) return false;
    this.#wakeToken = wakeToken;
    return true;
  }

  /** The server's public key, once it is rolled out. */
  get serverKey(): KeyObject | null {
    return this.#serverKey;
  }

  async #answer(request: PushRequest, form: Readonly<Record<string, string>>): Promise<Reply> {
    if (!this.requests.some(({ nonce }) => nonce === request.nonce)) throw new PhoneError("it has expired");
    let response: Response;
    let body: string;
    try {
      response = await this.#post(request.url, form);
      body = await response.text();
    } catch {
      // Once more after a lost connection, with the same signature. The request stays when that fails, too.
      response = await this.#post(request.url, form);
      body = await response.text();
    }
    const reply = getReply(response.status, getJson(body));
    this.#requests = this.#requests.filter(({ nonce }) => nonce !== request.nonce);
    return reply;
  }

  #post(url: string, form: Readonly<Record<string, string>>): Promise<Response> {
    return this.#fetch(url, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
      body: new URLSearchParams(form).toString(),
    });
  }

  /** A time that is not the same twice, sometimes with no microseconds. */
  #timestamp(): string {
    this.#microseconds = (this.#microseconds + 1) % 3;
    return appTime(this.#now(), this.#microseconds * 111);
  }

  #isServers(text: string, signature: string): boolean {
    const bytes = fromBase32(signature);
    if (this.#serverKey === null || bytes === null) return false;
    const key = { key: this.#serverKey, padding: constants.RSA_PKCS1_PADDING };
    return verify("sha256", Buffer.from(text), key, bytes);
  }

  /** For another phone with the same key. */
  get privateKey(): KeyObject {
    return this.#privateKey;
  }
}

/** The app wants a boolean `result.status` in JSON, and takes everything else for a failure. */
function getReply(status: number, body: unknown): Reply {
  const result = at(body, "result");
  if (typeof at(result, "status") !== "boolean") throw new PhoneError(`no reply of the app's: ${status}`);
  const value = at(result, "value") ?? null;
  if (value !== null && typeof value !== "boolean") throw new PhoneError("the reply's value is no boolean");
  if (value !== null && getError(body) !== null) throw new PhoneError("the reply has a value and an error");
  const detail = at(body, "detail");
  return {
    status,
    value,
    displayCode: textOrNull(at(detail, "display_code")),
    message: textOrNull(at(detail, "message")),
    error: getError(body),
  };
}

function getError(body: unknown): string | null {
  const error = at(at(body, "result"), "error") ?? null;
  if (error === null) return null;
  const code = at(error, "code");
  const message = at(error, "message");
  if (!Number.isInteger(code) || typeof message !== "string") throw new PhoneError("no error of the app's");
  return message;
}

function textOrNull(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "string") throw new PhoneError("a detail is no text");
  return value;
}

/** All of these have to be there, as texts. */
function checkFields(data: unknown): void {
  for (const name of ["title", "question", "url", "nonce", "sslverify", "serial", "signature"]) {
    if (typeof at(data, name) !== "string") throw new PhoneError(`a challenge without ${name}`);
  }
}

/** The capabilities of the server; null when it says nothing that the app can read. */
function getCapabilities(data: unknown): { entries: Record<string, unknown>; signature: string } | null {
  const raw = at(data, "capabilities");
  const signature = at(data, "capabilities_signature");
  if (raw === undefined || raw === null || typeof signature !== "string") return null;
  const entries = typeof raw === "string" ? getJson(raw) : raw;
  if (!isRecord(entries)) return null;
  // Only booleans, texts, lists and objects have a canonical form in the app.
  const isTaken = (value: unknown): boolean =>
    typeof value === "boolean" ||
    typeof value === "string" ||
    (Array.isArray(value) && value.every(isTaken)) ||
    (isRecord(value) && Object.values(value).every(isTaken));
  return Object.values(entries).every(isTaken) ? { entries, signature } : null;
}

function takesReason(entry: unknown): boolean {
  return entry !== undefined && entry !== false;
}

/** RFC 8785, for what capabilities are made of. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`).join(",")}}`;
}

function getJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function at(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  const text = groups.map((group) => DIGITS.charAt(Number.parseInt(group.padEnd(5, "0"), 2))).join("");
  return text + "=".repeat((8 - (text.length % 8)) % 8);
}

/** Only digits, in capitals; missing padding is forgiven. */
function fromBase32(text: string): Buffer | null {
  if (!/^[A-Z2-7]+=*$/.test(text) || text.length % 2 !== 0) return null;
  const digits = text.replace(/=+$/, "");
  const bits = [...digits].map((digit) => DIGITS.indexOf(digit).toString(2).padStart(5, "0")).join("");
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}
