import { afterAll, beforeAll, expect, it } from "vitest";
import { BOUNDS, type Bound } from "../../server/bounds.js";
import type { Api } from "../support/api.js";
import { getAddress } from "../support/administrators.js";
import { Browser, PASSWORD } from "../support/browser.js";
import { EVENTUALLY } from "../support/eventually.js";
import { between, getRows } from "../support/pages.js";
import { postHead, RawConnection } from "../support/raw-connection.js";
import { RawSocket } from "../support/raw-socket.js";
import type { Seed } from "../support/seed.js";
import { Scrape } from "../support/scrape.js";
import { send as sendFile } from "../support/upload.js";
import { byTier } from "../support/tier.js";
import { openWorld, storeHere, type World } from "../support/world.js";

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere(), {
    TOKENPLANE_METRICS_PORT: "0",
    TOKENPLANE_TRUSTED_PROXIES: "127.0.0.1,::1",
    TOKENPLANE_KEY_RATE: "8",
    TOKENPLANE_ADDRESS_RATE: "20",
    TOKENPLANE_ADDRESS_FAILURES: "50",
    TOKENPLANE_STREAMS_PER_KEY: "1",
    TOKENPLANE_REQUEST_SECONDS: "1",
  });
});
afterAll(() => world.end());

const WHO = "{ viewer { role } }";
const FOLLOW = "subscription { events { event { id } } }";

let addresses = 0;
/** A client that has sent nothing yet. */
const newClient = (): Record<string, string> => ({
  "x-forwarded-for": `198.18.${(addresses += 1) >> 8}.${addresses % 256}`,
});

/** Nested lists, as JSON. */
const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

/** Sends many requests at once. */
const many = <Result>(count: number, send: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, index) => send(index)));

async function post(api: Api, headers: Readonly<Record<string, string>>, body: string): Promise<Response> {
  return fetch(`${api.url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${api.key}`,
      ...newClient(),
      ...headers,
    },
    body,
  });
}

const connections: RawConnection[] = [];
afterAll(() => {
  for (const connection of connections) connection.close();
});

/** Sends what is written by hand, and waits for nothing. */
async function byHand(text: string): Promise<void> {
  const connection = await RawConnection.open(world.url);
  connections.push(connection);
  connection.write(text);
}

/** JSON of a few kilobytes that nests too deeply, at every door that reads JSON of operations. */
const TOO_DEEP: Readonly<Record<string, (api: Api) => Promise<string>>> = {
  "POST with JSON": async (api) =>
    (await post(api, {}, `{"query":"${WHO}","variables":{"a":${nested(2_000)}}}`)).text(),
  "POST with a form": async (api) => {
    const form = new URLSearchParams({ query: WHO, variables: `{"a":${nested(2_000)}}` });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return (await post(api, headers, form.toString())).text();
  },
  GET: async (api) => {
    const query = new URLSearchParams({ query: WHO, variables: `{"a":${nested(2_000)}}` });
    const headers = { authorization: `Bearer ${api.key}`, ...newClient() };
    return (await fetch(`${api.url}/graphql?${query}`, { headers })).text();
  },
  "a file": async (api) => {
    const operations: unknown = { query: WHO, variables: { file: null, a: JSON.parse(nested(2_000)) } };
    return JSON.stringify(await sendFile(api, WHO, {}, "x", { operations, headers: newClient() }));
  },
  "an event stream": async (api) => {
    const body = `{"query":"${FOLLOW}","variables":{"a":${nested(2_000)}}}`;
    return (await post(api, { accept: "text/event-stream" }, body)).text();
  },
  "a WebSocket": async (api) => {
    const socket = new RawSocket(world.url, { headers: newClient() });
    await socket.signIn(api.key);
    socket.send(
      `{"id":"1","type":"subscribe","payload":{"query":"${FOLLOW}","variables":{"a":${nested(2_000)}}}}`,
    );
    const { payload } = await socket.gets({ id: "1", type: "error" });
    // What does not begin with an id is not read any further.
    socket.send(`{"payload":{"variables":{"a":${nested(2_000)}}},"id":"2","type":"subscribe"}`);
    expect(await socket.closed).toMatchObject({ code: 4400 });
    return JSON.stringify(payload);
  },
  "a document of many words": async (api) =>
    (await post(api, {}, JSON.stringify({ query: `{ ${"viewer ".repeat(5_000)} }` }))).text(),
};

/** An account with an administrator. @returns what types a password there as a page does, from an address. */
async function accountWithAda(seed: Seed) {
  const browser = Browser.of(world);
  await browser.accept(await seed.invite("ada", "ADMIN"));
  const address = await getAddress(seed);
  return (from: string, login: string, password = "wrong") =>
    Browser.of(world).send("/sign-in", { address, login, password }, { "x-forwarded-for": from });
}

/** What reaches a bound, through the front door. */
const REACHES: Readonly<Partial<Record<Bound, (api: Api, seed: Seed) => Promise<unknown>>>> = {
  key_rate: (api) => many(100, () => api.send(WHO, {}, newClient())),
  address_rate: (api) => {
    const client = newClient();
    return many(600, () => post(api, client, "").catch(() => {}));
  },
  address_failures: () => {
    const client = newClient();
    return many(60, () => world.as("nobody").send(WHO, {}, client));
  },
  request_seconds: (api) => byHand(postHead(api.key, 10_000)),
  request_headers: () => byHand(`GET /graphql HTTP/1.1\r\nHost: x\r\nx-long: ${"x".repeat(20_000)}\r\n\r\n`),
  request_bytes: (api) => byHand(postHead(api.key, 2_000_000)),
  memory: (api) => many(25, () => byHand(postHead(api.key, 999_999))),
  streams: async (api) => {
    const first = await post(api, { accept: "text/event-stream" }, JSON.stringify({ query: FOLLOW }));
    await post(api, { accept: "text/event-stream" }, JSON.stringify({ query: FOLLOW }));
    await first.body?.cancel();
  },
  socket_messages: async (api) => {
    const socket = new RawSocket(world.url, { headers: newClient() });
    await socket.signIn(api.key);
    for (let sent = 0; sent < 600; sent += 1) socket.send({ type: "ping" });
    expect(await socket.closed).toMatchObject({ code: 4429 });
  },
  socket_subscriptions: async (api) => {
    const socket = new RawSocket(world.url, { headers: newClient() });
    await socket.signIn(api.key);
    for (let id = 0; id <= 50; id += 1) socket.subscribe(String(id), FOLLOW);
    await socket.gets({ type: "error" });
    socket.close();
  },
  wrong_passwords: async (_api, seed) => {
    const signIn = await accountWithAda(seed);
    for (let sent = 0; sent < 7; sent += 1) await signIn("198.51.100.1", "somebody");
  },
  passwords: async (_api, seed) => {
    const signIn = await accountWithAda(seed);
    const floods = [
      many(150, (index) => signIn(`198.51.100.${index}`, "one login from many addresses")),
      many(150, (index) => signIn("203.0.113.1", `login ${index} from one address`)),
    ];
    expect(await signIn("203.0.113.2", "ada", PASSWORD)).toMatchObject({ status: 200 });
    expect((await many(3, () => signIn("203.0.113.3", "bert"))).map(({ code }) => code)).not.toContain(
      "RATE_LIMITED",
    );
    await Promise.all(floods);
  },
};

const getTimes = async (bound: Bound) =>
  (await Scrape.of(world.metricsUrl)).value("tokenplane_bounds_reached_total", { bound }) ?? 0;

it.each(Object.keys(TOO_DEEP))(
  "JSON of operations and documents are bounded while they are read: %s",
  async (door) => {
    const before = await getTimes("operation_size");
    const { admin } = await world.seed();
    expect(await TOO_DEEP[door]?.(admin)).toContain("COST_LIMIT_EXCEEDED");
    await expect.poll(() => getTimes("operation_size"), EVENTUALLY).toBeGreaterThan(before);
  },
);

const all = BOUNDS.filter((bound) => REACHES[bound] !== undefined);

// A request that does not arrive in time takes longer than a second.
it.each(all.filter((bound) => byTier(bound !== "request_seconds", true)))(
  "a bound that is reached is counted: %s",
  async (bound) => {
    const before = await getTimes(bound);
    const seed = await world.seed();
    await REACHES[bound]?.(seed.admin, seed);
    await expect.poll(() => getTimes(bound), EVENTUALLY).toBeGreaterThan(before);
  },
);

it("docs/monitoring.md says of each bound what was refused", () => {
  const rows = getRows(between("docs/monitoring.md", "<!-- bounds -->", "<!-- /bounds -->"));
  expect(rows.map(([bound]) => bound?.replaceAll("`", ""))).toEqual([...BOUNDS]);
});
