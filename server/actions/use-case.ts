import { type ErrorCode, Refusal } from "@tokenplane/rules/refusal";
import { inTransaction, type TransactionLimits, violatedConstraint } from "../database/transaction.js";
import { act, type Action } from "./action.js";
import { type Caller, getCredentialId } from "./actor.js";
import {
  type Answer,
  checkIdempotencyKey,
  claim,
  endOfRecord,
  hmacOfInput,
  keep,
  type Outcome,
  type Payload,
} from "./idempotency.js";
import type { Operation } from "./permissions.js";
import type { ActingServices, UseCaseServices } from "./services.js";
import { traced } from "./tracer.js";
import { demandWayIn, readWaysIn } from "./way-in.js";

type Traced = Pick<ActingServices, "tracer">;

/** Who prepares an action, and with what. */
export type Preparer = Caller & { readonly services: UseCaseServices };

/** A request that can be repeated safely. */
export interface Repeatable {
  /** A text of the caller's choice, 1 to 255 characters: the same text and request are done only once. */
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * An operation that a caller can ask the server to do. Every door (GraphQL, the command line) calls it in the same way; the door
 * has checked the permission for its operation before.
 * @returns what it did, or the refusal.
 * @throws RequestError, and errors of the database.
 */
export interface UseCase<in Request, P extends Payload, in S extends Traced = UseCaseServices> {
  (services: S, caller: Caller, request: Request & Repeatable): Promise<Outcome<P>>;
  readonly operation: Operation;
  /** Refusals besides VALIDATION_FAILED and IDEMPOTENCY_CONFLICT, which every use case has. */
  readonly errors: readonly ErrorCode[];
  /** Whether the request has a code that is used up: an answer is then repeated for two minutes only. */
  readonly takesCode: boolean;
  /**
   * Whether the use case checks a PIN without a code, and counts a wrong one: an operation of a client makes one such attempt, as
   * with codes.
   */
  readonly checksPin: boolean;
}

/** A use case that runs in a transaction, so that a bulk form can repeat it in its own. */
export interface TransactionUseCase<in Request, P extends Payload> extends UseCase<Request, P> {
  readonly run: (request: Request, action: Action) => Promise<Outcome<P>>;
  /** The refusals that violated constraints of the database mean to the caller. */
  readonly constraints: Constraints<Request>;
  /** Whether the use case ends what keys or sessions may do. */
  readonly endsKeys: boolean;
}

/**
 * The result of `prepare` is not true any more. `run` throws it: what it did is undone, and both are done again, so that no slow work
 * is done in a transaction.
 */
export class Outdated extends Error {
  override name = "Outdated";
}

/** Number of changes by others between the two after which a request is given up. People never cause so many. */
const MAX_PREPARATIONS = 100;

type Constraints<Request> = Readonly<Record<string, (request: Request) => Refusal>>;

interface Definition<Request, P extends Payload, Prepared> {
  readonly errors: readonly ErrorCode[];
  readonly takesCode?: boolean;
  readonly checksPin?: boolean;
  readonly constraints?: Constraints<Request>;
  /** Whether the use case ends what keys or sessions may do; this process then forgets what it knows of them. */
  readonly endsKeys?: boolean;
  /** Milliseconds after which its transaction is given up, if not the usual ones. */
  readonly timeout?: number;
  /** Whether the use case takes longer with more data: then it has a connection for background work, and its limits. */
  readonly isLong?: boolean;
  /**
   * Whether people wait for the use case at a sign-in, or it stops somebody: like a use case that takes a code, it waits for no turn
   * of its account. A function says it of a request.
   */
  readonly isUrgent?: boolean | ((request: Request) => boolean);
  /**
   * Slow work that needs no transaction, done before it so that nothing waits for it; it changes nothing. It is done again when `run`
   * throws Outdated.
   */
  readonly prepare?: (request: Request, by: Preparer) => Promise<Prepared>;
  /**
   * Gives the answer, throws a Refusal to undo everything, or returns a Refusal whose counting and events shall
   * stand.
   */
  readonly run: (request: Request, action: Action, prepared: Prepared | undefined) => Promise<Outcome<P>>;
}

/** The outcome of a use case that was done. @param secrets are shown once. */
export function done<P extends Payload>(
  payload: P,
  secrets: Readonly<Record<string, string>> | null = null,
): Answer<P> {
  return { payload, secrets };
}

/** The result of a use case that is a part of another one. @throws Refusal, which ends the whole. */
export function unlessRefused<Result>(outcome: Result | Refusal): Result {
  if (outcome instanceof Refusal) throw outcome;
  return outcome;
}

/** The refusal that an error means to the caller. @throws what the error is, when it means none. */
export function getRefusal<Request>(
  error: unknown,
  constraints: Constraints<Request>,
  request: Request,
): Refusal {
  if (error instanceof Refusal) return error;
  const constraint = violatedConstraint(error);
  const refuse = constraint === undefined ? undefined : constraints[constraint];
  if (refuse === undefined) throw error;
  return refuse(request);
}

/** Makes a use case a part of the trace of its request, if there are traces. Why it was refused is noted, and nothing else. */
function tracing<Request, P extends Payload, S extends Traced>(
  operation: Operation,
  perform: (services: S, caller: Caller, request: Request) => Promise<Outcome<P>>,
): (services: S, caller: Caller, request: Request) => Promise<Outcome<P>> {
  return (services, caller, request) => {
    const notes = { "tokenplane.correlation_id": caller.correlationId };
    return traced(services.tracer, { name: operation, notes }, async (note) => {
      const outcome = await perform(services, caller, request);
      if (outcome instanceof Refusal) note({ "tokenplane.refusal": outcome.code });
      return outcome;
    });
  };
}

/** Does work again as long as it is outdated. */
async function repeatedly<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let round = 1; ; round += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Outdated) || round === MAX_PREPARATIONS) throw error;
    }
  }
}

/** Makes a use case that runs in one transaction together with its events and its idempotency record. */
export function useCase<Request extends object, P extends Payload, Prepared = undefined>(
  operation: Operation,
  definition: Definition<Request, P, Prepared>,
): TransactionUseCase<Request, P> {
  const {
    errors,
    takesCode = false,
    checksPin = false,
    constraints = {},
    endsKeys = false,
    run,
  } = definition;
  const perform = async (
    services: UseCaseServices,
    caller: Caller,
    request: Request & Repeatable,
  ): Promise<Outcome<P>> => {
    const { idempotencyKey, ...asked } = request;
    const { accountId } = caller.actor;
    const actorId = getCredentialId(caller.actor);
    const record = { accountId, actorId, mutation: operation, key: idempotencyKey ?? "" };
    const once = async (): Promise<Outcome<P>> => {
      const prepared = await definition.prepare?.(request, { services, ...caller });
      const { isLong = false, isUrgent = false, timeout } = definition;
      const waitsForNoTurn = takesCode || (typeof isUrgent === "function" ? isUrgent(request) : isUrgent);
      const demandValid = ({ transaction, actor }: Action) =>
        services.credentials.demandValid(inTransaction(transaction), actor, services.clock());
      const work = async (action: Action): Promise<Outcome<P>> => {
        // It may have waited for its turn.
        await demandValid(action);
        const before = caller.keepsWayIn === true ? await readWaysIn(action) : undefined;
        const outcome = await unlessDone(action);
        if (before !== undefined) demandWayIn(before, await readWaysIn(action));
        // It may have waited for locks. A mutation that ends keys may end its own; if it waits for no turn, it waits for locks only briefly.
        if (!endsKeys || !waitsForNoTurn) await demandValid(action);
        return outcome;
      };
      /** Does it, unless it was done before with the same idempotency key. */
      const unlessDone = async (action: Action): Promise<Outcome<P>> => {
        if (idempotencyKey == null) return run(request, action, prepared);
        const { transaction } = action;
        const inputHmac = hmacOfInput(services.hmacKey, asked);
        const expiresAt = endOfRecord(action.now, takesCode);
        const earlier = await claim<P>(
          transaction,
          services.secrets,
          record,
          inputHmac,
          action.now,
          expiresAt,
        );
        if (earlier !== undefined) return earlier;
        const outcome = await run(request, action, prepared);
        await keep(transaction, services.secrets, record, outcome);
        return outcome;
      };
      const { database, queues } = services;
      const on = isLong ? { ...services, database: database.background } : services;
      // It happens when it is done, and not when it was asked for.
      const doIt = (limits: TransactionLimits = {}) =>
        act(on, caller, services.clock(), work, { timeout, ...limits });
      const queue = isLong ? queues.long : queues.changes;
      return waitsForNoTurn
        ? doIt({ lockPatience: services.config.databaseSeconds * 1_000 })
        : queue.run(accountId, () => doIt());
    };
    try {
      if (idempotencyKey != null) checkIdempotencyKey(idempotencyKey);
      const outcome = await repeatedly(once);
      if (endsKeys) {
        services.keys.clear();
        services.sessions.clear();
      }
      return outcome;
    } catch (error) {
      return getRefusal(error, constraints, request);
    }
  };
  const repeated = (request: Request, action: Action) => run(request, action, undefined);
  return Object.assign(tracing(operation, perform), {
    operation,
    errors,
    takesCode,
    checksPin,
    constraints,
    endsKeys,
    run: repeated,
  });
}

/** Makes a use case that has transactions of its own. @param perform does it, or throws a Refusal. */
export function makeUseCase<Request extends object, P extends Payload, S extends Traced = UseCaseServices>(
  {
    operation,
    errors,
    takesCode = false,
  }: Pick<Definition<Request, P, never>, "errors" | "takesCode"> & {
    readonly operation: Operation;
  },
  perform: (services: S, caller: Caller, request: Request & Repeatable) => Promise<Outcome<P>>,
): UseCase<Request, P, S> {
  const refusing = (services: S, caller: Caller, request: Request & Repeatable): Promise<Outcome<P>> =>
    perform(services, caller, request).catch((error: unknown) => {
      if (error instanceof Refusal) return error;
      throw error;
    });
  return Object.assign(tracing(operation, refusing), {
    operation,
    errors,
    takesCode,
    checksPin: false,
  });
}
