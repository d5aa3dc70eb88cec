import { expect, it } from "vitest";
import { intercept, TOO_MANY } from "../support/console-operations.js";
import { describeConsole } from "../support/console.js";
import { openToken, part, TokenPage } from "../support/token-page.js";

describeConsole("Token Info", (here) => {
  it("shows what the token is, whose, where it is linked, and what happened to it", async () => {
    const seed = await here.seed();
    await seed.user("anna", { firstName: "Anna", lastName: "Weber", email: "anna@example.org" });
    await seed.resource("VPN", { failedAttemptsBeforeLock: 4, lockMinutes: 0 });
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const { page, watch } = await openToken(here, fob.id);
    await page.getByText("Universal · TOTP SHA1, 6 digits, 30 s").waitFor();
    await part(page, "Assigned To").getByText("anna@example.org").waitFor();
    const link = part(page, "Token Resources").getByRole("row", { name: "VPN" });
    expect(await link.innerText()).toMatch(/After 4 wrong codes, until unlocked\s+Any duration/);
    await part(page, "Token Events").getByText("was linked to VPN").waitFor();
    expect(await page.getByText("Cannot sign in").count()).toBe(0);
    await watch.expectGood("token-info");
  });

  it(
    "says why a card, a chooser and a preview have nothing to show, and asks again",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      await seed.user("anna");
      await seed.resource("VPN");
      const fob = await seed.fob({ at: ["VPN"] });
      const { page, watch } = await here.open("/tokens");
      let isBusy = true;
      await intercept(page, ["TokenLinks", "UsersToChoose", "BypassPlaces"], (route) =>
        isBusy ? route.fulfill({ json: TOO_MANY }) : route.continue(),
      );
      await page.getByRole("link", { name: fob.name }).click();
      const token = new TokenPage(page, watch);
      const links = part(page, "Token Resources");
      await links.getByText("Too many requests.").waitFor();
      await watch.expectGood("token-links-failed");
      const users = await token.dialog("Assign to a user");
      await users.getByText("Too many requests.").waitFor();
      await watch.expectGood("choose-users-failed");
      isBusy = false;
      await users.getByRole("button", { name: "Try again" }).click();
      await users.getByRole("radio", { name: "anna" }).waitFor();
      await page.keyboard.press("Escape");
      await links.getByRole("button", { name: "Try again" }).click();
      await links.getByRole("row", { name: "VPN" }).waitFor();
      isBusy = true;
      await token.bypass("8 hours");
      const bypass = page.getByRole("dialog");
      await bypass.getByText("Too many requests.").waitFor();
      isBusy = false;
      await bypass.getByRole("button", { name: "Try again" }).click();
      await bypass.getByText("Sign-in may succeed without a one-time password at VPN").waitFor();
    },
  );

  it(
    "says each reason why nobody can sign in with it, and takes each away by the button beside it",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      await seed.user("anna", { enabled: false });
      await seed.resource("VPN", { enabled: false });
      const fob = await seed.fob();
      await seed.admin.do(
        "tokenUpdate",
        { token: { id: fob.id }, validUntil: new Date(here.world.clock.now() - 1).toISOString() },
        "__typename",
      );
      await seed.admin.do("tokenDisable", { token: { id: fob.id } }, "__typename");
      const token = await openToken(here, fob.id);
      const { page, watch } = token;
      const reasons = page
        .getByRole("heading", { name: "Cannot sign in" })
        .locator("..")
        .getByRole("listitem");
      expect(await reasons.count()).toBe(4);
      await watch.expectGood("token-banner");
      const user = await token.dialog("Assign to a user");
      await user.getByRole("radio", { name: "anna" }).check();
      await user.getByRole("button", { name: "Assign" }).click();
      await page.getByText("The user anna is disabled").waitFor();
      // The button that had the focus is gone.
      await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
      await page.getByRole("button", { name: "Enable the user" }).click();
      const resource = await token.dialog("Link to a resource");
      await resource.getByRole("radio", { name: "VPN" }).check();
      await resource.getByRole("button", { name: "Link", exact: true }).click();
      await page.getByRole("heading", { name: "Cannot sign in at VPN" }).waitFor();
      await page.getByText("The resource VPN is disabled", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Enable the resource" }).click();
      await page.getByRole("heading", { name: "Cannot sign in at VPN" }).waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Activate" }).click();
      await page.getByRole("button", { name: "Change the validity" }).first().click();
      const validity = page.getByRole("dialog");
      await validity.getByLabel("Valid until").fill("2031-01-01T12:00");
      await watch.expectGood("token-validity");
      await validity.getByRole("button", { name: "Change the validity" }).click();
      await page.getByRole("heading", { name: "Cannot sign in" }).waitFor({ state: "detached" });
      await part(page, "Settings").getByText("Until 1 Jan 2031, 12:00").waitFor();
      for (let count = 0; count < 5; count += 1)
        expect(await seed.signIn({ login: "anna" }, "VPN", fob.wrongCode())).toBe(false);
      await page.clock.runFor(1_000);
      await page.getByText("Locked after too many wrong codes, until").waitFor();
      await page.getByRole("button", { name: "Unlock", exact: true }).click();
      await page.getByRole("heading", { name: "Cannot sign in" }).waitFor({ state: "detached" });
      expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
    },
  );

  it(
    "changes the name of the token and the data of its user, and gives the focus back",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      await seed.user("anna");
      const fob = await seed.fob({ of: "anna" });
      const token = await openToken(here, fob.id);
      const { page, watch } = token;
      const rename = await token.dialog("Rename");
      await rename.getByLabel("Name").fill("x".repeat(51));
      await rename.getByRole("button", { name: "Rename" }).click();
      await rename.getByText("Name has 1 to 50 characters.").waitFor();
      await rename.getByLabel("Name").fill("<b>Anna's fob</b>");
      await rename.getByRole("button", { name: "Rename" }).click();
      await page.getByRole("heading", { level: 1, name: "<b>Anna's fob</b>" }).waitFor();
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
        .toBe("Rename");
      const edit = await token.dialog("Edit user");
      await edit.getByLabel("First name").fill("Anna");
      await edit.getByLabel("E-mail address").fill("anna");
      await edit.getByRole("button", { name: "Save" }).click();
      await edit.getByText("An e-mail address looks like anna@example.org.").waitFor();
      await watch.expectGood("token-edit-user");
      await edit.getByLabel("E-mail address").fill("anna@example.org");
      await edit.getByRole("button", { name: "Save" }).click();
      await part(page, "Assigned To").getByText("anna@example.org").waitFor();
    },
  );

  it(
    "says of a user's data what the server refuses, until it is changed, and sends no spaces around it",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      await seed.user("anna", { firstName: "Anna" });
      await seed.user("bert");
      const fob = await seed.fob({ of: "anna" });
      const token = await openToken(here, fob.id);
      const edit = await token.dialog("Edit user");
      const save = edit.getByRole("button", { name: "Save" });
      await edit.getByLabel("Login").fill(" bert ");
      await save.click();
      const refusal = edit.getByText("Another user has this login.");
      await refusal.waitFor();
      await edit.getByLabel("Login").fill(" berta ");
      expect(await refusal.count()).toBe(0);
      await edit.getByLabel("First name").fill("   ");
      await edit.getByLabel("Last name").fill(" Weber ");
      await edit.getByLabel("Phone number").fill(" +4915112345678 ");
      await save.click();
      await edit.waitFor({ state: "detached" });
      const { user } = await seed.admin.query<{ user: object }>(
        '{ user(by: { login: "berta" }) { login firstName lastName phoneNumber } }',
      );
      expect(user).toEqual({
        login: "berta",
        firstName: null,
        lastName: "Weber",
        phoneNumber: "+4915112345678",
      });
      await seed.admin.do("tokenUnassign", { token: { id: fob.id } }, "__typename");
      await token.page.reload();
      const create = await token.dialog("New user");
      await create.getByLabel("Login").fill("bert");
      await create.getByRole("button", { name: "Create and assign" }).click();
      const second = create.getByText("Another user has this login.");
      await second.waitFor();
      await create.getByLabel("Login").fill(" chris");
      expect(await second.count()).toBe(0);
      await create.getByLabel("First name").fill(" ");
      await create.getByRole("button", { name: "Create and assign" }).click();
      await part(token.page, "Assigned To").getByText("chris", { exact: true }).first().waitFor();
    },
  );

  it("does not take a date that is half typed for none", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    const validUntil = "2031-01-01T12:00:00.000Z";
    await seed.admin.do("tokenUpdate", { token: { id: fob.id }, validUntil }, "__typename");
    const token = await openToken(here, fob.id);
    const dialog = await token.dialog("Change the validity");
    const until = dialog.getByLabel("Valid until");
    await until.focus();
    await until.press("Backspace");
    expect(await until.inputValue()).toBe("");
    await dialog.getByRole("button", { name: "Change the validity" }).click();
    await token.page.clock.runFor(1_000);
    expect(await dialog.count()).toBe(1);
    const { token: kept } = await seed.admin.query<{ token: object }>(
      `{ token(by: { id: "${fob.id}" }) { validUntil } }`,
    );
    expect(kept).toEqual({ validUntil });
  });

  it("leaves it to the server which addresses there are", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const { token: made } = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      { name: "mail", model: { software: { email: { address: "anna@example.org" } } } },
      "token { id }",
    );
    const token = await openToken(here, made.id);
    const dialog = await token.dialog("Change the address");
    const address = dialog.getByRole("textbox", { name: "E-mail address" });
    const change = dialog.getByRole("button", { name: "Change the address" });
    await address.fill("anna");
    await change.click();
    await dialog.getByText("An e-mail address looks like anna@example.org.").waitFor();
    // One address gets no two codes in a short time.
    here.world.clock.pass(60);
    await address.fill("jürgen@example.org");
    await change.click();
    await dialog.waitFor({ state: "detached" });
    await token.page.getByText("A code is sent to the new address. Enter it to confirm.").waitFor();
  });

  it("leads back from a page of events behind the last one", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    const { events } = await seed.admin.query<{ events: { pageInfo: { endCursor: string } } }>(
      `{ events(first: 50, filter: { token: { id: "${fob.id}" }, text: "created" }) { pageInfo { endCursor } } }`,
    );
    const place = new URLSearchParams({ text: "created", after: events.pageInfo.endCursor });
    const { page, watch } = await here.open(`/tokens/${encodeURIComponent(fob.id)}?${place.toString()}`);
    const card = part(page, "Token Events");
    await card.getByText("No more events match.").waitFor();
    await watch.expectGood("token-events-behind-the-last");
    await card.getByRole("button", { name: "To the first page" }).click();
    await card.getByText("was created").waitFor();
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ text: "created" });
  });

  it("holds new events back behind a button that says how many there are", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    const { page } = await openToken(here, fob.id);
    const events = part(page, "Token Events");
    await events.getByText("was created").waitFor();
    await page.getByText("Live").waitFor();
    await seed.admin.do("tokenDisable", { token: { id: fob.id } }, "__typename");
    await seed.admin.do("tokenEnable", { token: { id: fob.id } }, "__typename");
    const show = events.getByRole("button", { name: "2 new events: show" });
    await expect
      .poll(async () => {
        await page.clock.runFor(1_000);
        return show.isVisible();
      })
      .toBe(true);
    expect(await events.getByText("was enabled").count()).toBe(0);
    await show.click();
    await events.getByText("was enabled").waitFor();
  });

  it(
    "keeps the page and an open dialog when a card of it cannot be read, as after a minute",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const fob = await seed.fob();
      const token = await openToken(here, fob.id);
      const { page, watch } = token;
      const events = part(page, "Token Events");
      await events.getByRole("combobox", { name: "Time" }).selectOption("Last hour");
      await events.getByText("was created").waitFor();
      const dialog = await token.dialog("Rename");
      await dialog.getByLabel("Name").fill("Anna's fob");
      let isBusy = true;
      await intercept(page, ["Events"], (route) =>
        isBusy ? route.fulfill({ status: 429, json: TOO_MANY }) : route.continue(),
      );
      // The last hour begins a minute later.
      await page.clock.fastForward(61_000);
      await page.getByText("Too many requests.").waitFor();
      expect(await dialog.getByLabel("Name").inputValue()).toBe("Anna's fob");
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      await watch.expectGood("token-events-failed");
      isBusy = false;
      await events.getByRole("button", { name: "Try again" }).click();
      await events.getByText("was created").waitFor();
    },
  );

  it(
    "is valid, and its enrolment goes on, as long as the server says so: the clock of this computer may be ahead",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      await seed.user("anna");
      await seed.resource("VPN");
      const fob = await seed.fob({ of: "anna", at: ["VPN"] });
      const validUntil = new Date(here.world.clock.now() + 10 * 60_000).toISOString();
      await seed.admin.do("tokenUpdate", { token: { id: fob.id }, validUntil }, "__typename");
      const { page } = await openToken(here, fob.id);
      await page.getByText("Universal · TOTP SHA1, 6 digits, 30 s").waitFor();
      const again = page.waitForResponse("**/graphql");
      await page.clock.fastForward(15 * 60_000);
      await again;
      expect(await page.getByText("Cannot sign in").count()).toBe(0);
      here.world.clock.pass(11 * 60);
      await page.clock.fastForward(61_000);
      await page.getByText(/^Not valid since/).waitFor();

      const { token } = await seed.admin.do<{ token: { id: string } }>(
        "tokenCreate",
        { model: { software: { googleAuthenticator: {} } }, name: "App" },
        "token { id }",
      );
      const app = await openToken(here, token.id);
      await app.page.getByText("min left, attempts left: 5.").waitFor();
      await app.page.clock.fastForward(16 * 60_000);
      await app.page.getByText(/^Attempts left: 5\.$/).waitFor();
      const dialog = await app.dialog("Continue the enrolment");
      await dialog.getByText(/^Attempts left: 5$/).waitFor();
    },
  );

  it("says why it cannot be read, and asks again", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    const { page, watch } = await here.open("/tokens");
    let isBusy = true;
    await intercept(page, ["TokenInfo"], (route) =>
      isBusy ? route.fulfill({ status: 429, json: TOO_MANY }) : route.continue(),
    );
    await page.getByRole("link", { name: fob.name }).click();
    await page.getByText("Too many requests.").waitFor();
    await page.getByRole("navigation", { name: "Pages", exact: true }).waitFor();
    await watch.expectGood("token-failed");
    isBusy = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { level: 1, name: fob.name }).waitFor();
  });

  it("closes a dialog about the user when the token goes to somebody else: nothing typed for one is saved in the other", async () => {
    const seed = await here.seed();
    for (const login of ["anna", "bob"]) await seed.user(login);
    const fob = await seed.fob({ of: "anna" });
    const { page } = await openToken(here, fob.id);
    const card = part(page, "Assigned To");
    await card.getByRole("button", { name: "Edit user" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("E-mail address").fill("anna.new@example.org");
    const move = { from: { login: "anna" }, to: { user: { login: "bob" } } };
    await seed.admin.do("tokenAssign", { token: { id: fob.id }, ...move }, "__typename");
    await expect.poll(() => dialog.count()).toBe(0);
    await card.getByRole("link", { name: "bob" }).waitFor();
  });

  it("leads back from a page of resources whose last row is unlinked", { tags: "deep" }, async () => {
    const seed = await here.seed();
    for (const name of ["VPN", "Mail"]) await seed.resource(name);
    const fob = await seed.fob({ at: ["VPN", "Mail"] });
    const { page } = await here.open("/tokens");
    await intercept(page, ["TokenLinks"], async (route) => {
      const sent = JSON.parse(route.request().postData() ?? "") as { variables: object };
      const postData = JSON.stringify({ ...sent, variables: { ...sent.variables, first: 1 } });
      await route.continue({ postData });
    });
    await page.getByRole("link", { name: fob.name }).click();
    const links = part(page, "Token Resources");
    await links.getByRole("button", { name: "Next" }).click();
    await expect.poll(() => links.getByRole("button", { name: "Previous" }).isEnabled()).toBe(true);
    await links.getByRole("button", { name: /^Unlink from/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Unlink" }).click();
    await links.getByText("No more resources match.").waitFor();
    await links.getByRole("button", { name: "To the first page" }).click();
    await links.getByRole("button", { name: /^Unlink from/ }).waitFor();
  });

  it("begins at the first resource of the token that is gone back to", { tags: "deep" }, async () => {
    const seed = await here.seed();
    for (const name of ["VPN", "Mail", "Wiki", "Chat"]) await seed.resource(name);
    const [first, second] = [await seed.fob({ at: ["VPN"] }), await seed.fob({ at: ["Mail", "Wiki"] })];
    await seed.link(first.id, "Chat");
    const { page } = await here.open("/tokens");
    // Only a token with many links has more than one page of them.
    await intercept(page, ["TokenLinks"], async (route) => {
      const sent = JSON.parse(route.request().postData() ?? "") as { variables: object };
      const postData = JSON.stringify({ ...sent, variables: { ...sent.variables, first: 1 } });
      await route.continue({ postData });
    });
    const links = part(page, "Token Resources");
    const row = links.getByRole("row").nth(1);
    const previous = links.getByRole("button", { name: "Previous" });
    await page.getByRole("link", { name: first.name }).click();
    await row.waitFor();
    const before = await row.innerText();
    await page
      .getByRole("navigation", { name: "Pages", exact: true })
      .getByRole("link", { name: "Tokens" })
      .click();
    await page.getByRole("link", { name: second.name }).click();
    await page.getByRole("heading", { level: 1, name: second.name }).waitFor();
    await links.getByRole("button", { name: "Next" }).click();
    await expect.poll(() => previous.isEnabled()).toBe(true);
    await page.evaluate(() => globalThis.history.go(-2));
    await page.getByRole("heading", { level: 1, name: first.name }).waitFor();
    await expect.poll(() => row.innerText()).toBe(before);
    expect(await previous.isEnabled()).toBe(false);
  });

  it("keeps filters, page and place of the events when the person goes back", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    for (let count = 0; count < 12; count += 1) {
      await seed.admin.do("tokenDisable", { token: { id: fob.id } }, "__typename");
      await seed.admin.do("tokenEnable", { token: { id: fob.id } }, "__typename");
    }
    const { page } = await openToken(here, fob.id);
    const events = part(page, "Token Events");
    await events.getByRole("combobox", { name: "Type" }).selectOption("Changes of the token");
    await events.getByRole("combobox", { name: "Time" }).selectOption("Last hour");
    await events.getByRole("button", { name: "Older" }).click();
    await events.getByText("was created").waitFor();
    const older = events.getByRole("button", { name: "Newer" });
    await older.scrollIntoViewIfNeeded();
    const place = await older.evaluate((element) => Math.round(element.getBoundingClientRect().top));
    await page
      .getByRole("navigation", { name: "Pages", exact: true })
      .getByRole("link", { name: "Tokens" })
      .click();
    await page.getByRole("heading", { level: 1, name: "Tokens" }).waitFor();
    await page.goBack();
    await events.getByText("was created").waitFor();
    expect(await events.getByRole("combobox", { name: "Type" }).inputValue()).toBe("UPDATES");
    expect(await events.getByRole("combobox", { name: "Time" }).inputValue()).toBe("HOUR");
    await expect
      .poll(() => older.evaluate((element) => Math.round(element.getBoundingClientRect().top)))
      .toBe(place);
  });

  it("offers what the role may do, and nothing else", { tags: "deep" }, async () => {
    const seed = await here.seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    await here.signInAs(seed, "AUDITOR");
    const auditor = await openToken(here, fob.id);
    await part(auditor.page, "Token Events").getByText("was linked to VPN").waitFor();
    const main = auditor.page.getByRole("main").getByRole("button");
    const buttons = (await main.allInnerTexts()).filter((text) => text !== "");
    expect(buttons).toEqual(["Newer", "Older"]);
    await here.signInAs(seed, "HELPDESK");
    const { page } = await openToken(here, fob.id);
    for (const name of ["Check OTP", "Synchronize", "Unassign", "Link user", "Unlink from VPN"])
      await page.getByRole("button", { name, exact: true }).waitFor();
    for (const name of ["Delete", "Rename", "New user", "New resource", "Set a PIN", "Edit user"])
      expect(await page.getByRole("button", { name, exact: true }).count()).toBe(0);
  });

  it(
    "says why somebody of the helpdesk may not touch the token of an administrator",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const login = "alice";
      const fob = await seed.fob({ of: login });
      await here.signInAs(seed, "HELPDESK");
      const token = await openToken(here, fob.id);
      const unassign = await token.dialog("Unassign");
      await unassign.getByRole("button", { name: "Unassign" }).click();
      await token.page.getByText("The role HELPDESK may not change an administrator").waitFor();
      await unassign.getByRole("button", { name: "Cancel" }).click();
      expect(await part(token.page, "Assigned To").getByText(login).count()).toBeGreaterThan(0);
    },
  );
});
