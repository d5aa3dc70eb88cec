import { expect, it, onTestFinished } from "vitest";
import { App } from "../support/browser.js";
import { describeConsole } from "../support/console.js";
import { answerer } from "../support/ocra.js";
import { Phone } from "../support/phone.js";
import { phoneOptions, PUBLIC, shown } from "../support/push.js";
import { readPngCode } from "../support/qr.js";
import { sentToken } from "../support/sent.js";
import { openToken, part, type TokenPage } from "../support/token-page.js";

/** The secret in the QR code that a dialog shows. */
async function scan({ page }: TokenPage): Promise<string> {
  const source = await page.getByRole("img", { name: /^QR code/ }).getAttribute("src");
  return new URL(readPngCode(source ?? "")).searchParams.get("secret") ?? "";
}

describeConsole("enrolments and challenges of one token", (here) => {
  it(
    "goes on with a pending enrolment: shows the QR code, counts wrong codes, takes the right one",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const { token: made } = await seed.admin.do<{ token: { id: string } }>(
        "tokenCreate",
        { name: "Anna phone", model: { software: { googleAuthenticator: {} } }, enrolLater: true },
        "token { id }",
      );
      const token = await openToken(here, made.id);
      const { page, watch } = token;
      const dialog = await token.dialog("Enrol");
      await dialog.getByRole("button", { name: "Show a new QR code" }).click();
      await dialog.getByText("Attempts left: 5").waitFor();
      await watch.expectGood("token-enrol");
      const app = new App(await scan(token), here.world.clock);
      await dialog.getByLabel("Code that the app shows").fill(app.wrongCode());
      await dialog.getByRole("button", { name: "Complete" }).click();
      await page.getByText("min left, attempts left: 4.").waitFor();
      // It is pressed by mistake, too, and what is shown is not shown again.
      await page.keyboard.press("Escape");
      expect(await dialog.isVisible()).toBe(true);
      await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
      await page.reload();
      const again = await token.dialog("Continue the enrolment");
      expect(await page.getByRole("img", { name: /^QR code/ }).count()).toBe(0);
      await watch.expectGood("token-enrol-continue");
      await again.getByLabel("Code that the app shows").fill(app.code());
      await again.getByRole("button", { name: "Complete" }).click();
      await page.getByText("Anna phone is enrolled.").waitFor();
      await page.getByText("An enrolment waits").waitFor({ state: "detached" });
    },
  );

  it("ends an enrolment with the fifth wrong code, says so, and begins again", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const { token: made, enrolment } = await seed.admin.do<{
      token: { id: string };
      enrolment: { secretBase32: string };
    }>(
      "tokenCreate",
      { name: "Anna phone", model: { software: { googleAuthenticator: {} } } },
      "token { id } enrolment { secretBase32 }",
    );
    const token = await openToken(here, made.id);
    const dialog = await token.dialog("Continue the enrolment");
    const wrong = new App(enrolment.secretBase32, here.world.clock).wrongCode();
    for (let left = 4; left >= 0; left -= 1) {
      await dialog.getByLabel("Code that the app shows").fill(wrong);
      await dialog.getByRole("button", { name: "Complete" }).click();
      const said = left === 0 ? "The enrolment has ended" : `Attempts left: ${left}`;
      await dialog.getByText(said).waitFor();
    }
    await dialog.getByRole("button", { name: "Show a new QR code" }).click();
    await dialog.getByText("Scan the picture").waitFor();
    await dialog
      .getByLabel("Code that the app shows")
      .fill(new App(await scan(token), here.world.clock).code());
    await dialog.getByRole("button", { name: "Complete" }).click();
    await token.page.getByText("Anna phone is enrolled.").waitFor();
    await expect.poll(() => dialog.count()).toBe(0);
  });

  it(
    "reissues an app: the old code works until the new one is confirmed, unless the phone is lost",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      await seed.user("anna");
      await seed.resource("VPN");
      const { token: made, enrolment } = await seed.admin.do<{
        token: { id: string };
        enrolment: { secretBase32: string };
      }>(
        "tokenCreate",
        {
          name: "Anna phone",
          model: { software: { googleAuthenticator: {} } },
          to: { user: { login: "anna" } },
        },
        "token { id } enrolment { secretBase32 }",
      );
      const code = (secret: string) => new App(secret, here.world.clock).code();
      const old = enrolment.secretBase32;
      await seed.admin.do("tokenEnrolmentConfirm", { token: { id: made.id }, otp: code(old) }, "__typename");
      await seed.link(made.id, "VPN");
      here.world.clock.pass(30);
      const token = await openToken(here, made.id);
      const { page } = token;
      const kept = await token.dialog("Reissue");
      await kept.getByRole("button", { name: "Reissue" }).click();
      await kept.getByText("Scan the picture").waitFor();
      expect(await seed.signIn({ login: "anna" }, "VPN", code(old))).toBe(true);
      await kept.getByRole("button", { name: "Close", exact: true }).last().click();
      await page.getByText("Until then, the previous secret or address works.").waitFor();
      const cancel = await token.dialog("Cancel the enrolment");
      await token.watch.expectGood("token-enrolment-cancel");
      await cancel.getByRole("button", { name: "Cancel the enrolment" }).click();
      await page.getByText("An enrolment waits").waitFor({ state: "detached" });
      const lost = await token.dialog("Reissue");
      await lost.getByRole("radio", { name: "The device is lost: stop it now" }).check();
      await lost.getByRole("button", { name: "Reissue" }).click();
      await lost.getByText("Scan the picture").waitFor();
      here.world.clock.pass(30);
      expect(await seed.signIn({ login: "anna" }, "VPN", code(old))).toBe(false);
      const secret = await scan(token);
      await lost.getByLabel("Code that the app shows").fill(code(secret));
      await lost.getByRole("button", { name: "Complete" }).click();
      await page.getByText("Anna phone is enrolled.").waitFor();
      here.world.clock.pass(30);
      expect(await seed.signIn({ login: "anna" }, "VPN", code(secret))).toBe(true);
    },
  );

  it(
    "deletes a token that was never in use together with its enrolment, and says so before",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const { token: made } = await seed.admin.do<{ token: { id: string } }>(
        "tokenCreate",
        { name: "Anna phone", model: { software: { googleAuthenticator: {} } } },
        "token { id }",
      );
      const token = await openToken(here, made.id);
      const dialog = await token.dialog("Cancel the enrolment");
      await dialog.getByText("The token was never in use, so it is deleted.").waitFor();
      await dialog.getByRole("button", { name: "Cancel and delete" }).click();
      await token.page.getByText("Anna phone was deleted, because it was never in use.").waitFor();
      await token.page.getByRole("heading", { level: 1, name: "Tokens" }).waitFor();
      expect(await token.page.getByRole("link", { name: "Anna phone" }).count()).toBe(0);
    },
  );

  it(
    "shows the secret of a device that is programmed once, until somebody says that it is kept",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const { token: made } = await seed.admin.do<{ token: { id: string } }>(
        "tokenCreate",
        { name: "Card", model: { hardware: { slim: { periodSeconds: 30 } } } },
        "token { id }",
      );
      const token = await openToken(here, made.id);
      const { page } = token;
      await page.getByRole("link", { name: "Tokens", exact: true }).last().click();
      await page.getByRole("link", { name: "Card" }).click();
      const dialog = await token.dialog("Reissue");
      await dialog.getByRole("button", { name: "Reissue" }).click();
      await dialog.getByText("it is shown only once").waitFor();
      await token.watch.expectGood("token-secret-once");
      await page.keyboard.press("Escape");
      await page.evaluate(() => history.back());
      const question = page.getByRole("dialog", { name: "Leave this page?" });
      await question.getByText("it is shown only now").waitFor();
      await token.watch.expectGood("token-secret-once-leave");
      await question.getByRole("button", { name: "Stay" }).click();
      expect(await dialog.getByRole("button", { name: "Close" }).isDisabled()).toBe(true);
      await dialog.getByRole("checkbox", { name: "The device has the secret" }).check();
      await dialog.getByRole("button", { name: "Close" }).click();
      await dialog.waitFor({ state: "detached" });
      expect(await page.content()).not.toMatch(/secretBase32|Key in hexadecimal digits/);
    },
  );

  it("hides the secret of a device when the session has ended", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const { token: made } = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      { name: "Card", model: { hardware: { slim: { periodSeconds: 30 } } } },
      "token { id }",
    );
    const token = await openToken(here, made.id);
    const dialog = await token.dialog("Reissue");
    await dialog.getByRole("button", { name: "Reissue" }).click();
    await dialog.getByLabel("Key in hexadecimal digits:").waitFor();
    here.world.clock.pass(31 * 60);
    await seed.admin.do("tokenDisable", { token: { id: made.id } }, "__typename");
    await token.page.waitForURL(/\/sign-in/);
    await token.page.getByRole("textbox", { name: "Login" }).waitFor();
    expect(await token.page.getByLabel("Key in hexadecimal digits:").count()).toBe(0);
  });

  it("checks and synchronizes a device that answers questions", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const device = await answerer(here.world, seed, {
      suite: "OCRA-1:HOTP-SHA1-6:C-QN08-PSHA1",
      pin: "1234",
    });
    const token = await openToken(here, device.id);
    const { page } = token;
    const question = async () => (await page.getByRole("dialog").locator("strong").innerText()).trim();
    const check = await token.dialog("Check OTP");
    await check.getByRole("button", { name: "Ask a question" }).click();
    await check.getByText("Type this question into the device").waitFor();
    await token.watch.expectGood("token-question");
    await check.getByLabel("One-time password").fill(device.answer(await question()));
    await check.getByRole("button", { name: "Check" }).click();
    await check.getByText("The code is valid.").waitFor();
    await check.getByRole("button", { name: "Close", exact: true }).last().click();
    device.counter = 40;
    const synchronize = await token.dialog("Synchronize");
    await synchronize.getByRole("button", { name: "Ask a question" }).click();
    await synchronize.getByText("Type this question into the device").waitFor();
    await synchronize.getByLabel("Answer of the device").fill(device.answer(await question()));
    await synchronize.getByRole("button", { name: "Synchronize" }).click();
    await page.getByText(/is synchronized: it was \d+ counts ahead/).waitFor();
    const pin = await token.dialog("Set the device's PIN");
    await pin.getByLabel(/^PIN/).fill("98765");
    await pin.getByRole("button", { name: "Set the device's PIN" }).click();
    await expect.poll(() => pin.count()).toBe(0);
  });

  it(
    "sends a code to check it, shows where it goes, and confirms another number before it is used",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const { id, mailbox } = await sentToken(seed);
      const token = await openToken(here, id);
      const { page } = token;
      await part(page, "Settings")
        .getByText(/^\+49•+78/)
        .waitFor();
      expect(await page.getByRole("button", { name: "Synchronize" }).count()).toBe(0);
      here.world.clock.pass(120);
      const check = await token.dialog("Check OTP");
      await check.getByRole("button", { name: "Send a code" }).click();
      await check.getByText(/A code is sent to \+49•+78/).waitFor();
      await token.watch.expectGood("token-sent-code");
      await check.getByLabel("One-time password").fill(await mailbox.code());
      await check.getByRole("button", { name: "Check" }).click();
      await check.getByText("The code is valid.").waitFor();
      await check.getByRole("button", { name: "Close", exact: true }).last().click();
      here.world.clock.pass(120);
      const change = await token.dialog("Change the number");
      await change.getByLabel("Phone number").fill("+4915123456799");
      await change.getByRole("button", { name: "Change the number" }).click();
      const confirm = await token.dialog("Continue the enrolment");
      await confirm.getByLabel("Code that was sent").fill(await mailbox.code());
      await confirm.getByRole("button", { name: "Complete" }).click();
      await part(page, "Settings")
        .getByText(/^\+49•+99/)
        .waitFor();
    },
  );

  it("connects a phone, asks it, and says what became of the request", { tags: "deep" }, async () => {
    const { world } = here;
    const seed = await here.seed();
    await seed.user("anna");
    // Phones reach the server by this address, and browsers by another one.
    const { publicUrl } = world.services.config;
    Object.assign(world.services.config, { publicUrl: PUBLIC });
    onTestFinished(() => {
      Object.assign(world.services.config, { publicUrl });
    });
    const { token: made } = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      {
        name: "Anna phone",
        model: { software: { push: {} } },
        to: { user: { login: "anna" } },
        enrolLater: true,
      },
      "token { id }",
    );
    const token = await openToken(here, made.id);
    const { page, watch } = token;
    await part(page, "Settings").getByText("No phone yet").waitFor();
    const enrol = await token.dialog("Enrol");
    await enrol.getByRole("button", { name: "Show a new QR code" }).click();
    await enrol.getByText("Scan the picture with the privacyIDEA Authenticator").waitFor();
    await watch.expectGood("token-push-enrol");
    const source = await page.getByRole("img", { name: /^QR code/ }).getAttribute("src");
    const phone = await Phone.enrol(readPngCode(source ?? ""), phoneOptions(world));
    const first = await phone.accept(await shown(phone));
    await enrol.getByLabel("Code that the phone shows").fill(first.displayCode ?? "");
    await enrol.getByRole("button", { name: "Complete" }).click();
    await part(page, "Settings").getByText("It cannot be woken").waitFor();
    world.clock.pass(60);
    const check = await token.dialog("Check OTP");
    await check.getByRole("button", { name: "Ask the phone" }).click();
    await check.getByText("The phone was asked.").waitFor();
    world.clock.pass(2);
    const { displayCode } = await phone.accept(await shown(phone));
    await page.clock.runFor(6_000);
    await check.getByText("The request was approved. Type the code that the phone shows.").waitFor();
    await watch.expectGood("token-push");
    await check.getByLabel("One-time password").fill(displayCode ?? "");
    await check.getByRole("button", { name: "Check" }).click();
    await check.getByText("The code is valid.").waitFor();
    expect(await seed.events(1)).toEqual(["TOKEN_CHECKED"]);
  });
});
