import { once } from "node:events";
import type { GraphQLError } from "graphql";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { whyEnded } from "../access/credentials.js";
import type { OpenStream } from "../access/open-streams.js";
import type { Actor } from "../actions/actor.js";
import { JsonExcess, parseJson } from "../bounded-json.js";
import type { Config } from "../config.js";
import { getCursor } from "../events/feed/position.js";
import { type TopLevelCode, topLevelError, UNAVAILABLE } from "../graphql/errors.js";
import type { ServerServices } from "../services.js";
import { readSubscription, type SubscriptionRequest } from "./documents.js";
import type { Admitted } from "../admission/admission.js";
import type { Admission } from "./admission.js";
import { countTooLarge } from "./json-excess.js";
import { readText, saysAtMost } from "./node-request.js";
import { hasHashOnly, type PersistedDocuments } from "./persisted-documents.js";
import type { Answers, Subscriptions } from "./subscriptions.js";

/** The maximum size of a request, in bytes. */
const LARGEST_BODY = 100_000;

/** The time between two heartbeats, in milliseconds. */
const HEARTBEAT = 12_000;

/** After how long an EventSource reconnects, in milliseconds. */
const RETRY = 1_000;

const Asked = z
  .object({
    query: z.string().nullish(),
    documentId: z.string().nullish(),
    operationName: z.string().nullish(),
    variables: z.record(z.string(), z.unknown()).nullish(),
    extensions: z.unknown().optional(),
  })
  .refine(
    ({ query, documentId, extensions }) =>
      query != null || documentId != null || hasHashOnly(query, documentId, extensions),
  );

/** Whether a request accepts only a stream of events. */
export function wantsEvents({ headers }: IncomingMessage): boolean {
  const { accept = "" } = headers;
  return accept.includes("text/event-stream") && !accept.includes("json");
}

/** The request in the query string or in a JSON body; what its JSON has too much of; or undefined when it cannot be read. */
async function readAsked(request: IncomingMessage): Promise<SubscriptionRequest | JsonExcess | undefined> {
  try {
    if (request.method === "GET") {
      const { searchParams } = new URL(request.url ?? "", "http://host");
      const [variables, extensions] = ["variables", "extensions"].map((name): unknown =>
        parseJson(searchParams.get(name) ?? "null"),
      );
      const operationName = searchParams.get("operationName");
      const [query, documentId] = [searchParams.get("query"), searchParams.get("documentId")];
      return Asked.safeParse({ query, documentId, operationName, variables, extensions }).data;
    }
    return Asked.safeParse(parseJson(await readText(request))).data;
  } catch (error) {
    return error instanceof JsonExcess ? error : undefined;
  }
}

/** Why a stream ended before its subscription did. */
type End = "CREDENTIAL_ENDED" | "RESTART" | "CLIENT_GONE";

/**
 * Writes answers when they arrive, each with its cursor as its id, so that an EventSource resumes by itself.
 * @param actor who reads them. @param ended returns why the stream was ended; undefined while it was not.
 */
async function write(
  response: ServerResponse,
  answers: Answers,
  actor: Actor,
  ended: () => End | undefined,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const { signal } = gone;
  const send = async (text: string) => {
    if (response.write(text) || response.destroyed) return;
    // Waits for a client that does not read, but not for one that is gone. With one signal, no wait leaves a listener.
    await once(response, "drain", { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  };
  const sendError = (error: unknown) => send(`event: next\ndata: ${JSON.stringify({ errors: [error] })}\n\n`);
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  // Without data this is no event. An EventSource that loses its connection before the first event resumes here.
  response.write(`retry: ${RETRY}\n${answers.beginning === undefined ? "" : `id: ${answers.beginning}\n`}\n`);
  // Nor is a heartbeat. Its id advances while no event is for this filter: that of an event long ago expires. It is never further than
  // what was written.
  const heartbeat = setInterval(() => {
    if (response.writableNeedDrain) return;
    const at = answers.progress();
    response.write(at === undefined ? ":\n\n" : `id: ${getCursor(at)}\n\n`);
  }, HEARTBEAT);
  try {
    for await (const { result, cursor } of answers) {
      const at = cursor();
      await send(`${at === null ? "" : `id: ${at}\n`}event: next\ndata: ${JSON.stringify(result)}\n\n`);
    }
    if (ended() === "CREDENTIAL_ENDED") {
      await sendError(topLevelError("UNAUTHENTICATED", whyEnded(actor)));
    }
  } catch (error) {
    await sendError(error);
  } finally {
    clearInterval(heartbeat);
  }
  // After a stream that ends without `complete`, the client reconnects.
  response.end(ended() === "RESTART" ? undefined : "event: complete\ndata:\n\n");
}

/** The SSE part of the endpoint: one subscription for each request. */
export interface EventStreams {
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends all streams, so that their clients connect to another server. */
  stop(): void;
}

/** Why a request gets no stream, and the HTTP status that says so. */
interface Refusal {
  readonly status: number;
  readonly errors: readonly GraphQLError[];
  readonly headers?: Readonly<Record<string, string>>;
}

function refusal(status: number, code: TopLevelCode, message: string, headers = {}): Refusal {
  return { status, errors: [topLevelError(code, message)], headers };
}

function refuse(response: ServerResponse, { status, errors, headers = {} }: Refusal): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    ...headers,
  });
  response.end(JSON.stringify({ errors }));
}

/** The HTTP status that says why a subscription does not begin. */
function getStatus(code: unknown): number {
  if (code === "FORBIDDEN") return 403;
  // As by POST: clients read the errors, and send the query itself.
  return code === "PERSISTED_QUERY_NOT_SUPPORTED" ? 200 : 400;
}

/** Creates the SSE part of the endpoint (WHATWG HTML §9.2; graphql-sse, distinct connections). */
export function eventStreams(
  { streams, bounds }: ServerServices,
  admission: Admission,
  { streamsPerKey }: Config,
  documents: PersistedDocuments,
  subscriptions: Subscriptions,
): EventStreams {
  const open = new Set<() => void>();
  let isStopping = false;

  async function readRequest(request: IncomingMessage): Promise<SubscriptionRequest | Refusal> {
    const { method } = request;
    if (method !== "GET" && method !== "POST") {
      return refusal(405, "METHOD_NOT_ALLOWED", "Send GET or POST.", { allow: "GET, POST" });
    }
    if (method === "POST" && !saysAtMost(request, LARGEST_BODY)) {
      bounds.reached("request_bytes");
      return refusal(
        413,
        "REQUEST_ENTITY_TOO_LARGE",
        `Send a Content-Length of at most ${LARGEST_BODY} bytes.`,
      );
    }
    const asked = await readAsked(request);
    if (asked instanceof JsonExcess) {
      bounds.reached("operation_size");
      return refusal(400, "COST_LIMIT_EXCEEDED", asked.message);
    }
    return (
      asked ?? refusal(400, "BAD_USER_INPUT", "The request contains no query, or JSON that cannot be parsed.")
    );
  }

  async function subscribe(
    asked: SubscriptionRequest,
    resumeAfter: string | string[] | undefined,
    admitted: Admitted,
  ): Promise<Answers | Refusal> {
    const subscription = readSubscription(asked, admitted.actor, documents);
    const answers =
      "document" in subscription
        ? await subscriptions.run(
            subscription,
            admitted,
            typeof resumeAfter === "string" && resumeAfter !== "" ? resumeAfter : undefined,
          )
        : subscription;
    if ("next" in answers) return answers;
    countTooLarge(bounds, answers);
    const first = answers[0] ?? topLevelError("BAD_USER_INPUT", "The subscription could not be started.");
    const { code } = first.extensions;
    // Clients come again after this status, but not after 400.
    if (code === UNAVAILABLE.code) {
      const { status, retryAfter } = UNAVAILABLE;
      return { status, errors: [first], headers: { "retry-after": String(retryAfter) } };
    }
    return { status: getStatus(code), errors: code === "PERSISTED_QUERY_NOT_SUPPORTED" ? answers : [first] };
  }

  return {
    async serve(request, response) {
      const admitted = await admission.letIn(request);
      if ("code" in admitted) {
        const { status, code, message, headers } = admitted;
        refuse(response, refusal(status, code, message, headers));
        return;
      }
      const asked = await readRequest(request);
      if ("status" in asked) {
        refuse(response, asked);
        return;
      }
      if (streams.getCount(admitted.actor) >= streamsPerKey) {
        bounds.reached("streams");
        const message = `One API key or session can have at most ${streamsPerKey} open streams. Close one first.`;
        refuse(response, refusal(429, "RATE_LIMITED", message, { "retry-after": "10" }));
        return;
      }
      let answers: Answers | undefined;
      let ended: End | undefined;
      const end = (why: End) => {
        ended ??= why;
        void answers?.return?.();
      };
      const restart = () => end("RESTART");
      const stream: OpenStream = { actor: admitted.actor, close: () => end("CREDENTIAL_ENDED") };
      // Counted before anything is waited for, so that many that come together are counted as well.
      streams.add(stream);
      open.add(restart);
      response.once("close", () => end("CLIENT_GONE"));
      // Both may have come while it was let in.
      if (response.destroyed) end("CLIENT_GONE");
      if (isStopping) restart();
      try {
        const found = await subscribe(asked, request.headers["last-event-id"], admitted);
        if (!("next" in found)) {
          refuse(response, found);
          return;
        }
        answers = found;
        if (ended !== undefined) end(ended);
        await write(response, answers, admitted.actor, () => ended);
      } finally {
        streams.remove(stream);
        open.delete(restart);
      }
    },
    stop() {
      isStopping = true;
      for (const restart of open) restart();
    },
  };
}
