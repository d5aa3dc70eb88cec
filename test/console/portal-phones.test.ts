// @module-tag deep
import { expect, it } from "vitest";
import { type App, PASSWORD } from "../support/browser.js";
import { describeConsole } from "../support/console.js";
import { answerer } from "../support/ocra.js";
import { Phone } from "../support/phone.js";
import { PortalSeed } from "../support/portal.js";
import { PHONE, PortalPage } from "../support/portal-page.js";
import { phoneOptions, PUBLIC, shown } from "../support/push.js";
import { readPngCode } from "../support/qr.js";
import { Mailbox, newNumber, otherCode } from "../support/sent.js";

const SEND = "Send a code, or ask my phone";

/** Connects an app by its QR code. */
async function connectApp(anna: PortalPage): Promise<App> {
  await anna.press("Connect a token");
  await anna.press("Continue");
  await anna.title("Connect your app");
  const app = await anna.scan();
  await anna.type("Code that the app shows", app.code());
  await anna.press("Complete");
  await anna.title("Your token is connected");
  return app;
}

describeConsole(
  "the portal for tokens that do not show codes by themselves",
  (here) => {
    /** Opens a link as somebody who chooses a password. */
    async function accept(portal: PortalSeed, login: string): Promise<PortalPage> {
      const page = await PortalPage.openLink(here, await portal.link(login), PHONE);
      await page.type(/^Password/, PASSWORD);
      await page.press("Continue");
      await page.title("Connect a token");
      return page;
    }

    /** Has another code sent, as soon as the page offers it. */
    async function sendAgain(anna: PortalPage, mailbox: Mailbox): Promise<void> {
      const { page } = anna;
      await page.clock.fastForward(31_000);
      here.world.clock.pass(31);
      await mailbox.next();
      // The page's clock stands still, however long this takes.
      const at = await page.evaluate(() => Date.now());
      await page.clock.setFixedTime(at);
      await anna.press("Send again");
      // The server sends the third one only after a minute.
      await anna.says("Send again (in 60 s)");
      await page.clock.setFixedTime(at + 31_000);
      await anna.says("Send again (in 29 s)");
      await page.clock.setSystemTime(at + 31_000);
    }

    /** Gives the only token a beginning that has come. */
    async function letBegin({ seed }: PortalSeed): Promise<void> {
      const { tokens } = await seed.admin.query<{ tokens: { nodes: { id: string }[] } }>(
        "{ tokens { nodes { id } } }",
      );
      const validFrom = new Date(here.world.clock.now() - 86_400_000).toISOString();
      await seed.admin.do("tokenUpdate", { token: { id: tokens.nodes[0]?.id }, validFrom }, "__typename");
    }

    it(
      "connects a mailbox, and signs in with a code that is sent; another one can be sent half a minute later",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["EMAIL"] });
        const mailbox = new Mailbox(portal.seed);
        await portal.seed.user("anna", { email: "anna@example.org" });
        const anna = await accept(portal, "anna");
        await mailbox.next();
        const { page, watch } = anna;
        await anna.says("Codes are sent to your e-mail address.");
        await anna.press("Continue");
        await anna.title("Type the code that was sent");
        await anna.says("A code was sent to a•••@e•••.org.");
        await watch.expectGood("portal-connect-mail");
        const first = await mailbox.code();
        await anna.type("Code from the mail", otherCode(first));
        await anna.press("Complete");
        await anna.says("This is not the code that was sent.");
        await anna.type("Code from the mail", first);
        await anna.press("Complete");
        await anna.title("Your token is connected");
        await mailbox.next();
        await anna.press("Back to my tokens");
        const card = anna.card("My e-mail");
        await card.getByText("a•••@e•••.org").waitFor();
        // The address is the account's, and the codes have no clock.
        expect(await card.getByRole("button").allInnerTexts()).toEqual([
          "Set a PIN",
          "Give back",
          "Report as lost",
        ]);
        await anna.press("Sign out");

        here.world.clock.pass(60);
        await anna.typePassword("anna");
        await anna.press(SEND);
        await anna.says("If your token gets codes by message, a code was sent to a•••@e•••.org.");
        await anna.says(/Send again \(in \d+ s\)/);
        await watch.expectGood("portal-sent");
        await sendAgain(anna, mailbox);
        await anna.type(/^Code/, await mailbox.code());
        await anna.press("Sign in");
        await anna.title("Your tokens");

        // A token with a beginning that has come is one that works.
        await letBegin(portal);
        here.world.clock.pass(60);
        await page.clock.fastForward(11 * 60_000);
        await anna.title("Sign in");
        await anna.signIn("anna", null);
        await anna.press("Set a PIN");
        await anna.press(SEND);
        await anna.says("A code was sent to a•••@e•••.org. Type it here.");
        await anna.confirm(await mailbox.code());
        await anna.dialog.getByLabel(/^PIN/).waitFor();
      },
    );

    it("asks for the PIN first where the resource sends nothing without it", { tags: "deep" }, async () => {
      const portal = await PortalSeed.open(here.world, { models: ["SMS"] });
      const { seed } = portal;
      await seed.admin.do(
        "resourceUpdate",
        { resource: { name: "VPN" }, pinBeforeSending: true },
        "__typename",
      );
      const mailbox = new Mailbox(seed);
      await seed.user("anna", { phoneNumber: newNumber() });
      const anna = await accept(portal, "anna");
      await anna.press("Continue");
      await anna.type("Code from the SMS", await mailbox.code());
      await anna.press("Complete");
      await anna.title("Your token is connected");
      await anna.press("Back to my tokens");
      const { tokens } = await seed.admin.query<{ tokens: { nodes: { id: string }[] } }>(
        "{ tokens { nodes { id } } }",
      );
      const token = { id: tokens.nodes[0]?.id };
      await seed.admin.do("tokenPinSet", { token, pin: "4711", position: "BEFORE_OTP" }, "__typename");
      await anna.press("Sign out");
      here.world.clock.pass(60);
      await anna.typePassword("anna");
      await anna.type(/^PIN/, "4711");
      await anna.watch.expectGood("portal-sending-pin");
      await anna.press(SEND);
      await anna.type(/^Code/, await mailbox.code());
      await anna.press("Sign in");
      await anna.title("Your tokens");
      await anna.card("My phone number").getByText("Typed before the code").waitFor();
    });

    /** Scans the QR code with a phone, approves, and types the code that the phone shows. */
    async function connectPhone(anna: PortalPage): Promise<Phone> {
      const { page } = anna;
      const shot = await page.getByRole("img", { name: /^QR code/ }).screenshot();
      const uri = readPngCode(`data:image/png;base64,${shot.toString("base64")}`);
      const link = page.getByRole("link", { name: "Open in privacyIDEA Authenticator" });
      expect(await link.getAttribute("href")).toBe(uri.replace("otpauth://", "pia://"));
      const phone = await Phone.scan(uri, phoneOptions(here.world));
      await anna.type("Code that the phone shows", "123456");
      await anna.press("Complete");
      await anna.says("No phone shows a code yet.");
      await phone.rollOut();
      const { displayCode } = await phone.accept(await shown(phone));
      await anna.type("Code that the phone shows", displayCode ?? "");
      await anna.press("Complete");
      await anna.title("Your token is connected");
      return phone;
    }

    it(
      "connects a phone that asks, and signs in with the code, by a choice, and by approval alone",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
        const { seed } = portal;
        await seed.user("anna");
        const anna = await accept(portal, "anna");
        const { page, watch } = anna;
        await anna.press("Continue");
        await anna.title("Connect your phone");
        await watch.expectGood("portal-connect-phone");
        const phone = await connectPhone(anna);
        await anna.press("Back to my tokens");
        await anna.press("Sign out");

        here.world.clock.pass(60);
        await anna.typePassword("anna");
        await anna.press(SEND);
        await anna.says("Then type the code that the phone shows.");
        expect(await anna.button("Sign in").isDisabled()).toBe(true);
        const approved = await phone.accept(await shown(phone));
        await anna.type(/^Code/, approved.displayCode ?? "");
        await anna.press("Sign in");
        await anna.title("Your tokens");
        await anna.press("Sign out");

        for (const pushConfirmation of ["CHOICE", "APPROVE"] as const) {
          await seed.admin.do(
            "resourceUpdate",
            { resource: { name: "VPN" }, pushConfirmation },
            "__typename",
          );
          here.world.clock.pass(60);
          await anna.typePassword("anna");
          await anna.press(SEND);
          await anna.says("Then continue here.");
          await watch.expectGood(`portal-phone-${pushConfirmation.toLowerCase()}`);
          await anna.press("Sign in");
          await anna.says("The request on your phone is not approved.");
          const request = await shown(phone);
          const choice =
            pushConfirmation === "CHOICE" ? await page.locator(".tp-question").innerText() : undefined;
          await phone.accept(request, choice);
          await anna.press("Sign in");
          await anna.title("Your tokens");
          await anna.press("Sign out");
        }
      },
    );

    it("asks a device its question, and takes the answer", { tags: "deep" }, async () => {
      const portal = await PortalSeed.open(here.world);
      await portal.seed.user("anna");
      const anna = await accept(portal, "anna");
      const device = await answerer(here.world, portal.seed, { of: "anna", at: ["VPN"] });
      await anna.press("Sign out");
      const question = anna.page.locator(".tp-question");
      await anna.typePassword("anna");
      await anna.press(SEND);
      await anna.says("Type this question into your device:");
      await anna.watch.expectGood("portal-question");
      await anna.type(/^Code/, device.answer(await question.innerText()));
      await anna.press("Sign in");
      await anna.title("Your tokens");
      await anna.press("Sign out");

      // In a session without a code, the question is asked where it is needed.
      await anna.signIn("anna", null);
      await anna.press("Change the names");
      await anna.press(SEND);
      await question.waitFor();
      await anna.watch.expectGood("portal-confirm-question");
      await anna.confirm(device.answer(await question.innerText()));
      await anna.dialog.getByLabel("First name").waitFor();
    });

    it(
      "signs in with a mailed code in place of the password, to connect the first token and later",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, {
          models: ["GOOGLE_AUTHENTICATOR"],
          signIn: ["PASSWORD", "MAIL_CODE"],
          firstEnrolment: "MAIL_CODE",
        });
        const mailbox = new Mailbox(portal.seed);
        await portal.seed.user("anna", { email: "anna@example.org" });
        const anna = await PortalPage.open(here, portal, "", PHONE);
        const { page, watch } = anna;
        await anna.title("Sign in");
        await anna.type(/^Login/, "anna");
        await watch.expectGood("portal-sign-in-mail");
        await anna.press("Send me a code by e-mail instead");
        await anna.title("Check your mail");
        await anna.says(/Send another mail \(in \d+ s\)/);
        await watch.expectGood("portal-mailed");
        const first = await mailbox.code();
        await anna.type("Code from the mail", otherCode(first));
        await anna.press("Continue");
        await anna.says("This is not the code, or it is too old.");
        here.world.clock.pass(40);
        await page.clock.fastForward(31_000);
        await anna.press("Send another mail");
        await anna.type("Code from the mail", await mailbox.code());
        await anna.press("Continue");
        await anna.title("Type a code of your token");
        await anna.press("I cannot give a code: I have no token yet, or I lost it");
        await anna.title("Your tokens");
        const app = await connectApp(anna);
        await mailbox.next();
        await anna.press("Back to my tokens");
        await anna.press("Sign out");

        await portal.setPolicy({
          models: ["GOOGLE_AUTHENTICATOR"],
          signIn: ["MAIL_CODE"],
          firstEnrolment: "MAIL_CODE",
        });
        here.world.clock.pass(180);
        await page.reload();
        await anna.title("Sign in");
        expect(await page.getByLabel(/^Password/).count()).toBe(0);
        await anna.type(/^Login/, "anna");
        await anna.press("Send me a code by e-mail");
        await anna.type("Code from the mail", await mailbox.code());
        await anna.press("Continue");
        await anna.title("Type a code of your token");
        await anna.type(/^Code/, app.code());
        await anna.press("Sign in");
        await anna.title("Your tokens");
      },
    );
  },
  { TOKENPLANE_PUBLIC_URL: PUBLIC, TOKENPLANE_OUTGOING_ALLOW: "127.0.0.0/8" },
);
