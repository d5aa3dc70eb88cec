import type { IncomingMessage, ServerResponse } from "node:http";
import { boundedCache } from "../bounded-cache.js";
import type { Config } from "../config.js";
import type { TopLevelCode } from "../graphql/errors.js";
import { parseReceiptPath } from "../messages/receipt-address.js";
import { receiveReceipt, type ReportedReceipt } from "../messages/receive-receipt.js";
import type { ServerServices } from "../services.js";
import type { Admission } from "./admission.js";
import type { Caller } from "./caller-address.js";
import { errorBody } from "./error-body.js";
import { readBytes, saysAtMost } from "./node-request.js";
import type { Limited } from "./rate-limits.js";

/** Bytes of a report. Twilio's and Vonage's have some hundred. */
const LARGEST_REPORT = 16_000;

/** What everybody gets whose report is not the gateway's: for a channel that exists and for one that does not. */
const NOT_GENUINE = "This is not a report of the channel's gateway.";

function refuse(response: ServerResponse, status: number, code: TopLevelCode, message: string): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(errorBody(code, message));
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}

/** How many gateways are remembered as genuine, by their addresses and channels. */
const MAX_PROVEN = 20_000;

/** The door to which gateways report what came of messages. Only reports that a gateway signed are taken. */
export function receiptDoor(
  services: ServerServices,
  admission: Admission,
  { publicUrl }: Pick<Config, "publicUrl">,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  // Gateways that were genuine here: their many reports at once are taken, also while others send wrong ones by the same gateway.
  const proven = boundedCache<true>(MAX_PROVEN);

  /**
   * Whether a report is genuine. Others are counted as requests without a valid key: before the look-up, so that no guess over the
   * limit is answered, and genuine ones given back.
   */
  async function isGenuine(caller: Caller, report: ReportedReceipt): Promise<boolean | Limited> {
    const name = `${caller.network} ${report.accountId} ${report.channelId}`;
    const isProven = proven.has(name);
    const tooMany = isProven ? undefined : admission.countGuess(caller);
    if (tooMany !== undefined) return tooMany;
    const isTaken = await receiveReceipt(services, report).catch((error: unknown) => {
      if (!isProven) admission.putBackGuess(caller);
      throw error;
    });
    if (isTaken) {
      if (!isProven) admission.putBackGuess(caller);
      proven.set(name, true);
    } else if (isProven) {
      proven.delete(name);
      admission.countGuess(caller);
    }
    return isTaken;
  }

  function wait(response: ServerResponse, { retryAfter, code, message }: Limited): void {
    response.setHeader("retry-after", String(retryAfter));
    refuse(response, 429, code, message);
  }

  return async (request, response) => {
    const caller = admission.arrive(request);
    if ("code" in caller) return wait(response, caller);
    if (request.method !== "POST")
      return refuse(response, 405, "METHOD_NOT_ALLOWED", "Send reports by POST.");
    if (!saysAtMost(request, LARGEST_REPORT)) {
      return refuse(
        response,
        413,
        "REQUEST_ENTITY_TOO_LARGE",
        `Send a Content-Length of at most ${LARGEST_REPORT} bytes.`,
      );
    }
    const path = request.url ?? "";
    const address = parseReceiptPath(path);
    const body = await readBytes(request);
    if (address === null || publicUrl === undefined) return refuse(response, 403, "FORBIDDEN", NOT_GENUINE);
    const verdict = await isGenuine(caller, {
      ...address,
      url: `${publicUrl}${path}`,
      contentType: header(request, "content-type") ?? "",
      twilioSignature: header(request, "x-twilio-signature"),
      authorization: header(request, "authorization"),
      body,
    });
    if (typeof verdict === "object") return wait(response, verdict);
    if (!verdict) return refuse(response, 403, "FORBIDDEN", NOT_GENUINE);
    response.writeHead(204).end();
  };
}
