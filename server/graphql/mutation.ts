import type { FieldMap, InputFieldMap, InputShapeFromFields, ObjectRef } from "@pothos/core";
import { newId } from "../database/new-id.js";
import type { Operation } from "../access/permissions.js";
import type { Transaction } from "../database/prisma.js";
import { transact, violatedConstraint } from "../database/transaction.js";
import { recordEvents, type Circumstances, type EventDraft } from "../events/record.js";
import { HashingBusyError } from "../secrets/pin-hash.js";
import { builder, type Types } from "./builder.js";
import type { Context } from "./context.js";
import { errorTypeName, errorTypes } from "./error-types.js";
import { Refusal, topLevelError, type ErrorCode, type ToldRefusal } from "./errors.js";
import {
  checkIdempotencyKey,
  claim,
  endOfRecord,
  hmacOfInput,
  keep,
  type Answer,
  type Outcome,
  type Payload,
} from "./idempotency.js";

/** One run of a mutation: who does it, when, in which transaction, and what it records. */
export interface Action {
  readonly context: Context;
  readonly transaction: Transaction;
  readonly accountId: string;
  /** Milliseconds since 1970 UTC, one moment for the whole action. */
  readonly now: number;
  /** A new id (UUIDv7) of this moment. */
  readonly newId: () => string;
  /** Records an event in this transaction. */
  readonly record: (draft: EventDraft) => void;
}

export type InputBuilder = PothosSchemaTypes.InputFieldBuilder<Types, "InputObject">;
export type PayloadBuilder<P extends Payload> = PothosSchemaTypes.ObjectFieldBuilder<Types, Answer<P>>;

interface Definition<Fields extends InputFieldMap, P extends Payload> {
  readonly description: string;
  readonly input: (t: InputBuilder) => Fields;
  readonly payload: (t: PayloadBuilder<P>) => FieldMap;
  /** Refusals besides VALIDATION_FAILED and IDEMPOTENCY_CONFLICT, which every mutation has. */
  readonly errors: readonly ErrorCode[];
  /**
   * Whether the input has a code that is used up: a repeat is then answered for two minutes only, and an
   * operation holds one such mutation at most.
   */
  readonly takesCode?: boolean;
  /** What it costs, and how often what is below it is given; 1 and once unless it says otherwise. */
  readonly complexity?: (input: InputShapeFromFields<Fields>) => {
    readonly field: number;
    readonly multiplier: number;
  };
}

type Asked<Fields extends InputFieldMap> = InputShapeFromFields<Fields> & {
  readonly idempotencyKey?: string | null | undefined;
};

/** The outcome of a mutation that was done. @param secrets are shown once. */
export function done<P extends Payload>(
  payload: P,
  secrets: Readonly<Record<string, string>> | null = null,
): Answer<P> {
  return { payload, secrets };
}

export function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/**
 * Adds a mutation whose answer is worked out elsewhere: `NameInput`, `NamePayload`, the union `NameResult`, and
 * the field. Most mutations use `mutation`, which gives them a transaction.
 */
export function mutationField<const Fields extends InputFieldMap, P extends Payload>(
  name: Operation,
  definition: Definition<Fields, P>,
  answer: (input: Asked<Fields>, context: Context) => Promise<Outcome<P>>,
): ObjectRef<Types, Answer<P>> {
  const type = pascal(name);
  const Input = builder.inputType(`${type}Input`, {
    description: `Input of \`${name}\`.`,
    fields: (t) => ({
      ...definition.input(t),
      idempotencyKey: t.string({
        description:
          "A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one.",
      }),
    }),
  });
  const Payload = builder.objectRef<Answer<P>>(`${type}Payload`).implement({
    description: `What \`${name}\` did.`,
    fields: definition.payload,
  });
  const codes = [...new Set<ErrorCode>([...definition.errors, "VALIDATION_FAILED", "IDEMPOTENCY_CONFLICT"])];
  const Result = builder.unionType(`${type}Result`, {
    description: `What \`${name}\` did, or why it did nothing.`,
    types: [Payload, ...codes.flatMap((code) => errorTypes.get(code) ?? [])],
    resolveType: (value: Answer<P> | ToldRefusal) =>
      "code" in value ? errorTypeName(value.code) : `${type}Payload`,
  });
  builder.mutationField(name, (t) =>
    t.field({
      type: Result,
      nullable: true,
      description: definition.description,
      args: { input: t.arg({ type: Input, required: true, description: "What to do." }) },
      extensions: { takesCode: definition.takesCode === true },
      complexity: (args) => {
        const { input } = args as unknown as { readonly input: Asked<Fields> };
        return definition.complexity?.(input) ?? { field: 1, multiplier: 1 };
      },
      resolve: async (_root, args, context) => {
        context.loaded = {};
        // Says what TypeScript cannot follow through a spread of generic fields: the shape that Input has.
        const { input } = args as unknown as { readonly input: Asked<Fields> };
        const outcome = await answer(input, context).catch((error: unknown) => {
          if (error instanceof Refusal) return error;
          if (error instanceof HashingBusyError) {
            throw topLevelError("RATE_LIMITED", "Too many PINs are being checked. Try again in a moment.");
          }
          throw error;
        });
        if (!(outcome instanceof Refusal)) return outcome;
        const { code, message, path, refusals } = outcome;
        if (!codes.includes(code)) throw new TypeError(`${name} does not declare ${code}.`);
        // A plain object: GraphQL would throw an Error that a resolver returns.
        return { code, message, path, refusals };
      },
    }),
  );
  return Payload;
}

/** What the events of a request share. */
export function circumstancesOf(context: Context, now: number): Circumstances {
  const { actor, callerAddress, correlationId } = context;
  return { accountId: actor.accountId, actor, now, callerAddress, correlationId };
}

/** What a mutation that runs in a transaction is made of. */
interface TransactionDefinition<Fields extends InputFieldMap, P extends Payload, Prepared> extends Definition<
  Fields,
  P
> {
  /** What a violated constraint of the database means to the caller. */
  readonly constraints?:
    Readonly<Record<string, (input: InputShapeFromFields<Fields>) => Refusal>> | undefined;
  /** Whether it ends what keys may do; this process then forgets what it knows of keys. */
  readonly endsKeys?: boolean;
  /** Milliseconds after which its transaction is given up, if not the usual ones. */
  readonly timeout?: number;
  /** Slow work that needs no transaction, done before it so that nothing waits for it; it changes nothing. */
  readonly prepare?: (input: InputShapeFromFields<Fields>, context: Context) => Promise<Prepared>;
  readonly run: (
    input: InputShapeFromFields<Fields>,
    action: Action,
    prepared: Prepared | undefined,
  ) => Promise<Outcome<P>>;
}

/** A mutation as its bulk form takes it. */
export interface Single<Fields extends InputFieldMap, P extends Payload> extends Pick<
  TransactionDefinition<Fields, P, undefined>,
  "input" | "errors" | "constraints" | "run"
> {
  readonly name: Operation;
  readonly Payload: ObjectRef<Types, Answer<P>>;
}

/** The refusal that an error means to the caller. @throws what the error is, when it means none. */
export function refusalOf<Input>(
  error: unknown,
  constraints: Readonly<Record<string, (input: Input) => Refusal>> | undefined,
  input: Input,
): Refusal {
  if (error instanceof Refusal) return error;
  const constraint = violatedConstraint(error);
  const refuse = constraint === undefined ? undefined : constraints?.[constraint];
  if (refuse === undefined) throw error;
  return refuse(input);
}

/**
 * Adds a mutation that runs in one transaction together with its events and its idempotency record.
 *
 * `run` gives the answer, throws a Refusal to undo everything, or returns a Refusal whose counting and events
 * shall stand.
 */
export function mutation<const Fields extends InputFieldMap, P extends Payload, Prepared = undefined>(
  name: Operation,
  definition: TransactionDefinition<Fields, P, Prepared>,
): Single<Fields, P> {
  const { input: fields, errors, constraints, run } = definition;
  const Payload = mutationField<Fields, P>(name, definition, async (input, context) => {
    const { services, actor } = context;
    const { idempotencyKey, ...asked } = input;
    if (idempotencyKey != null) checkIdempotencyKey(idempotencyKey);
    const now = services.clock();
    const key = { accountId: actor.accountId, actorId: actor.id, mutation: name, key: idempotencyKey ?? "" };
    const expiresAt = endOfRecord(now, definition.takesCode === true);
    const prepared = await definition.prepare?.(input, context);
    try {
      const committed = await transact(
        services.database,
        async (transaction) => {
          if (idempotencyKey != null) {
            const inputHmac = hmacOfInput(services.hmacKey, asked);
            const earlier = await claim<P>(transaction, services.secrets, key, inputHmac, now, expiresAt);
            if (earlier !== undefined) return earlier;
          }
          const drafts: EventDraft[] = [];
          const action: Action = {
            context,
            transaction,
            accountId: actor.accountId,
            now,
            newId: () => newId(now),
            record: (draft) => drafts.push(draft),
          };
          const outcome = await run(input, action, prepared);
          await recordEvents(transaction, circumstancesOf(context, now), drafts);
          if (idempotencyKey != null) await keep(transaction, services.secrets, key, outcome);
          return outcome;
        },
        definition.timeout,
      );
      if (definition.endsKeys === true) services.keys.clear();
      services.wakeup.tell();
      return committed;
    } catch (error) {
      throw refusalOf(error, constraints, input);
    }
  });
  return { name, input: fields, errors, constraints, run, Payload };
}
