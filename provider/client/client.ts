// A client of a Tokenplane server: requests with retries, and errors that say what users can do.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { DiagnosticError } from "../framework/diagnostic.js";
import type { Log } from "../plugin/log.js";
import { understand, understandError, type Outcome, type Setback } from "./answer.js";
import type { Document } from "./document.js";
import { Gathering, type Delivered, type Sender } from "./gathering.js";
import { GracefulAbort } from "./graceful-abort.js";
import { ServerVersion, type ServerVersionQuery } from "./operations.js";
import { sender, USUAL_NETWORK, type Network, type Send } from "./network.js";
import {
  ELSEWHERE,
  failed,
  isUnknownToTheServer,
  movedAway,
  noTokenplane,
  obstructed,
  stopped,
  tooManyRequests,
  unreachable,
  type Failure,
  type Where,
  UnreachableError,
} from "./problems.js";

/** The options of a client. */
export interface ClientOptions {
  /** Such as `https://mfa.example.com`. */
  readonly endpoint: string;
  readonly apiKey: string;
  /** The provider's version. */
  readonly version: string;
  readonly log: Log;
  /** Aborted when the core is asked to stop. */
  readonly signal: AbortSignal;
  /** How long a request is repeated while the server cannot be reached, in milliseconds. */
  readonly patience?: number | undefined;
  /** Default: the settings of Node.js. */
  readonly network?: Network;
}

/** Longer than the restart of a server takes. */
const PATIENCE = 75_000;
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 8_000;
/**
 * How long a server is tried that refuses connections and has never answered, in milliseconds. A wrong address is more
 * likely than a restart.
 */
const PATIENCE_AT_FIRST = 5_000;

/** The state of a server, and the requests that wait for it. All clients of a configuration share it. */
interface Reach {
  /** Whether the server has answered before. */
  isKnown: boolean;
  /** Since when it cannot be reached; infinite while it can. Every request counts its patience from then, not from its own start. */
  awaySince: number;
  /** By the signal that ends them: changes that share a request end together. */
  readonly gatherings: WeakMap<AbortSignal, Gathering>;
  /** Sends requests, over connections that its clients share. */
  readonly send: Send;
}

export class Client {
  readonly #url: string;
  readonly #network: Network;

  constructor(
    private readonly options: ClientOptions,
    private readonly reach: Reach = {
      isKnown: false,
      awaySince: Number.POSITIVE_INFINITY,
      gatherings: new WeakMap(),
      send: sender(options.network ?? USUAL_NETWORK),
    },
  ) {
    this.#url = new URL(
      "graphql",
      options.endpoint.endsWith("/") ? options.endpoint : `${options.endpoint}/`,
    ).href;
    options.log.mask(options.apiKey);
    this.#network = options.network ?? USUAL_NETWORK;
  }

  /**
   * The same server, with another patience while it cannot be reached.
   * @param patience in milliseconds.
   */
  patientFor(patience: number): Client {
    return new Client({ ...this.options, patience }, this.reach);
  }

  /** The same server, for requests that continue after the core asked to stop. @param signal aborted when they end. */
  until(signal: AbortSignal): Client {
    return new Client({ ...this.options, signal }, this.reach);
  }

  get #gathering(): Gathering {
    const { signal } = this.options;
    const gathering = this.reach.gatherings.get(signal) ?? new Gathering();
    this.reach.gatherings.set(signal, gathering);
    return gathering;
  }

  get #patience(): number {
    return this.options.patience ?? PATIENCE;
  }

  get log(): Log {
    return this.options.log;
  }

  /**
   * Sends a request to the server. It is repeated for some time while the server cannot be reached or asks to wait.
   * @param where the attributes that say which server is used.
   * @throws {DiagnosticError} that says what to do.
   */
  async ask<Result, Variables>(
    document: Document<Result, Variables>,
    variables: Variables,
    where: Where = ELSEWHERE,
  ): Promise<Result> {
    const outcome = await this.#deliver(document, variables, where);
    if (outcome.kind === "data") return outcome.data as Result;
    throw await this.#problem(outcome, document.name, where);
  }

  /**
   * Makes a change. However often it is sent, it is done once. Changes of the same moment share a bulk mutation, if the
   * API has one; a lone one waits some milliseconds for others.
   */
  change<Result, Input extends { readonly idempotencyKey?: string | null | undefined }>(
    document: Document<Result, { input: Input }>,
    input: Input,
  ): Promise<Result> {
    const ways: Sender = {
      alone: (one) =>
        this.ask<object, { input: object }>(document as unknown as Document<object, { input: object }>, {
          input: { ...one, idempotencyKey: randomUUID() },
        }),
      deliver: (bulk, many) => this.#deliver(bulk, { input: many }, ELSEWHERE, many.items.length),
      problem: (outcome, operation) => this.#problem(outcome, operation, ELSEWHERE),
    };
    // The patience of a request is that of all its changes.
    return this.#gathering.change(document, input, `${document.name} ${this.#patience}`, ways);
  }

  /** Sends a request until it has an answer. @throws {DiagnosticError} when it is given up. */
  async #deliver<Result, Variables>(
    document: Document<Result, Variables>,
    variables: Variables,
    where: Where,
    items = 1,
  ): Promise<Delivered> {
    const patience = this.#patience;
    const began = performance.now();
    const body = JSON.stringify({ query: document.text, operationName: document.name, variables });
    const graceful = new GracefulAbort(this.options.signal);
    try {
      for (let pause = FIRST_PAUSE, tries = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE), tries++) {
        const outcome = await this.#attempt(document, body, graceful, items);
        if (outcome.kind !== "setback") return outcome;
        // A server that says 0 is overloaded all the same.
        const next = Math.max(outcome.retryAfter ?? 0, pause * (0.5 + Math.random()));
        const isWrong = outcome.isRefused === true && !this.reach.isKnown;
        const until =
          Math.min(began, this.reach.awaySince) +
          (isWrong ? Math.min(patience, PATIENCE_AT_FIRST) : patience);
        if (tries > this.#network.maxRetries || performance.now() + next > until)
          throw this.#givenUp(outcome, where);
        try {
          await wait(next, undefined, { signal: graceful.signal });
        } catch {
          throw this.#givenUp(outcome, where);
        }
      }
    } finally {
      graceful.release();
    }
  }

  async #attempt(
    { name, isMutation }: Document<unknown, never>,
    body: string,
    graceful: GracefulAbort,
    items: number,
  ): Promise<Outcome> {
    const { log } = this.options;
    const mayBeDone = graceful.mayBeDone;
    graceful.mayBeDone ||= isMutation;
    const began = performance.now();
    const outcome = await this.#send(body, graceful.signal);
    const ms = Math.round(performance.now() - began);
    const request = { operation: name, ...(items === 1 ? {} : { items }), ms };
    if (outcome.kind === "setback") log.warn("request failed", { ...request, reason: outcome.reason });
    else log.debug("request", { ...request, outcome: outcome.kind });
    const isThere = outcome.kind !== "setback" || outcome.isTooOften;
    this.reach.awaySince = isThere
      ? Number.POSITIVE_INFINITY
      : Math.min(this.reach.awaySince, performance.now());
    if (outcome.kind === "setback" && outcome.isUndone) graceful.mayBeDone = mayBeDone;
    return outcome;
  }

  async #send(body: string, ended: AbortSignal): Promise<Outcome> {
    const timeout = AbortSignal.timeout(this.#network.requestTimeout);
    try {
      const response = await this.reach.send(this.#url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/graphql-response+json, application/json",
          authorization: `Bearer ${this.options.apiKey}`,
          "user-agent": `terraform-provider-tokenplane/${this.options.version}`,
        },
        body,
        redirect: "manual",
        signal: AbortSignal.any([timeout, ended]),
      });
      const outcome = understand(this.#url, response, await response.text());
      this.reach.isKnown = true;
      return outcome;
    } catch (thrown) {
      if (ended.aborted) throw new DiagnosticError(stopped());
      if (!timeout.aborted) {
        const isSecure = this.#url.startsWith("https:");
        return understandError(thrown, this.reach.isKnown, { ...this.#network, isSecure });
      }
      const reason = `no answer within ${this.#network.requestTimeout / 1_000} s`;
      return { kind: "setback", reason, isTooOften: false, isUndone: false };
    }
  }

  #givenUp({ reason, isTooOften, retryAfter }: Setback, where: Where): DiagnosticError {
    return isTooOften
      ? new DiagnosticError(tooManyRequests(reason, retryAfter))
      : new UnreachableError(unreachable(where, this.#url, reason));
  }

  async #problem(
    outcome: Exclude<Outcome, { kind: "data" | "setback" }>,
    operation: string,
    where: Where,
  ): Promise<DiagnosticError> {
    switch (outcome.kind) {
      case "redirect":
        return new DiagnosticError(movedAway(where, outcome.to));
      case "stranger":
        return new UnreachableError(noTokenplane(where, outcome.status));
      case "obstacle":
        return new UnreachableError(obstructed(where, this.#url, outcome.obstacle));
      case "failure": {
        const versions = { provider: this.options.version, server: await this.#serverVersion(outcome) };
        return new DiagnosticError(failed(where, outcome, operation, versions));
      }
    }
  }

  /** The server's version, if a failure may depend on it; null if the server does not say it. */
  async #serverVersion({ code, message }: Failure): Promise<string | null> {
    if (!isUnknownToTheServer(code, message)) return null;
    const body = JSON.stringify({ query: ServerVersion.text, operationName: ServerVersion.name });
    const outcome = await this.#send(body, this.options.signal);
    if (outcome.kind !== "data") return null;
    const { viewer } = outcome.data as ServerVersionQuery;
    return viewer?.serverVersion ?? null;
  }
}
