import type { Api } from "./api.js";

/** An event's cursor, and its mark, which identifies it. */
export interface Marked {
  readonly cursor: string;
  readonly mark: string;
}

/** The mark of an event. */
export function markOf({
  type,
  userLogin,
}: {
  readonly type: string;
  readonly userLogin: string | null;
}): string {
  return userLogin === null ? type : `${type} ${userLogin}`;
}

interface Page {
  readonly events: {
    readonly nodes: readonly {
      readonly cursor: string;
      readonly type: string;
      readonly userLogin: string | null;
    }[];
    readonly pageInfo: { readonly endCursor: string };
  };
}

/** All events of an account from lists, in the order of the feed. */
export async function historyOf(api: Api, filter: object = {}): Promise<Marked[]> {
  const newestFirst: Marked[] = [];
  for (let after: string | null = null; ;) {
    const { events }: Page = await api.query<Page>(
      "query ($after: Cursor, $filter: EventFilter) { events(first: 100, after: $after, filter: $filter) { nodes { cursor type userLogin } pageInfo { endCursor } } }",
      { after, filter },
    );
    if (events.nodes.length === 0) return newestFirst.toReversed();
    newestFirst.push(...events.nodes.map((event) => ({ cursor: event.cursor, mark: markOf(event) })));
    after = events.pageInfo.endCursor;
  }
}
