import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { intercept } from "../support/console-operations.js";
import { describeConsole } from "../support/console.js";
import { newLatch } from "../support/latch.js";
import type { Seed } from "../support/seed.js";
import { someByTier } from "../support/tier.js";

/** A list of the console: where it is, what reads it, what narrows it, and what somebody else may do to it meanwhile. */
interface List {
  readonly name: string;
  readonly path: (seed: Seed, vpn: string) => string;
  readonly operation: string;
  /** Makes the list ask for other rows. */
  readonly narrow: (page: Page) => Promise<unknown>;
  /** Changes the list from outside, so that a row would come before the others. */
  readonly change: (seed: Seed, vpn: string) => Promise<unknown>;
  /** What says that there are other rows now. */
  readonly sign: RegExp;
}

const narrowedBy = (label: string) => (page: Page) =>
  page.getByRole("textbox", { name: label }).fill("nothing");

const LISTS: readonly List[] = [
  {
    name: "Tokens",
    path: () => "/tokens",
    operation: "Tokens",
    narrow: narrowedBy("Search name, serial number, user"),
    change: (seed) => seed.fob(),
    sign: /^1 change · Refresh$/,
  },
  {
    name: "Users",
    path: () => "/users",
    operation: "Users",
    narrow: (page) => page.getByRole("combobox", { name: "Status" }).selectOption("Inactive"),
    change: (seed) => seed.user("aaron"),
    sign: /^1 change · Refresh$/,
  },
  {
    name: "Resources",
    path: () => "/resources",
    operation: "Resources",
    narrow: (page) => page.getByRole("combobox", { name: "Status" }).selectOption("Inactive"),
    change: (seed) => seed.resource("Archive"),
    sign: /^1 change · Refresh$/,
  },
  {
    name: "API keys",
    path: () => "/api-keys",
    operation: "ApiKeys",
    narrow: (page) => page.getByRole("combobox", { name: "State" }).selectOption("Expired"),
    change: (seed) => seed.key("AUDITOR"),
    sign: /^1 change · Refresh$/,
  },
  {
    name: "Users & tokens",
    path: (_seed, vpn) => `/resources/${encodeURIComponent(vpn)}?tab=users`,
    operation: "ResourceLinks",
    narrow: (page) => page.getByRole("combobox", { name: "Rows of a page" }).selectOption("50 per page"),
    change: (seed) => seed.fob({ of: "bert", at: ["VPN"] }),
    sign: /^1 change · Refresh$/,
  },
  {
    name: "Resource Events",
    path: (_seed, vpn) => `/resources/${encodeURIComponent(vpn)}?tab=events`,
    operation: "Events",
    narrow: narrowedBy("Search events"),
    change: (seed, vpn) =>
      seed.admin.do("resourceUpdate", { resource: { id: vpn }, lockMinutes: 7 }, "__typename"),
    sign: /^1 new event: show$/,
  },
];

describeConsole("what is under the pointer", (here) => {
  it.each(someByTier(LISTS))(
    "stays there in the list $name: it is selected, changed by others, and slow",
    async (list) => {
      const seed = await here.seed();
      const vpn = await seed.resource("VPN");
      await seed.user("anna");
      await seed.user("bert");
      await seed.fob({ of: "anna", at: ["VPN"] });
      const { page } = await here.open(list.path(seed, vpn));
      const table = page.getByRole("grid", { name: list.name, exact: true });
      const row = table.getByRole("row").nth(1);
      await row.waitFor();
      await page.getByText("Live", { exact: true }).waitFor();
      const box = await row.getByRole("gridcell").first().boundingBox();
      if (box === null) throw new Error("the row has no place");
      const point = { x: box.x + 12, y: box.y + box.height / 2 };
      await page.mouse.move(point.x, point.y);
      /** The row at that place, as it is read; empty when none can be clicked there. */
      const under = () =>
        page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.closest("tr")?.textContent ?? "", point);
      const first = await under();
      expect(first).not.toBe("");

      const tick = row.getByRole("checkbox", { name: /^Select / });
      if ((await tick.count()) > 0) {
        await tick.click();
        expect(await under()).toBe(first);
        await page.getByRole("button", { name: "Clear selection" }).click();
        expect(await under()).toBe(first);
      }

      await list.change(seed, vpn);
      const sign = page.getByRole("button", { name: list.sign });
      await expect
        .poll(async () => {
          await page.clock.runFor(1_000);
          return sign.isVisible();
        })
        .toBe(true);
      expect(await under()).toBe(first);

      const held = newLatch();
      await intercept(page, [list.operation], async (route) => {
        await held.opened;
        await route.continue();
      });
      await list.narrow(page);
      await page.clock.runFor(1_000);
      await page.locator("[aria-busy=true]").waitFor();
      expect(await under()).toBe("");
      held.open();
      await page.locator("[aria-busy=true]").waitFor({ state: "detached" });
    },
  );
});
