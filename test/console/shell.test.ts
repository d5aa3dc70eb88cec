import { expect, it } from "vitest";
import { describeConsole } from "../support/console.js";

describeConsole("around the pages", (here) => {
  it("signs out, and keeps nothing of what was shown", async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    const { page } = await here.open("/tokens");
    await page.getByRole("row", { name: fob.name }).waitFor();
    await page.getByRole("button", { name: "First administrator" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    expect(await page.getByText(fob.name).count()).toBe(0);
  });

  it("keeps the chosen theme in this browser", async () => {
    await here.seed();
    const { page, watch } = await here.open("/tokens");
    await page.getByRole("button", { name: "First administrator" }).click();
    await watch.expectGood("user-menu");
    await page.getByRole("menuitem", { name: "Dark" }).click();
    const isDark = () =>
      page.evaluate(() => globalThis.document.documentElement.classList.contains("pf-v6-theme-dark"));
    expect(await isDark()).toBe(true);
    await page.reload();
    await page.getByText("No tokens yet.").waitFor();
    expect(await isDark()).toBe(true);
  });

  it("asks for the sign-in when the session has ended, and comes back to the same place", async () => {
    const seed = await here.seed();
    const { signedIn } = here.front;
    const { page } = await here.open("/tokens?status=LOCKED");
    await page.getByText("Live").waitFor();
    here.front.signedIn = undefined;
    await seed.admin.do("apiKeyCreate", { name: "any", role: "AUDITOR" }, "secret");
    await page.clock.runFor(1_000);
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    here.front.signedIn = signedIn;
    await page.reload();
    await page.getByText("No token matches.").waitFor();
    expect(page.url()).toBe(`${here.front.url}/tokens?status=LOCKED`);
  });

  it("connects again when the connection is lost, and shows what happened meanwhile", async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    const { page } = await here.open("/tokens");
    await page.getByText("Live").waitFor();
    here.front.cut();
    await page.getByText("Reconnecting").waitFor();
    await seed.admin.do("tokenDisable", { token: { id: fob.id } }, "token { id }");
    await page.clock.runFor(2_000);
    await page.getByText("Live").waitFor();
    await expect
      .poll(async () => {
        await page.clock.runFor(600);
        return page.getByRole("switch").isChecked();
      })
      .toBe(false);
  });

  it("asks who it is where the server asks for it, and then does what was asked", async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    let isConfirmed = false;
    const sent: unknown[] = [];
    here.front.answers = {
      "POST /graphql": (body) =>
        JSON.stringify(body).includes('"token":') && !isConfirmed
          ? [
              200,
              {
                data: null,
                errors: [{ message: "Confirm that it is you.", extensions: { code: "STEP_UP_REQUIRED" } }],
              },
            ]
          : undefined,
      "POST /sign-in/again": (body) => {
        sent.push(body);
        isConfirmed = true;
        return [200, { level: 2 }];
      },
    };
    const { page, watch } = await here.open("/tokens");
    const active = page.getByRole("switch", { name: `${fob.name} is active` });
    await active.click({ force: true });
    const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
    await dialog.waitFor();
    await watch.expectGood("confirm-identity");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Nothing was done, because you did not confirm that it is you.").waitFor();
    expect(await active.isChecked()).toBe(true);
    await active.click({ force: true });
    await dialog.getByLabel(/^Password/).fill("correct horse battery");
    await dialog.getByRole("textbox", { name: "One-time password" }).fill("123456");
    await dialog.getByRole("button", { name: "Confirm" }).click();
    await page.getByText(`${fob.name} is inactive. Nobody can sign in with it.`).waitFor();
    await expect.poll(() => active.isChecked()).toBe(false);
    expect(sent).toEqual([{ password: "correct horse battery", passcode: "123456" }]);
    await watch.expectGood("toast");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => active.isChecked()).toBe(true);
    here.front.answers = {};
  });

  it("shows an auditor no action", async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    await here.signInAs(seed, "AUDITOR");
    const { page, watch } = await here.open("/tokens");
    const row = page.getByRole("row", { name: fob.name });
    await row.waitFor();
    expect(await row.getByRole("button").count()).toBe(0);
    expect(await row.getByRole("switch").count()).toBe(0);
    await watch.expectGood("tokens-of-an-auditor");
  });

  it("shows names as they are, whatever characters they have", async () => {
    const seed = await here.seed();
    const login = `<img src=x onerror="document.title='run'">`;
    await seed.user(login);
    await seed.fob({ of: login });
    const { page } = await here.open("/tokens");
    await page.getByText(login).waitFor();
    expect(await page.title()).toBe("Tokens · Tokenplane");
  });

  it("can be used by the keyboard: search, pages, help, and no keys for those who want none", async () => {
    await here.seed();
    const { page, watch } = await here.open("/tokens");
    const heading = page.getByRole("heading", { level: 1, name: "Tokens" });
    await heading.waitFor();
    expect(await heading.evaluate((element) => element === globalThis.document.activeElement)).toBe(true);
    await page.keyboard.press("/");
    await page.keyboard.type("g t?");
    const search = page.getByRole("textbox", { name: "Search name, serial number, user" });
    expect(await search.inputValue()).toBe("g t?");
    await page.clock.runFor(500);
    await page.waitForURL(/text=/);
    await heading.focus();
    await page.keyboard.type("gt");
    await page.waitForURL(`${here.front.url}/tokens`);
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await help.waitFor();
    await watch.expectGood("keyboard-help");
    await help.getByRole("switch", { name: "Use these keys" }).click({ force: true });
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "detached" });
    await heading.focus();
    await page.keyboard.press("?");
    expect(await help.count()).toBe(0);
  });

  it("says so at an address that is none of its own", async () => {
    await here.seed();
    const { page, watch } = await here.open("/nowhere");
    await page.getByRole("heading", { level: 1, name: "There is no such page" }).waitFor();
    await watch.expectGood("not-found");
  });
});
