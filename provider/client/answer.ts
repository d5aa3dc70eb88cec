// What an answer of a server, or the lack of one, means.
import type { Failure, Obstacle } from "./problems.js";

/** What went wrong for now. */
export interface Setback {
  readonly reason: string;
  /** Whether it is that the server is asked too often. */
  readonly isTooOften: boolean;
  /** Whether a change that was asked for is surely not done. */
  readonly isUndone: boolean;
  /** When the server wants to be asked again, in milliseconds. */
  readonly retryAfter?: number;
}

/** What came of a request. */
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

/** What an answer means. @param url what was asked. */
export function understand(
  url: string,
  { status, headers }: Pick<Response, "status" | "headers">,
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
  if (PASSING.has(code) || isTooOften || status >= 502) {
    const isRefused = isTooOften || code === "RATE_LIMITED";
    return { kind: "setback", reason: message, isTooOften: isRefused, isUndone: isRefused, ...later };
  }
  return { kind: "failure", status, code, message, correlationId };
}

/** What an error of `fetch` means. @param isKnown whether the server has answered before. */
export function understandError(thrown: unknown, isKnown: boolean): Outcome {
  const cause: unknown = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  const found: unknown = typeof cause === "object" && cause !== null ? Reflect.get(cause, "code") : undefined;
  const code = typeof found === "string" ? found : "";
  const reason = (cause instanceof Error ? cause.message : String(cause)) || code;
  if (/^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code)) {
    return { kind: "obstacle", obstacle: { kind: "certificate", reason: reason.replace(/;.*/s, "") } };
  }
  if (/^(ERR_SSL_|EPROTO|HPE_)/.test(code)) {
    const told = code.startsWith("HPE_") ? "what it answers is not HTTP" : "what it answers is not TLS";
    return { kind: "obstacle", obstacle: { kind: "protocol", reason: told } };
  }
  if (reason === "bad port") return { kind: "obstacle", obstacle: { kind: "port", reason } };
  // A name that was known before is known again when the network is back.
  if (code === "ENOTFOUND" && !isKnown) return { kind: "obstacle", obstacle: { kind: "name", reason } };
  return {
    kind: "setback",
    reason: code === "ECONNREFUSED" ? "nothing listens at this port (ECONNREFUSED)" : reason,
    isTooOften: false,
    isUndone: code === "ECONNREFUSED",
  };
}
