import pg from "pg";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeOperatorKey } from "../../server/accounts/operator.js";
import { readConfig } from "../../server/config.js";
import { logOptions } from "../../server/log.js";
import { startServer, type RunningServer } from "../../server/main.js";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { Api } from "../support/api.js";
import { getDatabaseTime, manualClock } from "../support/clock.js";
import { EVENTUALLY } from "../support/eventually.js";
import { complaints } from "../support/feed-check.js";
import { getHistory, getMark, type Marked } from "../support/feed-history.js";
import { Forwarder } from "../support/forwarder.js";
import { Listener } from "../support/listener.js";
import { postgresBinaries, startPostgres, type PostgresServer } from "../support/postgres.js";
import { Seed, type Device } from "../support/seed.js";
import { answerTo, DENIED, GRANTED } from "../support/sign-in.js";
import { getReadiness } from "../support/readiness.js";

// Two servers, one address of PostgreSQL, and what is behind it: a primary and its standbys, which take over in turn.

/** People who sign in with a TOTP code while the standby lags. */
const PEOPLE = 64;
/** And with a HOTP code. */
const COUNTERS = 8;

const OVER = "INSTALLATION_FAILED_OVER";
const OTHER_COPY = /the database continued from another copy[^\n]*links that were not used are void/g;
const OLDER_COPY = /older copy of the database than this server has worked with, and was refused/g;

const NOT_NOTICED = /fail-overs are not noticed/g;

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

describe.skipIf(postgresBinaries() === undefined)("a fail-over of PostgreSQL", () => {
  const clock = manualClock();
  const lines: string[] = [];
  const clusters: PostgresServer[] = [];
  const servers: RunningServer[] = [];
  const secret = newMasterKey();
  let balancer: Forwarder;
  let primary: PostgresServer;
  let seed: Seed;
  /** Who follows the feed, after which cursor, and how many events there had been then. */
  const followers: {
    readonly who: string;
    readonly since: string;
    readonly heardLost: number;
    readonly listener: Listener;
  }[] = [];
  /** All events that ever happened, also those that were lost. */
  let history: Marked[] = [];

  const logged = (line: RegExp) => lines.join("").match(line)?.length ?? 0;
  const at = (server: number) => seed.at(servers[server]?.url ?? "");

  function throughBalancer(): string {
    return `${balancer.url.replace("http://", "postgresql://postgres@")}/postgres`;
  }

  async function open(database = throughBalancer()): Promise<RunningServer> {
    const log = pino(logOptions("info"), { write: (line: string) => lines.push(line) });
    const config = readConfig({
      PORT: "0",
      TOKENPLANE_SEAL_SECONDS: "1",
      TOKENPLANE_MASTER_KEY: secret,
      DATABASE_URL: database,
    });
    const server = await startServer(config, clock.clock, log, undefined, getDatabaseTime(clock.clock));
    servers.push(server);
    return server;
  }

  async function standby() {
    const made = await primary.standby();
    clusters.push(made);
    for (const server of servers.keys()) await isReady(server);
    return made;
  }

  async function isReady(server: number): Promise<void> {
    const status = async () => (await fetch(`${servers[server]?.url}/health/ready`)).status;
    await expect.poll(status, { ...EVENTUALLY, interval: 20 }).toBe(200);
  }

  /** Waits until a server is not ready, and says so to who asks it. */
  async function isUnavailable(server: number): Promise<void> {
    const status = async () => (await fetch(`${servers[server]?.url}/health/ready`)).status;
    await expect.poll(status).toBe(503);
    const { errors } = await at(server).admin.send("{ account { name } }");
    expect(errors[0]?.extensions?.["code"]).toBe("UNAVAILABLE");
  }

  /** Connections lead to another PostgreSQL from now on. */
  function leadTo(next: PostgresServer, cuts = true): void {
    balancer.leadTo(next.url.replace("postgresql", "http"));
    if (cuts) balancer.cut();
    primary = next;
  }

  /** Signs in, as often as there is no answer. */
  async function signIn(server: number, device: Device, code: string): Promise<string> {
    for (;;) {
      const answer = await answerTo(at(server).admin, {
        resource: { name: "VPN" },
        subject: { token: { id: device.id } },
        passcode: code,
      });
      if (!answer.includes("UNAVAILABLE")) return answer;
      await sleep(20);
    }
  }

  async function signInAll(server: number, devices: readonly Device[], codes: readonly string[]) {
    const answers = await Promise.all(devices.map((device, n) => signIn(server, device, codes[n] ?? "")));
    return {
      granted: answers.filter((one) => one === GRANTED).length,
      denied: answers.filter((one) => one === DENIED).length,
    };
  }

  /** Asks so much at once that a server uses all the connections that it may have. */
  async function askAtOnce(server: number): Promise<void> {
    const ask = () => at(server).admin.send("{ users(first: 1) { nodes { id } } }");
    await Promise.all(Array.from({ length: 20 }, ask));
  }

  /** Makes people with their devices, some at once. */
  async function people(
    logins: readonly string[],
    give: (login: string) => Promise<Device>,
  ): Promise<Device[]> {
    const devices: Device[] = [];
    for (let from = 0; from < logins.length; from += 8) {
      const some = logins.slice(from, from + 8).map(async (login) => {
        await seed.user(login);
        return give(login);
      });
      devices.push(...(await Promise.all(some)));
    }
    return devices;
  }

  async function create(server: number, name: string, count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) await at(server).user(`${name}-${n}`);
  }

  /** Follows the feed at a server. What was lost before is not there to be heard. */
  function follow(who: string, server: number, since: string): void {
    const listener = new Listener({ url: servers[server]?.url ?? "", key: seed.admin.key }, { after: since });
    followers.push({ who, since, heardLost: history.length, listener });
  }

  async function allHear(mark: string): Promise<void> {
    await Promise.all(
      followers.map(({ listener }) => listener.until(({ event }) => getMark(event) === mark)),
    );
  }

  /** Takes the events that there are into those that ever were. @returns how many were lost of those. */
  async function keepHistory(): Promise<Set<string>> {
    const now = await getHistory(at(0).admin);
    const known = new Set(history.map(({ cursor }) => cursor));
    history = [...history, ...now.filter(({ cursor }) => !known.has(cursor))];
    const still = new Set(now.map(({ cursor }) => cursor));
    return new Set(history.map(({ cursor }) => cursor).filter((cursor) => !still.has(cursor)));
  }

  /** A cursor of the beginning, which no fail-over took back. */
  function early(): string {
    return history[5]?.cursor ?? "";
  }

  /** What is wrong with what followers heard. @param logins of users whose creation was answered, and must have happened. */
  async function wrongWithFeeds(logins: readonly string[]): Promise<string[]> {
    const lost = await keepHistory();
    const acknowledged = new Set(logins.map((login) => `USER_CREATED ${login}`));
    return followers.flatMap(({ who, since, heardLost, listener }) => {
      const heard = listener.heard.map(({ cursor, event }) => ({ cursor, mark: getMark(event) }));
      const from = history.findIndex(({ cursor }) => cursor === since) + 1;
      const truth = history.slice(from).filter(({ cursor }, n) => from + n >= heardLost || !lost.has(cursor));
      return complaints([{ who, heard }], truth, acknowledged);
    });
  }

  async function overs(): Promise<number> {
    return (await getHistory(at(0).admin, { types: [OVER] })).length;
  }

  async function countUsers(cluster: PostgresServer): Promise<number> {
    const client = new pg.Client({ connectionString: cluster.url });
    await client.connect();
    const { rows } = await client.query<{ n: number }>("SELECT count(*)::int AS n FROM users");
    await client.end();
    return rows[0]?.n ?? 0;
  }

  beforeAll(async () => {
    primary = await startPostgres("fsync=off");
    clusters.push(primary);
    balancer = await Forwarder.open(primary.url.replace("postgresql", "http"));
    const { url, services } = await open();
    await open();
    seed = await Seed.account(new Api(url, await makeOperatorKey(services, "test")), clock);
    await seed.resource("VPN");
  });

  afterAll(async () => {
    await Promise.all(followers.map(({ listener }) => listener.stop()));
    await Promise.all(servers.map((server) => server.stop()));
    await balancer.close();
    await Promise.all(clusters.map((cluster) => cluster.stop()));
  });

  let fobs: Device[];
  let counters: Device[];

  it("to a standby that lagged: no code works again, at no server, also one that was idle", async () => {
    const vpn = { at: ["VPN"] };
    const logins = Array.from({ length: PEOPLE + COUNTERS }, (_, n) => `person-${n}`);
    fobs = await people(logins.slice(0, PEOPLE), (of) => seed.fob({ of, ...vpn }));
    counters = await people(logins.slice(PEOPLE), (of) => seed.counterFob({ of, ...vpn }));
    const next = await standby();
    await next.caughtUp(primary);
    await next.lagBehind();
    const begin = (await getHistory(at(0).admin)).at(-1)?.cursor ?? "";
    follow("who is at the first", 0, begin);
    follow("who is at the second", 1, begin);
    const codes = fobs.map((fob) => fob.code(1));
    const counts = counters.map((fob) => fob.press());
    expect(await signInAll(0, fobs, codes)).toEqual({ granted: PEOPLE, denied: 0 });
    expect(await signInAll(0, counters, counts)).toEqual({ granted: COUNTERS, denied: 0 });
    await create(0, "lost", 30);
    await allHear("USER_CREATED lost-29");
    await keepHistory();

    await primary.kill();
    await next.promote();
    leadTo(next);
    // The second server has not been asked for anything yet: the first who comes is a thief.
    expect(await signInAll(1, fobs, codes)).toEqual({ granted: 0, denied: PEOPLE });
    expect(await signInAll(0, fobs, codes)).toEqual({ granted: 0, denied: PEOPLE });
    // The first one remembers what counts it accepted.
    expect(await signInAll(0, counters, counts)).toEqual({ granted: 0, denied: COUNTERS });
    expect(await signInAll(1, counters, counts)).toEqual({ granted: 0, denied: COUNTERS });
    expect(
      await signInAll(
        1,
        counters,
        counters.map((fob) => fob.press()),
      ),
    ).toEqual({ granted: COUNTERS, denied: 0 });
    clock.pass(90);
    expect(
      await signInAll(
        0,
        fobs,
        fobs.map((fob) => fob.code()),
      ),
    ).toEqual({ granted: PEOPLE, denied: 0 });
    expect(await overs()).toBe(1);
    expect(logged(OTHER_COPY)).toBe(1);
  });

  it("hides no event from followers, and shows none twice", async () => {
    await create(1, "after", 40);
    follow("who comes back later", 1, early());
    await create(0, "last", 1);
    await allHear("USER_CREATED last-0");
    expect((await keepHistory()).size).toBeGreaterThan(30);
    expect(await wrongWithFeeds(["after-39", "last-0"])).toEqual([]);
  });

  it(
    "from a primary that goes on by itself: nothing is asked of it any more, and it is not gone back to",
    { tags: "deep" },
    async () => {
      const former = primary;
      const next = await standby();
      await next.caughtUp(former);
      await next.lagBehind();
      const counts = counters.map((fob) => fob.press());
      expect(await signInAll(0, counters, counts)).toEqual({ granted: COUNTERS, denied: 0 });
      await create(0, "gone", 1);
      await allHear("USER_CREATED gone-0");
      await keepHistory();
      await askAtOnce(0);
      await next.promote();
      // Connections that stand go on; new ones lead to the new primary. Some break, one after the other, until one of this
      // server is among them, and so there is a new one.
      leadTo(next, false);
      const reported = async () => {
        balancer.cut(1);
        await askAtOnce(0);
        return overs();
      };
      await expect.poll(reported).toBe(2);
      expect(logged(OTHER_COPY)).toBe(2);
      const users = await countUsers(former);
      expect(await signInAll(0, counters, counts)).toEqual({ granted: 0, denied: COUNTERS });
      balancer.cut();
      await isReady(1);
      expect(await signInAll(1, counters, counts)).toEqual({ granted: 0, denied: COUNTERS });
      await create(0, "there", 12);
      await allHear("USER_CREATED there-11");

      leadTo(former);
      for (const server of servers.keys()) await isUnavailable(server);
      expect(logged(OLDER_COPY)).toBe(2);
      leadTo(next);
      for (const server of servers.keys()) await isReady(server);
      expect(await countUsers(former)).toBe(users);
      // A server that is started now cannot know better. It does not let those wait for ever who do.
      leadTo(former);
      const late = await open();
      const cursor = followers[0]?.listener.heard.at(-1)?.cursor ?? "";
      const misled = new Listener({ url: late.url, key: seed.admin.key }, { after: cursor });
      await expect.poll(() => misled.losses[0]).toMatch(/^This cursor is newer than the database/);
      await misled.stop();
      servers.pop();
      await late.stop();
      leadTo(next);
      for (const server of servers.keys()) await isReady(server);
      await create(1, "here", 1);
      await allHear("USER_CREATED here-0");
      expect(await overs()).toBe(2);
      expect(await wrongWithFeeds(["there-11", "here-0"])).toEqual([]);
    },
  );

  it(
    "that was planned, there and back: each is one event, and no code works again",
    { tags: "deep" },
    async () => {
      for (const name of ["there", "back"]) {
        const next = await standby();
        await next.caughtUp(primary);
        clock.pass(90);
        const codes = fobs.slice(0, 10).map((fob) => fob.code(1));
        expect(await signInAll(0, fobs.slice(0, 10), codes)).toEqual({ granted: 10, denied: 0 });
        await create(0, `before-${name}`, 1);
        await keepHistory();
        await primary.shutDown();
        await next.promote();
        leadTo(next);
        expect(await signInAll(1, fobs.slice(0, 10), codes)).toEqual({ granted: 0, denied: 10 });
        await create(0, `after-${name}`, 5);
      }
      await allHear("USER_CREATED after-back-4");
      expect(await overs()).toBe(4);
      expect(logged(OTHER_COPY)).toBe(4);
      expect(
        await wrongWithFeeds(["before-there-0", "after-there-4", "before-back-0", "after-back-4"]),
      ).toEqual([]);
    },
  );

  it("or a move to another cluster is recorded as one event, with the system identifiers before and after", async () => {
    const client = new pg.Client({ connectionString: primary.url });
    await client.connect();
    await client.query("UPDATE installation SET system_identifier = '1'");
    const { rows } = await client.query<{ is: string }>(
      "SELECT system_identifier::text AS is FROM pg_control_system()",
    );
    await client.end();
    const before = logged(OTHER_COPY);
    balancer.cut();
    await expect.poll(() => logged(OTHER_COPY)).toBe(before + 1);
    await isReady(0);
    const { events } = await at(0).admin.query<{ events: unknown }>(
      "query ($filter: EventFilter) { events(first: 1, filter: $filter) { totalCount nodes { actor { kind } changes { field from to } } } }",
      { filter: { types: [OVER] } },
    );
    const changes = [{ field: "systemIdentifier", from: "1", to: rows[0]?.is }];
    expect(events).toEqual({ totalCount: before + 1, nodes: [{ actor: { kind: "SYSTEM" }, changes }] });
  });

  it("is not detected if the database role may read neither the system identifier nor the timeline: the start says so, and everything else works", async () => {
    const client = new pg.Client({ connectionString: primary.url });
    await client.connect();
    await client.query("CREATE ROLE plain LOGIN");
    await client.query("CREATE DATABASE plain OWNER plain");
    await client.end();
    const url = new URL(primary.url);
    url.pathname = "/plain";
    const owner = new pg.Client({ connectionString: url.href });
    await owner.connect();
    url.username = "plain";
    const isSaid = async () => {
      const before = logged(NOT_NOTICED);
      const server = await open(url.href);
      servers.pop();
      const readiness = await getReadiness(server);
      await server.stop();
      expect(readiness).toMatch(/^200 /);
      return logged(NOT_NOTICED) > before;
    };
    expect(await isSaid()).toBe(false);
    await owner.query("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM public");
    expect(await isSaid(), "the timeline is enough").toBe(false);
    await owner.query("REVOKE EXECUTE ON FUNCTION pg_walfile_name(pg_lsn) FROM public");
    expect(await isSaid()).toBe(true);
    await owner.end();
  });
});
