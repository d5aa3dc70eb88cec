// Few requests for many reads. Reads of the same moment share a request. When a type is read often, its list is read
// ahead in pages, and later reads are answered from there.
import type { Client } from "./client.js";
import type { Document } from "./document.js";
import {
  Assignments,
  Bypasses,
  Channels,
  Nodes,
  Resources,
  Tokens,
  Users,
  type AssignmentFieldsFragment,
  type BypassFieldsFragment,
  type ChannelFieldsFragment,
  type ResourceFieldsFragment,
  type TokenFieldsFragment,
  type UserFieldsFragment,
} from "./operations.js";

/** The types that are read by id. */
export interface Rows {
  User: UserFieldsFragment;
  Resource: ResourceFieldsFragment;
  Token: TokenFieldsFragment;
  Channel: ChannelFieldsFragment;
  Assignment: AssignmentFieldsFragment;
  Bypass: BypassFieldsFragment;
}
export type RowType = keyof Rows;
type Row = Rows[RowType];

/** Number of reads of a type after which its list is read ahead. */
const READ_AHEAD_AFTER = 20;
const PAGE = 100;
/**
 * How many reads by id share a request: a core sends as many at once. For as many further reads, one page of the list
 * is read. So reading ahead never costs more requests than it can save, even if the configuration covers only a small
 * part of the account.
 */
const READS_FOR_A_PAGE = 10;
/** How long reads wait for others of the same moment, in milliseconds. A core sends ten within less time. */
const MOMENT = 2;
/** How many ids a server accepts at once. */
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
  /** The lists as far as they were read, by type. Rows that were written later are not used. */
  readonly #ahead = new Map<RowType, ListAhead<Row>>();
  readonly #patient = new Map<number, Reads>();

  /** @param written the ids of what was written. */
  constructor(
    private readonly client: Client,
    private readonly written = new Set<string>(),
  ) {}

  /**
   * Reads with another patience, which know what was written here, too. They share requests with those of the same patience.
   * @param patience in milliseconds.
   */
  patientFor(patience: number): Reads {
    const reads = this.#patient.get(patience) ?? new Reads(this.client.patientFor(patience), this.written);
    this.#patient.set(patience, reads);
    return reads;
  }

  /** @returns the object with this id; null when there is none of this type. */
  async row<T extends RowType>(type: T, id: string): Promise<Rows[T] | null> {
    const count = (this.#count.get(type) ?? 0) + 1;
    this.#count.set(type, count);
    if (count > READ_AHEAD_AFTER && !this.written.has(id)) {
      const list = this.#ahead.get(type) ?? this.#getList(type);
      this.#ahead.set(type, list);
      const found = await list.find(id, Math.ceil(count / READS_FOR_A_PAGE));
      // A row that is not in the list may have been created later: it is read by its id.
      if (found !== undefined && !this.written.has(id)) return found as Rows[T];
    }
    return (await this.#together(type, id)) as Rows[T] | null;
  }

  /** Rows that were written are never answered from earlier reads. */
  forget(...ids: readonly (string | null)[]): void {
    for (const id of ids) if (id !== null) this.written.add(id);
  }

  #together(type: RowType, id: string): Promise<Row | null> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ type, id, resolve, reject });
      if (this.#waiting.length === 1) setTimeout(() => void this.#sendWaiting(), MOMENT);
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
          // The id of an object of another type counts as unknown.
          resolve(node !== null && "id" in node && isOf(type, node) ? node : null);
        });
      } catch (reason) {
        for (const { reject } of part) reject(reason);
      }
    }
  }

  #getList(type: RowType): ListAhead<Row> {
    const { client } = this;
    client.log.debug("reading ahead", { type });
    switch (type) {
      case "User":
        return new ListAhead(async (at) => (await client.ask(Users, at)).users);
      case "Resource":
        return new ListAhead(async (at) => (await client.ask(Resources, at)).resources);
      case "Token":
        return new ListAhead(async (at) => (await client.ask(Tokens, at)).tokens);
      case "Channel":
        return new ListAhead(async (at) => (await client.ask(Channels, at)).channels);
      case "Assignment":
        return new ListAhead(async (at) => (await client.ask(Assignments, at)).assignments);
      case "Bypass":
        return new ListAhead(async (at) => (await client.ask(Bypasses, at)).bypasses);
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

/** A list that is read page by page, as far as its readers need it. */
class ListAhead<R extends Row> {
  readonly #rows = new Map<string, R>();
  #pages = 0;
  #after: string | null = null;
  #isWhole = false;
  #reading: Promise<void> | undefined;

  constructor(
    private readonly read: (at: { first: number; after: string | null }) => Promise<Page<R> | null>,
  ) {}

  /** @param pages how many pages are read at most. @returns the row of this id, if it is on one of them. */
  async find(id: string, pages: number): Promise<R | undefined> {
    while (!this.#rows.has(id) && !this.#isWhole && (this.#pages < pages || this.#reading !== undefined)) {
      // A failure rejects for all who wait for this page; a later caller tries again.
      this.#reading ??= this.#readPage().finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    }
    return this.#rows.get(id);
  }

  async #readPage(): Promise<void> {
    const page = await this.read({ first: PAGE, after: this.#after });
    this.#pages += 1;
    for (const row of page?.nodes ?? []) this.#rows.set(row.id, row);
    this.#after = page?.pageInfo.endCursor ?? null;
    this.#isWhole = page === null || !page.pageInfo.hasNextPage;
  }
}

/** The rows of a list; each page is read when its first row is needed. */
export async function* readRows<Result, R, More>(
  client: Client,
  document: Document<Result, More & { first: number; after?: string | null }>,
  more: More,
  getPage: (result: Result) => Page<R> | null,
): AsyncGenerator<R, void, void> {
  let after: string | null = null;
  do {
    const page: Page<R> | null = getPage(await client.ask(document, { ...more, first: PAGE, after }));
    yield* page?.nodes ?? [];
    after = page !== null && page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
}

/** All rows of a list. */
export async function readPages<Result, R, More>(
  client: Client,
  document: Document<Result, More & { first: number; after?: string | null }>,
  more: More,
  getPage: (result: Result) => Page<R> | null,
): Promise<R[]> {
  const rows: R[] = [];
  for await (const row of readRows(client, document, more, getPage)) rows.push(row);
  return rows;
}
