import { expect, it } from "vitest";
import { describeConsole } from "../support/console.js";
import type { Answer } from "../support/console-front.js";

const refusal = (code: string, message: string, more: object = {}) => ({
  errors: [{ message, extensions: { code, ...more } }],
});
const state =
  (more: object): Answer =>
  () => [200, { setUp: true, asksForAccount: false, signedIn: false, level: 0, ...more }];

/** One pixel, in place of a QR code. */
const PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

describeConsole("the sign-in", (here) => {
  it("asks for login and password, then for a code, and leads back to where the person wanted to go", async () => {
    const seed = await here.seed();
    const signedIn = here.front.signedIn;
    here.front.signedIn = undefined;
    const sent: unknown[] = [];
    here.front.answers = {
      "GET /sign-in/state": state({}),
      "POST /sign-in": (body) => {
        sent.push(body);
        return [200, { attempt: "one" }];
      },
      "POST /sign-in/challenge": () => [200, { expiresAt: "2026-11-25T12:05:00Z" }],
      "POST /sign-in/answer": (body) => {
        sent.push(body);
        if (sent.length < 3) return [401, refusal("SIGN_IN_REFUSED", "These do not fit together.")];
        here.front.signedIn = signedIn;
        here.front.answers = {};
        return [200, { level: 2 }];
      },
    };
    const fob = await seed.fob();
    const { page, watch } = await here.open(`/tokens?text=${fob.name}`);
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    await watch.expectGood("sign-in");
    await page.getByLabel("Login").fill("alice");
    await page.getByLabel(/^Password/).fill("correct horse battery");
    await page.getByRole("button", { name: "Continue" }).click();
    const code = page.getByRole("textbox", { name: "One-time password" });
    expect(await code.getAttribute("autocomplete")).toBe("one-time-code");
    await page.getByRole("button", { name: "Send me a code, or ask my phone" }).click();
    await page.getByText("look there now. Type the code.").waitFor();
    await code.fill("123 456");
    await page.keyboard.press("Enter");
    await page.getByText("These do not fit together.").waitFor();
    await watch.expectGood("sign-in-code");
    await code.fill("123457");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("row", { name: fob.name }).waitFor();
    expect(page.url()).toContain(`/tokens?text=${fob.name}`);
    expect(sent).toEqual([
      { login: "alice", password: "correct horse battery" },
      { attempt: "one", passcode: "123456" },
      { attempt: "one", passcode: "123457" },
    ]);
  });

  it("asks for the account where there are several, and leads to no other site", async () => {
    here.front.signedIn = undefined;
    here.front.answers = {
      "GET /sign-in/state": state({ asksForAccount: true }),
      "POST /sign-in": () => [
        429,
        refusal("RATE_LIMITED", "Too many wrong passwords. Try again in a minute."),
      ],
    };
    const { page } = await here.open("/sign-in?next=//evil.example/");
    expect(new URL(page.url()).search).toBe("?next=//evil.example/");
    await page.getByLabel("Account").fill("main");
    await page.getByLabel("Login").fill("alice");
    await page.getByLabel(/^Password/).fill("wrong");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Too many wrong passwords. Try again in a minute.").waitFor();
  });

  it("says where the setup link is while there is no administrator", async () => {
    here.front.signedIn = undefined;
    here.front.answers = { "GET /sign-in/state": state({ setUp: false }) };
    const { page, watch } = await here.open("/");
    await page.getByText("Open the setup link that the server printed at its start").waitFor();
    await watch.expectGood("not-set-up");
  });

  it("makes the first administrator by a link: login, names, a long password, and an authenticator app", async () => {
    await here.seed();
    const signedIn = here.front.signedIn;
    here.front.signedIn = undefined;
    let accepted: unknown;
    let wrong = 0;
    here.front.answers = {
      "POST /invitation": () => [200, { purpose: "SETUP", account: "Example Ltd", login: null }],
      "POST /invitation/accept": (body) => {
        if (accepted === undefined) {
          accepted = body;
          return [
            400,
            refusal("VALIDATION_FAILED", "Many people have this password. Choose another one.", {
              path: ["password"],
            }),
          ];
        }
        accepted = body;
        return [200, { next: "ENROL" }];
      },
      "POST /enrolment": () => [
        200,
        {
          secretBase32: "JBSWY3DPEHPK3PXP",
          otpauthUri: "otpauth://totp/Example:alice?secret=JBSWY3DPEHPK3PXP",
          qrPngDataUri: PIXEL,
          expiresAt: "2026-11-25T12:10:00Z",
          attemptsLeft: 5,
        },
      ],
      "POST /enrolment/confirm": () => {
        wrong += 1;
        if (wrong === 1) return [400, refusal("WRONG_CODE", "The code is not valid.", { attemptsLeft: 4 })];
        here.front.signedIn = signedIn;
        here.front.answers = {};
        return [200, { level: 2 }];
      },
    };
    const { page, watch } = await here.open("/invitation#secret-of-the-link");
    await page.getByRole("heading", { level: 1, name: "Set up Tokenplane" }).waitFor();
    const password = page.getByLabel(/^Password/);
    const proceed = page.getByRole("button", { name: "Continue" });
    await page.getByLabel("Login").fill("alice");
    await page.getByLabel("First name").fill("Alice");
    await password.fill("alice is my name");
    expect(await page.getByRole("list", { name: "Rules of the password" }).innerText()).toMatch(
      /At least 15 characters\s+: kept;\s+Does not contain your login\s+: missing/,
    );
    expect(await proceed.isDisabled()).toBe(true);
    await password.fill("correct horse battery");
    await watch.expectGood("setup");
    await proceed.click();
    await page.getByText("Many people have this password. Choose another one.").waitFor();
    await password.fill("incorrect horse battery");
    await proceed.click();
    await page.getByRole("heading", { level: 1, name: "Connect your authenticator app" }).waitFor();
    expect(accepted).toEqual({
      token: "secret-of-the-link",
      login: "alice",
      firstName: "Alice",
      password: "incorrect horse battery",
    });
    await page.getByText("JBSW Y3DP EHPK 3PXP").waitFor();
    expect(await page.getByRole("link", { name: "Open in authenticator app" }).getAttribute("href")).toMatch(
      /^otpauth:/,
    );
    await page.getByText("5 attempts left · 10 min left").waitFor();
    await watch.expectGood("enrolment");
    await page.getByRole("textbox", { name: "Code that the app shows" }).fill("000000");
    await page.getByRole("button", { name: "Complete" }).click();
    await page.getByText("4 attempts left").waitFor();
    await page.getByRole("textbox", { name: "Code that the app shows" }).fill("123456");
    await page.getByRole("button", { name: "Complete" }).click();
    await page.getByText("No tokens yet.").waitFor();
  });

  it("says so when a link does not work", async () => {
    here.front.signedIn = undefined;
    here.front.answers = {
      "POST /invitation": () => [
        404,
        refusal("NOT_FOUND", "This link was used, or it has expired. Ask for another one."),
      ],
    };
    const { page, watch } = await here.open("/invitation#used");
    await page.getByText("This link was used, or it has expired. Ask for another one.").waitFor();
    await watch.expectGood("invitation-not-found");
  });
});
