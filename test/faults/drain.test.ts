import http from "node:http";
import { setTimeout } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { newPlace } from "../support/installation.js";
import { type Ended, Workshop, type ServerProcess } from "../support/process.js";
import { RawConnection } from "../support/raw-connection.js";
import { RawSocket } from "../support/raw-socket.js";

/** Seconds, in which a test looks at the server. */
const DRAIN = 3;

// What the server has besides, in milliseconds: server/http/server.ts and server/commands/start.ts.
/** How long a connection may be without a request before it is answered that it is late. */
const HEADERS_TIMEOUT = 10_000;
/** How long a second signal is taken for the first. */
const SAME_SIGNAL = 1_000;

/** By so much a clock is believed to be early, or a message to be on its way, in milliseconds. */
const MARGIN = 100;

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

/** How often one client requests a file without reading an answer: more bytes than the system holds for it. */
const UNREAD = 100;

/** Asks on a connection whether the server lives. @returns the answer, in lower case; "" when the connection ends without one. */
async function ask(connection: RawConnection): Promise<string> {
  const before = connection.received.length;
  const received = () => connection.received.slice(before);
  connection.write(LIVE);
  await expect.poll(() => connection.isOver || received().includes('{"status":"live"}')).toBe(true);
  return received().toLowerCase();
}

/**
 * Looks at something that is so until a moment. What it sees later, as on a machine that has other work, proves nothing.
 * @param until by `performance.now()`. @returns what the look came to; undefined when it was late.
 */
async function withTimeout<Result>(until: number, look: () => Promise<Result>): Promise<Result | undefined> {
  const isOver = () => performance.now() >= until;
  try {
    const seen = await Promise.race([look(), setTimeout(until - performance.now(), undefined)]);
    return isOver() ? undefined : seen;
  } catch (error) {
    if (isOver()) return undefined;
    throw error;
  }
}

/** The path of the largest file of the console's first page. */
async function largeFile({ url }: ServerProcess): Promise<string> {
  const page = await fetch(url.replace("127.0.0.1", "localhost"), { headers: { accept: "text/html" } });
  const [file] = /\/assets\/[\w-]+\.css/.exec(await page.text()) ?? [];
  if (file === undefined) throw new Error("the console's page has no style sheet");
  return file;
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

/** Lets a server drain, and looks at it meanwhile and after. @returns whether it was in time for all that it looked at. */
async function hasSeenDrain(): Promise<boolean> {
  const server = await start();
  const key = await server.firstAdminKey();
  const [busy, idle] = [await connect(server), await connect(server)];
  for (const connection of [busy, idle]) expect(await ask(connection)).toContain("connection: keep-alive");
  const socket = new RawSocket(server.url);
  await socket.signIn(key);
  socket.subscribe("1", EVENTS);
  // The server's own times begin later: what is not over by this one is not over.
  const begun = performance.now();
  const [silent, unread] = [await connect(server), await connect(server)];
  unread.stopReading();
  unread.write(`GET ${await largeFile(server)} HTTP/1.1\r\nhost: test\r\n\r\n`.repeat(UNREAD));
  const ended = server.stop();

  // While it drains, what was open goes on, and what is new is answered.
  const streams = await withTimeout(begun + DRAIN * 1_000 - MARGIN, async () => {
    await server.says(/draining/);
    expect(await readiness(server)).toBe('503 {"status":"stopping"}');
    expect(await ask(busy)).toContain("connection: keep-alive");
    const late = new RawSocket(server.url);
    await late.signIn(key);
    const sse = await fetch(`${server.url}/graphql?query=${encodeURIComponent(EVENTS)}`, {
      headers: { accept: "text/event-stream", authorization: `Bearer ${key}` },
    });
    const streamed = sse.text();
    // Nobody waits for it where this is late.
    streamed.catch(() => {});
    await setTimeout(begun + DRAIN * 1_000 - 1_000 - performance.now());
    socket.send({ type: "ping" });
    await socket.gets({ type: "pong" });
    expect(await ask(busy)).toContain("connection: keep-alive");
    return { late, streamed };
  });
  if (streams === undefined) return false;

  // Then streams end so that their clients connect again, and nobody finds this server any more.
  for (const one of [socket, streams.late]) {
    expect(await one.closed).toEqual({ code: 1012, reason: "The server restarts. Connect again." });
  }
  expect(performance.now() - begun).toBeGreaterThan(DRAIN * 1_000 - MARGIN);
  expect(await streams.streamed).not.toContain("complete");
  expect(await readiness(server)).toBe("ECONNREFUSED");
  await Promise.all([busy.over, idle.over]);
  const said = await silent.over;
  if (performance.now() - begun > HEADERS_TIMEOUT - MARGIN) return false;
  expect(said).toBe("");
  // Answers that are still being sent are sent whole.
  unread.readOn();
  expect((await unread.over).match(/HTTP\/1\.1 200 /g)).toHaveLength(UNREAD);
  expect(await ended).toMatchObject({ code: 0, stderr: "" });
  return true;
}

it("a server that drains answers everything, and says that it is not ready; then it lets connections end", async () => {
  let looks = 1;
  while (!(await hasSeenDrain())) expect((looks += 1), "it was always late").toBeLessThan(10);
});

/** Sends SIGTERM to a server, and another signal so soon that both are one wish: starts servers until it was soon enough. */
async function signalledTwice(
  drainSeconds: string,
  between: (server: ServerProcess) => Promise<unknown>,
  again: "stop" | "interrupt",
): Promise<{ readonly server: ServerProcess; readonly ended: Promise<Ended> }> {
  for (let round = 0; round < 10; round += 1) {
    const server = await start({ TOKENPLANE_DRAIN_SECONDS: drainSeconds });
    const begun = performance.now();
    const ended = server.stop();
    await between(server);
    void server[again]();
    if (performance.now() - begun < SAME_SIGNAL - MARGIN) return { server, ended };
  }
  throw new Error("the second signal was always late");
}

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
    const { server, ended } = await signalledTwice("300", (one) => one.says(/draining/), "stop");
    await setTimeout(SAME_SIGNAL + MARGIN);
    expect(await readiness(server)).toBe('503 {"status":"stopping"}');
    expect((await server.stop()).code).toBe(1);
    await ended;
  },
);

it(
  "two signals 50 milliseconds apart are one stop, which finishes everything",
  { tags: "deep" },
  async () => {
    const { server, ended } = await signalledTwice("1", () => setTimeout(50), "interrupt");
    expect(await ended).toMatchObject({ code: 0, stderr: "" });
    expect(server.stdout()).toContain('"stopped"');
  },
);
