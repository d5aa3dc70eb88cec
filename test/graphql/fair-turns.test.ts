// One account that makes much work, or holds what others wait for, does not make other accounts wait.
import { setTimeout as wait } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { schema } from "../../server/graphql/schema.js";
import { Api } from "../support/api.js";
import { getAddress } from "../support/administrators.js";
import { EVENTUALLY } from "../support/eventually.js";
import { holding } from "../support/holding.js";
import { Browser, PASSWORD } from "../support/browser.js";
import { leastValue } from "../support/input-places.js";
import { newLatch } from "../support/latch.js";
import { askForCode, sentToken } from "../support/sent.js";
import { onPostgresAlone } from "../support/world.js";

/** More than there are connections, so that they would all be occupied. */
const MANY = 20;

/** As creations do. */
const TAKES_PLACES = "UPDATE accounts SET used_users = used_users WHERE id = ANY($1::uuid[])";

/**
 * Mutations that can end access, and these alone wait for no turn: most of them have names that say so. Not those of
 * users, who take nothing from others; nor those of many items, of texts and of channels; and a resource is deleted in a turn of
 * its own.
 */
function takingAway(): [name: string, input: unknown][] {
  const NOT =
    /^my|^message|^channel|^resourceDelete$|^administratorDelete$|^accountDisable$|^(users|tokens|assignments)/;
  const named = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(
    ({ name }) =>
      /(?:Revoke|Disable|Unassign|Clear|Delete|Cancel)$|^administratorUpdate$|^(?:bypass|selfService)PolicySet$/.test(
        name,
      ) && !NOT.test(name),
  );
  expect(named.length).toBeGreaterThan(10);
  // The default of the account is locked here.
  const scope = { resource: { name: "x" } };
  const given = new Map<string, object>([
    ["bypassPolicyClear", { scope }],
    ["bypassPolicySet", { scope, maximumDuration: "NONE", reasonRequired: false, grantedBy: [] }],
  ]);
  return named.map(({ name, args: [input] }) => [
    name,
    given.get(name) ?? leastValue(input?.type ?? expect.fail()),
  ]);
}

onPostgresAlone("accounts beside each other", (world) => {
  /** An account with users who have a fob each, at VPN. */
  async function account(...logins: string[]) {
    const seed = await world().seed();
    await seed.resource("VPN");
    for (const login of logins) await seed.user(login);
    const fobs = [];
    for (const login of logins) fobs.push(await seed.fob({ of: login, at: ["VPN"] }));
    return { seed, fobs };
  }

  /** Whether another account can do everything now: sign in, read lists and make changes. */
  async function works({ seed, fobs: [fob] }: Awaited<ReturnType<typeof account>>): Promise<void> {
    if (fob === undefined) throw new Error("no fob");
    expect(await seed.signIn({ login: "bert" }, "VPN", fob.code())).toBe(true);
    await seed.user(`new-${Math.random()}`);
    const { tokens } = await seed.admin.query<{ tokens: { totalCount: number } }>(
      `{ tokens(first: 1, filter: { text: "t" }) { totalCount nodes { user { login } } } }`,
    );
    expect(tokens.totalCount).toBe(1);
  }

  it("one whose tokens are being changed does not hold up the sign-ins of others; its own wait, and are granted", async () => {
    const logins = ["anna", "carl", "dora", "emil"];
    const [mine, other] = [await account(...logins), await account("bert")];
    const ids = mine.fobs.map(({ id }) => id);
    const bulk = await holding(world(), "SELECT 1 FROM tokens WHERE id = ANY($1::uuid[]) FOR UPDATE", ids);
    const attempts = logins.map((login, n) => mine.seed.signIn({ login }, "VPN", mine.fobs[n]?.code() ?? ""));
    try {
      // Of an account, one attempt waits for the lock, and the others for their turn.
      await expect.poll(() => bulk.waiting(), EVENTUALLY).toBe(1);
      await works(other);
      expect(await bulk.waiting()).toBe(1);
    } finally {
      await bulk.letGo();
    }
    expect(await Promise.all(attempts)).toEqual([true, true, true, true]);
  });

  it("sign-ins that waited for their locked token are decided again: what was disabled meanwhile denies them", async () => {
    const { seed, fobs } = await account("anna", "carl", "dora", "emil");
    const clientAddress = "192.0.2.1";
    const RESOURCES = ["VPN", "VPN", "Mail", "Wiki"];
    for (const [n, { id }] of fobs.entries()) {
      const name = RESOURCES[n] ?? "";
      if (name === "VPN") continue;
      await seed.resource(name);
      await seed.link(id, name);
    }
    const ids = fobs.map(({ id }) => id);
    const bulk = await holding(world(), "SELECT 1 FROM tokens WHERE id = ANY($1::uuid[]) FOR UPDATE", ids);
    const attempts = ["anna", "carl", "dora", "emil"].map((login, n) =>
      seed.signIn({ login }, RESOURCES[n] ?? "", fobs[n]?.code() ?? "", { clientAddress }),
    );
    const key = await seed.admin.do<{ secret: string; apiKey: { id: string } }>(
      "apiKeyCreate",
      { name: "VPN", role: "AUTHENTICATOR" },
      "secret apiKey { id }",
    );
    const asked = new Api(seed.admin.url, key.secret).send(
      `mutation { authenticate(input: { resource: { name: "VPN" }, subject: { user: { login: "anna" } }, passcode: "${fobs[0]?.wrongCode()}" }) { __typename } }`,
    );
    try {
      await expect.poll(() => bulk.waiting(), EVENTUALLY).toBe(1);
      // All have waited for longer than the pauses between tries, so the rest wait for their turn.
      await wait(300);
      const meanwhile: readonly (readonly [string, object])[] = [
        ["userUpdate", { user: { login: "carl" }, enabled: false }],
        ["apiKeyRevoke", { apiKey: key.apiKey.id }],
        ["resourceUpdate", { resource: { name: "Mail" }, enabled: false }],
        ["resourceUpdate", { resource: { name: "Wiki" }, allowedAddresses: ["198.51.100.0/24"] }],
      ];
      for (const [name, input] of meanwhile) await seed.admin.do(name, input, "__typename");
    } finally {
      await bulk.letGo();
    }
    expect(await Promise.all(attempts)).toEqual([true, false, false, false]);
    expect((await asked).errors).toMatchObject([{ message: "The API key was revoked." }]);
    const events = await seed.events(10, { types: ["AUTHENTICATION_GRANTED", "AUTHENTICATION_DENIED"] });
    expect(events.toSorted()).toEqual([
      "AUTHENTICATION_DENIED ADDRESS_NOT_ALLOWED",
      "AUTHENTICATION_DENIED RESOURCE_DISABLED",
      "AUTHENTICATION_DENIED USER_DISABLED",
      "AUTHENTICATION_GRANTED",
    ]);
  });

  it("one whose lists take long does not occupy all connections", async () => {
    const [mine, other] = [await account(), await account("bert")];
    const lock = await holding(world(), "LOCK TABLE messages IN ACCESS EXCLUSIVE MODE", []);
    const aliases = Array.from({ length: MANY }, (_, n) => `m${n}: messages(first: 1) { totalCount }`);
    const lists = [mine.seed.admin.send(`{ ${aliases.join(" ")} }`)];
    lists.push(
      ...Array.from({ length: MANY }, () => mine.seed.admin.send("{ messages(first: 2) { totalCount } }")),
    );
    try {
      await expect.poll(() => lock.waiting(), EVENTUALLY).toBeGreaterThan(1);
      await works(other);
    } finally {
      await lock.letGo();
    }
    for (const { data, errors } of await Promise.all(lists)) {
      expect(errors).toEqual([]);
      expect(Object.values(data ?? {})).toContainEqual({ totalCount: 0 });
    }
  });

  it("one whose changes wait for each other does not occupy all connections", async () => {
    const [mine, other] = [await account("carl"), await account("bert")];
    const [fob] = mine.fobs;
    const held = { token: { id: fob?.id }, scope: { resource: { name: "VPN" } }, duration: "HOUR_1" };
    await mine.seed.admin.do("tokenBypassGrant", held, "__typename");
    const { apiKey: key } = await mine.seed.admin.do<{ apiKey: { id: string } }>(
      "apiKeyCreate",
      { name: "stolen", role: "AUDITOR" },
      "apiKey { id }",
    );
    const bulk = await holding(world(), TAKES_PLACES, [mine.seed.accountId]);
    const creations = Array.from({ length: MANY }, (_, n) => mine.seed.user(`user-${n}`));
    try {
      await expect.poll(() => bulk.waiting(), EVENTUALLY).toBeGreaterThan(1);
      await works(other);
      // What stops somebody waits for no turn of its own account.
      const [token, resource, user] = [{ id: fob?.id }, { name: "VPN" }, { login: "carl" }];
      const stops: readonly (readonly [string, object])[] = [
        ["apiKeyRevoke", { apiKey: key.id }],
        ["tokenDisable", { token }],
        ["tokenBypassRevoke", { bypass: { token } }],
        [
          "bypassPolicySet",
          { scope: { resource }, maximumDuration: "NONE", reasonRequired: false, grantedBy: ["ADMIN"] },
        ],
        ["assignmentDelete", { assignment: { link: { token, resource } } }],
        ["tokenUnassign", { token }],
        ["userUpdate", { user, enabled: false }],
        ["resourceUpdate", { resource, enabled: false }],
      ];
      for (const [name, input] of stops) await mine.seed.admin.do(name, input, "__typename");
      // So does every other mutation that can end access: here, to something that there is not.
      for (const [name, input] of takingAway()) {
        const document = `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { __typename } }`;
        const answer = await Promise.race([
          mine.seed.admin.send(document, { input }),
          wait(EVENTUALLY.timeout),
        ]);
        expect(answer, `${name} waits`).toMatchObject({
          errors: [],
          data: { [name]: { __typename: expect.stringMatching(/Error$/) } },
        });
      }
      // Another change of the same kind waits.
      const renamed = mine.seed.admin.do("userUpdate", { user, firstName: "Carl" }, "__typename");
      expect(await Promise.race([renamed, wait(300, "waits")])).toBe("waits");
      creations.push(renamed.then(() => "renamed"));
    } finally {
      await bulk.letGo();
    }
    expect(new Set(await Promise.all(creations)).size).toBe(MANY + 1);
  });

  it("what waits for a lock outside of all turns holds no connection meanwhile", async () => {
    const logins = Array.from({ length: MANY }, (_, n) => `user-${n}`);
    const [mine, other] = [await account(...logins), await account("bert")];
    const ids = mine.fobs.map(({ id }) => id);
    const bulk = await holding(world(), "SELECT 1 FROM tokens WHERE id = ANY($1::uuid[]) FOR UPDATE", ids);
    const stops = ids.map((id) => mine.seed.admin.do("tokenDisable", { token: { id } }, "__typename"));
    try {
      await expect.poll(() => bulk.waiting(), EVENTUALLY).toBeGreaterThan(1);
      await works(other);
    } finally {
      await bulk.letGo();
    }
    expect(await Promise.all(stops)).toHaveLength(MANY);
  });

  it("one whose PINs wait for their turn before codes are sent occupies no connection; a PIN that is changed meanwhile is checked again", async () => {
    const [seed, other] = [await world().seed(), await account("bert")];
    const pin = { value: "4711", position: "BEFORE_OTP" };
    const { id } = await sentToken(seed, undefined, { pin, resource: { pinBeforeSending: true } });
    const { pins } = world().services;
    const { opened, open } = newLatch();
    const waits = vi.spyOn(pins, "pretend").mockImplementation(() => opened);
    const guesses = Array.from({ length: MANY }, (_, n) =>
      askForCode(seed, { user: { login: `nobody-${n}` } }, "VPN", { pin: "4711" }),
    );
    const isRight = pins.isRight.bind(pins);
    const checks = vi.spyOn(pins, "isRight").mockImplementationOnce(async (...args) => {
      await opened;
      return isRight(...args);
    });
    const asked = askForCode(seed, { user: { login: "anna" } }, "VPN", { pin: "4712" });
    try {
      await expect.poll(() => waits.mock.calls.length + checks.mock.calls.length, EVENTUALLY).toBe(MANY + 1);
      await works(other);
      await seed.admin.do(
        "tokenPinSet",
        { token: { id }, pin: "4712", position: "BEFORE_OTP" },
        "__typename",
      );
    } finally {
      open();
      waits.mockRestore();
    }
    expect(await Promise.all(guesses)).toHaveLength(MANY);
    await asked;
    expect(checks).toHaveBeenCalledTimes(2);
    checks.mockRestore();
    const { events } = await seed.admin.query<{ events: { nodes: object[] } }>(
      `{ events(first: 1, filter: { types: [CHALLENGE_CREATED], user: { login: "anna" } }) { nodes { reason } } }`,
    );
    expect(events.nodes).toEqual([{ reason: null }]);
  });

  it("people sign in to the console while a request with many items takes places of the plan", async () => {
    const { seed } = await account();
    const browser = Browser.of(world());
    const app = await browser.accept(await seed.invite("ada", "ADMIN"));
    world().clock.pass(60);
    const bulk = await holding(world(), TAKES_PLACES, [seed.accountId]);
    try {
      const person = { address: await getAddress(seed), login: "ada", password: PASSWORD };
      const { attempt } = (await browser.send("/sign-in", person)).body;
      const { status } = await browser.send("/sign-in/answer", { attempt, passcode: app.code() });
      expect(status).toBe(200);
    } finally {
      await bulk.letGo();
    }
  });
});
