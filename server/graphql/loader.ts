import DataLoader from "dataloader";
import type { Context } from "./context.js";
import { topLevelError } from "./errors.js";

/**
 * A loader whose calls of one tick become one statement, with a cache for each request (in a mutation, for
 * each field of it).
 * @param batch gives a value for each key, in order.
 */
export function loader<Value>(
  batch: (context: Context, keys: readonly string[]) => Promise<readonly Value[]>,
): (context: Context) => DataLoader<string, Value> {
  const loaders = new WeakMap<object, DataLoader<string, Value>>();
  return (context) => {
    const known = loaders.get(context.loaded);
    if (known !== undefined) return known;
    const made = new DataLoader<string, Value>((keys) => batch(context, keys), { maxBatchSize: 1_000 });
    loaders.set(context.loaded, made);
    return made;
  };
}

/** The same for keys that are more than a text. Equal keys are asked once. */
export function keyedLoader<Key, Value>(
  batch: (context: Context, keys: readonly Key[]) => Promise<readonly Value[]>,
): (context: Context) => DataLoader<Key, Value, string> {
  const loaders = new WeakMap<object, DataLoader<Key, Value, string>>();
  return (context) => {
    const known = loaders.get(context.loaded);
    if (known !== undefined) return known;
    const made = new DataLoader<Key, Value, string>((keys) => batch(context, keys), {
      maxBatchSize: 1_000,
      cacheKeyFn: (key) => JSON.stringify(key),
    });
    loaders.set(context.loaded, made);
    return made;
  };
}

/**
 * The row that a mutation's payload shows.
 * @throws GraphQLError when it was deleted later: a repeat with an old idempotency key can find that.
 */
export async function loadReturned<Row>(rows: DataLoader<string, Row | null>, id: string): Promise<Row> {
  const row = await rows.load(id);
  if (row === null) throw topLevelError("GONE", "The object that this mutation returned was deleted later.");
  return row;
}
