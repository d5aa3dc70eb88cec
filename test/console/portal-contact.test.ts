// @module-tag deep
import { expect, it } from "vitest";
import type { App } from "../support/browser.js";
import { describeConsole } from "../support/console.js";
import { PortalSeed } from "../support/portal.js";
import { PHONE, PortalPage } from "../support/portal-page.js";
import { Mailbox, newNumber, otherCode } from "../support/sent.js";

describeConsole("in the portal, a user's contacts", (here) => {
  /** The next code of an app. */
  const next = (app: App) => {
    here.world.clock.pass(30);
    return app.code();
  };
  const focused = ({ page }: PortalPage) =>
    expect.poll(() =>
      page.evaluate(() => {
        const { activeElement } = globalThis.document;
        return activeElement?.id === undefined ||
          activeElement.id === "" ||
          activeElement.tagName === "BUTTON"
          ? activeElement?.textContent
          : activeElement.id;
      }),
    );

  it(
    "change by the keyboard alone: a code of the token, the new address, and the code from there, also after a reload",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { app } = await portal.enrolled("anna");
      const user = { user: { login: "anna" }, email: "anna.before@mailbox.example" };
      await portal.seed.admin.do("userUpdate", user, "__typename");
      const mailbox = new Mailbox(portal.seed);
      const anna = await PortalPage.open(here, portal, "", PHONE);
      const { page, dialog, watch } = anna;
      const { keyboard } = page;
      await anna.signIn("anna", null);
      await anna.button("Change the e-mail address").focus();
      await keyboard.press("Enter");
      await anna.confirm(next(app));
      await dialog.getByLabel(/^New e-mail address/).focus();
      await keyboard.type("no address");
      await keyboard.press("Enter");
      await anna.says("An e-mail address looks like anna@example.org.");
      await watch.expectGood("portal-contact");
      await keyboard.press("ControlOrMeta+A");
      await keyboard.type(" anna.after@mailbox.example ");
      await keyboard.press("Enter");
      await anna.says("A code was sent to anna.after@mailbox.example. Nothing changes until you type it.");
      await focused(anna).toBe("contact-code");
      await anna.says(/^5 attempts left/);
      const code = await mailbox.code();
      await keyboard.type(otherCode(code));
      await keyboard.press("Enter");
      await anna.says("This is not the code that was sent. Type it again, or have another one sent.");
      await anna.says("4 attempts");
      await watch.expectGood("portal-contact-code");
      await keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      await focused(anna).toBe("Type the code for the new e-mail address");
      await watch.expectGood("portal-contact-waits");

      await page.reload();
      await anna.button("Type the code for the new e-mail address").focus();
      await keyboard.press("Enter");
      await dialog.getByLabel(/^Code from the mail/).focus();
      await keyboard.type(code);
      await keyboard.press("Enter");
      await anna.says("Your e-mail address is changed.");
      await dialog.waitFor({ state: "detached" });
      await focused(anna).toBe("Change the e-mail address");
      await anna.says("anna.after@mailbox.example");
    },
  );

  it(
    "are begun again after too many wrong codes, and cancelled; a first phone number is added as it is written on paper",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { app } = await portal.enrolled("anna");
      const mailbox = new Mailbox(portal.seed);
      const anna = await PortalPage.open(here, portal);
      const { dialog, watch } = anna;
      await anna.signIn("anna", next(app));
      const number = newNumber();
      const written = `00${number.slice(1, 3)} (${number.slice(3, 6)}) ${number.slice(6, 9)}-${number.slice(9)}`;
      await anna.press("Add a phone number");
      await dialog.getByLabel(/^New phone number/).fill("030 123456");
      await dialog.getByRole("button", { name: "Send a code" }).click();
      await anna.says("A phone number is written with its country code");
      await dialog.getByLabel(/^New phone number/).fill(written);
      await dialog.getByRole("button", { name: "Send a code" }).click();
      await anna.says(/^A code was sent to/);
      const code = await mailbox.code();
      for (let wrong = 1; wrong <= 5; wrong += 1) {
        await dialog.getByLabel(/^Code from the SMS/).fill(otherCode(code, wrong));
        await dialog.getByRole("button", { name: "Confirm" }).click();
        if (wrong < 5) await anna.says(`${5 - wrong} attempt`);
      }
      await anna.says("That was the last attempt, or the time limit has passed. Ask for a new code.");
      await watch.expectGood("portal-contact-over");
      here.world.clock.pass(60);
      await dialog.getByRole("button", { name: "Send a code" }).click();
      await anna.says("5 attempts");
      await mailbox.code();
      await dialog.getByRole("button", { name: "Cancel the change" }).click();
      await anna.says("The change was cancelled. Everything is as before.");
      await dialog.waitFor({ state: "detached" });
      here.world.clock.pass(60);
      await anna.press("Add a phone number");
      await dialog.getByLabel(/^New phone number/).fill(written);
      await dialog.getByRole("button", { name: "Send a code" }).click();
      await dialog.getByLabel(/^Code from the SMS/).fill(await mailbox.code());
      await dialog.getByRole("button", { name: "Confirm" }).click();
      await anna.says("Your phone number is changed.");
      await anna.says(number);
      await anna.button("Change the phone number").waitFor();
    },
  );

  it(
    "are not where a token's codes go: its card says so, and moves them by a code",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { seed } = portal;
      const [before, after] = [newNumber("11"), newNumber("22")];
      await seed.user("anna", { phoneNumber: before });
      const mailbox = new Mailbox(seed);
      const visitor = portal.browser();
      await visitor.accept(await portal.link("anna"));
      const made = await visitor.do("MyTokenEnrol", { model: "SMS", name: "My number" });
      const { id } = made["token"] as { readonly id: string };
      await visitor.do("MyTokenEnrolmentConfirm", { token: id, otp: await mailbox.code() });
      // The helpdesk knows the new number: the token's codes go on to the one before.
      await seed.admin.do("userUpdate", { user: { login: "anna" }, phoneNumber: after }, "__typename");
      const anna = await PortalPage.open(here, portal);
      await anna.typePassword("anna");
      await anna.press("Send a code, or ask my phone");
      await anna.type(/^Code/, await mailbox.code());
      await anna.press("Sign in");
      await anna.title("Your tokens");
      await anna
        .card("My number")
        .getByText("Its codes are not sent to the phone number or e-mail address")
        .waitFor();
      await anna.watch.expectGood("portal-sent-elsewhere");
      await anna.press("Send its codes to my new contact");
      await anna.title("Your new contact for My number");
      await anna.watch.expectGood("portal-move");
      here.world.clock.pass(60);
      await anna.press("Send a code");
      await anna.title("Type the code that was sent");
      await anna.type("Code from the SMS", await mailbox.code());
      await anna.press("Complete");
      await anna.says("The codes of My number go to your new contact from now on.");
      await anna.press("Back to my tokens");
      await anna.card("My number").getByText("+49•••••••22").waitFor();
      await expect.poll(() => anna.button("Send its codes to my new contact").count()).toBe(0);
    },
  );
});
