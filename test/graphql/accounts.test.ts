import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { Api } from "../support/api.js";
import { getContents } from "../support/contents.js";
import { Seed } from "../support/seed.js";
import { onOneNewStore, onOneStore, type World } from "../support/world.js";

interface Quota {
  readonly used: number;
  readonly limit: number;
}

interface Account {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly plan: { readonly tokens: Quota; readonly users: Quota; readonly resources: Quota };
}

interface Plan {
  readonly tokens: number;
  readonly users: number;
  readonly resources: number;
}

const FIELDS = "id name enabled plan { tokens { used limit } users { used limit } resources { used limit } }";
const SMALL = { tokens: 3, users: 2, resources: 1 };

/** An app's token, of which creation asks for nothing but a name. */
const APP = { software: { googleAuthenticator: {} } };

/** An account with a small plan. */
function small({ operator, clock }: World, plan: Partial<Plan> = {}): Promise<Seed> {
  return Seed.account(operator, clock, { ...SMALL, ...plan });
}

function create(operator: Api, fields: object) {
  return operator.do<{ account: Account; firstAdminKey: string | null }>(
    "accountCreate",
    { name: "Example Ltd", plan: SMALL, ...fields },
    `account { ${FIELDS} } firstAdminKey`,
  );
}

/** The account as its own administrator sees it. */
async function ownAccount(admin: Api): Promise<Account> {
  const { account } = await admin.query<{ account: Account }>(`{ account { ${FIELDS} } }`);
  return account;
}

/** What is in use of the plan. */
async function used({ admin }: Seed): Promise<Plan> {
  const { tokens, users, resources } = (await ownAccount(admin)).plan;
  return { tokens: tokens.used, users: users.used, resources: resources.used };
}

/** All accounts, as an operator lists them. */
async function allAccounts(operator: Api): Promise<Account[]> {
  const all: Account[] = [];
  for (let after: string | null = null; ;) {
    interface Page {
      accounts: { nodes: Account[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
    }
    const { accounts }: Page = await operator.query<Page>(
      `query ($after: Cursor) { accounts(first: 2, after: $after) {
        nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    all.push(...accounts.nodes);
    if (!accounts.pageInfo.hasNextPage) return all;
    after = accounts.pageInfo.endCursor;
  }
}

/** A mutation that has no room: it is refused and changes nothing. */
async function expectNoRoom(world: World, seed: Seed, mutation: string, input: object): Promise<void> {
  // So that the key's last use is not what changes.
  await used(seed);
  const before = await getContents(world, seed.accountId);
  expect(await seed.admin.refusal(mutation, input)).toBe("QUOTA_EXCEEDED");
  expect(await getContents(world, seed.accountId)).toEqual(before);
}

onOneNewStore("the first account", (world) => {
  it("is made with an administrator's key and a plan to begin with, and once: a restart makes no other", async () => {
    const { admin, operator } = world();
    const first = await ownAccount(admin);
    expect(first).toEqual({
      id: first.id,
      name: "Tokenplane",
      enabled: true,
      plan: {
        tokens: { used: 0, limit: 100_000 },
        users: { used: 0, limit: 100_000 },
        resources: { used: 0, limit: 10_000 },
      },
    });
    const { apiKeys } = await admin.query<{ apiKeys: object }>("{ apiKeys { nodes { name role } } }");
    expect(apiKeys).toEqual({ nodes: [{ name: "First administrator", role: "ADMIN" }] });
    expect(await allAccounts(operator)).toEqual([first]);
    await world().restart();
    expect(await ownAccount(world().admin)).toEqual(first);
    expect(await allAccounts(world().operator)).toEqual([first]);
  });
});

onOneStore("viewer", (world) => {
  it("says who asks: the role, the key, its end, its account, and the server's version", async () => {
    const seed = await world().seed();
    const expiresAt = new Date(world().clock.now() + 3_600_000).toISOString();
    const helpdesk = await seed.key("HELPDESK", { name: "Front desk", expiresAt });
    const { version } = JSON.parse(
      readFileSync(new URL("../../server/package.json", import.meta.url), "utf8"),
    ) as { version: string };
    expect(await helpdesk.query("{ viewer { role name expiresAt serverVersion account { id } } }")).toEqual({
      viewer: {
        role: "HELPDESK",
        name: "Front desk",
        expiresAt,
        serverVersion: version,
        account: { id: seed.accountId },
      },
    });
  });

  it("shows the account to those alone who may read it", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    const whose = async (api: Api) => {
      const { viewer } = await api.query<{ viewer: { role: string; account: { name: string } | null } }>(
        "{ viewer { role account { name plan { users { used } } } } }",
      );
      return `${viewer.role} ${viewer.account?.name ?? "none"}`;
    };
    expect(await whose(seed.admin)).toBe("ADMIN Example Ltd");
    expect(await whose(await seed.key("PROVISIONER"))).toBe("PROVISIONER Example Ltd");
    expect(await whose(await seed.key("AUDITOR"))).toBe("AUDITOR Example Ltd");
    expect(await whose(await seed.key("AUDITOR", { resource: { name: "VPN" } }))).toBe("AUDITOR none");
    expect(await whose(await seed.key("AUTHENTICATOR"))).toBe("AUTHENTICATOR none");
    expect(await whose(world().operator)).toBe("OPERATOR none");
  });
});

onOneNewStore("accounts", (world) => {
  it("are created with a plan and an administrator's key, which opens the new one", async () => {
    const { account, firstAdminKey } = await create(world().operator, { name: "Acme" });
    expect(account).toEqual({
      id: account.id,
      name: "Acme",
      enabled: true,
      plan: {
        tokens: { used: 0, limit: 3 },
        users: { used: 0, limit: 2 },
        resources: { used: 0, limit: 1 },
      },
    });
    const admin = world().as(firstAdminKey ?? "");
    expect(await ownAccount(admin)).toEqual(account);
    expect(await admin.query("{ viewer { role } users { totalCount } }")).toEqual({
      viewer: { role: "ADMIN" },
      users: { totalCount: 0 },
    });
  });

  it("show that key once: a repeat within ten minutes has it again, a later one not, and nothing keeps it", async () => {
    const { operator, clock } = world();
    const fields = { name: "Once", idempotencyKey: "once" };
    const first = await create(operator, fields);
    clock.pass(599);
    expect(await create(operator, fields)).toEqual(first);
    clock.pass(1);
    expect(await create(operator, fields)).toEqual({ ...first, firstAdminKey: null });
    expect((await allAccounts(operator)).filter(({ name }) => name === "Once")).toHaveLength(1);
    const kept = (await getContents(world())).join("\n");
    expect(kept).toContain("Once");
    const random = first.firstAdminKey?.slice(8) ?? "";
    expect(random).toHaveLength(31);
    for (const text of [kept, world().logged()]) {
      expect(text).not.toContain(random);
      expect(text).not.toContain(Buffer.from(random).toString("hex"));
    }
  });

  it("have a name of 1 to 50 characters and a plan from 0 to a thousand million", async () => {
    const { operator } = world();
    const before = (await allAccounts(operator)).length;
    const refused = (fields: object) =>
      operator.refusalAt("accountCreate", { name: "Refused", plan: SMALL, ...fields });
    expect(await refused({ name: "" })).toBe("VALIDATION_FAILED input.name");
    expect(await refused({ name: "n".repeat(51) })).toBe("VALIDATION_FAILED input.name");
    for (const counted of ["tokens", "users", "resources"]) {
      for (const limit of [-1, 1_000_000_001]) {
        expect(await refused({ plan: { ...SMALL, [counted]: limit } })).toBe(
          `VALIDATION_FAILED input.plan.${counted}`,
        );
      }
    }
    expect(await allAccounts(operator)).toHaveLength(before);
  });

  it("are listed as they were created, each with its plan; the operators' own is not among them", async () => {
    const { operator } = world();
    const created: Account[] = [];
    for (const name of ["One", "Two", "Three"]) {
      world().clock.pass(1);
      created.push((await create(operator, { name })).account);
    }
    const all = await allAccounts(operator);
    expect(all.slice(-3)).toEqual(created);
    expect(all.map(({ name }) => name)).not.toContain("Operators");
    expect(await operator.query("{ accounts { totalCount } }")).toEqual({
      accounts: { totalCount: all.length },
    });
    const { nodes } = await operator.query<{ nodes: unknown[] }>(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Account { ${FIELDS} } } }`,
      { ids: created.map(({ id }) => id) },
    );
    expect(nodes).toEqual(created);
  });

  it("are disabled and enabled, each with one event, and keep what they have", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    const { operator } = world();
    const events = async (type: string) =>
      (await getContents(world())).filter((row) => row.startsWith("events ") && row.includes(type)).length;
    const set = async (mutation: string) => {
      const { account } = await operator.do<{ account: Account }>(
        mutation,
        { account: seed.accountId },
        `account { ${FIELDS} }`,
      );
      return account.enabled;
    };
    const before = [await events("ACCOUNT_DISABLED"), await events("ACCOUNT_ENABLED")];
    expect([await set("accountDisable"), await set("accountDisable")]).toEqual([false, false]);
    const listed = (await allAccounts(operator)).find(({ id }) => id === seed.accountId);
    expect(listed?.enabled).toBe(false);
    expect([await set("accountEnable"), await set("accountEnable")]).toEqual([true, true]);
    const after = [await events("ACCOUNT_DISABLED"), await events("ACCOUNT_ENABLED")];
    expect(after).toEqual(before.map((count) => count + 1));
    expect(await seed.admin.query("{ users { nodes { login } } }")).toEqual({
      users: { nodes: [{ login: "anna" }] },
    });
  });

  it.each(["accountPlanSet", "accountDisable", "accountEnable"])(
    "are not found by %s under an id that is none of a tenant",
    async (mutation) => {
      const seed = await world().seed();
      const user = await seed.user("anna");
      const { operator } = world();
      const system = (await getContents(world())).find((row) => row.includes(",SYSTEM,"));
      const systemId = /[0-9a-f-]{36}/.exec(system ?? "")?.[0];
      expect(systemId).toBeDefined();
      const ids = [
        user,
        "",
        "Acme",
        Buffer.from(`Account:${systemId}`).toString("base64"),
        Buffer.from("Account:01a21293-b600-7346-9ce5-2400279f60e8").toString("base64"),
      ];
      const plan = mutation === "accountPlanSet" ? { plan: SMALL } : {};
      for (const account of ids) {
        expect(await operator.refusalAt(mutation, { account, ...plan })).toBe("NOT_FOUND input.account");
      }
    },
  );
});

onOneNewStore("a service plan", (world) => {
  it("tells what is used and what is allowed, and counts what is deleted back", async () => {
    const seed = await small(world());
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    await seed.fob();
    expect((await ownAccount(seed.admin)).plan).toEqual({
      tokens: { used: 2, limit: 3 },
      users: { used: 1, limit: 2 },
      resources: { used: 1, limit: 1 },
    });
    await seed.admin.do("tokenDelete", { token: { id: fob.id } }, "deletedId");
    await seed.admin.do("userDelete", { user: { login: "anna" } }, "deletedId");
    await seed.admin.do("resourceDelete", { resource: { name: "VPN" } }, "deletedId");
    expect(await used(seed)).toEqual({ tokens: 1, users: 0, resources: 0 });
  });

  it("is set again, up and down to what is in use, with an event", async () => {
    const seed = await small(world());
    await seed.user("anna");
    const set = async (plan: Plan) => {
      const { account } = await world().operator.do<{ account: Account }>(
        "accountPlanSet",
        { account: seed.accountId, plan },
        `account { ${FIELDS} }`,
      );
      expect(account).toEqual(await ownAccount(seed.admin));
      const { tokens, users, resources } = account.plan;
      return { tokens: tokens.limit, users: users.limit, resources: resources.limit };
    };
    const larger = { tokens: 10, users: 20, resources: 30 };
    expect(await set(larger)).toEqual(larger);
    const exact = { tokens: 0, users: 1, resources: 0 };
    expect(await set(exact)).toEqual(exact);
    const events = (await getContents(world())).filter(
      (row) => row.startsWith("events ") && row.includes("ACCOUNT_PLAN_SET"),
    );
    expect(events).toHaveLength(2);
    expect(events.join("\n")).toContain(
      `{""users"": ""20"", ""tokens"": ""10"", ""account"": ""Example Ltd"", ""resources"": ""30""}`,
    );
    await expectNoRoom(world(), seed, "userCreate", { login: "bob" });
  });

  it("cannot be lowered below what is in use, whatever of it", async () => {
    const seed = await small(world());
    await seed.user("anna");
    await seed.resource("VPN");
    await seed.fob({ of: "anna" });
    const before = await getContents(world());
    for (const counted of ["tokens", "users", "resources"]) {
      const plan = { tokens: 5, users: 5, resources: 5, [counted]: 0 };
      expect(await world().operator.refusalAt("accountPlanSet", { account: seed.accountId, plan })).toBe(
        `STILL_IN_USE input.plan.${counted}`,
      );
    }
    for (const limit of [-1, 1_000_000_001]) {
      const input = { account: seed.accountId, plan: { ...SMALL, users: limit } };
      expect(await world().operator.refusalAt("accountPlanSet", input)).toBe(
        "VALIDATION_FAILED input.plan.users",
      );
    }
    expect(await getContents(world())).toEqual(before);
  });
});

onOneStore("a quota", (world) => {
  it("of users holds for userCreate and for a newUser of tokenCreate and tokenAssign", async () => {
    const seed = await small(world(), { users: 1 });
    await seed.user("anna");
    const fob = await seed.fob();
    const newUser = { login: "bob" };
    await expectNoRoom(world(), seed, "userCreate", newUser);
    await expectNoRoom(world(), seed, "tokenCreate", { name: "Phone", model: APP, to: { newUser } });
    await expectNoRoom(world(), seed, "tokenAssign", { token: { id: fob.id }, to: { newUser } });
    await seed.admin.do("userDelete", { user: { login: "anna" } }, "deletedId");
    await seed.admin.do("tokenAssign", { token: { id: fob.id }, to: { newUser } }, "token { id }");
    expect(await used(seed)).toEqual({ tokens: 1, users: 1, resources: 0 });
    const withTokens = { user: { login: "bob" }, releaseTokens: true };
    await seed.admin.do("userDelete", withTokens, "deletedId");
    expect(await used(seed)).toEqual({ tokens: 1, users: 0, resources: 0 });
  });

  it("of resources holds for resourceCreate and for a newResource of assignmentCreate", async () => {
    const seed = await small(world());
    await seed.resource("VPN");
    const fob = await seed.fob();
    await expectNoRoom(world(), seed, "resourceCreate", { name: "Mail" });
    const link = { token: { id: fob.id }, to: { newResource: { name: "Mail" } } };
    await expectNoRoom(world(), seed, "assignmentCreate", link);
    await seed.admin.do("resourceDelete", { resource: { name: "VPN" } }, "deletedId");
    await seed.admin.do("assignmentCreate", link, "assignment { id }");
    expect(await used(seed)).toEqual({ tokens: 1, users: 0, resources: 1 });
  });

  it("of tokens holds for tokenCreate of every kind; deleting and cancelling give room back", async () => {
    const seed = await small(world(), { tokens: 2 });
    const fob = await seed.fob();
    const phone = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      { name: "Phone", model: APP },
      "token { id }",
    );
    const slim = { name: "Card", model: { hardware: { slim: { periodSeconds: 30 } } } };
    await expectNoRoom(world(), seed, "tokenCreate", { name: "Other phone", model: APP });
    await expectNoRoom(world(), seed, "tokenCreate", slim);
    await seed.admin.do("tokenEnrolmentCancel", { token: { id: phone.token.id } }, "deletedId");
    await seed.admin.do("tokenCreate", slim, "token { id }");
    await expectNoRoom(world(), seed, "tokenCreate", { name: "Other phone", model: APP });
    await seed.admin.do("tokenDelete", { token: { id: fob.id } }, "deletedId");
    expect(await used(seed)).toEqual({ tokens: 1, users: 0, resources: 0 });
  });

  it("is not touched by what was refused for another reason, nor by what is done once under a key", async () => {
    const seed = await small(world());
    await seed.user("anna");
    expect(await seed.admin.refusal("userCreate", { login: "ANNA" })).toBe("ALREADY_EXISTS");
    const badAddress = { name: "Phone", model: APP, to: { newUser: { login: "bob", email: "bob" } } };
    expect(await seed.admin.refusal("tokenCreate", badAddress)).toBe("VALIDATION_FAILED");
    const once = { name: "VPN", idempotencyKey: "once" };
    await seed.admin.do("resourceCreate", once, "resource { id }");
    await seed.admin.do("resourceCreate", once, "resource { id }");
    expect(await used(seed)).toEqual({ tokens: 0, users: 1, resources: 1 });
  });

  it("holds for many at once: of twenty there are as many as it allows, and the rest are refused", async () => {
    const seed = await small(world(), { users: 5 });
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        seed.admin.mutate("userCreate", { login: `user${index}` }, "__typename"),
      ),
    );
    const codes = outcomes.map(({ code }) => code ?? "created").toSorted();
    expect(codes).toEqual([
      ...Array.from({ length: 15 }, () => "QUOTA_EXCEEDED"),
      ...Array.from({ length: 5 }, () => "created"),
    ]);
    expect(await used(seed)).toEqual({ tokens: 0, users: 5, resources: 0 });
    const { users } = await seed.admin.query<{ users: { totalCount: number } }>("{ users { totalCount } }");
    expect(users.totalCount).toBe(5);
  });

  it("of one account is not another's", async () => {
    const seed = await small(world(), { users: 0 });
    const other = await small(world());
    await expectNoRoom(world(), seed, "userCreate", { login: "anna" });
    await other.user("anna");
    expect(await used(seed)).toEqual({ tokens: 0, users: 0, resources: 0 });
    expect(await used(other)).toEqual({ tokens: 0, users: 1, resources: 0 });
  });
});
