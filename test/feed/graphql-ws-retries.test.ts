import { createClient } from "graphql-ws";
import { afterEach, expect, it } from "vitest";
import { WebSocket } from "ws";
import { Forwarder } from "../support/forwarder.js";
import { onEveryStore } from "../support/world.js";

// The recipe that the description of the subscription `events` gives to clients whose library connects again by itself.

interface Data extends Record<string, unknown> {
  readonly events: { readonly cursor: string; readonly event: { readonly userLogin: string } };
}

const QUERY = "subscription ($after: Cursor) { events(after: $after) { cursor event { userLogin } } }";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** Follows the feed by graphql-ws's own client, with its own retries. */
function follower(url: string, key: string, isCopied: boolean) {
  let last: string | undefined;
  let connections = 0;
  let changed = () => {};
  const heard: string[] = [];
  const errors: unknown[] = [];
  const client = createClient({
    url: `${url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${key}` },
    retryAttempts: 100,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 50)),
    on: {
      connected(_socket, payload) {
        const cursor: unknown = Reflect.get(payload ?? {}, "cursor");
        if (typeof cursor === "string") last ??= cursor;
        connections += 1;
        changed();
      },
    },
    ...(isCopied
      ? { jsonMessageReplacer: (name: string, value: unknown) => (name === "after" ? last : value) }
      : {}),
  });
  const variables = {
    get after() {
      return last;
    },
  };
  const stop = client.subscribe<Data>(
    { query: QUERY, variables: isCopied ? { after: null } : variables },
    {
      next({ data }) {
        if (data == null) return;
        last = data.events.cursor;
        heard.push(data.events.event.userLogin);
        changed();
      },
      error(error) {
        errors.push(error);
        changed();
      },
      complete: () => {},
    },
  );
  ends.push(stop, () => client.dispose());
  return {
    heard,
    errors,
    connections: () => connections,
    async until(isSo: () => boolean): Promise<void> {
      while (!isSo() && errors.length === 0) {
        await new Promise<void>((resolve) => {
          changed = resolve;
        });
      }
    },
  };
}

onEveryStore("graphql-ws's own retries, by the recipe", (world) => {
  it.each([
    ["a variable that is computed", false],
    ["variables that are copied, and a replacer", true],
  ])("lose no event and repeat none over cut connections, with %s", async (_way, isCopied) => {
    const seed = await world().seed();
    const way = await Forwarder.open(world().url);
    ends.push(() => way.close());
    const follows = follower(way.url, seed.admin.key, isCopied);
    await follows.until(() => follows.connections() === 1);
    const logins: string[] = [];
    const create = async () => {
      const login = `user-${logins.length}`;
      await seed.user(login);
      logins.push(login);
    };
    // The first is missed before any event came.
    for (let round = 0; round < 5; round += 1) {
      way.cut();
      await create();
      await follows.until(() => follows.heard.length >= logins.length);
      await create();
      await follows.until(() => follows.heard.length >= logins.length);
    }
    expect(follows.errors).toEqual([]);
    expect(follows.connections()).toBeGreaterThanOrEqual(6);
    expect(follows.heard).toEqual(logins);
  });
});
