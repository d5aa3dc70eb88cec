import { validate as isUuid } from "uuid";
import { decode } from "../global-id.js";
import { NIL_UUID } from "../nil-uuid.js";
import type { Objects } from "./objects.js";

const names = new Set<string>();

/** Notes the name of a node type, which global ids then may have. */
export function nodeName<Name extends keyof Objects>(name: Name): Name {
  names.add(name);
  return name;
}

/**
 * The object of a global id, for `node` and `nodes`. A text that is not the id of a node counts as the id of something
 * that does not exist, so that the answer is the same as for something that was deleted.
 */
export function getNode(id: string): { typename: string; id: string } {
  const named = decode(id);
  return named !== undefined && names.has(named.typename) ? named : { typename: "Account", id: NIL_UUID };
}

/** Loads rows by id, and accepts texts that are not UUIDs: for those there is no row. */
export async function loadValid<Row>(
  ids: readonly string[],
  load: (uuids: readonly string[]) => Promise<ReadonlyArray<Row | Error | null>>,
): Promise<(Row | null)[]> {
  const rows = await load(ids.filter((id) => isUuid(id)));
  let next = 0;
  return ids.map((id) => {
    if (!isUuid(id)) return null;
    const row = rows[next];
    next += 1;
    if (row instanceof Error) throw row;
    return row ?? null;
  });
}
