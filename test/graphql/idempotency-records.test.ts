import { expect, it } from "vitest";
import { keepHouse } from "../../server/housekeeping.js";
import { getContents } from "../support/contents.js";
import { answerTo, DENIED, GRANTED } from "../support/sign-in.js";
import { onOneStore } from "../support/world.js";

const DAY = 86_400;

onOneStore("an idempotency record", (world) => {
  async function records(): Promise<string[]> {
    const contents = await getContents(world());
    return contents.filter((row) => row.startsWith("idempotency_records "));
  }

  it("belongs to the actor: another key of the same account, or of another one, begins with none", async () => {
    const seed = await world().seed();
    const second = await seed.key("ADMIN");
    const other = await world().seed();
    const input = { login: "anna", idempotencyKey: "one" };
    const made = await seed.admin.do("userCreate", input, "user { id }");
    expect(await second.refusal("userCreate", input)).toBe("ALREADY_EXISTS");
    expect(await other.admin.do("userCreate", input, "user { id }")).not.toEqual(made);
    expect(await second.do("userCreate", { ...input, login: "bert" }, "user { login }")).toEqual({
      user: { login: "bert" },
    });
    expect(await seed.admin.do("userCreate", input, "user { id }")).toEqual(made);
  });

  it("does not grant to one authenticator what it granted to another", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const input = {
      resource: { name: "VPN" },
      subject: { user: { login: "anna" } },
      passcode: fob.code(),
      idempotencyKey: "one",
    };
    expect(await answerTo(await seed.key("AUTHENTICATOR"), input)).toBe(GRANTED);
    expect(await answerTo(await seed.key("AUTHENTICATOR"), input)).toBe(DENIED);
    expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED REPLAYED"]);
  });

  it("belongs to the mutation: the same key and input do another thing under another name", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    const input = { token: { id: fob.id }, idempotencyKey: "one" };
    const enabled = (name: string) =>
      seed.admin.do<{ token: { enabled: boolean } }>(name, input, "token { enabled }");
    expect(await enabled("tokenDisable")).toEqual({ token: { enabled: false } });
    expect(await enabled("tokenEnable")).toEqual({ token: { enabled: true } });
    // A repeat does nothing; its payload shows the token as it is now.
    expect(await enabled("tokenDisable")).toEqual({ token: { enabled: true } });
    expect(await seed.events(2)).toEqual(["TOKEN_ENABLED", "TOKEN_DISABLED"]);
  });

  it("lasts for a day, to the second; then the key is as good as new", async () => {
    const seed = await world().seed();
    const input = { login: "anna", idempotencyKey: "one" };
    const first = await seed.admin.do<{ user: { id: string } }>("userCreate", input, "user { id }");
    world().clock.pass(DAY - 1);
    expect(await seed.admin.do("userCreate", input, "user { id }")).toEqual(first);
    expect(await seed.admin.refusal("userCreate", { ...input, login: "bert" })).toBe("IDEMPOTENCY_CONFLICT");
    world().clock.pass(1);
    expect(await seed.admin.refusal("userCreate", input)).toBe("ALREADY_EXISTS");
    const second = await seed.admin.do("userCreate", { ...input, login: "bert" }, "user { id }");
    expect(second).not.toEqual(first);
    expect(await seed.admin.do("userCreate", { ...input, login: "bert" }, "user { id }")).toEqual(second);
  });

  it("is taken off the disk when it is over: after a day, or after two minutes with a code", async () => {
    const seed = await world().seed();
    const fob = await seed.fob();
    await seed.admin.do("userCreate", { login: "anna", idempotencyKey: "a day" }, "__typename");
    const check = { token: { id: fob.id }, passcode: fob.code(), idempotencyKey: "two minutes" };
    await seed.admin.do("tokenCheckOtp", check, "__typename");
    const keysLeft = async () => {
      await keepHouse(world().services);
      const left = await records();
      return ["a day", "two minutes"].filter((key) => left.some((row) => row.includes(key)));
    };
    expect(await keysLeft()).toEqual(["a day", "two minutes"]);
    world().clock.pass(120);
    expect(await keysLeft()).toEqual(["a day"]);
    world().clock.pass(DAY - 120);
    expect(await keysLeft()).toEqual([]);
  });

  it("is not made of a refusal that undid everything", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    const input = { login: "anna", idempotencyKey: "one" };
    expect(await seed.admin.refusal("userCreate", input)).toBe("ALREADY_EXISTS");
    expect(await seed.admin.refusal("userCreate", { ...input, login: " " })).toBe("VALIDATION_FAILED");
    await seed.admin.do("userDelete", { user: { login: "anna" } }, "__typename");
    expect(await seed.admin.do("userCreate", input, "user { login }")).toEqual({ user: { login: "anna" } });
    const full = { name: "Small Ltd", plan: { tokens: 0, users: 0, resources: 0 } };
    const { firstAdminKey } = await world().operator.do<{ firstAdminKey: string }>(
      "accountCreate",
      full,
      "firstAdminKey",
    );
    const admin = world().as(firstAdminKey);
    expect(await admin.refusal("userCreate", input)).toBe("QUOTA_EXCEEDED");
    expect(await admin.refusal("userCreate", { ...input, login: "bert" })).toBe("QUOTA_EXCEEDED");
  });

  it.each(["userCreate", "authenticate"])("has, for %s, a key of 1 to 255 characters", async (name) => {
    const seed = await world().seed();
    await seed.resource("VPN");
    const inputs: Record<string, object> = {
      userCreate: { login: "anna" },
      authenticate: { resource: { name: "VPN" }, subject: { user: { login: "anna" } }, passcode: "none" },
    };
    const before = await seed.events(50);
    for (const idempotencyKey of ["", "k".repeat(256)]) {
      expect(await seed.admin.mutate(name, { ...inputs[name], idempotencyKey }, "__typename")).toMatchObject({
        code: "VALIDATION_FAILED",
        path: ["input", "idempotencyKey"],
      });
    }
    expect(await seed.events(50)).toEqual(before);
    const longest = { ...inputs[name], idempotencyKey: "ü".repeat(255) };
    await seed.admin.do(name, longest, "__typename");
    const after = await seed.events(50);
    expect(after).toHaveLength(before.length + 1);
    await seed.admin.do(name, longest, "__typename");
    expect(await seed.events(50)).toEqual(after);
  });

  it("is not made without a key, nor of a key that is null", async () => {
    const seed = await world().seed();
    const before = await records();
    await seed.admin.do("userCreate", { login: "anna" }, "__typename");
    await seed.admin.do("userCreate", { login: "bert", idempotencyKey: null }, "__typename");
    expect(await records()).toEqual(before);
    expect(await seed.admin.refusal("userCreate", { login: "bert", idempotencyKey: null })).toBe(
      "ALREADY_EXISTS",
    );
  });

  it("says of what was deleted since that it is gone, and does not make it again", async () => {
    const seed = await world().seed();
    const input = { login: "anna", idempotencyKey: "one" };
    await seed.admin.do("userCreate", input, "__typename");
    await seed.admin.do("userDelete", { user: { login: "anna" } }, "__typename");
    const { data, errors } = await seed.admin.send(
      `mutation ($input: UserCreateInput!) { userCreate(input: $input) {
        ... on UserCreatePayload { user { id } } } }`,
      { input },
    );
    expect(data).toEqual({ userCreate: null });
    expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["GONE"]);
    const { account } = await seed.admin.query<{ account: { plan: { users: { used: number } } } }>(
      "{ account { plan { users { used } } } }",
    );
    expect(account.plan.users.used).toBe(0);
  });

  it("gives twenty requests at once one user", async () => {
    const seed = await world().seed();
    const input = { login: "anna", idempotencyKey: "one" };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => seed.admin.do("userCreate", input, "user { id }")),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await seed.events(20)).toEqual(["USER_CREATED"]);
  });
});
