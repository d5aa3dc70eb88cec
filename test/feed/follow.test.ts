import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { createClient } from "graphql-ws";
import { describe, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { events as followEvents, FeedError } from "../../server/client/follow-events.js";
import { Prisma } from "../../server/database/generated/client.js";
import { Feed } from "../../server/events/feed/feed.js";
import type { Position } from "../../server/events/feed/position.js";
import { Subscriber } from "../../server/events/feed/subscriber.js";
import { Wakeup } from "../../server/events/feed/wakeup.js";
import { FairQueue } from "../../server/fair-queue.js";
import type { Api } from "../support/api.js";
import { EVENTUALLY } from "../support/eventually.js";
import { FakeFeed } from "../support/fake-feed.js";
import { Forwarder } from "../support/forwarder.js";
import { Listener } from "../support/listener.js";
import { getUuid } from "../support/contents.js";
import { getStatements } from "../support/statements.js";
import { settled } from "../support/event-log.js";
import { byTier, someByTier } from "../support/tier.js";
import { onBothStores, onPostgresAlone } from "../support/world.js";

/** The conditions of a subscriber without a filter. */
const ALL = {
  text: null,
  types: null,
  tokenId: null,
  userId: null,
  resourceId: null,
  actorId: null,
  from: null,
  to: null,
};

/** A wakeup of a feed that waits until it is let go on. */
class HeldWakeup extends Wakeup {
  #goOn: (() => void) | undefined;

  override wait(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#goOn = () => {
        this.#goOn = undefined;
        resolve(true);
      };
    });
  }

  /** Waits until the feed waits. @returns what lets it go on. */
  async held(): Promise<() => void> {
    while (this.#goOn === undefined) await setTimeout(2);
    return this.#goOn;
  }
}

/** The cursors of the events that a list with a filter gives, oldest first. */
async function getListed(api: Api, filter: object): Promise<string[]> {
  const { events } = await api.query<{ events: { nodes: { cursor: string }[] } }>(
    "query ($filter: EventFilter) { events(first: 20, filter: $filter) { nodes { cursor } } }",
    { filter },
  );
  return events.nodes.map(({ cursor }) => cursor).toReversed();
}

/** Waits until a listener heard so many events, and stops it. @returns the cursors of what it heard. */
async function getHeard(listener: Listener | undefined, count: number): Promise<string[] | undefined> {
  await listener?.hears(count);
  const heard = listener?.heard.map(({ cursor }) => cursor);
  await listener?.stop();
  return heard;
}

onBothStores("the event feed", (world) => {
  /** Starts listening after what is settled: transactions of other tests on the same PostgreSQL delay that. */
  async function listenFromNow(api: Pick<Api, "url" | "key">, filter: object = {}): Promise<Listener> {
    await settled(world());
    return Listener.open(api, filter);
  }

  it("gives what was missed first, then what happens, each once and in order", async () => {
    const seed = await world().seed();
    const listener = await listenFromNow(seed.admin);
    await seed.user("anna");
    await seed.user("bert");
    await listener.hears(2);
    await seed.user("cora");
    await listener.hears(3);
    expect(listener.logins).toEqual(["anna", "bert", "cora"]);
    const again = new Listener(seed.admin, { after: listener.heard[0]?.cursor ?? "" });
    await again.hears(2);
    expect(again.heard).toEqual(listener.heard.slice(1));
    await Promise.all([listener.stop(), again.stop()]);
  });

  it("gives more missed events than it reads at once whole, and then goes on live", async () => {
    const seed = await world().seed();
    const listener = await listenFromNow(seed.admin);
    // It reads a hundred at once.
    const count = byTier(120, 250);
    const logins = Array.from({ length: count }, (_, n) => `user-${n}`);
    await listener.stop();
    const late = await listenFromNow(seed.admin);
    await seed.users(logins);
    await late.hears(count);
    const missed = new Listener(seed.admin, { after: late.heard[0]?.cursor ?? "" });
    await missed.hears(count - 1);
    await seed.user("live");
    await Promise.all([missed.hears(count), late.hears(count + 1)]);
    expect(late.logins).toEqual([...logins, "live"]);
    expect(missed.heard).toEqual(late.heard.slice(1));
    await Promise.all([late.stop(), missed.stop()]);
  });

  it("gives in lists and in the feed the same cursors, in the same order", async () => {
    const seed = await world().seed();
    const listener = await listenFromNow(seed.admin);
    for (const login of ["anna", "bert", "cora"]) await seed.user(login);
    await listener.hears(3);
    const { events } = await seed.admin.query<{ events: { nodes: { cursor: string }[] } }>(
      "{ events(first: 3) { nodes { cursor } } }",
    );
    expect(listener.heard.map(({ cursor }) => cursor)).toEqual(
      events.nodes.map(({ cursor }) => cursor).toReversed(),
    );
    await listener.stop();
  });

  it("goes on after the last event when the connection is lost, and begins with none of the old", async () => {
    const seed = await world().seed();
    await seed.user("before");
    const way = await Forwarder.open(world().url);
    const listener = await listenFromNow({ url: way.url, key: seed.admin.key });
    way.cut();
    await seed.user("before the first");
    await listener.hears(1);
    way.cut();
    await seed.user("while away");
    await listener.hears(2);
    await seed.user("live");
    await listener.hears(3);
    expect(listener.logins).toEqual(["before the first", "while away", "live"]);
    expect(listener.losses.length).toBeGreaterThanOrEqual(2);
    await listener.stop();
    await way.close();
  });

  it("connects again where the network is silent, and misses nothing", async () => {
    const seed = await world().seed();
    const way = await Forwarder.open(world().url);
    const listener = new Listener(
      { url: way.url, key: seed.admin.key },
      { keepAlive: 100, answerWithin: 400 },
    );
    await listener.connected;
    // For longer than anything takes here: what comes, comes by another connection.
    way.stall(EVENTUALLY.timeout);
    await seed.user("while it is silent");
    await listener.hears(1);
    expect(listener.logins).toEqual(["while it is silent"]);
    expect(listener.losses).toContain("the server did not answer in time");
    await listener.stop();
    await way.close();
  });

  it("filters live as it filters what was missed, and as lists do", async () => {
    const seed = await world().seed();
    const clock = world().clock;
    const anna = await seed.user("anna");
    const mail = await seed.resource("Mail Server");
    const fob = await seed.fob({ of: "anna", at: ["Mail Server"] });
    const auditor = await seed.key("AUDITOR");
    const { apiKeys } = await seed.admin.query<{ apiKeys: { nodes: { id: string; name: string }[] } }>(
      "{ apiKeys(first: 10) { nodes { id name } } }",
    );
    const admin = apiKeys.nodes.find(({ name }) => name !== "AUDITOR")?.id;
    const middle = new Date(clock.now() + 60_000).toISOString();
    const filters: object[] = [
      { types: ["USER_CREATED", "TOKEN_DISABLED"] },
      { token: { id: fob.id } },
      { user: { login: "anna" } },
      { user: { id: anna } },
      { resource: { name: "Mail Server" } },
      { resource: { id: mail } },
      { text: "mail serv" },
      { text: fob.name },
      { text: fob.name.slice(3, 6) },
      { text: "anna sign" },
      { text: "nobody-has-this" },
      { actor: admin },
      { from: middle },
      { to: middle },
      { types: ["AUTHENTICATION_DENIED"], user: { login: "anna" }, from: middle },
      { user: { login: "nobody" } },
    ];
    const all = await listenFromNow(auditor);
    const live = await Promise.all(filters.map((filter) => listenFromNow(auditor, filter)));
    await seed.user("bert");
    await all.hears(1);
    const act = async () => {
      await seed.signIn({ login: "anna" }, "Mail Server", fob.code());
      await seed.signIn({ login: "anna" }, "Mail Server", "000000");
      await seed.admin.do("tokenDisable", { token: { id: fob.id } }, "__typename");
      await seed.admin.do("tokenEnable", { token: { id: fob.id } }, "__typename");
    };
    await act();
    clock.pass(120);
    await act();
    await seed.user("zoe");
    await all.hears(10);
    const [first] = all.heard;
    const before = new Listener(auditor, { after: first?.cursor ?? "" });
    await before.hears(9);
    await before.stop();
    for (const [n, filter] of filters.entries()) {
      const listed = await getListed(seed.admin, filter);
      const cursors = new Set(all.heard.map(({ cursor }) => cursor));
      const expected = listed.filter((cursor) => cursors.has(cursor));
      expect(await getHeard(live[n], expected.length), JSON.stringify(filter)).toEqual(expected);
      const missed = new Listener(auditor, { filter, after: first?.cursor ?? "" });
      const later = expected.filter((cursor) => cursor !== first?.cursor);
      expect(await getHeard(missed, later.length), JSON.stringify(filter)).toEqual(later);
    }
    await all.stop();
  });

  it("shows a key that is bound to a resource that resource's events, and nobody another account's", async () => {
    const seed = await world().seed();
    const other = await world().seed();
    await seed.resource("VPN");
    await seed.user("anna");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const keys = [
      await seed.key("AUDITOR", { resource: { name: "VPN" } }),
      await seed.key("AUDITOR"),
    ] as const;
    const [bound, all] = [await listenFromNow(keys[0]), await listenFromNow(keys[1])];
    const theirs = await listenFromNow(other.admin);
    await seed.user("bert");
    await seed.signIn({ login: "anna" }, "VPN", fob.code());
    await other.user("zoe");
    await Promise.all([bound.hears(1), theirs.hears(1)]);
    while (all.types.at(-1) !== "AUTHENTICATION_GRANTED") await all.hears(all.heard.length + 1);
    expect(bound.types).toEqual(["AUTHENTICATION_GRANTED"]);
    expect(all.types.slice(-2)).toEqual(["USER_CREATED", "AUTHENTICATION_GRANTED"]);
    expect(theirs.logins).toEqual(["zoe"]);
    await Promise.all([bound.stop(), all.stop(), theirs.stop()]);
  });

  it("begins now, and after the cursor, also where the server has read less", async () => {
    const seed = await world().seed();
    await seed.user("zero");
    const { database, log } = world().services;
    // A feed that no notification reaches: between its reads it is behind, as another server may be.
    const feed = new Feed(database, new Wakeup(undefined), log);
    const { accountId } = (
      await database.query<{ accountId: string }>(
        Prisma.sql`SELECT account_id AS "accountId" FROM events ORDER BY xid DESC, position DESC LIMIT 1`,
      )
    )[0] ?? { accountId: "" };
    const follow = async (after: Position) => {
      const subscriber = await Subscriber.open(
        {
          database,
          queues: new FairQueue({ atOnce: 1, ofOne: 1, waitingOfOne: 1, refusal: "" }),
          feed,
          following: { accountId, boundTo: null, conditions: ALL },
          conditions: { served: [Prisma.sql`account_id = ${accountId}::uuid`], tested: [] },
          horizon: () => Promise.resolve(null),
          patience: 1_000,
        },
        after,
      );
      const logins: (string | null)[] = [];
      void (async () => {
        for await (const { row } of subscriber.deliveries()) logins.push(row.userLogin);
      })();
      return { logins, subscriber };
    };
    await settled(world());
    const first = await follow(await feed.highWaterMark());
    await seed.user("anna");
    await expect.poll(() => first.logins).toEqual(["anna"]);
    // Its next read is up to 400 ms away.
    await setTimeout(600);
    await seed.user("before");
    await settled(world());
    const second = await follow(await feed.highWaterMark());
    await seed.user("after");
    await expect.poll(() => first.logins).toEqual(["anna", "before", "after"]);
    await expect.poll(() => second.logins).toContain("after");
    expect(second.logins).toEqual(["after"]);
    for (const { subscriber } of [first, second]) subscriber.end();
    await feed.stop();
  });

  it("serves who joins in the very moment in which it stops reading, because nobody follows", async () => {
    const { database, log } = world().services;
    const wakeup = new HeldWakeup(undefined);
    const feed = new Feed(database, wakeup, log);
    const following = { accountId: "00000000-0000-4000-8000-000000000000", boundTo: null, conditions: ALL };
    const follower = () => ({ following, isBusy: false, push: () => {} });
    const never = () => setTimeout(EVENTUALLY.timeout, "NEVER", { ref: false });
    // From before its last decision to go on until after its end.
    for (let turns = 0; turns < 12; turns += 1) {
      const first = follower();
      await feed.join(first);
      const goOn = await wakeup.held();
      feed.leave(first);
      goOn();
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      const second = follower();
      const joined = await Promise.race([feed.join(second), never()]);
      expect(joined, `after ${turns} turns`).not.toBe("NEVER");
      feed.leave(second);
      (await wakeup.held())();
      await expect.poll(() => feed.pushedUpTo).toBeUndefined();
    }
    await feed.stop();
  });

  it.each([
    ["PROVISIONER", "FORBIDDEN"],
    ["AUTHENTICATOR", "FORBIDDEN"],
  ])("is not for %s", async (role, code) => {
    const seed = await world().seed();
    const listener = new Listener(await seed.key(role));
    expect(await listener.ended).toMatchObject({ name: "FeedError", code });
  });

  it("says what is wrong with a cursor or a filter, and does not try again", async () => {
    const seed = await world().seed();
    const { users } = await (async () => {
      await seed.user("anna");
      return seed.admin.query<{ users: { pageInfo: { endCursor: string } } }>(
        "{ users { pageInfo { endCursor } } }",
      );
    })();
    const forged = (key: string[]) => Buffer.from(JSON.stringify(["events", ...key])).toString("base64url");
    for (const after of [
      users.pageInfo.endCursor,
      "none",
      forged(["1", "x", "1"]),
      forged(["1", "9".repeat(19), "1"]),
      forged(["1", "1"]),
    ]) {
      const error = await new Listener(seed.admin, { after }).ended;
      expect(error, after).toBeInstanceOf(FeedError);
      expect(error, after).toMatchObject({ code: "BAD_USER_INPUT" });
    }
    expect(await new Listener(seed.admin, { filter: { color: "red" } }).ended).toMatchObject({
      code: "BAD_USER_INPUT",
    });
    expect(await new Listener(world().as("nonsense")).ended).toMatchObject({ code: "FORBIDDEN" });
  });

  it("reads what events refer to together, and once for all who ask the same", { tags: "deep" }, async () => {
    const seed = await world().seed();
    await seed.user("anna");
    const { cursor } = (
      await seed.admin.query<{ events: { nodes: { cursor: string }[] } }>(
        "{ events(first: 1) { nodes { cursor } } }",
      )
    ).events.nodes[0] ?? { cursor: "" };
    for (let n = 0; n < 60; n += 1) await seed.fob();
    const client = createClient({
      url: `${world().url.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${seed.admin.key}` },
    });
    const query =
      "subscription ($after: Cursor) { events(after: $after) { event { type token { name user { login } } } } }";
    const follow = async (count: number, names: (string | undefined)[] = []) => {
      const stream = client.iterate<{ events: { event: { token: { name: string } } } }>({
        query,
        variables: { after: cursor },
      });
      for await (const { data } of stream) if (names.push(data?.events.event.token.name) === count) break;
      return names;
    };
    await settled(world());
    const statements = await getStatements(
      world(),
      async () => {
        expect(new Set(await follow(60)).size).toBe(60);
      },
      "everybody",
    );
    expect(
      statements.filter((text) => /FROM "?(public"?\."?)?tokens/i.test(text)).length,
    ).toBeLessThanOrEqual(2);
    const device = await seed.fob();
    const heard = Array.from({ length: 20 }, (): (string | undefined)[] => []);
    const live = heard.map((names) => follow(63, names));
    const allHave = (count: number) =>
      expect.poll(() => heard.every(({ length }) => length === count)).toBe(true);
    await allHave(61);
    // Who gets what is made now, has come to where it is live.
    await seed.fob();
    await allHave(62);
    const shared = await getStatements(
      world(),
      async () => {
        await seed.admin.do("tokenDisable", { token: { id: device.id } }, "__typename");
        for (const names of await Promise.all(live)) expect(names.at(-1)).toBe(device.name);
      },
      "everybody",
    );
    const reads = shared.filter(
      (text) => text.startsWith("SELECT") && /FROM "?(public"?\."?)?tokens/i.test(text),
    );
    expect(reads.length).toBeLessThanOrEqual(4);
    await client.dispose();
  });
});

describe("our own client of the feed", () => {
  const HANDSHAKE = "Opening handshake has timed out";
  const IN_TIME = "the server did not answer in time";

  it.each(
    someByTier<[string, string, (socket: WebSocket) => void]>([
      ["accepts connections and says nothing", HANDSHAKE, () => {}],
      ["opens WebSockets and says nothing", IN_TIME, () => {}],
      [
        "says nothing after it let somebody in",
        IN_TIME,
        (socket) => socket.once("message", () => socket.send('{"type":"connection_ack"}')),
      ],
    ]),
  )(
    "gives up a server that %s, and connects again after longer and longer pauses",
    async (_what, reason, meet) => {
      const server = http.createServer();
      let met = 0;
      if (reason === IN_TIME) {
        const sockets = new WebSocketServer({ server, handleProtocols: ([protocol = ""]) => protocol });
        sockets.on("connection", (socket) => {
          met += 1;
          meet(socket);
        });
      } else {
        server.on("upgrade", () => {
          met += 1;
        });
      }
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const address = server.address();
      const port = typeof address === "object" ? address?.port : undefined;
      const losses: string[] = [];
      const lostAt: number[] = [];
      const stopping = new AbortController();
      const ended = followEvents<object>({
        url: `http://127.0.0.1:${port}`,
        key: "",
        keepAlive: 50,
        answerWithin: 500,
        signal: stopping.signal,
        onReconnect: (why) => {
          losses.push(why);
          lostAt.push(performance.now());
        },
      }).next();
      await expect.poll(() => losses.filter((why) => why === reason).length).toBeGreaterThanOrEqual(3);
      await expect.poll(() => met).toBeGreaterThanOrEqual(3);
      stopping.abort();
      await ended;
      // On a machine that has other work, a handshake may take that long too. Then the pauses grow without a loss that counts here.
      expect(losses.filter((why) => why !== reason && why !== HANDSHAKE)).toEqual([]);
      // From loss to loss: the pauses of at least 125 and 250 ms, then the wait of the client.
      expect((lostAt[1] ?? 0) - (lostAt[0] ?? 0)).toBeGreaterThan(300);
      expect((lostAt[2] ?? 0) - (lostAt[1] ?? 0)).toBeGreaterThan(425);
      server.closeAllConnections();
      server.close();
    },
  );

  it("waits for a reader that is slower than the server, and not for the server meanwhile", async () => {
    const server = new WebSocketServer({
      port: 0,
      host: "127.0.0.1",
      handleProtocols: ([protocol = ""]) => protocol,
    });
    let connections = 0;
    server.on("connection", (socket) => {
      connections += 1;
      socket.on("message", (message: Buffer) => {
        const { type, id } = JSON.parse(message.toString()) as { type: string; id?: string };
        if (type === "connection_init") socket.send('{"type":"connection_ack"}');
        if (type === "ping") socket.send('{"type":"pong"}');
        if (type !== "subscribe") return;
        for (let n = 0; n < 1_200; n += 1) {
          const data = { events: { cursor: String(n), event: {} } };
          socket.send(JSON.stringify({ id, type: "next", payload: { data } }));
        }
      });
    });
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const losses: string[] = [];
    const stream = followEvents<object>({
      url: `http://127.0.0.1:${port}`,
      key: "",
      keepAlive: 50,
      answerWithin: 500,
      onReconnect: (reason) => losses.push(reason),
    });
    let read = 0;
    for await (const { cursor } of stream) {
      expect(cursor).toBe(String(read));
      read += 1;
      // Longer than an answer may take, and longer than the time to the next ping.
      if (read === 1) await setTimeout(700);
      if (read === 1_200) break;
    }
    expect([connections, losses]).toEqual([1, []]);
    server.close();
  });

  /** Follows a feed that says what the test wants. The first event has arrived, and its reader is still at it. */
  async function atFirstEvent(options: { signal?: AbortSignal; onProgress?: (cursor: string) => void } = {}) {
    const feed = await FakeFeed.open();
    const losses: string[] = [];
    const stream = followEvents<object>({
      ...options,
      url: feed.url,
      key: "",
      onReconnect: (reason) => losses.push(reason),
    });
    /** The cursor of the next event; undefined after the end. */
    const next = async () => {
      const { value } = await stream.next();
      return typeof value === "object" ? value.cursor : undefined;
    };
    const first = next();
    await expect.poll(() => feed.afters).toEqual(["begin"]);
    feed.emit("1");
    expect(await first).toBe("1");
    return { feed, losses, next, stream };
  }

  it("gets an event again that could not be read, whatever came after it", async () => {
    const passed: string[] = [];
    const onProgress = (cursor: string) => passed.push(cursor);
    const { feed, losses, next, stream } = await atFirstEvent({ onProgress });
    feed.emit("2");
    feed.fail("not now");
    feed.emit("4");
    await feed.isHeard();
    expect(await next()).toBe("2");
    const third = next();
    await expect.poll(() => feed.afters).toEqual(["begin", "2"]);
    feed.emit("3");
    expect(await third).toBe("3");

    // It also comes again when the server says at the same moment that it is further.
    const fourth = next();
    feed.atOnce(() => {
      feed.fail("not now");
      feed.pass("5");
    });
    await expect.poll(() => feed.afters).toEqual(["begin", "2", "3"]);
    feed.emit("4");
    expect(await fourth).toBe("4");
    expect([losses, passed]).toEqual([["not now", "not now"], []]);
    await stream.return();
    await feed.close();
  });

  it("gives no event any more to who stopped it", async () => {
    const stopping = new AbortController();
    const { feed, next } = await atFirstEvent({ signal: stopping.signal });
    feed.emit("2");
    feed.emit("3");
    await feed.isHeard();
    expect(await next()).toBe("2");
    stopping.abort();
    expect(await next()).toBeUndefined();
    await feed.close();
  });
});

onPostgresAlone("the cursor of an event that a list shows before the feed gives it", (world) => {
  it("misses no event of a transaction that began earlier and ends later", async () => {
    const seed = await world().seed();
    await settled(world());
    const account = Prisma.sql`${getUuid(seed.accountId)}::uuid`;
    const after = await world().database.prisma.$transaction(async (transaction) => {
      // As the move of an import: it has its place in the feed before it records its events.
      await transaction.$queryRaw`SELECT pg_current_xact_id()::text`;
      await seed.user("quick");
      const { events } = await seed.admin.query<{ events: { nodes: { cursor: string }[] } }>(
        "{ events(first: 1) { nodes { cursor } } }",
      );
      await transaction.$executeRaw(Prisma.sql`
        INSERT INTO events (epoch, account_id, id, type, occurred_at, actor_kind, actor_id, actor_name, correlation_id, changes, summary,
          search, user_login)
        SELECT epoch, account_id, gen_random_uuid(), type, occurred_at, actor_kind, actor_id, actor_name, correlation_id, changes, summary,
          search, 'slow' FROM events WHERE account_id = ${account} AND user_login = 'quick'`);
      return events.nodes[0]?.cursor ?? "";
    });
    // It makes no difference whether one subscribes before the transaction ends, or after it.
    const listener = new Listener(seed.admin, { after });
    await listener.hears(2);
    expect(listener.logins).toEqual(["slow", "quick"]);
    await listener.stop();
  });
});
