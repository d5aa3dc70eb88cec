import assert from "node:assert/strict";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { hotp } from "../../server/otp/hotp.js";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { Api } from "../support/api.js";
import { manualClock } from "../support/clock.js";
import { getUuid } from "../support/contents.js";
import { answerer, getChallenge } from "../support/ocra.js";
import { EVENTUALLY } from "../support/eventually.js";
import { newOperatorKey } from "../support/installation.js";
import { runCommand, Workshop } from "../support/process.js";
import { Seed, type Device } from "../support/seed.js";
import { isSerial, type Attempted, type CounterState } from "../support/serial.js";
import { getState } from "../support/sign-in.js";
import { byTier } from "../support/tier.js";
import { makeDatabase } from "../support/world.js";

/** A period so long that no step ends while a test runs on the clock of the wall. */
const ONE_DAY = 86_400;

const clock = manualClock(Date.now());

/** Does something many times at once, by turns at the one server and the other. */
async function atOnce<Result>(
  apis: readonly Api[],
  times: number,
  work: (api: Api, turn: number) => Promise<Result>,
): Promise<Result[]> {
  return Promise.all(
    Array.from({ length: times }, (_, turn) => {
      const api = apis[turn % apis.length];
      assert.ok(api);
      return work(api, turn);
    }),
  );
}

/** How often each text stands in a list. */
function tally(texts: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}

/** What each of many equal mutations came to: `done`, or the code of its refusal. */
async function outcomes(
  apis: readonly Api[],
  times: number,
  mutation: string,
  getInput: (turn: number) => object,
): Promise<Record<string, number>> {
  const results = await atOnce(apis, times, (api, turn) =>
    api.mutate(mutation, getInput(turn), "__typename"),
  );
  return tally(results.map(({ code }) => code ?? "done"));
}

interface AttemptEvent {
  readonly type: string;
  readonly reason: string | null;
  readonly clientAddress: string | null;
}

/** All sign-in events of a token. */
async function getAttempts(api: Api, token: string): Promise<AttemptEvent[]> {
  const found: AttemptEvent[] = [];
  for (let after: string | null = null; ;) {
    const { events }: { events: { nodes: AttemptEvent[]; pageInfo: { endCursor: string | null } } } =
      await api.query(
        `query ($token: ID!, $after: Cursor) { events(first: 100, after: $after, filter: {
          token: { id: $token }, types: [AUTHENTICATION_GRANTED, AUTHENTICATION_DENIED] }) {
          nodes { type reason clientAddress } pageInfo { endCursor } } }`,
        { token, after },
      );
    found.push(...events.nodes);
    if (events.nodes.length < 100) return found;
    after = events.pageInfo.endCursor;
  }
}

/** What the sign-in events of a token say, and how often. */
async function getVerdicts(api: Api, token: string): Promise<Record<string, number>> {
  return tally((await getAttempts(api, token)).map(({ reason }) => reason ?? "GRANTED"));
}

async function signIn(
  api: Api,
  subject: object,
  resource: string,
  passcode: string,
  more: object = {},
): Promise<boolean> {
  const { granted } = await api.do<{ granted: boolean }>(
    "authenticate",
    { resource: { name: resource }, subject, passcode, ...more },
    "granted",
  );
  return granted;
}

/** Numbers that look random and are the same in every run (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

describe.skipIf(inject("postgresUrl") === undefined)("two servers on one PostgreSQL", () => {
  const workshop = new Workshop();
  let database: pg.Client;
  let databaseUrl: string;
  let operator: Api;
  let urls: readonly string[];

  beforeAll(async () => {
    const url = await makeDatabase();
    const environment = { DATABASE_URL: url, TOKENPLANE_MASTER_KEY: newMasterKey() };
    const servers = await Promise.all([workshop.start(environment), workshop.start(environment)]);
    urls = servers.map((server) => server.url);
    operator = new Api(servers[0].url, await newOperatorKey(environment));
    databaseUrl = url;
    database = new pg.Client({ connectionString: url });
    await database.connect();
  });

  afterAll(async () => {
    await database.end();
    await workshop.clear();
  });

  /** An account of its own, and its administrator at each of the servers. */
  async function account(plan?: {
    tokens: number;
    users: number;
    resources: number;
  }): Promise<{ seed: Seed; apis: readonly Api[] }> {
    const seed = await Seed.account(operator, clock, plan);
    return { seed, apis: urls.map((url) => new Api(url, seed.admin.key)) };
  }

  /** When a key was used last, as it is noted once a minute. */
  async function getLastUse(key: string): Promise<Date | null> {
    const used = "SELECT last_used_at FROM api_keys WHERE prefix = $1";
    const { rows } = await database.query<{ last_used_at: Date | null }>(used, [key.slice(0, 8)]);
    return rows[0]?.last_used_at ?? null;
  }

  /** How many connections wait for a lock. */
  async function getWaiting(): Promise<number | undefined> {
    const { rows } = await database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'`,
      [new URL(databaseUrl).pathname.slice(1)],
    );
    return rows[0]?.count;
  }

  /** Begins one action after the other, each once all before it wait for a lock, or the last of them is done. */
  async function beginInTurn(actions: readonly (() => Promise<object>)[]): Promise<Promise<object>[]> {
    const answers: Promise<object>[] = [];
    for (const action of actions) {
      let isDone = false;
      answers.push(action().finally(() => (isDone = true)));
      const before = answers.length;
      await expect.poll(async () => isDone || (await getWaiting()) === before, EVENTUALLY).toBe(true);
    }
    return answers;
  }

  describe("several that start at once on a new database", () => {
    const firstKeys = (outputs: readonly string[]) =>
      outputs.join("").match(/API key and link were written/g)?.length;

    it(
      "migrate it together: one makes the account and shows its key, and none complains",
      { tags: "deep" },
      async () => {
        const environment = { DATABASE_URL: await makeDatabase(), TOKENPLANE_MASTER_KEY: newMasterKey() };
        const servers = await Promise.all([1, 2, 3].map(() => workshop.start(environment)));
        const ended = await Promise.all(servers.map((server) => server.stop()));
        const outputs = ended.map(({ stdout }) => stdout);
        expect(firstKeys(outputs)).toBe(1);
        // What the version of Node.js is, each of them says.
        expect(outputs.join("").match(/.*"level":[45]0,(?!.*"msg":"Node\.js 20).*/g)).toBeNull();
      },
    );

    it("make one account though all look for it at the same moment", { tags: "deep" }, async () => {
      const environment = { DATABASE_URL: await makeDatabase(), TOKENPLANE_MASTER_KEY: newMasterKey() };
      await runCommand(["migrate"], environment);
      const holder = new pg.Client({ connectionString: environment.DATABASE_URL });
      await holder.connect();
      await holder.query("BEGIN; LOCK TABLE accounts");
      const count = byTier(2, 4);
      const starting = Promise.all(Array.from({ length: count }, () => workshop.start(environment)));
      const waiting = async () => {
        const { rows } = await database.query<{ count: number }>(
          `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'`,
          [environment.DATABASE_URL.split("/").at(-1)],
        );
        return rows[0]?.count;
      };
      await expect.poll(waiting).toBe(count);
      await holder.query("COMMIT");
      const ended = await Promise.all((await starting).map((server) => server.stop()));
      expect(firstKeys(ended.map(({ stdout }) => stdout))).toBe(1);
      const { rows } = await holder.query(`SELECT (SELECT count(*)::int FROM accounts) AS accounts,
        (SELECT count(*)::int FROM installation) AS installations, (SELECT count(*)::int FROM api_keys) AS keys`);
      expect(rows).toEqual([{ accounts: 1, installations: 1, keys: 1 }]);
      await holder.end();
    });
  });

  describe("the same code 40 times at once", () => {
    const ROUNDS = Array.from({ length: byTier(2, 6) }, (_, number) => number);
    const ONCE = { granted: 1, events: { GRANTED: 1, REPLAYED: 39 }, failures: 0, lock: null };

    /** Tries the code of a fob of anna's 40 times, by her name and by the fob. */
    async function round(seed: Seed, apis: readonly Api[], fob: Device, code: string) {
      const earlier = await getVerdicts(seed.admin, fob.id);
      const granted = await atOnce(apis, 40, (api, turn) =>
        signIn(api, turn % 4 < 2 ? { user: { login: "anna" } } : { token: { id: fob.id } }, fob.name, code),
      );
      const events = Object.entries(await getVerdicts(seed.admin, fob.id)).map(
        ([verdict, count]) => [verdict, count - (earlier[verdict] ?? 0)] as const,
      );
      const { failures, lock } = await getState(seed.admin, fob.id);
      return { granted: granted.filter(Boolean).length, events: Object.fromEntries(events), failures, lock };
    }

    it("of a fob with a clock: one success in each round, and 39 replays", async () => {
      const { seed, apis } = await account();
      await seed.user("anna");
      for (const number of ROUNDS) {
        const fob = await seed.fob({ of: "anna" }, { periodSeconds: ONE_DAY });
        await seed.resource(fob.name);
        await seed.link(fob.id, fob.name);
        expect(await round(seed, apis, fob, fob.code()), `round ${number}`).toEqual(ONCE);
      }
    });

    it("of a fob with a counter: one success in each round, and 39 replays", async () => {
      const { seed, apis } = await account();
      await seed.user("anna");
      const fob = await seed.counterFob({ of: "anna" });
      await seed.resource(fob.name);
      await seed.link(fob.id, fob.name);
      for (const number of ROUNDS) {
        expect(await round(seed, apis, fob, fob.press()), `round ${number}`).toEqual(ONCE);
      }
    });

    it("through every entry point together: one success", async () => {
      const { seed, apis } = await account();
      await seed.user("anna");
      await seed.resource("VPN");
      const fob = await seed.fob({ of: "anna", at: ["VPN"] }, { periodSeconds: ONE_DAY });
      const right = await atOnce(apis, 40, async (api, turn) => {
        if (turn % 4 < 2) return signIn(api, { user: { login: "anna" } }, "VPN", fob.code());
        const { valid } = await api.do<{ valid: boolean }>(
          "tokenCheckOtp",
          { token: { id: fob.id }, passcode: fob.code() },
          "valid",
        );
        return valid;
      });
      expect(right.filter(Boolean)).toHaveLength(1);
    });

    it("with one idempotency key: one success, and every repeat gets its answer", async () => {
      const { seed, apis } = await account();
      await seed.user("anna");
      await seed.resource("VPN");
      const fob = await seed.fob({ of: "anna", at: ["VPN"] }, { periodSeconds: ONE_DAY });
      const granted = await atOnce(apis, 40, (api) =>
        signIn(api, { user: { login: "anna" } }, "VPN", fob.code(), {
          idempotencyKey: "the answer was lost",
        }),
      );
      expect(granted.filter(Boolean)).toHaveLength(40);
      expect(await getVerdicts(seed.admin, fob.id)).toEqual({ GRANTED: 1 });
    });
  });

  describe("one challenge, answered 40 times at once at two servers", () => {
    const SUITES = ["OCRA-1:HOTP-SHA1-6:QN08", "OCRA-1:HOTP-SHA1-6:C-QN08", "OCRA-1:HOTP-SHA1-6:QN08-T48H"];

    it.each(SUITES)("of %s: one success in each round, and no failure", async (suite) => {
      const { seed, apis } = await account();
      await seed.user("anna");
      await seed.resource("VPN");
      for (let round = 0; round < byTier(2, 4); round += 1) {
        const token = await answerer({ clock }, seed, { suite, at: ["VPN"] });
        const to = { newUser: { login: `user ${round}` } };
        await seed.admin.do("tokenAssign", { token: { id: token.id }, to }, "__typename");
        const { id, question } = await getChallenge(seed.admin, { token: { id: token.id } }, { at: "VPN" });
        // A counter has several right answers to one question; of those too only one is taken.
        const answers = [0, 1, 2, 3].map((counter) => token.answer(question, { counter }));
        const granted = await atOnce(apis, 40, (api, turn) =>
          signIn(api, { token: { id: token.id } }, "VPN", answers[turn % 4] ?? "", { challenge: id }),
        );
        expect(granted.filter(Boolean), `round ${round}`).toHaveLength(1);
        const { GRANTED, CHALLENGE_EXPIRED, ...others } = await getVerdicts(seed.admin, token.id);
        expect([GRANTED, CHALLENGE_EXPIRED, others], `round ${round}`).toEqual([1, 39, {}]);
        expect(await getState(seed.admin, token.id)).toMatchObject({ failures: 0, lock: null });
      }
    });

    it("counts each wrong answer up to the lock, and takes no right one after it", async () => {
      const { seed, apis } = await account();
      await seed.user("anna");
      await seed.resource("VPN");
      const token = await answerer({ clock }, seed, { of: "anna", at: ["VPN"] });
      const { id, question } = await getChallenge(seed.admin, { token: { id: token.id } }, { at: "VPN" });
      const more = { challenge: id };
      await atOnce(apis, 40, (api) =>
        signIn(api, { token: { id: token.id } }, "VPN", token.wrongAnswer(question), more),
      );
      expect(await getVerdicts(seed.admin, token.id)).toEqual({ WRONG_CODE: 5, LOCKED: 35 });
      expect(await signIn(seed.admin, { token: { id: token.id } }, "VPN", token.answer(question), more)).toBe(
        false,
      );
    });

    it("keeps three open when 30 are asked for at once, and all three are good", async () => {
      const { seed, apis } = await account();
      await seed.user("anna");
      await seed.resource("VPN");
      const token = await answerer({ clock }, seed, { of: "anna", at: ["VPN"] });
      const asked = await atOnce(apis, 30, (api) =>
        getChallenge(api, { token: { id: token.id } }, { at: "VPN" }),
      );
      const granted: boolean[] = [];
      for (const { id, question } of asked) {
        granted.push(
          await signIn(seed.admin, { token: { id: token.id } }, "VPN", token.answer(question), {
            challenge: id,
          }),
        );
      }
      expect(granted.filter(Boolean)).toHaveLength(3);
    });

    it(
      "synchronizes or signs in with the answers to two challenges, whatever is first, and nothing waits for ever",
      { tags: "deep" },
      async () => {
        const { seed, apis } = await account();
        await seed.user("anna");
        await seed.resource("VPN");
        const token = await answerer({ clock }, seed, {
          suite: "OCRA-1:HOTP-SHA1-6:C-QN08",
          of: "anna",
          at: ["VPN"],
        });
        const of = { token: { id: token.id } };
        for (let round = 0; round < byTier(2, 4); round += 1) {
          const enter = await getChallenge(seed.admin, of, { at: "VPN" });
          const sync = await getChallenge(seed.admin, of, { purpose: "SYNCHRONIZE" });
          const results = await atOnce(apis, 20, async (api, turn) => {
            if (turn % 4 === 3) return getChallenge(api, of, { purpose: "CHECK" }).then(() => "ASKED");
            if (turn % 4 < 2) {
              const answer = token.answer(enter.question);
              return (await signIn(api, of, "VPN", answer, { challenge: enter.id })) ? "GRANTED" : "DENIED";
            }
            const input = { ...of, challenge: sync.id, answer: token.answer(sync.question) };
            return (await api.mutate("tokenSynchronize", input, "__typename")).code ?? "FOUND";
          });
          const { GRANTED = 0, FOUND = 0 } = tally(results);
          // Both are of one counter, and challenges that were asked meanwhile may have taken their places.
          expect(GRANTED + FOUND, `round ${round}`).toBeLessThanOrEqual(1);
          expect(await getState(seed.admin, token.id)).toMatchObject({ failures: 0 });
          token.counter += 1;
        }
      },
    );
  });

  it("synchronizes with two codes or signs in with them, never both, when all come at once", async () => {
    const { seed, apis } = await account();
    await seed.user("anna");
    await seed.resource("VPN");
    const seen = new Set<string>();
    // Until both endings were seen, which takes a few rounds.
    for (let round = 0; round < byTier(2, 6) || (seen.size < 2 && round < 200); round += 1) {
      const fob = await seed.fob({ at: ["VPN"] }, { periodSeconds: ONE_DAY });
      await seed.admin.do(
        "tokenAssign",
        { token: { id: fob.id }, to: { newUser: { login: `user ${round}` } } },
        "__typename",
      );
      const otps = [fob.code(), fob.code(1)];
      const results = await atOnce(apis, 24, async (api, turn) => {
        const later = (turn + round) % 12;
        if (later === 0) {
          const input = { token: { id: fob.id }, otps };
          return (await api.mutate("tokenSynchronize", input, "__typename")).code ?? "FOUND";
        }
        const granted = await signIn(api, { token: { id: fob.id } }, "VPN", otps[later % 2] ?? "");
        return granted ? "GRANTED" : "DENIED";
      });
      const { FOUND = 0, GRANTED = 0, REPLAYED = 0, DENIED = 0, ...others } = tally(results);
      expect(others, `round ${round}`).toEqual({});
      // The codes of two steps: both are used up at once, or one after the other.
      expect(FOUND, `round ${round}`).toBe(GRANTED === 0 ? 1 : 0);
      expect(GRANTED, `round ${round}`).toBeLessThanOrEqual(2);
      expect(FOUND + GRANTED + REPLAYED + DENIED).toBe(24);
      expect(await getState(seed.admin, fob.id), `round ${round}`).toMatchObject({ failures: 0, lock: null });
      seen.add(FOUND === 1 ? "found" : "signed in");
    }
    expect([...seen].toSorted()).toEqual(["found", "signed in"]);
  });

  it("synchronizes once when the same two codes come 20 times at once", { tags: "deep" }, async () => {
    const { seed, apis } = await account();
    for (const fob of [await seed.fob({}, { periodSeconds: ONE_DAY }), await seed.counterFob()]) {
      const otps = [fob.code(5), fob.code(6)];
      const found = await outcomes(apis, 20, "tokenSynchronize", () => ({ token: { id: fob.id }, otps }));
      expect(found).toEqual({ done: 1, REPLAYED: 19 });
    }
  });

  it("counts wrong codes of synchronizations, checks and sign-ins together, however they meet", async () => {
    const { seed, apis } = await account();
    await seed.user("anna");
    await seed.resource("VPN", { failedAttemptsBeforeLock: 5 });
    const fob = await seed.fob({ of: "anna", at: ["VPN"] }, { periodSeconds: ONE_DAY });
    const wrong = fob.wrongCode();
    const token = { token: { id: fob.id } };
    await atOnce(apis, 60, async (api, turn) => {
      if (turn % 3 === 0)
        return api.mutate("tokenSynchronize", { ...token, otps: [wrong, wrong] }, "__typename");
      if (turn % 3 === 1) return api.mutate("tokenCheckOtp", { ...token, passcode: wrong }, "__typename");
      return signIn(api, token, "VPN", wrong);
    });
    expect(await getState(seed.admin, fob.id)).toMatchObject({
      failures: 5,
      consecutiveFailures: 5,
      lock: { reason: "FAILURES" },
    });
    expect(await seed.events(100, { types: ["TOKEN_LOCKED"] })).toHaveLength(1);
  });

  it("records five of 200 wrong codes at once as wrong, 195 as locked, and denies the right one after them", async () => {
    const { seed, apis } = await account();
    await seed.user("anna");
    await seed.resource("VPN", { failedAttemptsBeforeLock: 5 });
    const fob = await seed.fob({ of: "anna", at: ["VPN"] }, { periodSeconds: ONE_DAY });
    const granted = await atOnce(apis, 200, (api) =>
      signIn(api, { user: { login: "anna" } }, "VPN", fob.wrongCode()),
    );
    expect(granted.filter(Boolean)).toEqual([]);
    expect(await getVerdicts(seed.admin, fob.id)).toEqual({ WRONG_CODE: 5, LOCKED: 195 });
    expect(await getState(seed.admin, fob.id)).toMatchObject({
      failures: 5,
      consecutiveFailures: 5,
      lock: { reason: "FAILURES" },
    });
    const after = await atOnce(apis, 2, (api) => signIn(api, { token: { id: fob.id } }, "VPN", fob.code()));
    expect(after).toEqual([false, false]);
    expect(await seed.events(100, { types: ["TOKEN_LOCKED"] })).toHaveLength(1);
  });

  it("lets right and wrong codes, mixed at random, end as some order of them would", async () => {
    const { seed, apis } = await account();
    await seed.user("anna");
    const pick = numbers(20_261_125);
    for (let round = 0; round < byTier(4, 8); round += 1) {
      const limit = 3 + pick(4);
      await seed.resource(`VPN ${round}`, { failedAttemptsBeforeLock: limit });
      const fob = await seed.counterFob({ of: "anna", at: [`VPN ${round}`] });
      const wrong = fob.wrongCode();
      const tries = Array.from({ length: 24 }, () => (pick(10) < 3 ? null : pick(16)));
      const granted = await atOnce(apis, tries.length, (api, turn) => {
        const counter = tries[turn] ?? null;
        const code = counter === null ? wrong : hotp(fob.secret, counter, 6, "SHA1");
        return signIn(api, { token: { id: fob.id } }, `VPN ${round}`, code, {
          clientAddress: `10.0.0.${turn}`,
        });
      });
      const events = await getAttempts(seed.admin, fob.id);
      expect(events).toHaveLength(tries.length);
      const attempts = events.map(({ reason, clientAddress }): Attempted => {
        const turn = Number(clientAddress?.split(".").at(-1));
        const outcome = reason ?? "GRANTED";
        assert.ok(
          outcome === "GRANTED" || outcome === "REPLAYED" || outcome === "WRONG_CODE" || outcome === "LOCKED",
        );
        expect(granted[turn], "the answer is what the event says").toBe(outcome === "GRANTED");
        return { counter: tries[turn] ?? null, outcome };
      });
      const { rows } = await database.query<CounterState>(
        `SELECT last_step::int AS last, failures, lock_reason IS NOT NULL AS locked FROM tokens WHERE id = $1`,
        [getUuid(fob.id)],
      );
      const [after] = rows;
      assert.ok(after);
      const before = { last: -1, failures: 0, locked: false };
      expect(
        isSerial(attempts, before, after, limit),
        JSON.stringify({ round, limit, attempts, after }),
      ).toBe(true);
    }
  });

  it("makes ten of 50 tokens at once when the plan has room for ten", async () => {
    const { seed, apis } = await account({ tokens: 10, users: 10, resources: 10 });
    const made = await outcomes(apis, 50, "tokenCreate", (turn) => ({
      name: `fob ${turn}`,
      model: { hardware: { slim: { periodSeconds: 30 } } },
    }));
    expect(made).toEqual({ done: 10, QUOTA_EXCEEDED: 40 });
    const { account: plan, tokens } = await seed.admin.query<{ account: unknown; tokens: unknown }>(
      "{ account { plan { tokens { used limit } } } tokens { totalCount } }",
    );
    expect(plan).toEqual({ plan: { tokens: { used: 10, limit: 10 } } });
    expect(tokens).toEqual({ totalCount: 10 });
  });

  it("makes one of 20 links at once of two tokens of one user to one resource", async () => {
    const { seed, apis } = await account();
    await seed.user("anna");
    await seed.resource("VPN");
    const fobs = [await seed.fob({ of: "anna" }), await seed.fob({ of: "anna" })];
    const made = await outcomes(apis, 20, "assignmentCreate", (turn) => ({
      token: { id: fobs[Math.floor(turn / 2) % 2]?.id },
      to: { resource: { name: "VPN" } },
    }));
    const { done, ALREADY_EXISTS = 0, USER_HAS_TOKEN_AT_RESOURCE = 0, ...others } = made;
    expect({ done, refused: ALREADY_EXISTS + USER_HAS_TOKEN_AT_RESOURCE, others }).toEqual({
      done: 1,
      refused: 19,
      others: {},
    });
    const { assignments } = await seed.admin.query<{ assignments: { totalCount: number } }>(
      "{ assignments { totalCount } }",
    );
    expect(assignments.totalCount).toBe(1);
  });

  it("gives a user one of two tokens that are linked at one resource, when both are given at once", async () => {
    const { seed, apis } = await account();
    await seed.resource("VPN");
    for (let round = 0; round < byTier(2, 4); round += 1) {
      await seed.user(`user${round}`);
      const fobs = [await seed.fob({ at: ["VPN"] }), await seed.fob({ at: ["VPN"] })];
      const given = await outcomes(apis, 2, "tokenAssign", (turn) => ({
        token: { id: fobs[turn]?.id },
        to: { user: { login: `user${round}` } },
      }));
      expect(given, `round ${round}`).toEqual({ done: 1, USER_HAS_TOKEN_AT_RESOURCE: 1 });
    }
  });

  it("gives every assignment its token's user, in whatever order the token is assigned and linked", async () => {
    const { seed, apis } = await account();
    await seed.user("anna");
    for (let round = 0; round < byTier(3, 5); round += 1) {
      const resources = [0, 1, 2, 3].map((number) => `resource ${round}.${number}`);
      for (const name of resources) await seed.resource(name);
      const fob = await seed.fob();
      await atOnce(apis, 5, async (api, turn) => {
        const name = resources[turn < 2 ? turn : turn - 1];
        if (turn === 2) {
          await api.do(
            "tokenAssign",
            { token: { id: fob.id }, to: { user: { login: "anna" } } },
            "__typename",
          );
        } else {
          await api.do(
            "assignmentCreate",
            { token: { id: fob.id }, to: { resource: { name } } },
            "__typename",
          );
        }
      });
      const { token } = await seed.admin.query<{ token: unknown }>(
        "query ($id: ID!) { token(by: { id: $id }) { user { login } assignments { nodes { user { login } } } } }",
        { id: fob.id },
      );
      const user = { login: "anna" };
      expect(token, `round ${round}`).toEqual({
        user,
        assignments: { nodes: resources.map(() => ({ user })) },
      });
    }
  });

  it("enrols once with one code, and the code is used up", async () => {
    const { seed, apis } = await account();
    await seed.resource("VPN");
    const { token, enrolment } = await seed.admin.do<{
      token: { id: string };
      enrolment: { secretHex: string };
    }>(
      "tokenCreate",
      {
        name: "phone",
        model: { software: { smart: { periodSeconds: ONE_DAY, hash: "SHA1" } } },
        to: { newUser: { login: "anna" } },
      },
      "token { id } enrolment { secretHex }",
    );
    await seed.link(token.id, "VPN");
    const code = hotp(
      Buffer.from(enrolment.secretHex, "hex"),
      Math.floor(clock.now() / 1_000 / ONE_DAY),
      6,
      "SHA1",
    );
    const confirmed = await outcomes(apis, 20, "tokenEnrolmentConfirm", () => ({
      token: { id: token.id },
      otp: code,
    }));
    expect(confirmed).toEqual({ done: 1, NOT_FOUND: 19 });
    expect(await signIn(seed.admin, { user: { login: "anna" } }, "VPN", code)).toBe(false);
    expect(await getVerdicts(seed.admin, token.id)).toEqual({ REPLAYED: 1 });
  });

  it("allows five wrong codes for an enrolment, and no more when they come at once", async () => {
    const { seed, apis } = await account();
    const { token } = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      { name: "phone", model: { software: { smart: {} } } },
      "token { id }",
    );
    const confirmed = await outcomes(apis, 20, "tokenEnrolmentConfirm", () => ({
      token: { id: token.id },
      otp: "no code",
    }));
    expect(confirmed).toEqual({ WRONG_CODE: 5, NOT_FOUND: 15 });
  });

  it.each([false, true])(
    "deletes a user or gives it tokens, whichever comes first (releaseTokens: %s)",
    async (releaseTokens) => {
      const { seed, apis } = await account();
      for (let round = 0; round < byTier(2, 4); round += 1) {
        const login = `user${round}`;
        await seed.user(login);
        const fobs = [await seed.fob({ of: login }), await seed.fob(), await seed.fob(), await seed.fob()];
        if (!releaseTokens)
          await seed.admin.do("tokenUnassign", { token: { id: fobs[0]?.id } }, "__typename");
        const results = await atOnce(apis, 4, async (api, turn) => {
          const { code } =
            turn === 2
              ? await api.mutate("userDelete", { user: { login }, releaseTokens }, "__typename")
              : await api.mutate(
                  "tokenAssign",
                  { token: { id: fobs[turn]?.id }, to: { user: { login } } },
                  "__typename",
                );
          return code ?? "done";
        });
        const deleted = results[2];
        expect(releaseTokens ? ["done"] : ["done", "STILL_IN_USE"], `round ${round}`).toContain(deleted);
        for (const given of results.toSpliced(2, 1)) expect(["done", "NOT_FOUND"]).toContain(given);
        const { user, tokens } = await seed.admin.query<{
          user: object | null;
          tokens: { nodes: { user: { login: string } | null }[] };
        }>(
          `query ($login: String!) { user(by: { login: $login }) { id }
            tokens(last: 4) { nodes { user { login } } } }`,
          { login },
        );
        const owners = tokens.nodes.flatMap((token) => token.user?.login ?? []);
        if (deleted === "done")
          expect({ user, owners }, `round ${round}`).toEqual({ user: null, owners: [] });
        else {
          expect(owners.length, `round ${round}`).toBe(results.filter((result) => result === "done").length);
          expect(owners.length).toBeGreaterThan(0);
        }
      }
    },
  );

  it("creates one thing for one idempotency key, and tells every repeat of it", async () => {
    const { seed, apis } = await account();
    const users = await atOnce(apis, 20, async (api) => {
      const { user } = await api.do<{ user: { id: string } }>(
        "userCreate",
        { login: "anna", idempotencyKey: "once" },
        "user { id }",
      );
      return user.id;
    });
    expect(new Set(users).size).toBe(1);
    expect(await seed.events(100)).toEqual(expect.arrayContaining(["USER_CREATED"]));
    expect(await seed.events(100, { types: ["USER_CREATED"] })).toHaveLength(1);
  });

  it("ends a key that is made for a resource while it is deleted, and makes none after that", async () => {
    const {
      seed,
      apis: [one, two],
    } = await account();
    assert.ok(one && two);
    const maker = new Api(one.url, (await seed.key("ADMIN", { name: "maker" })).key);
    // When it was used is noted once a minute: what waits below is nothing else than the two.
    await maker.query("{ viewer { role } }");
    await expect.poll(() => getLastUse(maker.key), EVENTUALLY).not.toBeNull();
    const holder = new pg.Client({ connectionString: databaseUrl });
    await holder.connect();
    const meeting = async (lock: string, values: readonly string[], first: "create" | "delete") => {
      await seed.resource("VPN");
      const actions = {
        create: () =>
          maker.mutate(
            "apiKeyCreate",
            { name: "gate", role: "AUDITOR", resource: { name: "VPN" } },
            "secret",
          ),
        delete: () =>
          two.mutate<{ keysRevoked?: number }>(
            "resourceDelete",
            { resource: { name: "VPN" } },
            "keysRevoked",
          ),
      };
      await holder.query("BEGIN");
      await holder.query(lock, [...values]);
      const order = [actions.create, actions.delete];
      const answers = await beginInTurn(first === "create" ? order : order.toReversed());
      await holder.query("COMMIT");
      return Promise.all(answers);
    };
    try {
      const lockMaker = "SELECT 1 FROM api_keys WHERE prefix = $1 FOR UPDATE";
      expect(await meeting(lockMaker, [maker.key.slice(0, 8)], "create")).toMatchObject([
        { secret: expect.any(String) as unknown },
        { keysRevoked: 1 },
      ]);
      const lockResource = "SELECT 1 FROM resources WHERE name = 'VPN' AND account_id = $1 FOR UPDATE";
      expect(await meeting(lockResource, [getUuid(seed.accountId)], "delete")).toMatchObject([
        { keysRevoked: 0 },
        { code: "NOT_FOUND", path: ["input", "resource"] },
      ]);
      const { apiKeys } = await seed.admin.query<{ apiKeys: unknown }>(
        "{ apiKeys(first: 1) { nodes { name state bound resource { name } } } }",
      );
      expect(apiKeys).toEqual({
        nodes: [{ name: "gate", state: "REVOKED", bound: true, resource: null }],
      });
    } finally {
      await holder.end();
    }
  });
});
