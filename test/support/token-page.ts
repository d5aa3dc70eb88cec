import type { Locator, Page } from "playwright-core";
import type { ConsoleWorld } from "./console.js";
import type { Watch } from "./watched-page.js";

/** A part of a page, by its heading. */
export function part(page: Page, name: string): Locator {
  return page.getByRole("region", { name, exact: true });
}

/** The page of one token, as a person points at it. */
export class TokenPage {
  constructor(
    readonly page: Page,
    readonly watch: Watch,
  ) {}

  /** Opens a dialog by its button. */
  async dialog(button: string): Promise<Locator> {
    await this.page.getByRole("button", { name: button, exact: true }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.waitFor();
    return dialog;
  }

  /** Chooses in the menu of the setting "Bypass". */
  async bypass(duration: string): Promise<void> {
    await this.page.getByRole("button", { name: "Bypass OTP" }).click();
    await this.page.getByRole("menuitem", { name: duration }).click();
  }
}

/** Opens the page of a token, and waits until it is there. */
export async function openToken(here: ConsoleWorld, id: string): Promise<TokenPage> {
  const { page, watch } = await here.open(`/tokens/${encodeURIComponent(id)}`);
  await part(page, "Assigned To").waitFor();
  return new TokenPage(page, watch);
}
