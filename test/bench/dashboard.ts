import type { Server } from "./servers.js";

/** One question of a dashboard, asked one after the other. */
export interface Asked {
  readonly what: string;
  readonly p50: number;
  readonly p99: number;
}

const TIMES = 40;

async function send(server: Server, key: string, query: string, variables: object): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${server.port}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      authorization: `Bearer ${key}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as { data?: unknown; errors?: unknown };
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

const TOKENS =
  "query ($after: Cursor) { tokens(first: 100, after: $after) { nodes { id name serialNumber status user { login } } pageInfo { endCursor } } }";
const TOKEN_SEARCH =
  "query ($text: String!) { tokens(first: 20, filter: { text: $text }) { nodes { id name } } }";
const EVENTS =
  "query ($after: Cursor) { events(first: 100, after: $after) { nodes { id summary } pageInfo { endCursor } } }";
const EVENT_SEARCH =
  "query ($text: String!) { events(first: 20, filter: { text: $text }) { nodes { id summary } } }";

async function time(
  server: Server,
  key: string,
  what: string,
  query: string,
  variables: object,
): Promise<Asked> {
  const taken: number[] = [];
  for (let n = 0; n < TIMES + 5; n += 1) {
    const begin = performance.now();
    await send(server, key, query, variables);
    // The first ones prepare statements and fill caches.
    if (n >= 5) taken.push(performance.now() - begin);
  }
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { what, p50: at(0.5), p99: at(0.99) };
}

/** The cursor at which a page begins, found page by page. */
async function pageAt(
  server: Server,
  key: string,
  list: string,
  query: string,
  page: number,
): Promise<string> {
  let after: string | null = null;
  for (let n = 1; n < page; n += 1) {
    const data = (await send(server, key, query, { after })) as Record<
      string,
      { pageInfo: { endCursor: string | null } }
    >;
    after = data[list]?.pageInfo.endCursor ?? null;
  }
  if (after === null) throw new Error("the list is too short");
  return after;
}

/** Lists, pages far down, and searches of an account. @param size what it has, for the table. */
export async function askAll(server: Server, key: string, size: string): Promise<Asked[]> {
  const tokensDown = await pageAt(server, key, "tokens", TOKENS, 1_000);
  const eventsDown = await pageAt(server, key, "events", EVENTS, 1_000);
  const asked: Asked[] = [];
  for (const [what, query, variables] of [
    ["100 tokens, page 1", TOKENS, {}],
    ["100 tokens, page 1,000", TOKENS, { after: tokensDown }],
    ["token search, one found", TOKEN_SEARCH, { text: "f-77777" }],
    ["token search, all found", TOKEN_SEARCH, { text: "fob" }],
    ["token search, half found, but none of the first", TOKEN_SEARCH, { text: "late fob" }],
    ["100 events, page 1", EVENTS, {}],
    ["100 events, page 1,000", EVENTS, { after: eventsDown }],
    ["event search, one found", EVENT_SEARCH, { text: "guest77777 signed" }],
    ["event search, ten thousands found", EVENT_SEARCH, { text: "guest7 signed" }],
    ["event search, all found", EVENT_SEARCH, { text: "vpn" }],
    ["event search, a tenth found, but none of the newest", EVENT_SEARCH, { text: "legacy signed" }],
    ["event search, none found", EVENT_SEARCH, { text: "nobody-of-that-name" }],
  ] as const) {
    const one = await time(server, key, `${what} (${size})`, query, variables);
    console.log(`${one.what}: ${one.p50.toFixed(1)} ms, p99 ${one.p99.toFixed(1)} ms`);
    asked.push(one);
  }
  return asked;
}
