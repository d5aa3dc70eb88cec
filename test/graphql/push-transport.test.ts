// @module-tag deep
import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { getContents } from "../support/contents.js";
import { type FcmGateway, startFcm } from "../support/gateways/fcm.js";
import type { PhoneOptions } from "../support/phone.js";
import {
  ask,
  GRANTED,
  phoneOptions,
  polled,
  post,
  PUBLIC,
  pushScene,
  shown,
  signInBy,
} from "../support/push.js";
import type { Seed } from "../support/seed.js";
import { onOneStore } from "../support/world.js";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });

onOneStore(
  "requests on their way to a phone and back",
  (world) => {
    const past = (seconds: number) => world().clock.pass(seconds);
    let fcm: FcmGateway;
    beforeAll(async () => {
      fcm = await startFcm(() => world().clock.now());
      fcm.phones.add("first").add("second");
    });
    afterAll(() => fcm.close());

    const options = (): PhoneOptions => ({ ...phoneOptions(world()), privateKey });

    /** A channel that wakes phones, and a person whose phone has a token of Firebase. */
    const awake = (wakeToken = "first", more: PhoneOptions = {}) =>
      pushScene(world(), { ...options(), wakeToken, ...more }, {}, (seed) =>
        seed.admin.do(
          "channelCreate",
          {
            name: "Firebase",
            driver: {
              fcm: {
                url: fcm.urls.send,
                tokenUrl: fcm.urls.token,
                projectId: "tokenplane-test",
                serviceAccount: fcm.serviceAccount,
              },
            },
          },
          "__typename",
        ),
      );

    async function device(seed: Seed, id: string): Promise<object | null> {
      const { token } = await seed.admin.query<{ token: { device: object | null } }>(
        "query ($id: ID!) { token(by: { id: $id }) { device { canBeWoken } } }",
        { id },
      );
      return token.device;
    }

    async function newest(seed: Seed): Promise<Readonly<Record<string, unknown>>> {
      const { messages } = await seed.admin.query<{ messages: { nodes: Record<string, unknown>[] } }>(
        "{ messages(first: 1) { nodes { kind purpose state attempts failure sentTo channel { name } } } }",
      );
      const [message] = messages.nodes;
      if (message === undefined) throw new Error("there is no message");
      return message;
    }

    /** Waits until a first try came to nothing, and the next one is planned. */
    const isTried = (seed: Seed) =>
      expect
        .poll(async () => {
          const { state, attempts } = await newest(seed);
          return { state, attempts };
        })
        .toEqual({ state: "PENDING", attempts: 1 });

    const isSettled = (seed: Seed, state: string) =>
      expect.poll(async () => (await newest(seed))["state"]).toBe(state);

    /** Waits until the request that connects the phone is nothing to send any more: the phone may have answered before. */
    const isConnected = (seed: Seed) =>
      expect
        .poll(async () => (await newest(seed))["state"])
        .toSatisfy((state) => state === "ACCEPTED" || state === "CANCELLED");

    it("wakes the phone by Firebase, which gets what a poll would give it, and shows it once", async () => {
      const { seed, id, phone } = await awake();
      expect(phone.token.pollOnly).toBe(false);
      expect(await device(seed, id)).toEqual({ canBeWoken: true });
      await isConnected(seed);
      const challenge = await ask(seed, { locale: "de-AT" });
      await isSettled(seed, "ACCEPTED");
      expect(await newest(seed)).toEqual({
        kind: "PUSH",
        purpose: "SIGN_IN",
        state: "ACCEPTED",
        attempts: 1,
        failure: null,
        sentTo: expect.stringMatching(/^phone [0-9a-f]{8}$/),
        channel: { name: "Firebase" },
      });
      const message = fcm.sent.at(-1);
      expect(message).toMatchObject({
        token: "first",
        data: { question: "Anmelden bei VPN? Anmeldename: anna.", title: "Example Ltd" },
      });
      expect(phone.receive(message?.data)).toBeNull();
      await phone.poll();
      const [request, ...others] = phone.requests;
      if (request === undefined) throw new Error("the phone shows nothing");
      expect(others).toEqual([]);
      const reply = await phone.accept(request);
      expect(reply.message).toContain("Geben Sie diesen Code dort ein");
      expect(await signInBy(seed, challenge, reply.displayCode ?? "")).toEqual(GRANTED);
      const stored = (await getContents(world(), seed.accountId)).join("\n");
      expect(stored).not.toContain('"first"');
      expect(world().logged()).not.toContain("PRIVATE KEY");
    });

    it(
      "goes by the poll alone while Firebase fails, and the person sees no difference",
      { tags: "deep" },
      async () => {
        const { seed, phone } = await awake();
        await isConnected(seed);
        fcm.failNext({ status: 403, body: { error: { status: "PERMISSION_DENIED" } } });
        const challenge = await ask(seed);
        await isSettled(seed, "REFUSED");
        expect((await newest(seed))["failure"]).toContain("(403)");
        const [request] = await polled(phone);
        if (request === undefined) throw new Error("the phone shows nothing");
        const { displayCode } = await phone.accept(request);
        expect(await signInBy(seed, challenge, displayCode ?? "")).toEqual(GRANTED);
        await seed.admin.do("channelDelete", { channel: { name: "Firebase" } }, "__typename");
        past(60);
        await ask(seed);
        expect(await polled(phone)).toHaveLength(1);
      },
    );

    it(
      "is not sent when it was answered before, and not to a phone that is gone",
      { tags: "deep" },
      async () => {
        const { seed, id, phone } = await awake();
        await isConnected(seed);
        fcm.failNext({ status: 503, headers: { "retry-after": "1" } });
        await ask(seed);
        await isTried(seed);
        await phone.accept(await shown(phone));
        past(2);
        await isSettled(seed, "CANCELLED");
        const before = fcm.sent.length;
        past(60);
        fcm.failNext({ status: 503, headers: { "retry-after": "1" } });
        await ask(seed);
        await isTried(seed);
        await seed.admin.do("tokenReissue", { token: { id }, lost: true }, "__typename");
        past(2);
        await isSettled(seed, "CANCELLED");
        expect(fcm.sent).toHaveLength(before);
      },
    );

    it("follows the phone's token: a newer one counts, one that Firebase does not know is forgotten", async () => {
      const { seed, id, phone } = await awake();
      const old = phone.wakeTokenForm("first");
      past(1);
      expect(await phone.updateWakeToken("second")).toBe(true);
      // An update that was overtaken changes nothing, and neither does somebody else's.
      expect(await post(world(), old, phone)).not.toBe(400);
      expect(await post(world(), { ...phone.wakeTokenForm("third"), signature: "AAAA" }, phone)).toBe(400);
      past(1);
      await ask(seed);
      await expect.poll(() => fcm.sent.at(-1)?.token).toBe("second");
      fcm.removed.add("second");
      past(60);
      await ask(seed);
      await isSettled(seed, "REFUSED");
      await expect.poll(() => device(seed, id)).toEqual({ canBeWoken: false });
      fcm.removed.delete("second");
      // Nothing more is queued, and the next token is taken.
      past(60);
      await ask(seed);
      expect((await newest(seed))["state"]).toBe("REFUSED");
      expect(await phone.updateWakeToken("first")).toBe(true);
      expect(await device(seed, id)).toEqual({ canBeWoken: true });
    });

    it("is tested by a channel with a phone that it can wake, and with no other", async () => {
      const { seed, id } = await awake();
      const test = { channel: { name: "Firebase" }, to: id };
      await seed.admin.do("channelTest", test, "testMessage { id }");
      await isSettled(seed, "ACCEPTED");
      expect(await newest(seed)).toMatchObject({ kind: "PUSH", purpose: "TEST" });
      expect(fcm.sent.at(-1)).toMatchObject({
        data: {},
        message: {
          apns: { payload: { aps: { alert: { body: "This is a test. You need not do anything." } } } },
        },
      });
      for (const to of [seed.accountId, "first", ""]) {
        expect(await seed.admin.refusalAt("channelTest", { ...test, to })).toBe("VALIDATION_FAILED input.to");
      }
    });

    it("does not tell Google of phones where no channel wakes them", { tags: "deep" }, async () => {
      const before = fcm.sent.length;
      const { seed, id, phone } = await pushScene(world(), { ...options(), wakeToken: "first" });
      expect(phone.token.pollOnly).toBe(true);
      expect(await device(seed, id)).toEqual({ canBeWoken: false });
      expect(fcm.sent).toHaveLength(before);
    });

    it("counts once, however often the answer comes: repeated after a lost connection, and forty at once", async () => {
      let cut = 0;
      const { seed, phone } = await pushScene(world(), {
        ...options(),
        fetch: (async (input: string, init?: RequestInit) => {
          const response = await fetch(input.replace(PUBLIC, world().url), init);
          if (cut === 0 || init?.method !== "POST") return response;
          cut -= 1;
          await response.arrayBuffer();
          throw new TypeError("the connection was lost");
        }) as typeof fetch,
      });
      const challenge = await ask(seed);
      cut = 1;
      const reply = await phone.accept(await shown(phone));
      expect(reply.displayCode).toMatch(/^\d{6}$/);
      expect(await signInBy(seed, challenge, reply.displayCode ?? "")).toEqual(GRANTED);
      past(60);
      const next = await ask(seed);
      const request = await shown(phone);
      const replies = await Promise.all(
        Array.from({ length: 40 }, () => post(world(), phone.acceptForm(request), phone)),
      );
      // Every repetition of one answer gets the same reply, and one event.
      expect(new Set(replies)).toEqual(new Set([true]));
      expect((await seed.events(10, { types: ["PUSH_APPROVED"] })).length).toBe(3);
      expect(await post(world(), phone.declineForm(request, "cancelled"), phone)).toBe(false);
      const { displayCode } = await phone.accept(request);
      const granted = await Promise.all(
        Array.from({ length: 40 }, () => signInBy(seed, next, displayCode ?? "")),
      );
      expect(granted.filter((one) => one.granted)).toHaveLength(1);
    });

    it("takes either of two answers that differ, and only one", async () => {
      const { seed, phone } = await pushScene(world(), options());
      const challenge = await ask(seed);
      const request = await shown(phone);
      const [accept, decline] = [phone.acceptForm(request), phone.declineForm(request, "cancelled")];
      const replies = await Promise.all(
        [accept, decline, accept, decline].map((form) => post(world(), form, phone)),
      );
      const isApproved = replies[0] === true;
      // The one that came first counted, and is answered so again.
      expect(replies).toEqual([isApproved, !isApproved, isApproved, !isApproved]);
      const { displayCode } = isApproved ? await phone.accept(request) : { displayCode: "123456" };
      const { granted } = await signInBy(seed, challenge, displayCode ?? "");
      expect(granted).toBe(isApproved);
    });

    it("takes polls of a phone whose clock is off by less than a minute", async () => {
      let ahead = 0;
      const { seed, phone } = await pushScene(world(), {
        ...options(),
        now: () => world().clock.now() + ahead * 1_000,
      });
      await ask(seed);
      for (const [seconds, status] of [
        [55, 200],
        [-55, 200],
        [65, 400],
        [-65, 400],
      ] as const) {
        ahead = seconds;
        expect.soft((await phone.poll()).status, String(seconds)).toBe(status);
      }
      ahead = 0;
      expect(phone.requests).toHaveLength(1);
      // The server's clock steps back: a request is not answered before it was made, and not shown longer.
      past(-30);
      expect((await phone.poll()).status).toBe(200);
      const [request] = phone.requests;
      if (request === undefined) throw new Error("the phone shows nothing");
      expect(await post(world(), phone.acceptForm(request), phone)).toBe(true);
    });

    it(
      "shows five of a hundred requests in ten minutes, and the person has no more than one before them",
      { tags: "deep" },
      async () => {
        const { seed, phone } = await pushScene(world(), options());
        past(1_200 - (Math.floor(world().clock.now() / 1_000) % 600));
        const nonces = new Set<string>();
        for (let n = 0; n < 100; n += 1) {
          await ask(seed);
          if (n % 10 === 0) for (const { nonce } of await polled(phone)) nonces.add(nonce);
          past(5);
        }
        for (const { nonce } of await polled(phone)) nonces.add(nonce);
        expect(nonces.size).toBeLessThanOrEqual(5);
        expect(nonces.size).toBeGreaterThan(0);
        const { messages } = await seed.admin.query<{ messages: { totalCount: number } }>(
          "{ messages { totalCount } }",
        );
        expect(messages.totalCount).toBe(0);
      },
    );
  },
  { TOKENPLANE_PUBLIC_URL: PUBLIC, TOKENPLANE_OUTGOING_ALLOW: "127.0.0.0/8" },
);
