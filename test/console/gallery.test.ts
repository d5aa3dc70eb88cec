import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import type { ViteDevServer } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveGallery } from "../../server/dev/pages.js";
import { findChromium, launchChromium } from "../support/chromium.js";
import { ROOT } from "../support/pages.js";
import { Watch } from "../support/watched-page.js";

const CONSOLE = path.join(ROOT, "server/console");

/** Folders whose components the gallery has: those that pages share. */
const FOLDERS = ["parts", "fields", "lists", "times", "portal"];

/** Components that cannot be shown without a page and its session: tests of pages show them. */
const OF_PAGES = ["ConfirmCode", "LeaveDialog", "LeaveQuestion", "PortalApp", "SessionWatch", "SignedIn"];

/** The components that a folder exports. */
function getComponents(folder: string): string[] {
  return readdirSync(path.join(CONSOLE, folder))
    .filter((name) => name.endsWith(".tsx"))
    .flatMap((name) => [
      ...readFileSync(path.join(CONSOLE, folder, name), "utf8").matchAll(/^export function ([A-Z]\w+)/gm),
    ])
    .map(([, name = ""]) => name);
}

describe("the gallery", () => {
  let pages: ViteDevServer;
  let browser: Browser;
  let url: string;
  beforeAll(async () => {
    [pages, browser] = await Promise.all([serveGallery(0), launchChromium(findChromium())]);
    const address = pages.httpServer?.address();
    if (typeof address !== "object" || address === null) throw new TypeError("it does not listen");
    url = `http://localhost:${address.port}`;
  });
  afterAll(async () => {
    await browser.close();
    await pages.close();
  });

  /** Opens a page of the gallery, which is watched. @param query behind its address. */
  async function open(query: string): Promise<Watch> {
    const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce" });
    const watch = await Watch.on(await context.newPage(), url);
    await watch.page.goto(`${url}/gallery/${query}`);
    await watch.page.locator("[role=dialog], main, .pf-v6-c-alert").first().waitFor();
    return watch;
  }

  it("shows every component that pages share, in both themes and on narrow screens", async () => {
    const watch = await open("");
    const { page } = watch;
    const shown = await page
      .locator("[data-components]")
      .evaluateAll((specimens) =>
        specimens.flatMap((specimen) => specimen.getAttribute("data-components")?.split(" ") ?? []),
      );
    const missing = FOLDERS.flatMap(getComponents).filter((name) => !shown.includes(name));
    expect(missing.toSorted()).toEqual(OF_PAGES);
    // What is in the frames is looked at alone.
    await page.locator("iframe").evaluateAll((frames) => frames.forEach((frame) => frame.remove()));
    await watch.expectGood("gallery", true);
    await page.context().close();
  });

  it("shows them in another language, and what covers a page", { tags: "deep" }, async () => {
    const watch = await open("");
    const { page } = watch;
    const covers = await page
      .locator("iframe")
      .evaluateAll((frames) => frames.map((frame) => frame.getAttribute("src") ?? ""));
    expect(covers.length).toBeGreaterThan(0);
    await page.locator("iframe").evaluateAll((frames) => frames.forEach((frame) => frame.remove()));
    await page.getByRole("button", { name: "Deutsch" }).click();
    await page.locator("html[lang=de]").waitFor();
    await watch.expectGood("gallery-de");
    await page.context().close();
    for (const [number, cover] of covers.entries()) {
      const one = await open(cover);
      await one.expectGood(`gallery-cover-${number}`);
      await one.page.context().close();
    }
  });
});
