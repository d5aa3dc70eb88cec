// @module-tag deep
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeConsole } from "../support/console.js";
import { newLatch } from "../support/latch.js";
import { PortalSeed } from "../support/portal.js";
import { PHONE, PortalPage } from "../support/portal-page.js";
import { Mailbox } from "../support/sent.js";

/** No network: the page writes it to its console. */
const NO_NETWORK = "connectionrefused";

describeConsole("the portal without a network, or in a browser that keeps nothing", (here) => {
  it(
    "goes on after a sign-in when what it needs could not be read, and says that it is the network",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { app } = await portal.enrolled("anna");
      const anna = await PortalPage.open(here, portal, "", PHONE);
      const { page, watch } = anna;
      await anna.typePassword("anna");
      await page.route("**/portal/state*", (route) => route.abort(NO_NETWORK));
      await anna.type(/^Code/, app.code());
      await anna.press("Sign in");
      await anna.title("This page cannot be shown");
      await anna.says("The server does not answer.");
      await watch.expectGood("portal-away");
      await page.reload();
      await anna.title("This page cannot be shown");
      await page.unrouteAll({ behavior: "wait" });
      await anna.press("Try again");
      await anna.title("Your tokens");
    },
  );

  it(
    "reads a link again that could not be read, leads from a dead one to the sign-in, and knows one from another",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      await portal.seed.user("anna");
      await portal.seed.user("berta");
      const link = await portal.link("anna");
      const dead = await PortalPage.open(here, portal, "/invitation#none", PHONE);
      await dead.title("This link does not work");
      await dead.watch.expectGood("portal-dead-link");
      await dead.press("Sign in");
      await dead.title("Sign in");
      const { page } = dead;
      await page.route("**/portal/invitation", (route) => route.abort(NO_NETWORK));
      await page.goto(link);
      await dead.title("This page cannot be shown");
      await page.unrouteAll({ behavior: "wait" });
      await dead.press("Try again");
      await dead.says("You are anna");

      // The answer for a link comes after another one was opened in the same tab.
      const held = newLatch();
      let came = 0;
      await page.route("**/portal/invitation", async (route) => {
        const response = await route.fetch();
        if (came++ === 0) await held.opened;
        await route.fulfill({ response });
      });
      await page.reload();
      await dead.title("This link does not work");
      const open = (address: string) =>
        page.evaluate((hash) => {
          globalThis.location.hash = hash;
        }, new URL(address).hash);
      await open(link);
      await expect.poll(() => came).toBe(1);
      await open(await portal.link("berta"));
      await dead.says("You are berta");
      held.open();
      await page.unrouteAll({ behavior: "wait" });
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      await dead.says("You are berta");
      expect(await page.getByText("You are anna").count()).toBe(0);
    },
  );

  it(
    "says in the dialog that it was not reached, and takes what was done for done when only the answer was lost",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { app } = await portal.enrolled("anna");
      const user = { user: { login: "anna" }, email: "anna.before@mailbox.example" };
      await portal.seed.admin.do("userUpdate", user, "__typename");
      const mailbox = new Mailbox(portal.seed);
      const anna = await PortalPage.open(here, portal, "", PHONE);
      const { page, dialog, watch } = anna;
      await anna.signIn("anna", app.code());

      await anna.press("Change the e-mail address");
      await anna.dialog.getByLabel(/^New e-mail address/).fill("anna.after@mailbox.example");
      await page.route("**/graphql", (route) => route.abort(NO_NETWORK));
      await dialog.getByRole("button", { name: "Send a code" }).click();
      // Screen readers read out what is in the dialog, and nothing beside it.
      await dialog.getByText("The server does not answer.").waitFor();
      expect(await page.getByText("The server does not answer.").count()).toBe(1);
      await watch.expectGood("portal-dialog-away");
      await page.unrouteAll({ behavior: "wait" });
      await dialog.getByRole("button", { name: "Send a code" }).click();
      await anna.says("A code was sent to anna.after@mailbox.example.");
      await dialog.getByLabel(/^Code from the mail/).fill(await mailbox.code());
      await loseAnswers(page);
      await dialog.getByRole("button", { name: "Confirm" }).click();
      await anna.says("Your e-mail address is changed.");
      await dialog.waitFor({ state: "detached" });

      here.world.clock.pass(60);
      await anna.press("Use another phone");
      await anna.press("Show the new key");
      const other = await anna.scan();
      await anna.type(/^Code that the app shows/, other.code());
      await loseAnswers(page);
      await anna.press("Complete");
      await anna.title("Your token is connected");
    },
  );

  it(
    "is shown in a browser that blocks all that it would keep, and says that nobody signs in there",
    { tags: "deep" },
    async () => {
      await here.seed();
      here.session = null;
      const portal = await PortalSeed.open(here.world);
      const { page, title, says, watch } = await blocked(`/s/${portal.address}`);
      await title("Sign in");
      await says("This browser blocks cookies for this page.");
      await watch.expectGood("portal-no-cookies");
      await page.goto(`${here.url}/s/${portal.address}/device`);
      await title("This phone is not connected");
      await page.goto(`${here.url}/sign-in`);
      await title("Sign in");
      await says("This browser blocks cookies for this page.");
      await watch.expectGood("console-no-cookies");
    },
  );

  /** The server does what it is asked next with a code, and its answer is lost. */
  async function loseAnswers(page: Page): Promise<void> {
    await page.unrouteAll({ behavior: "wait" });
    let isLost = false;
    await page.route("**/graphql", async (route) => {
      if (isLost || !(route.request().postData() ?? "").includes('"input":{')) return route.continue();
      isLost = true;
      await route.fetch();
      return route.abort(NO_NETWORK);
    });
  }

  /** A page in a browser that keeps nothing for it. */
  async function blocked(path: string) {
    const { page, watch } = await here.open("/health/live", PHONE);
    await page.addInitScript(() => {
      const refuse = () => {
        throw new DOMException("The operation is insecure.", "SecurityError");
      };
      for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(globalThis, name, { get: refuse });
      }
      Object.defineProperty(globalThis, "BroadcastChannel", { value: refuse });
      Object.defineProperty(globalThis.navigator, "cookieEnabled", { value: false });
    });
    await page.goto(`${here.url}${path}`);
    const title = (name: string) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
    const says = (text: string) => page.getByText(text).first().waitFor();
    return { page, watch, title, says };
  }
});
