import { ServerResponse } from "node:http";
import { afterEach, expect, it, vi } from "vitest";
import { compare, parseCursor, type Position } from "../../server/events/feed/position.js";
import type { Api } from "../support/api.js";
import { settled } from "../support/event-log.js";
import { Forwarder } from "../support/forwarder.js";
import { Listener } from "../support/listener.js";
import { EVENTS, Source } from "../support/source.js";
import { onOneStore } from "../support/world.js";

let sources: Source[] = [];

afterEach(() => {
  for (const source of sources) source.close();
  sources = [];
});

onOneStore("the event feed over SSE", (world) => {
  const open = (...args: ConstructorParameters<typeof Source>): Source => {
    const source = new Source(...args);
    sources.push(source);
    return source;
  };

  it("gives an EventSource what happens, and goes on by itself where the connection was lost", async () => {
    const seed = await world().seed();
    const way = await Forwarder.open(world().url);
    const source = open(way.url, seed.admin.key);
    await source.until(() => source.opens === 1);
    await seed.user("first");
    await source.until(() => source.got.length === 1);
    way.cut();
    await seed.user("while away");
    await source.until(() => source.got.length === 2);
    await seed.user("live");
    await source.until(() => source.got.length === 3);
    expect(source.logins).toEqual(["first", "while away", "live"]);
    for (const { id, next } of source.got) expect(id).toBe(next.data?.events.cursor);
    const again = open(world().url, seed.admin.key, EVENTS, { after: source.got[0]?.id });
    await again.until(() => again.got.length === 2);
    expect(again.got).toEqual(source.got.slice(1));
    await way.close();
  });

  it("answers a POST in the same way", async () => {
    const seed = await world().seed();
    const controller = new AbortController();
    const response = await fetch(`${world().url}/graphql`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${seed.admin.key}`,
        accept: "text/event-stream",
        "content-type": "application/json",
      },
      body: JSON.stringify({ query: "subscription { events { event { userLogin } } }" }),
      signal: controller.signal,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    await seed.user("anna");
    let text = "";
    const decoder = new TextDecoder();
    for await (const part of response.body ?? []) {
      text += decoder.decode(part, { stream: true });
      if (text.includes("anna")) break;
    }
    expect(text).toMatch(
      /^retry: 1000\nid: [\w-]+\n\n(.*\n)*id: [\w-]+\nevent: next\ndata: {"data":{"events":{"event":{"userLogin":"anna"}}}}\n\n$/,
    );
    controller.abort();
  });

  it("says between events up to where nothing was missed: who follows rare events keeps no id that expires", async () => {
    const seed = await world().seed();
    await settled(world());
    const timers = vi.spyOn(globalThis, "setInterval");
    const client = new AbortController();
    const { body } = await fetch(`${world().url}/graphql`, {
      method: "POST",
      headers: { authorization: `Bearer ${seed.admin.key}`, accept: "text/event-stream" },
      body: JSON.stringify({
        query: "subscription { events(filter: { types: [RESOURCE_CREATED] }) { event { resourceName } } }",
      }),
      signal: client.signal,
    });
    // What the server does each 12 seconds, to be done when the test wants it.
    const beat = timers.mock.calls.find(([, delay]) => delay === 12_000)?.[0];
    timers.mockRestore();
    let text = "";
    const reading = (async () => {
      const decoder = new TextDecoder();
      for await (const part of body ?? []) text += decoder.decode(part, { stream: true });
    })().catch(() => {});
    const ids = () => [...text.matchAll(/^id: (.+)$/gm)].map(([, id = ""]) => id);
    const place = (id: string): Position => parseCursor(id) ?? { epoch: 0, xid: 0n, position: 0n };
    await expect.poll(() => ids().length).toBe(1);
    const [beginning = ""] = ids();
    await seed.user("anna");
    const all = new Listener(seed.admin, { after: beginning });
    await all.hears(1);
    await all.stop();
    const annas = place(all.heard[0]?.cursor ?? "");
    const goOn = () => {
      beat?.();
      return compare(place(ids().at(-1) ?? ""), annas);
    };
    await expect.poll(goOn).toBeGreaterThan(0);
    expect(text).not.toContain("event:");
    const between = ids().at(-1) ?? "";

    await seed.resource("VPN");
    await expect.poll(() => text).toContain('{"resourceName":"VPN"}');
    const known = ids().length;
    beat?.();
    await expect.poll(() => ids().length).toBeGreaterThan(known);
    expect(ids().toSorted((one, other) => compare(place(one), place(other)))).toEqual(ids());
    const later = open(world().url, seed.admin.key, EVENTS, { after: between });
    await later.until(() => later.got.length === 1);
    expect(later.got[0]?.next.data?.events.event.type).toBe("RESOURCE_CREATED");
    client.abort();
    await reading;
  });

  it("leaves nothing behind each time it waits for a client to read", async () => {
    const seed = await world().seed();
    const heads = vi.spyOn(ServerResponse.prototype, "writeHead");
    const isStream = (one: unknown): one is ServerResponse =>
      one instanceof ServerResponse && String(one.getHeader("content-type")).startsWith("text/event-stream");
    // Each answer is longer than what Node.js keeps for a client before it asks to wait.
    const fields = Array.from({ length: 80 }, (_, n) => `${"a".repeat(250)}${n}: userLogin`).join(" ");
    const client = new AbortController();
    const { body } = await fetch(`${world().url}/graphql`, {
      method: "POST",
      headers: { authorization: `Bearer ${seed.admin.key}`, accept: "text/event-stream" },
      body: JSON.stringify({ query: `subscription { events { event { ${fields} } } }` }),
      signal: client.signal,
    });
    const response = heads.mock.contexts.find(isStream);
    heads.mockRestore();
    const listeners = () => ["close", "drain", "error"].map((name) => response?.listenerCount(name));
    const before = listeners();
    let waits = 0;
    const count = () => {
      waits += 1;
    };
    response?.on("drain", count);
    const users = (async () => {
      for (let n = 0; n < 20; n += 1) await seed.user(`user-${n}`);
    })();
    let text = "";
    const decoder = new TextDecoder();
    const reader = body?.getReader();
    while (!text.endsWith("\n\n") || !text.includes("user-19")) {
      text += decoder.decode((await reader?.read())?.value, { stream: true });
    }
    await users;
    expect(waits).toBeGreaterThanOrEqual(10);
    response?.off("drain", count);
    await expect.poll(listeners).toEqual(before);
    client.abort();
  });

  it("refuses in words what cannot be followed", async () => {
    const seed = await world().seed();
    const authenticator = await seed.key("AUTHENTICATOR");
    const ask = async ({ url, key }: Api, init: RequestInit = {}, search = "") => {
      const response = await fetch(`${url}/graphql${search}`, {
        ...init,
        headers: { accept: "text/event-stream", authorization: `Bearer ${key}`, ...init.headers },
      });
      const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
      return `${response.status} ${errors[0]?.extensions.code}`;
    };
    const post = (query: string) => ({ method: "POST", body: JSON.stringify({ query }) });
    expect(await ask(world().as("x"))).toBe("401 UNAUTHENTICATED");
    expect(await ask(seed.admin)).toBe("400 BAD_USER_INPUT");
    expect(await ask(seed.admin, {}, "?query=subscription{events{cursor}}&variables={")).toBe(
      "400 BAD_USER_INPUT",
    );
    expect(await ask(seed.admin, { method: "POST", body: "{" })).toBe("400 BAD_USER_INPUT");
    expect(await ask(seed.admin, { method: "DELETE" })).toBe("405 METHOD_NOT_ALLOWED");
    expect(await ask(seed.admin, post("{ viewer { role } }"))).toBe("400 METHOD_NOT_ALLOWED");
    expect(await ask(seed.admin, post(`subscription { events { cursor } } #${"x".repeat(100_000)}`))).toBe(
      "413 REQUEST_ENTITY_TOO_LARGE",
    );
    expect(
      await ask(seed.admin, {
        ...post("subscription { events { cursor } }"),
        headers: { "last-event-id": "7" },
      }),
    ).toBe("400 BAD_USER_INPUT");
    expect(await ask(authenticator, post("subscription { events { cursor } }"))).toBe("403 FORBIDDEN");
  });
});

onOneStore(
  "event streams of one key",
  (world) => {
    it("are counted while they begin, and none stays whose client goes meanwhile", async () => {
      const { admin } = await world().seed();
      const { feed, streams } = world().services;
      const address = new URL("/graphql", world().url);
      address.searchParams.set("query", "subscription { events { cursor } }");
      const headers = { accept: "text/event-stream", authorization: `Bearer ${admin.key}` };
      let goOn = () => {};
      const held = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const { highWaterMark } = feed;
      const slow = vi.spyOn(feed, "highWaterMark").mockImplementation(() => held.then(highWaterMark));
      const client = new AbortController();
      const statuses: number[] = [];
      const asked = Array.from({ length: 8 }, async () => {
        const response = await fetch(address, { headers, signal: client.signal });
        statuses.push(response.status);
      });
      const all = Promise.allSettled(asked);
      await expect.poll(() => statuses).toEqual([429, 429, 429, 429, 429]);
      expect(streams.count).toBe(3);
      client.abort();
      await all;
      // By the time it has answered these, the server knows that they are gone.
      for (let n = 0; n < 3; n += 1) await admin.query("{ viewer { role } }");
      goOn();
      await expect.poll(() => [streams.count, feed.subscribers]).toEqual([0, 0]);
      slow.mockRestore();
      const { status, body } = await fetch(address, { headers });
      expect(status).toBe(200);
      await body?.cancel();
    });
  },
  { TOKENPLANE_STREAMS_PER_KEY: "3" },
);
