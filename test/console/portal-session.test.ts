import { expect, it } from "vitest";
import { describeConsole } from "../support/console.js";
import { PortalSeed } from "../support/portal.js";
import { PortalPage } from "../support/portal-page.js";

describeConsole("a session of the portal", (here) => {
  /** Lets time pass in the page, in seconds: its timers run. */
  const pass = (portal: PortalPage, seconds: number) => portal.page.clock.fastForward(seconds * 1_000);

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
      await anna.watch.expectGood("portal-idle");
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
      await anna.watch.expectGood("portal-limit");
      await notice.getByRole("button", { name: "Go on" }).click();
      await notice.waitFor({ state: "detached" });
      expect(await anna.dialog.getByLabel("First name").inputValue()).toBe("Anna");
      await pass(anna, 60);
      await anna.title("Sign in");
      await anna.says("You were signed out: a session lasts an hour at most. Sign in again.");
    },
  );

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
    expect(await anna.dialog.count()).toBe(0);
    await second.getByRole("button", { name: "Sign out" }).click();
    await anna.title("Sign in");
    await anna.says("Your session has ended. Sign in again.");
  });

  it("that the server ended leads to the sign-in, with nothing of it on the page", async () => {
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
  });

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
