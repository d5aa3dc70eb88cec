import http from "node:http";
import { setTimeout } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { newPlace } from "../support/installation.js";
import { Workshop, type ServerProcess } from "../support/process.js";
import { RawConnection } from "../support/raw-connection.js";
import { RawSocket } from "../support/raw-socket.js";

/** Seconds, in which a test looks at the server. */
const DRAIN = 3;

const EVENTS = "subscription { events { cursor event { type } } }";

let workshop = new Workshop();
let connections: RawConnection[] = [];

afterEach(async () => {
  for (const connection of connections) connection.close();
  connections = [];
  await workshop.clear();
  workshop = new Workshop();
});

async function start(settings: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const place = await newPlace(() => workshop.dataFolder());
  // Longer than a test: who waits for it fails.
  return workshop.start({
    ...place,
    TOKENPLANE_DRAIN_SECONDS: `${DRAIN}`,
    TOKENPLANE_SHUTDOWN_SECONDS: "300",
    ...settings,
  });
}

async function connect({ url }: ServerProcess): Promise<RawConnection> {
  const connection = await RawConnection.open(url);
  connections.push(connection);
  return connection;
}

const LIVE = "GET /health/live HTTP/1.1\r\nhost: test\r\n\r\n";

/** Asks on a connection whether the server lives. @returns the head of the answer, in lower case. */
async function ask(connection: RawConnection): Promise<string> {
  const before = connection.received.length;
  connection.write(LIVE);
  await expect.poll(() => connection.received.slice(before)).toContain('{"status":"live"}');
  return connection.received.slice(before).toLowerCase();
}

/** What `/health/ready` says on a connection of its own; the code of the error when nobody listens. */
function readiness({ url }: ServerProcess): Promise<string> {
  return new Promise((resolve) => {
    http
      .get(`${url}/health/ready`, { agent: false }, (answer) => {
        let text = `${answer.statusCode} `;
        answer.setEncoding("utf8").on("data", (part: string) => {
          text += part;
        });
        answer.once("end", () => resolve(text.trim()));
      })
      .once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

it("a server that drains answers everything, and says that it is not ready; then it lets connections end", async () => {
  const server = await start();
  const key = await server.firstAdminKey();
  const [busy, idle, silent] = [await connect(server), await connect(server), await connect(server)];
  for (const connection of [busy, idle]) expect(await ask(connection)).toContain("connection: keep-alive");
  const socket = new RawSocket(server.url);
  await socket.signIn(key);
  socket.subscribe("1", EVENTS);
  const begun = performance.now();
  const ended = server.stop();
  await server.says(/draining/);

  // While it drains, what was open goes on, and what is new is answered.
  expect(await readiness(server)).toBe('503 {"status":"stopping"}');
  expect(await ask(busy)).toContain("connection: keep-alive");
  const late = new RawSocket(server.url);
  await late.signIn(key);
  const sse = await fetch(`${server.url}/graphql?query=${encodeURIComponent(EVENTS)}`, {
    headers: { accept: "text/event-stream", authorization: `Bearer ${key}` },
  });
  const streamed = sse.text();
  await setTimeout(begun + DRAIN * 1_000 - 1_000 - performance.now());
  socket.send({ type: "ping" });
  await socket.gets({ type: "pong" });
  expect(await ask(busy)).toContain("connection: keep-alive");

  // Then streams end so that their clients connect again, and nobody finds this server any more.
  for (const one of [socket, late]) {
    expect(await one.closed).toEqual({ code: 1012, reason: "The server restarts. Connect again." });
  }
  expect(performance.now() - begun).toBeGreaterThan(DRAIN * 1_000 - 100);
  expect(await streamed).not.toContain("complete");
  expect(await readiness(server)).toBe("ECONNREFUSED");
  // A connection that was open is answered once more, and ends with the answer; the others end by themselves.
  expect([busy.isOver, idle.isOver, silent.isOver]).toEqual([false, false, false]);
  expect(await ask(busy)).toContain("connection: close");
  await Promise.all([busy.over, idle.over]);
  // (After ten seconds, a connection without a request would be answered that it is late.)
  expect(await silent.over).toBe("");
  expect(await ended).toMatchObject({ code: 0, stderr: "" });
});

it("Ctrl-C does not drain, and SIGTERM does not without the setting", { tags: "deep" }, async () => {
  const server = await start({ TOKENPLANE_DRAIN_SECONDS: "300" });
  const idle = await connect(server);
  await ask(idle);
  expect((await server.interrupt()).code).toBe(0);
  const next = await start({ TOKENPLANE_DRAIN_SECONDS: "" });
  const silent = await connect(next);
  expect((await next.stop()).code).toBe(0);
  await idle.over;
  expect(await silent.over).toBe("");
});

it(
  "a second signal ends a server that drains at once, but not one that comes with the first: npm sends each twice",
  { tags: "deep" },
  async () => {
    const server = await start({ TOKENPLANE_DRAIN_SECONDS: "300" });
    const ended = server.stop();
    await server.says(/draining/);
    void server.stop();
    await setTimeout(1_100);
    expect(await readiness(server)).toBe('503 {"status":"stopping"}');
    expect((await server.stop()).code).toBe(1);
    await ended;
  },
);

it(
  "two signals 50 milliseconds apart are one stop, which finishes everything",
  { tags: "deep" },
  async () => {
    const server = await start({ TOKENPLANE_DRAIN_SECONDS: "1" });
    const ended = server.stop();
    await setTimeout(50);
    void server.interrupt();
    expect(await ended).toMatchObject({ code: 0, stderr: "" });
    expect(server.stdout()).toContain('"stopped"');
  },
);
