import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterEach, describe, expect, inject, it } from "vitest";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { Api } from "../support/api.js";
import { settledAt } from "../support/event-log.js";
import { complaints } from "../support/feed-check.js";
import { getHistory, getMark } from "../support/feed-history.js";
import { Forwarder } from "../support/forwarder.js";
import { Listener } from "../support/listener.js";
import { Workshop, type ServerProcess } from "../support/process.js";
import { RawSocket } from "../support/raw-socket.js";
import { byTier } from "../support/tier.js";
import { makeDatabase } from "../support/world.js";

/** How long writers write at least, in milliseconds; FEED_SECONDS makes it longer. */
const DURATION = Number(process.env["FEED_SECONDS"] ?? byTier(2, 4)) * 1_000;
const WRITERS = 16;
const SLOW_WRITERS = 4;
const SUBSCRIBERS = 20;

/** How many events there must be at least, and how many lost connections. */
const ENOUGH = { events: 200, losses: 20 };

let workshop = new Workshop();
let forwarders: Forwarder[] = [];

afterEach(async () => {
  for (const forwarder of forwarders) await forwarder.close();
  forwarders = [];
  await workshop.clear();
  workshop = new Workshop();
});

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function oneOf<T>(all: readonly T[]): T {
  const one = all[Math.floor(Math.random() * all.length)];
  if (one === undefined) throw new TypeError("there is none");
  return one;
}

/** Two servers on one database, and the first administrator's key. */
async function replicas(settings: Record<string, string> = {}) {
  const environment = {
    DATABASE_URL: await makeDatabase(),
    TOKENPLANE_MASTER_KEY: newMasterKey(),
    ...settings,
  };
  const first = await workshop.start(environment);
  const key = await first.firstAdminKey();
  return { environment, servers: [first, await workshop.start(environment)], key };
}

/**
 * Writes an event as a transaction that stays open for a while: what it numbered early is committed late. It is a
 * copy of another event, so that it needs no server.
 */
async function writeSlowly(client: pg.Client, mark: string): Promise<void> {
  await client.query("BEGIN");
  await client.query(
    `INSERT INTO events SELECT copy.* FROM (SELECT * FROM events WHERE type = 'USER_CREATED' LIMIT 1) AS e,
       jsonb_populate_record(NULL::events, to_jsonb(e) || jsonb_build_object('id', $1::text, 'user_login', $2::text,
         'xid', pg_current_xact_id()::text, 'position', nextval('events_position_seq'))) AS copy`,
    [randomUUID(), mark],
  );
  await sleep(Math.random() * 60);
  await client.query("COMMIT");
}

/** Writes 5,000 events of 2 KB in one statement: `many-` and a number. */
async function writeMany(client: pg.Client, first: number): Promise<void> {
  await client.query(
    `INSERT INTO events SELECT copy.* FROM (SELECT * FROM events WHERE type = 'USER_CREATED' LIMIT 1) AS e,
       generate_series($1::int, $1::int + 4999) AS n,
       jsonb_populate_record(NULL::events, to_jsonb(e) || jsonb_build_object('id', gen_random_uuid()::text,
         'user_login', 'many-' || n, 'params', NULL, 'summary', repeat('x', 2000), 'xid', pg_current_xact_id()::text,
         'position', nextval('events_position_seq'))) AS copy`,
    [first],
  );
}

/** What writers and disturbers work with. */
interface Disturbed {
  readonly environment: Awaited<ReturnType<typeof replicas>>["environment"];
  readonly key: string;
  readonly alive: ServerProcess[];
  readonly ways: readonly Forwarder[];
  /** What was answered, and so must be in the feed. */
  readonly acknowledged: Set<string>;
  readonly isOver: () => boolean;
}

/** Writes events by both servers and past them, while connections are cut, stalled and moved, and a server is killed. */
async function writeAndDisturb(disturbed: Disturbed): Promise<void> {
  const { environment, key, alive, ways, acknowledged, isOver } = disturbed;
  const write = async (writer: number) => {
    for (let n = 0; !isOver(); n += 1) {
      const login = `w${writer}-${n}`;
      // The same key until there is an answer: it happens once, whoever answered.
      const input = { login, idempotencyKey: login };
      for (let isDone = false; !isDone;) {
        isDone = await new Api(oneOf(alive).url, key).do("userCreate", input, "__typename").then(
          () => true,
          () => sleep(20).then(() => false),
        );
      }
      acknowledged.add(`USER_CREATED ${login}`);
      await sleep(Math.random() * 40);
    }
  };
  const writeInSlowTransactions = async (writer: number) => {
    const client = new pg.Client({ connectionString: environment.DATABASE_URL });
    await client.connect();
    for (let n = 0; !isOver(); n += 1) {
      await writeSlowly(client, `s${writer}-${n}`);
      acknowledged.add(`USER_CREATED s${writer}-${n}`);
    }
    await client.end();
  };
  const disturb = async () => {
    while (!isOver()) {
      const way = oneOf(ways);
      const what = Math.random();
      if (what < 0.4) way.leadTo(oneOf(alive).url);
      if (what < 0.7) way.cut();
      else way.stall(Math.random() * 1_500);
      await sleep(40);
    }
  };
  const killOne = async () => {
    await sleep(DURATION / 3);
    const [victim] = alive.splice(0, 1);
    for (const way of ways) way.leadTo(oneOf(alive).url);
    await victim?.kill();
    await sleep(DURATION / 3);
    alive.push(await workshop.start(environment));
  };
  await Promise.all([
    ...Array.from({ length: WRITERS }, (_, n) => write(n)),
    ...Array.from({ length: SLOW_WRITERS }, (_, n) => writeInSlowTransactions(n)),
    disturb(),
    killOne(),
  ]);
}

describe.skipIf(inject("postgresUrl") === undefined)("the event feed of two replicas", () => {
  it("gives every subscriber every event once and in order, whatever is cut, stalled, moved or killed", async () => {
    const { environment, servers, key } = await replicas();
    const alive: ServerProcess[] = [...servers];
    await new Api(oneOf(alive).url, key).do("userCreate", { login: "the-first" }, "__typename");
    await settledAt(environment.DATABASE_URL);
    const ways = await Promise.all(
      Array.from({ length: SUBSCRIBERS }, () => Forwarder.open(oneOf(alive).url)),
    );
    forwarders = ways;
    const listeners = await Promise.all(ways.map(({ url }) => Listener.open({ url, key })));
    const acknowledged = new Set<string>();
    const end = performance.now() + DURATION;
    const losses = () => listeners.reduce((sum, listener) => sum + listener.losses.length, 0);
    const isOver = () =>
      performance.now() > end && acknowledged.size > ENOUGH.events && losses() > ENOUGH.losses;

    await writeAndDisturb({ environment, key, alive, ways, acknowledged, isOver });

    const api = new Api(oneOf(alive).url, key);
    await api.do("userCreate", { login: "the-last" }, "__typename");
    for (const listener of listeners) await listener.until(({ event }) => event.userLogin === "the-last");
    const truth = await getHistory(api, { types: ["USER_CREATED"] });
    const followed = listeners.map(({ heard }, n) => ({
      who: `subscriber ${n}`,
      heard: heard.map(({ cursor, event }) => ({ cursor, mark: getMark(event) })),
    }));
    const happened = truth.filter(({ mark }) => mark !== "USER_CREATED the-first");
    // What was committed while the first ones connected, some may have heard and some not.
    const common = followed.map((one) => ({
      ...one,
      heard: one.heard.filter(({ mark }) => mark !== "USER_CREATED the-first"),
    }));
    expect(complaints(common, happened, acknowledged)).toEqual([]);
    expect(happened.length).toBeGreaterThan(ENOUGH.events);
    expect(losses()).toBeGreaterThan(ENOUGH.losses);
    await Promise.all(listeners.map((listener) => listener.stop()));
  });

  it(
    "tells a subscriber that does not read where to go on, keeps within its memory, and delays nobody",
    { tags: "deep" },
    async () => {
      const { environment, servers, key } = await replicas({ TOKENPLANE_REQUEST_SECONDS: "120" });
      const [server] = servers;
      if (server === undefined) throw new TypeError("there is no server");
      await new Api(server.url, key).do("userCreate", { login: "the-first" }, "__typename");
      // Until then, a subscription begins at an earlier place, and may get this event once more.
      await settledAt(environment.DATABASE_URL);
      const stalled = new RawSocket(server.url);
      const acknowledgement = await stalled.signIn(key);
      const { cursor: start } = acknowledgement["payload"] as { cursor: string };
      const query =
        "subscription ($after: Cursor) { events(after: $after) { cursor event { userLogin summary } } }";
      stalled.subscribe("1", query, { after: start });
      const reader = await Listener.open({ url: server.url, key });
      stalled.socket.pause();
      // It says that it is there: it reads no ping that it could answer.
      const alive = setInterval(() => stalled.socket.pong(), 3_000);
      stalled.socket.once("close", () => clearInterval(alive));
      let overflowedBy = 0;
      const before = server.memory();
      const client = new pg.Client({ connectionString: environment.DATABASE_URL });
      await client.connect();
      // 20,000 events of 2 KB: far more than the buffers between the two take.
      for (let n = 0; n < 4; n += 1) {
        await writeMany(client, n * 5_000);
        const sent = performance.now();
        await reader.until(({ event }) => event.userLogin === `many-${n * 5_000 + 4_999}`);
        expect(performance.now() - sent, `events up to ${n * 5_000 + 4_999}`).toBeLessThan(8_000);
        // So many are more than the buffers take, and what the server lets wait.
        if (n === 1) overflowedBy = performance.now();
      }
      await client.end();
      expect(server.memory() - before).toBeLessThan(250);
      // It gets an error when it read nothing for 30 seconds while too much waited, and is cut off after 120.
      await sleep(overflowedBy + 32_000 - performance.now());
      stalled.socket.resume();
      const reported = await stalled.gets({ id: "1", type: "error" });
      const [error] = reported["payload"] as { extensions: { code: string; cursor: string } }[];
      expect(error?.extensions.code).toBe("SUBSCRIPTION_LAGGED");
      const got = stalled.received.flatMap(({ type, payload }) =>
        type === "next" ? [(payload as { data: { events: { cursor: string } } }).data.events.cursor] : [],
      );
      expect(got.length).toBeLessThan(20_000);
      expect(error?.extensions.cursor).toBe(got.at(-1));
      const again = new Listener({ url: server.url, key }, { after: error?.extensions.cursor ?? "" });
      await again.until(({ event }) => event.userLogin === "many-19999");
      const whole = [...got, ...again.heard.map(({ cursor }) => cursor)];
      expect(whole).toEqual(reader.heard.map(({ cursor }) => cursor));
      expect(new Set(whole).size).toBe(20_000);
      stalled.close();
      await Promise.all([reader.stop(), again.stop()]);
    },
  );
});
