import { spawn } from "node:child_process";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "../support/api.js";
import { findChromium, launchChromium, openPage } from "../support/chromium.js";
import { FakeFeed } from "../support/fake-feed.js";
import { Forwarder } from "../support/forwarder.js";
import { newPlace } from "../support/installation.js";
import { Workshop } from "../support/process.js";

const SERVE = path.join(import.meta.dirname, "../../examples/live-feed/serve.mjs");
const chromium = findChromium();
if (chromium === undefined)
  console.warn("SKIPPED: no Chromium could be found or installed; pages are not tried.");

/** Starts the example's own server. @returns where the page is, and how to end it. */
async function servePage(endpoint: string): Promise<{ url: string; end: () => void }> {
  const child = spawn(process.execPath, [SERVE], {
    env: { PATH: process.env["PATH"], PORT: "0", TOKENPLANE_ENDPOINT: endpoint },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const found = /http:\S+/.exec(text)?.[0];
      if (found !== undefined) resolve(found);
    });
  });
  return { url, end: () => child.kill() };
}

describe.skipIf(chromium === undefined)("the live feed page", () => {
  const workshop = new Workshop();
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium(chromium);
  });

  afterAll(async () => {
    await browser.close();
    await workshop.clear();
  });

  const shows = (page: Page, text: string) =>
    page.waitForFunction(
      (wanted) => globalThis.document.querySelector("#events")?.textContent?.includes(wanted),
      text,
    );
  const says = (page: Page, text: string) =>
    page.waitForFunction(
      (wanted) => globalThis.document.querySelector("#state")?.textContent === wanted,
      text,
    );

  it(
    "shows what happens, and goes on after a restart of the server and a reload of its own",
    { tags: "deep" },
    async () => {
      // The page's address is known only when it is served, and it is served with the address of the server.
      const way = await Forwarder.open("http://127.0.0.1:9");
      const { url, end } = await servePage(way.url);
      const place = await newPlace(() => workshop.dataFolder());
      const environment = { ...place, TOKENPLANE_ALLOWED_ORIGINS: url };
      let server = await workshop.start(environment);
      way.leadTo(server.url);
      const key = await server.firstAdminKey();
      const create = (login: string) => new Api(server.url, key).do("userCreate", { login }, "__typename");
      await create("before");

      const page = await openPage(browser);
      await page.goto(url);
      await page.type("#key", key);
      await page.click("button");
      await says(page, "live");
      await create("live");
      await shows(page, "User live was created.");
      const stopped = await server.stop();
      expect(stopped.code).toBe(0);
      way.cut();
      await says(page, "connecting again …");
      server = await workshop.start(environment);
      await create("while-away");
      way.leadTo(server.url);
      await shows(page, "User while-away was created.");
      await says(page, "live");
      await page.reload();
      await says(page, "live");
      await create("<b>after</b>");
      await shows(page, "User <b>after</b> was created.");
      const items = await page.$$eval("#events li span:first-of-type", (spans) =>
        spans.map(({ textContent }) => textContent),
      );
      expect(items).toEqual(["User <b>after</b> was created."]);
      await page.close();

      const wrong = await openPage(browser);
      await wrong.goto(url);
      await wrong.type("#key", "tp_wrong");
      await wrong.click("button");
      await says(
        wrong,
        "The Authorization header contains no valid API key. Send it as: Authorization: Bearer tp_…",
      );
      await wrong.close();
      end();
      await way.close();
    },
  );

  it("shows an event that could not be read at first", { tags: "deep" }, async () => {
    const feed = await FakeFeed.open();
    const { url, end } = await servePage(feed.url);
    const page = await openPage(browser);
    await page.goto(url);
    await page.type("#key", "key");
    await page.click("button");
    await expect.poll(() => feed.afters).toEqual(["begin"]);
    feed.emit("1");
    feed.fail("not now");
    feed.emit("3");
    await expect.poll(() => feed.afters).toEqual(["begin", "1"]);
    feed.emit("2", { summary: "It is read now." });
    await shows(page, "It is read now.");
    await page.close();
    end();
    await feed.close();
  });
});
