import { validate as isUuid } from "uuid";

/** The global id of a thing: its type and its UUID, in Base64. */
export function globalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString("base64");
}

/** The global id of a thing that may be absent. */
export function globalIdOr(type: string, id: string | null): string | null {
  return id === null ? null : globalId(type, id);
}

/**
 * Type and id in a global id; undefined when the text is none. (Pothos throws then, which costs a hundred times
 * more, and texts that are no ids may come by the thousand.)
 */
export function decode(text: string): { typename: string; id: string } | undefined {
  if (!/^[A-Za-z0-9+/]{4,200}={0,2}$/.test(text)) return undefined;
  const [, typename, id] = /^([A-Za-z]+):(.+)$/s.exec(Buffer.from(text, "base64").toString()) ?? [];
  return typename === undefined || id === undefined ? undefined : { typename, id };
}

/** The UUID in a global id; null when it is not the id of such a thing. */
export function localId(type: string, id: string): string | null {
  const named = decode(id);
  return named?.typename === type && isUuid(named.id) ? named.id.toLowerCase() : null;
}
