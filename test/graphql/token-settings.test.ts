import { expect, it } from "vitest";
import { Device, type Seed } from "../support/seed.js";
import { check, confirm, fail, madeToken, getState } from "../support/sign-in.js";
import { onSharedStore } from "../support/world.js";

interface Token {
  readonly name: string;
  readonly enabled: boolean;
  readonly updatedAt: string;
  readonly oath: { readonly digits: number };
}

const TOKEN = "token { name enabled updatedAt oath { digits } }";

async function read({ admin }: Seed, by: object): Promise<Token | null> {
  const { token } = await admin.query<{ token: Token | null }>(
    `query ($by: TokenRef!) { token(by: $by) { ${TOKEN.slice("token { ".length)} }`,
    { by },
  );
  return token;
}

function update({ admin }: Seed, token: object, fields: object): Promise<{ token: Token }> {
  return admin.do<{ token: Token }>("tokenUpdate", { token, ...fields }, TOKEN);
}

/** The same device, set to show codes of another length. */
function ofLength(device: Device, clock: ConstructorParameters<typeof Device>[2], digits: number): Device {
  return new Device(device.id, device.name, clock, device.secret, { ...device.oath, digits });
}

onSharedStore("the settings of a token", (world) => {
  it("are its name and, for universal ones, the length of its codes: what is absent stays", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    world().clock.pass(1);
    const now = new Date(world().clock.now()).toISOString();
    expect(await update(seed, { serialNumber: fob.name }, { name: "Anna's fob" })).toEqual({
      token: { name: "Anna's fob", enabled: true, updatedAt: now, oath: { digits: 6 } },
    });
    expect(await update(seed, { id: fob.id }, { digits: 8 })).toMatchObject({
      token: { name: "Anna's fob", oath: { digits: 8 } },
    });
    const before = await read(seed, { id: fob.id });
    world().clock.pass(1);
    expect((await update(seed, { id: fob.id }, { name: "Anna's fob", digits: 8 })).token).toEqual(before);
    expect(await seed.events(3)).toEqual(["TOKEN_UPDATED", "TOKEN_UPDATED", "TOKEN_CREATED"]);
  });

  it.each([["TOTP"], ["HOTP"]])(
    "make a universal %s token take codes of the new length alone",
    async (algorithm) => {
      const seed = await world().seed();
      const short = algorithm === "TOTP" ? await seed.fob() : await seed.counterFob();
      for (const digits of [7, 8, 6]) {
        world().clock.pass(300);
        const old = (await read(seed, { id: short.id }))?.oath.digits ?? 0;
        await update(seed, { id: short.id }, { digits });
        if (algorithm === "HOTP") short.counter += 1;
        const [before, after] = [old, digits].map((length) => ofLength(short, world().clock, length));
        if (before !== undefined) before.counter = short.counter;
        if (after !== undefined) after.counter = short.counter;
        expect(await check(seed, short.id, before?.code() ?? "")).toBe("WRONG_CODE");
        expect(await check(seed, short.id, after?.code() ?? "")).toBeNull();
      }
    },
  );

  it("refuse lengths that there are not, for all models but universal ones every change", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    for (const digits of [5, 9, 0, -6]) {
      expect(await seed.admin.refusalAt("tokenUpdate", { token: { id: fob.id }, digits })).toBe(
        "VALIDATION_FAILED input.digits",
      );
    }
    for (const model of [
      { software: { smart: {} } },
      { software: { googleAuthenticator: {} } },
      { hardware: { slim: { periodSeconds: 30 } } },
    ]) {
      const token = { id: (await madeToken(world(), seed, "Token", model)).id };
      for (const digits of [8, 5]) {
        expect(await seed.admin.refusalAt("tokenUpdate", { token, name: "Other", digits })).toBe(
          "NOT_SUPPORTED_BY_MODEL input.digits",
        );
      }
      expect(await read(seed, token)).toMatchObject({ name: "Token", oath: { digits: 6 } });
    }
  });

  it("say of an app that it learns another length with a new secret", async () => {
    const seed = await world().seed();
    const message = async (model: object) => {
      const token = { id: (await madeToken(world(), seed, "Token", model)).id };
      const { message: sentence } = await seed.admin.mutate<{ message: string }>(
        "tokenUpdate",
        { token, digits: 8 },
        "__typename",
      );
      return sentence;
    };
    expect(await message({ software: { smart: {} } })).toMatch(/new secret: use tokenReissue with digits/);
    expect(await message({ software: { googleAuthenticator: {} } })).toMatch(/fixed by its model/);
  });

  it("refuse names that are none", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    for (const name of ["", " Fob", "Fob ", "F\nob", "a".repeat(51)]) {
      expect(await seed.admin.refusalAt("tokenUpdate", { token: { id: fob.id }, name, digits: 8 })).toBe(
        "VALIDATION_FAILED input.name",
      );
    }
    expect(await read(seed, { id: fob.id })).toMatchObject({ name: fob.name, oath: { digits: 6 } });
  });

  it("lose nothing when they are changed at once", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    const token = { id: fob.id };
    await Promise.all([
      update(seed, token, { name: "Renamed" }),
      update(seed, token, { digits: 7 }),
      seed.admin.do("tokenDisable", { token }, "__typename"),
      check(seed, fob.id, fob.wrongCode()),
    ]);
    expect(await read(seed, token)).toMatchObject({ name: "Renamed", enabled: false, oath: { digits: 7 } });
  });

  it("can disable it, so that it signs nobody in, and enable it again", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const token = { serialNumber: fob.name };
    const disable = () => seed.admin.do<{ token: Token }>("tokenDisable", { token }, TOKEN);
    const enable = () => seed.admin.do<{ token: Token }>("tokenEnable", { token }, TOKEN);
    expect((await disable()).token.enabled).toBe(false);
    expect((await disable()).token.enabled).toBe(false);
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(false);
    expect((await enable()).token.enabled).toBe(true);
    expect((await enable()).token.enabled).toBe(true);
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
    expect(await seed.events(4)).toEqual([
      "AUTHENTICATION_GRANTED",
      "TOKEN_ENABLED",
      "AUTHENTICATION_DENIED TOKEN_DISABLED",
      "TOKEN_DISABLED",
    ]);
  });

  it("include a lock, which can be ended by hand, with the failures behind it", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN", { failedAttemptsBeforeLock: 3, lockMinutes: 0 });
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const unlock = () => seed.admin.do("tokenUnlock", { token: { id: fob.id } }, "token { lock { reason } }");
    await fail(seed, fob, "VPN", 3);
    expect((await getState(seed.admin, fob.id)).lock).toEqual({ reason: "FAILURES", until: null });
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(false);
    expect(await unlock()).toEqual({ token: { lock: null } });
    expect(await getState(seed.admin, fob.id)).toMatchObject({
      failures: 0,
      consecutiveFailures: 3,
      lock: null,
    });
    await fail(seed, fob, "VPN", 2);
    await unlock();
    await fail(seed, fob, "VPN", 2);
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
    await unlock();
    expect(await seed.events(100, { types: ["TOKEN_UNLOCKED"] })).toHaveLength(2);
  });
});

onSharedStore("deleting a token", (world) => {
  it("is permanently: its links go, its room comes back, its user stays", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const { deletedId } = await admin.do<{ deletedId: string }>(
      "tokenDelete",
      { token: { serialNumber: fob.name } },
      "deletedId",
    );
    expect(deletedId).toBe(fob.id);
    expect(await read(seed, { id: fob.id })).toBeNull();
    const data = await admin.query(`{
      user(by: { login: "anna" }) { tokens { totalCount } assignments { totalCount } }
      resource(by: { name: "VPN" }) { assignments { totalCount } }
      account { plan { tokens { used } users { used } } } }`);
    expect(data).toEqual({
      user: { tokens: { totalCount: 0 }, assignments: { totalCount: 0 } },
      resource: { assignments: { totalCount: 0 } },
      account: { plan: { tokens: { used: 0 }, users: { used: 1 } } },
    });
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(false);
    expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED NOT_LINKED"]);
  });

  it("leaves its events readable, with its name as it was", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    const fob = await seed.fob({ of: "anna" });
    await seed.admin.do("tokenDelete", { token: { id: fob.id } }, "deletedId");
    const { events } = await seed.admin.query<{ events: { nodes: object[] } }>(
      "query ($id: ID!) { events(filter: { token: { id: $id } }) { nodes { type tokenName userLogin token { id } } } }",
      { id: fob.id },
    );
    expect(events.nodes).toEqual([
      { type: "TOKEN_DELETED", tokenName: fob.name, userLogin: "anna", token: null },
      { type: "TOKEN_ASSIGNED", tokenName: fob.name, userLogin: "anna", token: null },
      { type: "TOKEN_CREATED", tokenName: fob.name, userLogin: null, token: null },
    ]);
  });

  it("takes an open enrolment and a running secret along", async () => {
    const seed = await world().seed();
    const pending = await madeToken(world(), seed, "Pending", { software: { googleAuthenticator: {} } });
    await seed.admin.do("tokenDelete", { token: { id: pending.id } }, "deletedId");
    expect(await confirm(seed, pending.id, pending.code())).toBe("NOT_FOUND");
  });

  it("happens once when it is asked for several times at once", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    const results = await Promise.all(
      Array.from({ length: 5 }, () =>
        seed.admin.mutate("tokenDelete", { token: { id: fob.id } }, "deletedId"),
      ),
    );
    const codes = results.map(({ code }) => code ?? "DELETED");
    expect(codes.toSorted()).toEqual(["DELETED", ...Array<string>(4).fill("NOT_FOUND")]);
    const { account } = await seed.admin.query<{ account: { plan: { tokens: { used: number } } } }>(
      "{ account { plan { tokens { used } } } }",
    );
    expect(account.plan.tokens.used).toBe(0);
  });

  it("or changing one that does not exist is refused, whatever it is named by", async () => {
    const [seed, other] = [await world().seed(), await world().seed()];
    const foreign = await other.fob();
    const gone = await seed.fob();
    await seed.admin.do("tokenDelete", { token: { id: gone.id } }, "deletedId");
    for (const token of [
      { id: gone.id },
      { serialNumber: gone.name },
      { id: foreign.id },
      { serialNumber: foreign.name },
      { id: await seed.user("anna") },
      { id: "no id" },
    ]) {
      for (const name of ["tokenUpdate", "tokenEnable", "tokenDisable", "tokenUnlock", "tokenDelete"]) {
        expect(await seed.admin.refusalAt(name, { token })).toBe("NOT_FOUND input.token");
      }
      expect(await read(seed, token)).toBeNull();
    }
    expect(await check(other, foreign.id, foreign.code())).toBeNull();
  });
});
