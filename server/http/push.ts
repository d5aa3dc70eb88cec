import type { IncomingMessage, ServerResponse } from "node:http";
import { isUnreachable } from "../database/unreachable.js";
import { UNAVAILABLE } from "../graphql/errors.js";
import { accountOfPath } from "../factors/push/door-address.js";
import { answerPush } from "../phones/answer.js";
import { pollPhone } from "../phones/poll.js";
import { rollOutPhone } from "../phones/roll-out.js";
import { updateWakeToken } from "../phones/wake-token.js";
import { formKind, MAX_FORM_BYTES, readForm } from "../push/form.js";
import { errorReply, NOT_VERIFIED, type PhoneReply, successReply } from "../push/reply.js";
import type { ServerServices } from "../services.js";
import type { Config } from "../config.js";
import { callers } from "./caller-address.js";
import type { Admission } from "./admission.js";
import { readBytes } from "./node-request.js";
import { TokenBuckets } from "./token-buckets.js";

/** Polls that one phone may send in a second, and how many at once. */
const POLLS_A_SECOND = 2;
const POLLS_AT_ONCE = 10;

/** Wrong requests of one network in a minute. */
const WRONG_A_MINUTE = 10;

function send(response: ServerResponse, { status, body }: PhoneReply): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(JSON.stringify(body));
}

async function post(services: ServerServices, accountId: string, body: Buffer): Promise<PhoneReply> {
  const form = readForm(body);
  if (form === null) return NOT_VERIFIED;
  switch (formKind(form)) {
    case "EMPTY":
      return successReply(true);
    case "ROLL_OUT":
      return rollOutPhone(services, accountId, form);
    case "ANSWER":
      return answerPush(services, accountId, form);
    case "WAKE_TOKEN":
      return updateWakeToken(services, accountId, form);
    case null:
      return NOT_VERIFIED;
  }
}

/** The door at which phones roll out, poll and answer. What is wrong and what is unknown get the same reply. */
export function pushDoor(
  services: ServerServices,
  admission: Admission,
  config: Pick<Config, "trustedProxies">,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const callerOf = callers(config.trustedProxies);
  const polls = new TokenBuckets(POLLS_A_SECOND, POLLS_AT_ONCE);
  const wrong = new TokenBuckets(WRONG_A_MINUTE / 60, WRONG_A_MINUTE);
  return async (request, response) => {
    const limited = admission.visit(request);
    if (limited !== undefined) {
      response.setHeader("retry-after", String(limited.retryAfter));
      return send(response, errorReply(429, limited.message));
    }
    const [path = "", query = ""] = (request.url ?? "").split("?");
    const accountId = accountOfPath(path);
    const length = Number(request.headers["content-length"] ?? "0");
    if (!(length <= MAX_FORM_BYTES) || query.length > MAX_FORM_BYTES) {
      return send(response, errorReply(413, `Send at most ${MAX_FORM_BYTES} bytes, with a Content-Length.`));
    }
    if (request.method !== "GET" && request.method !== "POST") {
      return send(response, errorReply(405, "Send GET or POST."));
    }
    const body = await readBytes(request);
    if (accountId === null) return send(response, NOT_VERIFIED);
    const serial = request.method === "GET" ? (new URLSearchParams(query).get("serial") ?? "") : null;
    const { network } = callerOf(request);
    const now = performance.now();
    const isWrongTooOften = wrong.take(network, now) > 0;
    // Only those that turn out to be wrong count: many phones may share an address.
    if (!isWrongTooOften) wrong.putBack(network);
    const isTooMuch =
      isWrongTooOften || (serial !== null && polls.take(`${accountId} ${serial.slice(0, 100)}`, now) > 0);
    if (isTooMuch) {
      response.setHeader("retry-after", "1");
      return send(response, errorReply(429, "Too many requests. Try again in a moment."));
    }
    try {
      const reply =
        request.method === "GET"
          ? await pollPhone(services, accountId, query)
          : await post(services, accountId, body);
      if (reply === NOT_VERIFIED) wrong.take(network, performance.now());
      send(response, reply);
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      response.setHeader("retry-after", "1");
      send(response, errorReply(503, UNAVAILABLE.message));
    }
  };
}
