import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe } from "vitest";
import type { PersonRole } from "../../server/administrators/administrator-store.js";
import { Prisma } from "../../server/database/generated/client.js";
import { hashSecret } from "../../server/sessions/session-secret.js";
import { tokenOfUser } from "./administrators.js";
import { Browser as Visitor } from "./browser.js";
import { findChromium, launchChromium } from "./chromium.js";
import { Forwarder } from "./forwarder.js";
import type { Seed } from "./seed.js";
import { Watch } from "./watched-page.js";
import { openWorld, storeHere, type World } from "./world.js";

type ContextOptions = NonNullable<Parameters<Browser["newContext"]>[0]>;

/** The console in a browser, with a server of its own. */
export interface ConsoleWorld {
  readonly world: World;
  /** The origin of the console. */
  readonly url: string;
  /** A new account, whose administrator is signed in from now on. Its lists are empty but for that person. */
  seed(): Promise<Seed>;
  /** Signs somebody in with a role of that account. @returns the login. */
  signInAs(seed: Seed, role: PersonRole): Promise<string>;
  /** Pages that are opened from now on are signed in with this cookie; null for no session. */
  session: string | null;
  /**
   * Breaks all connections, as a network does, and lets nothing through those that are made next.
   * @returns what lets it through; the end of the test does so, too.
   */
  cut(): () => void;
  /**
   * Opens a page of the console as a visitor who was never there before. It is watched until the test ends.
   * @param options of a browser that differs from those of the other tests.
   */
  open(path: string, options?: ContextOptions): Promise<{ page: Page; watch: Watch }>;
}

/** How long a page is waited for, in milliseconds: a machine may have other work. */
const PATIENCE = 120_000;

const WINDOW = { width: 1280, height: 720 };

/**
 * Leaves a page as it was when it was new: what a test did in it is nothing to the next one.
 * @param rest an address of the same server: another site would end the page's process.
 */
async function forget(page: Page, rest: string): Promise<void> {
  const context = page.context();
  for (const other of context.pages()) if (other !== page) await other.close();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.evaluate(() => globalThis.localStorage.clear());
  await context.clearCookies();
  await page.goto(rest);
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(WINDOW);
  await page.mouse.move(0, 0);
}

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
    const watches: Watch[] = [];
    /** The page that tests use one after the other: for a new one, Chromium starts a process, which takes a second. */
    let shared: Watch | undefined;
    let isSharedTaken = false;
    let browser: Browser;
    let world: World;
    let network: Forwarder;
    let url: string;
    let session: string | null = null;

    beforeAll(async () => {
      [world, browser] = await Promise.all([openWorld(storeHere(), settings), launch()]);
      network = await Forwarder.open(world.url);
      url = `http://localhost:${new URL(network.url).port}`;
      world.services.console.url = url;
    });
    afterEach(async () => {
      network.release();
      const watched = watches.splice(0);
      for (const watch of watched) {
        if (watch === shared) await forget(watch.page, `${url}/health/live`);
        else await watch.page.context().close();
      }
      isSharedTaken = false;
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
      // It ended with the token.
      await world.database.query(
        Prisma.sql`UPDATE sessions SET revoked_at = NULL WHERE hash = ${hashSecret(visitor.cookie ?? "")}`,
      );
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

    /** A page in a browser that has been nowhere. @param options of that browser. */
    async function newPage(options: ContextOptions = {}): Promise<Watch> {
      const context = await browser.newContext({
        locale: "en-GB",
        timezoneId: "UTC",
        reducedMotion: "reduce",
        viewport: WINDOW,
        ...options,
      });
      context.setDefaultTimeout(PATIENCE);
      return Watch.on(await context.newPage(), url);
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
      cut() {
        network.hold();
        network.cut();
        return () => network.release();
      },
      async open(path, options) {
        const isShared = options === undefined && !isSharedTaken;
        if (isShared) isSharedTaken = true;
        const watch = isShared ? (shared ??= await newPage()) : await newPage(options);
        watches.push(watch);
        const { page } = watch;
        await enter(page);
        // The clock of the page shows the server's time.
        await page.clock.install({ time: world.clock.now() });
        await page.goto(`${url}${path}`);
        return { page, watch };
      },
    });
  });
}
