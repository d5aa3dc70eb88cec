import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, describe, expect, inject, it } from "vitest";
import { Api } from "../support/api.js";
import { manualClock } from "../support/clock.js";
import { getUuid } from "../support/contents.js";
import { EVENTUALLY } from "../support/eventually.js";
import type { Treatment } from "../support/gateways/held-gateway.js";
import { newLatch } from "../support/latch.js";
import { Workshop } from "../support/process.js";
import { ask, type Asked, askUntilAnswered, contradictions, Installation, someAtOnce } from "./sending.js";
import { byTier } from "../support/tier.js";

/** Messages while servers are killed. */
const MESSAGES = byTier(24, 200);
/** Number of messages after which the next server is killed. */
const BETWEEN_KILLS = 12;

/** Messages of an account. Of 50 that nobody uses within two minutes, the server would send no more to their country. */
const OF_AN_ACCOUNT = 45;

const workshop = new Workshop();
const opened: Installation[] = [];
afterEach(async () => {
  for (const installation of opened.splice(0)) await installation.close();
});
afterAll(() => workshop.clear());

async function open(settings?: Record<string, string>): Promise<Installation> {
  const installation = await Installation.open(workshop, settings);
  opened.push(installation);
  return installation;
}

describe.skipIf(inject("postgresUrl") === undefined)("messages with codes", () => {
  it(`are sent once or not at all while two servers are killed: ${MESSAGES} messages`, async () => {
    const installation = await open();
    const gateway = await installation.gateway(() => ({ takeAfterMs: randomInt(60) }));
    await installation.start();
    const asked: Asked[] = [];
    while (asked.length < MESSAGES) {
      const seed = await installation.account(gateway);
      asked.push(...(await installation.tokens(seed, Math.min(OF_AN_ACCOUNT, MESSAGES - asked.length))));
    }
    await installation.start();
    const acknowledged: string[] = [];
    let kills = 0;
    // However long a start takes: what is asked for meanwhile is a part of all.
    for (let from = 0; from < asked.length; from += BETWEEN_KILLS) {
      const sending = someAtOnce(asked.slice(from, from + BETWEEN_KILLS), 8, async (one) => {
        acknowledged.push(await askUntilAnswered(installation, one));
      });
      const arrived = gateway.arrivals.length;
      const most = Date.now() + 2_000;
      const some = randomInt(1, BETWEEN_KILLS);
      while (gateway.arrivals.length < arrived + some && Date.now() < most) await wait(1);
      const place = randomInt(2);
      await installation.servers[place]?.kill();
      kills += 1;
      await installation.start(place);
      await sending;
    }
    await expect.poll(async () => (await installation.states())["PENDING"] ?? 0).toBe(0);
    // They end what they are sending; what is left is what the killed ones were sending.
    for (const server of installation.servers) expect((await server.stop()).code).toBe(0);
    await installation.endClaims();
    await installation.start(0);
    await installation.settled();
    const messages = await installation.messages();
    expect(contradictions(messages, [gateway], acknowledged)).toEqual([]);
    expect(acknowledged).toHaveLength(MESSAGES);
    expect(messages).toHaveLength(MESSAGES);
    // Nothing of a message is left but that it was sent.
    const { rows } = await installation.database.query("SELECT 1 FROM messages WHERE payload IS NOT NULL");
    expect(rows).toEqual([]);
    expect(kills).toBeGreaterThan(1);
    const { UNKNOWN = 0, ACCEPTED = 0 } = await installation.states();
    // Each kill makes at most what a server sends of an account at the same time unknown: of few messages, that may be most.
    expect(UNKNOWN).toBeLessThanOrEqual(kills * 8);
    expect(ACCEPTED).toBeGreaterThan(byTier(0, UNKNOWN));
  });

  it("are claimed by one of two servers, however many wait", { tags: "deep" }, async () => {
    const installation = await open();
    const gateway = await installation.gateway();
    await installation.start();
    const asked: Asked[] = [];
    for (let account = 0; account < 4; account += 1) {
      asked.push(...(await installation.tokens(await installation.account(gateway), 10)));
    }
    await installation.start();
    const goOn = await installation.holdClaims("FIND NONE");
    await someAtOnce(asked, 8, async (one) => {
      await askUntilAnswered(installation, one);
    });
    await goOn();
    const end = await installation.holdClaims("TAKE LONG");
    await installation.settled();
    await end();
    expect(await installation.states()).toEqual({ ACCEPTED: asked.length });
    expect(contradictions(await installation.messages(), [gateway], [])).toEqual([]);
  });

  it(
    "go on by other gateways while one stalls; what it got is unknown, and not sent again",
    { tags: "deep" },
    async () => {
      const installation = await open({ TOKENPLANE_SENDERS: "4" });
      const [stalled, quick] = [await installation.gateway(() => "HOLD"), await installation.gateway()];
      await installation.start();
      const stuck = await installation.tokens(await installation.account(stalled), 8);
      const others = await installation.tokens(await installation.account(quick), 6);
      // At once: the gateway that stalls is given up after ten seconds.
      await Promise.all(stuck.map((one) => askUntilAnswered(installation, one)));
      await expect.poll(() => stalled.held).toBeGreaterThan(0);
      await Promise.all(others.map((one) => askUntilAnswered(installation, one)));
      await expect.poll(() => quick.arrivals.length).toBe(others.length);
      // They did not wait until the gateway that stalls was given up.
      expect(stalled.held).toBe(stalled.arrivals.length);
      expect(await installation.states()).not.toHaveProperty("UNKNOWN");
      // A gateway that is silent is given up after ten seconds (delivery/outgoing-http.test.ts); this one breaks the connections before.
      await expect
        .poll(() => {
          stalled.release("CUT");
          return stalled.arrivals.length;
        })
        .toBe(stuck.length);
      await installation.settled();
      expect(await installation.states()).toEqual({ ACCEPTED: others.length, UNKNOWN: stuck.length });
      await wait(2_500);
      expect(contradictions(await installation.messages(), [stalled, quick], [])).toEqual([]);
      expect(stalled.arrivals).toHaveLength(stuck.length);
    },
  );

  it(
    "that a gateway certainly did not accept are sent again later, and only once",
    { tags: "deep" },
    async () => {
      // messages/next-try.test.ts has the further pauses.
      const pauses = [1, 3];
      const installation = await open();
      const left: Treatment[] = [{ refuse: 429 }, { refuse: 503, retryAfterSeconds: 1 }];
      const gateway = await installation.gateway(() => left.shift() ?? { takeAfterMs: 0 });
      await installation.start();
      await installation.start();
      const [one] = await installation.tokens(await installation.account(gateway), 1);
      assert.ok(one);
      await askUntilAnswered(installation, one);
      await installation.settled();
      expect(await installation.messages()).toEqual([
        expect.objectContaining({ state: "ACCEPTED", attempts: pauses.length + 1, failure: null }),
      ]);
      const moments = gateway.arrivals.map(({ at }) => at);
      const waits = moments.slice(1).map((at, index) => (at - (moments[index] ?? 0)) / 1_000);
      expect(waits).toHaveLength(pauses.length);
      for (const [index, pause] of pauses.entries()) expect(waits[index]).toBeGreaterThanOrEqual(pause);
      expect(gateway.arrivals.filter(({ taken }) => taken)).toHaveLength(1);
    },
  );

  it("are all sent when servers stop as they should: none is unknown", { tags: "deep" }, async () => {
    const rounds = 3;
    const installation = await open({ TOKENPLANE_SENDERS: "4" });
    const gateway = await installation.gateway(() => ({ takeAfterMs: 200 + randomInt(200) }));
    await installation.start();
    const seed = await installation.account(gateway);
    const asked = await installation.tokens(seed, rounds * 12);
    await installation.start();
    for (let round = 0; round < rounds; round += 1) {
      const place = round % 2;
      const these = someAtOnce(asked.slice(round * 12, round * 12 + 12), 12, async (one) => {
        await askUntilAnswered(installation, one);
      });
      const before = gateway.arrivals.length;
      await expect
        .poll(() => gateway.arrivals.length, { ...EVENTUALLY, interval: 2 })
        .toBeGreaterThan(before);
      const ended = await installation.servers[place]?.stop();
      expect(ended?.code).toBe(0);
      await installation.start(place);
      await these;
    }
    await installation.settled();
    expect(await installation.states()).toEqual({ ACCEPTED: asked.length });
    expect(contradictions(await installation.messages(), [gateway], [])).toEqual([]);
  });

  it("are not sent when their reason goes away between claim and sending", { tags: "deep" }, async () => {
    const installation = await open();
    const gateway = await installation.gateway();
    await installation.start();
    const seed = await installation.account(gateway);
    const tokens = await installation.tokens(seed, 5);
    const [deleted, disabled, given, replaced, kept] = tokens;
    assert.ok(deleted && disabled && given && replaced && kept);
    await seed.user("anna");
    const goOn = await installation.holdClaims("WAIT");
    for (const one of tokens) await askUntilAnswered(installation, one);
    await installation.claimIsHeld();
    await seed.admin.do("tokenDelete", { token: { id: deleted.token } }, "__typename");
    await seed.admin.do("tokenDisable", { token: { id: disabled.token } }, "__typename");
    await seed.admin.do(
      "tokenAssign",
      { token: { id: given.token }, to: { user: { login: "anna" } } },
      "__typename",
    );
    // A fourth challenge replaces the first.
    for (const key of ["second", "third", "fourth"]) {
      await installation.passGaps();
      assert.ok(await ask(installation.url, replaced, key));
    }
    await goOn();
    await installation.settled();
    const states = new Map<string, string[]>();
    for (const { token_id: token, state } of await installation.messages()) {
      states.set(token ?? "", [...(states.get(token ?? "") ?? []), state]);
    }
    const getStates = ({ token }: Asked) => states.get(getUuid(token));
    expect(getStates(deleted)).toEqual(["CANCELLED"]);
    expect(getStates(disabled)).toEqual(["CANCELLED"]);
    expect(getStates(given)).toEqual(["CANCELLED"]);
    expect(getStates(replaced)).toEqual(["CANCELLED", "ACCEPTED", "ACCEPTED", "ACCEPTED"]);
    expect(getStates(kept)).toEqual(["ACCEPTED"]);
    expect(gateway.arrivals.map(({ to }) => to).toSorted()).toEqual(
      [replaced, replaced, replaced, kept].map(({ phoneNumber }) => phoneNumber).toSorted(),
    );
  });

  it(
    "that confirm an address are void once another one is sent, also while they wait for a later try",
    { tags: "deep" },
    async () => {
      const installation = await open();
      const another = newLatch();
      const treatments: Treatment[] = [{ refuse: 429, after: another.opened }];
      const gateway = await installation.gateway(() => treatments.shift() ?? { takeAfterMs: 0 });
      await installation.start();
      const seed = await installation.account(gateway);
      const { token } = await seed.admin.do<{ token: { id: string } }>(
        "tokenCreate",
        { name: "phone", model: { software: { sms: { phoneNumber: "+4915112345678" } } } },
        "token { id }",
      );
      await expect.poll(() => gateway.arrivals.length).toBe(1);
      await installation.passGaps();
      await seed.admin.do("tokenEnrolmentStart", { token: { id: token.id } }, "__typename");
      another.open();
      await installation.settled();
      expect((await installation.messages()).map(({ state }) => state)).toEqual(["CANCELLED", "ACCEPTED"]);
      expect(gateway.arrivals.map(({ taken }) => taken)).toEqual([false, true]);
    },
  );

  it(
    "whose claim runs out while their sender stands still are unknown, and sent once at most",
    { tags: "deep" },
    async () => {
      const installation = await open();
      const gateway = await installation.gateway();
      const frozen = await installation.start();
      const [one] = await installation.tokens(await installation.account(gateway), 1);
      assert.ok(one);
      const goOn = await installation.holdClaims("WAIT");
      await askUntilAnswered(installation, one);
      await installation.claimIsHeld();
      process.kill(frozen.pid, "SIGSTOP");
      await goOn();
      expect(await installation.states()).toEqual({ SENDING: 1 });
      await installation.start();
      await installation.endClaims();
      await expect.poll(() => installation.states(), EVENTUALLY).toEqual({ UNKNOWN: 1 });
      expect(gateway.arrivals).toHaveLength(0);
      process.kill(frozen.pid, "SIGCONT");
      // It ends what it is sending first.
      expect((await frozen.stop()).code).toBe(0);
      // It did not notice in time: that is why its outcome is unknown.
      expect(gateway.arrivals.length).toBeLessThanOrEqual(1);
      expect(await installation.states()).toEqual({ UNKNOWN: 1 });
    },
  );

  it(
    "are sent before those that have expired are ended, however many these are",
    { tags: "deep" },
    async () => {
      const installation = await open();
      let atArrival: Promise<Record<string, number>> | undefined;
      const gateway = await installation.gateway(() => {
        atArrival ??= installation.states();
        return { takeAfterMs: 0 };
      });
      const clock = manualClock();
      await installation.startHere(clock);
      const [one] = await installation.tokens(await installation.account(gateway), 1);
      assert.ok(one);
      const goOn = await installation.holdClaims("FIND NONE");
      assert.ok(await ask(installation.url, one));
      await installation.stopHere();
      await goOn();
      await installation.database.query(
        `INSERT INTO messages (account_id, id, kind, purpose, state, masked_target, payload, next_at, expires_at, created_at)
       SELECT account_id, gen_random_uuid(), 'SMS', 'TEST', 'PENDING', '+49', '\\x00', created_at - interval '1 hour',
         created_at - interval '1 minute', created_at - interval '2 hours' FROM messages, generate_series(1, 120)`,
      );
      await installation.startHere(clock);
      await installation.settled();
      expect(await installation.states()).toEqual({ ACCEPTED: 1, EXPIRED: 120 });
      const { EXPIRED = 0 } = (await atArrival) ?? {};
      expect(EXPIRED).toBeLessThan(60);
    },
  );

  it("do not wait until the clock is where it was before it was set back", { tags: "deep" }, async () => {
    const installation = await open();
    const gateway = await installation.gateway();
    const server = await installation.start();
    const [pending, claimed, again] = await installation.tokens(await installation.account(gateway), 3);
    assert.ok(pending && claimed && again);
    await askUntilAnswered(installation, again);
    await installation.settled();
    const goOn = await installation.holdClaims("FIND NONE");
    await askUntilAnswered(installation, pending);
    await askUntilAnswered(installation, claimed);
    await server.kill();
    await goOn();
    await installation.database.query(
      "UPDATE messages SET state = 'SENDING', claimed_until = now() + interval '2 minutes' WHERE token_id = $1",
      [getUuid(claimed.token)],
    );
    await installation.stepBack();
    await installation.start(0);
    await installation.settled();
    assert.ok(await ask(installation.url, again, "again"));
    await installation.settled();
    expect(await installation.states()).toEqual({ ACCEPTED: 3, UNKNOWN: 1 });
    expect(contradictions(await installation.messages(), [gateway], [])).toEqual([]);
  });

  it(
    "keep their limits when forty are asked for at once, and leave others alone",
    { tags: "deep" },
    async () => {
      const installation = await open();
      const gateway = await installation.gateway();
      // No span of ten minutes ends meanwhile, however long this takes.
      const clock = manualClock();
      await installation.startHere(clock);
      await installation.startHere(clock);
      const seed = await installation.account(gateway);
      await seed.resource("VPN");
      for (const login of ["anna", "berta"]) {
        const [one] = await installation.tokens(seed, 1);
        assert.ok(one);
        await seed.user(login);
        await seed.admin.do(
          "tokenAssign",
          { token: { id: one.token }, to: { user: { login } } },
          "__typename",
        );
        await seed.link(one.token, "VPN");
      }
      const signIn = (login: string, turn: number) =>
        new Api(installation.urls[turn % 2] ?? "", seed.admin.key).do(
          "challengeCreate",
          { purpose: "SIGN_IN", resource: { name: "VPN" }, subject: { user: { login } } },
          "__typename",
        );
      const sent: number[] = [];
      for (let round = 0; round < 6; round += 1) {
        await Promise.all(Array.from({ length: 40 }, (_, turn) => signIn("anna", turn)));
        await installation.settled();
        sent.push((await installation.states())["ACCEPTED"] ?? 0);
        await installation.passGaps();
      }
      expect(sent).toEqual([1, 2, 3, 4, 5, 5]);
      expect(gateway.arrivals).toHaveLength(5);
      // Codes that nobody gets use up nobody's limits.
      for (let number = 0; number < 40; number += 1) await signIn(`nobody-${number}`, number);
      await signIn("berta", 0);
      await installation.settled();
      expect(gateway.arrivals).toHaveLength(6);
    },
  );
});
