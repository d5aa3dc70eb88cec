import { afterEach, expect, it } from "vitest";
import { Listener } from "../support/listener.js";
import { RawSocket } from "../support/raw-socket.js";
import { getState } from "../support/sign-in.js";
import { onOneStore } from "../support/world.js";

const EVENTS = "subscription { events { cursor event { type userLogin } } }";

let sockets: RawSocket[] = [];

afterEach(() => {
  for (const socket of sockets) socket.close();
  sockets = [];
});

onOneStore(
  "graphql-transport-ws",
  (world) => {
    const open = (options: ConstructorParameters<typeof RawSocket>[1] = {}): RawSocket => {
      const socket = new RawSocket(world().url, options);
      sockets.push(socket);
      return socket;
    };
    const getCode = (payload: unknown): unknown =>
      (payload as { extensions: { code: string } }[])[0]?.extensions.code;

    it("closes with 4400 what is no message, and does not repeat it", async () => {
      const { key } = (await world().seed()).admin;
      for (const bad of [
        "{",
        "[]",
        '"subscribe"',
        '{"type":"order"}',
        '{"id":"1","type":"subscribe"}',
        '[{"type":"ping"}]',
      ]) {
        const socket = open();
        await socket.signIn(key);
        socket.send(bad);
        expect(await socket.closed, bad).toEqual({ code: 4400, reason: "Invalid message received" });
      }
    });

    it("costs little memory for each that is open", { tags: "deep" }, async () => {
      const used = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
      const before = used();
      const many = Array.from({ length: 90 }, () => open());
      await Promise.all(many.map(({ opened }) => opened));
      // (With the client's side of it, which is in this process, too.)
      expect((used() - before) / many.length).toBeLessThan(400_000);
    });

    it("closes with 4401 who subscribes before saying who it is", async () => {
      const socket = open();
      await socket.opened;
      socket.subscribe("1", EVENTS);
      expect(await socket.closed).toMatchObject({ code: 4401 });
      expect(socket.received).toEqual([]);
    });

    it("closes with 4403 whose key opens nothing, and says why", async () => {
      const { admin } = await world().seed();
      const { apiKey, secret } = await admin.do<{ apiKey: { id: string }; secret: string }>(
        "apiKeyCreate",
        { name: "gone", role: "AUDITOR" },
        "apiKey { id } secret",
      );
      await admin.do("apiKeyRevoke", { apiKey: apiKey.id }, "__typename");
      const init = { type: "connection_init" };
      for (const [message, reason] of [
        [init, "Sign in with an API key: Authorization: Bearer tp_…"],
        [{ ...init, payload: { authorization: 7 } }, "Sign in with an API key: Authorization: Bearer tp_…"],
        [
          { ...init, payload: { authorization: "Bearer tp_x" } },
          "The Authorization header contains no valid API key. Send it as: Authorization: Bearer tp_…",
        ],
        [{ ...init, payload: { authorization: `Bearer ${secret}` } }, "The API key was revoked."],
      ] as const) {
        const socket = open();
        await socket.opened;
        socket.send(message);
        expect(await socket.closed).toEqual({ code: 4403, reason });
        expect(socket.received).toEqual([]);
      }
    });

    it("closes with 4406 who speaks another protocol", async () => {
      for (const protocol of ["", "graphql-ws"]) {
        const socket = open({ protocol });
        expect([1006, 4406]).toContain((await socket.closed).code);
      }
      const socket = open({ protocol: "" });
      expect((await socket.closed).code).toBe(4406);
    });

    it("closes with 4408 who does not say who it is", { tags: "deep" }, async () => {
      const socket = open();
      await socket.opened;
      expect(await socket.closed).toMatchObject({ code: 4408 });
    });

    it("closes with 4409 who subscribes twice with one id, and with 4429 who introduces itself twice", async () => {
      const { key } = (await world().seed()).admin;
      const twice = open();
      await twice.signIn(key);
      twice.subscribe("1", EVENTS);
      twice.subscribe("1", EVENTS);
      expect(await twice.closed).toMatchObject({ code: 4409 });
      const again = open();
      await again.signIn(key);
      again.send({ type: "connection_init", payload: { authorization: `Bearer ${key}` } });
      expect(await again.closed).toMatchObject({ code: 4429 });
    });

    it("answers pings, before and after the introduction", async () => {
      const { key } = (await world().seed()).admin;
      const socket = open();
      await socket.opened;
      socket.send({ type: "ping", payload: { n: 1 } });
      expect(await socket.gets({ type: "pong" })).toEqual({ type: "pong", payload: { n: 1 } });
      await socket.signIn(key);
      socket.received.length = 0;
      socket.send({ type: "ping" });
      expect(await socket.gets({ type: "pong" })).toEqual({ type: "pong" });
      socket.send({ type: "pong" });
      socket.subscribe("1", EVENTS);
      expect(socket.socket.readyState).toBe(socket.socket.OPEN);
    });

    it("gives events with the id they were asked by, and none after complete", async () => {
      const seed = await world().seed();
      const socket = open();
      const { payload } = await socket.signIn(seed.admin.key);
      const { cursor } = payload as { cursor: string };
      const query = "subscription ($after: Cursor) { events(after: $after) { event { type userLogin } } }";
      socket.subscribe('odd "id" \u20ac', query, { after: cursor });
      socket.subscribe("other", query, { after: cursor });
      await seed.user("anna");
      const event = { type: "USER_CREATED", userLogin: "anna" };
      const next = await socket.gets({ id: 'odd "id" \u20ac', type: "next" });
      expect(next).toEqual({ id: 'odd "id" \u20ac', type: "next", payload: { data: { events: { event } } } });
      await socket.gets({ id: "other", type: "next" });
      socket.send({ id: 'odd "id" \u20ac', type: "complete" });
      socket.send({ type: "ping" });
      await socket.gets({ type: "pong" });
      socket.received.length = 0;
      await seed.user("bert");
      await socket.gets({ id: "other", type: "next" });
      expect(socket.received.map(({ id }) => id)).toEqual(["other"]);
      // The id is free again.
      socket.subscribe('odd "id" \u20ac', query, { after: cursor });
      await socket.gets({ id: 'odd "id" \u20ac', type: "next" });
    });

    it("tells errors with codes, and goes on with the socket", async () => {
      const seed = await world().seed();
      const socket = open();
      await socket.signIn(seed.admin.key);
      const many = (count: number, what: (n: number) => string) =>
        Array.from({ length: count }, (_, n) => what(n)).join(" ");
      const bad: readonly (readonly [string, string, object?])[] = [
        ["subscription {", "BAD_USER_INPUT"],
        ["subscription { nothing }", "BAD_USER_INPUT"],
        ["subscription A { events { cursor } } subscription B { events { cursor } }", "BAD_USER_INPUT"],
        ["query { viewer { role } }", "METHOD_NOT_ALLOWED"],
        ['mutation { userCreate(input: { login: "eve" }) { __typename } }', "METHOD_NOT_ALLOWED"],
        [
          "subscription ($after: Cursor) { events(after: $after) { cursor } }",
          "BAD_USER_INPUT",
          { after: "???" },
        ],
        ['subscription { events(filter: { text: "\\u0000" }) { cursor } }', "BAD_USER_INPUT"],
        [`subscription { events { ${many(101, (n) => `a${n}: cursor`)} } }`, "COST_LIMIT_EXCEEDED"],
        [
          "subscription { events { cursor event { token { user { tokens(first: 100) { nodes { events(first: 100) { nodes { token { assignments(first: 100) { nodes { id } } } } } } } } } } } }",
          "COST_LIMIT_EXCEEDED",
        ],
        [`subscription { events { cursor } } ${many(2_000, () => "#\n{a}")}`, "COST_LIMIT_EXCEEDED"],
        [
          "subscription { events { cursor } }",
          "COST_LIMIT_EXCEEDED",
          Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`f${n}`, n])),
        ],
        ["subscription { __schema { types { name } } }", "BAD_USER_INPUT"],
      ];
      for (const [n, [query, code, variables]] of bad.entries()) {
        socket.subscribe(`bad-${n}`, query, variables);
        const { payload } = await socket.gets({ id: `bad-${n}`, type: "error" });
        expect(getCode(payload), query.slice(0, 100)).toBe(code);
      }
      socket.subscribe("good", EVENTS);
      // What was asked last is heard by what comes next.
      for (let n = 0; !socket.received.some(({ id }) => id === "good"); n += 1) await seed.user(`user-${n}`);
      const { users } = await seed.admin.query<{ users: { nodes: { login: string }[] } }>(
        "{ users(first: 100) { nodes { login } } }",
      );
      expect(users.nodes.map(({ login }) => login)).not.toContain("eve");
    });

    it("makes no sign-in, however many are asked for at once (attack 3)", async () => {
      const seed = await world().seed();
      await seed.user("anna");
      await seed.resource("VPN");
      const fob = await seed.fob({ of: "anna", at: ["VPN"] });
      const variables = {
        i: { resource: { name: "VPN" }, subject: { token: { id: fob.id } }, passcode: fob.wrongCode() },
      };
      const field = "authenticate(input: $i) { __typename }";
      const many = (count: number, what: (n: number) => string) =>
        Array.from({ length: count }, (_, n) => what(n)).join("\n");
      const mutation = (name: string, fields: string) =>
        `mutation ${name}($i: AuthenticateInput!) { ${fields} }`;
      const aliases = (count: number) => many(count, (n) => `a${n}: ${field}`);
      const hundred = many(100, (n) => mutation(`M${n}`, field));
      const mixed = `subscription S { events { cursor } } ${mutation("M", field)}`;
      const asked: readonly (readonly [query: string, code: string, operationName?: string])[] = [
        [mutation("M", field), "METHOD_NOT_ALLOWED"],
        [mutation("M", aliases(2)), "COST_LIMIT_EXCEEDED"],
        [mutation("M", aliases(1_000)), "COST_LIMIT_EXCEEDED"],
        [hundred, "METHOD_NOT_ALLOWED", "M7"],
        [hundred, "BAD_USER_INPUT"],
        [mixed, "METHOD_NOT_ALLOWED", "M"],
      ];
      const socket = open();
      await socket.signIn(seed.admin.key);
      for (const [n, [query, code, operationName]] of asked.entries()) {
        socket.send({ id: `${n}`, type: "subscribe", payload: { query, operationName, variables } });
        const { payload } = await socket.gets({ id: `${n}`, type: "error" });
        expect(getCode(payload), query.slice(0, 100)).toBe(code);
      }
      for (let n = 0; n < 100; n += 1) socket.subscribe(`m${n}`, mutation("M", field), variables);
      for (let n = 0; n < 100; n += 1) await socket.gets({ id: `m${n}`, type: "error" });
      const one = { query: mutation("M", field), variables };
      socket.send({ id: "array", type: "subscribe", payload: [one, one] });
      expect(await socket.closed).toMatchObject({ code: 4400 });
      expect((await getState(seed.admin, fob.id)).failures).toBe(0);
      expect(await seed.events(1, { types: ["AUTHENTICATION_DENIED"] })).toEqual([]);
    });

    it("takes at most 50 subscriptions of a socket, and messages of 100 KB", async () => {
      const { key } = (await world().seed()).admin;
      const socket = open();
      await socket.signIn(key);
      for (let n = 1; n <= 51; n += 1) socket.subscribe(`${n}`, EVENTS);
      const { payload } = await socket.gets({ id: "51", type: "error" });
      expect(getCode(payload)).toBe("COST_LIMIT_EXCEEDED");
      expect(socket.received.filter(({ type }) => type === "error")).toHaveLength(1);
      socket.send({ type: "ping", payload: { text: "x".repeat(100_000) } });
      expect(await socket.closed).toMatchObject({ code: 1009 });
    });

    it("closes what floods it, with a code that says so, and goes on for others", async () => {
      const seed = await world().seed();
      const begun = (socket: RawSocket) => socket.received.filter(({ type }) => type === "pong").length;
      const floods: Record<string, (socket: RawSocket) => void> = {
        "subscriptions that end before they begin": (socket) => {
          for (let n = 0; n < 200; n += 1) {
            socket.subscribe(`${n}`, EVENTS);
            socket.send({ id: `${n}`, type: "complete" });
          }
        },
        messages: (socket) => {
          for (let n = 0; n < 2_000; n += 1) socket.send({ type: "ping" });
        },
        "pings of the protocol below": (socket) => {
          for (let n = 0; n < 2_000; n += 1) socket.socket.ping();
        },
      };
      for (const [what, flood] of Object.entries(floods)) {
        const socket = open();
        await socket.signIn(seed.admin.key);
        flood(socket);
        // Who still sends pings may lose the connection before it reads why.
        const codes = what.startsWith("pings") ? [4429, 1006] : [4429];
        expect(codes, what).toContain((await socket.closed).code);
        expect(begun(socket), what).toBeLessThan(1_000);
      }
      const stranger = open();
      await stranger.opened;
      for (let n = 0; n < 2_000; n += 1) stranger.send({ type: "ping" });
      expect(await stranger.closed).toMatchObject({ code: 4429 });
      const other = open();
      await other.signIn(seed.admin.key);
      expect(world().logged()).not.toContain('"level":50');
      // Nobody needs a key for that: the log does not grow with each.
      expect(
        world()
          .logged()
          .match(/sent too many messages/g),
      ).toHaveLength(1);
    });

    it("lets no id be used again while it begins, and none that is long", async () => {
      const { key } = (await world().seed()).admin;
      const again = open();
      await again.signIn(key);
      again.subscribe("1", EVENTS);
      again.send({ id: "1", type: "complete" });
      again.subscribe("1", EVENTS);
      expect(await again.closed).toMatchObject({ code: 4409 });
      const long = open();
      await long.signIn(key);
      long.subscribe("1".repeat(200), EVENTS);
      long.subscribe("1".repeat(200), EVENTS);
      expect(await long.closed).toMatchObject({ code: 4400 });
      expect(world().logged()).not.toContain('"level":50');
    });

    it("reads nothing of what is asked by who may follow nothing", async () => {
      const { admin } = await world().seed();
      const { secret } = await admin.do<{ secret: string }>(
        "apiKeyCreate",
        { name: "terraform", role: "PROVISIONER" },
        "secret",
      );
      const socket = open();
      await socket.signIn(secret);
      for (const [n, query] of ["subscription {", EVENTS, `{ ${"nope ".repeat(1_500)} }`].entries()) {
        socket.subscribe(`${n}`, query);
        expect(getCode((await socket.gets({ id: `${n}`, type: "error" }))["payload"]), query).toBe(
          "FORBIDDEN",
        );
      }
    });

    it("takes so many sockets of a key, and takes another when one was closed", async () => {
      const { key } = (await world().seed()).admin;
      const kept = [open(), open(), open()];
      for (const socket of kept) await socket.signIn(key);
      // Our own client comes again, and not at once.
      const listener = new Listener({ url: world().url, key });
      const refused = open();
      await refused.opened;
      refused.send({ type: "connection_init", payload: { authorization: `Bearer ${key}` } });
      expect(await refused.closed).toEqual({
        code: 1013,
        reason: "One API key or session can have at most 3 open streams. Close one first.",
      });
      await expect.poll(() => listener.losses.length).toBeGreaterThanOrEqual(2);
      expect(new Set(listener.losses)).toEqual(
        new Set(["One API key or session can have at most 3 open streams. Close one first."]),
      );
      kept[0]?.close();
      await listener.connected;
      expect(listener.losses.length).toBeLessThan(10);
      await listener.stop();
      for (;;) {
        const socket = open();
        await socket.opened;
        socket.send({ type: "connection_init", payload: { authorization: `Bearer ${key}` } });
        const ended = await Promise.race([socket.closed, socket.gets({ type: "connection_ack" })]);
        if ("type" in ended) break;
      }
    });

    it("is not opened by pages of other origins", async () => {
      const { host } = new URL(world().url);
      for (const [origin, status] of [
        ["https://evil.example", 403],
        ["null", 403],
        [`http://${host}.evil.example`, 403],
        [`http://${host}`, undefined],
        ["https://dashboard.example", undefined],
      ] as const) {
        expect(await open({ headers: { origin } }).opened, origin).toBe(status);
      }
    });

    it("does not run subscriptions over plain HTTP", async () => {
      const { admin } = await world().seed();
      const { status, errors } = await admin.send(EVENTS);
      expect({ status, code: errors[0]?.extensions?.["code"] }).toEqual({
        status: 405,
        code: "METHOD_NOT_ALLOWED",
      });
    });
  },
  { TOKENPLANE_STREAMS_PER_KEY: "3", TOKENPLANE_ALLOWED_ORIGINS: "https://dashboard.example" },
);
