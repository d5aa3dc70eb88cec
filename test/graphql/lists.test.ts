import { beforeAll, describe, expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { grant } from "../support/bypass.js";
import { botToNowhere } from "../support/channels.js";
import {
  getIds,
  getList,
  readPage,
  refusedPage,
  rootList,
  walk,
  type List,
  type Stretch,
} from "../support/lists.js";
import { someByTier } from "../support/tier.js";
import { onOneStore, onPostgresAlone, type World } from "../support/world.js";

/** More than a page holds by default. */
const ROWS = 23;

const LISTS = [
  "users",
  "users by login",
  "resources",
  "resources by name",
  "channels",
  "channels by name",
  "channels by priority",
  "messages",
  "tokens",
  "tokens by name",
  "tokens by last use",
  "assignments",
  "bypasses",
  "events",
  "apiKeys",
  "accounts",
  "User.tokens",
  "User.assignments",
  "User.events",
  "Resource.assignments",
  "Resource.events",
  "Token.assignments",
  "Token.bypasses",
  "Token.events",
] as const;

/** An account with more than a page of everything, several at each moment; and a stranger's beside it. */
async function fill(world: World): Promise<Readonly<Record<(typeof LISTS)[number], List>>> {
  const [seed, other] = [await world.seed(), await world.seed()];
  await other.user("stranger");
  await other.resource("Elsewhere");
  await other.admin.do("channelCreate", botToNowhere(), "__typename");
  await other.fob({ of: "stranger", at: ["Elsewhere"] });
  const { admin } = seed;
  const [anna, hub] = [await seed.user("anna"), await seed.resource("Hub")];
  const main = await seed.fob({ of: "anna", at: ["Hub"] });
  const channel = async (row: number) => {
    await admin.do(
      "channelCreate",
      botToNowhere({ name: `Channel ${(row * 7) % ROWS}`, priority: 1 + (row % 3) }),
      "__typename",
    );
    const test = { channel: { name: `Channel ${(row * 7) % ROWS}` }, to: `C${row}000000` };
    await admin.do("channelTest", test, "__typename");
  };
  await channel(1);
  await grant(admin, main.id, "everywhere", "HOUR_1");
  for (let row = 2; row <= ROWS; row += 1) {
    if (row % 5 === 0) world.clock.pass(30);
    await seed.user(`user ${(row * 7) % ROWS}`);
    await seed.resource(`Resource ${(row * 7) % ROWS}`);
    await seed.link(main.id, `Resource ${(row * 7) % ROWS}`);
    await channel(row);
    const fob = await seed.fob({ of: "anna" });
    const free = await seed.fob({ at: ["Hub"] });
    // Each replaces the one before, and often at the same moment.
    await grant(admin, main.id, "everywhere", "HOUR_1");
    if (row % 3 === 0) {
      await admin.do("tokenCheckOtp", { token: { id: fob.id }, passcode: fob.code() }, "valid");
    }
    // Equal names: the order must hold all the same.
    await admin.do("tokenUpdate", { token: { id: free.id }, name: `Fob ${row % 4}` }, "__typename");
    await admin.do("tokenUpdate", { token: { id: main.id }, name: `Main ${row}` }, "__typename");
    await seed.key("AUDITOR");
    await world.operator.do(
      "accountCreate",
      { name: `Account ${row}`, plan: { tokens: 0, users: 0, resources: 0 } },
      "__typename",
    );
  }
  return {
    users: rootList(admin, "users"),
    "users by login": rootList(admin, "users", "orderBy: { field: LOGIN, descending: true }"),
    resources: rootList(admin, "resources"),
    "resources by name": rootList(admin, "resources", "orderBy: { field: NAME }"),
    channels: rootList(admin, "channels"),
    "channels by name": rootList(admin, "channels", "orderBy: { field: NAME, descending: true }"),
    messages: rootList(admin, "messages"),
    "channels by priority": rootList(admin, "channels", "orderBy: { field: PRIORITY }"),
    tokens: rootList(admin, "tokens"),
    "tokens by name": rootList(admin, "tokens", "orderBy: { field: NAME, descending: true }"),
    "tokens by last use": rootList(admin, "tokens", "orderBy: { field: LAST_USED_AT }"),
    assignments: rootList(admin, "assignments"),
    bypasses: rootList(admin, "bypasses"),
    events: rootList(admin, "events"),
    apiKeys: rootList(admin, "apiKeys"),
    accounts: rootList(world.operator, "accounts"),
    "User.tokens": getList(admin, "User", anna, "tokens"),
    "User.assignments": getList(admin, "User", anna, "assignments"),
    "User.events": getList(admin, "User", anna, "events"),
    "Resource.assignments": getList(admin, "Resource", hub, "assignments"),
    "Resource.events": getList(admin, "Resource", hub, "events"),
    "Token.assignments": getList(admin, "Token", main.id, "assignments"),
    "Token.bypasses": getList(admin, "Token", main.id, "bypasses"),
    "Token.events": getList(admin, "Token", main.id, "events"),
  };
}

function forged(...parts: unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

onOneStore("every list", (world) => {
  let lists: Awaited<ReturnType<typeof fill>>;
  beforeAll(async () => {
    lists = await fill(world());
  });

  describe.each(someByTier(LISTS))("%s", (name) => {
    it("shows its first 20 unless it is asked otherwise, and counts all", async () => {
      const page = await readPage(lists[name], {});
      expect(page.nodes).toHaveLength(20);
      expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
      const whole = await readPage(lists[name], { first: 100 });
      expect(whole.totalCount).toBeGreaterThanOrEqual(ROWS);
      expect(page.totalCount).toBe(whole.totalCount);
      expect(getIds(whole).slice(0, 20)).toEqual(getIds(page));
    });

    it("is the same in pages of any size, forward and backward, with everything once", async () => {
      const whole = await walk(lists[name], 100);
      const { totalCount } = await readPage(lists[name], { first: 1 });
      expect(new Set(whole).size).toBe(totalCount);
      expect(await walk(lists[name], 7)).toEqual(whole);
      expect(await walk(lists[name], 7, "backward")).toEqual(whole);
      expect(await walk(lists[name], whole.length < 100 ? whole.length : 50, "backward")).toEqual(whole);
    });

    it("shows what is between two cursors", async () => {
      const { edges } = await readPage(lists[name], { first: 20 });
      const [after, before] = [edges[3]?.cursor ?? "", edges[9]?.cursor ?? ""];
      const between = edges.slice(4, 9).map(({ node }) => node.id);
      const cases: [Stretch, string[], boolean, boolean][] = [
        // Whoever goes through a part of a list must see its end (Relay: `before` does not count with `first`).
        [{ first: 20, after, before }, between, false, true],
        [{ first: 2, after, before }, between.slice(0, 2), true, true],
        [{ last: 2, after, before }, between.slice(-2), true, true],
        [{ last: 20, after, before }, between, true, false],
        [{ first: 20, after: before, before: after }, [], false, true],
        [{ first: 0 }, [], true, false],
        [{ last: 1, before: edges[0]?.cursor ?? "" }, [], true, false],
      ];
      for (const [stretch, ids, hasNextPage, hasPreviousPage] of cases) {
        const page = await readPage(lists[name], stretch);
        expect(getIds(page)).toEqual(ids);
        expect(page.pageInfo).toMatchObject({ hasNextPage, hasPreviousPage });
      }
    });

    it("refuses pages that are too large, below nothing, or from both ends", async () => {
      const stretches: [Stretch, RegExp][] = [
        [{ first: 101 }, /^BAD_USER_INPUT A page has from 0 to 100/],
        [{ last: 101 }, /^BAD_USER_INPUT A page has from 0 to 100/],
        [{ first: -1 }, /^BAD_USER_INPUT A page has from 0 to 100/],
        [{ last: -1 }, /^BAD_USER_INPUT A page has from 0 to 100/],
        [{ first: 2_147_483_647 }, /^BAD_USER_INPUT A page has from 0 to 100/],
        [{ first: 1, last: 1 }, /^BAD_USER_INPUT Give `first` or `last`, not both/],
      ];
      for (const [stretch, refusal] of stretches) {
        expect(await refusedPage(lists[name], stretch)).toMatch(refusal);
      }
    });

    it("refuses cursors that it did not give, and says so politely", async () => {
      const { edges } = await readPage(lists[name], { first: 1 });
      const own = JSON.parse(Buffer.from(edges[0]?.cursor ?? "", "base64url").toString()) as string[];
      const foreign = await readPage(lists[name === "users" ? "tokens" : "users"], { first: 1 });
      const cursors = [
        foreign.edges[0]?.cursor ?? "",
        forged(own[0], ...own.slice(1).map(() => "x")),
        forged(own[0], ...own.slice(1).map(() => "")),
        forged(own[0], ...own.slice(1).map(() => "-1e400")),
        forged(own[0], ...own.slice(1).map(() => 7)),
        forged(own[0], ...own.slice(1).map(() => "\u0000")),
        forged(...own, "1"),
        forged(own[0]),
        forged("other", ...own.slice(1)),
        forged({ toString: "x" }),
        forged(),
        Buffer.from("null").toString("base64url"),
        "AAAA",
      ];
      for (const cursor of cursors) {
        expect(await refusedPage(lists[name], { first: 1, after: cursor })).toBe(
          "BAD_USER_INPUT The cursor does not belong to this list in this order. Use a cursor from this list.",
        );
        expect(await refusedPage(lists[name], { last: 1, before: cursor })).toMatch(/^BAD_USER_INPUT /);
      }
      for (const cursor of ["", "no cursor", "ä", "A".repeat(10_000)]) {
        expect(await refusedPage(lists[name], { first: 1, after: cursor })).toMatch(
          /^BAD_USER_INPUT .*This is not a cursor\. Use a cursor from a list\.$/,
        );
      }
    });
  });

  it("refuses moments in forged cursors that are none", async () => {
    const { nodes } = await readPage(lists.users, { first: 1 });
    const id = Buffer.from(nodes[0]?.id ?? "", "base64")
      .toString()
      .replace("User:", "");
    for (const moment of [
      "2026-13-01",
      "2026-01-01 00:00+99",
      "2026-01-01 00:00 Nowhere/Town",
      "300000-01-01",
    ]) {
      const cursor = forged("users CREATED_AT", moment, id);
      expect(await refusedPage(lists.users, { first: 1, after: cursor })).toMatch(
        /^BAD_USER_INPUT The cursor/,
      );
    }
  });

  it("is itself beside others of one document that differ in one argument", async () => {
    const { reader } = lists.tokens;
    const orders = {
      tokens: ["CREATED_AT", "LAST_USED_AT", "NAME"],
      users: ["CREATED_AT", "LOGIN"],
      resources: ["CREATED_AT", "NAME"],
      channels: ["CREATED_AT", "NAME", "PRIORITY"],
    };
    for (const [name, fields] of Object.entries(orders)) {
      const asked = fields.flatMap((field) =>
        ["true", "false"].flatMap((descending) =>
          ["first: 3", "last: 3", "first: 4"].map(
            (stretch) =>
              `${name}(${stretch}, orderBy: { field: ${field}, descending: ${descending} }) { nodes { id } totalCount }`,
          ),
        ),
      );
      const alone: unknown[] = [];
      for (const field of asked) alone.push((await reader.query<{ one: unknown }>(`{ one: ${field} }`)).one);
      const together = await reader.query<Record<string, unknown>>(
        `{ ${asked.map((field, index) => `a${index}: ${field}`).join("\n")} }`,
      );
      expect(asked.map((_field, index) => together[`a${index}`])).toEqual(alone);
      expect(new Set(alone.map((page) => JSON.stringify(page))).size).toBeGreaterThan(asked.length / 2);
    }
  });

  it("refuses a cursor of another order of the same list", async () => {
    const { edges } = await readPage(lists["tokens by name"], { first: 1 });
    for (const name of ["tokens", "tokens by last use"] as const) {
      expect(await refusedPage(lists[name], { first: 1, after: edges[0]?.cursor ?? "" })).toMatch(
        /^BAD_USER_INPUT The cursor/,
      );
    }
  });
});

onOneStore("a list that is read while it changes", (world) => {
  it("neither skips nor repeats what was there all the time, when the cursor's row goes and others come", async () => {
    const seed = await world().seed();
    const logins = Array.from({ length: 12 }, (_, index) => `m${String(index).padStart(2, "0")}`);
    const ids: string[] = [];
    for (const login of logins) ids.push(await seed.user(login));
    const list = rootList(seed.admin, "users", "orderBy: { field: LOGIN }");
    const gone = new Set<string>();
    const read = await walk(list, 3, "forward", async (pages) => {
      const last = ids[pages * 3 - 1] ?? "";
      gone.add(last);
      await seed.admin.do("userDelete", { user: { id: last } }, "deletedId");
      // One before all, one just behind the cursor.
      await seed.user(`a${pages}`);
      await seed.user(`${logins[pages * 3 - 1]}x`);
    });
    const old = read.filter((id) => ids.includes(id));
    expect(old).toEqual(ids.filter((id) => read.includes(id)));
    expect(ids.filter((id) => !read.includes(id) && !gone.has(id))).toEqual([]);
    expect(new Set(read).size).toBe(read.length);
    // Those behind the cursor came in time to be seen.
    expect(read.length).toBeGreaterThan(ids.length);
  });

  it("keeps its place when the row of the cursor changes what the list is ordered by", async () => {
    const seed = await world().seed();
    const fobs = [];
    for (let index = 0; index < 6; index += 1) {
      const fob = await seed.fob();
      await seed.admin.do("tokenUpdate", { token: { id: fob.id }, name: `Fob ${index}` }, "__typename");
      fobs.push(fob.id);
    }
    const list = rootList(seed.admin, "tokens", "orderBy: { field: NAME }");
    const { pageInfo } = await readPage(list, { first: 2 });
    await seed.admin.do("tokenUpdate", { token: { id: fobs[1] }, name: "Zoo" }, "__typename");
    const rest = await readPage(list, { first: 10, after: pageInfo.endCursor });
    expect(getIds(rest)).toEqual([...fobs.slice(2), fobs[1]]);
  });
});

onOneStore("a list with nothing in it", (world) => {
  it("is an empty page", async () => {
    const { admin } = await world().seed();
    for (const name of ["users", "resources", "tokens", "assignments", "events"]) {
      for (const stretch of [{}, { first: 5 }, { last: 5 }]) {
        expect(await readPage(rootList(admin, name), stretch)).toEqual({
          edges: [],
          nodes: [],
          pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
          totalCount: 0,
        });
      }
    }
  });
});

onOneStore("a list by login", (world) => {
  it("gives cursors that it takes back, however long the logins are", async () => {
    const seed = await world().seed();
    const ids = [];
    for (const letter of ["京", "🦊", '"']) ids.push(await seed.user(letter.repeat(253)));
    const list = rootList(seed.admin, "users", "orderBy: { field: LOGIN }");
    expect((await walk(list, 1)).toSorted()).toEqual(ids.toSorted());
  });
});

onPostgresAlone("a forged cursor", (world) => {
  it("costs the server no connection, however often it is sent", async () => {
    const { database } = world();
    const { admin } = await world().seed();
    const readSessions = async () => {
      const rows = await database.query<{ pid: number }>(
        Prisma.sql`SELECT pid FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'tokenplane'`,
      );
      return rows.map(({ pid }) => pid);
    };
    const requests = 60;
    const cursor = forged("users CREATED_AT", "x", "x");
    const before = new Set(await readSessions());
    const opened = new Set<number>();
    for (let request = 0; request < requests; request += 1) {
      expect(await refusedPage(rootList(admin, "users"), { first: 1, after: cursor })).toMatch(
        /^BAD_USER_INPUT The cursor/,
      );
      for (const pid of await readSessions()) if (!before.has(pid)) opened.add(pid);
    }
    // A few are replaced at any time because of their age.
    expect(opened.size).toBeLessThan(requests / 3);
  });
});

onOneStore("node and nodes", (world) => {
  it("give anything of the account by its id, in the order asked, and null for what there is not", async () => {
    const [seed, other] = [await world().seed(), await world().seed()];
    const user = await seed.user("anna");
    const resource = await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna" });
    const link = await seed.link(fob.id, "VPN");
    const foreign = await other.user("anna");
    const gone = await seed.user("gone");
    await seed.admin.do("userDelete", { user: { id: gone } }, "deletedId");
    const lists = await seed.admin.query<{
      events: { nodes: { id: string }[] };
      apiKeys: { nodes: { id: string }[] };
    }>("{ events(first: 1) { nodes { id } } apiKeys(first: 1) { nodes { id } } }");
    const event = lists.events.nodes[0]?.id ?? "";
    const key = lists.apiKeys.nodes[0]?.id ?? "";
    const ids = [
      link,
      foreign,
      user,
      gone,
      seed.accountId,
      "",
      event,
      "x",
      resource,
      key,
      fob.id,
      user,
      other.accountId,
    ];
    const expected = [
      "Assignment",
      null,
      "User",
      null,
      "Account",
      null,
      "Event",
      null,
      "Resource",
      "ApiKey",
      "Token",
      "User",
      null,
    ];
    const { nodes } = await seed.admin.query<{ nodes: ({ type: string; id: string } | null)[] }>(
      "query ($ids: [ID!]!) { nodes(ids: $ids) { type: __typename id } }",
      { ids },
    );
    expect(nodes.map((node) => node?.type ?? null)).toEqual(expected);
    expect(nodes.map((node, index) => node?.id ?? ids[index])).toEqual(ids);
    for (const [index, id] of ids.entries()) {
      const { node } = await seed.admin.query<{ node: { type: string } | null }>(
        "query ($id: ID!) { node(id: $id) { type: __typename } }",
        { id },
      );
      expect(node?.type ?? null).toBe(expected[index]);
    }
  });

  it("take at most 100 ids", async () => {
    const seed = await world().seed();
    const id = await seed.user("anna");
    const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    const { nodes } = await seed.admin.query<{ nodes: object[] }>(query, {
      ids: Array<string>(100).fill(id),
    });
    expect(nodes).toHaveLength(100);
    const { data, errors } = await seed.admin.send(query, { ids: Array<string>(101).fill(id) });
    expect(data?.["nodes"]).toBeNull();
    expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["BAD_USER_INPUT"]);
  });
});

onOneStore("a moment", (world) => {
  it.each([
    "2026-01-31",
    "2026-01-31T08:00:00",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59-14:00",
    "soon",
    "",
  ])("is refused when it is written as %j", async (moment) => {
    const { admin } = await world().seed();
    const { data, errors } = await admin.send(
      "query ($at: DateTime) { tokens(filter: { usedAfter: $at }) { totalCount } }",
      { at: moment },
    );
    expect(data).toBeNull();
    expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["BAD_USER_INPUT"]);
    expect(errors[0]?.message).toContain("RFC 3339");
  });
});
