// A push service of browsers (RFC 8030), on HTTPS, with the browsers that it wakes. It shares nothing with the server: it reads
// messages as RFC 8188 and RFC 8291 say, and proofs as RFC 8292 says.
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  verify,
} from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import https from "node:https";
import { outgoingHttp, type OutgoingHttp } from "../../../server/delivery/outgoing-http.js";
import ipaddr from "ipaddr.js";
import type { Certificates } from "../certificates.js";

/** Where browsers say that it is. */
const ORIGIN = "https://push.example.net";

/** A message that it took over. */
export interface Pushed {
  /** As the browser reads it. */
  readonly text: string;
  readonly ttl: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The claims of the proof. */
  readonly claims: Readonly<Record<string, unknown>>;
}

interface Browser {
  readonly keys: ECDH;
  readonly secret: Buffer;
  /** The key of the server that may send to it. */
  readonly serverKey: string;
}

/** The next answer, in place of the right one. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface PushService {
  readonly pushed: readonly Pushed[];
  /** Requests of any kind, and whatever became of them. */
  readonly asked: () => number;
  /** Connections that were opened. */
  readonly connected: () => number;
  /** A browser subscribes. @param serverKey as the page got it. @returns what the page tells the server. */
  readonly subscribe: (serverKey: string) => string;
  /** Forgets all browsers. */
  readonly forget: () => void;
  readonly answerNext: (answer: Answer) => void;
  /** Reaches it: its name leads there, and its authority is known. */
  readonly http: OutgoingHttp;
  readonly close: () => Promise<void>;
}

/** Starts it. @param now the clock that it goes by, in milliseconds. */
export async function startPushService(certificates: Certificates, now: () => number): Promise<PushService> {
  const authority = certificates.make("authority");
  const { certFile, keyFile } = certificates.make("push", authority);
  const browsers = new Map<string, Browser>();
  const pushed: Pushed[] = [];
  const answers: Answer[] = [];
  let asked = 0;
  let connected = 0;
  const server = https.createServer(
    { cert: readFileSync(certFile), key: readFileSync(keyFile) },
    (request, response) => {
      asked += 1;
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => void chunks.push(chunk));
      request.on("end", () => {
        const { status, headers = {}, body = "" } = answers.shift() ?? take(request, Buffer.concat(chunks));
        response.writeHead(status, headers).end(body);
      });
    },
  );
  server.on("connection", () => (connected += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new TypeError("it does not listen");

  function take({ method, url, headers }: IncomingMessage, body: Buffer): Answer {
    const browser = browsers.get(url ?? "");
    if (browser === undefined) return { status: 410 };
    const ttl = Number(headers["ttl"]);
    if (method !== "POST" || headers["content-encoding"] !== "aes128gcm" || !Number.isInteger(ttl)) {
      return { status: 400 };
    }
    const claims = getClaims(String(headers["authorization"]), browser.serverKey, now());
    if (claims === null) return { status: 403 };
    pushed.push({ text: decrypted(body, browser), ttl, headers, claims });
    return { status: 201, headers: { location: `${ORIGIN}/message/${pushed.length}` } };
  }

  const real = outgoingHttp(
    { allowed: [ipaddr.parseCIDR("127.0.0.0/8")] },
    {
      certificateAuthority: readFileSync(authority.certFile, "utf8"),
      lookup: () => Promise.resolve(["127.0.0.1"]),
    },
  );
  return {
    pushed,
    asked: () => asked,
    connected: () => connected,
    subscribe(serverKey) {
      const keys = createECDH("prime256v1");
      keys.generateKeys();
      const secret = randomBytes(16);
      const path = `/send/${randomBytes(16).toString("base64url")}`;
      browsers.set(path, { keys, secret, serverKey });
      return `webpush:${keys.getPublicKey("base64url")}:${secret.toString("base64url")}:${ORIGIN}${path}`;
    },
    forget: () => browsers.clear(),
    answerNext: (answer) => void answers.push(answer),
    // Services of browsers are at the usual port of HTTPS, which no test may have.
    http: (request, signal) =>
      real(
        { ...request, url: request.url.replace(ORIGIN, `https://mfa.example.test:${address.port}`) },
        signal,
      ),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The claims of a proof by the key that the browser named; null for another key, place or time. */
function getClaims(header: string, serverKey: string, now: number): Readonly<Record<string, unknown>> | null {
  const [, jwt = "", key = ""] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(header) ?? [];
  const point = Buffer.from(key, "base64url");
  const [head = "", claims = "", signature = ""] = jwt.split(".");
  if (key !== serverKey || point.length !== 65) return null;
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const isSigned = verify(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  const read = JSON.parse(Buffer.from(claims, "base64url").toString()) as Readonly<Record<string, unknown>>;
  const left = Number(read["exp"]) - now / 1_000;
  return isSigned && read["aud"] === ORIGIN && left > 0 && left <= 24 * 3_600 ? read : null;
}

/** The text that a browser reads. @throws Error when somebody else encrypted it, or for another browser. */
function decrypted(body: Buffer, { keys, secret }: Browser): string {
  const salt = body.subarray(0, 16);
  const sender = body.subarray(21, 21 + body.readUInt8(20));
  const sealed = body.subarray(21 + sender.length);
  if (body.length > body.readUInt32BE(16)) throw new RangeError("more than one record");
  const derive = (from: Uint8Array, by: Uint8Array, info: Buffer, bytes: number) =>
    Buffer.from(hkdfSync("sha256", from, by, info, bytes));
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), keys.getPublicKey(), sender]);
  const input = derive(keys.computeSecret(sender), secret, info, 32);
  const key = derive(input, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derive(input, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const opening = createDecipheriv("aes-128-gcm", key, nonce).setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([opening.update(sealed.subarray(0, -16)), opening.final()]);
  const end = plain.lastIndexOf(2);
  return plain.subarray(0, end).toString("utf8");
}
