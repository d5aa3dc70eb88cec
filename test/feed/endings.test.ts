import { afterEach, expect, it } from "vitest";
import { Api } from "../support/api.js";
import { postHead, RawConnection } from "../support/raw-connection.js";
import { RawSocket } from "../support/raw-socket.js";
import type { Seed } from "../support/seed.js";
import { byTier } from "../support/tier.js";
import { onOneStore, openWorld, storeHere } from "../support/world.js";

/** A stream of a revoked key may go on for two seconds. This is measured where the machine has no other work. */
const AT_MOST = byTier(Infinity, 2_000 + 1_000);

const EVENTS = "subscription { events { cursor event { type userLogin } } }";

let sockets: RawSocket[] = [];

afterEach(() => {
  for (const socket of sockets) socket.close();
  sockets = [];
});

async function following({ url, key }: Api): Promise<RawSocket> {
  const socket = new RawSocket(url);
  sockets.push(socket);
  await socket.signIn(key);
  socket.subscribe("1", EVENTS);
  return socket;
}

/** Begins to follow over SSE. @returns all that came, when it ends. */
async function streamed({ url, key }: Api): Promise<() => Promise<string>> {
  const response = await fetch(`${url}/graphql?query=${encodeURIComponent(EVENTS)}`, {
    headers: { accept: "text/event-stream", authorization: `Bearer ${key}` },
  });
  expect(response.status).toBe(200);
  const whole = response.text();
  return () => whole;
}

async function auditor(seed: Seed, more: object = {}): Promise<{ api: Api; id: string }> {
  const { apiKey, secret } = await seed.admin.do<{ apiKey: { id: string }; secret: string }>(
    "apiKeyCreate",
    { name: "dashboard", role: "AUDITOR", ...more },
    "apiKey { id } secret",
  );
  return { api: new Api(seed.admin.url, secret), id: apiKey.id };
}

onOneStore("streams", (world) => {
  // So those of a revoked key end within two seconds, unless the machine has other work.
  it("are looked at every second", async () => {
    const jobs = await world().services.jobs.states();
    expect(jobs.find(({ name }) => name === "open streams")).toMatchObject({ everySeconds: 1 });
  });

  it.each([
    [
      "its key is revoked",
      async (seed: Seed, id: string) => seed.admin.do("apiKeyRevoke", { apiKey: id }, "__typename"),
    ],
    [
      "the key that made it is revoked, with what that made",
      async (seed: Seed, id: string) => {
        const { node } = await seed.admin.query<{ node: { createdBy: { id: string } } }>(
          "query ($id: ID!) { node(id: $id) { ... on ApiKey { createdBy { id } } } }",
          { id },
        );
        const input = { apiKey: node.createdBy.id, includingMade: true };
        await seed.admin.do("apiKeyRevoke", input, "__typename");
      },
    ],
    [
      "its account is disabled",
      async (seed: Seed) => world().operator.do("accountDisable", { account: seed.accountId }, "__typename"),
    ],
    ["its key has expired", async () => world().clock.pass(3_700)],
  ] as const)("end within two seconds when %s", async (_what, end) => {
    const seed = await world().seed();
    const expiresAt = new Date(world().clock.now() + 3_600_000).toISOString();
    const { api, id } = await auditor(seed, { expiresAt });
    const socket = await following(api);
    const sse = await streamed(api);
    const bystander = await following(world().admin);
    await end(seed, id);
    const ended = performance.now();
    expect(await socket.closed).toEqual({ code: 4403, reason: "The API key is no longer valid." });
    expect(performance.now() - ended).toBeLessThan(AT_MOST);
    expect(await sse()).toMatch(/"code":"UNAUTHENTICATED".*\n\nevent: complete\ndata:\n\n$/s);
    expect(performance.now() - ended).toBeLessThan(AT_MOST);
    bystander.send({ type: "ping" });
    await bystander.gets({ type: "pong" });
  });
});

it("streams end at a stop so that clients connect again, and the server does not wait for them", async () => {
  // It would wait longer than this test may take.
  const world = await openWorld(storeHere(), { TOKENPLANE_SHUTDOWN_SECONDS: "300" });
  const seed = await world.seed();
  const socket = await following(seed.admin);
  const sse = await streamed(seed.admin);
  await world.end();
  expect(await socket.closed).toEqual({ code: 1012, reason: "The server restarts. Connect again." });
  expect(await sse()).not.toContain("complete");
});

it("a stream that is asked for before a stop, and let in after it, ends with it", async () => {
  const world = await openWorld(storeHere(), { TOKENPLANE_SHUTDOWN_SECONDS: "300" });
  const seed = await world.seed();
  const body = JSON.stringify({ query: EVENTS });
  const connection = await RawConnection.open(world.url);
  const head = postHead(seed.admin.key, body.length, "expect: 100-continue\r\n");
  connection.write(head.replace("application/json", "text/event-stream") + body.slice(0, 9));
  // The server has begun with it.
  await expect.poll(() => connection.received).toContain("HTTP/1.1 100 ");
  const end = world.end();
  connection.write(body.slice(9));
  await end;
  expect(await connection.over).toContain("HTTP/1.1 200 ");
});
