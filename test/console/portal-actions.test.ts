import { expect, it } from "vitest";
import { App } from "../support/browser.js";
import { describeConsole } from "../support/console.js";
import { EVERYTHING, PortalSeed } from "../support/portal.js";
import { PHONE, PortalPage } from "../support/portal-page.js";

/** Twenty bytes, as a vendor gives them, and as an app takes them. */
const SECRET_HEX = "31".repeat(20);
const SECRET_BASE32 = "GEYTCMJRGEYTCMJRGEYTCMJRGEYTCMJR";

describeConsole("in the portal, a user", (here) => {
  /** The next code of an app. */
  const next = (app: App) => {
    here.world.clock.pass(30);
    return app.code();
  };

  it(
    "moves to another phone: a code first, and the old phone works until the new one is confirmed",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { app } = await portal.enrolled("anna");
      const anna = await PortalPage.open(here, portal, "", PHONE);
      const { watch } = anna;
      await anna.signIn("anna", null);
      await anna.press("Use another phone");
      await anna.page.getByRole("dialog", { name: "Confirm that it is you" }).waitFor();
      await watch.expectGood("portal-confirm");
      // Whoever does not prove it sees nothing.
      await anna.dialog.getByRole("button", { name: "Cancel" }).click();
      await anna.title("Your tokens");
      await anna.press("Use another phone");
      await anna.confirm(next(app));
      await anna.title("Another phone for Phone");
      await watch.expectGood("portal-reissue");
      await anna.press("Show the new key");
      await anna.title("Connect your app");
      const newApp = await anna.scan();
      expect(await portal.seed.signIn({ login: "anna" }, "VPN", next(app))).toBe(true);
      await anna.type("Code that the app shows", newApp.code());
      await anna.press("Complete");
      await anna.says("Phone is on the new phone. The old phone no longer works.");
      await anna.press("Back to my tokens");
      await anna.card("Phone").getByText("Works", { exact: true }).waitFor();
      expect(await portal.seed.signIn({ login: "anna" }, "VPN", next(app))).toBe(false);
      expect(await portal.seed.signIn({ login: "anna" }, "VPN", newApp.code())).toBe(true);
    },
  );

  it(
    "synchronizes a token whose clock is off, without a code that would sign in",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { app } = await portal.enrolled("anna");
      const anna = await PortalPage.open(here, portal);
      await anna.signIn("anna", null);
      here.world.clock.pass(3_600);
      const ahead = [app.code(), next(app)] as const;
      here.world.clock.pass(-3_600 - 30);
      await anna.press("Codes are not accepted");
      const { dialog } = anna;
      await dialog.getByLabel(/^First code/).fill(ahead[1]);
      await dialog.getByLabel(/^Next code/).fill(ahead[0]);
      await dialog.getByRole("button", { name: "Synchronize" }).click();
      await dialog
        .getByRole("heading", { name: /alert/ })
        .or(dialog.locator("[class*=alert]"))
        .first()
        .waitFor();
      await anna.watch.expectGood("portal-synchronize");
      await dialog.getByLabel(/^First code/).fill(ahead[0]);
      await dialog.getByLabel(/^Next code/).fill(ahead[1]);
      await dialog.getByRole("button", { name: "Synchronize" }).click();
      await anna.says("Done. Its codes are accepted again");
      await dialog.waitFor({ state: "detached" });
      await expect
        .poll(() => anna.page.evaluate(() => globalThis.document.activeElement?.textContent))
        .toBe("Codes are not accepted");
    },
  );

  it(
    "sets a PIN, changes it and removes it; after ten minutes, it asks for a code again, and goes on by itself",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { app } = await portal.enrolled("anna");
      const anna = await PortalPage.open(here, portal);
      const { dialog, watch } = anna;
      await anna.signIn("anna", next(app));
      await anna.press("Set a PIN");
      await dialog.getByLabel(/^PIN/).fill("47");
      await dialog.getByRole("button", { name: "Save the PIN" }).click();
      await anna.says("A PIN has 4 to 12 digits, and nothing else.");
      await watch.expectGood("portal-pin");
      await dialog.getByLabel(/^PIN/).fill("4711");
      // The page does not notice that time passes; the server does, and the page asks.
      here.world.clock.pass(9 * 60);
      await anna.page.evaluate(() =>
        fetch(`/portal/state?address=${globalThis.location.pathname.split("/")[2]}`),
      );
      here.world.clock.pass(2 * 60);
      await dialog.getByRole("button", { name: "Save the PIN" }).click();
      await anna.page.getByRole("dialog", { name: "Confirm that it is you" }).waitFor();
      await watch.expectGood("portal-confirm-above");
      await anna.confirm(next(app));
      await anna.says("The PIN is set.");
      await anna.says("Typed before the code");
      expect(await portal.seed.signIn({ login: "anna" }, "VPN", next(app))).toBe(false);
      expect(await portal.seed.signIn({ login: "anna" }, "VPN", `4711${app.code()}`)).toBe(true);
      await anna.press("Change the PIN");
      await dialog.getByRole("radio", { name: "After the code" }).check();
      await dialog.getByLabel(/^PIN/).fill("0815");
      await dialog.getByRole("button", { name: "Save the PIN" }).click();
      await anna.says("Typed after the code");
      expect(await portal.seed.signIn({ login: "anna" }, "VPN", `${next(app)}0815`)).toBe(true);
      await anna.press("Remove the PIN");
      await watch.expectGood("portal-pin-remove");
      await dialog.getByRole("button", { name: "Remove the PIN" }).click();
      await anna.says("The PIN is removed.");
      expect(await portal.seed.signIn({ login: "anna" }, "VPN", next(app))).toBe(true);
    },
  );

  it("takes a device by its serial number and two codes, and gives it back", { tags: "deep" }, async () => {
    const portal = await PortalSeed.open(here.world, {
      models: ["UNIVERSAL"],
      actions: ["TOKEN_ASSIGN", "TOKEN_UNASSIGN"],
    });
    const universal = { secret: SECRET_HEX, secretEncoding: "HEX", serialNumber: "S-1" };
    await portal.seed.admin.do("tokenCreate", { model: { universal } }, "__typename");
    const device = new App(SECRET_BASE32, here.world.clock);
    await portal.seed.user("anna");
    const anna = await PortalPage.openLink(here, await portal.link("anna"), PHONE);
    const { dialog, watch } = anna;
    await anna.type(/^Password/, "brass anchor violet ladder");
    await anna.press("Continue");
    // Nobody connects an app here.
    await anna.title("Your tokens");
    expect(await anna.button("Connect a token").count()).toBe(0);
    await anna.press("Add a device that I hold");
    await dialog.getByLabel(/^Serial number/).fill("S-2");
    await dialog.getByLabel(/^First code/).fill(device.code());
    await dialog.getByLabel(/^Next code/).fill(next(device));
    await dialog.getByRole("button", { name: "Add the device" }).click();
    await anna.says("This serial number and these two codes do not belong to a device that you can take.");
    await watch.expectGood("portal-take");
    await dialog.getByLabel(/^Serial number/).fill(" s-1 ");
    await dialog.getByLabel(/^First code/).fill(next(device));
    await dialog.getByLabel(/^Next code/).fill(next(device));
    await dialog.getByRole("button", { name: "Add the device" }).click();
    await anna.says("The device is yours.");
    await anna.card("S-1").getByText("Works", { exact: true }).waitFor();
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", next(device))).toBe(true);

    await anna.press("Give back");
    await anna.confirm(next(device));
    await dialog.getByText("somebody else can get the device").waitFor();
    await dialog.getByText("After you have signed out, you can come back").waitFor();
    await watch.expectGood("portal-give-back");
    await dialog.getByRole("button", { name: "Give back" }).click();
    await anna.says("The token is given back.");
    await anna.says("You have no token here yet");
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", next(device))).toBe(false);
    await anna.press("Sign out");
    await anna.typePassword("anna");
    await anna.press("I cannot give a code: I have no token yet, or I lost it");
    await anna.says("The sign-in failed.");
  });

  it(
    "reports a token as lost without a code; it stays disabled, in words, and only an invitation connects another",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { app } = await portal.enrolled("anna");
      const anna = await PortalPage.open(here, portal, "", PHONE);
      await anna.signIn("anna", null);
      await anna.press("Report as lost");
      await anna.dialog.getByText("nobody can sign in to VPN with it any more").waitFor();
      await anna.watch.expectGood("portal-lost");
      await anna.dialog.getByRole("button", { name: "Report as lost" }).click();
      await anna.says(
        "The token is disabled. Connect another one with your recovery code, or with an invitation",
      );
      const card = anna.card("Phone");
      await card.getByText("Only the helpdesk can enable it again.").waitFor();
      expect(await card.getByRole("button").count()).toBe(0);
      expect(await anna.button("Connect a token").count()).toBe(0);
      await anna.watch.expectGood("portal-home-lost");
      expect(await portal.seed.signIn({ login: "anna" }, "VPN", next(app))).toBe(false);

      const again = await PortalPage.openLink(here, await portal.link("anna"));
      await again.type(/^Password/, "brass anchor violet ladder");
      await again.press("Continue");
      await again.title("Connect a token");
      await again.page.getByRole("radio", { name: "Authenticator app" }).check();
      await again.press("Continue");
      await again.title("Connect your app");
      await again.type("Code that the app shows", (await again.scan()).code());
      await again.press("Complete");
      await again.title("Your token is connected");
      await again.press("Back to my tokens");
      await again.card("My phone").getByText("Works", { exact: true }).waitFor();
      expect(await again.card("Phone").count()).toBe(0);
    },
  );

  it("changes names and password", { tags: "deep" }, async () => {
    const portal = await PortalSeed.open(here.world);
    const { app } = await portal.enrolled("anna");
    await portal.seed.admin.do(
      "userUpdate",
      { user: { login: "anna" }, email: "anna@example.org" },
      "__typename",
    );
    const anna = await PortalPage.open(here, portal);
    const { dialog, watch } = anna;
    await anna.signIn("anna", null);
    expect(await anna.page.content()).not.toContain("anna@example.org");
    await anna.press("Change the names");
    await anna.confirm(next(app));
    // With a code, it is known where mails go.
    await anna.says("anna@example.org");
    await dialog.getByLabel("First name").fill("Anna");
    await dialog.getByLabel("Last name").fill("Weber");
    await watch.expectGood("portal-names");
    await dialog.getByRole("button", { name: "Save" }).click();
    await anna.says("Anna Weber");
    await anna.press("Change the password");
    await dialog.getByLabel(/^New password/).fill("anna anna anna anna");
    await dialog.getByRole("button", { name: "Save password" }).click();
    await anna.says("This password is easily guessed");
    await watch.expectGood("portal-password");
    await dialog.getByLabel(/^New password/).fill("seven copper lanterns drift");
    await dialog.getByRole("button", { name: "Save password" }).click();
    await anna.says("Your password is changed.");
    await anna.press("Sign out");
    await anna.signIn("anna", next(app), "seven copper lanterns drift");
  });

  it("sees only what the policy allows", { tags: "deep" }, async () => {
    const portal = await PortalSeed.open(here.world);
    const { app } = await portal.enrolled("anna");
    await portal.setPolicy({ actions: ["TOKEN_SYNCHRONIZE"], models: [] });
    const anna = await PortalPage.open(here, portal);
    await anna.signIn("anna", next(app));
    const labels = await anna.page.getByRole("main").getByRole("button").allInnerTexts();
    expect(labels).toEqual(["Codes are not accepted"]);
    await portal.setPolicy({ actions: [], models: [] });
    await anna.page.reload();
    await anna.card("Phone").waitFor();
    expect(await anna.page.getByRole("main").getByRole("button").count()).toBe(0);
  });

  it(
    "reads in words what a policy that was narrowed meanwhile refuses, and that the portal was closed",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { app } = await portal.enrolled("anna");
      const anna = await PortalPage.open(here, portal);
      const { dialog, watch } = anna;
      await anna.signIn("anna", next(app));
      await anna.press("Set a PIN");
      await dialog.getByLabel(/^PIN/).fill("4711");
      await portal.setPolicy({ actions: EVERYTHING.actions.filter((one) => one !== "TOKEN_PIN_SET") });
      await dialog.getByRole("button", { name: "Save the PIN" }).click();
      await dialog.getByText("The portal of VPN does not allow this. Ask the helpdesk.").waitFor();
      await watch.expectGood("portal-narrowed");
      await dialog.getByRole("button", { name: "Cancel" }).click();
      expect(await anna.button("Set a PIN").count()).toBe(0);
      // The button of the dialog is gone: the focus is on the heading, and not lost.
      await expect
        .poll(() => anna.page.evaluate(() => globalThis.document.activeElement?.textContent))
        .toBe("Your tokens");

      await anna.press("Use another phone");
      await anna.title("Another phone for Phone");
      await portal.setPolicy({ actions: ["TOKEN_SYNCHRONIZE"], models: [] });
      await anna.press("Show the new key");
      await anna.says("The portal of VPN does not allow this. Ask the helpdesk.");
      await anna.press("Back to my tokens");
      await portal.seed.admin.do("selfServicePolicyClear", { resource: { name: "VPN" } }, "__typename");
      here.world.clock.pass(2);
      await anna.press("Codes are not accepted");
      await dialog.getByLabel(/^First code/).fill("123456");
      await dialog.getByLabel(/^Next code/).fill("234567");
      await dialog.getByRole("button", { name: "Synchronize" }).click();
      await anna.title("There is no portal here");
    },
  );

  it("does everything by the keyboard alone", { tags: "deep" }, async () => {
    const portal = await PortalSeed.open(here.world);
    const { app } = await portal.enrolled("anna");
    const { page, ...anna } = await PortalPage.open(here, portal).then((opened) => ({
      page: opened.page,
      opened,
    }));
    const { keyboard } = page;
    const focused = () => page.evaluate(() => globalThis.document.activeElement?.textContent ?? "");
    /** Presses Tab until something has the focus. */
    const tabTo = async (what: RegExp) => {
      for (let count = 0; count < 25; count += 1) {
        await keyboard.press("Tab");
        const { label, text } = await page.evaluate(() => {
          const { activeElement: active } = globalThis.document;
          const id = active?.id ?? "";
          return {
            label: globalThis.document.querySelector(`label[for="${id}"]`)?.textContent ?? "",
            text: active?.textContent ?? "",
          };
        });
        if (what.test(label) || what.test(text)) return;
      }
      throw new Error(`Tab never comes to ${what}`);
    };
    await anna.opened.title("Sign in");
    expect(await focused()).toBe("Sign in");
    await tabTo(/^Login/);
    await keyboard.type("anna");
    await tabTo(/^Password/);
    await keyboard.type("brass anchor violet ladder");
    await keyboard.press("Enter");
    await anna.opened.title("Type a code of your token");
    await expect.poll(focused).toBe("Type a code of your token");
    await tabTo(/^Code/);
    await keyboard.type(next(app));
    await keyboard.press("Enter");
    await anna.opened.title("Your tokens");
    await expect.poll(focused).toBe("Your tokens");
    await tabTo(/^Set a PIN/);
    await keyboard.press("Enter");
    await anna.opened.dialog.waitFor();
    await tabTo(/^PIN/);
    await keyboard.type("4711");
    await keyboard.press("Enter");
    await anna.opened.says("The PIN is set.");
    await expect.poll(focused).toBe("Change the PIN");
    await keyboard.press("Enter");
    await anna.opened.dialog.waitFor();
    await keyboard.press("Escape");
    await anna.opened.dialog.waitFor({ state: "detached" });
    await expect.poll(focused).toBe("Change the PIN");
  });
});
