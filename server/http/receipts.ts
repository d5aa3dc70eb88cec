import type { IncomingMessage, ServerResponse } from "node:http";
import type { Config } from "../config.js";
import type { TopLevelCode } from "../graphql/errors.js";
import { parseReceiptPath } from "../messages/receipt-address.js";
import { receiveReceipt } from "../messages/receive-receipt.js";
import type { ServerServices } from "../services.js";
import type { Admission } from "./admission.js";
import { errorBody } from "./error-body.js";
import { Guesses } from "../admission/guesses.js";
import { readBytes, saysAtMost } from "./node-request.js";
import type { Limited } from "../admission/rate-limits.js";

/** Bytes of a report. Twilio's and Vonage's have some hundred. */
const LARGEST_REPORT = 16_000;

/** The response to a report that is not the gateway's: for a channel that exists and for one that does not. */
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

/** The door to which gateways report what came of messages. Only reports that a gateway signed are taken. */
export function receiptDoor(
  services: ServerServices,
  admission: Admission,
  { publicUrl }: Pick<Config, "publicUrl">,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  // A gateway sends many reports at once, also while others send wrong ones by the same gateway.
  const guesses = new Guesses(admission.withoutKey);

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
      services.bounds.reached("request_bytes");
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
    const report = {
      ...address,
      url: `${publicUrl}${path}`,
      contentType: header(request, "content-type") ?? "",
      twilioSignature: header(request, "x-twilio-signature"),
      authorization: header(request, "authorization"),
      body,
    };
    const verdict = await guesses.answer(
      caller.network,
      `${caller.network} ${address.accountId} ${address.channelId}`,
      () => receiveReceipt(services, report),
      (isTaken) => isTaken,
    );
    if (typeof verdict === "object") return wait(response, verdict);
    if (!verdict) return refuse(response, 403, "FORBIDDEN", NOT_GENUINE);
    response.writeHead(204).end();
  };
}
