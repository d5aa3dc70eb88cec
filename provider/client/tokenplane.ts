// The client that resources and data sources use: a server, and the facts that are known about it.
import type { BypassPolicy } from "@tokenplane/rules/bypass-policy";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import type { Client } from "./client.js";
import type { Document } from "./document.js";
import type { Reads } from "./reads.js";
import { isRefusal, refusalError, type Refusal, type ErrorMapping } from "./refusal.js";
import { PolicyChanges } from "./policy-changes.js";

/** A server and an account on it. */
export interface Tokenplane {
  /** @throws {DiagnosticError} while the endpoint or the key is not known yet. */
  readonly client: Client;
  readonly reads: Reads;
  /** The global id of the account. */
  readonly accountId: string;
  /** The role of the key. */
  readonly role: string;
  /** Whether the endpoint and the key are known. If not, nothing may be read from the server. */
  readonly isKnown: boolean;
  /**
   * The bypass policies that this run plans, by the id of the resource or of the account: null if one is removed,
   * undefined while it is not known.
   */
  readonly plannedPolicies: Map<string, BypassPolicy | null | undefined>;
  /** The bypass policies of resources that this run sets and clears, by the id of the resource. */
  readonly policyChanges: PolicyChanges;
  /** The clock. */
  readonly now: () => Date;
}

/** Replaces a server whose address or key is created by the same apply. */
export function notYetKnown(): Tokenplane {
  const fail = (): never => {
    throw new DiagnosticError(
      error(
        [],
        "The server is not known yet",
        "The provider's endpoint or api_key is created by the same apply. First apply the resources that create it, with -target, or move them into a separate configuration.",
      ),
    );
  };
  return {
    get client() {
      return fail();
    },
    get reads() {
      return fail();
    },
    get accountId() {
      return fail();
    },
    get role() {
      return fail();
    },
    isKnown: false,
    plannedPolicies: new Map(),
    policyChanges: new PolicyChanges(),
    now: fail,
  };
}

/** How long what was begun may still take after the core asked to stop, in milliseconds. */
const LAST_TIME = 10_000;

/** The ends of last steps, by the signal of their operations: last steps with the same end share requests. */
const ends = new WeakMap<AbortSignal, AbortSignal>();

/** Aborted some time after another signal. */
function someTimeAfter(signal: AbortSignal): AbortSignal {
  if (signal.aborted) return AbortSignal.timeout(LAST_TIME);
  const known = ends.get(signal);
  if (known !== undefined) return known;
  const end = new AbortController();
  const begin = () => void setTimeout(() => end.abort(), LAST_TIME).unref();
  signal.addEventListener("abort", begin, { once: true });
  ends.set(signal, end.signal);
  return end.signal;
}

/**
 * The server for the last step of a change: it is taken even if the core has asked to stop, or asks while the step waits.
 * @param signal of the operation.
 */
export function toTheEnd(tokenplane: Tokenplane, signal: AbortSignal): Tokenplane {
  return { ...tokenplane, client: tokenplane.client.until(someTimeAfter(signal)) };
}

/**
 * Runs a mutation.
 * @param pick the mutation's field in the answer.
 * @throws {DiagnosticError} for a refusal, on the attribute that caused it.
 */
export async function mutate<
  Result,
  Input extends { readonly idempotencyKey?: string | null | undefined },
  A extends object,
>(
  { client }: Tokenplane,
  document: Document<Result, { input: Input }>,
  input: Input,
  pick: (result: Result) => A | null,
  errorMapping: ErrorMapping,
): Promise<Exclude<A, Refusal>> {
  const answer = pick(await client.change(document, input));
  if (answer === null) throw new TypeError(`${document.name} was not answered`);
  if (isRefusal(answer)) throw refusalError(answer, input, errorMapping);
  return answer as Exclude<A, Refusal>;
}

/** The same for an object that may not exist any more: then nothing is done. */
export async function mutateUnlessGone<
  Result,
  Input extends { readonly idempotencyKey?: string | null | undefined },
>(
  { client }: Tokenplane,
  document: Document<Result, { input: Input }>,
  input: Input,
  pick: (result: Result) => object | null,
  errorMapping: ErrorMapping,
): Promise<void> {
  const answer = pick(await client.change(document, input));
  if (isRefusal(answer) && answer.code !== "NOT_FOUND") throw refusalError(answer, input, errorMapping);
}
