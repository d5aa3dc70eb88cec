// A client of a Tokenplane server: requests with retries, and errors as a user can act on them.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import type { Log } from "../plugin/log.js";
import type { Document } from "./document.js";

/** What a client needs. */
export interface ClientOptions {
  /** Such as `https://mfa.example.com`. */
  readonly endpoint: string;
  readonly apiKey: string;
  /** Of the provider. */
  readonly version: string;
  readonly log: Log;
  /** Aborted when the core is asked to stop. */
  readonly signal: AbortSignal;
  /** How long a request is repeated while the server cannot be reached, in milliseconds. */
  readonly patience?: number;
}

/** Longer than a server takes to be restarted. */
const PATIENCE = 75_000;
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 8_000;
/** One request, in milliseconds. */
const REQUEST_TIMEOUT = 30_000;
/** How long a change that was sent is awaited after the core was asked to stop, in milliseconds. */
const LAST_WAIT = 10_000;

/** What went wrong for now. */
interface Setback {
  readonly reason: string;
  /** When the server wants to be asked again, in milliseconds. */
  readonly retryAfter?: number;
}

interface GraphQLAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

const PASSING = new Set(["RATE_LIMITED", "UNAVAILABLE"]);

export class Client {
  readonly #url: string;

  constructor(private readonly options: ClientOptions) {
    this.#url = new URL(
      "graphql",
      options.endpoint.endsWith("/") ? options.endpoint : `${options.endpoint}/`,
    ).href;
    options.log.mask(options.apiKey);
  }

  get log(): Log {
    return this.options.log;
  }

  /**
   * Asks the server, again and again for a while when it cannot be reached or asks for patience.
   * @throws {DiagnosticError} that says what to do.
   */
  async ask<Result, Variables>(document: Document<Result, Variables>, variables: Variables): Promise<Result> {
    const { signal, log, patience = PATIENCE } = this.options;
    const until = performance.now() + patience;
    const body = JSON.stringify({ query: document.text, operationName: document.name, variables });
    for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      const began = performance.now();
      const answer = await this.#send(document, body);
      const ms = Math.round(performance.now() - began);
      if (!("reason" in answer)) {
        log.debug("request", { operation: document.name, ms });
        return answer.data as Result;
      }
      const next = answer.retryAfter ?? pause * (0.5 + Math.random());
      log.warn("request failed", {
        operation: document.name,
        ms,
        reason: answer.reason,
        next_in_ms: Math.round(next),
      });
      if (signal.aborted || performance.now() + next > until) throw unreachable(this.#url, answer.reason);
      try {
        await wait(next, undefined, { signal });
      } catch {
        throw unreachable(this.#url, answer.reason);
      }
    }
  }

  /** A change, which is done once however often it is sent. */
  change<Result, Input extends { readonly idempotencyKey?: string | null | undefined }>(
    document: Document<Result, { input: Input }>,
    input: Input,
  ): Promise<Result> {
    return this.ask(document, { input: { ...input, idempotencyKey: randomUUID() } });
  }

  async #send(
    { name, isMutation }: Document<unknown, never>,
    body: string,
  ): Promise<{ data: unknown } | Setback> {
    const { signal } = this.options;
    const timeout = AbortSignal.timeout(REQUEST_TIMEOUT);
    const ended = new AbortController();
    // What was asked is given up at once. A change is awaited, so that what it made can be saved.
    const stop = () => {
      if (!isMutation) ended.abort();
      else setTimeout(() => ended.abort(), LAST_WAIT).unref();
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
    try {
      const response = await fetch(this.#url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/graphql-response+json, application/json",
          authorization: `Bearer ${this.options.apiKey}`,
          "user-agent": `terraform-provider-tokenplane/${this.options.version}`,
        },
        body,
        signal: AbortSignal.any([timeout, ended.signal]),
      });
      return understand(response.status, response.headers.get("retry-after"), await response.text(), name);
    } catch (thrown) {
      if (thrown instanceof DiagnosticError) throw thrown;
      if (ended.signal.aborted) throw stopped();
      return { reason: timeout.aborted ? `no answer within ${REQUEST_TIMEOUT / 1_000} s` : causeOf(thrown) };
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }
}

/** @throws {DiagnosticError} for what does not pass by waiting. */
function understand(
  status: number,
  retryAfter: string | null,
  text: string,
  operation: string,
): { data: unknown } | Setback {
  const seconds = Number(retryAfter ?? Number.NaN);
  const later = Number.isFinite(seconds) ? { retryAfter: Math.min(seconds, 60) * 1_000 } : {};
  let answer: GraphQLAnswer;
  try {
    answer = JSON.parse(text) as GraphQLAnswer;
  } catch {
    if (status >= 500 || status === 429) return { reason: `HTTP ${status}`, ...later };
    throw new DiagnosticError(
      error(
        ["endpoint"],
        "This is no Tokenplane server",
        `The endpoint answered HTTP ${status} with something else than GraphQL. Write the address of the server, without \`/graphql\`.`,
      ),
    );
  }
  const [problem] = answer.errors ?? [];
  if (problem === undefined && answer.data !== undefined && answer.data !== null)
    return { data: answer.data };
  const code = problem?.extensions?.code ?? "";
  const message = problem?.message ?? `HTTP ${status}`;
  if (PASSING.has(code) || status === 429 || status >= 502) return { reason: message, ...later };
  throw new DiagnosticError(problemError(code, message, operation));
}

function problemError(code: string, message: string, operation: string) {
  if (code === "UNAUTHENTICATED") {
    return error(
      ["api_key"],
      "The API key is not valid",
      `${message} Make one with \`tokenplane api-key create --name terraform --role PROVISIONER\`, and set api_key or TOKENPLANE_API_KEY.`,
    );
  }
  if (code === "FORBIDDEN") {
    return error(
      ["api_key"],
      "The API key may not do this",
      `${message} The provider needs a key of role PROVISIONER.`,
    );
  }
  if (code === "GRAPHQL_VALIDATION_FAILED") {
    return error(
      [],
      "The server is older than the provider",
      `The server does not know all that ${operation} asks (${message}). Upgrade the server, or use an older version of the provider.`,
    );
  }
  return error([], "The server could not answer", message);
}

function unreachable(url: string, reason: string): DiagnosticError {
  return new DiagnosticError(
    error(
      [],
      "The Tokenplane server cannot be reached",
      `${url}: ${reason}. Check that the server runs and that the endpoint is right, then try again.`,
    ),
  );
}

function stopped(): DiagnosticError {
  return new DiagnosticError(
    error([], "Stopped", "The operation was stopped. The next apply goes on from here."),
  );
}

function causeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const { cause } = thrown;
  if (!(cause instanceof Error)) return thrown.message;
  const code: unknown = Reflect.get(cause, "code");
  return cause.message || (typeof code === "string" ? code : thrown.message);
}
