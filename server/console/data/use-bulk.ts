import type { TypedDocumentString } from "../generated/documents.js";
import { property } from "./property.js";
import { isRefusal } from "./refusal.js";
import { useMutationOf } from "./use-mutation-of.js";

/** The server takes so many items at once. */
const MAX_ITEMS = 1_000;

/** The outcome for many items. */
export interface BulkOutcome<Item> {
  readonly done: readonly Item[];
  /** Why others were refused. */
  readonly refused: readonly string[];
  /** The items that can be tried again: they were refused or not tried, or had no answer. Not those that are gone. */
  readonly left: readonly Item[];
}

/** A document with one bulk mutation. Items that are refused do not stop the others. */
export function useBulk<Item>(
  document: TypedDocumentString<
    object,
    { readonly input: { readonly items: readonly Item[]; readonly onRefusal: "SKIP" } }
  >,
) {
  const { run, isRunning } = useMutationOf(document);
  async function runAll<Sent extends Item>(items: readonly Sent[]): Promise<BulkOutcome<Sent>> {
    const done: Sent[] = [];
    const refused: string[] = [];
    const left = new Set(items);
    for (let from = 0; from < items.length; from += MAX_ITEMS) {
      const part = items.slice(from, from + MAX_ITEMS);
      const outcome = await run({ items: part, onRefusal: "SKIP" });
      if (outcome.kind === "FAILED") break;
      if (outcome.kind === "REFUSED") {
        refused.push(outcome.refusal.message);
        break;
      }
      const found = property(outcome.payload, "results");
      const results: readonly unknown[] = Array.isArray(found) ? found : [];
      // The results are in the order of the items.
      for (const [index, item] of part.entries()) {
        const result = results[index];
        if (typeof result === "object" && result !== null && isRefusal(result)) {
          refused.push(result.message);
          if (result.code === "NOT_FOUND") left.delete(item);
        } else {
          done.push(item);
          left.delete(item);
        }
      }
    }
    return { done, refused, left: [...left] };
  }
  return { runAll, isRunning };
}
