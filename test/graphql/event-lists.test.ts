import { beforeAll, expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { settled } from "../support/event-log.js";
import { inPieces } from "../support/in-pieces.js";
import { getList, readPage, rootList, walk } from "../support/lists.js";
import type { Device, Seed } from "../support/seed.js";
import { onEveryStore } from "../support/world.js";

onEveryStore("the events of an account", (world) => {
  let seed: Seed;
  let fob: Device;
  let anna: string;
  let helpdeskKey: string;
  let noon: string;
  const find = (filter: object) => seed.events(100, filter);

  beforeAll(async () => {
    seed = await world().seed();
    anna = await seed.user("Anna@Example.org");
    await seed.user("berta");
    await seed.resource("Office VPN");
    await seed.resource("Mail");
    fob = await seed.fob({ of: "anna@example.org", at: ["Office VPN"] });
    const other = await seed.fob({ of: "berta", at: ["Mail"] });
    world().clock.pass(3_600);
    noon = new Date(world().clock.now()).toISOString();
    const helpdesk = await seed.key("HELPDESK");
    await helpdesk.do("tokenDisable", { token: { id: other.id } }, "__typename");
    await seed.signIn({ login: "berta" }, "Mail", other.code());
    await seed.signIn({ login: "anna@example.org" }, "Office VPN", fob.code());
    const { apiKeys } = await seed.admin.query<{ apiKeys: { nodes: { id: string; name: string }[] } }>(
      "{ apiKeys { nodes { id name } } }",
    );
    helpdeskKey = apiKeys.nodes.find(({ name }) => name === "HELPDESK")?.id ?? "";
    const stranger = await world().seed();
    await stranger.user("anna@example.org");
  });

  it("come newest first", async () => {
    expect(await find({})).toEqual([
      "AUTHENTICATION_GRANTED",
      "AUTHENTICATION_DENIED TOKEN_DISABLED",
      "TOKEN_DISABLED",
      "API_KEY_CREATED",
      "TOKEN_LINKED",
      "TOKEN_ASSIGNED",
      "TOKEN_CREATED",
      "TOKEN_LINKED",
      "TOKEN_ASSIGNED",
      "TOKEN_CREATED",
      "RESOURCE_CREATED",
      "RESOURCE_CREATED",
      "USER_CREATED",
      "USER_CREATED",
    ]);
  });

  it("are found by type, and by no type not at all", async () => {
    expect(await find({ types: ["TOKEN_LINKED", "API_KEY_CREATED"] })).toEqual([
      "API_KEY_CREATED",
      "TOKEN_LINKED",
      "TOKEN_LINKED",
    ]);
    expect(await find({ types: ["ACCOUNT_DISABLED"] })).toEqual([]);
    expect(await find({ types: [] })).toEqual([]);
  });

  it("are found by token, user, resource and actor", async () => {
    const ofFob = ["AUTHENTICATION_GRANTED", "TOKEN_LINKED", "TOKEN_ASSIGNED", "TOKEN_CREATED"];
    expect(await find({ token: { id: fob.id } })).toEqual(ofFob);
    expect(await find({ token: { serialNumber: fob.name } })).toEqual(ofFob);
    const ofAnna = ["AUTHENTICATION_GRANTED", "TOKEN_LINKED", "TOKEN_ASSIGNED", "USER_CREATED"];
    expect(await find({ user: { login: "ANNA@example.ORG" } })).toEqual(ofAnna);
    expect(await find({ user: { id: anna } })).toEqual(ofAnna);
    expect(await find({ resource: { name: "Mail" } })).toEqual([
      "AUTHENTICATION_DENIED TOKEN_DISABLED",
      "TOKEN_LINKED",
      "RESOURCE_CREATED",
    ]);
    expect(await find({ actor: helpdeskKey })).toEqual(["TOKEN_DISABLED"]);
    expect(await find({ token: { id: fob.id }, resource: { name: "Mail" } })).toEqual([]);
    expect(await find({ user: { id: anna }, types: ["TOKEN_LINKED"], text: "office" })).toEqual([
      "TOKEN_LINKED",
    ]);
  });

  it("are not found by what does not exist", async () => {
    const nothing = [
      { token: { serialNumber: "none" } },
      { token: { id: anna } },
      { user: { login: "nobody" } },
      { user: { id: "x" } },
      { resource: { name: "none" } },
      { resource: { id: fob.id } },
      { actor: anna },
      { actor: "" },
    ];
    for (const filter of nothing) expect(await find(filter)).toEqual([]);
  });

  it("are found from one moment on and before another", async () => {
    expect(await find({ from: noon })).toHaveLength(4);
    expect(await find({ to: noon })).toHaveLength(10);
    expect(await find({ from: noon, to: noon })).toEqual([]);
    const eastern = noon.replace("13:00:00.000Z", "15:00:00+02:00");
    expect(eastern).not.toBe(noon);
    expect(await find({ from: eastern })).toHaveLength(4);
  });

  it.each<[string, string[]]>([
    ["SIGN-IN granted", ["AUTHENTICATION_GRANTED"]],
    ["anna Anmeldung", ["AUTHENTICATION_GRANTED"]],
    ["disab", ["AUTHENTICATION_DENIED TOKEN_DISABLED", "TOKEN_DISABLED"]],
    ["anna", ["AUTHENTICATION_GRANTED", "TOKEN_LINKED", "TOKEN_ASSIGNED", "USER_CREATED"]],
    ["anna@example.org", ["AUTHENTICATION_GRANTED", "TOKEN_LINKED", "TOKEN_ASSIGNED", "USER_CREATED"]],
    ["office", ["AUTHENTICATION_GRANTED", "TOKEN_LINKED", "RESOURCE_CREATED"]],
    ["vpn anna linked", ["TOKEN_LINKED"]],
    ["vpn berta", []],
    ["helpdesk", ["API_KEY_CREATED"]],
    ["granted", ["AUTHENTICATION_GRANTED"]],
    ["authentication_gr", ["AUTHENTICATION_GRANTED"]],
    ["api_key cre", ["API_KEY_CREATED"]],
    ["ffice", []],
    ["nothing of that", []],
    ["", []],
    ["… — !", []],
  ])("are found by the beginnings of words: %s", async (text, found) => {
    expect(await find({ text })).toEqual(found);
  });

  it("are found by a token's name and serial number, also by those it had then", async () => {
    const ofFob = ["AUTHENTICATION_GRANTED", "TOKEN_LINKED", "TOKEN_ASSIGNED", "TOKEN_CREATED"];
    expect(await find({ text: fob.name })).toEqual(ofFob);
    expect(await find({ text: fob.name.toLowerCase() })).toEqual(ofFob);
    expect(await find({ text: fob.name.slice(3) })).toEqual(ofFob);
    await seed.admin.do("tokenUpdate", { token: { id: fob.id }, name: "Yellow fob" }, "__typename");
    expect(await find({ text: "yellow" })).toEqual(["TOKEN_UPDATED"]);
    expect(await find({ text: fob.name })).toEqual(["TOKEN_UPDATED", ...ofFob]);
  });

  it("are also the events of each token, user and resource, which take the same filter", async () => {
    const read = async (type: string, by: string, args: string) => {
      const field = type.toLowerCase();
      const data = await seed.admin.query<
        Record<string, { events: { totalCount: number; nodes: { type: string }[] } }>
      >(`{ ${field}(by: { ${by} }) { events(${args}) { totalCount totalCountIsExact nodes { type } } } }`);
      const events = data[field]?.events;
      expect(events).toMatchObject({ totalCountIsExact: true });
      expect(events?.totalCount).toBe(events?.nodes.length);
      return events?.nodes.map((node) => node.type);
    };
    expect(
      await read("Token", `id: "${fob.id}"`, 'filter: { types: [TOKEN_CREATED], text: "created" }'),
    ).toEqual(["TOKEN_CREATED"]);
    expect(await read("User", 'login: "anna@example.org"', `filter: { from: "${noon}" }`)).toEqual([
      "TOKEN_UPDATED",
      "AUTHENTICATION_GRANTED",
    ]);
    expect(await read("Resource", 'name: "Office VPN"', 'filter: { user: { login: "berta" } }')).toEqual([]);
    expect(await read("Resource", 'name: "Mail"', "filter: {}")).toEqual([
      "AUTHENTICATION_DENIED",
      "TOKEN_LINKED",
      "RESOURCE_CREATED",
    ]);
  });

  it("can each be read by id, with the cursor that the list gives it", async () => {
    // Until then, an event has the cursor of an earlier place, so that a subscriber misses nothing.
    await settled(world());
    const { events } = await seed.admin.query<{
      events: { edges: { cursor: string; node: { id: string; cursor: string; summary: string } }[] };
    }>("{ events(first: 100) { edges { cursor node { id cursor summary } } } }");
    for (const { cursor, node } of events.edges) {
      expect(node.cursor).toBe(cursor);
      const data = await seed.admin.query(
        "query ($id: ID!) { node(id: $id) { ... on Event { id cursor summary } } }",
        {
          id: node.id,
        },
      );
      expect(data).toEqual({ node });
    }
  });
});

onEveryStore("events of what was deleted", (world) => {
  it("stay, are found by its id and by its names, and still tell them", async () => {
    const seed = await world().seed();
    const user = await seed.user("anna");
    const resource = await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    await seed.admin.do("tokenDelete", { token: { id: fob.id } }, "deletedId");
    await seed.admin.do("userDelete", { user: { id: user } }, "deletedId");
    await seed.admin.do("resourceDelete", { resource: { id: resource } }, "deletedId");
    const ofToken = ["TOKEN_DELETED", "TOKEN_LINKED", "TOKEN_ASSIGNED", "TOKEN_CREATED"];
    const ofUser = ["USER_DELETED", "TOKEN_DELETED", "TOKEN_LINKED", "TOKEN_ASSIGNED", "USER_CREATED"];
    const ofResource = ["RESOURCE_DELETED", "TOKEN_LINKED", "RESOURCE_CREATED"];
    expect(await seed.events(100, { token: { id: fob.id } })).toEqual(ofToken);
    expect(await seed.events(100, { user: { id: user } })).toEqual(ofUser);
    expect(await seed.events(100, { resource: { id: resource } })).toEqual(ofResource);
    expect(await seed.events(100, { text: fob.name })).toEqual(ofToken);
    expect(await seed.events(100, { text: "anna" })).toEqual(ofUser);
    expect(await seed.events(100, { text: "vpn" })).toEqual(ofResource);
    const { events } = await seed.admin.query<{ events: { nodes: object[] } }>(
      "{ events(filter: { types: [TOKEN_LINKED] }) { nodes { token { id } user { id } resource { id } tokenName userLogin resourceName } } }",
    );
    expect(events.nodes).toEqual([
      {
        token: null,
        user: null,
        resource: null,
        tokenName: fob.name,
        userLogin: "anna",
        resourceName: "VPN",
      },
    ]);
    // Another thing of the same name is another thing.
    const again = await seed.user("anna");
    expect(await seed.events(100, { user: { login: "anna" } })).toEqual(["USER_CREATED"]);
    expect(await seed.events(100, { user: { id: again } })).toEqual(["USER_CREATED"]);
  });

  it("tell names as they were, also when they change later", async () => {
    const seed = await world().seed();
    const user = await seed.user("anna");
    await seed.admin.do("userUpdate", { user: { id: user }, login: "anna.mueller" }, "__typename");
    const { events } = await seed.admin.query<{ events: { nodes: object[] } }>(
      "{ events { nodes { userLogin user { login } } } }",
    );
    expect(events.nodes).toEqual([
      { userLogin: "anna.mueller", user: { login: "anna.mueller" } },
      { userLogin: "anna", user: { login: "anna.mueller" } },
    ]);
  });
});

onEveryStore("reading events while new ones arrive", (world) => {
  it("neither skips nor repeats any that were there when the reading began", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    const fob = await seed.fob({ at: ["VPN"] });
    for (let index = 0; index < 12; index += 1) await seed.user(`user${index}`);
    const disturb = async () => {
      await Promise.all([
        seed.admin.do("tokenDisable", { token: { id: fob.id } }, "__typename"),
        seed.signIn({ token: fob.id }, "VPN", "000000"),
      ]);
      await seed.admin.do("tokenEnable", { token: { id: fob.id } }, "__typename");
    };
    for (const list of [rootList(seed.admin, "events"), getList(seed.admin, "Token", fob.id, "events")]) {
      const before = await walk(list, 100);
      expect(await walk(list, 3, "forward", disturb)).toEqual(before);
      const after = await walk(list, 100);
      expect(after.length).toBeGreaterThan(before.length);
      expect(after.slice(-before.length)).toEqual(before);
    }
  });

  it("shows what came since with `before` the newest cursor that was seen", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    const list = rootList(seed.admin, "events");
    const seen = (await readPage(list, { first: 1 })).pageInfo.startCursor;
    await seed.user("berta");
    await seed.user("carl");
    const { nodes } = await readPage(list, { first: 100 });
    const since = await readPage(list, { last: 100, before: seen });
    expect(since.nodes).toEqual(nodes.slice(0, 2));
  });
});

onEveryStore("counting events", (world) => {
  it("stops at 10,000, and says so", async () => {
    const seed = await world().seed();
    const id = await seed.user("anna");
    const uuid = (globalId: string) => Buffer.from(globalId, "base64").toString().replace(/^\w+:/, "");
    const add = (count: number) =>
      world().database.query(Prisma.sql`
        INSERT INTO events (account_id, id, epoch, type, occurred_at, actor_kind, actor_name, user_id, user_login,
          correlation_id, changes, summary, search)
        SELECT ${uuid(seed.accountId)}::uuid, gen_random_uuid(), 1, 'USER_UPDATED', ${new Date(world().clock.now())},
          'SYSTEM', 'test', ${uuid(id)}::uuid, 'anna', 'test', '[]', 'User anna changed.', ARRAY['anna']
        FROM generate_series(1, ${count}::int)`);
    const count = async (filter = "") => {
      const { events, user } = await seed.admin.query<{ events: object; user: { events: object } }>(`{
        events(first: 1 ${filter}) { totalCount totalCountIsExact }
        user(by: { login: "anna" }) { events(first: 1 ${filter}) { totalCount totalCountIsExact } } }`);
      expect(user.events).toEqual(events);
      return events;
    };
    expect(await count()).toEqual({ totalCount: 1, totalCountIsExact: true });
    await inPieces(9_999, (from, to) => add(to - from + 1));
    expect(await count()).toEqual({ totalCount: 10_000, totalCountIsExact: true });
    await add(1);
    expect(await count()).toEqual({ totalCount: 10_000, totalCountIsExact: false });
    expect(await count("filter: { types: [USER_CREATED] }")).toEqual({
      totalCount: 1,
      totalCountIsExact: true,
    });
    expect(await count('filter: { text: "anna" }')).toEqual({ totalCount: 10_000, totalCountIsExact: false });
    const updated = "filter: { types: [USER_UPDATED] }";
    expect(await count(updated)).toEqual({ totalCount: 10_000, totalCountIsExact: true });
    await add(1);
    expect(await count(updated)).toEqual({ totalCount: 10_000, totalCountIsExact: false });
    // All of them can still be read.
    const { nodes, pageInfo } = await readPage(rootList(seed.admin, "events"), { last: 2 });
    expect(nodes).toHaveLength(2);
    expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });
});
