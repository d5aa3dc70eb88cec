import type { IncomingMessage, ServerResponse } from "node:http";
import type { Bound } from "../bounds.js";
import { isUnreachable } from "../database/unreachable.js";
import { UNAVAILABLE } from "../graphql/errors.js";
import { accountOfPath } from "../push/door-address.js";
import { answerPush } from "../factors/push/phones/phone-answer.js";
import { pollPhone } from "../factors/push/phones/poll.js";
import { rollOutPhone } from "../factors/push/phones/roll-out.js";
import { updateWakeToken } from "../factors/push/phones/wake-token.js";
import { formKind, MAX_FORM_BYTES, type PhoneForm, readForm } from "../push/form.js";
import { errorReply, NOT_VERIFIED, type PhoneReply, successReply } from "../push/reply.js";
import type { ServerServices } from "../services.js";
import type { Admission } from "./admission.js";
import type { Caller } from "../admission/caller.js";
import { Guesses } from "../admission/guesses.js";
import { readBytes, saysAtMost } from "./node-request.js";
import { TokenBuckets } from "../admission/token-buckets.js";

/** Polls that one phone may send in a second, and how many at once. */
const POLLS_A_SECOND = 2;
const POLLS_AT_ONCE = 10;

/** Wrong requests of one network in a minute. */
const WRONG_A_MINUTE = 600;

const TOO_MANY = errorReply(429, "Too many requests. Try again in a moment.");

/** @param retryAfter in seconds, of a reply that asks to wait. */
function send(response: ServerResponse, { status, body }: PhoneReply, retryAfter = 1): void {
  if (status === 429 || status === 503) response.setHeader("retry-after", String(retryAfter));
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(JSON.stringify(body));
}

/** @param address of the phone. */
async function post(
  services: ServerServices,
  accountId: string,
  form: PhoneForm,
  address: string,
): Promise<PhoneReply> {
  switch (formKind(form)) {
    case "EMPTY":
      return successReply(true);
    case "ROLL_OUT":
      return rollOutPhone(services, accountId, form, address);
    case "ANSWER":
      return answerPush(services, accountId, form, address);
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
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const tooMany = (bound: Bound): PhoneReply => {
    services.bounds.reached(bound);
    return TOO_MANY;
  };
  const polls = new TokenBuckets(POLLS_A_SECOND, POLLS_AT_ONCE);
  const wrong = new TokenBuckets(WRONG_A_MINUTE / 60, WRONG_A_MINUTE);
  const guesses = new Guesses({
    take: (network) => (wrong.take(network, performance.now()) > 0 ? tooMany("phone_failures") : undefined),
    putBack: (network) => wrong.putBack(network),
  });

  /**
   * Answers a request that is short enough. Polls are counted before the look-up, too; those that are not the phone's are given back,
   * because others may know its serial.
   */
  async function reply({ address, network }: Caller, accountId: string, query: string, body: Buffer | null) {
    const form = readForm(body ?? query);
    if (form === null) return NOT_VERIFIED;
    // With the network: who knows a phone's serial elsewhere takes nothing from it.
    const phone = `${network} ${accountId} ${form.get("serial")?.slice(0, 100) ?? ""}`;
    if (body === null && polls.take(phone, performance.now()) > 0) return tooMany("phone_polls");
    const given = await guesses.answer(
      network,
      // A form without fields is answered to everybody.
      form.size > 0 ? phone : null,
      () =>
        body === null ? pollPhone(services, accountId, query) : post(services, accountId, form, address),
      ({ status }) => status === 200,
    );
    if (body === null && given.status !== 200) polls.putBack(phone);
    return given;
  }

  return async (request, response) => {
    const caller = admission.arrive(request);
    if ("code" in caller) return send(response, errorReply(429, caller.message), caller.retryAfter);
    const { method } = request;
    if (method !== "GET" && method !== "POST") return send(response, errorReply(405, "Send GET or POST."));
    const [path = "", query = ""] = (request.url ?? "").split("?");
    if ((method === "POST" && !saysAtMost(request, MAX_FORM_BYTES)) || query.length > MAX_FORM_BYTES) {
      services.bounds.reached("request_bytes");
      return send(response, errorReply(413, `Send at most ${MAX_FORM_BYTES} bytes, with a Content-Length.`));
    }
    const accountId = accountOfPath(path);
    const body = method === "POST" ? await readBytes(request) : null;
    if (accountId === null) return send(response, NOT_VERIFIED);
    try {
      send(response, await reply(caller, accountId, query, body));
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      admission.countUnreachable(error);
      send(response, errorReply(503, UNAVAILABLE.message));
    }
  };
}
