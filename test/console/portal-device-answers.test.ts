// @module-tag deep
import type { Page, Request, Response } from "playwright-core";
import { expect, it } from "vitest";
import { describeConsole } from "../support/console.js";
import { passTime, showServerTime } from "../support/pass-time.js";
import { PortalSeed } from "../support/portal.js";
import { PHONE, PortalPage } from "../support/portal-page.js";
import {
  ask,
  confirmPhone,
  GRANTED,
  linkForPhone,
  PUBLIC,
  pushToken,
  signInBy,
  stateOfChallenge,
} from "../support/push.js";

describeConsole(
  "the answers of a phone whose browser asks",
  (here) => {
    /** Time passes for the server and for the page. */
    const pass = (page: Page, seconds: number) => passTime(here, page, seconds);

    const isPoll = (asked: Request) => asked.method() === "GET" && asked.url().includes("/push/");

    /** Waits until a page has the open request of its phone. @param before another one. @returns its nonce. */
    async function nonceOn(page: Page, before = ""): Promise<string> {
      const read = async (response: Response) =>
        /"nonce":"(\w+)"/.exec(response.ok() ? await response.text() : "")?.[1] ?? before;
      const response = await page.waitForResponse(
        async (one) => isPoll(one.request()) && (await read(one)) !== before,
      );
      // It has read an answer when it asks again.
      await page.waitForRequest(isPoll);
      return read(response);
    }

    /** The page of a phone that was opened by a link of the helpdesk, and is asked whether it is to be connected. */
    async function connecting({
      seed,
      address,
    }: PortalSeed): Promise<{ anna: PortalPage; id: string; again: () => Promise<void> }> {
      await seed.user("anna");
      const { id, uri } = await pushToken(seed);
      const link = `/device#${linkForPhone(uri, "anna's phone", id)}`;
      const anna = await PortalPage.open(here, { address }, link, PHONE);
      await showServerTime(here, anna.page);
      await anna.press("Connect this phone");
      await anna.button("Approve").waitFor();
      /** The helpdesk begins again, and the link is opened in the same browser. */
      const again = async () => {
        const { enrolment } = await seed.admin.do<{ enrolment: { otpauthUri: string } }>(
          "tokenEnrolmentStart",
          { token: { id } },
          "enrolment { otpauthUri }",
        );
        await anna.page.evaluate(
          (to) => {
            globalThis.location.hash = to;
          },
          linkForPhone(enrolment.otpauthUri, "anna's phone", id),
        );
        await anna.press("Connect this phone");
        await anna.button("Approve").waitFor();
      };
      return { anna, id, again };
    }

    /** The page of a phone that was connected by a link of the helpdesk. */
    async function connected(portal: PortalSeed): Promise<{ anna: PortalPage; id: string }> {
      const { seed } = portal;
      const { anna, id } = await connecting(portal);
      await anna.press("Approve");
      const code = await anna.page.locator(".tp-device-code").innerText();
      expect(await confirmPhone(seed, id, code)).toEqual({ token: { status: "ACTIVE" } });
      await seed.link(id, "VPN");
      await anna.press("Done");
      await pass(anna.page, 60);
      return { anna, id };
    }

    it(
      "are about the request that was on the screen, not about another one that took its place",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
        const { seed } = portal;
        const { anna } = await connected(portal);
        const { page, watch } = anna;
        const own = await ask(seed, { clientAddress: "203.0.113.7" });
        await page.clock.runFor(4_000);
        await anna.says("IP address: 203.0.113.7.");
        await pass(page, 15);
        const other = await ask(seed, { clientAddress: "198.51.100.9" });
        await page.clock.runFor(4_000);
        expect(await page.getByText("198.51.100.9").count()).toBe(0);
        // A finger that is still on its way does nothing.
        await page.evaluate(() => {
          const { document } = globalThis;
          const watcher = new MutationObserver(() => {
            const section = [...document.querySelectorAll("section section")].find(({ textContent }) =>
              textContent.includes("198.51.100.9"),
            );
            const first = section?.querySelector("button");
            if (first == null) return;
            Reflect.set(globalThis, "wasDisabled", first.disabled);
            watcher.disconnect();
          });
          watcher.observe(document.body, { childList: true, subtree: true });
        });
        await anna.press("Approve");
        await anna.says("Your answer had no effect: another request has replaced that one.");
        await anna.says("IP address: 198.51.100.9.");
        expect(await page.evaluate(() => Reflect.get(globalThis, "wasDisabled"))).toBe(true);
        await expect.poll(() => anna.button("Approve").isEnabled()).toBe(true);
        await watch.expectGood("device-another");
        expect(await stateOfChallenge(seed, own.id)).not.toBe("APPROVED");
        expect(await stateOfChallenge(seed, other.id)).toBe("PENDING");
        await anna.press("Decline");
        await anna.says("Declined.");
        expect(await stateOfChallenge(seed, other.id)).toBe("DECLINED");
      },
    );

    it(
      "connect it also after some minutes; the page says what to do when it was declined, or its code was not typed",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
        const { seed } = portal;
        const { anna, id, again } = await connecting(portal);
        const { page, watch } = anna;
        const open =
          "This phone is not connected yet, and no request is open. Choose “Start again” in the portal";
        await anna.press("Decline");
        await anna.says(open);
        await watch.expectGood("device-not-confirmed");
        await again();
        // The key before is gone.
        await expect.poll(() => page.getByRole("region", { name: "anna's phone" }).count()).toBe(1);
        // The server asks again, because the app has forgotten the request.
        const before = await nonceOn(page);
        await pass(page, 125);
        await nonceOn(page, before);
        await anna.press("Approve");
        const code = await page.locator(".tp-device-code").innerText();
        // The tab was closed.
        await page.evaluate(() => globalThis.sessionStorage.clear());
        await page.reload();
        await anna.says(open);
        expect(await confirmPhone(seed, id, code)).toEqual({ token: { status: "ACTIVE" } });
        await page.clock.runFor(4_000);
        await anna.says("No request is open.");
      },
    );

    it(
      "are kept until the server's reply comes, and so is the code, also when the page is loaded again",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
        const { seed } = portal;
        const { anna } = await connected(portal);
        const { page, watch } = anna;
        await page.route("**/push/**", async (route) => {
          if (route.request().method() === "GET") return route.fallback();
          await route.fetch();
          return route.fulfill({ status: 429 });
        });
        const challenge = await ask(seed);
        await page.clock.runFor(4_000);
        const status = page.getByRole("status").first();
        await status.evaluate((region) => region.setAttribute("data-known", "yes"));
        await anna.press("Approve");
        await anna.says("The server does not answer.");
        await page.clock.runFor(4_000);
        await anna.says("It is not known whether the server received your answer.");
        await watch.expectGood("device-no-outcome");
        await page.reload();
        await anna.says("It is not known whether the server received your answer.");
        await page.unrouteAll({ behavior: "wait" });
        await anna.button("Try again").focus();
        await page.keyboard.press("Enter");
        const shown = page.locator(".tp-device-code");
        const code = await shown.innerText();
        // The button is gone: the next Tab does not begin at the top of the page.
        expect(await page.evaluate(() => globalThis.document.activeElement?.tagName)).toBe("H1");
        // Screen readers read out what appears in a region that was there before.
        expect(await shown.evaluate((one) => one.closest("[role=status]")?.tagName)).toBe("DIV");
        await page.reload();
        expect(await shown.innerText()).toBe(code);
        expect(await signInBy(seed, challenge, code)).toEqual(GRANTED);
        await anna.press("Done");
        await page.reload();
        await anna.says("No request is open.");
        expect(await shown.count()).toBe(0);
      },
    );

    it(
      "are given on one card, also after the token got another key in the same browser",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
        const { seed } = portal;
        const { anna, id } = await connected(portal);
        const { page } = anna;
        const { enrolment } = await seed.admin.do<{ enrolment: { otpauthUri: string } }>(
          "tokenReissue",
          { token: { id }, lost: false },
          "enrolment { otpauthUri }",
        );
        await page.evaluate(
          (link) => {
            globalThis.location.hash = link;
          },
          linkForPhone(enrolment.otpauthUri, "anna's phone", id),
        );
        // Another tab takes nothing away from a key that is about to be given to the server.
        let give = () => {};
        const given = new Promise<void>((resolve) => {
          give = resolve;
        });
        await page.route("**/push/**", async (route) => {
          if (route.request().method() === "POST") await given;
          await route.fallback();
        });
        const giving = page.waitForRequest((asked) => asked.postData()?.includes("pubkey=") === true);
        await anna.press("Connect this phone");
        await giving;
        const beside = await page.context().newPage();
        await beside.goto(page.url().split("#")[0] ?? "");
        await beside.getByText("The server does not know this phone for this token any more").waitFor();
        await beside.getByText("No request is open.").waitFor();
        await beside.close();
        give();
        await anna.press("Approve");
        // The key before works until the new one is confirmed.
        const cards = page.getByRole("region", { name: "anna's phone" });
        expect(await cards.count()).toBe(2);
        const code = await page.locator(".tp-device-code").innerText();
        expect(await confirmPhone(seed, id, code)).toEqual({ token: { status: "ACTIVE" } });
        await anna.press("Done");
        await page.reload();
        await anna.says("No request is open.");
        await expect.poll(() => cards.count()).toBe(1);
        // When the token ends, nothing hides the key that is left.
        await seed.admin.do("tokenDelete", { token: { id } }, "__typename");
        await page.reload();
        await anna.says("The server does not know this phone for this token any more");
        expect(await cards.count()).toBe(1);
        await anna.press("Remove from this phone");
        await anna.dialog.getByRole("button", { name: "Remove from this phone" }).click();
        await anna.title("This phone is not connected");
      },
    );

    it(
      "are not held up by a network that answers nothing; ten numbers are whole on a narrow screen",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
        const { seed } = portal;
        const { anna } = await connected(portal);
        const { page, watch } = anna;
        let asked = 0;
        await page.route("**/push/**", () => {
          asked += 1;
        });
        const see = () =>
          page.evaluate(() => globalThis.document.dispatchEvent(new Event("visibilitychange")));
        await page.clock.runFor(4_000);
        await expect.poll(() => asked).toBe(1);
        // Whoever comes back to the page does not wait for what was asked before.
        await see();
        await expect.poll(() => asked).toBe(2);
        await page.clock.runFor(11_000);
        await anna.says("The server cannot be reached.");
        await page.unrouteAll({ behavior: "ignoreErrors" });
        await seed.admin.do(
          "resourceUpdate",
          { resource: { name: "VPN" }, pushConfirmation: "CHOICE" },
          "__typename",
        );
        const { choice } = await ask(seed);
        await page.clock.runFor(4_000);
        await anna.says("Choose the number that is shown where you sign in:");
        await watch.expectGood("device-ten-numbers");
        await anna.press(choice ?? "");
        await anna.says("Approved. Continue where you sign in.");
      },
    );
  },
  { TOKENPLANE_PUBLIC_URL: PUBLIC },
);
