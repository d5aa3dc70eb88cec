// @module-tag deep
import { afterAll, afterEach, describe, expect, inject, it } from "vitest";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { Api } from "../support/api.js";
import { manualClock } from "../support/clock.js";
import { newOperatorKey } from "../support/installation.js";
import { postgresBinaries, startPostgres } from "../support/postgres.js";
import { Workshop, type ServerProcess } from "../support/process.js";
import { cutAnswers, cutAround, startRelay, type Relay, type Watch } from "./relay.js";
import { Seed } from "../support/seed.js";
import { someMoment, Storm } from "../support/storm.js";
import { RawSocket } from "../support/raw-socket.js";
import { byTier } from "../support/tier.js";
import { makeDatabase } from "../support/world.js";

const workshop = new Workshop();
const relays: Relay[] = [];

afterEach(async () => {
  for (const relay of relays.splice(0)) await relay.close();
});
afterAll(() => workshop.clear());

async function relayTo(url: string, watch: () => Watch): Promise<{ relay: Relay; url: string }> {
  const through = new URL(url);
  const relay = await startRelay(Number(through.port), watch);
  relays.push(relay);
  through.port = String(relay.port);
  return { relay, url: through.href.replace(/\/$/, "") };
}

async function gather(settings: Record<string, string>, url: string): Promise<Storm> {
  return Storm.gather(await Seed.account(new Api(url, await newOperatorKey(settings)), manualClock()));
}

/** Blows until enough was cut. Sign-ins that come at once may share a statement: how many cuts one blow gives, nobody knows. */
async function blowUntilCut(storm: Storm, relay: Relay, url: string): Promise<void> {
  const isEnough = () => relay.cuts() > byTier(5, 8) && storm.lost > byTier(5, 8);
  for (let blows = 0; blows < 4 && !isEnough(); blows += 1) await storm.blow([url], byTier(100, 200), false);
  expect(relay.cuts()).toBeGreaterThan(byTier(5, 8));
  expect(storm.lost).toBeGreaterThan(byTier(5, 8));
}

describe.skipIf(inject("postgresUrl") === undefined)("a connection that is cut", () => {
  it(
    "between the server and PostgreSQL, around the statement that settles: nothing is lost, nothing done twice",
    { tags: "deep" },
    async () => {
      const settings = { DATABASE_URL: await makeDatabase(), TOKENPLANE_MASTER_KEY: newMasterKey() };
      const { relay, url } = await relayTo(settings.DATABASE_URL, () => cutAround("used_up AS", 0.2));
      const server = await workshop.start({ ...settings, DATABASE_URL: url });
      const storm = await gather(settings, server.url);
      await blowUntilCut(storm, relay, server.url);
      relay.calm();
      await storm.aftermath(server.url);
      expect(await storm.contradictions(server.url)).toEqual([]);
      expect([...storm.codes]).toEqual(["UNAVAILABLE"]);
      await server.stop();
    },
  );

  it(
    "between a client and the server, before the answer: a repeat gets the first verdict",
    { tags: "deep" },
    async () => {
      const settings = { DATABASE_URL: await makeDatabase(), TOKENPLANE_MASTER_KEY: newMasterKey() };
      const server = await workshop.start(settings);
      const { relay, url } = await relayTo(server.url, () => cutAnswers(0.2));
      const storm = await gather(settings, server.url);
      await blowUntilCut(storm, relay, url);
      await storm.aftermath(server.url);
      expect(await storm.contradictions(server.url)).toEqual([]);
      await server.stop();
    },
  );

  it(
    "of two servers on one database, one is killed: the other goes on, and knows all",
    { tags: "deep" },
    async () => {
      const settings = { DATABASE_URL: await makeDatabase(), TOKENPLANE_MASTER_KEY: newMasterKey() };
      const survivor = await workshop.start(settings);
      const storm = await gather(settings, survivor.url);
      for (let round = 0; round < 3; round += 1) {
        const other = await workshop.start(settings);
        const urls = [survivor.url, other.url];
        const over = storm.blow(urls, 150, false);
        await someMoment(storm, 100);
        // Who signs in there gets no answer any more; a balancer notices.
        await other.kill();
        urls.pop();
        await over;
        await storm.aftermath(survivor.url);
      }
      expect(await storm.contradictions(survivor.url)).toEqual([]);
      expect(storm.unanswered.get(survivor.url)).toBeUndefined();
      expect(storm.lost).toBeGreaterThan(0);
      await survivor.stop();
    },
  );
});

/** The answer to a health check. */
async function health(server: ServerProcess): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${server.url}/health/ready`);
  return { status: answer.status, body: await answer.json() };
}

/** Who opens a stream meanwhile shall come again: 1013 on a WebSocket, 503 for SSE, whether the key is known or not. */
async function expectStreamsRefused(url: string, key: string): Promise<void> {
  const authorization = `Bearer ${key}`;
  const socket = new RawSocket(url);
  await socket.opened;
  socket.send({ type: "connection_init", payload: { authorization } });
  expect(await socket.closed).toEqual({ code: 1013, reason: "The database cannot be reached." });
  const query = encodeURIComponent("subscription { events { cursor } }");
  const headers = { accept: "text/event-stream", authorization };
  for (let n = 0; n < 2; n += 1) {
    const answer = await fetch(`${url}/graphql?query=${query}`, { headers });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "UNAVAILABLE" } }] });
  }
}

describe.skipIf(postgresBinaries() === undefined)("kill -9 of PostgreSQL", () => {
  it(
    "loses nothing that was answered; the server says so meanwhile, and goes on by itself",
    { tags: "deep" },
    async () => {
      // What a process wrote is there when it was killed: only the power would take it.
      const postgres = await startPostgres("fsync=off");
      try {
        const settings = { DATABASE_URL: postgres.url, TOKENPLANE_MASTER_KEY: newMasterKey() };
        const server = await workshop.start(settings);
        const storm = await gather(settings, server.url);
        for (let round = 0; round < byTier(1, 2) || storm.lost === 0; round += 1) {
          const over = storm.blow([server.url], 100);
          await someMoment(storm, 100);
          await postgres.kill();
          // The key is still known, so this one gets as far as the question. The other processes of PostgreSQL end a moment
          // after the first.
          await expect.poll(() => storm.isUnavailable(server.url)).toBe(true);
          await over;
          await expect
            .poll(() => health(server))
            .toMatchObject({
              status: 503,
              body: { status: "database unreachable" },
            });
          const live = await fetch(`${server.url}/health/live`);
          expect(live.status).toBe(200);
          expect(await storm.isUnavailable(server.url)).toBe(true);
          await expectStreamsRefused(server.url, storm.key);
          await postgres.start();
          await expect.poll(() => health(server)).toMatchObject({ status: 200 });
          await storm.aftermath(server.url);
        }
        expect(await storm.contradictions(server.url)).toEqual([]);
        expect(storm.lost).toBeGreaterThan(0);
        expect([...storm.codes]).toEqual(["UNAVAILABLE"]);
        await server.stop();
      } finally {
        await postgres.stop();
      }
    },
  );
});
