import { type ErrorCode, Refusal } from "@tokenplane/rules/refusal";
import { setImmediate } from "node:timers/promises";
import type { EventDraft } from "../events/record.js";
import { RequestError } from "../request-error.js";
import type { Action } from "./action.js";
import type { Payload } from "./idempotency.js";
import { AdminsOnlyError } from "./may-touch.js";
import type { Operation } from "./permissions.js";
import { done, getRefusal, type TransactionUseCase, useCase } from "./use-case.js";

export const MAX_ITEMS = 1_000;

/** The time limit for all items, in milliseconds: many times what they need. */
const TIMEOUT = 60_000;

/** The outcome of one item, as it is kept. */
export type ItemOutcome<P extends Payload> =
  | { readonly payload: P }
  | {
      readonly refusal: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly path: readonly string[];
      };
    };

/** ABORT: no item is done when one is refused. SKIP: the other items are done. */
type OnRefusal = "ABORT" | "SKIP";

/** Many requests of one kind. */
export interface BulkRequest<Item> {
  /** At most 1,000. */
  readonly items: readonly Item[];
  /** By default ABORT. */
  readonly onRefusal?: OnRefusal | null | undefined;
}

export type BulkPayload<P extends Payload> = { readonly results: readonly ItemOutcome<P>[] };

/** `["input", "token"]` of the item 3 is `["input", "items", "3", "token"]` of the whole. */
function ofItem(index: number, { code, message, path: [, ...within] }: Refusal): Refusal {
  return new Refusal(code, message, ["input", "items", `${index}`, ...within]);
}

/**
 * The refusal that an error of one item means. What is an administrator's is the matter of this item only, if the others are
 * to be done; otherwise it ends the request, as with the single use case.
 * @throws what the error is, when it means none.
 */
function refusalOfItem<Item, P extends Payload>(
  error: unknown,
  { constraints }: TransactionUseCase<Item, P>,
  item: Item,
  index: number,
  onRefusal: OnRefusal,
): Refusal {
  if (!(error instanceof AdminsOnlyError)) return getRefusal(error, constraints, item);
  if (onRefusal === "SKIP") return new Refusal("POLICY_REFUSED", error.message, ["input"]);
  throw new RequestError(
    error.code,
    `${error.message} None of the items was done, because the item with the index ${index} was refused. With onRefusal SKIP, the other items are done.`,
  );
}

/** Does one item. @throws Refusal, also in place of what it returns. */
async function doItem<Item, P extends Payload>(
  single: TransactionUseCase<Item, P>,
  item: Item,
  index: number,
  action: Action,
  onRefusal: OnRefusal,
): Promise<P> {
  // On the embedded database everything would wait for the last item otherwise, health checks too.
  await setImmediate();
  const { operation, run } = single;
  const outcome = await run(item, action).catch((error: unknown) =>
    refusalOfItem(error, single, item, index, onRefusal),
  );
  if (outcome instanceof Refusal) throw ofItem(index, outcome);
  if (outcome.secrets !== null) throw new TypeError(`${operation} shows secrets, so it has no bulk form`);
  return outcome.payload;
}

/** Does work; a refusal undoes all of it, with its events and what was to be observed. */
async function wholeOrNot<Result>(
  action: Action,
  work: (action: Action) => Promise<Result>,
): Promise<Result | Refusal> {
  const { transaction } = action;
  const drafts: EventDraft[] = [];
  const observed: Parameters<Action["observe"]>[0][] = [];
  await transaction.$executeRaw`SAVEPOINT items`;
  try {
    const result = await work({
      ...action,
      record: (draft) => drafts.push(draft),
      observe: (report) => observed.push(report),
    });
    await transaction.$executeRaw`RELEASE SAVEPOINT items`;
    drafts.forEach(action.record);
    observed.forEach(action.observe);
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
async function doItems<Item, P extends Payload>(
  single: TransactionUseCase<Item, P>,
  items: readonly Item[],
  action: Action,
  onRefusal: OnRefusal,
): Promise<ItemOutcome<P>[]> {
  const together = await wholeOrNot(action, async (inner) => {
    const payloads: P[] = [];
    for (const [index, item] of items.entries())
      payloads.push(await doItem(single, item, index, inner, onRefusal));
    return payloads;
  });
  if (!(together instanceof Refusal)) return together.map((payload) => ({ payload }));
  const outcomes: ItemOutcome<P>[] = [];
  for (const [index, item] of items.entries()) {
    const outcome = await wholeOrNot(action, (inner) => doItem(single, item, index, inner, onRefusal));
    if (outcome instanceof Refusal) {
      const { code, message, path } = outcome;
      outcomes.push({ refusal: { code, message, path } });
    } else outcomes.push({ payload: outcome });
  }
  return outcomes;
}

/**
 * Makes the bulk form of a use case: its `run` for each item, in one transaction; its answer has a result for each.
 * @param hold locks what the items are about, all in one order, so that two bulk forms do not wait for each other
 * for ever.
 */
export function bulkUseCase<Item extends object, P extends Payload>(
  operation: Operation,
  single: TransactionUseCase<Item, P>,
  { hold }: { readonly hold: (action: Action, items: readonly Item[]) => Promise<void> },
): TransactionUseCase<BulkRequest<Item>, BulkPayload<P>> {
  return useCase(operation, {
    errors: ["ITEMS_REFUSED"],
    endsKeys: single.endsKeys,
    timeout: TIMEOUT,
    run: async ({ items, onRefusal }: BulkRequest<Item>, action: Action) => {
      if (items.length > MAX_ITEMS) {
        throw new Refusal(
          "VALIDATION_FAILED",
          `At most ${MAX_ITEMS.toLocaleString("en")} items are accepted at once; send the rest in another request.`,
          ["input", "items"],
        );
      }
      await hold(action, items);
      const results = await doItems(single, items, action, onRefusal ?? "ABORT");
      const refusals = results.flatMap((result) => ("refusal" in result ? [result.refusal] : []));
      if (onRefusal !== "SKIP" && refusals.length > 0) {
        throw new Refusal(
          "ITEMS_REFUSED",
          `${refusals.length} of ${items.length} items were refused, so no item was done. Correct or remove the items that refusals lists, or set onRefusal to SKIP.`,
          ["input", "items"],
          refusals,
        );
      }
      return done({ results });
    },
  });
}
