// Few requests for many reads. Reads of one moment share a request; when a type is read often, its whole list is read
// ahead in pages, and answers from then on.
import type { Client } from "./client.js";
import type { Document } from "./document.js";
import {
  Assignments,
  Bypasses,
  Nodes,
  Resources,
  Tokens,
  Users,
  type AssignmentFieldsFragment,
  type BypassFieldsFragment,
  type ResourceFieldsFragment,
  type TokenFieldsFragment,
  type UserFieldsFragment,
} from "./operations.js";

/** What is read by its id. */
export interface Rows {
  User: UserFieldsFragment;
  Resource: ResourceFieldsFragment;
  Token: TokenFieldsFragment;
  Assignment: AssignmentFieldsFragment;
  Bypass: BypassFieldsFragment;
}
export type RowType = keyof Rows;
type Row = Rows[RowType];

/** So many reads of a type, and its list is read as a whole. */
const READ_AHEAD_AFTER = 20;
const PAGE = 100;
/** The most ids that a server takes at once. */
const TOGETHER = 100;

interface Asked {
  readonly type: RowType;
  readonly id: string;
  readonly resolve: (row: Row | null) => void;
  readonly reject: (reason: unknown) => void;
}

export class Reads {
  #waiting: Asked[] = [];
  readonly #count = new Map<RowType, number>();
  /** Whole lists, by type; rows that were written since are not in them. */
  readonly #ahead = new Map<RowType, Promise<Map<string, Row>>>();
  readonly #written = new Set<string>();

  constructor(private readonly client: Client) {}

  /** @returns what has this id; null when there is nothing of this type. */
  async row<T extends RowType>(type: T, id: string): Promise<Rows[T] | null> {
    const count = (this.#count.get(type) ?? 0) + 1;
    this.#count.set(type, count);
    if (count > READ_AHEAD_AFTER && !this.#written.has(id)) {
      let list = this.#ahead.get(type);
      if (list === undefined) {
        list = this.#readAll(type);
        this.#ahead.set(type, list);
      }
      const found = (await list).get(id);
      // What is not in the list may have been made since: it is asked for by its id.
      if (found !== undefined && !this.#written.has(id)) return found as Rows[T];
    }
    return (await this.#together(type, id)) as Rows[T] | null;
  }

  /** What was written is never answered from what was read before. */
  forget(...ids: readonly (string | null)[]): void {
    for (const id of ids) if (id !== null) this.#written.add(id);
  }

  #together(type: RowType, id: string): Promise<Row | null> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ type, id, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => void this.#sendWaiting());
    });
  }

  async #sendWaiting(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let from = 0; from < waiting.length; from += TOGETHER) {
      const part = waiting.slice(from, from + TOGETHER);
      try {
        const { nodes } = await this.client.ask(Nodes, { ids: part.map(({ id }) => id) });
        part.forEach(({ type, resolve }, index) => {
          const node = nodes?.[index] ?? null;
          // An id of something else names nothing here.
          resolve(node !== null && "id" in node && isOf(type, node) ? node : null);
        });
      } catch (reason) {
        for (const { reject } of part) reject(reason);
      }
    }
  }

  #readAll(type: RowType): Promise<Map<string, Row>> {
    const { client } = this;
    client.log.debug("reading ahead", { type });
    switch (type) {
      case "User":
        return readList(client, Users, ({ users }) => users);
      case "Resource":
        return readList(client, Resources, ({ resources }) => resources);
      case "Token":
        return readList(client, Tokens, ({ tokens }) => tokens);
      case "Assignment":
        return readList(client, Assignments, ({ assignments }) => assignments);
      case "Bypass":
        return readList(client, Bypasses, ({ bypasses }) => bypasses);
    }
  }
}

function isOf(type: RowType, { __typename: found }: { readonly __typename: string }): boolean {
  return found === type;
}

/** A page of a list. */
interface Page<R> {
  readonly nodes: readonly R[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function readList<Result, R extends Row>(
  client: Client,
  document: Document<Result, { first: number; after?: string | null }>,
  pageOf: (result: Result) => Page<R> | null,
): Promise<Map<string, Row>> {
  const rows = await readPages(client, document, {}, pageOf);
  return new Map(rows.map((row) => [row.id, row]));
}

/** All of a list, page by page. */
export async function readPages<Result, R, More>(
  client: Client,
  document: Document<Result, More & { first: number; after?: string | null }>,
  more: More,
  pageOf: (result: Result) => Page<R> | null,
): Promise<R[]> {
  const rows: R[] = [];
  let after: string | null = null;
  do {
    const page: Page<R> | null = pageOf(await client.ask(document, { ...more, first: PAGE, after }));
    rows.push(...(page?.nodes ?? []));
    after = page !== null && page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return rows;
}
