import type { Locator, Page, Request, WebSocketRoute } from "playwright-core";
import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { Browser, PASSWORD } from "../support/browser.js";
import { getAddress } from "../support/administrators.js";
import { grant } from "../support/bypass.js";
import { intercept, TOO_MANY } from "../support/console-operations.js";
import { describeConsole } from "../support/console.js";
import { passTime } from "../support/pass-time.js";
import { PortalSeed } from "../support/portal.js";
import { openResource } from "../support/resource-page.js";
import { goByKeys } from "../support/shortcuts.js";
import { byTier, someByTier } from "../support/tier.js";
import { openToken, part } from "../support/token-page.js";

/** Answers the connection of the events as a server does where nothing happens. */
function silentFeed(socket: WebSocketRoute): void {
  socket.onMessage((message) => {
    const { type } = JSON.parse(String(message)) as { readonly type: string };
    if (type === "connection_init") socket.send(JSON.stringify({ type: "connection_ack" }));
    if (type === "ping") socket.send(JSON.stringify({ type: "pong" }));
  });
}

/** Watches what a page asks the API. @returns whether all of it is answered. */
function watchQuestions(page: Page): () => boolean {
  const waiting = new Set<Request>();
  page.on("request", (request) => {
    if (request.url().endsWith("/graphql")) waiting.add(request);
  });
  const answered = (request: Request) => waiting.delete(request);
  page.on("requestfinished", answered);
  page.on("requestfailed", answered);
  return () => waiting.size === 0;
}

/** Where it is shown what ends at a time, with the places of each page. @param fob a locked token of Anna. @param other a token with a bypass. */
function getEnding(
  anna: string,
  fob: { readonly id: string; readonly name: string },
  other: { readonly name: string },
): readonly (readonly [string, (page: Page) => readonly Locator[]])[] {
  const getRow = (page: Page, name: string) => page.getByRole("row", { name });
  return [
    [
      "/tokens",
      (page) => [
        getRow(page, fob.name).getByText("Locked", { exact: true }),
        getRow(page, other.name).getByText(/^Bypass \d/),
        page.getByText("1 bypass on"),
      ],
    ],
    [
      `/tokens/${encodeURIComponent(fob.id)}`,
      (page) => [page.getByRole("heading", { name: "Cannot sign in" })],
    ],
    [
      `/users/${encodeURIComponent(anna)}`,
      (page) => [
        page.getByText("Locked", { exact: true }).first(),
        page.getByText("Open", { exact: true }),
        part(page, "Self-service").getByText("To the portal of VPN"),
      ],
    ],
    [
      "/users",
      (page) => [
        getRow(page, "anna").getByText("Locked", { exact: true }),
        getRow(page, "anna").getByText("Open", { exact: true }),
        page.getByText("1 bypass on"),
      ],
    ],
    ["/api-keys", (page) => [getRow(page, "AUDITOR").getByText("Valid", { exact: true })]],
  ];
}

describeConsole("around the pages", (here) => {
  it("signs out, and keeps nothing of what was shown", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    const { page } = await here.open("/tokens");
    await page.getByRole("row", { name: fob.name }).waitFor();
    await page.getByRole("button", { name: "alice", exact: true }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    expect(await page.getByText(fob.name).count()).toBe(0);
  });

  it("keeps the chosen theme in this browser", { tags: "deep" }, async () => {
    await here.seed();
    const { page, watch } = await here.open("/tokens");
    await page.getByRole("button", { name: "alice", exact: true }).click();
    await watch.expectGood("user-menu");
    await page.getByRole("menuitem", { name: "Dark" }).click();
    const isDark = () =>
      page.evaluate(() => globalThis.document.documentElement.classList.contains("pf-v6-theme-dark"));
    expect(await isDark()).toBe(true);
    await page.reload();
    await page.getByText("No tokens yet.").waitFor();
    expect(await isDark()).toBe(true);
  });

  it("asks for the sign-in as soon as the session is revoked, and comes back to the same place", async () => {
    const seed = await here.seed();
    const { page } = await here.open("/tokens?status=LOCKED");
    await page.getByText("Live").waitFor();
    await seed.admin.do("sessionRevoke", { user: { login: "alice" } }, "revokedIds");
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    expect(page.url()).toBe(`${here.url}/sign-in?next=%2Ftokens%3Fstatus%3DLOCKED&ended=true`);
    await page.getByText("Your session has ended. Sign in again.").waitFor();
  });

  it(
    "says only why the session has ended, also where it ended during a question, and nothing to who signs in next",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const fob = await seed.fob();
      const berta = Browser.of(here.world);
      const app = await berta.accept(await seed.invite("berta", "ADMIN"));
      here.session = berta.cookie;
      // A page of its own: what is done to its connections cannot be undone.
      const { page } = await here.open("/health/live", {});
      // The connection of the events would show the end first. This one shows nothing.
      await page.routeWebSocket("**/*", silentFeed);
      const isQuiet = watchQuestions(page);
      await page.goto(`${here.url}/tokens`);
      await page.getByText("Live").waitFor();
      // What happened before the connection is asked for half a second later: not any more after this.
      await page.clock.runFor(1_000);
      await intercept(page, ["TokenDisable"], (route) => route.fulfill({ json: TOO_MANY }));
      await page.getByRole("switch", { name: `${fob.name} is active` }).click({ force: true });
      await page.getByText("Too many requests.").waitFor();
      here.world.clock.pass(11 * 60);
      await page.getByRole("button", { name: `Bypass of ${fob.name}`, exact: true }).click();
      await page.getByRole("menuitem", { name: "Until disabled" }).click();
      await page.getByRole("button", { name: "Bypass until disabled" }).click();
      const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
      await dialog.getByLabel(/^Password/).fill(PASSWORD);
      await dialog.getByRole("textbox", { name: "One-time password" }).fill(app.code());
      // A question that is still on its way would show the end, too.
      await expect.poll(isQuiet).toBe(true);
      await seed.admin.do("sessionRevoke", { user: { login: "berta" } }, "revokedIds");
      here.world.clock.pass(30);
      await dialog.getByRole("button", { name: "Confirm" }).click();
      await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
      const why = page.getByText("The session has ended. Sign in again.");
      await why.waitFor();
      expect(await page.getByRole("dialog").count()).toBe(0);
      expect(await page.getByText("Too many requests.").count()).toBe(0);

      await page.getByLabel(/^Login/).fill("berta");
      const account = page.getByLabel(/^Account/);
      // Where a test before made another one.
      if ((await account.count()) > 0) await account.fill(await getAddress(seed));
      await page.getByLabel(/^Password/).fill(PASSWORD);
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("textbox", { name: "One-time password" }).fill(app.code());
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.getByRole("heading", { level: 1, name: "Tokens" }).waitFor();
      expect(await why.count()).toBe(0);
    },
  );

  it("connects again when the connection is lost, and shows what happened meanwhile", async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    const { page } = await here.open("/tokens");
    await page.getByText("Live").waitFor();
    const letThrough = here.cut();
    await page.getByText("Reconnecting").waitFor();
    await seed.admin.do("tokenDisable", { token: { id: fob.id } }, "token { id }");
    const active = page.getByRole("switch", { name: `${fob.name} is active` });
    expect(await active.isChecked()).toBe(true);
    letThrough();
    await page.clock.runFor(2_000);
    await page.getByText("Live").waitFor();
    await expect
      .poll(async () => {
        await page.clock.runFor(600);
        return active.isChecked();
      })
      .toBe(false);
  });

  it(
    "says once that the server was updated, and not that it is live, until it is loaded again",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      await seed.fob();
      const { page, watch } = await here.open("/tokens");
      await page.getByText("1 token", { exact: true }).waitFor();
      await page.getByText("Live").waitFor();
      // Another version has another document here.
      const unknown = {
        message: "Only the documents of this server's own pages are answered.",
        extensions: { code: "PERSISTED_DOCUMENT_NOT_FOUND" },
      };
      let asked = 0;
      await intercept(page, ["Tokens"], (route) => {
        asked += 1;
        return route.fulfill({ status: 400, json: { errors: [unknown] } });
      });
      const askedAgain = async () => {
        const before = asked;
        await seed.fob();
        await expect
          .poll(async () => {
            await page.clock.runFor(1_000);
            return asked;
          })
          .toBeGreaterThan(before);
      };
      const said = page.getByText("The server was updated. Reload the page to see the current data.");
      await askedAgain();
      await said.waitFor();
      await page.getByText("Not current").waitFor();
      await askedAgain();
      await page.clock.runFor(20_000);
      expect([await said.count(), await page.getByText("Live").count()]).toEqual([1, 0]);
      await watch.expectGood("server-updated");
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await page.getByRole("button", { name: "Reload", exact: true }).click();
      await page.getByText("3 tokens").waitFor();
      await page.getByText("Live").waitFor();
      expect(await said.count()).toBe(0);
    },
  );

  it("is not called live while what it shows cannot be read again", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    const { page, watch } = await here.open("/tokens");
    const active = page.getByRole("switch", { name: `${fob.name} is active` });
    await active.waitFor();
    const live = page.getByText("Live");
    await live.waitFor();
    let isBusy = true;
    await intercept(page, ["Tokens"], (route) =>
      isBusy ? route.fulfill({ status: 429, json: TOO_MANY }) : route.continue(),
    );
    const isSeen = async (place: typeof live) => {
      await page.clock.runFor(1_000);
      return place.isVisible();
    };
    await seed.admin.do("tokenDisable", { token: { id: fob.id } }, "__typename");
    const old = page.getByTitle("Too many requests.").getByText("Not current");
    await expect.poll(() => isSeen(old)).toBe(true);
    expect([await live.count(), await active.isChecked()]).toEqual([0, true]);
    await watch.expectGood("not-current");
    isBusy = false;
    await seed.user("anna");
    await expect.poll(() => isSeen(live)).toBe(true);
    expect([await old.count(), await active.isChecked()]).toEqual([0, false]);
  });

  it("stays around a page that fails", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    const { page, watch } = await here.open("/tokens");
    await intercept(page, ["TokenInfo"], (route) =>
      route.fulfill({ json: { data: { token: { id: fob.id, name: fob.name } } } }),
    );
    // The browser's console says why it fails.
    const reason = page.waitForEvent("console", (message) => message.type() === "error");
    await page.getByRole("link", { name: fob.name }).click();
    await page.getByRole("heading", { level: 1, name: "This page cannot be shown" }).waitFor();
    await reason;
    expect(() => watch.expectNoFaults()).toThrow(/console: /);
    await watch.expectGood("page-failed");
    await page
      .getByRole("navigation", { name: "Pages", exact: true })
      .getByRole("link", { name: "Tokens" })
      .click();
    await page.getByRole("row", { name: fob.name }).waitFor();
  });

  it(
    "asks who it is where the server asks for it, and then does what was asked",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const fob = await seed.fob();
      const invitationUrl = await seed.invite("berta", "HELPDESK");
      const berta = Browser.of(here.world);
      const app = await berta.accept(invitationUrl);
      here.session = berta.cookie;
      const { page, watch } = await here.open("/tokens");
      await page.getByText("Live").waitFor();
      here.world.clock.pass(11 * 60);
      const choose = async () => {
        await page.getByRole("button", { name: `Bypass of ${fob.name}`, exact: true }).click();
        await page.getByRole("menuitem", { name: "Until disabled" }).click();
        await page.getByRole("button", { name: "Bypass until disabled" }).click();
      };
      await choose();
      const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
      await dialog.waitFor();
      await watch.expectGood("confirm-identity");
      await dialog.getByRole("button", { name: "Cancel" }).click();
      await page.getByText("Nothing was done, because you did not confirm your identity.").waitFor();
      await page.getByRole("button", { name: "Bypass until disabled" }).click();
      await dialog.getByLabel(/^Password/).fill(PASSWORD);
      const send = dialog.getByRole("button", {
        name: /^Send me a code, or ask my phone$|^Send or ask again in \d+ s$/,
      });
      await send.click();
      await dialog.getByText("look at the phone or the messages now. Then type the code.").waitFor();
      expect(await send.evaluate((button) => button === button.ownerDocument.activeElement)).toBe(true);
      expect(await send.textContent()).toMatch(/^Send or ask again in \d+ s$/);
      await dialog.getByRole("textbox", { name: "One-time password" }).fill(app.wrongCode());
      await dialog.getByRole("button", { name: "Confirm" }).click();
      await dialog.getByText("You were not confirmed. Check the password").waitFor();
      await dialog.getByRole("textbox", { name: "One-time password" }).fill(app.code());
      await dialog.getByRole("button", { name: "Confirm" }).click();
      await page.getByText(`The bypass of ${fob.name} is on.`).waitFor();
      await page.getByText("Bypass until disabled").waitFor();
    },
  );

  it("undoes a deactivation for some seconds", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    const { page, watch } = await here.open("/tokens");
    const active = page.getByRole("switch", { name: `${fob.name} is active` });
    await active.click({ force: true });
    await page.getByText(`${fob.name} is inactive. Nobody can sign in with it.`).waitFor();
    // The message stays while it has the focus.
    const undo = page.getByRole("button", { name: "Undo" });
    await undo.focus();
    await expect.poll(() => active.isChecked()).toBe(false);
    await watch.expectGood("toast");
    await undo.click();
    await expect.poll(() => active.isChecked()).toBe(true);
  });

  it("shows an auditor no action", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    await here.signInAs(seed, "AUDITOR");
    const { page, watch } = await here.open("/tokens");
    const row = page.getByRole("row", { name: fob.name });
    await row.waitFor();
    expect(await row.getByRole("button").count()).toBe(0);
    expect(await row.getByRole("switch").count()).toBe(0);
    expect(await row.getByRole("checkbox").count()).toBe(0);
    await watch.expectGood("tokens-of-an-auditor");
  });

  it("shows no role a page that it may not use, and offers it nothing that the server refuses", async () => {
    const seed = await here.seed();
    await seed.resource("VPN");
    await seed.user("anna");
    const fob = await seed.fob({ at: ["VPN", "Console"] });
    for (const role of byTier(["HELPDESK"] as const, ["AUDITOR", "HELPDESK"] as const)) {
      await here.signInAs(seed, role);
      const { page, watch } = await here.open("/tokens");
      for (const [path, title, what] of [
        ["/tokens/new", "Create token", "create tokens"],
        ["/tokens/import?what=users", "Import", "import files"],
      ] as const) {
        await page.goto(`${here.url}${path}`);
        await page.getByText(`The role ${role} may not ${what}. Ask somebody with the role ADMIN.`).waitFor();
        await page.getByRole("heading", { level: 1, name: title }).waitFor();
        expect(await page.getByRole("main").getByRole("button").count()).toBe(0);
      }
      await watch.expectGood(`may-not-${role.toLowerCase()}`);
    }
    // The helpdesk links tokens, but changes neither who signs in to the console, nor an administrator.
    const { page } = await openToken(here, fob.id);
    await part(page, "Token Resources").getByRole("row", { name: "Console" }).waitFor();
    expect(await page.getByRole("button", { name: /^Unlink from/ }).allInnerTexts()).toHaveLength(1);
    await page.getByRole("button", { name: "Link resource", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "VPN" }).waitFor();
    expect(await dialog.getByRole("radio", { name: "Console" }).count()).toBe(0);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Link user", exact: true }).click();
    await dialog.getByRole("radio", { name: "anna" }).check();
    expect(await dialog.getByRole("radio", { name: "alice" }).isDisabled()).toBe(true);
    await dialog.getByText("The role HELPDESK may not change administrators.").first().waitFor();
  });

  it(
    "shows as over, without a reload, what ends at a time: locks, bypasses, keys and links",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      const { seed } = portal;
      await here.signInAs(seed, "ADMIN");
      const anna = await seed.user("anna");
      await portal.link("anna");
      await seed.user("bert");
      await seed.resource("Mail", { failedAttemptsBeforeLock: 3, lockMinutes: 5 });
      const fob = await seed.fob({ of: "anna", at: ["Mail"] });
      const other = await seed.fob({ of: "bert" });
      const expiresAt = new Date(here.world.clock.now() + 5 * 60_000);
      await grant(seed.admin, other.id, "everywhere", "HOUR_1");
      await seed.key("AUDITOR", { expiresAt: expiresAt.toISOString() });
      // No session lasts as long as these do.
      for (const table of ["invitations", "bypasses"])
        await here.world.database.query(
          Prisma.sql`UPDATE ${Prisma.raw(table)} SET expires_at = ${expiresAt} WHERE expires_at > ${expiresAt}`,
        );
      for (let wrong = 0; wrong < 3; wrong += 1)
        expect(await seed.signIn({ login: "anna" }, "Mail", fob.wrongCode())).toBe(false);

      const { page: first } = await here.open("/resources");
      const shown: Locator[] = [];
      for (const [path, ending] of someByTier(getEnding(anna, fob, other))) {
        const page = await first.context().newPage();
        await page.goto(`${here.url}${path}`);
        for (const locator of ending(page)) {
          await locator.waitFor();
          shown.push(locator);
        }
        await page.getByText("Live").waitFor();
      }
      // A new connection asks for everything once.
      await first.clock.runFor(2_000);
      await first.waitForTimeout(500);
      await passTime(here, first, 6 * 60);
      for (const locator of shown) await locator.waitFor({ state: "detached" });
    },
  );

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
    await page.getByText("No token matches.").waitFor();
    await goByKeys(page, "gt", `${here.url}/tokens`);
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

  it("leads past the menu by the keyboard, and asks nothing where something is not saved", async () => {
    const seed = await here.seed();
    const { page } = await openResource(here, await seed.resource("VPN"), "self-service");
    await page.getByRole("button", { name: "Open the portal" }).click();
    await page.getByRole("textbox", { name: "Address", exact: true }).fill("remote-work");
    const before = page.url();
    await page.getByRole("link", { name: "Skip to content" }).focus();
    await page.keyboard.press("Enter");
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(page.url()).toBe(before);
    expect(await page.evaluate(() => globalThis.document.activeElement?.id)).toBe("main");
  });

  it(
    "keep the session open for whoever types for a long time, and ask before it ends",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const { page, watch } = await openResource(here, await seed.resource("VPN"), "self-service");
      await page.getByRole("button", { name: "Open the portal" }).click();
      const address = page.getByRole("textbox", { name: "Address", exact: true });
      await address.fill("");
      for (const letter of "slow") {
        await passTime(here, page, 10 * 60);
        const kept = page.waitForResponse("**/sign-in/state");
        await address.press(letter);
        await page.clock.runFor(6_000);
        expect((await kept).request().headers()["x-tokenplane-background"]).toBeUndefined();
      }
      await passTime(here, page, 28 * 60 + 30);
      const question = page.getByRole("dialog", { name: "Are you still there?" });
      await question.waitFor();
      // The question goes with the time that it is about.
      const now = await page.evaluate(() => Date.now());
      await page.clock.setFixedTime(now);
      await watch.expectGood("still-there");
      await page.clock.setSystemTime(now);
      // What the page asks for by itself is no use, also where somebody does something before it is answered.
      let reply = () => {};
      const replied = new Promise<void>((resolve) => {
        reply = resolve;
      });
      await page.route("**/graphql", async (route) => {
        await replied;
        await route.continue();
      });
      const byItself = page.waitForRequest((asked) => asked.headers()["x-tokenplane-background"] === "1");
      await seed.admin.do("resourceUpdate", { resource: { name: "VPN" }, lockMinutes: 7 }, "__typename");
      await page.clock.runFor(1_000);
      const answer = (await byItself).response();
      await page.keyboard.press("Shift");
      reply();
      await answer;
      await page.unrouteAll({ behavior: "wait" });
      await page.clock.runFor(1_000);
      expect(await question.count()).toBe(1);
      const stays = page.waitForResponse("**/sign-in/state");
      await question.getByRole("button", { name: "Stay signed in" }).click();
      await stays;
      await expect
        .poll(async () => {
          await page.clock.runFor(1_000);
          return question.count();
        })
        .toBe(0);
      expect(await address.inputValue()).toBe("slow");
    },
  );

  it("says so at an address that is none of its own", { tags: "deep" }, async () => {
    await here.seed();
    const { page, watch } = await here.open("/nowhere");
    await page.getByRole("heading", { level: 1, name: "There is no such page" }).waitFor();
    await watch.expectGood("not-found");
  });
});
