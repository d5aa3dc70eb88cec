import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeConsole } from "../support/console.js";

/** The address of a token's page. */
const addressOf = (id: string) => `/tokens/${encodeURIComponent(id)}`;

/** A part of the page by its heading. */
const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

describeConsole("Token Info", (here) => {
  it("opens from the name in the list, and shows what the token is", async () => {
    const seed = await here.seed();
    await seed.user("anna", { firstName: "Anna", lastName: "Weber", email: "anna@example.org" });
    await seed.resource("VPN", { failedAttemptsBeforeLock: 4 });
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const { page, watch } = await here.open("/tokens");
    await page.getByRole("link", { name: fob.name }).click();
    await page.getByRole("heading", { level: 1, name: fob.name }).waitFor();
    await page.getByText("Universal · TOTP SHA1, 6 digits, 30 s").waitFor();
    await card(page, "Assigned To").getByText("anna@example.org").waitFor();
    const link = card(page, "Token Resources").getByRole("row", { name: "VPN" });
    expect(await link.innerText()).toContain("After 4 wrong codes");
    await card(page, "Token Events").getByText("was linked to VPN").waitFor();
    expect(await page.getByText("Cannot sign in").count()).toBe(0);
    await watch.expectGood("token-info");
  });
});
