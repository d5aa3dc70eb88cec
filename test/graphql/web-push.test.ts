import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { outgoingHttp } from "../../server/delivery/outgoing-http.js";
import { Certificates, hasOpenssl, NO_OPENSSL } from "../support/certificates.js";
import { getContents } from "../support/contents.js";
import { type PushService, startPushService } from "../support/gateways/push-service.js";
import { Phone } from "../support/phone.js";
import { ask, GRANTED, phoneOptions, post, PUBLIC, pushScene, shown, signInBy } from "../support/push.js";
import type { Seed } from "../support/seed.js";
import { onOneStore } from "../support/world.js";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });

onOneStore(
  "a phone whose browser is woken by its push service",
  (world) => {
    const skipped = !hasOpenssl();
    const certificates = new Certificates();
    let service: PushService;
    beforeEach(({ skip }) => skip(skipped, NO_OPENSSL));
    beforeAll(async () => {
      if (skipped) return;
      service = await startPushService(certificates, () => world().clock.now());
    });
    afterAll(async () => {
      try {
        if (!skipped) await service.close();
      } finally {
        certificates.clear();
      }
    });

    /** A person whose phone says how its browser is woken. */
    async function awake() {
      world().services.webPush.http = service.http;
      const { seed, id, phone } = await pushScene(world(), { ...phoneOptions(world()), privateKey });
      const subscribed = service.subscribe(world().services.webPush.key.publicKey);
      expect(await phone.updateWakeToken(subscribed)).toBe(true);
      return { seed, id, phone, subscribed };
    }

    async function canBeWoken(seed: Seed, id: string): Promise<boolean> {
      const { token } = await seed.admin.query<{ token: { device: { canBeWoken: boolean } } }>(
        "query ($id: ID!) { token(by: { id: $id }) { device { canBeWoken } } }",
        { id },
      );
      return token.device.canBeWoken;
    }

    async function messages(seed: Seed): Promise<Readonly<Record<string, unknown>>[]> {
      const read = await seed.admin.query<{ messages: { nodes: Record<string, unknown>[] } }>(
        "{ messages(first: 5) { nodes { kind state attempts failure channel { name } } } }",
      );
      return read.messages.nodes;
    }

    const isSettled = (seed: Seed, state: string) =>
      expect.poll(async () => (await messages(seed))[0]?.["state"]).toBe(state);

    it("is woken without a channel, and nobody on the way learns for what", async () => {
      const { seed, id, phone, subscribed } = await awake();
      expect(await canBeWoken(seed, id)).toBe(true);
      const before = service.pushed.length;
      const challenge = await ask(seed);
      await isSettled(seed, "ACCEPTED");
      expect(await messages(seed)).toEqual([
        { kind: "PUSH", state: "ACCEPTED", attempts: 1, failure: null, channel: null },
      ]);
      expect(service.pushed).toHaveLength(before + 1);
      const wakeUp = service.pushed.at(-1);
      expect(wakeUp).toMatchObject({ text: "look", claims: { sub: PUBLIC } });
      expect(wakeUp?.ttl).toBeLessThanOrEqual(120);
      expect(wakeUp?.headers).toMatchObject({ urgency: "high", topic: "request" });
      expect(Object.keys(wakeUp?.headers ?? {})).not.toContain("cookie");
      const { displayCode } = await phone.accept(await shown(phone));
      expect(await signInBy(seed, challenge, displayCode ?? "")).toEqual(GRANTED);
      // Whoever has the address can wake the phone: it stands nowhere in clear.
      const endpoint = subscribed.split(":").slice(3).join(":");
      expect((await getContents(world())).join("\n")).not.toContain(endpoint);
      expect(world().logged()).not.toContain(endpoint);
    });

    it("is forgotten when its service does not know it any more, until the page subscribes again", async () => {
      const { seed, id, phone } = await awake();
      service.forget();
      await ask(seed);
      await isSettled(seed, "REFUSED");
      expect((await messages(seed))[0]?.["failure"]).toContain("does not know this phone any more");
      await expect.poll(() => canBeWoken(seed, id)).toBe(false);
      const asked = service.asked();
      world().clock.pass(60);
      await ask(seed);
      // The phone shows it all the same, and nothing more is queued.
      expect((await shown(phone)).question).toContain("VPN");
      expect(await messages(seed)).toHaveLength(1);
      world().clock.pass(60);
      const again = service.subscribe(world().services.webPush.key.publicKey);
      expect(await phone.updateWakeToken(again)).toBe(true);
      await ask(seed);
      await isSettled(seed, "ACCEPTED");
      expect(service.asked()).toBe(asked + 1);
    });

    it(
      "is woken once more after its service was busy; a redirect and a long answer lead nowhere",
      { tags: "deep" },
      async () => {
        const { seed } = await awake();
        service.answerNext({ status: 429, headers: { "retry-after": "1" } });
        await ask(seed);
        await expect.poll(async () => (await messages(seed))[0]?.["attempts"]).toBe(1);
        await expect.poll(async () => (await messages(seed))[0]?.["state"]).toBe("PENDING");
        world().clock.pass(2);
        await isSettled(seed, "ACCEPTED");
        world().clock.pass(60);
        const asked = service.asked();
        service.answerNext({ status: 307, headers: { location: "https://push.example.net/elsewhere" } });
        await ask(seed);
        await isSettled(seed, "REFUSED");
        expect(service.asked()).toBe(asked + 1);
        world().clock.pass(60);
        service.answerNext({ status: 201, body: "x".repeat(100_000) });
        await ask(seed);
        await expect.poll(async () => (await messages(seed))[0]?.["failure"]).toContain("longer than 4 kB");
        // It is not tried again while the next test counts connections.
        world().clock.pass(130);
        await isSettled(seed, "EXPIRED");
      },
    );

    it("makes the server reach nothing that is not public, whatever networks the operator allows for gateways", async () => {
      const { seed, id, phone } = await awake();
      const { webPush } = world().services;
      // What the door takes is a name. It may lead anywhere, and to another place each time.
      for (const place of [["127.0.0.1"], ["10.0.0.7"], ["203.0.113.7", "169.254.169.254"], ["::1"]]) {
        const subscribed = service.subscribe(webPush.key.publicKey);
        webPush.http = outgoingHttp({ allowed: [] }, { lookup: () => Promise.resolve(place) });
        const connected = service.connected();
        world().clock.pass(130);
        expect(await phone.updateWakeToken(subscribed)).toBe(true);
        await ask(seed);
        await isSettled(seed, "REFUSED");
        expect((await messages(seed))[0]?.["failure"]).toContain("that is not public");
        expect(service.connected()).toBe(connected);
      }
      // A resolver may be wrong for a while: the browser is not forgotten.
      expect(await canBeWoken(seed, id)).toBe(true);
      webPush.http = service.http;
      world().clock.pass(130);
      await ask(seed);
      await isSettled(seed, "ACCEPTED");
      await world().restart();
      const signal = new AbortController().signal;
      for (const url of ["https://127.0.0.1/", "https://localhost/", "https://[::1]/", "http://127.0.0.1/"]) {
        const asked = { url, method: "POST", headers: {}, body: null } as const;
        expect(await world().services.webPush.http(asked, signal), url).toMatchObject({ state: "FORBIDDEN" });
      }
    });

    it("has the same key after a restart, and the door takes no place that is none of a push service", async () => {
      const key = world().services.webPush.key.publicKey;
      await world().restart();
      expect(world().services.webPush.key.publicKey).toBe(key);
      const { phone, subscribed, seed, id } = await awake();
      for (const place of [
        "http://push.example.net/a",
        "https://127.0.0.1/a",
        "https://push.example.net:1/a",
      ]) {
        const changed = subscribed.replace(/https:.*$/, place);
        expect(await post(world(), phone.wakeTokenForm(changed), phone), place).toBe(400);
      }
      const other = await Phone.scan(
        `otpauth://pipush/x?url=${encodeURIComponent(phone.token.url)}&v=1&serial=${phone.token.serial}`,
        phoneOptions(world()),
      );
      expect(await post(world(), other.wakeTokenForm(subscribed), phone)).toBe(400);
      expect(await canBeWoken(seed, id)).toBe(true);
    });
  },
  { TOKENPLANE_PUBLIC_URL: PUBLIC, TOKENPLANE_OUTGOING_ALLOW: "127.0.0.0/8" },
);
