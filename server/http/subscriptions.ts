import { createSourceEventStream, execute, validate, type ExecutionResult, type GraphQLError } from "graphql";
import { newId } from "../database/new-id.js";
import { getCursor, type Position } from "../events/feed/position.js";
import type { FeedRow } from "../events/feed/reader.js";
import type { Delivery } from "../events/feed/subscriber.js";
import { costRule } from "../graphql/builder.js";
import type { Context } from "../graphql/context.js";
import { getBeginning, getProgress } from "../graphql/events/subscription.js";
import { schema } from "../graphql/schema.js";
import type { ServerServices } from "../services.js";
import type { Admitted } from "../admission/admission.js";
import type { Subscription } from "./documents.js";
import { masking } from "./masking.js";
import { publicError } from "./public-error.js";
import { observeError, type RequestObserver } from "./request-observer.js";

/** One answer of a subscription. */
export interface FollowedAnswer {
  /** All subscribers with the same request share one result. */
  readonly result: ExecutionResult;
  /** The cursor of the event that it is for; null for what is no event. */
  readonly cursor: () => string | null;
}

/** A running subscription. It ends when it is returned, even while it waits. */
export interface Answers extends AsyncIterableIterator<FollowedAnswer> {
  /** The cursor after which it began. */
  readonly beginning: string | undefined;
  /** Up to where all events were answered, as far as the last answer was sent before the next was asked for. */
  progress(): Position | undefined;
}

/**
 * The answers for events, by request. All live subscribers get the same object for an event; so it is executed
 * once for each selection, and removed with the last subscriber that waits for it. Each subscriber's message is serialised on its own:
 * that is 2 % of what a message costs, and 9 % where everything of an event is asked for.
 */
const getAnswers = new WeakMap<FeedRow, Map<string, Promise<ExecutionResult>>>();

function isDelivery(value: unknown): value is Delivery {
  return typeof value === "object" && value !== null && "row" in value && "together" in value;
}

/** The subscriptions of one process. */
export class Subscriptions {
  readonly #services: ServerServices;
  readonly #mask: (error: unknown) => GraphQLError;

  /** @param observer who counts errors, if anybody does. */
  constructor(services: ServerServices, observer?: RequestObserver) {
    this.#services = services;
    const mask = masking(services);
    this.#mask = (error) => {
      const masked = mask(error, "");
      if (observer !== undefined) observeError(observer, masked);
      return masked;
    };
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
      language: caller.language,
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
    const asked = JSON.stringify([actor.accountId, actor.role, actor.resourceId, caller.language, selection]);
    // Fields yield deliveries of the feed, or values of their own; GraphQL does not know their type.
    const values: AsyncIterator<unknown> = source[Symbol.asyncIterator]();
    const answers: Answers = {
      beginning: getBeginning(source),
      progress: () => getProgress(source),
      next: async () => {
        const { done, value } = await values.next().catch((error: unknown) => {
          throw this.#mask(error);
        });
        if (done === true) return { done, value: undefined };
        if (!isDelivery(value)) {
          const result = await this.#execute(value, subscription, { ...context, loaded: {} });
          return { done: false, value: { result, cursor: () => null } };
        }
        const result = await this.#answer(value, asked, subscription, context);
        const { at } = value.row;
        return { done: false, value: { result, cursor: () => getCursor(at) } };
      },
      return: async () => {
        await values.return?.();
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
  ): Promise<ExecutionResult> {
    const known = getAnswers.get(row)?.get(asked);
    if (known !== undefined) return known;
    const ours = { ...context, loaded: {} };
    for (const one of together) {
      const answers = getAnswers.get(one) ?? new Map<string, Promise<ExecutionResult>>();
      getAnswers.set(one, answers);
      if (!answers.has(asked))
        answers.set(asked, this.#execute({ row: one, together: [] }, subscription, ours));
    }
    return getAnswers.get(row)?.get(asked) ?? this.#execute({ row, together: [] }, subscription, context);
  }

  async #execute(
    rootValue: unknown,
    { document, operationName, variables }: Subscription,
    contextValue: Context,
  ): Promise<ExecutionResult> {
    const { errors, data = null }: ExecutionResult = await execute({
      schema,
      document,
      operationName,
      variableValues: variables,
      contextValue,
      rootValue,
    });
    return errors === undefined ? { data } : { data, errors: this.#publicErrors(errors) };
  }

  #publicErrors(errors: readonly GraphQLError[]): GraphQLError[] {
    return errors.map((error) => publicError(this.#mask(error)));
  }
}
