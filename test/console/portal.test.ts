import { expect, it } from "vitest";
import { type App, PASSWORD } from "../support/browser.js";
import { describeConsole } from "../support/console.js";
import { PortalSeed } from "../support/portal.js";
import { PHONE, PortalPage } from "../support/portal-page.js";

/** Types passwords that are refused, and then one that is taken. */
async function choosePassword(anna: PortalPage): Promise<void> {
  const { watch } = anna;
  await anna.type(/^Password/, "too short");
  await anna.says("At least 15 characters: 6 more");
  expect(await anna.button("Continue").isDisabled()).toBe(true);
  await anna.type(/^Password/, "passwordpassword");
  await anna.press("Continue");
  await anna.says("This password is easily guessed");
  await watch.expectGood("portal-invitation-refused");
  await anna.type(/^Password/, PASSWORD);
}

/** Scans the QR code with an app, and types a wrong code and then the right one. */
async function connectApp(anna: PortalPage): Promise<App> {
  const { page, watch } = anna;
  await page.emulateMedia({ colorScheme: "dark" });
  const app = await anna.scan();
  await page.emulateMedia({ colorScheme: "light" });
  await anna.says(app.secret.match(/.{1,4}/g)?.join(" ") ?? "?");
  const open = page.getByRole("link", { name: "Open in authenticator app" });
  expect(await open.getAttribute("href")).toMatch(new RegExp(`^otpauth://totp/.*secret=${app.secret}`));
  // On the phone that gets the key, the picture is below the link.
  const picture = await page.getByRole("img", { name: /^QR code/ }).boundingBox();
  expect(picture?.y).toBeGreaterThan((await open.boundingBox())?.y ?? Number.NaN);
  await anna.says(/^Attempt 1 of 5 · 1\d min left$/);
  await watch.expectGood("portal-scan");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await anna.press("Copy");
  await anna.button("Copied").waitFor();
  expect(
    await anna.page
      .getByRole("status")
      .filter({ hasText: /^Copied$/ })
      .count(),
  ).toBe(1);
  expect(await page.evaluate(() => globalThis.navigator.clipboard.readText())).toBe(app.secret);
  const code = page.getByLabel("Code that the app shows");
  expect(await code.getAttribute("autocomplete")).toBe("one-time-code");
  expect(await code.getAttribute("inputmode")).toBe("numeric");
  await code.fill(app.wrongCode());
  await anna.press("Complete");
  await anna.says("This is not the code. Type the one that is shown now.");
  await anna.says("Attempt 2 of 5");
  await code.fill(`${app.code().slice(0, 3)} ${app.code().slice(3)}`);
  return app;
}

describeConsole("the users' portal", (here) => {
  it("leads from a link, on a phone, to a password, an app, and back with password and code", async () => {
    const portal = await PortalSeed.open(here.world);
    await portal.seed.user("anna", { firstName: "Anna", lastName: "Weber", email: "anna@example.org" });
    const link = await portal.link("anna");
    const anna = await PortalPage.openLink(here, link, PHONE);
    const { page, watch } = anna;
    await anna.title("Connect your token");
    // The secret of the link is in the address bar no more, and the page had it without a request that names it.
    expect(page.url()).toBe(link.split("#")[0]);
    await anna.says("You are anna at Example Ltd. Here you connect the token by which you sign in to VPN.");
    await watch.expectGood("portal-invitation");
    await choosePassword(anna);
    await anna.press("Continue");

    await anna.title("Connect a token");
    await page.getByRole("radio", { name: "Authenticator app" }).check();
    await anna.says("SMS is not possible: your account has no phone number.");
    expect(await page.getByLabel(/^Name/).inputValue()).toBe("My phone");
    await watch.expectGood("portal-choose");
    await anna.type(/^Name/, "Anna's phone");
    await anna.press("Continue");

    await anna.title("Connect your app");
    const app = await connectApp(anna);
    await anna.press("Complete");
    await anna.title("Your token is connected");
    expect(await page.content()).not.toContain(app.secret);
    await anna.says("One more step: a recovery code");
    await watch.expectGood("portal-done");
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(false);
    here.world.clock.pass(30);
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(true);

    await anna.press("Back to my tokens");
    await anna.title("Your tokens");
    const card = anna.card("Anna's phone");
    await card.getByText("Works", { exact: true }).waitFor();
    expect(await page.getByText("You signed in without a code").count()).toBe(0);
    await watch.expectGood("portal-home");
    expect(await page.evaluate(() => globalThis.document.cookie)).toBe("");
    await anna.press("Sign out");
    await anna.title("Sign in");
    await page.reload();
    await anna.title("Sign in");
    await watch.expectGood("portal-sign-in");

    here.world.clock.pass(30);
    // As a phone completes it.
    await anna.typePassword("anna ");
    await watch.expectGood("portal-code");
    await anna.type(/^Code/, app.code());
    await anna.press("Sign in");
    await anna.title("Your tokens");
    await page.reload();
    await card.getByText("Works", { exact: true }).waitFor();
  });

  it(
    "says in words when there is no such portal, when it is closed to the address, and when a link is dead",
    { tags: "deep" },
    async () => {
      const nowhere = await PortalPage.open(here, { address: "nowhere" });
      await nowhere.title("There is no portal here");
      await nowhere.says("There is no portal with this address. Ask the person who gave you the address.");
      await nowhere.watch.expectGood("portal-nowhere");

      const closed = await PortalSeed.open(here.world, { allowedAddresses: ["203.0.113.0/24"] });
      const outside = await PortalPage.open(here, closed);
      await outside.says("The portal of VPN is not open to your address. Ask your administrator.");
      await closed.setPolicy({});
      await outside.press("Try again");
      await outside.title("Sign in");

      await closed.seed.user("anna");
      const link = await closed.link("anna");
      const dead = await PortalPage.openLink(here, `${link}x`);
      await dead.title("This link does not work");
      await dead.watch.expectGood("portal-dead-link");
      // The right link, in the same tab.
      await dead.page.goto(link);
      await dead.title("Connect your token");
      expect(dead.page.url()).toBe(link.split("#")[0]);
      await dead.page.reload();
      await dead.says("This page needs the whole link.");
    },
  );

  it(
    "asks who has a password already to prove it, and who needs none for nothing",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { id } = await portal.enrolled("anna");
      await portal.seed.admin.do("tokenDelete", { token: { id } }, "deletedId");
      const anna = await PortalPage.openLink(here, await portal.link("anna"));
      await anna.type(/^Password/, "wrong wrong wrong wrong");
      await anna.press("Continue");
      await anna.says("This is not your password.");
      await anna.watch.expectGood("portal-prove");
      await anna.type(/^Password/, PASSWORD);
      await anna.press("Continue");
      await anna.title("Connect a token");

      await portal.setPolicy({ signIn: ["MAIL_CODE"], models: ["GOOGLE_AUTHENTICATOR"] });
      await portal.seed.user("bert");
      const bert = await PortalPage.openLink(here, await portal.link("bert"));
      await bert.title("Connect your token");
      expect(await bert.page.getByLabel(/^Password/).count()).toBe(0);
      await bert.press("Continue");
      await bert.title("Connect a token");
      // With one model, there is nothing to choose.
      expect(await bert.page.getByRole("radio").count()).toBe(0);
      await bert.says("An app on your phone shows codes");
    },
  );

  it(
    "answers the same to a wrong password, a login that nobody has, a wrong code, and none",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { app } = await portal.enrolled("anna");
      const said = new Set<string>();
      for (const [login, password, code] of [
        ["anna", "wrong wrong wrong wrong", app.code()],
        ["nobody", PASSWORD, app.code()],
        ["anna", PASSWORD, app.wrongCode()],
        ["nobody", PASSWORD, null],
      ] as const) {
        const visitor = await PortalPage.open(here, portal);
        await visitor.typePassword(login, password);
        if (code === null) await visitor.press("I cannot give a code: I have no token yet, or I lost it");
        else {
          await visitor.type(/^Code/, code);
          await visitor.press("Sign in");
        }
        said.add((await visitor.page.getByRole("alert").innerText()).trim());
      }
      expect([...said]).toEqual([
        "The sign-in failed. Type the next code. If the login or the password may be wrong, start again: no code corrects them. If you never had a token here, ask the helpdesk for an invitation.",
      ]);
    },
  );

  it(
    "ends an enrolment with the fifth wrong code, begins again, and goes on after a reload",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world, { models: ["GOOGLE_AUTHENTICATOR"] });
      await portal.seed.user("anna");
      const anna = await PortalPage.openLink(here, await portal.link("anna"), PHONE);
      const { page, watch } = anna;
      await anna.type(/^Password/, PASSWORD);
      await anna.press("Continue");
      await anna.title("Connect a token");
      await anna.press("Continue");
      await anna.title("Connect your app");
      const first = await anna.scan();
      for (let wrong = 1; wrong <= 5; wrong += 1) {
        await anna.says(`Attempt ${wrong} of 5`);
        await anna.type("Code that the app shows", first.wrongCode());
        await anna.press("Complete");
      }
      await anna.says("That was the last attempt, or the time limit has passed. Start again.");
      expect(await page.getByLabel("Code that the app shows").count()).toBe(0);
      await watch.expectGood("portal-enrolment-over");
      await anna.press("Start again");
      await anna.says("Attempt 1 of 5");
      const second = await anna.scan();
      expect(second.secret).not.toBe(first.secret);

      // As when the phone drops the page while the app is open.
      page.once("dialog", (dialog) => void dialog.accept());
      await page.reload();
      await anna.title("Type the first code");
      expect(await page.content()).not.toContain(second.secret);
      await watch.expectGood("portal-go-on");
      await anna.press("Back to my tokens");
      const card = anna.card("My phone");
      await card.getByText("Waits for its first code").waitFor();
      await watch.expectGood("portal-home-waiting");
      await card.getByRole("button", { name: "Type the first code" }).click();
      await anna.type("Code that the app shows", second.code());
      await anna.press("Complete");
      await anna.title("Your token is connected");
    },
  );

  it(
    "says that the time is over, and offers to start again with the same name",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world, { models: ["GOOGLE_AUTHENTICATOR"] });
      await portal.seed.user("anna");
      const anna = await PortalPage.openLink(here, await portal.link("anna"));
      await anna.type(/^Password/, PASSWORD);
      await anna.press("Continue");
      await anna.type(/^Name/, "<b>Anna's</b> phone");
      await anna.press("Continue");
      await anna.title("Connect your app");
      const app = await anna.scan();
      for (const minutes of [8, 8]) {
        here.world.clock.pass(minutes * 60);
        // Somebody is there.
        await anna.page.evaluate(() =>
          fetch(`/portal/state?address=${globalThis.location.pathname.split("/")[2]}`),
        );
      }
      await anna.type("Code that the app shows", app.code());
      await anna.press("Complete");
      await anna.says("That was the last attempt, or the time limit has passed. Start again.");
      await anna.press("Back to my tokens");
      const card = anna.card("<b>Anna's</b> phone");
      await card.getByText("Not connected").waitFor();
      await card.getByRole("button", { name: "Start again" }).click();
      await anna.title("Connect a token");
      expect(await anna.page.getByLabel(/^Name/).inputValue()).toBe("<b>Anna's</b> phone");
    },
  );

  it(
    "goes on with a first code after the visit by the link, and then starts nothing again: the helpdesk sends another link",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world, { models: ["GOOGLE_AUTHENTICATOR"] });
      await portal.seed.user("anna");
      const visitor = portal.browser();
      await visitor.accept(await portal.link("anna"));
      const enrol = { model: "GOOGLE_AUTHENTICATOR", name: "My phone" };
      expect(await visitor.getCode("MyTokenEnrol", enrol)).toBeUndefined();
      here.world.clock.pass(11 * 60);
      expect(await visitor.me()).toBe("UNAUTHENTICATED");
      const anna = await PortalPage.open(here, portal, "", PHONE);
      const { page, watch } = anna;
      await anna.signIn("anna", null);
      const card = anna.card("My phone");
      await card.getByRole("button", { name: "Type the first code" }).click();
      await anna.title("Type the first code");
      await anna.says(/Otherwise ask the helpdesk for another link\.$/);
      expect(await anna.button("Start again").count()).toBe(0);
      await watch.expectGood("portal-go-on-alone");
      here.world.clock.pass(5 * 60);
      await anna.type("Code that the app shows", "000000");
      await anna.press("Complete");
      await anna.says(
        "That was the last attempt, or the time limit has passed. Ask the helpdesk for another link.",
      );
      expect(await anna.button("Start again").count()).toBe(0);
      await anna.press("Back to my tokens");
      await card.getByText("Not connected").waitFor();
      await card.getByText("Ask the helpdesk for another link.").waitFor();
      expect(await card.getByRole("button").count()).toBe(0);
      await watch.expectGood("portal-home-not-connected");
      expect(await page.getByRole("button", { name: "Connect a token" }).count()).toBe(0);
    },
  );

  it(
    "asks before what is shown once is left, by Back, by a button and by closing; not for the link to the app",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world, {
        models: ["GOOGLE_AUTHENTICATOR"],
        firstEnrolment: "PASSWORD",
      });
      await portal.seed.user("anna");
      await portal.browser().accept(await portal.link("anna"));
      const anna = await PortalPage.open(here, portal);
      const { page, watch } = anna;
      await anna.signIn("anna", null);
      await anna.says("You have no token here yet");
      await watch.expectGood("portal-home-empty");
      await anna.press("Connect a token");
      await anna.press("Continue");
      await anna.title("Connect your app");
      await page.goBack();
      await page.getByRole("dialog", { name: "Leave this page?" }).waitFor();
      await watch.expectGood("portal-leave");
      await anna.press("Stay");
      await anna.title("Connect your app");
      expect(page.url()).toMatch(/\/connect\?token=/);
      const asked: string[] = [];
      page.on("dialog", (dialog) => {
        asked.push(dialog.type());
        void dialog.dismiss();
      });
      await page.getByRole("link", { name: "Open in authenticator app" }).click();
      await page.waitForTimeout(200);
      expect(asked).toEqual([]);
      await anna.press("Sign out");
      await page.getByRole("dialog", { name: "Leave this page?" }).waitFor();
      await anna.press("Stay");
      await page.goBack();
      await page.getByRole("button", { name: "Leave", exact: true }).click();
      await anna.title("Your tokens");
      expect(page.url()).toBe(`${here.url}/s/${portal.address}`);
      await anna.card("My phone").getByRole("button", { name: "Cancel the connection" }).click();
      await watch.expectGood("portal-cancel");
      await anna.dialog.getByRole("button", { name: "Cancel the connection" }).click();
      await anna.says("The connection was cancelled.");
      await anna.says("You have no token here yet");
    },
  );
});
