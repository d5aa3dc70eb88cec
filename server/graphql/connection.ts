import type { ObjectRef } from "@pothos/core";
import DataLoader from "dataloader";
import { type Counted, ForeignCursorError, type Listing, type Stretch } from "../database/listing.js";
import { countRows, type Page, readPages } from "../database/page.js";
import { builder, type Types } from "./builder.js";
import type { Context } from "./context.js";
import { topLevelError } from "./errors.js";

// Why not the connections of Pothos' Relay plugin (4.8). Its resolveCursorConnection takes the number of rows as the answer whether
// more follow, and the last edge as the end: both are wrong for a search that stops early. It shortens a page of more than 100,
// which is refused here. Its types have cursors of ID or String, and not of our scalar Cursor. Counts that are read only on request,
// and one statement for all parents, would still be our own code.
const DEFAULT_PAGE = 20;
const LARGEST_PAGE = 100;

/** More things than anybody counts one by one. */
const COUNT_EVERYTHING = 2_147_483_647;

/** The length of a page multiplies the cost at the connection itself, and not once more at the list in it. */
const COUNTED_ALREADY = { field: 1, multiplier: 1 } as const;

interface Node {
  readonly id: string;
}

/** A page of a list, as the connection types read it. */
interface Connection {
  readonly edges: { readonly cursor: string; readonly node: Node }[];
  readonly page: Page;
  readonly count: () => Promise<Counted>;
}

const PageInfo = builder.objectRef<Page>("PageInfo").implement({
  description: "The position of a page in its list.",
  fields: (t) => ({
    hasNextPage: t.exposeBoolean("hasNextPage", { description: "Whether more follows after `endCursor`." }),
    hasPreviousPage: t.exposeBoolean("hasPreviousPage", {
      description: "Whether something comes before `startCursor`.",
    }),
    startCursor: t.field({
      type: "Cursor",
      nullable: true,
      description:
        "The start of the page: the cursor of its first edge, or of the place up to which a search looked back; null on an empty page.",
      resolve: ({ rows, searchedTo, backward }) => (backward ? searchedTo : null) ?? rows[0]?.cursor ?? null,
    }),
    endCursor: t.field({
      type: "Cursor",
      nullable: true,
      description:
        "The end of the page: the cursor of its last edge, or of the place up to which a search looked; null on an empty page.",
      resolve: ({ rows, searchedTo, backward }) =>
        (backward ? null : searchedTo) ?? rows.at(-1)?.cursor ?? null,
    }),
    searchStopped: t.boolean({
      description:
        "Whether a search stopped before the page was full, to answer quickly. This happens with frequent words, and with rare events in a long log. The page can then be empty. Continue with `after: endCursor` (with `last`, `before: startCursor`).",
      resolve: ({ searchedTo }) => searchedTo !== null,
    }),
  }),
});

/**
 * Makes the Relay connection type of a node type.
 * @param countTo where counting stops, for lists that are too long to count whole.
 */
export function connectionType(node: ObjectRef<Types, Node>, name: string, countTo?: number) {
  const Edge = builder.objectRef<Connection["edges"][number]>(`${name}Edge`).implement({
    description: `One ${name} of a list.`,
    fields: (t) => ({
      cursor: t.field({
        type: "Cursor",
        description: "Its cursor in the list; give it to `after` or `before`.",
        resolve: ({ cursor }) => cursor,
      }),
      node: t.field({ type: node, description: "The object itself.", resolve: (edge) => edge.node }),
    }),
  });
  return builder.objectRef<Connection>(`${name}Connection`).implement({
    description: `A page of a list of ${name} objects.`,
    fields: (t) => ({
      edges: t.field({
        type: [Edge],
        description: "The objects of the page, each with its cursor.",
        complexity: COUNTED_ALREADY,
        resolve: ({ edges }) => edges,
      }),
      nodes: t.field({
        type: [node],
        description: "The objects of the page, without cursors.",
        complexity: COUNTED_ALREADY,
        resolve: ({ edges }) => edges.map((edge) => edge.node),
      }),
      pageInfo: t.field({
        type: PageInfo,
        description: "The position of the page in the list.",
        resolve: ({ page }) => page,
      }),
      totalCount: t.int({
        description:
          countTo === undefined
            ? "How many objects the whole list has; in a text search, at least this many when `totalCountIsExact` is false. They are counted only when this field is requested."
            : `How many objects the whole list has, counted up to ${countTo.toLocaleString("en")}; at least this many when \`totalCountIsExact\` is false.`,
        resolve: async ({ count }) => Math.min((await count()).count, countTo ?? COUNT_EVERYTHING),
      }),
      totalCountIsExact: t.boolean({
        description:
          countTo === undefined
            ? "Whether `totalCount` is exact. It is false when a text search counted only the first rows of a long list: because its words are frequent, or because the lists of many objects are searched at once."
            : "Whether `totalCount` is exact; false when there are more than were counted, or when only the first rows of a long list were searched: for frequent words, for conditions such as the type of an event, or in the lists of many objects at once.",
        resolve: async ({ count }) => (await count()).isExact,
      }),
    }),
  });
}

/** The arguments every connection takes. */
export const pageArgs = builder.args((t) => ({
  first: t.int({
    description: `At most this many from the start of the list; ${DEFAULT_PAGE} by default, ${LARGEST_PAGE} at most.`,
  }),
  last: t.int({ description: `At most this many from the end of the list; ${LARGEST_PAGE} at most.` }),
  after: t.field({ type: "Cursor", description: "Only objects after this cursor." }),
  before: t.field({ type: "Cursor", description: "Only objects before this cursor." }),
}));

/** Which page of a list, as it is asked for. */
export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** The cost of a connection: that of a node, as often as its page is long. */
export function pageComplexity({ first, last }: PageArgs): { field: number; multiplier: number } {
  return { field: 1, multiplier: Math.max(0, Math.min(first ?? last ?? DEFAULT_PAGE, LARGEST_PAGE)) };
}

/** @throws GraphQLError when the arguments contradict each other or ask for too much. */
function getStretch({ first, last, after, before }: PageArgs): Stretch {
  if (first != null && last != null)
    throw topLevelError("BAD_USER_INPUT", "Give `first` or `last`, not both.");
  const size = first ?? last ?? DEFAULT_PAGE;
  if (size < 0 || size > LARGEST_PAGE) {
    throw topLevelError(
      "BAD_USER_INPUT",
      `A page has from 0 to ${LARGEST_PAGE}; ask for more pages instead.`,
    );
  }
  return {
    first: last == null ? size : null,
    last: last ?? null,
    after: after ?? null,
    before: before ?? null,
  };
}

interface Loaders {
  readonly pages: Map<string, DataLoader<string, Page>>;
  readonly counts: Map<string, DataLoader<string, Counted>>;
}

const loadersOfRequest = new WeakMap<object, Loaders>();

function getLoaders(context: Context): Loaders {
  const known = loadersOfRequest.get(context.loaded);
  if (known !== undefined) return known;
  const made: Loaders = { pages: new Map(), counts: new Map() };
  loadersOfRequest.set(context.loaded, made);
  return made;
}

/** One loader for all parents whose field is asked for with the same arguments: one statement for them all. */
function shared<Value>(
  loaders: Map<string, DataLoader<string, Value>>,
  listing: Listing,
  argument: Stretch | number,
  batch: (parents: readonly string[]) => Promise<Value[]>,
): DataLoader<string, Value> {
  const { from, parent, where, tested = [] } = listing;
  const statement = [from, parent, ...where, ...tested].map(({ text, values }) => [text, values]);
  const { name, descending } = listing.order;
  const key = JSON.stringify([argument, name, descending, listing.words?.pieces, statement]);
  const loader = loaders.get(key) ?? new DataLoader<string, Value>(batch, { maxBatchSize: 1_000 });
  loaders.set(key, loader);
  return loader;
}

/**
 * Resolves a connection.
 * @param parent whose list it is: the value of `listing.parent`.
 * @param load gives the nodes of a page by their ids, in one statement for all pages of a tick.
 * @param countTo as given to `connectionType`.
 */
export async function readConnection(
  context: Context,
  args: PageArgs,
  listing: Listing,
  parent: string,
  load: DataLoader<string, Node | null>,
  countTo?: number,
): Promise<Connection> {
  const { actor } = context;
  const { database, queues, credentials, clock } = context.services;
  const inTurn = <Result>(work: () => Promise<Result>) => {
    const mustWait = queues.lists.isBusy(actor.accountId);
    return queues.lists.run(actor.accountId, async () => {
      // Only after a wait: a mutation that has just ended its own key still reads its result.
      if (mustWait) await credentials.demandValid(database, actor, clock());
      return work();
    });
  };
  const stretch = getStretch(args);
  const loaders = getLoaders(context);
  const page = await shared(loaders.pages, listing, stretch, (parents) =>
    inTurn(() => readPages(database, listing, parents, stretch)),
  )
    .load(parent)
    .catch((error: unknown) => {
      if (!(error instanceof ForeignCursorError)) throw error;
      throw topLevelError(
        "BAD_USER_INPUT",
        "The cursor does not belong to this list in this order. Use a cursor from this list.",
      );
    });
  const nodes = await load.loadMany(page.rows.map(({ id }) => id));
  const edges = page.rows.flatMap(({ cursor }, index) => {
    const node = nodes[index];
    if (node instanceof Error) throw node;
    // Deleted between the two statements: it is no longer in the list.
    return node == null ? [] : [{ cursor, node }];
  });
  const most = countTo === undefined ? COUNT_EVERYTHING : countTo + 1;
  const isWhole = (stretch.after ?? stretch.before) === null && !page.hasNextPage && !page.hasPreviousPage;
  const count = async () =>
    isWhole
      ? { count: page.rows.length, isExact: true }
      : shared(loaders.counts, listing, most, (parents) =>
          inTurn(() => countRows(database, listing, parents, most)),
        ).load(parent);
  return { edges, page, count };
}
