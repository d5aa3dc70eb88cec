import type { GraphQLError } from "graphql";
import { CloseCode, type SubscribePayload } from "graphql-ws";
import { z } from "zod";
import type { OpenStream } from "../access/open-streams.js";
import { getCursor } from "../events/feed/position.js";
import { type TopLevelCode, topLevelError } from "../graphql/errors.js";
import { whyEnded } from "../access/credentials.js";
import { readSubscription, type Subscription } from "./documents.js";
import { countTooLarge } from "./json-excess.js";
import { presentedKey } from "./presented.js";
import type { SocketConnection, SocketDoor } from "./socket-connection.js";
import { TOO_MANY } from "./socket-limits.js";
import type { Answers } from "./subscriptions.js";

/** How many subscriptions a socket may have. */
const MAX_SUBSCRIPTIONS = 50;

/** The registry of RFC 6455: "Try Again Later". */
export const TRY_AGAIN_LATER = 1013;

/** RFC 6455 §5.5.1: what a close frame has room for beside its code, in bytes. */
const LONGEST_REASON = 123;

/** The maximum length of an Authorization header, and of a subscription's id. */
const LONGEST_AUTHORIZATION = 1_000;
const LONGEST_ID = 100;

const Params = z.object({ authorization: z.string().max(LONGEST_AUTHORIZATION).optional() });

/** A message as the reason of a close; only its first sentence where it is too long. */
function getReason(message: string): string {
  return Buffer.byteLength(message) <= LONGEST_REASON ? message : message.slice(0, message.indexOf(".") + 1);
}

/** Authenticates a socket's client. @returns what it is told; false when the socket is closed instead. */
export async function connect(
  { services, admission, config, keep }: SocketDoor,
  connection: SocketConnection,
  connectionParams: unknown,
): Promise<false | { readonly cursor: string }> {
  const { streams, bounds, feed } = services;
  const { socket, caller, session } = connection;
  // Clients come again after the code of what passes, as they do after HTTP's 429; after the other one they give up.
  const refuse = (code: TopLevelCode, message: string) => {
    socket.close(code === "RATE_LIMITED" ? TRY_AGAIN_LATER : CloseCode.Forbidden, getReason(message));
    return false as const;
  };
  const params = Params.safeParse(connectionParams ?? {}).data;
  connection.presented = session ?? presentedKey(params?.authorization);
  const admitted = await admission.admit(caller, connection.presented);
  if ("code" in admitted) return refuse(admitted.code, admitted.message);
  if (socket.readyState !== socket.OPEN) return false;
  if (session !== null) connection.person = admitted;
  const { actor } = admitted;
  if (streams.getCount(actor) >= config.streamsPerKey) {
    bounds.reached("streams");
    return refuse(
      "RATE_LIMITED",
      `One API key or session can have at most ${config.streamsPerKey} open streams. Close one first.`,
    );
  }
  keep(connection.wire);
  const stream: OpenStream = {
    actor,
    close: () => socket.close(CloseCode.Forbidden, whyEnded(actor)),
  };
  streams.add(stream);
  socket.once("close", () => streams.remove(stream));
  // A client that loses the connection before the first event continues from here, and misses nothing.
  return { cursor: getCursor(await feed.highWaterMark()) };
}

/**
 * Why a socket starts no further subscription; undefined when it starts one. What a client must not do closes the socket, too.
 * @param running how many subscriptions arrived and have not ended.
 */
export function whyNoMore(
  { services: { bounds } }: SocketDoor,
  { socket, beginning }: SocketConnection,
  id: string,
  running: number,
): GraphQLError | undefined {
  const end = (code: number, reason: string) => {
    socket.close(code, reason);
    return topLevelError("BAD_USER_INPUT", reason);
  };
  if (id.length > LONGEST_ID) {
    return end(CloseCode.BadRequest, `The id of a subscription has at most ${LONGEST_ID} characters.`);
  }
  // The library forgets a subscription that is completed before it has started; it would mistake a second one with
  // the same id for it.
  if (beginning.has(id)) {
    return end(CloseCode.SubscriberAlreadyExists, "A subscription with this id is still starting.");
  }
  // All subscriptions that arrived are counted, including those that are not processed yet.
  if (running > MAX_SUBSCRIPTIONS) {
    bounds.reached("socket_subscriptions");
    return topLevelError(
      "COST_LIMIT_EXCEEDED",
      `A WebSocket has at most ${MAX_SUBSCRIPTIONS} subscriptions.`,
    );
  }
  // Subscriptions that were completed before they started are not in that number, but are work, too.
  if (beginning.size >= MAX_SUBSCRIPTIONS) {
    bounds.reached("socket_subscriptions");
    return end(TOO_MANY, "Too many subscriptions start at once. Connect again, and send more slowly.");
  }
  return undefined;
}

/** A subscription that was started. */
interface Started {
  readonly subscription: Subscription;
  readonly answers: Answers;
}

/** Starts a client's subscription. @returns what is subscribed to, or why not. */
export async function start(
  { services: { bounds }, admission, documents, subscriptions }: SocketDoor,
  { caller, presented, person }: SocketConnection,
  asked: SubscribePayload,
): Promise<Started | readonly GraphQLError[]> {
  // A subscription is authenticated and counted like a request. A person's cookie may be another one by now; the socket is
  // closed when the session ends.
  const admitted = person === null ? await admission.admit(caller, presented) : admission.letInAgain(person);
  if ("code" in admitted) return [topLevelError(admitted.code, admitted.message)];
  const subscription = readSubscription(
    { ...asked, documentId: Reflect.get(asked, "documentId") },
    admitted.actor,
    documents,
  );
  if (!("document" in subscription)) {
    countTooLarge(bounds, subscription);
    return subscription;
  }
  const answers = await subscriptions.run(subscription, admitted);
  if ("next" in answers) return { subscription, answers };
  countTooLarge(bounds, answers);
  return answers;
}
