import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe } from "vitest";
import type { PersonRole } from "../../server/administrators/store.js";
import { tokenOfUser } from "./administrators.js";
import { Browser as Visitor } from "./browser.js";
import { findChromium, launchChromium } from "./chromium.js";
import { Forwarder } from "./forwarder.js";
import type { Seed } from "./seed.js";
import { Watch } from "./watched-page.js";
import { openWorld, storeOfTier, type World } from "./world.js";

/** The console in a browser, with a server of its own. */
export interface ConsoleWorld {
  readonly world: World;
  /** The origin of the console. */
  readonly url: string;
  /** A new account, whose administrator is signed in from now on. Its lists are empty but for that person. */
  seed(): Promise<Seed>;
  /** Signs somebody in with a role of that account. @returns the login. */
  signInAs(seed: Seed, role: PersonRole): Promise<string>;
  /** Pages that are opened from now on are signed in with this cookie; null for nobody's. */
  session: string | null;
  /** Breaks all connections, as a network does. */
  cut(): void;
  /** Opens a page of the console, which shares nothing with those before. It is watched until the test ends. */
  open(path: string, options?: Parameters<Browser["newContext"]>[0]): Promise<{ page: Page; watch: Watch }>;
}

/** How long a page is waited for, in milliseconds: a machine may have other work. */
const PATIENCE = 30_000;

/**
 * Tests of the console's pages. They share one server and one browser. A browser that is missing fails them.
 * @param settings of the server, as environment variables.
 * @param launch starts the browser.
 */
export function describeConsole(
  what: string,
  tests: (here: ConsoleWorld) => void,
  settings: Record<string, string> = {},
  launch: () => Promise<Browser> = () => launchChromium(findChromium()),
): void {
  describe(`console: ${what}`, () => {
    const contexts: BrowserContext[] = [];
    const watches: Watch[] = [];
    let browser: Browser;
    let world: World;
    let network: Forwarder;
    let url: string;
    let session: string | null = null;

    beforeAll(async () => {
      [world, browser] = await Promise.all([openWorld(storeOfTier(), settings), launch()]);
      network = await Forwarder.open(world.url);
      url = `http://localhost:${new URL(network.url).port}`;
      world.services.console.url = url;
    });
    afterEach(async () => {
      const watched = watches.splice(0);
      for (const context of contexts.splice(0)) await context.close();
      for (const watch of watched) watch.expectNoFaults();
    });
    afterAll(async () => {
      await browser.close();
      await network.close();
      await world.end();
    });

    /** Makes a person with a role, who accepts the link. The token goes again, so that it is in no list; the session stays. */
    async function signIn(seed: Seed, role: PersonRole): Promise<string> {
      const login = role === "ADMIN" ? "alice" : role.toLowerCase();
      const visitor = Visitor.of(world);
      await visitor.accept(await seed.invite(login, role));
      session = visitor.cookie;
      await seed.admin.do("tokenDelete", { token: await tokenOfUser(seed, login) }, "deletedId");
      return login;
    }

    /** Gives a page the session that is signed in. */
    async function enter(page: Page): Promise<void> {
      if (session === null) return;
      const { hostname } = new URL(url);
      await page.context().addCookies([
        {
          name: "__Host-tp-console",
          value: session,
          url: `https://${hostname}`,
          httpOnly: true,
          secure: true,
          sameSite: "Strict",
        },
      ]);
    }

    tests({
      get world() {
        return world;
      },
      get url() {
        return url;
      },
      get session() {
        return session;
      },
      set session(cookie) {
        session = cookie;
      },
      async seed() {
        const seed = await world.seed();
        await signIn(seed, "ADMIN");
        return seed;
      },
      signInAs: signIn,
      cut: () => network.cut(),
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
        await enter(page);
        // What the server calls now is now for the page too.
        await page.clock.install({ time: world.clock.now() });
        const watch = await Watch.on(page, url);
        watches.push(watch);
        await page.goto(`${url}${path}`);
        return { page, watch };
      },
    });
  });
}
