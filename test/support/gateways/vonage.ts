import { createHash, createHmac } from "node:crypto";
import { getForm, type Gateway, type GatewayRequest, type Handling, startGateway } from "./gateway.js";

export interface VonageMessage {
  readonly messageId: string;
  /** Without a plus sign. */
  readonly to: string;
  readonly from: string;
  readonly text: string;
  readonly type: string;
  /** Milliseconds. */
  readonly ttl: number;
  readonly clientRef: string | null;
  readonly callback: string | null;
}

export interface VonageGateway extends Gateway<VonageMessage> {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly signatureSecret: string;
  /** The receipt of the SMS API for a message that was accepted, signed by its parameters. @param now milliseconds. */
  readonly receipt: (
    message: VonageMessage,
    status: string,
    now: number,
    errorCode?: string,
  ) => { readonly body: string };
  /** A receipt of the Messages API, with a JWT. @param now milliseconds. */
  readonly signedWebhook: (
    messageUuid: string,
    status: string,
    now: number,
  ) => { readonly body: string; readonly authorization: string };
}

const API_KEY = "abcd1234";
const API_SECRET = "the API secret of this account";
const SIGNATURE_SECRET = "the signature secret of this account";

/** Vonage's SMS API. It answers 200 to everything, refuses what Vonage refuses, and numbers that are not E.164 digits. */
export async function startVonage(): Promise<VonageGateway> {
  const gateway = await startGateway(handle);
  return {
    ...gateway,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    signatureSecret: SIGNATURE_SECRET,
    receipt({ messageId, to, from, clientRef }, status, now, errorCode = "0") {
      const fields: Record<string, string> = {
        "api-key": API_KEY,
        ...(clientRef === null ? {} : { "client-ref": clientRef }),
        "err-code": errorCode,
        messageId,
        msisdn: to,
        nonce: "0123456789",
        price: "0.0333",
        scts: "2611261200",
        status,
        timestamp: String(Math.floor(now / 1000)),
        to: from,
      };
      const signed = Object.keys(fields)
        .sort()
        .map((name) => `&${name}=${(fields[name] ?? "").replaceAll("&", "_").replaceAll("=", "_")}`)
        .join("");
      const sig = createHmac("sha256", SIGNATURE_SECRET).update(signed).digest("hex").toUpperCase();
      return { body: new URLSearchParams({ ...fields, sig }).toString() };
    },
    signedWebhook(messageUuid, status, now) {
      const body = JSON.stringify({ message_uuid: messageUuid, status, channel: "sms" });
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
      const claims = {
        iat: Math.floor(now / 1000),
        jti: "c5ba8f24-1a14-4c10-bfdf-3fbe8ce511b5",
        iss: "Vonage",
        payload_hash: createHash("sha256").update(body).digest("hex"),
        api_key: API_KEY,
      };
      const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
      const signature = createHmac("sha256", SIGNATURE_SECRET).update(signed).digest("base64url");
      return { body, authorization: `Bearer ${signed}.${signature}` };
    },
  };
}

function handle(request: GatewayRequest, count: number): Handling<VonageMessage> {
  if (request.path !== "/sms/json" || request.method !== "POST") {
    return { refuse: { status: 404, body: "Not Found" } };
  }
  const form = getForm(request);
  const of = (name: string) => form?.get(name) ?? null;
  const [to, from, text] = [of("to"), of("from"), of("text")];
  if (of("api_key") !== API_KEY || of("api_secret") !== API_SECRET) return refuse("4", "Bad Credentials");
  if (to === null || from === null || text === null || text === "") return refuse("2", "Missing parameters");
  // Vonage repeats what was sent in its messages.
  if (!/^[1-9]\d{6,14}$/.test(to)) return refuse("3", `Invalid value for parameter: to (${to})`);
  const ttl = Number(of("ttl") ?? 259_200_000);
  if (!Number.isInteger(ttl) || ttl < 20_000 || ttl > 604_800_000) {
    return refuse("3", "Invalid value for parameter: ttl");
  }
  const callback = of("callback");
  if (callback !== null && callback.length > 100) return refuse("23", "Invalid callback url");
  const messageId = `0A0000000000${String(count + 1).padStart(4, "0")}`;
  const type = of("type") ?? "text";
  return {
    accept: { messageId, to, from, text, type, ttl, clientRef: of("client-ref"), callback },
    answer: {
      status: 200,
      body: { "message-count": "1", messages: [{ to, "message-id": messageId, status: "0" }] },
    },
  };
}

function refuse(status: string, text: string): Handling<never> {
  const body = { "message-count": "1", messages: [{ status, "error-text": text }] };
  return { refuse: { status: 200, body } };
}
