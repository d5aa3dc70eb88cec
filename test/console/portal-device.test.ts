import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { PASSWORD } from "../support/browser.js";
import { Certificates, hasOpenssl, NO_OPENSSL } from "../support/certificates.js";
import { describeConsole } from "../support/console.js";
import { type PushService, startPushService } from "../support/gateways/push-service.js";
import { get } from "../support/get.js";
import { passTime, showServerTime } from "../support/pass-time.js";
import { PortalSeed } from "../support/portal.js";
import { PHONE, PortalPage } from "../support/portal-page.js";
import {
  ask,
  DENIED,
  GRANTED,
  linkForPhone,
  PUBLIC,
  pushToken,
  signInBy,
  stateOfChallenge,
} from "../support/push.js";

const CODE = /^\d{6}$/;

/** What the browser keeps of its tokens, and whether it gives their keys out. */
async function getKept(page: Page) {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = globalThis.indexedDB.open("tokenplane-device");
      opening.addEventListener("success", () => resolve(opening.result));
      opening.addEventListener("error", () => reject(new Error("closedCount")));
    });
    const all = await new Promise<{ key: CryptoKey }[]>((resolve) => {
      const asked = database.transaction("devices").objectStore("devices").getAll();
      asked.addEventListener("success", () => resolve(asked.result));
    });
    database.close();
    const [device] = all;
    if (device === undefined) throw new Error("nothing is kept");
    const out = await Promise.allSettled(
      (["pkcs8", "jwk"] as const).map((format) => crypto.subtle.exportKey(format, device.key)),
    );
    return {
      count: all.length,
      extractable: device.key.extractable,
      usages: device.key.usages,
      out: out.map(({ status }) => status),
    };
  });
}

/** By what a push service names the worker. */
async function getRegistrationId(session: CDPSession, base: string): Promise<string> {
  await session.send("ServiceWorker.enable");
  const registered = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const found = registrations.find(({ scopeURL }) => scopeURL.endsWith(`${base}/device`));
      if (found !== undefined) resolve(found.registrationId);
    });
  });
  await session.send("ServiceWorker.disable");
  await session.send("ServiceWorker.enable");
  return registered;
}

/** Watches the notifications of the worker. @returns what shows the newest one. */
async function watchNotifications(page: Page) {
  const [running] = page.context().serviceWorkers();
  await running?.evaluate(() => {
    const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
    const show = registration.showNotification.bind(registration);
    registration.showNotification = (title, options) => {
      Reflect.set(globalThis, "shown", {
        title,
        tag: options?.tag,
        body: options?.body,
        renotify: Reflect.get(options ?? {}, "renotify"),
      });
      return show(title, options);
    };
  });
  return () => running?.evaluate(() => Reflect.get(globalThis, "shown"));
}

/** Counts the notifications that the page closes. @returns what shows how many. */
async function countClosed(page: Page) {
  await page.evaluate(() => {
    Reflect.set(globalThis, "closedCount", 0);
    const notification = {
      close: () => Reflect.set(globalThis, "closedCount", Number(Reflect.get(globalThis, "closedCount")) + 1),
    };
    Object.assign(globalThis.ServiceWorkerRegistration.prototype, {
      getNotifications: () => Promise.resolve([notification]),
    });
  });
  return () => page.evaluate(() => Number(Reflect.get(globalThis, "closedCount")));
}

describeConsole(
  "a phone whose browser asks",
  (here) => {
    /** Time passes for the server and for the page. */
    const pass = (page: Page, seconds: number) => passTime(here, page, seconds);

    const skipped = !hasOpenssl();
    const certificates = new Certificates();
    let service: PushService;
    beforeEach(({ skip }) => skip(skipped, NO_OPENSSL));
    beforeAll(async () => {
      if (skipped) return;
      service = await startPushService(certificates, () => here.world.clock.now());
      here.world.services.webPush.http = service.http;
    });
    afterAll(async () => {
      try {
        if (!skipped) await service.close();
      } finally {
        certificates.clear();
      }
    });

    /** Lets the browser of a page subscribe at the push service of the test: Chromium's own is at Google. */
    async function letSubscribe(page: Page): Promise<void> {
      const context = page.context();
      await context.grantPermissions(["notifications"]);
      await context.exposeFunction("subscribeAtTest", (serverKey: string) => service.subscribe(serverKey));
      await context.addInitScript(() => {
        // Without windows, Chromium says that it shows none, whatever the person allows.
        Object.defineProperty(globalThis.Notification, "permission", { value: "granted" });
        const bytes = (text = "") =>
          Uint8Array.from(
            atob(text.replaceAll("-", "+").replaceAll("_", "/")),
            (one) => one.codePointAt(0) ?? 0,
          ).buffer;
        const kept = () => globalThis.localStorage.getItem("subscription");
        const subscription = (text: string) => {
          const [, key, secret, ...endpoint] = text.split(":");
          return {
            endpoint: endpoint.join(":"),
            options: { applicationServerKey: bytes(globalThis.localStorage.getItem("server-key") ?? "") },
            getKey: (name: string) => bytes(name === "auth" ? secret : key),
            unsubscribe() {
              globalThis.localStorage.removeItem("subscription");
              return Promise.resolve(true);
            },
          };
        };
        Object.assign(globalThis.PushManager.prototype, {
          async subscribe({ applicationServerKey }: { applicationServerKey: Uint8Array }) {
            const serverKey = btoa(String.fromCodePoint(...applicationServerKey));
            const urlKey = serverKey.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
            const text: string = await Reflect.get(globalThis, "subscribeAtTest")(urlKey);
            globalThis.localStorage.setItem("subscription", text);
            globalThis.localStorage.setItem("server-key", serverKey);
            return subscription(text);
          },
          getSubscription: () => Promise.resolve(kept() === null ? null : subscription(kept() ?? "")),
        });
      });
    }

    /** Somebody who comes by a link, and chooses "Use this phone". */
    async function arrive(portal: PortalSeed, login = "anna"): Promise<PortalPage> {
      await portal.seed.user(login);
      const anna = await PortalPage.openLink(here, await portal.link(login), PHONE);
      await showServerTime(here, anna.page);
      await letSubscribe(anna.page);
      await anna.type(/^Password/, PASSWORD);
      await anna.press("Continue");
      await anna.title("Connect a token");
      await anna.press("Continue");
      await anna.title("Connect your phone");
      return anna;
    }

    const shownCode = (anna: PortalPage) => anna.page.locator(".tp-device-code").innerText();

    /** Connects the phone, and types the code that it shows. */
    async function connect(portal: PortalSeed): Promise<PortalPage> {
      const anna = await arrive(portal);
      await anna.page.getByRole("link", { name: "Use this phone" }).click();
      await anna.title("Connect this phone to My phone");
      await anna.press("Connect this phone");
      await anna.says("Connect this phone to My phone? Approve it");
      await anna.press("Approve");
      const code = await shownCode(anna);
      await anna.page.getByRole("link", { name: "Type it in the portal" }).click();
      await anna.title("Type the first code");
      await anna.type("Code that the phone shows", code);
      await anna.press("Complete");
      await anna.title("Your token is connected");
      await pass(anna.page, 60);
      return anna;
    }

    const open = (anna: PortalPage, portal: PortalSeed) =>
      anna.page.goto(`${here.url}/s/${portal.address}/device`);

    /** Whether the server can wake the phone of each token, by the names of the tokens; null before the phone is confirmed. */
    async function wakeable({ seed }: PortalSeed): Promise<Record<string, boolean | null>> {
      const { tokens } = await seed.admin.query<{
        tokens: { nodes: { name: string; device: { canBeWoken: boolean } | null }[] };
      }>("{ tokens { nodes { name device { canBeWoken } } } }");
      return Object.fromEntries(tokens.nodes.map(({ name, device }) => [name, device?.canBeWoken ?? null]));
    }

    const isSubscribed = ({ page }: PortalPage) =>
      page.evaluate(() => globalThis.localStorage.getItem("subscription") !== null);

    /** Removes the only token from a phone. */
    async function removeToken(anna: PortalPage): Promise<void> {
      await anna.press("Remove from this phone");
      await anna.dialog.getByRole("button", { name: "Remove from this phone" }).click();
    }

    /** Connects the phone by the keyboard, and loads the page again before the first code is typed. */
    async function connectByKeyboard(anna: PortalPage): Promise<void> {
      const { page, watch } = anna;
      await anna.button("Connect this phone").focus();
      await page.keyboard.press("Enter");
      await anna.says("Connect this phone to My phone? Approve it, and type the code that is shown next.");
      await watch.expectGood("device-first-request");
      await anna.press("Approve");
      const code = await shownCode(anna);
      expect(code).toMatch(CODE);
      await watch.expectGood("device-first-code");
      await page.getByRole("link", { name: "Type it in the portal" }).click();
      const typed = page.getByLabel("Code that the phone shows");
      await expect.poll(() => typed.inputValue()).toBe(code);
      await anna.says("The code that your phone showed is in the field. Choose “Complete”.");
      // Phones drop pages: when it is loaded again, it goes on with the same token, and begins no other one.
      expect(page.url()).toMatch(/\/connect\?token=[^#]+$/);
      await page.reload();
      await anna.title("Type the first code");
      await anna.says("Approve the request on your phone. Then type the code that the phone shows.");
      await typed.fill(code);
      await anna.press("Complete");
      await anna.title("Your token is connected");
    }

    it(
      "connects itself without an app, by a key that nobody takes out, needs no session, and is woken until it is removed",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
        const anna = await arrive(portal);
        const { page, watch } = anna;
        await watch.expectGood("device-way");
        await page.getByRole("link", { name: "Use this phone" }).click();
        await anna.title("Connect this phone to My phone");
        // The secret of the link is in the address bar no more.
        expect(page.url()).toBe(`${here.url}/s/${portal.address}/device`);
        await watch.expectGood("device-connect");
        await connectByKeyboard(anna);
        await page.context().clearCookies();

        await open(anna, portal);
        await anna.says("No request is open.");
        await anna.says("Requests wake this phone.");
        await watch.expectGood("device-home");
        // Nothing does while the server does not know by what.
        await page.route("**/push/**", (route) =>
          (route.request().postData() ?? "").includes("new_fb_token=")
            ? route.fulfill({ status: 429 })
            : route.fallback(),
        );
        await page.reload();
        await anna.says("Requests do not wake this phone yet.");
        await anna.press("Wake this phone");
        await anna.says("The server does not answer.");
        await page.unrouteAll({ behavior: "wait" });
        await anna.press("Wake this phone");
        await anna.says("Requests wake this phone.");
        const kept = await getKept(page);
        expect(kept).toEqual({
          count: 1,
          extractable: false,
          usages: ["sign"],
          out: ["rejected", "rejected"],
        });

        expect([await wakeable(portal), await isSubscribed(anna)]).toEqual([{ "My phone": true }, true]);
        await removeToken(anna);
        await anna.title("This phone is not connected");
        expect([await wakeable(portal), await isSubscribed(anna)]).toEqual([{ "My phone": false }, false]);
      },
    );

    it("forgets its last token also without a network, and is woken no more", { tags: "deep" }, async () => {
      const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
      const anna = await connect(portal);
      await open(anna, portal);
      await anna.says("Requests wake this phone.");
      await anna.page.route("**/push/**", (route) => route.abort("connectionrefused"));
      await removeToken(anna);
      await anna.title("This phone is not connected");
      expect([await wakeable(portal), await isSubscribed(anna)]).toEqual([{ "My phone": true }, false]);
    });

    /** Says of a request that it was not the person. */
    async function raiseAlarm(anna: PortalPage, { seed }: PortalSeed): Promise<void> {
      const { page, watch } = anna;
      const fifth = await ask(seed);
      await page.clock.runFor(4_000);
      await anna.press("This was not me");
      await anna.says("For ten minutes, this phone shows no requests.");
      await watch.expectGood("device-alarm");
      expect(await stateOfChallenge(seed, fifth.id)).toBe("DECLINED");
      const { events } = await seed.admin.query<{ events: { nodes: { reason: string }[] } }>(
        "{ events(first: 1, filter: { types: [PUSH_DECLINED] }) { nodes { reason } } }",
      );
      expect(events.nodes).toEqual([{ reason: "UNKNOWN_TRIGGER" }]);
    }

    it(
      "approves a sign-in with six digits, declines, chooses, and says what happened",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
        const anna = await connect(portal);
        const { page, watch } = anna;
        const { seed } = portal;
        await open(anna, portal);
        await anna.says("No request is open.");

        const first = await ask(seed, { clientAddress: "203.0.113.7" });
        // The page asks by itself while it is seen.
        await page.clock.runFor(4_000);
        await anna.says("Sign in to VPN? Login: anna. IP address: 203.0.113.7.");
        await anna.says(/Arrived at \d/);
        await watch.expectGood("device-request");
        await anna.button("Approve").focus();
        await page.keyboard.press("Enter");
        const code = await shownCode(anna);
        await anna.says("Type this code where you sign in. Never tell it to anyone.");
        await watch.expectGood("device-code");
        expect(await signInBy(seed, first, code)).toEqual(GRANTED);
        await anna.press("Done");

        await pass(page, 60);
        const second = await ask(seed);
        await page.clock.runFor(4_000);
        await anna.press("Decline");
        await anna.says("Declined.");
        expect(await stateOfChallenge(seed, second.id)).toBe("DECLINED");

        await seed.admin.do(
          "resourceUpdate",
          { resource: { name: "VPN" }, pushConfirmation: "CHOICE" },
          "__typename",
        );
        await pass(page, 60);
        const third = await ask(seed);
        await page.clock.runFor(4_000);
        await anna.says("Choose the number that is shown where you sign in:");
        await watch.expectGood("device-choice");
        const wrong = third.choice === "3" ? "4" : "3";
        await anna.press(wrong);
        await anna.says("Your answer had no effect: it was too late");
        expect(await signInBy(seed, third, "")).toEqual(DENIED);
        await pass(page, 60);
        const fourth = await ask(seed);
        await page.clock.runFor(4_000);
        await anna.press(fourth.choice ?? "");
        await anna.says("Approved. Continue where you sign in.");
        expect(await signInBy(seed, fourth, "")).toEqual(GRANTED);

        await pass(page, 60);
        await raiseAlarm(anna, portal);
      },
    );

    /** Proves that the browser can install the page. @returns a session of its tools. */
    async function expectInstallable(page: Page, base: string): Promise<CDPSession> {
      const worker = await page.evaluate(async () => {
        const { active, scope } = await navigator.serviceWorker.ready;
        return { state: active?.state, script: active?.scriptURL, scope, caches: await caches.keys() };
      });
      expect(worker).toEqual({
        state: "activated",
        script: `${here.url}${base}/worker.js`,
        scope: `${here.url}${base}/device`,
        caches: [],
      });
      const session = await page.context().newCDPSession(page);
      const manifest = await session.send("Page.getAppManifest");
      expect(manifest.errors).toEqual([]);
      expect(JSON.parse(manifest.data ?? "")).toMatchObject({
        name: "VPN · Example Ltd",
        start_url: `${base}/device`,
        scope: `${base}/`,
        display: "standalone",
      });
      const { icons } = JSON.parse(manifest.data ?? "") as { icons: { src: string; sizes: string }[] };
      for (const { src, sizes } of icons) {
        const size = await page.evaluate(async (address) => {
          const picture = await createImageBitmap(await (await fetch(address)).blob());
          return `${picture.width}x${picture.height}`;
        }, src);
        expect(size, src).toBe(sizes);
      }
      const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
      expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual([]);
      return session;
    }

    it(
      "can be installed; its worker keeps nothing, and shows that something waits, but not what",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
        const anna = await connect(portal);
        const { page } = anna;
        await open(anna, portal);
        await anna.says("No request is open.");
        const base = `/s/${portal.address}`;
        const session = await expectInstallable(page, base);

        // As a push service does it.
        const registrationId = await getRegistrationId(session, base);
        const shown = await watchNotifications(page);
        const before = service.pushed.length;
        await ask(portal.seed);
        await expect.poll(() => service.pushed.length).toBe(before + 1);
        const { text: data = "" } = service.pushed.at(-1) ?? {};
        await session.send("ServiceWorker.deliverPushMessage", { origin: here.url, registrationId, data });
        await expect.poll(shown).toEqual({
          title: "A request waits for you",
          tag: "request",
          body: "Open it to approve or decline it. If you do not sign in anywhere now, decline it.",
          renotify: true,
        });
        // The worker has the page look, which does not wait for its next turn.
        await anna.says("Sign in to VPN?");
        await anna.press("Approve");
        expect(await shownCode(anna)).toMatch(CODE);

        // What was shown for a request goes with it, also when nobody answers.
        const closed = await countClosed(page);
        await pass(page, 60);
        await ask(portal.seed);
        await session.send("ServiceWorker.deliverPushMessage", { origin: here.url, registrationId, data });
        await anna.says("Sign in to VPN?");
        const whileOpen = await closed();
        await page.clock.runFor(10_000);
        expect(await closed()).toBe(whileOpen);
        await pass(page, 130);
        await anna.says("No request is open.");
        await expect.poll(closed).toBeGreaterThan(whileOpen);

        // A subscription that ended is renewed when the page is opened, without a question.
        service.forget();
        await pass(page, 60);
        await ask(portal.seed);
        await expect.poll(() => wakeable(portal)).toEqual({ "My phone": false });
        await page.reload();
        await anna.says("Requests wake this phone.");
        await expect.poll(() => wakeable(portal)).toEqual({ "My phone": true });
      },
    );

    it(
      "says when the server does not know it any more, and when the browser has deleted its key",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
        const anna = await connect(portal);
        const { page, watch } = anna;
        const { seed } = portal;
        await open(anna, portal);
        await anna.says("No request is open.");
        // A clock that is ten minutes off is corrected by the server's.
        await page.clock.fastForward(600_000);
        await ask(seed);
        await page.clock.runFor(4_000);
        await anna.press("Approve");
        expect(await shownCode(anna)).toMatch(CODE);
        await anna.press("Done");
        const { tokens } = await seed.admin.query<{ tokens: { nodes: { id: string }[] } }>(
          "{ tokens { nodes { id } } }",
        );
        await seed.admin.do("tokenDelete", { token: { id: tokens.nodes[0]?.id } }, "deletedId");
        await page.clock.runFor(4_000);
        await anna.says("The server does not know this phone for this token any more");
        await watch.expectGood("device-unknown");
        const again = page.getByRole("link", { name: "Connect again" });
        expect(await again.getAttribute("href")).toBe(`/s/${portal.address}/connect`);
        await page.reload();
        await removeToken(anna);
        await anna.title("This phone is not connected");
        await watch.expectGood("device-none");
        await page.reload();
        await anna.title("This phone is not connected");
        await anna.type("Or paste a link for this phone", "https://example.org/");
        await anna.press("Use the link");
        await anna.says("This is not a link for a phone. Copy it again.");
        await anna.type(
          "Or paste a link for this phone",
          `${here.url}/s/x/device#serial=TP0000&credential=none&door=/push/${"A".repeat(22)}&label=Old`,
        );
        await anna.press("Use the link");
        await anna.title("Connect this phone to Old");
        await anna.press("Connect this phone");
        await anna.says("The server did not accept this phone: the link was used already, or it is too old.");
        await page.reload();
        await anna.title("This phone is not connected");
      },
    );

    it(
      "keeps several tokens, of one portal on its page and of another portal on that one's",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
        const anna = await connect(portal);
        const { page } = anna;
        const other = await PortalSeed.open(here.world, { models: ["PUSH"] });
        await open(anna, other);
        await anna.title("This phone is not connected");
        const { seed } = other;
        for (const login of ["bert", "carl"]) {
          await seed.user(login);
          const { uri } = await pushToken(seed, login);
          // A link that is opened in the same tab.
          await page.evaluate(
            (text) => {
              globalThis.location.hash = text;
            },
            linkForPhone(uri, `${login}'s phone`),
          );
          await anna.title(`Connect this phone to ${login}'s phone`);
          await anna.press("Connect this phone");
          await anna.card(`${login}'s phone`).getByRole("button", { name: "Approve" }).click();
          await anna.card(`${login}'s phone`).locator(".tp-device-code").waitFor();
        }
        await page.reload();
        await anna.card("bert's phone").getByText("No request is open.").waitFor();
        await anna.card("carl's phone").getByText("No request is open.").waitFor();
        await open(anna, portal);
        await anna.card("My phone").getByText("No request is open.").waitFor();
        expect(await page.getByRole("region").count()).toBe(1);
      },
    );

    it(
      "says in one sentence where the browser cannot, and where nothing wakes it",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
        const old = await PortalPage.open(here, portal, "/device", PHONE);
        await old.page.addInitScript(() => {
          Reflect.deleteProperty(globalThis.Navigator.prototype, "serviceWorker");
        });
        await old.page.reload();
        await old.title("This browser cannot be used");
        await old.watch.expectGood("device-cannot");
        const way = old.page.getByRole("link", { name: "Connect an authenticator app" });
        expect(await way.getAttribute("href")).toBe(`/s/${portal.address}/connect`);

        const iphone = await PortalPage.open(here, portal, "/device", PHONE);
        await iphone.page.addInitScript(() => {
          Reflect.deleteProperty(globalThis, "PushManager");
          Object.defineProperty(globalThis.navigator, "standalone", { value: false });
        });
        const link = "serial=TP1&credential=c&door=/push/A&label=Mine";
        await iphone.page.goto(`${here.url}/s/${portal.address}/device?x=1#${link}`);
        await iphone.title("Connect this phone to Mine");
        await iphone.says("On this phone, requests can wake only pages on the home screen");
        await iphone.watch.expectGood("device-home-screen");
      },
    );

    /** Completes the connection in another tab, and closes it. */
    async function completeInTab(tab: Page, portal: PortalSeed, code: string): Promise<void> {
      await tab.goto(`${here.url}/s/${portal.address}`);
      await tab.getByRole("button", { name: "Type the first code" }).click();
      await tab.getByLabel("Code that the phone shows").fill(code);
      await tab.getByRole("button", { name: "Complete" }).click();
      await tab.getByRole("heading", { name: "Your token is connected" }).waitFor();
      // Nothing more can be connected, and the page says it.
      await tab.goto(`${here.url}/s/${portal.address}/connect`);
      await tab.getByText("You have a token that works.").waitFor();
      await tab.close();
    }

    /** Connects Berta's token by its link, and removes the token that was there before. */
    async function takeNextLink(anna: PortalPage, { seed }: PortalSeed): Promise<void> {
      const { page } = anna;
      await seed.user("berta");
      const next = await pushToken(seed, "berta");
      await anna.type("Or paste a link for this phone", `#${linkForPhone(next.uri, "Berta's phone")}`);
      await anna.press("Use the link");
      await anna.title("Connect this phone to Berta's phone");
      await anna.press("Connect this phone");
      await anna.card("Berta's phone").getByRole("button", { name: "Approve" }).waitFor();
      const remove = anna.card("My phone").getByRole("button", { name: "Remove from this phone" });
      await remove.click();
      await anna.says("The token stays in your account");
      await anna.watch.expectGood("device-remove");
      await anna.dialog.getByRole("button", { name: "Cancel" }).click();
      await remove.click();
      await anna.dialog.getByRole("button", { name: "Remove from this phone" }).click();
      // While it is open, nothing behind it has a role.
      await anna.dialog.waitFor({ state: "detached" });
      await anna.card("My phone").waitFor({ state: "detached" });
      await page.reload();
      await anna.card("Berta's phone").waitFor();
      expect(await page.getByRole("region", { name: "My phone" }).count()).toBe(0);
    }

    it(
      "keeps its key, however often its link is opened, and whatever answer is lost",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
        const anna = await arrive(portal);
        const { page } = anna;
        const { seed } = portal;
        const way = page.getByRole("link", { name: "Use this phone" });
        const link = `${here.url}${(await way.getAttribute("href")) ?? ""}`;
        // The server takes the key, and its answer is lost.
        await page.route("**/push/**", async (route) => {
          if (!(route.request().postData() ?? "").includes("pubkey=")) return route.fallback();
          await route.fetch();
          return route.fulfill({ status: 429 });
        });
        await way.click();
        await anna.press("Connect this phone");
        await anna.says("The server does not answer.");
        await page.unrouteAll({ behavior: "wait" });
        // It has the key: the same link leads to the request that waits.
        await open(anna, portal);
        await page.goto(link);
        await anna.press("Approve");
        const code = await shownCode(anna);

        const tab = await page.context().newPage();
        await tab.goto(link);
        await tab.getByRole("heading", { level: 1, name: "This phone", exact: true }).waitFor();
        await page.goto(link);
        await anna.title("This phone");
        expect(await seed.events(1)).not.toEqual(["PUSH_ROLLED_OUT"]);

        await completeInTab(tab, portal, code);

        // Another link of the same serial, which the server does not take.
        await page.goto(link.replace(/credential=[^&]+/, "credential=none"));
        await anna.title("This phone");
        await pass(page, 60);
        const challenge = await ask(seed);
        await page.clock.runFor(4_000);
        await anna.press("Approve");
        await anna.says("Type this code where you sign in.");
        expect(await signInBy(seed, challenge, await shownCode(anna))).toEqual(GRANTED);
        await anna.press("Done");

        // The address in capital letters is the same portal.
        await page.goto(`${here.url}/s/${portal.address.toUpperCase()}/device`);
        await anna.title("This phone");
        expect(page.url()).toBe(`${here.url}/s/${portal.address}/device`);

        // A page on the home screen takes the next link, beside the token that it has.
        await takeNextLink(anna, portal);
        // The token that is left wakes this phone as before.
        await anna.says("Requests wake this phone.");
        expect(await wakeable(portal)).toMatchObject({ "My phone": false });
        expect(await isSubscribed(anna)).toBe(true);
      },
    );

    it(
      'says "This was not me" of a request that was replaced, and says when it was too late',
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
        const anna = await connect(portal);
        const { seed } = portal;
        await open(anna, portal);
        await anna.says("No request is open.");
        const declines = async () =>
          (
            await seed.admin.query<{ events: { nodes: { summary: string }[] } }>(
              "{ events(first: 5, filter: { types: [PUSH_DECLINED] }) { nodes { summary } } }",
            )
          ).events.nodes.length;
        // The page does not learn that the time is over.
        let isAway = false;
        await anna.page.route("**/push/**", (route) =>
          isAway && route.request().method() === "GET" ? route.fulfill({ status: 429 }) : route.fallback(),
        );
        const asked = async () => {
          isAway = false;
          await pass(anna.page, 700);
          await ask(seed);
          await anna.page.clock.runFor(4_000);
          await anna.says("Sign in to VPN?");
          isAway = true;
        };
        await asked();
        await pass(anna.page, 125);
        await anna.press("This was not me");
        await anna.says("For ten minutes, this phone shows no requests.");
        expect(await declines()).toBe(1);
        await asked();
        await pass(anna.page, 125);
        await anna.press("Decline");
        await anna.says("Your answer had no effect: it was too late");
        await asked();
        await pass(anna.page, 721);
        await anna.press("This was not me");
        await anna.says("Your answer came too late and had no effect.");
        expect(await declines()).toBe(1);
      },
    );

    it(
      "and the portal are loaded again when a part of them could not be loaded; the link is not lost",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
        await portal.seed.user("anna");
        const { page: watched } = await PortalPage.open(here, portal, "", PHONE);
        // Nobody watches it: what is missing is written to its console.
        const page = await watched.context().newPage();
        const breaks = (part: string) => page.route(`**/assets/${part}-*.js`, (route) => route.abort());
        const title = (name: string) => page.getByRole("heading", { level: 1, name }).waitFor();
        const again = async (name: string) => {
          await page.unrouteAll({ behavior: "wait" });
          await page.getByRole("button", { name }).click();
        };
        await breaks("invitation-page");
        await page.goto(await portal.link("anna"));
        await title("This page cannot be shown");
        await again("Load the page again");
        await title("Connect your token");
        expect(page.url()).not.toContain("#");
        await page.evaluate(() => globalThis.localStorage.setItem("tokenplane-language", "de"));
        await breaks("de");
        await page.goto(`${here.url}/s/${portal.address}/device`);
        await title("Diese Seite kann nicht gezeigt werden");
        await again("Seite noch einmal laden");
        await title("Dieses Telefon ist nicht verbunden");
      },
    );

    it("has a policy that starts one worker alone, and a manifest that is closed to where the portal is", async () => {
      const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
      const base = `${here.world.url}/s/${portal.address}`;
      const page = await get(`${base}/device`, { accept: "text/html" });
      const policy = String(page.headers["content-security-policy"]);
      expect(policy).toContain(
        "require-trusted-types-for 'script'; worker-src 'self'; trusted-types device-worker",
      );
      expect(policy).not.toContain("unsafe");
      const worker = await get(`${base}/worker.js`, {});
      expect([worker.status, worker.headers["content-type"], worker.headers["cache-control"]]).toEqual([
        200,
        "text/javascript; charset=utf-8",
        "no-cache",
      ]);
      expect(worker.headers["service-worker-allowed"]).toBeUndefined();
      expect((await get(`${base}/app.webmanifest`, {})).status).toBe(200);
      expect((await get(`${here.world.url}/s/nowhere/app.webmanifest`, {})).status).toBe(404);
      await portal.setPolicy({ models: ["PUSH"], allowedAddresses: ["203.0.113.0/24"] });
      const closed = await get(`${base}/app.webmanifest`, {});
      expect([closed.status, closed.text]).toEqual([403, expect.not.stringContaining("Example Ltd")]);
      // A page that nobody watches: what is refused is written to its console.
      const { page: watched } = await PortalPage.open(here, portal, "/device");
      const refusing = await watched.context().newPage();
      await refusing.goto(`${here.url}/s/${portal.address}/device`);
      const refused = await refusing.evaluate(() =>
        navigator.serviceWorker.register("/device/worker.js").then(
          () => "started",
          (why: unknown) => String(why),
        ),
      );
      expect(refused).toContain("TrustedScriptURL");
    });
  },
  { TOKENPLANE_PUBLIC_URL: PUBLIC, TOKENPLANE_OUTGOING_ALLOW: "127.0.0.0/8" },
);
