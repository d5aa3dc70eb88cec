import http, { type IncomingHttpHeaders } from "node:http";
import https from "node:https";
import type net from "node:net";
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from "request-filtering-agent";
import { connectFailure } from "./connect-failure.js";
import { type Lookup, pinnedLookup, reach, type Reached, systemLookup } from "./reach.js";
import type { OutgoingPolicy } from "./driver-settings.js";
import { untilAborted } from "./until-aborted.js";
import { withinTime } from "./within-time.js";

/** From the look-up of the name to the end of the answer, in milliseconds. */
export const HTTP_LIMIT_MS = 10_000;

/** Bytes of an answer that are read, where a request does not say it. */
export const MAX_ANSWER_BYTES = 64 * 1024;

export interface HttpRequest {
  /** https, or http where the operator allows the address. */
  readonly url: string;
  readonly method: "GET" | "POST" | "PUT";
  readonly headers: Readonly<Record<string, string>>;
  /** A text is sent as UTF-8; null: none. */
  readonly body: string | Buffer | null;
  /** The kind of host that is asked, in sentences for administrators; by default, a gateway. */
  readonly asked?: Reached;
  /** Bytes of an answer that are read; by default, 64 kB. A longer one ends the request. */
  readonly maxAnswerBytes?: number;
}

/** A complete answer, whatever its status. Redirects are not followed: 3xx is an answer too. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The outcome of a request. Failures are sentences for administrators, without anything of the request. */
export type HttpOutcome =
  | ({ readonly state: "ANSWERED" } & HttpAnswer)
  /** Nothing was sent, and it will not be: the address or the request itself is not allowed. */
  | { readonly state: "FORBIDDEN"; readonly failure: string }
  /** Surely nothing was sent: there never was a connection that the request could be written to. */
  | { readonly state: "NOT_SENT"; readonly failure: string }
  /** It was sent, at least a part, and there is no complete answer. */
  | { readonly state: "UNKNOWN"; readonly failure: string };

/** Makes one request. It never rejects. */
export type OutgoingHttp = (request: HttpRequest, signal: AbortSignal) => Promise<HttpOutcome>;

export interface OutgoingHttpOptions {
  readonly lookup?: Lookup;
  /** Milliseconds in all. */
  readonly limitMs?: number;
  /** PEM, in place of the usual authorities; for tests. */
  readonly certificateAuthority?: string;
}

/** Makes requests within a policy: the name is resolved once, all its addresses are checked, no redirect is followed. */
export function outgoingHttp(policy: OutgoingPolicy, options: OutgoingHttpOptions = {}): OutgoingHttp {
  const { lookup = systemLookup, limitMs = HTTP_LIMIT_MS } = options;
  return async (request, signal) => {
    const { asked = "gateway" } = request;
    if (!URL.canParse(request.url)) return forbidden(`The ${asked}'s URL is not valid. Correct it.`);
    const url = new URL(request.url);
    const encrypted = url.protocol === "https:";
    if (!encrypted && url.protocol !== "http:") {
      return forbidden(`The ${asked}'s URL must begin with https:// (or http:// in an allowed network).`);
    }
    if (url.username !== "" || url.password !== "") {
      return forbidden(`The ${asked}'s URL has a password in it. Put it into a header, as a secret.`);
    }
    return withinTime(signal, limitMs, async (ends) => {
      const place = await untilAborted(reach(getHost(url), encrypted, policy, asked, lookup), ends);
      if (place === undefined) return { state: "NOT_SENT", failure: endFailure(signal, asked) };
      if (place.state === "FORBIDDEN") return forbidden(place.failure);
      if (place.state === "NOT_FOUND") return { state: "NOT_SENT", failure: place.failure };
      // The agent refuses private addresses a second time: a mistake here opens nothing.
      const filter = { allowIPAddressList: [...place.allowed], keepAlive: false };
      const agent = encrypted
        ? new RequestFilteringHttpsAgent(filter)
        : new RequestFilteringHttpAgent(filter);
      const ca = options.certificateAuthority;
      const target: https.RequestOptions = {
        agent,
        hostname: getHost(url),
        port: url.port,
        path: `${url.pathname}${url.search}`,
        method: request.method,
        headers: getHeaders(request, url),
        lookup: pinnedLookup(place.addresses),
        ...(ca === undefined ? {} : { ca }),
      };
      try {
        return await exchange(target, encrypted, request, ends, () => endFailure(signal, asked));
      } finally {
        agent.destroy();
      }
    });
  };
}

/** Without the brackets of IPv6, as node:net wants it. */
function getHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}

function forbidden(failure: string): HttpOutcome {
  return { state: "FORBIDDEN", failure };
}

function endFailure(caller: AbortSignal, asked: Reached): string {
  return caller.aborted
    ? `The attempt was cancelled before the ${asked} answered.`
    : `The ${asked} did not answer in time. Check whether it is overloaded.`;
}

function getHeaders({ headers, body, method }: HttpRequest, url: URL): Record<string, string> {
  const all: Record<string, string> = { ...headers, host: url.host };
  if (body !== null || method !== "GET") all["content-length"] = String(Buffer.byteLength(body ?? ""));
  return all;
}

/** Writes the request when there is a connection, not before: so it is known whether anything of it left. */
function exchange(
  target: https.RequestOptions,
  encrypted: boolean,
  { body, asked = "gateway", maxAnswerBytes = MAX_ANSWER_BYTES }: HttpRequest,
  ends: AbortSignal,
  whyEnded: () => string,
): Promise<HttpOutcome> {
  return new Promise((resolve) => {
    let request: http.ClientRequest;
    try {
      request = encrypted ? https.request(target) : http.request(target);
    } catch {
      resolve(forbidden("The request has a header or a path that HTTP does not allow. Correct the channel."));
      return;
    }
    let written = false;
    const settle = (outcome: HttpOutcome) => {
      ends.removeEventListener("abort", onEnd);
      resolve(outcome);
      request.destroy();
    };
    const fail = (failure: string) => settle({ state: written ? "UNKNOWN" : "NOT_SENT", failure });
    const lost = (error?: unknown) =>
      fail(
        written
          ? `The connection to the ${asked} was lost before its answer was complete.`
          : connectFailure(error, asked),
      );
    const onEnd = () => fail(whyEnded());
    if (ends.aborted) {
      request.on("error", () => {});
      onEnd();
      return;
    }
    ends.addEventListener("abort", onEnd, { once: true });
    request.on("error", lost);
    request.on("close", () => lost());
    request.on("socket", (socket: net.Socket) => {
      socket.once(encrypted ? "secureConnect" : "connect", () => {
        written = true;
        // As bytes: a text would be joined to the headers, which have another encoding.
        request.end(typeof body === "string" ? Buffer.from(body, "utf8") : (body ?? undefined));
      });
    });
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes > maxAnswerBytes) {
          fail(`The ${asked}'s answer is longer than ${maxAnswerBytes / 1024} kB. Check its URL.`);
        }
      });
      response.on("error", lost);
      response.on("end", () => {
        if (!response.complete) lost();
        else {
          settle({
            state: "ANSWERED",
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString("utf8"),
          });
        }
      });
    });
  });
}
