import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { getAddress } from "../support/administrators.js";
import { App, Browser, PASSWORD } from "../support/browser.js";
import { describeConsole } from "../support/console.js";
import { readPngCode } from "../support/qr.js";

/** Types login and password, and goes on to the code. */
async function typePassword(page: Page, login: string, password = PASSWORD): Promise<void> {
  await page.getByLabel(/^Login/).fill(login);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole("button", { name: "Continue" }).click();
}

async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByRole("textbox", { name: "One-time password" }).fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

const signInPage = (page: Page) => page.getByRole("heading", { level: 1, name: "Sign in" });
const over = (page: Page) =>
  page.getByRole("heading", { level: 1, name: "Your time to connect an app is over" });
const tokensPage = (page: Page) => page.getByRole("heading", { level: 1, name: "Tokens" });

describeConsole("the sign-in", (here) => {
  let app: App;

  it("says where the setup link is while there is no administrator", async () => {
    const { page, watch } = await here.open("/");
    await page.getByText("Open the setup link. The server printed it when it started").waitFor();
    await watch.expectGood("not-set-up");
  });

  it("makes the first administrator by a link: login, names, a long password, and an app that scans the code", async () => {
    const { setupLink } = here.world;
    const { page, watch } = await here.open(`/invitation${new URL(setupLink).hash}`);
    const setup = page.getByRole("heading", { level: 1, name: "Set up Tokenplane" });
    await setup.waitFor();
    // The secret of the link is in the address bar no more, and the page can be loaded again.
    expect(page.url()).toBe(`${here.url}/invitation`);
    await page.reload();
    await setup.waitFor();
    const password = page.getByLabel(/^Password/);
    const proceed = page.getByRole("button", { name: "Continue" });
    await page.getByLabel(/^Login/).fill("alice");
    await page.getByLabel("First name").fill("Alice");
    await page.getByLabel("Last name").fill("Smith");
    await password.fill("too short");
    await page.getByText("At least 15 characters: 6 more").waitFor();
    expect(await proceed.isDisabled()).toBe(true);
    await password.fill("passwordpassword");
    await proceed.click();
    await page.getByText("This password is easily guessed").waitFor();
    await watch.expectGood("setup");
    await password.fill(PASSWORD);
    await proceed.click();
    await page.getByRole("heading", { level: 1, name: "Connect your authenticator app" }).waitFor();
    const picture = page.getByRole("img", { name: /QR code/ });
    // As a camera sees it, on the dark theme.
    await page.emulateMedia({ colorScheme: "dark" });
    const shot = await picture.screenshot();
    const uri = new URL(readPngCode(`data:image/png;base64,${shot.toString("base64")}`));
    const secret = uri.searchParams.get("secret") ?? "";
    await page.getByText(secret.match(/.{1,4}/g)?.join(" ") ?? "?").waitFor();
    const link = page.getByRole("link", { name: "Open in authenticator app" });
    expect(await link.getAttribute("href")).toBe(uri.href);
    await page.getByText(/^5 attempts left · \d+ min left$/).waitFor();
    await watch.expectGood("enrolment");
    const code = page.getByRole("textbox", { name: "Code that the app shows" });
    expect(await code.getAttribute("autocomplete")).toBe("one-time-code");
    expect(await code.getAttribute("inputmode")).toBe("numeric");
    app = new App(secret, here.world.clock);
    await code.fill(app.wrongCode());
    await page.getByRole("button", { name: "Complete" }).click();
    await page.getByText("4 attempts left").waitFor();
    await code.fill(app.code());
    await page.getByRole("button", { name: "Complete" }).click();
    await tokensPage(page).waitFor();
    await page.getByRole("button", { name: "alice", exact: true }).waitFor();
    expect(await page.content()).not.toContain(secret);
    const kept = await page.evaluate(() => JSON.stringify(globalThis.sessionStorage));
    expect(kept).not.toContain(new URL(setupLink).hash.slice(1));
  });

  it("takes a link once", async () => {
    const { page, watch } = await here.open(`/invitation${new URL(here.world.setupLink).hash}`);
    await page.getByText("This link does not work: it was used or revoked, or it has expired.").waitFor();
    await watch.expectGood("invitation-not-found");
  });

  it("asks for password and code, leads back to where the person wanted to go, and takes no code twice", async () => {
    const { page, watch } = await here.open("/tokens?status=LOCKED");
    await signInPage(page).waitFor();
    await watch.expectGood("sign-in");
    await typePassword(page, "alice");
    await page.getByRole("button", { name: "Send me a code, or ask my phone" }).click();
    await page.getByText("look at the phone or the messages now. Then type the code.").waitFor();
    const again = page.getByRole("button", { name: /^Send or ask again in \d+ s$/ });
    expect(await again.getAttribute("aria-disabled")).toBe("true");
    here.world.clock.pass(30);
    const code = app.code();
    await typeCode(page, app.wrongCode());
    await page
      .getByText(
        "The sign-in failed. Type the next code. If the login or the password may be wrong, start again",
      )
      .waitFor();
    await watch.expectGood("sign-in-code");
    // Pasted as an app shows it.
    await typeCode(page, `${code.slice(0, 3)} ${code.slice(3)}`);
    await page.getByText("No token matches.").waitFor();
    expect(page.url()).toBe(`${here.url}/tokens?status=LOCKED`);

    await page.reload();
    await page.getByText("No token matches.").waitFor();
    const second = await page.context().newPage();
    await second.goto(`${here.url}/tokens`);
    await tokensPage(second).waitFor();
    expect(await page.evaluate(() => globalThis.document.cookie)).toBe("");

    const stranger = await here.open("/");
    await typePassword(stranger.page, "alice");
    await typeCode(stranger.page, code);
    await stranger.page
      .getByText(
        "The sign-in failed. Type the next code. If the login or the password may be wrong, start again",
      )
      .waitFor();
  });

  it("says the same to a wrong password as to a login that nobody has", { tags: "deep" }, async () => {
    for (const [login, password] of [
      ["alice", "not the right password"],
      ["nobody", PASSWORD],
    ] as const) {
      const { page } = await here.open("/sign-in");
      await typePassword(page, login, password);
      here.world.clock.pass(30);
      await typeCode(page, app.code());
      await page
        .getByText(
          "The sign-in failed. Type the next code. If the login or the password may be wrong, start again",
        )
        .waitFor();
    }
  });

  it("leads to no other site after it", async () => {
    const { page } = await here.open("/sign-in?next=//evil.example/");
    // As a phone completes it.
    await typePassword(page, "alice ");
    here.world.clock.pass(30);
    await typeCode(page, app.code());
    await tokensPage(page).waitFor();
  });

  it(
    "keeps what is being typed while the server is away, and asks again where there is nothing to show",
    { tags: "deep" },
    async () => {
      const { page, watch } = await here.open("/sign-in");
      await page.getByLabel(/^Login/).fill("alice");
      let asked = 0;
      await page.route("**/sign-in/state", (route) => {
        asked += 1;
        return route.abort("connectionrefused");
      });
      // As when a network comes back that does not reach the server.
      await page.evaluate(() => {
        for (const type of ["offline", "online"]) globalThis.dispatchEvent(new Event(type));
      });
      /** Until the page asks no more. */
      const tried = async () => {
        await page.clock.runFor(2_000);
        return asked;
      };
      await expect.poll(tried).toBe(3);
      await page.clock.runFor(2_000);
      expect(await page.getByLabel(/^Login/).inputValue()).toBe("alice");
      asked = 0;
      await page.reload();
      await expect.poll(tried).toBe(3);
      await page.getByText("The server does not answer.").waitFor();
      await watch.expectGood("sign-in-away");
      await page.unroute("**/sign-in/state");
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByLabel(/^Login/).waitFor();

      const invitationUrl = await (await here.world.seed()).invite("emil", "AUDITOR");
      await page.route("**/invitation", (route) =>
        route.request().method() === "POST" ? route.abort("connectionrefused") : route.continue(),
      );
      await page.goto(invitationUrl);
      await page.getByRole("heading", { level: 1, name: "This page cannot be shown" }).waitFor();
      await watch.expectGood("invitation-away");
      await page.unroute("**/invitation");
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByText("You are emil at Example Ltd.").waitFor();
      // Another link in the same tab takes the place of this one.
      await page.goto(await (await here.world.seed()).invite("frida", "AUDITOR"));
      await page.getByText("You are frida at Example Ltd.").waitFor();
      expect(page.url()).toBe(`${here.url}/invitation`);
    },
  );

  it(
    "is left again from the page that connects an app, also when that page got nothing to show",
    { tags: "deep" },
    async () => {
      const seed = await here.world.seed();
      const invitationUrl = await seed.invite("dora", "AUDITOR");
      const { page, watch } = await here.open(invitationUrl.slice(here.url.length));
      await page.route("**/enrolment", (route) =>
        route.request().method() === "POST" ? route.abort("connectionrefused") : route.continue(),
      );
      await page.getByLabel(/^Password/).fill(PASSWORD);
      await page.getByRole("button", { name: "Continue" }).click();
      const again = page.getByRole("button", { name: "Try again" });
      await again.waitFor();
      await page.getByRole("button", { name: "Sign out" }).waitFor();
      await watch.expectGood("enrolment-failed");
      await page.unroute("**/enrolment");
      await again.click();
      await page.getByRole("img", { name: /QR code/ }).waitFor();
      await page.getByRole("button", { name: "Sign out" }).click();
      await signInPage(page).waitFor();
      // The link is used up. To sign in, one needs a token.
      await page.goto(`${here.url}/enrol`);
      await over(page).waitFor();
      await page.getByRole("button", { name: "Sign in" }).click();
      await signInPage(page).waitFor();
    },
  );

  it(
    "says at the page that connects an app that its time is over, and which command makes another link",
    { tags: "deep" },
    async () => {
      const seed = await here.world.seed();
      for (const button of ["Complete", "Start again with a new key"]) {
        const { page, watch } = await here.open(
          (await seed.invite(button.slice(0, 5), "AUDITOR")).slice(here.url.length),
        );
        await page.getByLabel(/^Password/).fill(PASSWORD);
        await page.getByRole("button", { name: "Continue" }).click();
        await page.getByText("You have 30 minutes for this.").waitFor();
        // The clock of this computer is ahead: only the server says that the time is over.
        await page.clock.fastForward(15 * 60_000);
        await page.getByText(/^5 attempts left$/).waitFor();
        // Whoever types has no more time.
        let kept = 0;
        page.on("request", (asked) => {
          if (asked.url().endsWith("/sign-in/state")) kept += 1;
        });
        await page.getByRole("textbox", { name: "Code that the app shows" }).press("1");
        await page.clock.runFor(6_000);
        expect(kept).toBe(0);
        here.world.clock.pass(31 * 60);
        await page.getByRole("textbox", { name: "Code that the app shows" }).fill("123456");
        await page.getByRole("button", { name: button }).click();
        await over(page).waitFor();
        await page.getByText("npx tokenplane administrator invite --login").waitFor();
        await watch.expectGood("enrolment-over");
      }
    },
  );

  it(
    "joins a person who was invited, and asks for the account where there are several",
    { tags: "deep" },
    async () => {
      const seed = await here.world.seed();
      const invitationUrl = await seed.invite("berta", "HELPDESK");
      const joining = await here.open(invitationUrl.slice(here.url.length));
      await joining.page.getByText("You are berta at Example Ltd.").waitFor();
      await joining.watch.expectGood("join");
      await joining.page.getByLabel(/^Password/).fill(PASSWORD);
      await joining.page.getByRole("button", { name: "Continue" }).click();
      await joining.page.getByRole("heading", { level: 1, name: "Connect your authenticator app" }).waitFor();
      // Whoever leaves the page comes back to it by signing in, and only to it.
      await joining.page.goto(`${here.url}/tokens`);
      await joining.page.getByRole("heading", { level: 1, name: "Connect your authenticator app" }).waitFor();

      const carl = Browser.of(here.world);
      const carlsApp = await carl.accept(await seed.invite("carl", "HELPDESK"));
      const { page, watch } = await here.open("/sign-in");
      await page.getByLabel(/^Account/).fill("nowhere");
      await typePassword(page, "carl");
      await page.getByText("There is no account with this address.").waitFor();
      await watch.expectGood("sign-in-account");
      await page.getByLabel(/^Account/).fill(` ${await getAddress(seed)} `);
      await typePassword(page, "carl");
      await typeCode(page, carlsApp.code());
      await tokensPage(page).waitFor();
    },
  );
});
