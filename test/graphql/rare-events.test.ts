// @module-tag deep
import { beforeAll, expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { getUuid } from "../support/contents.js";
import { seal } from "../support/event-log.js";
import { addEvents } from "../support/many-events.js";
import type { SearchedPageInfo } from "../support/lists.js";
import type { Seed } from "../support/seed.js";
import { onOneStore, type World } from "../support/world.js";

/** Number of users at once for which 1,250 events of each are tested for a page. For one alone, there are 20,000 or more. */
const USERS = 80;

interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: SearchedPageInfo;
  readonly totalCount: number;
  readonly totalCountIsExact: boolean;
}

const PAGE = `nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor searchStopped } totalCount totalCountIsExact`;

async function addUsers({ database }: World, { accountId }: Seed): Promise<void> {
  await database.query(Prisma.sql`
    INSERT INTO users (account_id, id, login, login_lower, search, created_at, updated_at)
    SELECT ${getUuid(accountId)}::uuid, gen_random_uuid(), 'guest' || n, 'guest' || n, ARRAY['guest'], now(), now()
    FROM generate_series(2, ${USERS}::int) AS n`);
}

/** A page of anna's events, beside those of all other users. */
async function readOfAnna({ admin }: Seed, range: string, filter: string): Promise<Page> {
  const { users } = await admin.query<{ users: { nodes: { login: string; events: Page }[] } }>(
    `{ users(first: ${USERS}) { nodes { login events(${range}, filter: { ${filter} }) { ${PAGE} } } } }`,
  );
  const found = users.nodes.find(({ login }) => login === "anna");
  if (found === undefined) throw new Error("anna is not there");
  return found.events;
}

onOneStore("rare events in a long log", (world) => {
  let seed: Seed;
  let anna: string;

  beforeAll(async () => {
    seed = await world().seed();
    anna = await seed.user("anna");
    await addUsers(world(), seed);
    const about = { accountId: seed.accountId, userId: anna, from: world().clock.now() };
    for (const [type, count] of [
      ["USER_UPDATED", 1_700],
      ["PASSWORD_LOCKED", 1],
      ["USER_UPDATED", 1_700],
      ["PASSWORD_LOCKED", 3],
      ["USER_UPDATED", 1_700],
    ] as const)
      await addEvents(world(), { ...about, type }, count);
  });

  const read = (range: string, filter: string) => readOfAnna(seed, range, filter);

  /** A page of the account's events. */
  async function readAll(range: string, filter: string): Promise<Page> {
    const { events } = await seed.admin.query<{ events: Page }>(
      `{ events(${range}, filter: { ${filter} }) { ${PAGE} } }`,
    );
    return events;
  }

  it.each<[string, string, number]>([
    ["a type are looked for among so many events, from page to page", "types: [PASSWORD_LOCKED]", 3],
    ["a type and of a word that the index finds are found at once", 'types: [PASSWORD_LOCKED], text: "n"', 0],
  ])("of %s, each once, in both directions", async (_what, filter, leastStops) => {
    const whole = await readAll("first: 100", "types: [PASSWORD_LOCKED]");
    const expected = whole.nodes.map(({ id }) => id);
    expect(expected).toHaveLength(4);
    expect(whole).toMatchObject({ totalCount: 4, totalCountIsExact: true });
    expect(whole.pageInfo).toMatchObject({ hasNextPage: false, searchStopped: false });

    for (const isForward of [true, false]) {
      const found: string[] = [];
      let stops = 0;
      let place = "";
      for (let pages = 1; ; pages += 1) {
        expect(pages).toBeLessThan(20);
        const { nodes, pageInfo } = await read(`${isForward ? "first" : "last"}: 2${place}`, filter);
        const ids = nodes.map(({ id }) => id);
        found.push(...(isForward ? ids : ids.toReversed()));
        if (pageInfo.searchStopped) stops += 1;
        if (!(isForward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) break;
        place = isForward ? `, after: "${pageInfo.endCursor}"` : `, before: "${pageInfo.startCursor}"`;
      }
      expect(found, isForward ? "forward" : "backward").toEqual(isForward ? expected : expected.toReversed());
      if (leastStops === 0) expect(stops).toBe(0);
      else expect(stops).toBeGreaterThanOrEqual(leastStops);
    }
  });

  it("are counted among so many events, and the count says so", async () => {
    const stopped = await read("first: 1", "types: [PASSWORD_LOCKED]");
    expect(stopped).toMatchObject({ nodes: [] });
    expect(stopped.pageInfo).toMatchObject({ hasNextPage: true, searchStopped: true });
    // Pages without rows are counted together; first pages that are the whole list are not.
    const page = await read(`first: 1, before: "${stopped.pageInfo.endCursor}"`, "types: [PASSWORD_LOCKED]");
    expect(page).toMatchObject({ totalCount: 0, totalCountIsExact: false });
    // Nothing has none of some types; that needs no search.
    const none = await read("first: 1", "types: []");
    expect(none).toMatchObject({ totalCount: 0, totalCountIsExact: true, nodes: [] });
  });

  it("are not taken for others: two lists of one request have conditions of their own", async () => {
    const { locked, updated } = await seed.admin.query<Record<"locked" | "updated", Page>>(`{
      locked: events(first: 10, filter: { types: [PASSWORD_LOCKED] }) { ${PAGE} }
      updated: events(first: 10, filter: { types: [USER_UPDATED] }) { ${PAGE} } }`);
    expect([locked?.nodes.length, updated?.nodes.length]).toEqual([4, 10]);
  });
});

onOneStore("events of a time in a long log", (world) => {
  let seed: Seed;
  /** When the long row of events begins, one each second. */
  let begin: number;
  const EVENTS = 6_000;

  beforeAll(async () => {
    seed = await world().seed();
    const anna = await seed.user("anna");
    await addUsers(world(), seed);
    const about = { accountId: seed.accountId, userId: anna, type: "USER_UPDATED" };
    begin = world().clock.now();
    // Of a server whose clock was ahead.
    await addEvents(world(), { ...about, from: begin + 2_505_000 }, 1);
    await addEvents(world(), { ...about, from: begin }, EVENTS);
    await seal(world());
    // Not sealed yet.
    await addEvents(world(), { ...about, from: begin + EVENTS * 1_000 }, 10);
  });

  /** The filter for a time, in seconds after the first event. */
  function during(from: number | null, to: number | null): string {
    const moment = (seconds: number) => `"${new Date(begin + seconds * 1_000).toISOString()}"`;
    return [
      ...(from === null ? [] : [`from: ${moment(from)}`]),
      ...(to === null ? [] : [`to: ${moment(to)}`]),
    ].join(", ");
  }

  const read = (range: string, filter: string) => readOfAnna(seed, range, filter);

  it.each<[string, number | null, number | null, number]>([
    ["in the middle", 3_300, 3_310, 10],
    ["at the end", EVENTS - 5, null, 15],
    ["not sealed yet", EVENTS, EVENTS + 5, 5],
    ["in the future", EVENTS + 10, null, 0],
    ["before all", null, -1, 0],
  ])("are found %s, without a look at the others", async (_where, from, to, count) => {
    for (const range of ["first: 20", "last: 20"]) {
      const page = await read(range, during(from, to));
      expect.soft(page.nodes, range).toHaveLength(count);
      expect.soft(page, range).toMatchObject({ totalCount: count, totalCountIsExact: true });
      expect
        .soft(page.pageInfo, range)
        .toMatchObject({ hasNextPage: false, hasPreviousPage: false, searchStopped: false });
    }
    // Pages without rows are counted together; first pages that are the whole list are not.
    const { pageInfo } = await read("first: 3", during(from, to));
    if (pageInfo.startCursor === null) return;
    const none = await read(`first: 3, before: "${pageInfo.startCursor}"`, during(from, to));
    expect(none).toMatchObject({ nodes: [], totalCount: count, totalCountIsExact: true });
  });

  it("are not missed where a clock was ahead: the page goes on until there", async () => {
    for (const isForward of [true, false]) {
      const found: string[] = [];
      let place = "";
      for (let pages = 1; ; pages += 1) {
        expect(pages).toBeLessThan(5);
        const { nodes, pageInfo } = await read(
          `${isForward ? "first" : "last"}: 20${place}`,
          during(2_500, 2_510),
        );
        found.push(...nodes.map(({ id }) => id));
        if (!(isForward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) break;
        place = isForward ? `, after: "${pageInfo.endCursor}"` : `, before: "${pageInfo.startCursor}"`;
      }
      expect(new Set(found).size).toBe(11);
      expect(found).toHaveLength(11);
    }
  });
});

onOneStore("a very long log", (world) => {
  it(
    "is looked through in parts for an account's rare events, which are found from page to page",
    { tags: "deep" },
    async () => {
      const seed = await world().seed();
      await seed.user("anna");
      const about = { accountId: seed.accountId, type: "USER_UPDATED", from: world().clock.now() };
      // Twice as many as are tested for a page, and some more.
      await addEvents(world(), about, world().store === "PGlite" ? 45_000 : 130_000);
      const pages: Page[] = [];
      for (let after = ""; ;) {
        const { events } = await seed.admin.query<{ events: Page }>(
          `{ events(first: 20${after}, filter: { types: [USER_CREATED] }) { ${PAGE} } }`,
        );
        pages.push(events);
        if (!events.pageInfo.hasNextPage) break;
        after = `, after: "${events.pageInfo.endCursor}"`;
      }
      expect(pages.map(({ nodes }) => nodes.length)).toEqual([0, 0, 1]);
      expect(pages.map(({ pageInfo }) => pageInfo.searchStopped)).toEqual([true, true, false]);
      expect(pages[0]).toMatchObject({ totalCount: 0, totalCountIsExact: false });

      await seal(world());
      const moment = (seconds: number) => new Date(about.from + seconds * 1_000).toISOString();
      for (const range of ["first: 20", "last: 20"]) {
        const { events } = await seed.admin.query<{ events: Page }>(
          `{ events(${range}, filter: { from: "${moment(20_000)}", to: "${moment(20_010)}" }) { ${PAGE} } }`,
        );
        expect.soft(events, range).toMatchObject({ totalCount: 10, totalCountIsExact: true });
        expect.soft(events.pageInfo, range).toMatchObject({ hasNextPage: false, searchStopped: false });
        expect.soft(events.nodes, range).toHaveLength(10);
      }
    },
  );
});
