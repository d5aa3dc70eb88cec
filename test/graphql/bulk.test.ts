import { expect, it } from "vitest";
import { grant, setPolicy } from "../support/bypass.js";
import { inBulk, getTokens } from "../support/bulk.js";
import { getConsole } from "../support/administrators.js";
import { getContents } from "../support/contents.js";
import type { Device, Seed } from "../support/seed.js";
import { getStatements } from "../support/statements.js";
import { byTier, someByTier } from "../support/tier.js";
import { onOneStore, type World } from "../support/world.js";

const SKIP = { onRefusal: "SKIP" };
const everywhere = { scope: { everywhere: true }, duration: "HOUR_1" };

/** Users with a fob each at VPN. */
async function people(world: World, logins: readonly string[]): Promise<{ seed: Seed; fobs: Device[] }> {
  const seed = await world.seed();
  for (const name of ["VPN", "Mail"]) await seed.resource(name);
  const fobs: Device[] = [];
  for (const login of logins) {
    await seed.user(login);
    fobs.push(await seed.fob({ of: login, at: ["VPN"] }));
  }
  return { seed, fobs };
}

/** A bulk mutation, items for fobs that each can be done, and the events of each item. */
interface Example {
  readonly name: string;
  readonly events: readonly string[];
  readonly items: (seed: Seed, fobs: readonly Device[]) => Promise<readonly object[]>;
  /** An item that is refused; by default one about an object of another account, which is not found. */
  readonly refused?: { readonly item: object; readonly code: string };
}

const link = ({ id }: Device, name: string) => ({ link: { token: { id }, resource: { name } } });

/** A user beside each fob. */
async function usersBeside({ admin }: Seed, fobs: readonly Device[]): Promise<object[]> {
  const items: object[] = [];
  for (const { name } of fobs) {
    const login = `beside-${name}`;
    const { user } = await admin.do<{ user: { id: string } }>("userCreate", { login }, "user { id }");
    items.push({
      user: { [items.length % 2 === 0 ? "id" : "login"]: items.length % 2 === 0 ? user.id : login },
    });
  }
  return items;
}

const EXAMPLES: readonly Example[] = [
  {
    name: "usersCreate",
    events: ["USER_CREATED"],
    items: (_seed, fobs) => Promise.resolve(fobs.map(({ name }) => ({ login: `new-${name}` }))),
    refused: { item: { login: "Anna" }, code: "ALREADY_EXISTS" },
  },
  {
    name: "usersUpdate",
    events: ["USER_UPDATED"],
    items: async (seed, fobs) =>
      (await usersBeside(seed, fobs)).map((item) => ({ ...item, firstName: "Anna", email: "a@example.com" })),
  },
  { name: "usersDelete", events: ["USER_DELETED"], items: usersBeside },
  {
    name: "tokensEnable",
    events: ["TOKEN_ENABLED"],
    items: async ({ admin }, fobs) => {
      await inBulk(admin, "tokensDisable", getTokens(fobs));
      return getTokens(fobs);
    },
  },
  { name: "tokensDisable", events: ["TOKEN_DISABLED"], items: async (_seed, fobs) => getTokens(fobs) },
  { name: "tokensDelete", events: ["TOKEN_DELETED"], items: async (_seed, fobs) => getTokens(fobs) },
  {
    name: "tokensAssign",
    events: ["USER_CREATED", "TOKEN_UNASSIGNED", "TOKEN_ASSIGNED"],
    items: async ({ admin }, fobs) => {
      const { users } = await admin.query<{ users: { nodes: { login: string; tokens: object }[] } }>(
        "{ users { nodes { login tokens { nodes { id } } } } }",
      );
      const getHolder = ({ id }: Device) =>
        users.nodes.find(({ tokens }) => JSON.stringify(tokens).includes(id))?.login ?? "";
      return fobs.map((fob) => ({
        token: { id: fob.id },
        from: { login: getHolder(fob) },
        to: { newUser: { login: `next-${getHolder(fob)}` } },
      }));
    },
  },
  { name: "tokensUnassign", events: ["TOKEN_UNASSIGNED"], items: async (_seed, fobs) => getTokens(fobs) },
  {
    name: "tokensBypassGrant",
    events: ["BYPASS_GRANTED"],
    items: async (_seed, fobs) => getTokens(fobs).map((token) => ({ ...token, ...everywhere })),
  },
  {
    name: "tokensBypassRevoke",
    events: ["BYPASS_REVOKED"],
    items: async ({ admin }, fobs) => {
      const items: object[] = [];
      for (const { id } of fobs) {
        const bypass = await grant(admin, id, "VPN", "PERMANENT");
        items.push({ bypass: items.length % 2 === 0 ? { id: bypass.id } : { token: { id } } });
      }
      return items;
    },
  },
  {
    name: "assignmentsCreate",
    events: ["TOKEN_LINKED"],
    items: async (_seed, fobs) =>
      getTokens(fobs).map((token) => ({ ...token, to: { resource: { name: "Mail" } } })),
  },
  {
    name: "assignmentsDelete",
    events: ["TOKEN_UNLINKED"],
    items: async (_seed, fobs) => fobs.map((fob) => ({ assignment: link(fob, "VPN") })),
  },
];

/** Gives users a role, those of them that there are not yet are made. */
async function haveRole({ admin }: Seed, ...logins: readonly string[]): Promise<void> {
  for (const login of logins) {
    const { user } = await admin.query<{ user: object | null }>(
      "query ($login: String!) { user(by: { login: $login }) { id } }",
      { login },
    );
    const to = user === null ? { newUser: { login } } : { user: { login } };
    await admin.do("administratorCreate", { to, role: "AUDITOR" }, "__typename");
  }
}

async function getEvents({ admin }: Seed, count: number) {
  const { events } = await admin.query<{
    events: {
      nodes: { type: string; tokenName: string | null; userLogin: string | null; correlationId: string }[];
    };
  }>("query ($first: Int) { events(first: $first) { nodes { type tokenName userLogin correlationId } } }", {
    first: count,
  });
  return events.nodes.toReversed();
}

onOneStore("a bulk mutation", (world) => {
  it.each(EXAMPLES)(
    "$name does every item, in order, each with its event",
    async ({ name, events, items }) => {
      const { seed, fobs } = await people(world(), ["anna", "bert", "cora"]);
      const asked = await items(seed, fobs);
      expect(await inBulk(seed.admin, name, asked)).toEqual({
        results: ["done", "done", "done"],
        refused: [],
      });
      const reported = await getEvents(seed, 3 * events.length);
      expect(reported.map(({ type }) => type)).toEqual([...events, ...events, ...events]);
      const subjects = reported.map(({ tokenName, userLogin }) =>
        name.startsWith("users") ? userLogin?.replace(/^\w+-/, "") : tokenName,
      );
      const named = subjects.filter((one) => one !== null);
      expect([...new Set(named)]).toEqual(fobs.map((fob) => fob.name));
      expect(new Set(reported.map(({ correlationId }) => correlationId)).size).toBe(1);
    },
  );

  it.each(someByTier(EXAMPLES))(
    "$name with refused items does nothing, and lists each",
    async ({ name, items, refused: own }) => {
      const { seed, fobs } = await people(world(), ["anna", "bert"]);
      const other = await people(world(), ["anna"]);
      const asked = await items(seed, fobs);
      const [foreign] = own === undefined ? await items(other.seed, other.fobs) : [own.item];
      const code = own?.code ?? "NOT_FOUND";
      const before = await getContents(world());
      const { results, refused } = await inBulk(
        seed.admin,
        name,
        [asked[0], foreign, asked[1], foreign].map((item) => item ?? {}),
        { idempotencyKey: "all" },
      );
      expect(results).toBeNull();
      expect(refused).toEqual([
        expect.stringMatching(new RegExp(`^${code} 1\\b`)),
        expect.stringMatching(new RegExp(`^${code} 3\\b`)),
      ]);
      expect(await getContents(world())).toEqual(before);
    },
  );

  it.each(EXAMPLES)(
    "$name that skips does the others",
    { tags: "deep" },
    async ({ name, events, items, refused: own }) => {
      const { seed, fobs } = await people(world(), ["anna", "bert"]);
      const other = await people(world(), ["anna"]);
      const asked = await items(seed, fobs);
      const [foreign] = own === undefined ? await items(other.seed, other.fobs) : [own.item];
      const code = own?.code ?? "NOT_FOUND";
      const before = await getContents(world(), other.seed.accountId);
      const list = [foreign, asked[0], foreign, asked[1]].map((item) => item ?? {});
      const { results } = await inBulk(seed.admin, name, list, SKIP);
      expect(results).toEqual([
        expect.stringMatching(new RegExp(`^${code} 0\\b`)),
        "done",
        expect.stringMatching(new RegExp(`^${code} 2\\b`)),
        "done",
      ]);
      const reported = await getEvents(seed, 2 * events.length);
      expect(reported.map(({ type }) => type)).toEqual([...events, ...events]);
      expect(await getContents(world(), other.seed.accountId)).toEqual(before);
    },
  );

  it.each(someByTier(EXAMPLES.filter(({ name }) => name !== "usersCreate")))(
    "$name refuses what is an administrator's by itself when it skips, and otherwise does nothing and says which item it is",
    async ({ name, events, items }) => {
      const { seed, fobs } = await people(world(), ["anna", "ada", "bert"]);
      const asked = await items(seed, fobs);
      await haveRole(seed, "ada", `beside-${fobs[1]?.name}`);
      const provisioner = await seed.key("PROVISIONER");
      await provisioner.query("{ viewer { role } }");
      const before = await getContents(world(), seed.accountId);
      const type = name.charAt(0).toUpperCase() + name.slice(1);
      const { data, errors } = await provisioner.send(
        `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename } }`,
        { input: { items: asked } },
      );
      expect(data).toEqual({ [name]: null });
      expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["FORBIDDEN"]);
      expect(errors[0]?.message).toMatch(
        /^The role PROVISIONER may not .* the item with the index 1 was refused\./,
      );
      expect(await getContents(world(), seed.accountId)).toEqual(before);
      expect((await inBulk(provisioner, name, asked, SKIP)).results).toEqual([
        "done",
        "POLICY_REFUSED 1",
        "done",
      ]);
      const reported = await getEvents(seed, 2 * events.length);
      expect(reported.map(({ type: one }) => one)).toEqual([...events, ...events]);
    },
  );

  it("refuses links to the console in the same way", async () => {
    const { seed, fobs } = await people(world(), ["anna", "bert"]);
    await haveRole(seed, "ada");
    const id = (await getConsole(seed)).id;
    const helpdesk = await seed.key("HELPDESK");
    const linkTo = (resource: object) => ({ ...getTokens(fobs)[0], to: { resource } });
    const items = [linkTo({ id }), linkTo({ name: "Mail" })];
    const { results } = await inBulk(helpdesk, "assignmentsCreate", items, SKIP);
    expect(results).toEqual(["POLICY_REFUSED 0", "done"]);
    await seed.admin.do("assignmentCreate", linkTo({ id }), "__typename");
    const unlinked = [{ id }, { name: "VPN" }].map((resource) => ({
      assignment: { link: { ...getTokens(fobs)[0], resource } },
    }));
    const taken = await inBulk(helpdesk, "assignmentsDelete", unlinked, SKIP);
    expect(taken.results).toEqual(["POLICY_REFUSED 0", "done"]);
  });

  it("that its role may not use at all, or with an input that it may not use, is FORBIDDEN also when it skips", async () => {
    const { seed, fobs } = await people(world(), ["anna"]);
    const helpdesk = await seed.key("HELPDESK");
    const to = { newUser: { login: "dora" } };
    for (const [name, item] of [
      ["TokensDelete", getTokens(fobs)[0]],
      ["TokensAssign", { ...getTokens(fobs)[0], to }],
    ] as const) {
      const field = name.charAt(0).toLowerCase() + name.slice(1);
      const { errors } = await helpdesk.send(
        `mutation ($input: ${name}Input!) { ${field}(input: $input) { __typename } }`,
        { input: { items: [item], ...SKIP } },
      );
      expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["FORBIDDEN"]);
    }
  });

  it.each(someByTier(EXAMPLES))(
    "$name sends so many statements for each item at most",
    async ({ name, items }) => {
      const logins = Array.from({ length: byTier(6, 12) }, (_, index) => `user${index}`);
      const { seed, fobs } = await people(world(), logins);
      const asked = await items(seed, fobs);
      const sent = async (some: readonly object[]) =>
        (await getStatements(world(), () => inBulk(seed.admin, name, some))).length;
      const few = await sent(asked.slice(0, 2));
      const many = await sent(asked.slice(2));
      // On PGlite what Prisma sends goes through the transaction, and is not seen.
      if (world().store === "PGlite") return;
      const forEach = (many - few) / (asked.length - 4);
      expect(forEach).toBeGreaterThan(1);
      expect(forEach).toBeLessThanOrEqual(16);
    },
  );

  it("sees in each item what those before it did", async () => {
    const { seed, fobs } = await people(world(), ["anna", "bert"]);
    const { admin } = seed;
    const [token] = getTokens(fobs);
    const twice = async (name: string, first: object, second = first) =>
      (
        await inBulk(
          admin,
          name,
          [first, second].map((item) => ({ ...token, ...item })),
          SKIP,
        )
      ).results;
    expect(await twice("tokensDisable", {})).toEqual(["done", "done"]);
    expect(await seed.events(1, { types: ["TOKEN_DISABLED"] })).toHaveLength(1);
    const bert = { to: { user: { login: "bert" } } };
    expect(await twice("tokensAssign", { ...bert, from: { login: "anna" } }, bert)).toEqual([
      "USER_HAS_TOKEN_AT_RESOURCE 0.to",
      "ALREADY_ASSIGNED 1.token",
    ]);
    expect(await twice("tokensUnassign", {})).toEqual(["done", "done"]);
    const dora = { to: { newUser: { login: "dora" } } };
    expect(await twice("tokensAssign", dora)).toEqual(["done", "ALREADY_EXISTS 1.to.newUser.login"]);
    const mail = { to: { resource: { name: "Mail" } } };
    expect(await twice("assignmentsCreate", mail)).toEqual(["done", "ALREADY_EXISTS 1.to"]);
    expect(await twice("tokensBypassGrant", everywhere)).toEqual(["done", "done"]);
    const running = "{ bypasses(filter: { running: true }) { totalCount } }";
    expect(await admin.query(running)).toEqual({ bypasses: { totalCount: 1 } });
    const revoked = [{ bypass: token }, { bypass: token }].map((item) => item);
    expect((await inBulk(admin, "tokensBypassRevoke", revoked)).results).toEqual(["done", "done"]);
    const unlinked = { assignment: { link: { ...token, resource: { name: "Mail" } } } };
    expect((await inBulk(admin, "assignmentsDelete", [unlinked, unlinked], SKIP)).results).toEqual([
      "done",
      "NOT_FOUND 1.assignment",
    ]);
    expect(await twice("tokensDelete", {})).toEqual(["done", "NOT_FOUND 1.token"]);
  });

  it("leaves no trace of a refused item, of what it did before it was refused neither", async () => {
    const { seed, fobs } = await people(world(), ["anna", "bert", "cora"]);
    const [first, second, third] = getTokens(fobs);
    const items = [
      // Its user is created before it turns out whose the token is.
      { ...first, to: { newUser: { login: "dora" } } },
      { ...second, to: { newUser: { login: "emil" } }, from: { login: "bert" } },
      { ...third, to: { user: { login: "anna" } }, from: { login: "cora" } },
    ];
    const refusals = ["ALREADY_ASSIGNED 0.token", "USER_HAS_TOKEN_AT_RESOURCE 2.to"];
    const before = await getContents(world(), seed.accountId);
    expect((await inBulk(seed.admin, "tokensAssign", items)).refused).toEqual(refusals);
    expect(await getContents(world(), seed.accountId)).toEqual(before);
    expect((await inBulk(seed.admin, "tokensAssign", items, SKIP)).results).toEqual([
      refusals[0],
      "done",
      refusals[1],
    ]);
    const { users } = await seed.admin.query<{ users: { nodes: { login: string }[] } }>(
      "{ users { nodes { login } } }",
    );
    expect(users.nodes.map(({ login }) => login).toSorted()).toEqual(["anna", "bert", "cora", "emil"]);
    expect(await seed.events(4)).toEqual([
      "TOKEN_ASSIGNED",
      "TOKEN_UNASSIGNED",
      "USER_CREATED",
      "TOKEN_LINKED",
    ]);
    const { account } = await seed.admin.query<{ account: { plan: { users: { used: number } } } }>(
      "{ account { plan { users { used } } } }",
    );
    expect(account.plan.users.used).toBe(4);
  });

  it("of users sees in each item what those before it did, and keeps the quota", async () => {
    const seed = await world().operator.do<{ firstAdminKey: string }>(
      "accountCreate",
      { name: "Small", plan: { tokens: 3, users: 2, resources: 2 } },
      "firstAdminKey",
    );
    const admin = world().as(seed.firstAdminKey);
    const bulk = async (name: string, items: readonly object[]) =>
      (await inBulk(admin, name, items, SKIP)).results;
    const [anna, bert] = [{ user: { login: "anna" } }, { user: { login: "bert" } }];
    const logins = ["anna", "Anna", "bert", "cora"].map((login) => ({ login }));
    expect(await bulk("usersCreate", logins)).toEqual([
      "done",
      "ALREADY_EXISTS 1.login",
      "done",
      "QUOTA_EXCEEDED 3",
    ]);
    // A login that becomes free is taken by the next.
    const changes = [
      { ...anna, login: "bert" },
      { ...anna, login: "cora" },
      { ...bert, login: "anna" },
      { ...bert, firstName: "Bert" },
      { ...anna, email: "no address" },
    ];
    expect(await bulk("usersUpdate", changes)).toEqual([
      "ALREADY_EXISTS 0.login",
      "done",
      "done",
      "NOT_FOUND 3.user",
      "VALIDATION_FAILED 4.email",
    ]);
    expect(await bulk("usersDelete", [anna, anna])).toEqual(["done", "NOT_FOUND 1.user"]);
    expect(await bulk("usersCreate", [{ login: "dora" }])).toEqual(["done"]);
    expect(await admin.query("{ users { nodes { login } } account { plan { users { used } } } }")).toEqual({
      users: { nodes: expect.arrayContaining([{ login: "cora" }, { login: "dora" }]) },
      account: { plan: { users: { used: 2 } } },
    });
  });

  it("asks the bypass policy for every item", async () => {
    const { seed, fobs } = await people(world(), ["anna", "bert"]);
    await setPolicy(seed.admin, "Mail", "HOURS_8", { reasonRequired: true });
    const scope = { resource: { name: "Mail" } };
    const [first, second] = getTokens(fobs).map((token) => ({ ...token, scope }));
    const items = [
      { ...first, duration: "HOURS_8", reason: "travels" },
      { ...second, duration: "HOURS_12", reason: "travels" },
      { ...second, duration: "HOURS_8" },
    ];
    expect((await inBulk(seed.admin, "tokensBypassGrant", items, SKIP)).results).toEqual([
      "done",
      "POLICY_REFUSED 1.duration",
      "POLICY_REFUSED 2.reason",
    ]);
    await setPolicy(seed.admin, "Mail", "HOURS_8", { grantedBy: ["HELPDESK"] });
    expect((await inBulk(seed.admin, "tokensBypassGrant", items.slice(0, 1))).refused).toEqual([
      "POLICY_REFUSED 0",
    ]);
  });

  it("keeps the quota: what is deleted makes room, and what finds none is refused", async () => {
    const seed = await world().operator.do<{ account: { id: string }; firstAdminKey: string }>(
      "accountCreate",
      { name: "Small", plan: { tokens: 3, users: 2, resources: 2 } },
      "account { id } firstAdminKey",
    );
    const admin = world().as(seed.firstAdminKey);
    const model = { hardware: { slim: { periodSeconds: 30 } } };
    const fobs: { id: string }[] = [];
    const create = (name: string) =>
      admin.mutate<{ token: { id: string } }>("tokenCreate", { name, model }, "token { id }");
    for (const name of ["a", "b", "c"]) fobs.push((await create(name)).token);
    expect((await create("d")).code).toBe("QUOTA_EXCEEDED");
    const items = getTokens(fobs).map((token, index) => ({
      ...token,
      to: { newUser: { login: `user${index}` } },
    }));
    expect((await inBulk(admin, "tokensAssign", items)).refused).toEqual(["QUOTA_EXCEEDED 2"]);
    expect((await inBulk(admin, "tokensAssign", items, SKIP)).results?.slice(0, 2)).toEqual(["done", "done"]);
    const used = () => admin.query("{ account { plan { tokens { used } users { used } } } }");
    expect(await used()).toEqual({ account: { plan: { tokens: { used: 3 }, users: { used: 2 } } } });
    const gone = [...getTokens(fobs.slice(0, 2)), ...getTokens(fobs.slice(0, 1))];
    expect((await inBulk(admin, "tokensDelete", gone, SKIP)).results?.slice(0, 2)).toEqual(["done", "done"]);
    expect(await used()).toEqual({ account: { plan: { tokens: { used: 1 }, users: { used: 2 } } } });
    for (const name of ["d", "e"]) expect((await create(name)).code).toBeUndefined();
    expect((await create("f")).code).toBe("QUOTA_EXCEEDED");
  });

  it("under an idempotency key does nothing twice, and gives every result again", async () => {
    const { seed, fobs } = await people(world(), ["anna", "bert"]);
    const items = [...getTokens(fobs), { token: { serialNumber: "none" } }];
    const more = { ...SKIP, idempotencyKey: "lost" };
    const first = await inBulk(seed.admin, "tokensDisable", items, more);
    expect(first.results).toEqual(["done", "done", "NOT_FOUND 2.token"]);
    await inBulk(seed.admin, "tokensEnable", getTokens(fobs));
    const before = await getContents(world(), seed.accountId);
    expect(await inBulk(seed.admin, "tokensDisable", items, more)).toEqual(first);
    expect((await inBulk(seed.admin, "tokensDisable", items.slice(1), more)).refused).toEqual([
      "IDEMPOTENCY_CONFLICT idempotencyKey",
    ]);
    expect(await getContents(world(), seed.accountId)).toEqual(before);
  });

  const none = (count: number) => Array.from({ length: count }, () => ({ token: { serialNumber: "none" } }));

  it("takes no item, and not more than 1,000", async () => {
    const { seed } = await people(world(), []);
    expect(await inBulk(seed.admin, "tokensEnable", [])).toEqual({ results: [], refused: [] });
    expect((await inBulk(seed.admin, "tokensEnable", none(1_001))).refused).toEqual(["VALIDATION_FAILED"]);
  });

  it("takes 1,000 items; what it asks for counts for each", { tags: "deep" }, async () => {
    const { seed } = await people(world(), []);
    expect((await inBulk(seed.admin, "tokensEnable", none(1_000))).refused).toHaveLength(1_000);
    const results = `results { ... on TokenEnablePayload { token { name user { login email } } } }`;
    const document = (times: number) => {
      const fields = Array.from(
        { length: times },
        (_, index) =>
          `_${index}: tokensEnable(input: { items: $items }) { ... on TokensEnablePayload { ${results} } }`,
      );
      return `mutation ($items: [TokenEnableItem!]!) { ${fields.join(" ")} }`;
    };
    const codes = async (times: number) =>
      (await seed.admin.send(document(times), { items: none(1_000) })).errors.map(
        ({ extensions }) => extensions?.["code"],
      );
    expect(await codes(2)).toEqual([]);
    expect([...new Set(await codes(5))]).toEqual(["COST_LIMIT_EXCEEDED"]);
  });
});

onOneStore("bulk mutations at once", (world) => {
  /** The embedded database does one after the other: of too many, the last would wait too long on a busy machine. */
  const callsAtOnce = () => (world().store === "PGlite" ? 4 : 12);

  it("about the same users in opposite orders wait for each other, and neither has to begin again", async () => {
    const seed = await world().seed();
    const logins = Array.from({ length: 12 }, (_, index) => `user${index}`);
    for (const login of logins) await seed.user(login);
    const users = logins.map((login) => ({ user: { login } }));
    const call = async (_: unknown, turn: number) => {
      const ordered = turn % 2 === 0 ? users : users.toReversed();
      if (turn % 3 === 2) return inBulk(seed.admin, "usersDelete", ordered, SKIP);
      const named = ordered.map((item) => ({ ...item, firstName: `Turn ${turn}` }));
      return inBulk(seed.admin, "usersUpdate", named, SKIP);
    };
    const calls = callsAtOnce();
    let results: (readonly string[])[] = [];
    const statements = await getStatements(world(), async () => {
      const answers = await Promise.all(Array.from({ length: calls }, call));
      results = answers.map((answer) => answer.results ?? []);
    });
    if (world().store === "PostgreSQL") {
      expect(statements.filter((text) => text === "BEGIN")).toHaveLength(calls);
    }
    // Those who came first deleted them all; nobody met a user that was half there.
    for (const result of results) expect(new Set(result.map((one) => one.split(" ")[0])).size).toBe(1);
    expect(results.every((result) => result.length === 12)).toBe(true);
    expect(await seed.admin.query("{ users { totalCount } }")).toEqual({ users: { totalCount: 0 } });
  });

  it("about the same tokens in opposite orders wait for each other, and neither has to begin again", async () => {
    const logins = Array.from({ length: 12 }, (_, index) => `user${index}`);
    const { seed, fobs } = await people(world(), logins);
    const items = getTokens(fobs);
    const calls = callsAtOnce();
    const statements = await getStatements(world(), () =>
      Promise.all(
        Array.from({ length: calls }, async (_, turn) => {
          const name = turn % 3 === 0 ? "tokensEnable" : "tokensDisable";
          const { results } = await inBulk(seed.admin, name, turn % 2 === 0 ? items : items.toReversed());
          expect(results).toEqual(items.map(() => "done"));
        }),
      ),
    );
    if (world().store === "PostgreSQL") {
      expect(statements.filter((text) => text === "BEGIN")).toHaveLength(calls);
    }
  });
});
