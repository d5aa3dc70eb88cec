import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe } from "vitest";
import { Browser as Requests, PASSWORD, type App } from "./browser.js";
import { findChromium, launchChromium } from "./chromium.js";
import type { Seed } from "./seed.js";
import { Watch } from "./watched-page.js";
import { openWorld, storeOfTier, type World } from "./world.js";

/** Somebody with a role, who has signed in once. */
export interface Person {
  readonly login: string;
  readonly password: string;
  readonly app: App;
  /** The cookie of a session of level 2. */
  readonly cookie: string;
}

/** The console in a browser, before a server of its own. */
export interface ConsoleWorld {
  readonly world: World;
  /** The origin of the pages. */
  readonly url: string;
  /** A new account. Its administrator, whose login is ada, is signed in in the pages that are opened from now on. */
  seed(): Promise<Seed>;
  /** A new person of an account with a role, who is signed in in the pages that are opened from now on. */
  signInAs(seed: Seed, role: string): Promise<Person>;
  /** Who that is; undefined for nobody. */
  person: Person | undefined;
  /** Opens a page of the console, which shares nothing with those before. It is watched until the test ends. */
  open(
    path: string,
    options?: Parameters<Browser["newContext"]>[0],
  ): Promise<{ readonly page: Page; readonly watch: Watch }>;
}

/** How long a page is waited for, in milliseconds: a machine may have other work. */
const PATIENCE = 30_000;

async function makePerson(world: World, seed: Seed, login: string, role: string): Promise<Person> {
  const { invitationUrl } = await seed.admin.do<{ invitationUrl: string }>(
    "administratorCreate",
    { to: { newUser: { login } }, role },
    "invitationUrl",
  );
  const requests = Requests.of(world);
  const app = await requests.accept(invitationUrl);
  return { login, password: PASSWORD, app, cookie: requests.cookie ?? "" };
}

/** Gives a page the cookie of a session. (Playwright's own way gives it a domain, which a cookie of this name cannot have.) */
async function setCookie(page: Page, url: string, value: string): Promise<void> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send("Network.setCookie", {
    name: "__Host-tp-console",
    value,
    url,
    path: "/",
    secure: true,
    httpOnly: true,
    sameSite: "Strict",
  });
  await protocol.detach();
}

/** Tests of the console's pages. They share one server and one browser. A browser that is missing fails them. */
export function describeConsole(what: string, tests: (here: ConsoleWorld) => void): void {
  describe(`console: ${what}`, () => {
    const contexts: BrowserContext[] = [];
    const watches: Watch[] = [];
    let browser: Browser;
    let world: World;
    let person: Person | undefined;

    beforeAll(async () => {
      [world, browser] = await Promise.all([openWorld(storeOfTier()), launchChromium(findChromium())]);
    });
    afterEach(async () => {
      const watched = watches.splice(0);
      for (const context of contexts.splice(0)) await context.close();
      for (const watch of watched) watch.expectNoFaults();
    });
    afterAll(async () => {
      await browser.close();
      await world.end();
    });

    tests({
      get world() {
        return world;
      },
      get url() {
        return world.services.console.url;
      },
      get person() {
        return person;
      },
      set person(changed) {
        person = changed;
      },
      async seed() {
        const seed = await world.seed();
        person = await makePerson(world, seed, "ada", "ADMIN");
        return seed;
      },
      async signInAs(seed, role) {
        person = await makePerson(world, seed, role.toLowerCase(), role);
        return person;
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
        const { url } = world.services.console;
        const page = await context.newPage();
        if (person !== undefined) await setCookie(page, url, person.cookie);
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
