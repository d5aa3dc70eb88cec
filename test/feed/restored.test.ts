import path from "node:path";
import { createClient } from "graphql-ws";
import { afterAll, describe, expect, inject, it } from "vitest";
import { WebSocket } from "ws";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { Api } from "../support/api.js";
import { EVENTUALLY } from "../support/eventually.js";
import { complaints } from "../support/feed-check.js";
import { getHistory, getMark, type Marked } from "../support/feed-history.js";
import { Listener, type Heard } from "../support/listener.js";
import { freePort } from "../support/postgres.js";
import { runCommand, Workshop, type ServerProcess } from "../support/process.js";
import { EVENTS, Source } from "../support/source.js";
import { byTier } from "../support/tier.js";
import { makeDatabase } from "../support/world.js";

const workshop = new Workshop();
afterAll(() => workshop.clear());

type Place = Readonly<Record<string, string>>;

/** Somebody who follows the feed, however: what came, and how to end it. */
interface Follower {
  readonly who: string;
  readonly heard: () => readonly Marked[];
  readonly stop: () => void;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Follows with the graphql-ws library alone, as docs/events.md says: subscribing again after the last cursor. */
function followByGraphqlWs(url: string, key: string, from: string): Follower {
  const heard: Marked[] = [];
  let end = () => {};
  const over = new AbortController();
  const connect = async () => {
    const client = createClient({
      url: `${url.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${key}` },
      retryAttempts: 0,
    });
    end = () => void client.dispose();
    const after = heard.at(-1)?.cursor ?? from;
    const results = client.iterate<{ events: { cursor: string; event: Heard } }>({
      query: EVENTS,
      variables: { after },
    });
    for await (const { data } of results) {
      if (data != null) heard.push({ cursor: data.events.cursor, mark: getMark(data.events.event) });
    }
  };
  const follow = async () => {
    while (!over.signal.aborted) await connect().catch(() => sleep(50));
  };
  void follow();
  return {
    who: "graphql-ws",
    heard: () => heard,
    stop: () => {
      over.abort();
      end();
    },
  };
}

function followByClient(url: string, key: string, after: string): Follower {
  const listener = new Listener({ url, key }, { after });
  return {
    who: "our client",
    heard: () => listener.heard.map(({ cursor, event }) => ({ cursor, mark: getMark(event) })),
    stop: () => void listener.stop(),
  };
}

function followBySse(url: string, key: string, after: string): Follower {
  const source = new Source(url, key, EVENTS, { after });
  return {
    who: "SSE",
    heard: () =>
      source.got.flatMap(({ next: { data } }) =>
        data === undefined ? [] : [{ cursor: data.events.cursor, mark: getMark(data.events.event) }],
      ),
    stop: () => source.close(),
  };
}

/** Waits until all have heard of something. */
async function allHear(followers: readonly Follower[], mark: string): Promise<void> {
  const deadline = performance.now() + 3 * EVENTUALLY.timeout;
  const waiting = () => followers.filter(({ heard }) => !heard().some((event) => event.mark === mark));
  while (waiting().length > 0) {
    if (performance.now() > deadline) {
      throw new Error(
        `${waiting()
          .map(({ who }) => who)
          .join(", ")} did not hear ${mark}`,
      );
    }
    await sleep(20);
  }
}

/** A server and three who follow its feed from its first event on. It keeps what ever happened, and what was answered. */
async function openFollowed() {
  const secret = { TOKENPLANE_MASTER_KEY: newMasterKey() };
  let place: Place = { ...secret, TOKENPLANE_DATA_DIR: workshop.dataFolder() };
  // Nobody else gets it while the server is away.
  const port = String(await freePort());
  let server: ServerProcess = await workshop.start({ ...place, PORT: port });
  const { url } = server;
  const admin = new Api(url, await server.firstAdminKey());
  const acknowledged = new Set<string>();
  const create = async (login: string) => {
    await admin.do("userCreate", { login }, "__typename");
    acknowledged.add(`USER_CREATED ${login}`);
  };
  await create("the-first");
  const begin = (await getHistory(admin)).at(-1)?.cursor ?? "";
  const followers = [
    followByClient(url, admin.key, begin),
    followByGraphqlWs(url, admin.key, begin),
    followBySse(url, admin.key, begin),
  ];
  /** All that ever happened, and which of it no restored installation has. */
  let history: Marked[] = [];
  const gone = new Set<string>();

  /** Restores a backup while events go on, and leaves the server at the same address. */
  const restoreTo = async (to: Place, options: readonly string[], name: string) => {
    for (let n = 0; n < 10; n += 1) await create(`${name}-before-${n}`);
    const file = path.join(path.dirname(workshop.dataFolder()), "moved.backup");
    const backup = runCommand(["backup", file], place);
    let isDone = false;
    const done = backup.finally(() => {
      isDone = true;
    });
    const isOver = () => isDone;
    // Without pauses, the backup waits for the events, and there are a thousand.
    for (let n = 0; !isOver(); n += 1) {
      await create(`${name}-during-${n}`);
      await sleep(50);
    }
    expect(await done).toMatchObject({ code: 0, stderr: "" });
    for (let n = 0; n < 10; n += 1) await create(`${name}-later-${n}`);
    await allHear(followers, `USER_CREATED ${name}-later-9`);
    const before = await getHistory(admin);
    await server.stop();
    const target = { ...secret, ...to };
    const restored = await runCommand(["restore", file, ...options], { ...place, ...target });
    expect(restored).toMatchObject({ code: 0, stderr: "" });
    place = target;
    server = await workshop.start({ ...place, PORT: port });
    for (let n = 0; n < 10; n += 1) await create(`${name}-after-${n}`);
    await allHear(followers, `USER_CREATED ${name}-after-9`);
    const after = await getHistory(admin);
    const still = new Set(after.map(({ cursor }) => cursor));
    const known = new Set(before.map(({ cursor }) => cursor));
    for (const { cursor, mark } of before) {
      if (still.has(cursor)) continue;
      gone.add(cursor);
      acknowledged.delete(mark);
    }
    expect(gone.size).toBeGreaterThanOrEqual(10);
    // What is new comes after all that was heard, and says first that it was restored.
    const added = after.filter(({ cursor }) => !known.has(cursor));
    expect(added[0]?.mark).toBe("INSTALLATION_RESTORED");
    history = [...merged(history, before), ...added];
  };
  return {
    url,
    admin,
    begin,
    followers,
    acknowledged,
    gone,
    create,
    restoreTo,
    getEver: () => history,
    stopServer: () => server.stop(),
  };
}

// That followers of another history hear all of it and learn what is void is shown quickly in faults/fail-over.test.ts.
describe("followers of an installation that is restored", { tags: "deep" }, () => {
  it("get every event that it has, once and in order, and learn which events that they got before are void", async () => {
    const { url, admin, begin, followers, acknowledged, gone, create, restoreTo, getEver, stopServer } =
      await openFollowed();
    const hasPostgres = inject("postgresUrl") !== undefined;
    if (!hasPostgres || byTier(false, true)) {
      await restoreTo({ TOKENPLANE_DATA_DIR: workshop.dataFolder() }, [], "folder");
    }
    if (hasPostgres) {
      const database = await makeDatabase();
      await restoreTo({ DATABASE_URL: database }, ["--to", database], "move");
    }
    await create("the-last");
    // Somebody who was away all the time, and goes on with a cursor of before.
    const [first] = followers;
    const early = first?.heard().slice(0, 5) ?? [];
    const late = followByClient(url, admin.key, early.at(-1)?.cursor ?? "");
    await allHear([...followers, late], "USER_CREATED the-last");
    for (const { stop } of [...followers, late]) stop();

    const now = await getHistory(admin);
    const sinceBegin = (all: readonly Marked[]) =>
      all.slice(all.findIndex(({ cursor }) => cursor === begin) + 1);
    const heard = followers.map(({ who, heard: got }) => ({ who, heard: got() }));
    const all = sinceBegin(merged(getEver(), now));
    acknowledged.delete("USER_CREATED the-first");
    expect(complaints(heard, all, acknowledged)).toEqual([]);
    const has = sinceBegin(now);
    expect(
      complaints([{ who: "who was away", heard: [...early, ...late.heard()] }], has, acknowledged),
    ).toEqual([]);
    const still = heard.map((one) => ({
      ...one,
      heard: one.heard.filter(({ cursor }) => !gone.has(cursor)),
    }));
    expect(complaints(still, has, acknowledged)).toEqual([]);
    await stopServer();
  });
});

/** A history, and what comes after it in another one that shares its events. */
function merged(history: readonly Marked[], more: readonly Marked[]): Marked[] {
  const known = new Set(history.map(({ cursor }) => cursor));
  return [...history, ...more.filter(({ cursor }) => !known.has(cursor))];
}
