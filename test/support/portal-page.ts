import type { Locator, Page } from "playwright-core";
import { App, PASSWORD } from "./browser.js";
import type { ConsoleWorld } from "./console.js";
import type { PortalSeed } from "./portal.js";
import { readPngCode } from "./qr.js";
import type { Watch } from "./watched-page.js";

type Options = Parameters<ConsoleWorld["open"]>[1];

/** A phone of today, held upright. */
export const PHONE: Options = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** The portal in somebody's browser, as a person points at it. */
export class PortalPage {
  private constructor(
    readonly page: Page,
    readonly watch: Watch,
    private readonly here: ConsoleWorld,
  ) {}

  /** Opens a path below the portal's address. */
  static async open(
    here: ConsoleWorld,
    { address }: Pick<PortalSeed, "address">,
    path = "",
    options?: Options,
  ): Promise<PortalPage> {
    const { page, watch } = await here.open(`/s/${address}${path}`, options);
    return new PortalPage(page, watch, here);
  }

  /** Opens a link that somebody got. */
  static async openLink(here: ConsoleWorld, link: string, options?: Options): Promise<PortalPage> {
    const { page, watch } = await here.open(link.slice(here.url.length), options);
    return new PortalPage(page, watch, here);
  }

  /** Opens another portal in another tab of the same browser. */
  async beside({ address }: Pick<PortalSeed, "address">): Promise<PortalPage> {
    const page = await this.page.context().newPage();
    await page.goto(`${this.here.url}/s/${address}`);
    return new PortalPage(page, this.watch, this.here);
  }

  /** Waits for a page by its title. */
  async title(name: string): Promise<void> {
    await this.page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Chooses a button. */
  async press(name: string): Promise<void> {
    await this.button(name).click();
  }

  /** Waits for a text. */
  async says(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** Types into a field by its label. */
  async type(label: string | RegExp, text: string): Promise<void> {
    await this.page.getByLabel(label).fill(text);
  }

  /** The part of the page about one token. */
  card(name: string): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  /** Types login and password, and continues to the code. */
  async typePassword(login: string, password = PASSWORD): Promise<void> {
    await this.title("Sign in");
    await this.type(/^Login/, login);
    await this.type(/^Password/, password);
    await this.press("Continue");
    await this.title("Type a code of your token");
  }

  /** Signs in with a password and a code; with null for a code, without one. */
  async signIn(login: string, code: string | null, password = PASSWORD): Promise<void> {
    await this.typePassword(login, password);
    if (code === null) await this.press("I cannot give a code: I have no token yet, or I lost it");
    else {
      await this.type(/^Code/, code);
      await this.press("Sign in");
    }
    await this.title("Your tokens");
  }

  /** The secret in the QR code, as a camera sees it. @returns the app that has it. */
  async scan(): Promise<App> {
    const shot = await this.page.getByRole("img", { name: /^QR code/ }).screenshot();
    const uri = new URL(readPngCode(`data:image/png;base64,${shot.toString("base64")}`));
    return new App(uri.searchParams.get("secret") ?? "", this.here.world.clock);
  }

  /** Types a code into the dialog that asks who sits there. */
  async confirm(code: string): Promise<void> {
    const asked = this.page.getByRole("dialog", { name: "Confirm that it is you" });
    await asked.getByLabel(/^Code/).fill(code);
    await asked.getByRole("button", { name: "Confirm" }).click();
    await asked.waitFor({ state: "detached" });
  }
}
