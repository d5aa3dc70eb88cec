import { beforeEach, expect, it } from "vitest";
import { App, Browser, PASSWORD } from "../support/browser.js";
import { describeConsole } from "../support/console.js";
import { readPngCode } from "../support/qr.js";

/** A picture as a page would name it. */
function dataUriOf(png: Buffer): string {
  return `data:image/png;base64,${png.toString("base64")}`;
}

describeConsole("the sign-in", (here) => {
  beforeEach(() => {
    here.session = null;
  });

  it("says where the setup link is while there is no administrator, and makes the first one by it", async () => {
    const { page, watch } = await here.open("/");
    await page.getByText("Open the setup link that the server printed at its start").waitFor();
    await watch.expectGood("not-set-up");
    await page.goto(here.world.setupLink.replace(/^http:\/\/localhost:\d+/, here.url));
    await page.getByRole("heading", { level: 1, name: "Set up Tokenplane" }).waitFor();
    const password = page.getByLabel(/^Password/);
    const proceed = page.getByRole("button", { name: "Continue" });
    await page.getByLabel("Login").fill("ada");
    await page.getByLabel("First name").fill("Ada");
    await password.fill("ada is my name");
    expect(await page.getByRole("list", { name: "Rules of the password" }).innerText()).toMatch(
      /At least 15 characters\s+: missing/,
    );
    expect(await proceed.isDisabled()).toBe(true);
    await password.fill("qwertyuiopasdfgh");
    await watch.expectGood("setup");
    await proceed.click();
    await page.getByText("This password is easily guessed").waitFor();
    await password.fill(PASSWORD);
    await proceed.click();
    await page.getByRole("heading", { level: 1, name: "Connect your authenticator app" }).waitFor();
    await page.getByText(/5 attempts left · 15 min left/).waitFor();
    await watch.expectGood("enrolment");
    const scanned = new URL(readPngCode(dataUriOf(await page.screenshot({ fullPage: true }))));
    const link = await page.getByRole("link", { name: "Open in authenticator app" }).getAttribute("href");
    expect(link).toBe(scanned.href);
    const app = new App(scanned.searchParams.get("secret") ?? "", here.world.clock);
    const code = page.getByRole("textbox", { name: "Code that the app shows" });
    await code.fill("000000");
    await page.getByRole("button", { name: "Complete" }).click();
    await page.getByText("4 attempts left").waitFor();
    await code.fill(app.code());
    await page.getByRole("button", { name: "Complete" }).click();
    await page.getByRole("heading", { level: 1, name: "Tokens" }).waitFor();
    await page.getByText("Authenticator of ada").waitFor();
    // The link works once; F5 and a second tab stay signed in.
    const second = await page.context().newPage();
    await second.goto(`${here.url}/tokens`);
    await second.getByText("Authenticator of ada").waitFor();
    await page.reload();
    await page.getByText("Authenticator of ada").waitFor();
    const { page: other, watch: otherWatch } = await here.open(
      "/invitation#" + here.world.setupLink.split("#")[1],
    );
    await other.getByText("This link does not work: it was used, revoked, or is too old.").waitFor();
    await otherWatch.expectGood("invitation-not-found");
  });

  it("asks for login and password, then for a code, and leads back to where the person wanted to go", async () => {
    // A second account, so that the page asks which one is meant.
    await here.seed();
    here.session = null;
    const seed = await here.world.seed();
    const { invitationUrl } = await seed.admin.do<{ invitationUrl: string }>(
      "administratorCreate",
      { to: { newUser: { login: "alice" } }, role: "HELPDESK" },
      "invitationUrl",
    );
    const app = await Browser.of(here.world).accept(invitationUrl);
    const { account } = await seed.admin.query<{ account: { address: string } }>("{ account { address } }");
    const fob = await seed.fob();
    const { page, watch } = await here.open(`/tokens?text=${fob.name}`);
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    await page.getByLabel("Account").fill(account.address);
    await page.getByLabel("Login").fill("Alice");
    await page.getByLabel(/^Password/).fill(PASSWORD);
    await watch.expectGood("sign-in");
    await page.getByRole("button", { name: "Continue" }).click();
    const code = page.getByRole("textbox", { name: "One-time password" });
    expect(await code.getAttribute("autocomplete")).toBe("one-time-code");
    await page.getByRole("button", { name: "Send me a code, or ask my phone" }).click();
    await page.getByText("look there now. Type the code.").waitFor();
    await code.fill("000 000");
    await page.keyboard.press("Enter");
    await page.getByText("This login, password and code do not sign in here.").waitFor();
    await watch.expectGood("sign-in-code");
    const right = app.code();
    await code.fill(right);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("row", { name: fob.name }).waitFor();
    expect(page.url()).toContain(`/tokens?text=${fob.name}`);
    // The same code never signs in twice.
    const { page: again } = await here.open("/sign-in?next=//evil.example/");
    await again.getByLabel("Account").fill(account.address);
    await again.getByLabel("Login").fill("alice");
    await again.getByLabel(/^Password/).fill(PASSWORD);
    await again.getByRole("button", { name: "Continue" }).click();
    await again.getByRole("textbox", { name: "One-time password" }).fill(right);
    await again.getByRole("button", { name: "Sign in", exact: true }).click();
    await again.getByText("This login, password and code do not sign in here.").waitFor();
    here.world.clock.pass(30);
    await again.getByRole("textbox", { name: "One-time password" }).fill(app.code());
    await again.getByRole("button", { name: "Sign in", exact: true }).click();
    await again.getByRole("heading", { level: 1, name: "Tokens" }).waitFor();
    expect(new URL(again.url()).origin).toBe(here.url);
  });
});
