import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe } from "vitest";
import { findChromium, launchChromium } from "./chromium.js";
import { consoleDocuments, openFront, type Front } from "./console-front.js";
import type { Role } from "../../server/actions/permissions.js";
import type { Seed } from "./seed.js";
import { Watch } from "./watched-page.js";
import { openWorld, storeOfTier, type World } from "./world.js";

/** The console in a browser, before a server of its own. */
export interface ConsoleWorld {
  readonly world: World;
  readonly front: Front;
  /** A new account, whose administrator is signed in from now on. */
  seed(): Promise<Seed>;
  /** Signs somebody in with a role of that account. */
  signInAs(seed: Seed, role: Role): Promise<void>;
  /** Opens a page of the console, which shares nothing with those before. It is watched until the test ends. */
  open(path: string, options?: Parameters<Browser["newContext"]>[0]): Promise<{ page: Page; watch: Watch }>;
}

/** How long a page is waited for, in milliseconds: a machine may have other work. */
const PATIENCE = 30_000;

/** Tests of the console's pages. They share one server and one browser. A browser that is missing fails them. */
export function describeConsole(what: string, tests: (here: ConsoleWorld) => void): void {
  describe(`console: ${what}`, () => {
    const documents = consoleDocuments();
    const contexts: BrowserContext[] = [];
    const watches: Watch[] = [];
    let browser: Browser;
    let world: World;
    let front: Front;

    beforeAll(async () => {
      [world, browser] = await Promise.all([
        openWorld(storeOfTier(), { TOKENPLANE_DOCUMENTS: documents.file }),
        launchChromium(findChromium()),
      ]);
      front = await openFront(world.url);
    });
    afterEach(async () => {
      const watched = watches.splice(0);
      for (const context of contexts.splice(0)) await context.close();
      for (const watch of watched) watch.expectNoFaults();
    });
    afterAll(async () => {
      await browser.close();
      await front.close();
      await world.end();
      documents.remove();
    });

    tests({
      get world() {
        return world;
      },
      get front() {
        return front;
      },
      async seed() {
        const seed = await world.seed();
        front.signedIn = { key: seed.admin.key, role: "ADMIN" };
        return seed;
      },
      async signInAs(seed, role) {
        front.signedIn = { key: (await seed.key(role)).key, role };
      },
      async open(path, options = {}) {
        const context = await browser.newContext({
          locale: "en-GB",
          timezoneId: "UTC",
          reducedMotion: "reduce",
          ...options,
        });
        contexts.push(context);
        context.setDefaultTimeout(PATIENCE);
        const page = await context.newPage();
        // What the server calls now is now for the page too.
        await page.clock.install({ time: world.clock.now() });
        const watch = await Watch.on(page, front.url);
        watches.push(watch);
        await page.goto(`${front.url}${path}`);
        return { page, watch };
      },
    });
  });
}
