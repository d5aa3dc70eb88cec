import type { Api } from "./api.js";

interface Page<Event> {
  readonly events: {
    readonly nodes: readonly Event[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** All events that somebody sees, oldest first. @param fields what is asked of each. */
export async function allEvents<Event>(reader: Api, fields: string, filter: object = {}): Promise<Event[]> {
  const newestFirst: Event[] = [];
  for (let after: string | null = null; ;) {
    const { events }: Page<Event> = await reader.query<Page<Event>>(
      `query ($after: Cursor, $filter: EventFilter) { events(first: 100, after: $after, filter: $filter) {
        nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`,
      { after, filter },
    );
    newestFirst.push(...events.nodes);
    if (!events.pageInfo.hasNextPage) return newestFirst.toReversed();
    after = events.pageInfo.endCursor;
  }
}
