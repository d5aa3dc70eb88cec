// @module-tag deep
import { expect, it } from "vitest";
import { PASSWORD } from "../support/browser.js";
import { describeConsole } from "../support/console.js";
import { PortalSeed } from "../support/portal.js";
import { PHONE, PortalPage } from "../support/portal-page.js";
import { openToken, part } from "../support/token-page.js";

/** As narrow as pages may be. */
const NARROW = { ...PHONE, viewport: { width: 320, height: 640 } };
const OTHER = "seven copper lanterns drift";
const FORM = /^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}$/;

/** Makes a recovery code, and keeps it. */
async function makeCode(anna: PortalPage): Promise<string> {
  const { page, watch, dialog } = anna;
  await anna.press("Make a recovery code");
  await dialog.getByText("It works once.").waitFor();
  await watch.expectGood("portal-recovery-make");
  await dialog.getByRole("button", { name: "Make the code" }).press("Enter");
  const shown = page.getByLabel("Recovery code", { exact: true });
  await shown.waitFor();
  const code = await shown.innerText();
  expect(code).toMatch(FORM);
  await watch.expectGood("portal-recovery-shown");
  // It does not close before somebody says that it is kept.
  await page.keyboard.press("Escape");
  expect(await anna.button("Done").isDisabled()).toBe(true);
  await page.goBack();
  await page.getByRole("dialog", { name: "Leave this page?" }).waitFor();
  await watch.expectGood("portal-recovery-leave");
  await anna.press("Stay");
  expect(await shown.innerText()).toBe(code);
  await page.getByRole("checkbox", { name: "I have kept the code" }).press("Space");
  await anna.button("Done").press("Enter");
  await anna.button("Make another recovery code").waitFor();
  expect(await page.getByText(code).count()).toBe(0);
  await watch.expectGood("portal-recovery-kept");
  return code;
}

describeConsole("a recovery code in the pages", (here) => {
  it(
    "is made and kept, and after a loss it connects another phone, on a narrow one and with the keyboard",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { app, id } = await portal.enrolled("anna");
      const anna = await PortalPage.open(here, portal, "", NARROW);
      const { page, watch } = anna;
      await anna.signIn("anna", app.code());
      await anna.says("None. Without a recovery code, only the helpdesk can help you");
      await anna.press("Use another phone");
      await anna.press("Back to my tokens");
      const code = await makeCode(anna);
      await anna.press("Sign out");

      // The helpdesk sees that there is one.
      await here.signInAs(portal.seed, "HELPDESK");
      const token = await openToken(here, id);
      await part(token.page, "Assigned To").getByText("Made").waitFor();
      await token.watch.expectGood("token-recovery-code");

      await anna.typePassword("anna");
      await anna.press("I lost my token: use my recovery code");
      await anna.title("Type your recovery code");
      await watch.expectGood("portal-recovery-type");
      await page.getByLabel(/^Recovery code/).fill("0000");
      await page.keyboard.press("Enter");
      await anna.says("The sign-in failed.");
      await page.getByLabel(/^Recovery code/).fill(code.toLowerCase().replaceAll("-", ""));
      await page.keyboard.press("Enter");
      await anna.title("Connect a token");
      await anna.says(
        "The token that you lost stops working when you have typed the first code of the new one.",
      );
      await watch.expectGood("portal-recovery-connect");
      // Whoever looks at the tokens first comes back here.
      await anna.press("Back to my tokens");
      await anna.says("You signed in with your recovery code.");
      await watch.expectGood("portal-recovery-home");
      await anna.press("Connect a token");
      await anna.title("Connect a token");
      await page.getByRole("radio", { name: "Authenticator app" }).check();
      await anna.type(/^Name/, "New phone");
      await anna.press("Continue");
      await anna.title("Connect your app");
      const second = await anna.scan();
      await anna.type("Code that the app shows", second.code());
      await anna.press("Complete");
      await anna.title("Your token is connected");
      await anna.press("Back to my tokens");
      await anna.card("New phone").getByText("Works", { exact: true }).waitFor();
      expect(await anna.card("Phone").count()).toBe(0);
      here.world.clock.pass(30);
      expect(await portal.seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(false);
      expect(await portal.seed.signIn({ login: "anna" }, "VPN", second.code())).toBe(true);
    },
  );

  it(
    "is revoked in the console, and is offered in no portal that allows none",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { visitor, app, id } = await portal.enrolled("anna");
      expect(await visitor.prove(app.code())).toBe(2);
      const code = await visitor.recoveryCode();
      await here.signInAs(portal.seed, "HELPDESK");
      const token = await openToken(here, id);
      const dialog = await token.dialog("Revoke recovery code");
      await token.watch.expectGood("token-recovery-code-revoke");
      await dialog.getByRole("button", { name: "Revoke recovery code" }).click();
      await token.page.getByRole("button", { name: "Revoke recovery code" }).waitFor({ state: "detached" });
      expect(await portal.browser().recover("anna", code)).toBe("SIGN_IN_REFUSED");
      await portal.setPolicy({ actions: ["TOKEN_ENROL"] });
      const anna = await PortalPage.open(here, portal);
      await anna.typePassword("anna");
      expect(await anna.button("I lost my token: use my recovery code").count()).toBe(0);
      await anna.button("I cannot give a code: I have no token yet, or I lost it").waitFor();
    },
  );

  it("a link of the helpdesk sets another password, with a code of the token", async () => {
    const portal = await PortalSeed.open(here.world);
    const { app } = await portal.enrolled("anna");
    const input = { user: { login: "anna" }, resource: { name: "VPN" } };
    const { invitationUrl } = await portal.seed.admin.do<{ invitationUrl: string }>(
      "passwordReset",
      input,
      "invitationUrl",
    );
    const anna = await PortalPage.openLink(here, invitationUrl, NARROW);
    const { watch } = anna;
    await anna.title("Choose a new password");
    await watch.expectGood("portal-reset");
    await anna.type(/^New password/, OTHER);
    await anna.press("Continue");
    await anna.title("Type a code of your token");
    expect(await anna.button("I cannot give a code: I have no token yet, or I lost it").count()).toBe(0);
    await watch.expectGood("portal-reset-code");
    await anna.type(/^Code/, app.code());
    await anna.press("Sign in");
    await anna.title("Your tokens");
    here.world.clock.pass(30);
    expect(await portal.browser().signIn("anna", app.code(), PASSWORD)).toBe("SIGN_IN_REFUSED");
    here.world.clock.pass(30);
    expect(await portal.browser().signIn("anna", app.code(), OTHER)).toBe(2);
  });
});
