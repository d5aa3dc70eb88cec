import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { intercept, TOO_MANY } from "../support/console-operations.js";
import { describeConsole } from "../support/console.js";

/** On a narrow screen, the page and a dialog end above the message that a user is created. */
async function waitAboveMessage(page: Page, opener: Locator, dialog: Locator): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: 320, height: 640 });
  // The height of the message is measured after it was drawn.
  const waitAbove = (what: string) =>
    page.waitForFunction((selector) => {
      const { document, innerHeight } = globalThis;
      const top = document.querySelector("[aria-live=polite]:has(> li)")?.getBoundingClientRect().top;
      const bottom = document.querySelector(selector)?.getBoundingClientRect().bottom;
      return top !== undefined && bottom !== undefined && top <= innerHeight - 40 && bottom - top <= 0.5;
    }, what);
  await waitAbove(".pf-v6-c-page");
  // It also stays while the pointer is over it; the dialog takes the focus.
  await page.getByText("The user anna is created.").hover();
  await opener.press("Enter");
  await dialog.waitFor();
  await waitAbove(".pf-v6-c-backdrop");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.setViewportSize(size);
}

describeConsole("the lists of users and of resources", (here) => {
  it("create a user, say what is wrong beside the field, and stop the user's sign-ins", async () => {
    const seed = await here.seed();
    const { page, watch } = await here.open("/users");
    await page.getByText("1 user", { exact: true }).waitFor();
    const opener = page.getByRole("button", { name: "Create user" });
    await opener.click();
    const dialog = page.getByRole("dialog", { name: "Create user" });
    const create = dialog.getByRole("button", { name: "Create user" });
    await dialog.getByRole("textbox", { name: "E-mail address" }).fill("anna");
    await create.click();
    await dialog.getByText("Login has 1 to 254 characters.").waitFor();
    await dialog.getByText("An e-mail address looks like anna@example.org.").waitFor();
    await watch.expectGood("user-dialog");
    await dialog.getByRole("textbox", { name: "Login" }).fill("anna");
    await dialog.getByRole("textbox", { name: "First name" }).fill("Anna");
    await dialog.getByRole("textbox", { name: "E-mail address" }).fill("anna@example.org");
    await create.dblclick();
    await dialog.waitFor({ state: "detached" });
    const row = page.getByRole("row", { name: "anna" });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/anna\s+Anna\s+anna@example.org\s+0\s+0/);
    await page.getByText("The user anna is created.").waitFor();
    // It stays while it has the focus.
    await page.getByRole("button", { name: "Close: The user anna is created." }).focus();
    // While the message is there, another user can be created.
    await watch.expectGood("users-created");
    // On a narrow screen there is no place beside the buttons: the page ends above the message, and so does a dialog.
    await waitAboveMessage(page, opener, dialog);

    await opener.click();
    await dialog.getByRole("textbox", { name: "Login" }).fill("ANNA");
    await create.click();
    await dialog.getByText("Another user has this login.").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect
      .poll(() => opener.evaluate((button) => button === button.ownerDocument.activeElement))
      .toBe(true);

    await page.getByRole("switch", { name: "anna is active" }).press("Space");
    await page.getByText("anna may no longer sign in anywhere.").waitFor();
    const undo = page.getByRole("button", { name: "Undo" });
    await undo.focus();
    const enabled = () =>
      seed.admin.query<{ user: { enabled: boolean } }>('{ user(by: { login: "anna" }) { enabled } }');
    expect(await enabled()).toEqual({ user: { enabled: false } });
    await watch.expectGood("users");
    await undo.click();
    await page.getByText("anna may sign in.").waitFor();
    expect(await enabled()).toEqual({ user: { enabled: true } });
  });

  it("find users, and show which of them have a locked token", { tags: "deep" }, async () => {
    const seed = await here.seed();
    await seed.user("anna");
    await seed.user("bert", { firstName: "Bert" });
    await seed.resource("VPN", { failedAttemptsBeforeLock: 3 });
    const fob = await seed.fob({ of: "bert", at: ["VPN"] });
    for (let n = 0; n < 3; n += 1) await seed.signIn({ login: "bert" }, "VPN", fob.wrongCode());
    const { page } = await here.open("/users?text=ber");
    const row = page.getByRole("row", { name: "bert" });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/bert\s+Locked\s+Bert\s+–\s+1\s+1/);
    expect(await page.getByRole("row").count()).toBe(2);
    await page.getByRole("combobox", { name: "Status" }).selectOption("Inactive");
    await page.getByText("No user matches.").waitFor();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByText("3 users").waitFor();
  });

  it("pass over nobody who has moved up since the page was shown", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const login = (number: number) => `user-${number}`;
    for (let number = 101; number <= 145; number += 1) await seed.user(login(number), { enabled: false });
    const enable = async (from: number, to: number) => {
      for (let number = from; number <= to; number += 1)
        await seed.admin.do("userUpdate", { user: { login: login(number) }, enabled: true }, "__typename");
    };
    const { page, watch } = await here.open("/users?active=NO");
    const row = (number: number) => page.getByRole("row", { name: login(number) });
    const next = page.getByRole("button", { name: "Next" });
    const changed = async (pill: string) => {
      const isThere = async () => {
        await page.clock.runFor(1_000);
        return page.getByRole("button", { name: pill }).isVisible();
      };
      await expect.poll(isThere).toBe(true);
    };
    await page.getByText("Live").waitFor();
    await row(120).waitFor();
    await enable(101, 120);
    await changed("40 changes · Refresh");
    expect(await row(101).innerText()).toContain("No longer in this list");
    await next.click();
    await row(121).waitFor();
    await row(140).waitFor();
    await row(101).waitFor({ state: "detached" });
    await enable(121, 140);
    // Those that are left fill the page, and are the last ones.
    await changed("25 changes · Refresh");
    await watch.expectGood("users-all-gone");
    await next.click();
    await row(145).waitFor();
    expect(await page.getByRole("row").count()).toBe(6);
  });

  it("keep their search where they cannot be read, say why, and ask again", { tags: "deep" }, async () => {
    const seed = await here.seed();
    await seed.user("anna");
    const { page, watch } = await here.open("/users");
    await page.getByText("2 users").waitFor();
    let isBusy = true;
    await intercept(page, ["Users"], (route) =>
      isBusy ? route.fulfill({ status: 429, json: TOO_MANY }) : route.continue(),
    );
    const search = page.getByRole("textbox", { name: /^Search/ });
    await search.fill("ann");
    await page.clock.runFor(1_000);
    await page.getByText("Too many requests.").waitFor();
    expect(await search.inputValue()).toBe("ann");
    await watch.expectGood("users-failed");
    isBusy = false;
    await page.getByRole("button", { name: "Try again" }).click();
    // Until the answer comes, the rows of the search before are shown as such.
    await expect.poll(() => page.getByRole("row").count()).toBe(2);
    expect(await page.getByRole("row", { name: "anna" }).count()).toBe(1);
  });

  it.for([
    ["users", "ann", "{ field: LOGIN, descending: false }"],
    ["resources", "VP", "{ field: NAME, descending: false }"],
    ["tokens", "TP", "{ field: CREATED_AT, descending: true }"],
  ] as const)(
    "lead back from a page behind the last row (%s)",
    { tags: "deep" },
    async ([list, text, order]) => {
      const seed = await here.seed();
      await seed.user("anna");
      await seed.resource("VPN");
      await seed.fob();
      const answer = await seed.admin.query<Record<string, { pageInfo: { endCursor: string } }>>(
        `{ ${list}(first: 50, filter: { text: "${text}" }, orderBy: ${order}) { pageInfo { endCursor } } }`,
      );
      const place = new URLSearchParams({ text, size: "50", after: answer[list]?.pageInfo.endCursor ?? "" });
      const { page, watch } = await here.open(`/${list}?${place.toString()}`);
      await page.getByText(`No more ${list} match.`).waitFor();
      await watch.expectGood(`${list}-behind-the-last`);
      await page.getByRole("button", { name: "To the first page" }).click();
      await page.getByRole("row", { name: text }).waitFor();
      const { searchParams } = new URL(page.url());
      expect(Object.fromEntries(searchParams)).toEqual({ text, size: "50" });
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
    },
  );

  it("create a resource by the rules of the server, and close it", async () => {
    const seed = await here.seed();
    const { page, watch } = await here.open("/resources");
    expect(await page.getByRole("row", { name: "Built in" }).getByRole("switch").count()).toBe(0);
    await page.getByRole("button", { name: "Create resource" }).click();
    const dialog = page.getByRole("dialog", { name: "Create resource" });
    const create = dialog.getByRole("button", { name: "Create resource" });
    const attempts = dialog.getByRole("textbox", { name: "Wrong codes until a token is locked" });
    const addresses = dialog.getByRole("textbox", { name: "Allowed addresses" });
    await dialog.getByRole("textbox", { name: "Name" }).fill("VPN");
    await attempts.fill("11");
    await addresses.fill("10.0.0.0/8\n10.0.0.0/99");
    await create.click();
    await dialog.getByText("Failed attempts before lock is a number from 3 to 10.").waitFor();
    await dialog
      .getByText("An address block is written as 10.0.0.0/8, 192.0.2.7 or 2001:db8::/32.")
      .waitFor();
    await watch.expectGood("resource-dialog");
    await attempts.fill("7");
    await addresses.fill("10.0.0.0/8\n192.0.2.7");
    await create.click();
    const row = page.getByRole("row", { name: "VPN" });
    await row.waitFor();
    expect(await row.innerText()).toMatch(
      /VPN\s+0\s+After 7 wrong codes, for 5 min\s+10\.0\.0\.0\/8, 192\.0\.2\.7\/32/,
    );
    await watch.expectGood("resources");
    await page.getByRole("switch", { name: "VPN is active" }).press("Space");
    await page.getByText("Nobody may sign in at VPN.").waitFor();
    const { resource } = await seed.admin.query<{ resource: object }>(
      '{ resource(by: { name: "VPN" }) { enabled failedAttemptsBeforeLock allowedAddresses pushConfirmation } }',
    );
    expect(resource).toEqual({
      enabled: false,
      failedAttemptsBeforeLock: 7,
      allowedAddresses: ["10.0.0.0/8", "192.0.2.7/32"],
      pushConfirmation: "CODE",
    });
  });

  it("show an auditor everything, and nothing to change", { tags: "deep" }, async () => {
    const seed = await here.seed();
    await seed.user("anna");
    await seed.resource("VPN");
    await here.signInAs(seed, "AUDITOR");
    for (const [path, name] of [
      ["/users", "anna"],
      ["/resources", "VPN"],
    ] as const) {
      const { page } = await here.open(path);
      await page.getByRole("row", { name }).getByText("Active", { exact: true }).waitFor();
      expect(await page.getByRole("switch").count()).toBe(0);
      expect(await page.getByRole("button", { name: /Create/ }).count()).toBe(0);
    }
  });
});
