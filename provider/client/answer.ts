// The meaning of a server's answer, or of none.
import type { Network } from "./network.js";
import type { Failure, Obstacle } from "./problems.js";

/** A failure that may pass: the request is repeated. */
export interface Setback {
  readonly reason: string;
  /** Whether the server got too many requests. */
  readonly isTooOften: boolean;
  /** Whether a change was certainly not made. */
  readonly isUndone: boolean;
  /** Whether the connection was refused because nothing listens there. */
  readonly isRefused?: boolean;
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfter?: number;
}

/** The result of a request. */
export type Outcome =
  | { readonly kind: "data"; readonly data: unknown }
  | ({ readonly kind: "setback" } & Setback)
  | ({ readonly kind: "failure" } & Failure)
  | { readonly kind: "obstacle"; readonly obstacle: Obstacle }
  | { readonly kind: "redirect"; readonly to: string }
  | { readonly kind: "stranger"; readonly status: number };

interface GraphQLAnswer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message?: string;
    readonly path?: readonly unknown[];
    readonly extensions?: { readonly code?: string; readonly correlationId?: string };
  }[];
}

const PASSING = new Set(["RATE_LIMITED", "OVERLOADED", "UNAVAILABLE"]);

/** A GraphQL answer; undefined for anything else. */
function readAnswer(text: string): GraphQLAnswer | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof parsed !== "object" || parsed === null) return undefined;
  const answer = parsed as GraphQLAnswer;
  const { data, errors } = answer;
  return (typeof data === "object" && data !== null) || Array.isArray(errors) ? answer : undefined;
}

/**
 * The meaning of an answer.
 * @param url of the request.
 */
export function understand(
  url: string,
  { status, headers }: { readonly status: number; readonly headers: { get(name: string): string | null } },
  text: string,
): Outcome {
  const location = headers.get("location");
  if (status >= 300 && status < 400 && location !== null && URL.canParse(location, url)) {
    return { kind: "redirect", to: new URL(location, url).href.replace(/\/graphql$/, "") };
  }
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  const later = Number.isFinite(seconds) ? { retryAfter: seconds * 1_000 } : {};
  const isTooOften = status === 429;
  const answer = readAnswer(text);
  if (answer === undefined) {
    // nginx reports it like this, in a page.
    if ([400, 495, 496].includes(status) && /SSL certificate/i.test(text)) {
      return { kind: "obstacle", obstacle: { kind: "client-certificate", reason: "" } };
    }
    return status >= 500 || isTooOften
      ? { kind: "setback", reason: `HTTP ${status}`, isTooOften, isUndone: isTooOften, ...later }
      : { kind: "stranger", status };
  }
  const [problem] = answer.errors ?? [];
  if (problem === undefined) {
    return answer.data === undefined || answer.data === null
      ? { kind: "stranger", status }
      : { kind: "data", data: answer.data };
  }
  const { code = "", correlationId } = problem.extensions ?? {};
  const message = problem.message ?? `HTTP ${status}`;
  // The path of an error of the operation itself has one step, its field.
  const isWithin = (problem.path ?? []).length > 1;
  if (PASSING.has(code) || isTooOften || status >= 502) {
    const isRefused = isTooOften || code === "RATE_LIMITED";
    // A refusal within an answer concerns a list of it: the operation itself was done.
    const isUndone = isRefused && !isWithin;
    return { kind: "setback", reason: message, isTooOften: isRefused, isUndone, ...later };
  }
  return { kind: "failure", status, code, message, correlationId, isWithin };
}

/** TLS alerts of a gateway that requires a client certificate, or another one. */
const CLIENT_CERTIFICATE =
  /^ERR_SSL_.*ALERT_(CERTIFICATE_\w+|HANDSHAKE_FAILURE|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)$/;

/**
 * The meaning of an error of `fetch`.
 * @param isKnown whether the server has answered before.
 */
export function understandError(
  thrown: unknown,
  isKnown: boolean,
  { proxy, isSecure = false }: Pick<Network, "proxy"> & { readonly isSecure?: boolean } = {},
): Outcome {
  let cause: unknown = thrown;
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
  const found: unknown = typeof cause === "object" && cause !== null ? Reflect.get(cause, "code") : undefined;
  const code = typeof found === "string" ? found : "";
  const reason = (cause instanceof Error ? cause.message : String(cause)) || code;
  if (/^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code)) {
    return { kind: "obstacle", obstacle: { kind: "certificate", reason: reason.replace(/;.*/s, "") } };
  }
  if (CLIENT_CERTIFICATE.test(code)) {
    return { kind: "obstacle", obstacle: { kind: "client-certificate", reason: "" } };
  }
  const [, refused] = /^Proxy response \((\d+)\)/.exec(reason) ?? [];
  // With 5xx, a proxy says that it cannot reach the server, which may be restarting.
  if (refused !== undefined && Number(refused) < 500) {
    return { kind: "obstacle", obstacle: { kind: "proxy", reason: `the proxy answered HTTP ${refused}` } };
  }
  if (/^(ERR_SSL_|EPROTO|HPE_)/.test(code)) {
    const fault = code.startsWith("HPE_") ? "its answer is not HTTP" : "its answer is not TLS";
    return { kind: "obstacle", obstacle: { kind: "protocol", reason: fault } };
  }
  if (reason === "bad port") return { kind: "obstacle", obstacle: { kind: "port", reason } };
  if (code === "ENOTFOUND" && proxy !== undefined) {
    return {
      kind: "obstacle",
      obstacle: { kind: "proxy", reason: "the proxy's name cannot be resolved" },
    };
  }
  // A name that could be resolved before can be resolved again when the network is back.
  if (code === "ENOTFOUND" && !isKnown) return { kind: "obstacle", obstacle: { kind: "name", reason } };
  // A server that does not accept our client certificate may say so by a TLS alert, or by closing the connection.
  if (isSecure && !isKnown && /^(UND_ERR_SOCKET|ECONNRESET|EPIPE)$/.test(code)) {
    const closed =
      "it closed the connection without an answer. The server may require another client certificate (client_cert_file)";
    return { kind: "setback", reason: closed, isTooOften: false, isUndone: false, isRefused: true };
  }
  return {
    kind: "setback",
    reason:
      refused !== undefined
        ? `the proxy answered HTTP ${refused}`
        : code === "ECONNREFUSED"
          ? `nothing listens at ${proxy === undefined ? "this port" : "the proxy's port"} (ECONNREFUSED)`
          : reason,
    isRefused: code === "ECONNREFUSED",
    isTooOften: false,
    isUndone: code === "ECONNREFUSED",
  };
}
