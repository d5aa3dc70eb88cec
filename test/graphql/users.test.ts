import { expect, it } from "vitest";
import type { Api } from "../support/api.js";
import { onSharedStore } from "../support/world.js";

interface User {
  readonly id: string;
  readonly login: string;
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly enabled: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const USER = "user { id login email phoneNumber firstName lastName enabled createdAt updatedAt }";

async function readUser(admin: Api, by: object): Promise<User | null> {
  const data = await admin.query<{ user: User | null }>(
    `query ($by: UserRef!) { user(by: $by) ${USER.slice(4)} }`,
    {
      by,
    },
  );
  return data.user;
}

async function usedUsers(admin: Api): Promise<number> {
  const { account } = await admin.query<{ account: { plan: { users: { used: number } } } }>(
    "{ account { plan { users { used } } } }",
  );
  return account.plan.users.used;
}

onSharedStore("users", (world) => {
  it("are created with all their fields, and read back by id and by login", async () => {
    const { admin } = await world().seed();
    const now = new Date(world().clock.now()).toISOString();
    const { user } = await admin.do<{ user: User }>(
      "userCreate",
      {
        login: "Anna@Example.org",
        email: "anna@example.org",
        phoneNumber: "+4915112345678",
        firstName: "Anna",
        lastName: "Müller-Lüdenscheidt",
        enabled: false,
      },
      USER,
    );
    expect(user).toEqual({
      id: user.id,
      login: "Anna@Example.org",
      email: "anna@example.org",
      phoneNumber: "+4915112345678",
      firstName: "Anna",
      lastName: "Müller-Lüdenscheidt",
      enabled: false,
      createdAt: now,
      updatedAt: now,
    });
    expect(await readUser(admin, { id: user.id })).toEqual(user);
    expect(await readUser(admin, { login: "anna@EXAMPLE.org" })).toEqual(user);
  });

  it("need a login only: the rest is absent, and they are enabled", async () => {
    const { admin } = await world().seed();
    const { user } = await admin.do<{ user: User }>("userCreate", { login: "anna" }, USER);
    expect(user).toMatchObject({
      email: null,
      phoneNumber: null,
      firstName: null,
      lastName: null,
      enabled: true,
    });
  });

  it.each([
    ["login", ""],
    ["login", "a".repeat(255)],
    ["login", "\ufdfa".repeat(254)],
    ["login", " anna"],
    ["login", "anna "],
    ["login", "anna\u00a0"],
    ["login", "an\nna"],
    ["email", "anna"],
    ["email", "anna@"],
    ["email", "an na@example.org"],
    ["email", "an\u0007na@example.org"],
    ["email", `${"a".repeat(250)}@example.org`],
    ["phoneNumber", "015112345678"],
    ["phoneNumber", "+49 151 12345678"],
    ["phoneNumber", "+491511234567890123"],
    ["phoneNumber", "+0151123456"],
    ["firstName", ""],
    ["firstName", "a".repeat(51)],
    ["firstName", "Anna "],
    ["lastName", " Müller"],
    ["lastName", "a".repeat(51)],
    ["lastName", "Mül\tler"],
  ])(
    "are refused with %s %j, at creation, on the way and at an update, and nothing is left",
    async (field, value) => {
      const seed = await world().seed();
      const { admin } = seed;
      await seed.user("berta");
      const fob = await seed.fob();
      const input = { login: "anna", [field]: value };
      expect(await admin.refusalAt("userCreate", input)).toBe(`VALIDATION_FAILED input.${field}`);
      expect(await admin.refusalAt("tokenAssign", { token: { id: fob.id }, to: { newUser: input } })).toBe(
        `VALIDATION_FAILED input.to.newUser.${field}`,
      );
      expect(await admin.refusalAt("userUpdate", { user: { login: "berta" }, [field]: value })).toBe(
        `VALIDATION_FAILED input.${field}`,
      );
      expect(await usedUsers(admin)).toBe(1);
      expect(await readUser(admin, { login: "anna" })).toBeNull();
    },
  );

  it("may have names and logins up to the stated length, counted in characters", async () => {
    const { admin } = await world().seed();
    const { user } = await admin.do<{ user: User }>(
      "userCreate",
      { login: "🦊".repeat(254), firstName: "🦊".repeat(50), lastName: "é" },
      USER,
    );
    expect(user).toMatchObject({ login: "🦊".repeat(254), firstName: "🦊".repeat(50), lastName: "é" });
  });

  it("have logins that differ by more than upper and lower case", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    await seed.user("Ärger");
    await seed.user("berta");
    expect(await admin.refusalAt("userCreate", { login: "äRGER" })).toBe("ALREADY_EXISTS input.login");
    expect(await admin.refusalAt("userUpdate", { user: { login: "berta" }, login: "ÄRGER" })).toBe(
      "ALREADY_EXISTS input.login",
    );
    const fob = await seed.fob();
    expect(
      await admin.refusalAt("tokenAssign", { token: { id: fob.id }, to: { newUser: { login: "BERTA" } } }),
    ).toBe("ALREADY_EXISTS input.to.newUser.login");
    expect(await usedUsers(admin)).toBe(2);
  });

  it("may have a login that a user of another account has", async () => {
    const [one, other] = [await world().seed(), await world().seed()];
    await one.user("anna");
    await other.user("anna", { firstName: "Another" });
    expect((await readUser(one.admin, { login: "anna" }))?.firstName).toBeNull();
  });

  it("are updated field by field: what is absent stays, what is null is cleared", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    const id = await seed.user("anna", { email: "anna@example.org", firstName: "Anna", lastName: "Müller" });
    world().clock.pass(1);
    const { user } = await admin.do<{ user: User }>(
      "userUpdate",
      { user: { login: "ANNA" }, login: "Anna.M", firstName: null, phoneNumber: "+12025550123" },
      USER,
    );
    expect(user).toMatchObject({
      id,
      login: "Anna.M",
      email: "anna@example.org",
      firstName: null,
      lastName: "Müller",
      phoneNumber: "+12025550123",
      enabled: true,
      updatedAt: new Date(world().clock.now()).toISOString(),
    });
    expect(await readUser(admin, { login: "anna" })).toBeNull();
    expect(await readUser(admin, { login: "anna.m" })).toEqual(user);
  });

  it("may change the case of their own login, and are not touched by an update that changes nothing", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    await seed.user("anna");
    const update = (login: string) =>
      admin.do<{ user: User }>("userUpdate", { user: { login: "anna" }, login }, USER);
    const { user } = await update("Anna");
    expect(user.login).toBe("Anna");
    world().clock.pass(1);
    expect((await update("Anna")).user).toEqual(user);
    expect(await seed.events(10)).toEqual(["USER_UPDATED", "USER_CREATED"]);
  });

  it("lose nothing when several fields are updated at once", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    const fields = {
      email: "anna@example.org",
      phoneNumber: "+12025550123",
      firstName: "Anna",
      lastName: "Müller",
      enabled: false,
    };
    await Promise.all(
      Object.entries(fields).map(([field, value]) =>
        seed.admin.do("userUpdate", { user: { login: "anna" }, [field]: value }, "__typename"),
      ),
    );
    expect(await readUser(seed.admin, { login: "anna" })).toMatchObject(fields);
  });

  it("are one when a login is taken by several at once", async () => {
    const { admin } = await world().seed();
    const results = await Promise.all(
      ["anna", "Anna", "ANNA", "aNNa", "annA"].map((login) =>
        admin.mutate("userCreate", { login }, "__typename"),
      ),
    );
    const codes = results.map(({ code }) => code ?? "CREATED");
    expect(codes.toSorted()).toEqual([...Array(4).fill("ALREADY_EXISTS"), "CREATED"]);
    expect(await usedUsers(admin)).toBe(1);
  });

  it("that do not exist are not found, whatever they are named by", async () => {
    const seed = await world().seed();
    const resource = await seed.resource("VPN");
    const gone = await seed.user("gone");
    await seed.admin.do("userDelete", { user: { id: gone } }, "deletedId");
    for (const user of [
      { login: "nobody" },
      { id: gone },
      { id: resource },
      { id: "no id" },
      { login: "" },
    ]) {
      expect(await readUser(seed.admin, user)).toBeNull();
      expect(await seed.admin.refusalAt("userUpdate", { user, firstName: "A" })).toBe("NOT_FOUND input.user");
      expect(await seed.admin.refusalAt("userDelete", { user })).toBe("NOT_FOUND input.user");
    }
  });

  it("are deleted permanently, and give their room back", async () => {
    const seed = await world().seed();
    const id = await seed.user("anna");
    const { deletedId } = await seed.admin.do<{ deletedId: string }>(
      "userDelete",
      { user: { login: "Anna" } },
      "deletedId",
    );
    expect(deletedId).toBe(id);
    expect(await readUser(seed.admin, { id })).toBeNull();
    expect(await usedUsers(seed.admin)).toBe(0);
    await seed.user("anna");
  });

  it("with tokens are STILL_IN_USE, and lose nothing", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    expect(await seed.admin.refusalAt("userDelete", { user: { login: "anna" } })).toBe(
      "STILL_IN_USE input.releaseTokens",
    );
    expect(await seed.admin.refusalAt("userDelete", { user: { login: "anna" }, releaseTokens: false })).toBe(
      "STILL_IN_USE input.releaseTokens",
    );
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
    expect(await usedUsers(seed.admin)).toBe(1);
  });

  it("are deleted with releaseTokens: their tokens stay with their links and without a user", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const app = await admin.do<{ token: { id: string } }>(
      "tokenCreate",
      { name: "Phone", model: { software: { googleAuthenticator: {} } }, to: { user: { login: "anna" } } },
      "token { id }",
    );
    await admin.do("userDelete", { user: { login: "anna" }, releaseTokens: true }, "deletedId");
    const { nodes } = await admin.query<{ nodes: unknown[] }>(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Token {
        status user { id } enrolment { attemptsLeft } assignments { nodes { user { id } resource { name } } } } } }`,
      { ids: [fob.id, app.token.id] },
    );
    expect(nodes).toEqual([
      {
        status: "ACTIVE",
        user: null,
        enrolment: null,
        assignments: { nodes: [{ user: null, resource: { name: "VPN" } }] },
      },
      { status: "PENDING", user: null, enrolment: null, assignments: { nodes: [] } },
    ]);
    expect(await seed.events(3)).toEqual(["USER_DELETED", "TOKEN_UNASSIGNED", "TOKEN_UNASSIGNED"]);
    expect(await seed.signIn({ token: fob.id }, "VPN", fob.code())).toBe(false);
    expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED UNASSIGNED"]);
  });
});
