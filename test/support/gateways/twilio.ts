import { createHmac } from "node:crypto";
import { getForm, type Gateway, type GatewayRequest, type Handling, startGateway } from "./gateway.js";

export interface TwilioMessage {
  readonly sid: string;
  readonly to: string;
  /** The sender, or the SID of the messaging service. */
  readonly from: string;
  readonly body: string;
  /** Seconds. */
  readonly validityPeriod: number;
  readonly statusCallback: string | null;
}

export interface TwilioGateway extends Gateway<TwilioMessage> {
  readonly accountSid: string;
  readonly authToken: string;
  /** The receipt for a message that was accepted: what Twilio would POST to its StatusCallback. */
  readonly receipt: (
    message: TwilioMessage,
    status: string,
    errorCode?: string,
  ) => { readonly body: string; readonly signature: string };
}

const ACCOUNT_SID = `AC${"0".repeat(32)}`;
const AUTH_TOKEN = "the-auth-token-of-this-account";

/** Twilio's Message resource. It refuses what Twilio refuses, and every number that is not E.164. */
export async function startTwilio(): Promise<TwilioGateway> {
  const gateway = await startGateway(handle);
  return {
    ...gateway,
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    receipt({ sid, to, from, statusCallback }, status, errorCode) {
      const fields: Record<string, string> = {
        AccountSid: ACCOUNT_SID,
        From: from,
        MessageSid: sid,
        MessageStatus: status,
        SmsSid: sid,
        SmsStatus: status,
        To: to,
        ...(errorCode === undefined ? {} : { ErrorCode: errorCode }),
      };
      const signed = Object.keys(fields)
        .sort()
        .map((name) => `${name}${fields[name]}`)
        .join("");
      return {
        body: new URLSearchParams(fields).toString(),
        signature: createHmac("sha1", AUTH_TOKEN).update(`${statusCallback}${signed}`).digest("base64"),
      };
    },
  };
}

function handle(request: GatewayRequest, count: number): Handling<TwilioMessage> {
  const credentials = Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString("base64");
  if (request.headers.authorization !== `Basic ${credentials}`) return refuse(401, 20_003, "Authenticate");
  if (request.path !== `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages.json` || request.method !== "POST") {
    return refuse(404, 20_404, "The requested resource was not found");
  }
  const form = getForm(request);
  const to = form?.get("To") ?? null;
  const from = form?.get("From") ?? null;
  const service = form?.get("MessagingServiceSid") ?? null;
  const body = form?.get("Body") ?? null;
  // Twilio repeats what was sent in its messages.
  if (to === null) return refuse(400, 21_604, "A 'To' phone number is required.");
  if (!/^\+[1-9]\d{6,14}$/.test(to)) return refuse(400, 21_211, `Invalid 'To' Phone Number: ${to}`);
  if (from === null && service === null) return refuse(400, 21_603, "A 'From' phone number is required.");
  if (body === null || body === "") return refuse(400, 21_602, "Message body is required.");
  if (body.length > 1600) return refuse(400, 21_617, "The message body exceeds the 1600 character limit.");
  const validityPeriod = Number(form?.get("ValidityPeriod") ?? 36_000);
  if (!Number.isInteger(validityPeriod) || validityPeriod < 1 || validityPeriod > 36_000) {
    return refuse(400, 21_621, "Invalid ValidityPeriod");
  }
  const sid = `SM${String(count + 1).padStart(32, "0")}`;
  const statusCallback = form?.get("StatusCallback") ?? null;
  return {
    accept: { sid, to, from: from ?? service ?? "", body, validityPeriod, statusCallback },
    answer: { status: 201, body: { sid, status: "queued", to, body, error_code: null } },
  };
}

function refuse(status: number, code: number, message: string): Handling<never> {
  const more = `https://www.twilio.com/docs/errors/${code}`;
  return { refuse: { status, body: { code, message, more_info: more, status } } };
}
