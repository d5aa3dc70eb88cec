// @module-tag deep
import { expect, it } from "vitest";
import { PASSWORD } from "../support/browser.js";
import { describeConsole } from "../support/console.js";
import { passTime } from "../support/pass-time.js";
import { PortalSeed } from "../support/portal.js";
import { PHONE, PortalPage } from "../support/portal-page.js";
import { PUBLIC } from "../support/push.js";

describeConsole(
  "the portal says what a person can do",
  (here) => {
    /** Time passes for the server and for the page. */
    const pass = ({ page }: PortalPage, seconds: number) => passTime(here, page, seconds);

    it(
      "who connects a phone at a computer: its link is copied, and opened on the phone without a session",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
        await portal.seed.user("anna");
        const anna = await PortalPage.openLink(here, await portal.link("anna"));
        const { page, watch } = anna;
        await anna.type(/^Password/, PASSWORD);
        await anna.press("Continue");
        await anna.title("Connect a token");
        await anna.press("Continue");
        await anna.title("Connect your phone");
        await page.evaluate(() => {
          navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
        });
        await anna.press("Copy");
        await anna.button("Not copied").waitFor();
        await watch.expectGood("portal-phone-link");
        await page.evaluate(() => {
          navigator.clipboard.writeText = (text) => {
            Reflect.set(globalThis, "copied", text);
            return Promise.resolve();
          };
        });
        await anna.press("Not copied");
        await anna.button("Copied").waitFor();
        const link = await page.evaluate(() => String(Reflect.get(globalThis, "copied")));
        const phone = await PortalPage.openLink(here, link, PHONE);
        await phone.title("Connect this phone to My phone");
        await phone.press("Connect this phone");
        await phone.says("Connect this phone to My phone? Approve it");
      },
    );

    it("who typed a wrong code to confirm, or had codes sent too often", { tags: "deep" }, async () => {
      const portal = await PortalSeed.open(here.world);
      const { app } = await portal.enrolled("anna");
      const anna = await PortalPage.open(here, portal, "", PHONE);
      await anna.typePassword("anna");
      await anna.press("Send a code, or ask my phone");
      // An app is asked nothing: the page shows a question that no device has. Nothing is sent, so the person waits for nothing.
      const question = anna.page.getByText("Type this question into your device");
      await question.waitFor();
      for (let asked = 1; asked < 3; asked += 1) {
        const before = await question.textContent();
        await anna.press("Send again");
        await expect.poll(() => question.textContent()).not.toBe(before);
      }
      await anna.press("Send again");
      await anna.says("No more codes are sent for this sign-in.");
      await anna.type(/^Code/, app.code());
      await anna.press("Sign in");
      await anna.title("Your tokens");
      await anna.press("Sign out");
      await anna.signIn("anna", null);
      await anna.press("Change the password");
      await anna.dialog.getByLabel(/^Code/).fill(app.wrongCode());
      await anna.dialog.getByRole("button", { name: "Confirm" }).click();
      await anna.dialog.getByText("This code does not work now.").waitFor();
      expect(await anna.page.getByText("The sign-in failed").count()).toBe(0);
      await pass(anna, 30);
      await anna.confirm(app.code());
    });

    it(
      "whose clock is off: a code that was typed just now is not asked for again",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world);
        const { app } = await portal.enrolled("anna");
        const anna = await PortalPage.open(here, portal, "", PHONE);
        await anna.page.clock.fastForward(900_000);
        await anna.signIn("anna", app.code());
        await anna.press("Change the password");
        await anna.dialog.getByLabel(/^New password/).waitFor();
        await anna.dialog.getByRole("button", { name: "Cancel" }).click();
        await anna.press("Use another phone");
        await anna.press("Show the new key");
        await anna.says(/^Attempt 1 of 5 · \d+ min left/);
      },
    );

    it("who lost a token, where only devices are added", { tags: "deep" }, async () => {
      const portal = await PortalSeed.open(here.world);
      const { visitor, app } = await portal.enrolled("anna");
      expect(await visitor.signIn("anna", app.code())).toBe(2);
      const code = await visitor.recoveryCode();
      await portal.setPolicy({ actions: ["TOKEN_ASSIGN", "RECOVERY_CODE"] });
      const anna = await PortalPage.open(here, portal, "", PHONE);
      await anna.typePassword("anna");
      await anna.press("I lost my token: use my recovery code");
      await anna.type(/^Recovery code/, code);
      await anna.press("Use the code");
      await anna.title("Your tokens");
      await anna.says("You signed in with your recovery code.");
      await anna.button("Add a device that I hold").waitFor();
    });
  },
  { TOKENPLANE_PUBLIC_URL: PUBLIC },
);
