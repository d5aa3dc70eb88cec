// @module-tag deep
// Changes that a core asks for at once share requests: how many, and what becomes of each of them.
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { callsHere, getId, getRefusal } from "../support/scene.js";
import type { Core } from "../support/cores.mjs";
import { EVENTUALLY } from "../support/eventually.js";
import { FakeCore } from "../support/fake-core.js";
import type { Instance } from "../support/fake-core/instance.js";
import type { Fields } from "../support/fake-core/proposed.js";
import { call, type Reported } from "../support/fake-core/wire.js";
import { newLatch } from "../support/latch.js";
import { changesIn, Middleman, type Asked } from "../support/middleman.js";
import type { Seed } from "../support/seed.js";
import { coresHere, getWorkspace, type Workspace } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere());
});
afterAll(() => world.end());

const USER = "tokenplane_user";
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

async function between(): Promise<Middleman> {
  const middleman = await Middleman.open(world.url);
  onTestFinished(() => middleman.close());
  return middleman;
}

/** The users of an account, by login. */
async function getUsers({ admin }: Seed): Promise<ReadonlyMap<string, string>> {
  interface Page {
    readonly users: {
      readonly nodes: readonly { readonly id: string; readonly login: string }[];
      readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
    };
  }
  const found = new Map<string, string>();
  let after: string | null = null;
  do {
    const { users }: Page = await admin.query<Page>(
      "query ($after: Cursor) { users(first: 100, after: $after) { nodes { id login } pageInfo { endCursor hasNextPage } } }",
      { after },
    );
    for (const { id, login } of users.nodes) found.set(login, id);
    after = users.pageInfo.hasNextPage ? users.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

/** How often something happened. */
async function getCount({ admin }: Seed, type: string): Promise<number> {
  const { events } = await admin.query<{ events: { totalCount: number } }>(
    "query ($types: [EventType!]) { events(filter: { types: $types }) { totalCount } }",
    { types: [type] },
  );
  return events.totalCount;
}

const numbered = (count: number, name = "u") => Array.from({ length: count }, (_, n) => `${name}${n}`);

/** How many changes the requests of an operation asked for, in the order of the requests. */
function sizes({ asked }: Middleman, ...operations: readonly string[]): readonly number[] {
  return asked.filter(({ operation }) => operations.includes(operation)).map(changesIn);
}

describe("changes that a core asks for at once", () => {
  /** A core in this process, and who counts between its provider and the server. @param tries how long, in seconds. */
  async function open(config: Fields = {}, role = "PROVISIONER", tries = 60) {
    const seed = await world.seed();
    const { key } = await seed.key(role);
    const middleman = await between();
    const calls = callsHere(undefined, true, { TOKENPLANE_RETRY_TIMEOUT_SECONDS: String(tries) });
    const core = await FakeCore.start(calls, { endpoint: middleman.url, api_key: key, ...config });
    middleman.forget();
    return { seed, key, middleman, core, calls };
  }

  /** Plans changes one after the other, and applies them at once. @returns what each comes to. */
  async function atOnce(
    core: FakeCore,
    type: string,
    changes: readonly { readonly config: Fields | null; readonly prior?: Instance | null }[],
  ): Promise<readonly PromiseSettledResult<Instance | null>[]> {
    const plans = [];
    for (const { config, prior = null } of changes) plans.push(await core.plan(type, config, prior));
    return Promise.allSettled(plans.map((plan) => core.apply(plan)));
  }

  async function made(
    core: FakeCore,
    type: string,
    configs: readonly (Fields | null)[],
    priors: readonly (Instance | null)[] = [],
  ): Promise<readonly Instance[]> {
    const results = await atOnce(
      core,
      type,
      configs.map((config, index) => ({ config, prior: priors[index] ?? null })),
    );
    return results.flatMap((result) => {
      if (result.status === "rejected") throw result.reason;
      return result.value ?? [];
    });
  }

  const create = (core: FakeCore, logins: readonly string[]) =>
    atOnce(
      core,
      USER,
      logins.map((login) => ({ config: { login } })),
    );

  /** The error of each; undefined where there is none. */
  async function getErrors(
    results: readonly PromiseSettledResult<unknown>[],
  ): Promise<readonly (Reported | undefined)[]> {
    return Promise.all(
      results.map(async (result) =>
        result.status === "fulfilled" ? undefined : getRefusal(Promise.reject(result.reason)),
      ),
    );
  }

  it("share requests of 50 at most, and each gets its own result", async () => {
    const { seed, middleman, core } = await open();
    const logins = numbered(120);
    const users = await made(
      core,
      USER,
      logins.map((login) => ({ login, first_name: `Name of ${login}` })),
    );
    // They are on their way at the same time, and come in any order.
    expect(sizes(middleman, "UsersCreate").toSorted((a, b) => a - b)).toEqual([20, 50, 50]);
    expect(middleman.asked).toHaveLength(3);
    const there = await getUsers(seed);
    expect(there.size).toBe(120);
    for (const [index, login] of logins.entries()) {
      expect(users[index]?.state).toMatchObject({
        id: there.get(login),
        login,
        first_name: `Name of ${login}`,
      });
    }
  });

  /** The changes since the last time, as operations with their numbers. */
  function getChanges(middleman: Middleman): readonly string[] {
    const counts = middleman.asked
      .filter((request) => changesIn(request) > 0)
      .map((request) => `${request.operation} ${changesIn(request)}`);
    middleman.forget();
    return counts.toSorted();
  }

  /** The numbers of what is made. */
  const all = [0, 1, 2];
  const configs = (more: (n: number) => Fields) => all.map(more);
  const user = (n: number, more: Fields = {}) => ({ login: `u${n}`, ...more });
  const token = (n: number, more: Fields = {}) => ({
    model: "PROTECTIMUS_TWO",
    serial_number: `F-${n}`,
    period_seconds: 30,
    secret_wo: SECRET,
    ...more,
  });

  /** A core, and what was asked of the server since the last time. */
  interface Bulk {
    readonly core: FakeCore;
    readonly asked: () => readonly string[];
    readonly users: readonly Instance[];
    readonly tokens: readonly Instance[];
  }

  /** Gives tokens to users, disables and enables them. */
  async function changeTokens({ core, asked, users, tokens }: Bulk) {
    const owner = (n: number) => users[n] ?? expect.fail();
    const owned = await made(
      core,
      "tokenplane_token",
      configs((n) => token(n, { user_id: getId(owner(n)) })),
      tokens,
    );
    expect(asked()).toEqual(["TokensAssign 3"]);
    expect(owned.map(({ state }) => state["user_id"])).toEqual(users.map(getId));
    const disabled = await made(
      core,
      "tokenplane_token",
      configs((n) => token(n, { user_id: getId(owner(n)), enabled: false })),
      owned,
    );
    expect(asked()).toEqual(["TokensDisable 3"]);
    const enabled = await made(
      core,
      "tokenplane_token",
      configs((n) => token(n, { user_id: getId(owner(n)), enabled: true })),
      disabled,
    );
    expect(asked()).toEqual(["TokensEnable 3"]);
    return { owned, enabled };
  }

  /** Links tokens to a resource, and grants bypasses for them. */
  async function linkTokens({ core, asked, users, tokens }: Bulk, vpn: string) {
    const owner = (n: number) => users[n] ?? expect.fail();
    const fob = (n: number) => tokens[n] ?? expect.fail();
    const links = await made(
      core,
      "tokenplane_assignment",
      configs((n) => ({ resource_id: vpn, token_id: getId(fob(n)), user_id: getId(owner(n)) })),
    );
    expect(asked()).toEqual(["AssignmentsCreate 3"]);
    expect(links.map(({ state }) => state["token_id"])).toEqual(tokens.map(getId));
    const bypasses = await made(
      core,
      "tokenplane_bypass",
      configs((n) => ({ token_id: getId(fob(n)), everywhere: true, duration: "HOUR_1" })),
    );
    expect(asked()).toEqual(["TokensBypassGrant 3"]);
    expect(bypasses.map(({ state }) => state["token_id"])).toEqual(tokens.map(getId));
    const moved = await made(
      core,
      "tokenplane_bypass",
      configs((n) => ({ token_id: getId(fob(n)), resource_id: vpn, duration: "HOUR_1" })),
      bypasses,
    );
    expect(asked()).toEqual(["TokensBypassGrant 3", "TokensBypassRevoke 3"]);
    return { links, moved };
  }

  it("share requests wherever the API has a bulk form", async () => {
    const { seed, middleman, core } = await open();
    const vpn = await seed.resource("VPN");
    const asked = () => getChanges(middleman);
    const users = await made(core, USER, configs(user));
    expect(asked()).toEqual(["UsersCreate 3"]);
    const changed = await made(
      core,
      USER,
      configs((n) => user(n, { email: `u${n}@example.com` })),
      users,
    );
    expect(asked()).toEqual(["UsersUpdate 3"]);
    expect(changed.map(({ state }) => state["email"])).toEqual(all.map((n) => `u${n}@example.com`));

    const tokens = await made(core, "tokenplane_token", configs(token));
    // Each may show a secret, so there is no bulk form.
    expect(asked()).toEqual(["TokenCreate 1", "TokenCreate 1", "TokenCreate 1"]);
    const owner = (n: number) => users[n] ?? expect.fail();
    const fob = (n: number) => tokens[n] ?? expect.fail();
    const bulk: Bulk = { core, asked, users, tokens };
    const { owned, enabled } = await changeTokens(bulk);

    const { links, moved } = await linkTokens(bulk, vpn);

    const gone = all.map(() => null);
    await made(core, "tokenplane_bypass", gone, moved);
    expect(asked()).toEqual(["TokensBypassRevoke 3"]);
    await made(core, "tokenplane_assignment", gone, links);
    expect(asked()).toEqual(["AssignmentsDelete 3"]);
    for (const { state } of owned)
      await seed.admin.do("tokenUnassign", { token: { id: state["id"] } }, "__typename");
    const lent = await made(
      core,
      "tokenplane_token_user",
      configs((n) => ({ token_id: getId(fob(n)), user_id: getId(owner(n)) })),
    );
    expect(asked()).toEqual(["TokensAssign 3"]);
    await made(core, "tokenplane_token_user", gone, lent);
    expect(asked()).toEqual(["TokensUnassign 3"]);
    await made(core, "tokenplane_token", gone, enabled);
    expect(asked()).toEqual(["TokensDelete 3"]);
    await made(core, USER, gone, changed);
    expect(asked()).toEqual(["UsersDelete 3"]);
    // What is gone already is no error, in bulk neither.
    await made(core, USER, gone, changed);
    expect(asked()).toEqual(["UsersDelete 3"]);
    expect((await getUsers(seed)).size).toBe(0);
  });

  it("are refused each for itself, on its own attribute; the others are made", async () => {
    const { seed, middleman, core } = await open();
    for (const login of ["u1", "u3"]) await seed.user(login);
    const results = await create(core, [...numbered(5), "U4"]);
    expect(sizes(middleman, "UsersCreate", "UserCreate")).toEqual([6]);
    const errors = await getErrors(results);
    const refused = (login: string) => ({
      path: "login",
      summary: "It exists already",
      detail: `Another user has this login. If this block was renamed, write a moved block. If this apply removes it from another block, apply again. Otherwise, to manage it here, import it:\n\n  terraform import tokenplane_user.NAME ${login}`,
    });
    expect(errors).toMatchObject([
      undefined,
      refused("u1"),
      undefined,
      refused("u3"),
      undefined,
      refused("U4"),
    ]);
    expect([...(await getUsers(seed)).keys()].toSorted()).toEqual(numbered(5));
  });

  it("are made once when the answer of their request is lost, and it is sent again as it was", async () => {
    const { seed, middleman, core } = await open();
    const lost = new Set<string>();
    middleman.manners = {
      cuts: ({ operation }) =>
        operation === "UsersCreate" && lost.size < 2 && lost.add(randomUUID()).size > 0,
    };
    await seed.user("u3");
    const results = await create(core, numbered(10));
    expect(results.map(({ status }) => status)).toEqual(
      numbered(10).map((login) => (login === "u3" ? "rejected" : "fulfilled")),
    );
    expect(sizes(middleman, "UsersCreate", "UserCreate")).toEqual([10, 10, 10]);
    expect(new Set(middleman.asked.map(({ variables }) => JSON.stringify(variables))).size).toBe(1);
    expect(await getCount(seed, "USER_CREATED")).toBe(10);
    const there = await getUsers(seed);
    for (const [index, result] of results.entries()) {
      if (result.status === "fulfilled") expect(result.value?.state["id"]).toBe(there.get(`u${index}`));
    }
  });

  it.each([
    ["what stands before the server", { status: 413, body: "Request Entity Too Large" }],
    [
      "the server, for its cost",
      {
        status: 200,
        body: { errors: [{ message: "It is too large.", extensions: { code: "COST_LIMIT_EXCEEDED" } }] },
      },
    ],
  ])("that are too many for %s are sent in smaller requests", async (_who, answer) => {
    const { seed, middleman, core } = await open();
    middleman.manners = { instead: (asked) => (changesIn(asked) > 3 ? answer : undefined) };
    const results = await create(core, [...numbered(10), "u0"]);
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(1);
    expect((await getUsers(seed)).size).toBe(10);
    expect(await getCount(seed, "USER_CREATED")).toBe(10);
    // What was learned is known the next time.
    middleman.forget();
    expect((await create(core, numbered(10, "next"))).every(({ status }) => status === "fulfilled")).toBe(
      true,
    );
    expect(Math.max(...sizes(middleman, "UsersCreate"))).toBeLessThanOrEqual(3);
  });

  it("are sent one by one to a server that has no such bulk form", async () => {
    const { seed, middleman, core } = await open();
    middleman.manners = {
      instead: ({ operation }) =>
        operation === "UsersCreate"
          ? {
              status: 400,
              body: {
                errors: [
                  {
                    message: 'Unknown type "UsersCreateInput".',
                    extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
                  },
                ],
              },
            }
          : undefined,
    };
    const errors = await getErrors(await create(core, [...numbered(5), "u0"]));
    expect(errors.filter((error) => error !== undefined)).toMatchObject([{ path: "login" }]);
    expect(middleman.counts()).toEqual({ UsersCreate: 1, UserCreate: 6 });
    await create(core, numbered(5, "next"));
    expect(middleman.counts()).toEqual({ UsersCreate: 1, UserCreate: 11 });
    expect((await getUsers(seed)).size).toBe(10);
  });

  it("of a key without the permission say so each, in the words of a single one", async () => {
    const { core } = await open({}, "AUDITOR");
    const errors = await getErrors(await create(core, numbered(3)));
    expect(errors).toHaveLength(3);
    for (const error of errors) {
      expect(error).toMatchObject({
        summary: "The API key has no permission for this",
        detail: expect.stringContaining("A key of role AUDITOR may not use userCreate."),
      });
    }
  });

  it(
    "get an error each when their request fails as a whole, and are not sent again",
    { tags: "deep" },
    async () => {
      const { seed, middleman, core } = await open({}, "PROVISIONER", 5);
      const failure = {
        message: "Something failed in the server. Send the operator this correlation id.",
        extensions: { code: "INTERNAL", correlationId: "0196-ab" },
      };
      const inside = { ...failure, path: ["usersCreate", "results", 0, "user"] };
      const wrong = { ...inside, extensions: { code: "BAD_USER_INPUT", correlationId: "0196-ab" } };
      for (const error of [failure, inside, wrong]) {
        middleman.forget();
        middleman.manners = {
          instead: () => ({ status: 200, body: { data: { usersCreate: null }, errors: [error] } }),
        };
        const errors = await getErrors(await create(core, numbered(4)));
        expect(errors).toHaveLength(4);
        for (const reported of errors) {
          expect(reported).toMatchObject({
            path: "",
            detail: expect.stringContaining("The correlation id is 0196-ab."),
          });
        }
        expect(middleman.counts()).toEqual({ UsersCreate: 1 });
      }
      // Nobody answers any more, and each says so.
      middleman.manners = {};
      middleman.target = "http://127.0.0.1:1";
      for (const reported of await getErrors(await create(core, numbered(4)))) {
        expect(reported).toMatchObject({ summary: "The Tokenplane server cannot be reached" });
      }
      middleman.target = world.url;
      expect((await create(core, numbered(4))).every(({ status }) => status === "fulfilled")).toBe(true);
      expect((await getUsers(seed)).size).toBe(4);
    },
  );

  it("a lone one is the ordinary mutation, also many one after the other", async () => {
    const { middleman, core } = await open();
    for (const login of numbered(5)) await made(core, USER, [{ login }]);
    expect(middleman.counts()).toEqual({ UserCreate: 5 });
  });

  it("a lone one waits less than 5 ms, beside what it takes anyway", { tags: "deep" }, async () => {
    const { middleman, core } = await open();
    /** How long it takes until the request of a new object comes, in milliseconds. */
    const timed = async (type: string, config: Fields) => {
      const planned = await core.plan(type, config, null);
      const began = performance.now();
      let came: number | undefined;
      middleman.manners = {
        before: () => {
          came ??= performance.now();
        },
      };
      await core.apply(planned);
      return (came ?? Number.NaN) - began;
    };
    let [waited, without] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    // The quickest of each, in turns: other work on the machine delays some, but not all.
    for (let n = 0; n < 40; n += 1) {
      waited = Math.min(waited, await timed(USER, { login: `u${n}` }));
      // A resource has no bulk form: it does not wait.
      without = Math.min(without, await timed("tokenplane_resource", { name: `r${n}` }));
    }
    expect(waited - without).toBeLessThan(7);
  });

  it("of different configurations, or with other time limits, share none", async () => {
    const [one, other] = [await open(), await open()];
    // A second configuration for the same server, by the same proxy, with a key of the same account.
    const { key } = await one.seed.key("PROVISIONER");
    const second = await FakeCore.start(callsHere(), { endpoint: one.middleman.url, api_key: key });
    one.middleman.forget();
    const timeouts = { create: "5m", update: null, delete: null };
    await Promise.all([
      create(one.core, numbered(4)),
      create(other.core, numbered(4)),
      create(second, numbered(3, "second")),
      atOnce(
        one.core,
        USER,
        numbered(2, "patient").map((login) => ({ config: { login, timeouts } })),
      ),
    ]);
    const of = ({ variables }: Asked) =>
      (variables["input"] as { items?: readonly { login: string }[] }).items?.map(({ login }) =>
        login.replace(/\d+$/, ""),
      );
    expect(one.middleman.asked.map(of).map((logins) => [...new Set(logins)])).toHaveLength(3);
    for (const asked of one.middleman.asked) expect(new Set(of(asked)).size).toBe(1);
    expect(sizes(other.middleman, "UsersCreate")).toEqual([4]);
    expect((await getUsers(one.seed)).size).toBe(9);
    expect((await getUsers(other.seed)).size).toBe(4);
  });

  it("that are sent when the core is asked to stop are saved; those that wait are not made", async () => {
    const { seed, middleman, core, calls } = await open();
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const reached = new Promise<void>((resolve) => {
      middleman.manners = {
        before: () => {
          resolve();
          return held;
        },
      };
    });
    const sent = create(core, numbered(5));
    await reached;
    const planned = await Promise.all(numbered(5, "late").map((login) => core.plan(USER, { login }, null)));
    const waiting = Promise.allSettled(planned.map((plan) => core.apply(plan)));
    await call(calls, "StopProvider", {});
    expect(await getErrors(await waiting)).toMatchObject(numbered(5).map(() => ({ summary: "Stopped" })));
    go();
    expect((await sent).map(({ status }) => status)).toEqual(numbered(5).map(() => "fulfilled"));
    expect([...(await getUsers(seed)).keys()].toSorted()).toEqual(numbered(5));
  });
});

// What is counted is the provider's doing; of the cores, one is enough.
describe.each(coresHere().slice(0, 1))("with %s", (_name, core: Core) => {
  const COUNT = 500;
  const BLOCK = 100;
  /** The share of requests in which changes share them, also where the machine is busy. */
  const FEW = 0.4;

  /** Users in blocks of a hundred. */
  const configuration = (count: number, more = "") => `terraform {
    required_providers {
      tokenplane = { source = "tokenplane/tokenplane" }
    }
  }
  ${Array.from(
    { length: count / BLOCK },
    (_, block) => `
  resource "tokenplane_user" "b${block}" {
    count = ${BLOCK}
    login = "u\${${block * BLOCK} + count.index}"
    ${more}
  }`,
  ).join("")}`;

  async function open(): Promise<{ seed: Seed; middleman: Middleman; workspace: Workspace }> {
    const seed = await world.seed();
    const middleman = await between();
    const workspace = getWorkspace(core, {
      TOKENPLANE_ENDPOINT: middleman.url,
      TOKENPLANE_API_KEY: seed.admin.key,
    });
    onTestFinished(() => workspace.clear());
    return { seed, middleman, workspace };
  }

  /** The users in the state, by login. */
  const inState = (workspace: Workspace): ReadonlyMap<string, string> =>
    new Map(Object.values(workspace.instances()).map(({ login, id }) => [String(login), String(id)]));

  it(
    `${COUNT} users take a fraction of as many requests, made, changed and deleted, and each has its own id`,
    { tags: "deep" },
    async () => {
      const { seed, middleman, workspace } = await open();
      workspace.write("main.tf", configuration(COUNT));
      await workspace.apply();
      const there = await getUsers(seed);
      expect(there.size).toBe(COUNT);
      expect(inState(workspace)).toEqual(there);
      // Ten at once, as cores do by default, would be a tenth. Where the machine is busy, some wait in vain.
      expect(middleman.asked.length).toBeLessThan(COUNT * FEW);
      middleman.forget();
      workspace.write("main.tf", configuration(COUNT, 'first_name = "Anna"'));
      await workspace.apply("-parallelism=50", "-refresh=false");
      expect(middleman.asked.length).toBeLessThan(COUNT * FEW);
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });
      middleman.forget();
      expect((await workspace.run("destroy", "-auto-approve", "-refresh=false")).code).toBe(0);
      expect(middleman.asked.length).toBeLessThan(COUNT * FEW);
      expect((await getUsers(seed)).size).toBe(0);
    },
  );

  it(
    "of users of whom some exist already, those are reported, each on its line, and the others are made",
    { tags: "deep" },
    async () => {
      const { seed, workspace } = await open();
      for (const login of ["u3", "u50", "u51"]) await seed.user(login);
      workspace.write("main.tf", configuration(100));
      const { code, output } = await workspace.run("apply", "-auto-approve");
      expect(code).toBe(1);
      const text = output.replaceAll(/[│╷╵]/g, "");
      expect(text.match(/Error: It exists already/g)).toHaveLength(3);
      for (const [number, login] of [
        [3, "u3"],
        [50, "u50"],
        [51, "u51"],
      ] as const) {
        expect(text).toContain(`with tokenplane_user.b0[${number}]`);
        expect(text).toContain(`terraform import tokenplane_user.NAME ${login}`);
      }
      expect(Object.keys(workspace.instances())).toHaveLength(97);
      expect((await getUsers(seed)).size).toBe(100);
    },
  );

  it(
    "Ctrl-C in the middle: all users that were made are in the state, and the next apply makes the rest",
    { tags: "deep" },
    async () => {
      const { seed, middleman, workspace } = await open();
      workspace.write("main.tf", configuration(100));
      let asked = 0;
      const held = newLatch();
      const reached = new Promise<void>((resolve) => {
        middleman.manners = {
          before(request) {
            asked += changesIn(request);
            if (asked < 30) return undefined;
            resolve();
            return held.opened;
          },
          // What is under way at that moment is answered, and the answer is lost once.
          cuts: ((lost: Set<unknown>) => (request: Asked) => {
            const { idempotencyKey: key } = (request.variables["input"] ?? {}) as { idempotencyKey?: string };
            const isFirst = asked >= 30 && key !== undefined && !lost.has(key);
            lost.add(key);
            return isFirst;
          })(new Set()),
        };
      });
      const apply = workspace.start(["apply", "-auto-approve"]);
      await Promise.race([reached, apply.ended]);
      apply.interrupt();
      // Until the core stops, nothing is answered, so that it asks for nothing more. It says so a moment before.
      await vi.waitFor(() => expect(apply.output()).toContain("Interrupt received"), EVENTUALLY);
      await setTimeout(1_000);
      held.open();
      const { code, output } = await apply.ended;
      expect(code, output).toBe(1);
      middleman.manners = {};
      const left = await getUsers(seed);
      expect(left.size).toBeGreaterThan(10);
      expect(left.size).toBeLessThan(100);
      expect(inState(workspace)).toEqual(left);
      await workspace.apply();
      expect(await getCount(seed, "USER_CREATED")).toBe(100);
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });
    },
  );
});
