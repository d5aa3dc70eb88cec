import assert from "node:assert/strict";
import type { Api } from "./api.js";

/** Where a page begins and ends, and whether there are rows before and behind it. */
interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** The same of a list that is searched. */
export interface SearchedPageInfo extends PageInfo {
  readonly searchStopped: boolean;
}

/** A page of any connection. */
export interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

/** Which page. */
export interface Stretch {
  readonly first?: number;
  readonly last?: number;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** A connection of the API: its reader, and its place in the answer. */
export interface List {
  readonly reader: Api;
  /** A query in which `PAGE` is replaced by the connection's paging arguments, `)`, and its selection. */
  readonly query: string;
  /** The fields of the answer that lead to the connection. */
  readonly place: readonly string[];
}

const PAGE = `first: $first, last: $last, after: $after, before: $before)
  { edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount }`;

/** A list of Query with further arguments, as in `orderBy: { field: NAME }`. */
export function rootList(reader: Api, name: string, args = ""): List {
  return { reader, query: `{ ${name}(${args} PAGE }`, place: [name] };
}

/** A list of one object, as in `User`, its id, `tokens`. */
export function getList(reader: Api, type: string, id: string, name: string): List {
  return {
    reader,
    query: `{ node(id: "${id}") { ... on ${type} { ${name}(PAGE } } }`,
    place: ["node", name],
  };
}

function getDocument({ query }: List): string {
  return `query ($first: Int, $last: Int, $after: Cursor, $before: Cursor) ${query.replace("PAGE", PAGE)}`;
}

/** Reads a page and checks that its parts agree with each other. */
export async function readPage(list: List, stretch: Stretch): Promise<Page> {
  let found: unknown = await list.reader.query(getDocument(list), stretch);
  for (const key of list.place) {
    assert.ok(typeof found === "object" && found !== null, `there is no ${key}`);
    found = Reflect.get(found, key);
  }
  const page = found as Page;
  assert.deepEqual(
    page.nodes,
    page.edges.map(({ node }) => node),
  );
  assert.equal(page.pageInfo.startCursor, page.edges[0]?.cursor ?? null);
  assert.equal(page.pageInfo.endCursor, page.edges.at(-1)?.cursor ?? null);
  return page;
}

/** The ids on a page. */
export function getIds({ nodes }: Page): string[] {
  return nodes.map(({ id }) => id);
}

/** Why a page was refused, as in `BAD_USER_INPUT The cursor …`. */
export async function refusedPage(list: List, stretch: Stretch): Promise<string> {
  const { errors } = await list.reader.send(getDocument(list), stretch);
  assert.equal(errors.length, 1, "the page was not refused");
  return `${String(errors[0]?.extensions?.["code"])} ${errors[0]?.message}`;
}

/** The ids of a whole list, page by page. @param between runs after each page. */
export async function walk(
  list: List,
  size: number,
  direction: "forward" | "backward" = "forward",
  between: (pages: number) => Promise<void> = () => Promise.resolve(),
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  for (let pages = 1; ; pages += 1) {
    assert.ok(pages < 1_000, "the list does not end");
    const forward = direction === "forward";
    const page = await readPage(
      list,
      forward ? { first: size, after: cursor } : { last: size, before: cursor },
    );
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    if (forward) ids.push(...getIds(page));
    else ids.unshift(...getIds(page));
    assert.equal(forward ? hasPreviousPage : hasNextPage, cursor !== null);
    if (!(forward ? hasNextPage : hasPreviousPage)) return ids;
    assert.equal(page.nodes.length, size, "a page before the end is full");
    cursor = forward ? endCursor : startCursor;
    await between(pages);
  }
}
