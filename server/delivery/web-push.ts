// Wakes browsers by their push services (RFC 8030).
import {
  failedStatus,
  notAccepted,
  refused,
  repeatable,
  SHOWN_ONCE,
  getResult,
  retryAfterSeconds,
  accepted,
} from "./answers.js";
import type { Driver, SendResult } from "./delivery.js";
import type { HttpAnswer, OutgoingHttp } from "./outgoing-http.js";
import { type VapidKey, vapidHeader } from "./vapid.js";
import { encryptForBrowser, type WebPushSubscription } from "./web-push-encryption.js";

/** The failure of a browser that its push service does not know any more: the subscription is of no use. */
export const UNSUBSCRIBED =
  "The browser's push service does not know this phone any more: the page was removed, or its notifications were turned " +
  "off. Let the person open the page on the phone: while it is open, the page looks for requests by itself.";

/** The failure of a push service that nothing is sent to. The subscription may be good: a resolver can be wrong for a while. */
export const NO_PUSH_SERVICE =
  "This server's DNS resolver gives an address for the phone's push service that is not public. Nothing was sent. If many " +
  "phones have this failure, correct the resolver. Let the person open the page on the phone: while it is open, the page looks for requests by itself.";

/** All that a push service carries, encrypted: that there is something to look at. What it is, the page asks the server. */
const LOOK = "look";

/** Bytes of an answer that are read. Nothing of it is shown to anybody. */
const MAX_ANSWER_BYTES = 4_096;

/** By what a server is known to push services. */
export interface WebPushSender {
  readonly key: VapidKey;
  /** An address at which they find the operator. */
  readonly subject: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
}

/**
 * Wakes one browser. It may be repeated: a newer wake-up takes the place of one that was not delivered, and the page shows a
 * request once.
 * @param http reaches only public addresses: a browser, which may be anybody's, named the service.
 */
export function webPushDriver(
  subscription: WebPushSubscription,
  { key, subject, now }: WebPushSender,
  http: OutgoingHttp,
): Driver {
  return {
    async send({ secondsLeft }, signal) {
      const { endpoint } = subscription;
      const outcome = await http(
        {
          url: endpoint,
          method: "POST",
          asked: "push service",
          headers: {
            authorization: await vapidHeader(key, endpoint, subject, now()),
            "content-type": "application/octet-stream",
            "content-encoding": "aes128gcm",
            ttl: String(Math.max(0, Math.floor(secondsLeft))),
            urgency: "high",
            topic: "request",
          },
          body: encryptForBrowser(LOOK, subscription),
          maxAnswerBytes: MAX_ANSWER_BYTES,
        },
        signal,
      );
      return outcome.state === "FORBIDDEN"
        ? refused(NO_PUSH_SERVICE)
        : repeatable(getResult(outcome, judge), SHOWN_ONCE);
    },
  };
}

function judge(answer: HttpAnswer): SendResult {
  const { status } = answer;
  if (status >= 200 && status < 300) return accepted(null);
  switch (status) {
    case 404:
    case 410:
      return refused(UNSUBSCRIBED);
    case 401:
    case 403:
      return refused(
        `The browser's push service does not accept this server's key (${status}). Let the person open the page on the phone, ` +
          "which then subscribes again.",
      );
    case 503:
      return notAccepted("The browser's push service is not available now (503).", retryAfterSeconds(answer));
    default:
      return failedStatus(answer, "The browser's push service");
  }
}
