// @module-tag deep
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { Browser, PASSWORD } from "../support/browser.js";
import { describeConsole } from "../support/console.js";
import { HeldRequests } from "../support/held-requests.js";
import { PortalSeed } from "../support/portal.js";
import { PortalPage } from "../support/portal-page.js";

/** Notes the requests by which a page asks whether the session goes on. */
function asked(page: Page, path: string): string[] {
  const urls: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === path) urls.push(request.url());
  });
  return urls;
}

describeConsole("a session whose cookie changes", (here) => {
  it(
    "shows a new key also when requests are answered for the cookie before: they are sent again, and no page is left",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const visitor = Browser.of(here.world);
      const app = await visitor.accept(await seed.invite("berta", "ADMIN"));
      here.session = visitor.cookie;
      const { page } = await here.open("/api-keys");
      await page.getByText("Live").waitFor();
      here.world.clock.pass(11 * 60);
      const queries = await HeldRequests.of(page, "/graphql", "REQUESTS");
      const proof = await HeldRequests.of(page, "/sign-in/again", "ANSWERS");
      const states = asked(page, "/sign-in/state");
      await page.getByRole("button", { name: "Create API key" }).click();
      const dialog = page.getByRole("dialog", { name: "Create API key" });
      await dialog.getByRole("textbox", { name: "Name", exact: true }).fill("terraform");
      await dialog.getByRole("radio", { name: "PROVISIONER", exact: true }).check();
      await dialog.getByRole("button", { name: "Create API key" }).click();
      const confirm = page.getByRole("dialog", { name: "Confirm that it is you" });
      await confirm.getByLabel(/^Password/).fill(PASSWORD);
      await confirm.getByRole("textbox", { name: "One-time password" }).fill(app.code());

      // Somebody changes something: the page asks for all that it shows again.
      queries.hold();
      await seed.user("anna");
      const refetched = async () => {
        await page.clock.runFor(600);
        return queries.count;
      };
      await expect.poll(refetched).toBeGreaterThan(1);
      proof.hold();
      await confirm.getByRole("button", { name: "Confirm" }).click();
      await expect.poll(() => proof.statuses).toEqual([200]);
      await queries.release();
      expect(new Set(queries.statuses)).toEqual(new Set([401]));
      // The browser does not have the new cookie yet.
      expect(states).toEqual([]);
      await proof.release();

      const shown = page.getByRole("dialog", { name: "The key terraform is created" });
      const secret = await shown.getByRole("code").innerText();
      await expect.poll(() => states).toHaveLength(1);
      expect((await here.world.as(secret).send("{ viewer { role } }")).status).toBe(200);
      await shown.getByRole("checkbox", { name: "I have saved the key" }).check();
      await shown.getByRole("button", { name: "Close" }).click();
      await page.getByRole("row", { name: "terraform" }).waitFor();
      expect(new URL(page.url()).pathname).toBe("/api-keys");
    },
  );

  it("does in another tab of a portal what was on its way there", { tags: "deep" }, async () => {
    const portal = await PortalSeed.open(here.world);
    const { app } = await portal.enrolled("anna");
    const anna = await PortalPage.open(here, portal);
    here.world.clock.pass(30);
    await anna.signIn("anna", app.code());
    const second = await anna.beside(portal);
    await second.title("Your tokens");
    const requests = await HeldRequests.of(second.page, "/graphql", "REQUESTS");
    requests.hold();
    await second.press("Change the names");
    await second.dialog.getByLabel("First name").fill("Anna");
    await second.dialog.getByRole("button", { name: "Save" }).click();
    await expect.poll(() => requests.count).toBe(1);
    // What the person did not change is not sent: somebody else may change it meanwhile.
    await portal.seed.admin.do("userUpdate", { user: { login: "anna" }, lastName: "Weber" }, "__typename");
    // The person proved ten minutes ago who it is, and has used the session since.
    here.world.clock.pass(9 * 60);
    const state = `${here.url}/portal/state?address=${portal.address}`;
    await anna.page.evaluate((url) => fetch(url), state);
    here.world.clock.pass(2 * 60);
    await anna.press("Set a PIN");
    await anna.dialog.getByLabel(/^PIN/).fill("4711");
    const save = anna.dialog.getByRole("button", { name: "Save the PIN" });
    await save.click();
    // Where somebody else is waited for, as with a phone, the person need not wait.
    const proof = await HeldRequests.of(anna.page, "/portal/sign-in/again", "REQUESTS");
    const confirm = anna.page.getByRole("dialog", { name: "Confirm that it is you" });
    await confirm.getByLabel(/^Code/).fill(app.wrongCode());
    proof.hold();
    await confirm.getByRole("button", { name: "Confirm" }).click();
    await expect.poll(() => proof.count).toBe(1);
    await confirm.getByRole("button", { name: "Cancel" }).click();
    await confirm.waitFor({ state: "detached" });
    await proof.release();
    await save.click();
    await anna.confirm(app.code());
    await anna.says("The PIN is set.");
    await requests.release();
    expect(requests.statuses).toEqual([401]);
    await second.says("Your names are changed.");
    const { user } = await portal.seed.admin.query<{ user: object }>(
      '{ user(by: { login: "anna" }) { firstName lastName } }',
    );
    expect(user).toEqual({ firstName: "Anna", lastName: "Weber" });
  });
});
