import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { App, PASSWORD } from "../support/browser.js";
import { describeConsole } from "../support/console.js";
import { findFirefox, launchFirefox } from "../support/firefox.js";
import { PortalSeed } from "../support/portal.js";
import { linkForPhone, PUBLIC, pushToken } from "../support/push.js";

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const choose = (page: Page, name: string) => page.getByRole("radio", { name, exact: true }).check();

/** Types key by key. In Firefox, Playwright's `fill` sets the value by a script, which React does not notice. */
const type = (page: Page, label: string | RegExp, text: string) =>
  page.getByLabel(label).pressSequentially(text);

/** Connects an app by the key that is beside the QR code, and confirms it with a first code. */
async function connectApp(page: Page, getApp: (secret: string) => App): Promise<App> {
  const key = await page.getByLabel("Key, if you cannot scan:").innerText();
  const app = getApp(key.replaceAll(" ", ""));
  await type(page, "Code that the app shows", app.code());
  await press(page, "Complete");
  return app;
}

/** Creates the first administrator. */
async function setUp(page: Page, getApp: (secret: string) => App): Promise<App> {
  await heading(page, "Set up Tokenplane").waitFor();
  await type(page, /^Login/, "alice");
  await type(page, /^Password/, PASSWORD);
  await press(page, "Continue");
  await heading(page, "Connect your authenticator app").waitFor();
  await expect
    .poll(() =>
      page.getByRole("img", { name: /QR code/ }).evaluate((image) => Reflect.get(image, "naturalWidth")),
    )
    .toBeGreaterThan(0);
  return connectApp(page, getApp);
}

/** Creates a token of nobody, which is an app. */
async function createToken(page: Page, getApp: (secret: string) => App): Promise<void> {
  await press(page, "Create token");
  await page.getByRole("menuitem", { name: "Create" }).click();
  await choose(page, "Software");
  await press(page, "Next");
  await choose(page, "Google Authenticator");
  await press(page, "Next");
  await type(page, /^Name/, "Spare phone");
  await press(page, "Next");
  await press(page, "Create token");
  await connectApp(page, getApp);
  await press(page, "Skip");
  await heading(page, "Spare phone").waitFor();
}

describeConsole(
  "in Firefox",
  (here) => {
    const getApp = (secret: string) => new App(secret, here.world.clock);

    it(
      "sets up, creates a token, shows a change live, signs out and in again: cookie, policy and WebSocket work",
      { tags: "deep" },
      async () => {
        const { admin, clock, setupLink } = here.world;
        // Playwright cannot set the colour scheme of this Firefox.
        const { page } = await here.open(`/invitation${new URL(setupLink).hash}`, { colorScheme: null });
        const app = await setUp(page, getApp);
        await heading(page, "Tokens").waitFor();
        await page.getByText("Live").waitFor();
        expect(await page.evaluate(() => globalThis.document.cookie)).toBe("");

        await createToken(page, getApp);
        const id = decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1) ?? "");
        const isEnabled = async () => {
          const { token } = await admin.query<{ token: { enabled: boolean } }>(
            "query ($id: ID!) { token(by: { id: $id }) { enabled } }",
            { id },
          );
          return token.enabled;
        };
        const active = page.getByRole("switch", { name: "Active" });
        expect(await active.isChecked()).toBe(true);
        await page.getByText("Active", { exact: true }).click();
        await page.getByText("Cannot sign in").waitFor();
        await expect.poll(isEnabled).toBe(false);

        await admin.do("tokenEnable", { token: { id } }, "__typename");
        await expect
          .poll(async () => {
            await page.clock.runFor(1_000);
            return active.isChecked();
          })
          .toBe(true);

        await press(page, "alice");
        await page.getByRole("menuitem", { name: "Sign out" }).click();
        await heading(page, "Sign in").waitFor();
        clock.pass(30);
        await type(page, /^Login/, "alice");
        await type(page, /^Password/, PASSWORD);
        await press(page, "Continue");
        await type(page, "One-time password", app.code());
        await press(page, "Sign in");
        await page.getByRole("row", { name: "Spare phone" }).waitFor();
        await page.reload();
        await page.getByRole("row", { name: "Spare phone" }).waitFor();
      },
    );
  },
  {},
  async () => launchFirefox(findFirefox()),
);

describeConsole(
  "in Firefox, a phone whose browser asks",
  (here) => {
    it(
      "makes the key of the protocol, keeps it over a reload, and approves with six digits",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["PUSH"] });
        await portal.seed.user("anna");
        const { uri } = await pushToken(portal.seed);
        const link = linkForPhone(uri, "Anna's phone");
        const { page } = await here.open(`/s/${portal.address}/device`, { colorScheme: null });
        await heading(page, "This phone is not connected").waitFor();
        // Nobody answers whether the page may show notifications: it goes on without.
        await type(page, "Or paste a link for this phone", link);
        await press(page, "Use the link");
        await heading(page, "Connect this phone to Anna's phone").waitFor();
        await press(page, "Connect this phone");
        await page.getByText("Connect this phone to anna's phone? Approve it").waitFor();
        await page.reload();
        await press(page, "Approve");
        expect(await page.locator(".tp-device-code").innerText()).toMatch(/^\d{6}$/);
      },
    );
  },
  { TOKENPLANE_PUBLIC_URL: PUBLIC },
  async () => launchFirefox(findFirefox()),
);
