import { encodeGlobalID } from "@pothos/plugin-relay";
import { validate as isUuid } from "uuid";
import { isNodeName } from "./objects.js";

/**
 * The id of nothing. A filter that names something that does not exist must find nothing; it must not be
 * ignored.
 */
export const NOTHING = "00000000-0000-0000-0000-000000000000";

/** The global id of a thing: its type and its UUID, in Base64. */
export function globalId(type: string, id: string): string {
  return encodeGlobalID(type, id);
}

/** The global id of a thing that may be absent. */
export function globalIdOr(type: string, id: string | null): string | null {
  return id === null ? null : globalId(type, id);
}

/**
 * Type and id in a global id; undefined when the text is none. (Pothos throws then, which costs a hundred times
 * more, and texts that are no ids may come by the thousand.)
 */
function decode(text: string): { typename: string; id: string } | undefined {
  if (!/^[A-Za-z0-9+/]{4,200}={0,2}$/.test(text)) return undefined;
  const [, typename, id] = /^([A-Za-z]+):(.+)$/s.exec(Buffer.from(text, "base64").toString()) ?? [];
  return typename === undefined || id === undefined ? undefined : { typename, id };
}

/** The UUID in a global id; null when it is not the id of such a thing. */
export function localId(type: string, id: string): string | null {
  const named = decode(id);
  return named?.typename === type && isUuid(named.id) ? named.id.toLowerCase() : null;
}

/**
 * The object of a global id, for `node` and `nodes`. A text that is not the id of a node counts as the id of something
 * that does not exist, so that the answer is the same as for something that was deleted.
 */
export function nodeOf(id: string): { typename: string; id: string } {
  const named = decode(id);
  return named !== undefined && isNodeName(named.typename) ? named : { typename: "Account", id: NOTHING };
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
