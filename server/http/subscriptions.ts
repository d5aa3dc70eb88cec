import { createSourceEventStream, execute, validate, type ExecutionResult, type GraphQLError } from "graphql";
import { newId } from "../database/new-id.js";
import { cursorOf } from "../events/feed/position.js";
import type { FeedRow } from "../events/feed/reader.js";
import type { Delivery } from "../events/feed/subscriber.js";
import { costRule } from "../graphql/builder.js";
import type { Context } from "../graphql/context.js";
import { beginningOf } from "../graphql/events/subscription.js";
import { schema } from "../graphql/schema.js";
import type { ServerServices } from "../services.js";
import type { Admitted } from "./admission.js";
import type { Subscription } from "./documents.js";
import { masking } from "./masking.js";
import { publicError } from "./public-error.js";

/** The answer of a subscription for one event. */
export interface FeedAnswer {
  /** The execution result as JSON; all subscribers with the same request share one text. */
  readonly text: string;
  /** Its cursor. */
  readonly cursor: () => string;
}

/** A running subscription. It ends when it is returned, even while it waits. */
export interface Answers extends AsyncIterableIterator<FeedAnswer> {
  /** The cursor after which it began. */
  readonly beginning: string | undefined;
}

/**
 * The answers for events, by request. All live subscribers get the same object for an event; so it is executed and
 * serialised once for each selection, and removed with the last subscriber that waits for it.
 */
const answersOf = new WeakMap<FeedRow, Map<string, Promise<string>>>();

/** The subscriptions of one process. */
export class Subscriptions {
  readonly #services: ServerServices;
  readonly #mask: (error: unknown, message: string) => GraphQLError;

  constructor(services: ServerServices) {
    this.#services = services;
    this.#mask = masking(services);
  }

  /**
   * @param resumeAfter a cursor that has priority over the one in the arguments. @returns the answers, or why there are
   * none.
   */
  async run(
    subscription: Subscription,
    { actor, caller }: Admitted,
    resumeAfter?: string,
  ): Promise<Answers | readonly GraphQLError[]> {
    const { document, operationName, variables, selection } = subscription;
    const context: Context = {
      services: this.#services,
      actor,
      callerAddress: caller.address,
      correlationId: newId(this.#services.clock()),
      loaded: {},
      ...(resumeAfter === undefined ? {} : { resumeAfter }),
    };
    const tooMuch = validate(schema, document, [costRule(context, operationName, variables)]);
    if (tooMuch.length > 0) return tooMuch.map(publicError);
    const source = await createSourceEventStream({
      schema,
      document,
      operationName,
      variableValues: variables,
      contextValue: context,
    });
    if (!(Symbol.asyncIterator in source)) return this.#publicErrors(source.errors ?? []);
    // The answers depend on the event, on what the caller may see, and on the request.
    const asked = JSON.stringify([actor.accountId, actor.role, actor.resourceId, selection]);
    // The guard of the field yields only deliveries; GraphQL does not know their type.
    const deliveries = (source as AsyncIterable<Delivery>)[Symbol.asyncIterator]();
    const answers: Answers = {
      beginning: beginningOf(source),
      next: async () => {
        const { done, value } = await deliveries.next().catch((error: unknown) => {
          throw this.#mask(error, "");
        });
        if (done === true) return { done, value: undefined };
        const text = await this.#answer(value, asked, subscription, context);
        const { at } = value.row;
        return { done: false, value: { text, cursor: () => cursorOf(at) } };
      },
      return: async () => {
        await deliveries.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]: () => answers,
    };
    return answers;
  }

  /**
   * The answer for an event. The events that came with it are answered at the same time, so that their objects are
   * loaded together.
   */
  #answer(
    { row, together }: Delivery,
    asked: string,
    subscription: Subscription,
    context: Context,
  ): Promise<string> {
    const known = answersOf.get(row)?.get(asked);
    if (known !== undefined) return known;
    const ours = { ...context, loaded: {} };
    for (const one of together) {
      const answers = answersOf.get(one) ?? new Map<string, Promise<string>>();
      answersOf.set(one, answers);
      if (!answers.has(asked)) answers.set(asked, this.#execute(one, subscription, ours));
    }
    return answersOf.get(row)?.get(asked) ?? this.#execute(row, subscription, context);
  }

  async #execute(row: FeedRow, { document, operationName, variables }: Subscription, contextValue: Context) {
    const rootValue: Delivery = { row, together: [] };
    const result: ExecutionResult = await execute({
      schema,
      document,
      operationName,
      variableValues: variables,
      contextValue,
      rootValue,
    });
    const { errors, data } = result;
    return JSON.stringify(errors === undefined ? { data } : { data, errors: this.#publicErrors(errors) });
  }

  #publicErrors(errors: readonly GraphQLError[]): GraphQLError[] {
    return errors.map((error) => publicError(this.#mask(error, "")));
  }
}
