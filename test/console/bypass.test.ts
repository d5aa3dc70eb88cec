import type { Locator } from "playwright-core";
import { expect, it } from "vitest";
import { grant as grantBypass, setPolicy } from "../support/bypass.js";
import { describeConsole } from "../support/console.js";

/** Hours, in milliseconds and in seconds. */
const HOUR = 3_600_000;

/** What is said of a bypass of eight hours that was just granted: the page's clock runs on, the server's stands still. */
const EIGHT_HOURS = /^Bypass (?:8 h|7 h 5\d min)$/;

describeConsole("bypass", (here) => {
  it("is granted from the menu of the Active column, counted at the top, and ended there", async () => {
    const seed = await here.seed();
    await seed.user("anna");
    await seed.resource("VPN");
    await seed.resource("Mail");
    await seed.admin.do(
      "bypassPolicySet",
      { scope: { resource: { name: "Mail" } }, maximumDuration: "HOUR_1" },
      "policy { origin }",
    );
    const fob = await seed.fob({ of: "anna", at: ["VPN", "Mail"] });
    const { page, watch } = await here.open("/tokens");
    await page.getByText("Live").waitFor();
    const menu = page.getByRole("button", { name: `Bypass of ${fob.name}`, exact: true });
    await menu.click();
    expect(await page.getByRole("menuitem").allInnerTexts()).toEqual([
      "1 hour",
      "8 hours",
      "12 hours",
      "24 hours",
      "Until disabled",
    ]);
    await watch.expectGood("bypass-menu");
    await page.getByRole("menuitem", { name: "8 hours" }).click();
    const dialog = page.getByRole("dialog", { name: `Bypass OTP for ${fob.name}?` });
    await dialog.getByText(/at Mail until 13:0\d/).waitFor();
    await dialog.getByText(/at VPN until 20:0\d/).waitFor();
    await watch.expectGood("bypass-dialog");
    await dialog.getByRole("combobox", { name: "Where" }).selectOption("VPN");
    await dialog.getByText(/Sign-in may succeed without a one-time password at VPN until 20:0\d\./).waitFor();
    await dialog.getByRole("textbox", { name: "Reason" }).fill("Phone broken");
    await dialog.getByRole("button", { name: "Bypass for 8 hours" }).click();
    await page.getByText(EIGHT_HOURS).waitFor();
    await page.getByRole("link", { name: "1 bypass on" }).waitFor();
    await expect
      .poll(() => menu.evaluate((element) => element === globalThis.document.activeElement))
      .toBe(true);
    expect(await seed.signIn({ login: "anna" }, "VPN", "000000")).toBe(true);
    await watch.expectGood("tokens-with-bypass");

    await page.clock.fastForward(HOUR / 2);
    const rest = page.getByText(/^Bypass 7 h [23]\d min$/);
    await rest.waitFor();
    await menu.click();
    await page.getByRole("menuitem", { name: "End bypass" }).click();
    await page.getByText(`The bypass of ${fob.name} has ended.`).waitFor();
    await rest.waitFor({ state: "detached" });
    expect(await seed.signIn({ login: "anna" }, "VPN", "000000")).toBe(false);
  });

  it(
    "is offered where a resource allows more than the account, and is granted there",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      await seed.user("anna");
      await seed.resource("VPN");
      await seed.resource("Mail");
      await setPolicy(seed.admin, "default", "HOUR_1");
      await setPolicy(seed.admin, "VPN", "HOURS_8");
      const fob = await seed.fob({ of: "anna", at: ["VPN", "Mail"] });
      const { page, watch } = await here.open("/tokens");
      await page.getByText("Live").waitFor();
      await page.getByRole("button", { name: `Bypass of ${fob.name}`, exact: true }).click();
      const longer = page.getByRole("menuitem", { name: "8 hours" });
      await longer.getByText("Only at VPN.").waitFor();
      const longest = page.getByRole("menuitem", { name: "12 hours" });
      expect(await longest.getAttribute("aria-disabled")).toBe("true");
      await watch.expectGood("bypass-menu-of-a-resource");
      await longer.click();
      const dialog = page.getByRole("dialog", { name: `Bypass OTP for ${fob.name}?` });
      await dialog.getByText(/^Sign-in may succeed without a one-time password at VPN until 20:/).waitFor();
      await dialog.getByRole("button", { name: "Bypass for 8 hours" }).click();
      await page.getByText(EIGHT_HOURS).waitFor();
      expect(await seed.signIn({ login: "anna" }, "VPN", "000000")).toBe(true);
      expect(await seed.signIn({ login: "anna" }, "Mail", "000000")).toBe(false);
    },
  );

  it("is for no other resource when the token leaves the chosen one", { tags: "deep" }, async () => {
    const seed = await here.seed();
    await seed.user("anna");
    await seed.resource("VPN");
    await seed.resource("Mail");
    const fob = await seed.fob({ of: "anna", at: ["Mail"] });
    const link = await seed.link(fob.id, "VPN");
    const { page, watch } = await here.open("/tokens");
    await page.getByText("Live").waitFor();
    await page.getByRole("button", { name: `Bypass of ${fob.name}`, exact: true }).click();
    await page.getByRole("menuitem", { name: "8 hours" }).click();
    const dialog = page.getByRole("dialog");
    const place = dialog.getByRole("combobox", { name: "Where" });
    const grant = dialog.getByRole("button", { name: "Bypass for 8 hours" });
    await place.selectOption("VPN");
    await dialog.getByText("Sign-in may succeed without a one-time password at VPN until").waitFor();
    await seed.admin.do("assignmentDelete", { assignment: { id: link } }, "deletedId");
    await page.clock.runFor(1_000);
    await dialog.getByText("The token is no longer linked to VPN. Choose again.").waitFor();
    await watch.expectGood("bypass-dialog-unlinked");
    expect(await grant.isDisabled()).toBe(true);
    await dialog.getByRole("textbox", { name: "Reason" }).press("Enter");
    expect(await dialog.getByText("may succeed").count()).toBe(0);
    expect(await seed.signIn({ login: "anna" }, "Mail", "000000")).toBe(false);
    await place.selectOption("Mail");
    await grant.click();
    await page.getByText(EIGHT_HOURS).waitFor();
    expect(await seed.signIn({ login: "anna" }, "Mail", "000000")).toBe(true);
  });

  it(
    "shows what the policy forbids, with the reason, and asks for a reason where the policy does",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      await seed.admin.do(
        "bypassPolicySet",
        { scope: { accountDefault: true }, maximumDuration: "HOURS_8", reasonRequired: true },
        "policy { origin }",
      );
      const fob = await seed.fob();
      const { page, watch } = await here.open("/tokens");
      const menu = page.getByRole("button", { name: `Bypass of ${fob.name}`, exact: true });
      await menu.click();
      const forbidden = page.getByRole("menuitem", { name: "24 hours" });
      expect(await forbidden.getAttribute("aria-disabled")).toBe("true");
      expect(await forbidden.innerText()).toContain("The policy allows at most 8 hours.");
      await forbidden.click({ force: true });
      expect(await page.getByRole("dialog").count()).toBe(0);
      await watch.expectGood("bypass-menu-forbidden");
      await page.getByRole("menuitem", { name: "1 hour" }).click();
      const grant = page.getByRole("button", { name: "Bypass for 1 hour" });
      expect(await grant.isDisabled()).toBe(true);
      await page.getByRole("textbox", { name: "Reason" }).fill("Lost");
      expect(await grant.isDisabled()).toBe(false);
      await page.getByRole("combobox", { name: "Duration" }).selectOption("Until disabled");
      await page.getByText("The policy allows at most 8 hours.").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await expect
        .poll(() => menu.evaluate((element) => element === globalThis.document.activeElement))
        .toBe(true);
    },
  );

  it(
    "is shown while it runs, also under a clock that is ahead, and then no more",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const fob = await seed.fob();
      await grantBypass(seed.admin, fob.id, "everywhere", "HOUR_1");
      const { page } = await here.open("/tokens");
      const row = page.getByRole("row", { name: fob.name });
      await row.getByText(/^Bypass (?:1 h|5\d min)$/).waitFor();
      await page.clock.fastForward(2 * HOUR);
      await row.getByText("Bypass on", { exact: true }).waitFor();
      await row.getByRole("link", { name: fob.name }).click();
      await page.getByText(/^On wherever it is linked, until 13:\d\d, by /).waitFor();
      // Not at once: a session ends when nothing is asked for a while.
      for (let minutes = 20; minutes <= 60; minutes += 20) {
        here.world.clock.pass(20 * 60);
        if (minutes < 60) await page.reload();
        await page.getByText("Bypass on", { exact: true }).waitFor();
      }
      // No event says that it is over.
      await page.clock.fastForward(61_000);
      await page.getByText("Bypass on", { exact: true }).waitFor({ state: "detached" });
      await page.getByRole("link", { name: "1 bypass on" }).waitFor({ state: "detached" });
      expect(await page.getByText(/^On wherever it is linked/).count()).toBe(0);
    },
  );

  it("is granted and ended by the keyboard alone", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const fob = await seed.fob();
    const { page } = await here.open("/tokens");
    await page.getByText("Live").waitFor();
    const press = (key: string) => page.keyboard.press(key);
    const menu = page.getByRole("button", { name: `Bypass of ${fob.name}`, exact: true });
    const hasFocus = (place: Locator) =>
      place.evaluate((element) => element.contains(globalThis.document.activeElement));
    /** Presses a key until something has the focus. */
    const reach = async (key: string, place: Locator) => {
      await place.waitFor();
      for (let times = 0; times < 20 && !(await hasFocus(place)); times += 1) await press(key);
      expect(await hasFocus(place)).toBe(true);
    };
    await reach("Tab", menu);
    await press("Enter");
    await reach("ArrowDown", page.getByRole("menuitem", { name: "8 hours" }));
    await press("Enter");
    await reach("Tab", page.getByRole("dialog").getByRole("button", { name: "Bypass for 8 hours" }));
    await press("Enter");
    await page.getByText(EIGHT_HOURS).waitFor();
    await expect.poll(() => hasFocus(menu)).toBe(true);
    await press("Enter");
    await reach("ArrowUp", page.getByRole("menuitem", { name: "End bypass" }));
    await press("Enter");
    await page.getByText(EIGHT_HOURS).waitFor({ state: "detached" });
    expect(await hasFocus(menu)).toBe(true);
  });
});
