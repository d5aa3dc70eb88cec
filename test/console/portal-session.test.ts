// @module-tag deep
import { expect, it } from "vitest";
import { PASSWORD } from "../support/browser.js";
import { describeConsole } from "../support/console.js";
import { passTime } from "../support/pass-time.js";
import { PortalSeed } from "../support/portal.js";
import { PortalPage } from "../support/portal-page.js";

describeConsole("a session of the portal", (here) => {
  /** Lets time pass in the page, in seconds: its timers run. */
  const pass = (portal: PortalPage, seconds: number) => portal.page.clock.fastForward(seconds * 1_000);

  /** Looks at a page whose clock stands still meanwhile, so that what it shows for less than a minute does not go. */
  async function expectGood({ page, watch }: PortalPage, name: string): Promise<void> {
    const now = await page.evaluate(() => Date.now());
    await page.clock.setFixedTime(now);
    await watch.expectGood(name);
    await page.clock.setSystemTime(now);
  }

  it(
    "asks after a while whether somebody is still there, goes on, and ends when nobody is",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { app } = await portal.enrolled("anna");
      const anna = await PortalPage.open(here, portal);
      await anna.signIn("anna", app.code());
      await pass(anna, 7 * 60);
      expect(await anna.dialog.count()).toBe(0);
      await pass(anna, 75);
      await anna.page.getByRole("dialog", { name: "Are you still there?" }).waitFor();
      await expectGood(anna, "portal-idle");
      const used = anna.page.waitForResponse("**/graphql");
      await anna.press("Stay signed in");
      await used;
      await anna.dialog.waitFor({ state: "detached" });
      await pass(anna, 7 * 60);
      expect(await anna.dialog.count()).toBe(0);
      await pass(anna, 75);
      await anna.dialog.waitFor();
      await pass(anna, 60);
      await anna.title("Sign in");
      await anna.says("You were signed out, because nothing happened here for a while.");
      await anna.watch.expectGood("portal-idle-ended");
      await anna.page.reload();
      await anna.title("Sign in");
    },
  );

  it(
    "lasts an hour at most, however it is used: it says so before, and keeps what is typed until then",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { app } = await portal.enrolled("anna");
      const anna = await PortalPage.open(here, portal);
      await anna.signIn("anna", app.code());
      for (let used = 0; used < 3_500; used += 500) {
        here.world.clock.pass(500);
        await pass(anna, 500);
        await anna.page.reload();
        await anna.title("Your tokens");
      }
      await anna.press("Change the names");
      await anna.confirm(app.code());
      await anna.dialog.getByLabel("First name").fill("Anna");
      await pass(anna, 45);
      const notice = anna.page.getByRole("dialog", { name: "Your session ends soon" });
      await notice.getByText("A session lasts an hour at most").waitFor();
      await expectGood(anna, "portal-limit");
      await notice.getByRole("button", { name: "Go on" }).click();
      await notice.waitFor({ state: "detached" });
      expect(await anna.dialog.getByLabel("First name").inputValue()).toBe("Anna");
      await pass(anna, 60);
      await anna.title("Sign in");
      await anna.says("You were signed out: a session lasts an hour at most. Sign in again.");
    },
  );

  it("goes on after Escape, which is not for the dialog below the question", { tags: "deep" }, async () => {
    const portal = await PortalSeed.open(here.world);
    const { app } = await portal.enrolled("anna");
    const anna = await PortalPage.open(here, portal);
    await anna.signIn("anna", app.code());
    await anna.press("Change the names");
    await anna.dialog.getByLabel("First name").fill("Anna");
    await pass(anna, 8 * 60 + 15);
    const question = anna.page.getByRole("dialog", { name: "Are you still there?" });
    await question.waitFor();
    await anna.page.keyboard.press("Escape");
    await question.waitFor({ state: "detached" });
    expect(await anna.dialog.getByLabel("First name").inputValue()).toBe("Anna");
    await anna.page.keyboard.press("Escape");
    await anna.dialog.waitFor({ state: "detached" });
  });

  it("is used in all tabs, and ends in all of them at once", async () => {
    const portal = await PortalSeed.open(here.world);
    const { app } = await portal.enrolled("anna");
    const anna = await PortalPage.open(here, portal);
    await anna.signIn("anna", app.code());
    const second = await anna.page.context().newPage();
    await second.goto(anna.page.url());
    await second.getByRole("heading", { level: 1, name: "Your tokens" }).waitFor();
    await pass(anna, 7 * 60);
    const used = second.waitForResponse("**/graphql");
    await second.reload();
    await used;
    await second.getByRole("heading", { level: 1, name: "Your tokens" }).waitFor();
    await pass(anna, 75);
    // The other tab says a moment later that it was used. If it did not, the question would stay for three quarters of a minute.
    await expect.poll(() => anna.dialog.count(), { timeout: 20_000 }).toBe(0);
    await second.getByRole("button", { name: "Sign out" }).click();
    await anna.title("Sign in");
    await anna.says("Your session has ended. Sign in again.");
  });

  it(
    "is of its own portal alone, also beside another portal in another tab, and gives way to a new one in both its tabs",
    { tags: "deep" },
    async () => {
      const [vpn, mail] = [await PortalSeed.open(here.world), await PortalSeed.open(here.world)];
      const { app: annas } = await vpn.enrolled("anna");
      const { app: berts } = await mail.enrolled("bert");
      const anna = await PortalPage.open(here, vpn);
      await anna.signIn("anna", annas.code());
      const bert = await anna.beside(mail);
      await bert.signIn("bert", berts.code());
      const nameIn = async ({ seed }: PortalSeed, login: string) =>
        (
          await seed.admin.query<{ user: { firstName: string | null } }>(
            `{ user(by: { login: "${login}" }) { firstName } }`,
          )
        ).user.firstName;
      here.world.clock.pass(30);
      for (const [page, name, app] of [
        [anna, "Anna", annas],
        [bert, "Bert", berts],
      ] as const) {
        await page.press("Change the names");
        if ((await page.page.getByRole("dialog", { name: "Confirm that it is you" }).count()) > 0)
          await page.confirm(app.code());
        await page.dialog.getByLabel("First name").fill(name);
        await page.dialog.getByRole("button", { name: "Save" }).click();
        await page.says("Your names are changed.");
      }
      expect([await nameIn(vpn, "anna"), await nameIn(mail, "bert")]).toEqual(["Anna", "Bert"]);
      await anna.press("Sign out");
      await anna.title("Sign in");
      await bert.page.reload();
      await bert.title("Your tokens");
      await bert.says("bert");

      // Somebody else signs in to the same portal in a second tab: the first one shows nothing of the session before.
      const second = await bert.beside(mail);
      await second.title("Your tokens");
      await mail.seed.user("carl");
      const link = await mail.link("carl");
      await second.page.goto(link);
      await second.type(/^Password/, PASSWORD);
      await second.press("Continue");
      await second.title("Connect a token");
      await bert.card("Phone").waitFor({ state: "detached" });
      await bert.says("carl");
    },
  );

  it("begins by a link also when the portal got another address meanwhile", { tags: "deep" }, async () => {
    const portal = await PortalSeed.open(here.world);
    await portal.seed.user("anna");
    const link = await portal.link("anna");
    await portal.setPolicy({ address: `${portal.address}-new` });
    const anna = await PortalPage.openLink(here, link);
    await anna.type(/^Password/, PASSWORD);
    expect(anna.page.url()).toBe(`${here.url}/s/${portal.address}-new/invitation`);
    await anna.press("Continue");
    await anna.title("Connect a token");
  });

  it(
    "that the server ended leads to the sign-in, with nothing of it on the page",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { app } = await portal.enrolled("anna");
      const anna = await PortalPage.open(here, portal);
      await anna.signIn("anna", app.code());
      await portal.seed.admin.do("userUpdate", { user: { login: "anna" }, enabled: false }, "__typename");
      here.world.clock.pass(2);
      await anna.press("Change the names");
      await anna.dialog.getByRole("button", { name: "Save" }).click();
      await anna.title("Sign in");
      await anna.says("Your session has ended. Sign in again.");
      expect(await anna.page.getByRole("main").innerText()).not.toContain("Phone");
    },
  );

  it(
    "shows that a lock is over without a reload, and is not kept open by looking for that",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { app } = await portal.enrolled("anna");
      await portal.seed.admin.do(
        "resourceUpdate",
        { resource: { name: "VPN" }, failedAttemptsBeforeLock: 3, lockMinutes: 5 },
        "__typename",
      );
      const anna = await PortalPage.open(here, portal);
      await anna.signIn("anna", app.code());
      for (let wrong = 0; wrong < 3; wrong += 1)
        expect(await portal.seed.signIn({ login: "anna" }, "VPN", app.wrongCode())).toBe(false);
      await anna.page.reload();
      await anna.card("Phone").getByText("Locked", { exact: true }).waitFor();
      await passTime(here, anna.page, 6 * 60);
      await anna.card("Phone").getByText("Works", { exact: true }).waitFor();
      await passTime(here, anna.page, 3 * 60 + 30);
      await anna.title("Sign in");
      await anna.says("You were signed out, because nothing happened here for a while.");
    },
  );

  it(
    "shows in time that a token's validity begins or is over, also where the clock of the computer is behind",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { id } = await portal.enrolled("anna");
      const inMinutes = (minutes: number) =>
        new Date(here.world.clock.now() + minutes * 60_000).toISOString();
      const validity = { validFrom: inMinutes(3), validUntil: inMinutes(6) };
      await portal.seed.admin.do("tokenUpdate", { token: { id }, ...validity }, "__typename");
      const anna = await PortalPage.open(here, portal);
      await anna.page.clock.setSystemTime(here.world.clock.now() - 20 * 60_000);
      await anna.page.reload();
      await anna.signIn("anna", null);
      const phone = anna.card("Phone");
      await phone.getByText("Not valid yet", { exact: true }).waitFor();
      await passTime(here, anna.page, 3 * 60 + 30);
      await phone.getByText("Works", { exact: true }).waitFor();
      await passTime(here, anna.page, 3 * 60);
      await phone.getByText("No longer valid", { exact: true }).waitFor();
    },
  );

  it(
    "that ended while a code was asked for leads to the sign-in, once the server says that it has ended",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { app } = await portal.enrolled("anna");
      const anna = await PortalPage.open(here, portal);
      await anna.signIn("anna", null);
      const typeCode = async () => {
        await anna.press("Change the names");
        await anna.dialog.getByLabel(/^Code/).fill(app.code());
      };
      await typeCode();
      await portal.seed.admin.do("sessionRevoke", { user: { login: "anna" } }, "revokedIds");
      here.world.clock.pass(2);
      await anna.page.route("**/portal/state?*", (route) => route.abort("connectionrefused"));
      await anna.dialog.getByRole("button", { name: "Confirm" }).click();
      await anna.says("The server does not answer. Check your connection, and try again.");
      expect(await anna.dialog.count()).toBe(0);
      await anna.page.unrouteAll();
      await typeCode();
      await anna.dialog.getByRole("button", { name: "Confirm" }).click();
      await anna.title("Sign in");
      await anna.says("Your session has ended. Sign in again.");
      expect(await anna.dialog.count()).toBe(0);
    },
  );

  it("shows that the server does not answer, and loses nothing", { tags: "deep" }, async () => {
    const portal = await PortalSeed.open(here.world);
    const { app } = await portal.enrolled("anna");
    const anna = await PortalPage.open(here, portal);
    await anna.signIn("anna", app.code());
    await anna.press("Change the names");
    await anna.dialog.getByLabel("First name").fill("Anna");
    await anna.page.route("**/graphql", (route) => route.abort("connectionrefused"));
    await anna.dialog.getByRole("button", { name: "Save" }).click();
    await anna.says("The server does not answer. Check your connection, and try again.");
    expect(await anna.dialog.getByLabel("First name").inputValue()).toBe("Anna");
    await anna.page.unrouteAll();
    await anna.dialog.getByRole("button", { name: "Save" }).click();
    await anna.says("Your names are changed.");
  });
});
