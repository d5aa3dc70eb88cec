import type { InputFieldMap, InputShapeFromFields } from "@pothos/core";
import { setImmediate } from "node:timers/promises";
import type { Operation } from "../access/permissions.js";
import type { EventDraft } from "../events/record.js";
import { builder } from "./builder.js";
import { errorTypeName, errorTypes } from "./error-types.js";
import { Refusal, type ErrorCode, type ToldRefusal } from "./errors.js";
import type { Answer, Payload } from "./idempotency.js";
import { done, mutation, pascal, refusalOf, type Action, type Single } from "./mutation.js";

const MAX_ITEMS = 1_000;

/** The time limit for all items, in milliseconds: many times what they need. */
const TIMEOUT = 60_000;

/** What one item costs, as part of what an operation may cost. */
const COST_OF_ITEM = 10;

const OnRefusal = builder.enumType("OnRefusal", {
  description: "What a bulk mutation does when it has to refuse items.",
  values: {
    ABORT: { description: "No item is done; every refusal is listed." },
    SKIP: { description: "The other items are done; each refused one says why." },
  } as const,
});

/** What one item came to, as it is kept. */
type ItemOutcome<P extends Payload> =
  | { readonly payload: P }
  | {
      readonly refusal: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly path: readonly string[];
      };
    };

/** `["input", "token"]` of the item 3 is `["input", "items", "3", "token"]` of the whole. */
function ofItem(index: number, { code, message, path: [, ...within] }: Refusal): Refusal {
  return new Refusal(code, message, ["input", "items", `${index}`, ...within]);
}

/** Does one item. @throws Refusal, also in place of what it returns. */
async function doItem<Fields extends InputFieldMap, P extends Payload>(
  { name, constraints, run }: Single<Fields, P>,
  item: InputShapeFromFields<Fields>,
  index: number,
  action: Action,
): Promise<P> {
  // On the embedded database everything would wait for the last item otherwise, health checks too.
  await setImmediate();
  const outcome = await run(item, action, undefined).catch((error: unknown) =>
    refusalOf(error, constraints, item),
  );
  if (outcome instanceof Refusal) throw ofItem(index, outcome);
  if (outcome.secrets !== null) throw new TypeError(`${name} shows secrets, so it has no bulk form`);
  return outcome.payload;
}

/** Does work; a refusal undoes all of it, with its events. */
async function wholeOrNot<Result>(
  action: Action,
  work: (action: Action) => Promise<Result>,
): Promise<Result | Refusal> {
  const { transaction } = action;
  const drafts: EventDraft[] = [];
  await transaction.$executeRaw`SAVEPOINT items`;
  try {
    const result = await work({ ...action, record: (draft) => drafts.push(draft) });
    await transaction.$executeRaw`RELEASE SAVEPOINT items`;
    drafts.forEach(action.record);
    return result;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await transaction.$executeRaw`ROLLBACK TO SAVEPOINT items`;
    await transaction.$executeRaw`RELEASE SAVEPOINT items`;
    return error;
  }
}

/**
 * Does items in their order; each sees the changes of those before it. Usually none is refused, so all are first
 * done together. Only if one is refused, all are repeated one by one, so that a refused one leaves no trace.
 */
async function doItems<Fields extends InputFieldMap, P extends Payload>(
  single: Single<Fields, P>,
  items: readonly InputShapeFromFields<Fields>[],
  action: Action,
): Promise<ItemOutcome<P>[]> {
  const together = await wholeOrNot(action, async (inner) => {
    const payloads: P[] = [];
    for (const [index, item] of items.entries()) payloads.push(await doItem(single, item, index, inner));
    return payloads;
  });
  if (!(together instanceof Refusal)) return together.map((payload) => ({ payload }));
  const outcomes: ItemOutcome<P>[] = [];
  for (const [index, item] of items.entries()) {
    const outcome = await wholeOrNot(action, (inner) => doItem(single, item, index, inner));
    if (outcome instanceof Refusal) {
      const { code, message, path } = outcome;
      outcomes.push({ refusal: { code, message, path } });
    } else outcomes.push({ payload: outcome });
  }
  return outcomes;
}

/**
 * Adds the bulk form of a mutation: its `run` for each item, in one transaction. Its inputs are the items; its
 * answer has a result for each.
 * @param hold locks what the items are about, all in one order, so that two bulk mutations do not wait for each
 * other for ever.
 */
export function bulkMutation<const Fields extends InputFieldMap, P extends Payload>(
  name: Operation,
  single: Single<Fields, P>,
  {
    description,
    hold,
  }: {
    readonly description: string;
    readonly hold: (action: Action, items: readonly InputShapeFromFields<Fields>[]) => Promise<void>;
  },
): void {
  const type = pascal(single.name);
  const Item = builder.inputType(`${type}Item`, {
    description: `One of many items: the input of \`${single.name}\`.`,
    fields: single.input,
  });
  const codes = [...new Set<ErrorCode>([...single.errors, "VALIDATION_FAILED"])];
  const Result = builder.unionType(`${type}ItemResult`, {
    description: `What \`${name}\` did with one item, or why it did nothing.`,
    types: [single.Payload, ...codes.flatMap((code) => errorTypes.get(code) ?? [])],
    resolveType: (value: Answer<P> | ToldRefusal) =>
      "code" in value ? errorTypeName(value.code) : `${type}Payload`,
  });
  mutation(name, {
    description: `${description} At most ${MAX_ITEMS.toLocaleString("en")} items, in one transaction: each item sees the changes of those before it.`,
    input: (t) => ({
      items: t.field({
        type: [Item],
        required: true,
        description: `The inputs of \`${single.name}\`, one for each item.`,
      }),
      onRefusal: t.field({
        type: OnRefusal,
        defaultValue: "ABORT",
        description: "What to do when items are refused.",
      }),
    }),
    errors: ["ITEMS_REFUSED"],
    complexity: ({ items }) => ({ field: COST_OF_ITEM * items.length, multiplier: items.length }),
    timeout: TIMEOUT,
    run: async ({ items: given, onRefusal }, action) => {
      // Says what TypeScript cannot follow through generic fields: the shape that Item has.
      const items = given as unknown as InputShapeFromFields<Fields>[];
      if (items.length > MAX_ITEMS) {
        throw new Refusal(
          "VALIDATION_FAILED",
          `At most ${MAX_ITEMS.toLocaleString("en")} items are accepted at once; send the rest in another request.`,
          ["input", "items"],
        );
      }
      await hold(action, items);
      const results = await doItems(single, items, action);
      const refusals = results.flatMap((result) => ("refusal" in result ? [result.refusal] : []));
      if (onRefusal !== "SKIP" && refusals.length > 0) {
        throw new Refusal(
          "ITEMS_REFUSED",
          `${refusals.length} of ${items.length} items were refused, so none was done. Correct or remove the items in refusals, or set onRefusal to SKIP.`,
          ["input", "items"],
          refusals,
        );
      }
      return done({ results });
    },
    payload: (t) => ({
      results: t.field({
        type: [Result],
        description: "The result of each item, in the order of the items.",
        // The number of items is counted at the mutation.
        complexity: { field: 1, multiplier: 1 },
        resolve: ({ payload }) =>
          payload.results.map((result) =>
            "refusal" in result ? result.refusal : { payload: result.payload, secrets: null },
          ),
      }),
    }),
  });
}
