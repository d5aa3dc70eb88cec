import type { Locator } from "playwright-core";
import { expect, it } from "vitest";
import { describeConsole } from "../support/console.js";
import type { Device, Seed } from "../support/seed.js";
import { byTier } from "../support/tier.js";
import { openToken, part, TokenPage } from "../support/token-page.js";
import type { World } from "../support/world.js";

interface Scene {
  readonly world: World;
  readonly seed: Seed;
  /** Anna's, linked to VPN. */
  readonly fob: Device;
  readonly token: TokenPage;
}

type Act = (scene: Scene) => Promise<void>;

const SENTENCES: readonly (readonly [sentence: string, act: Act])[] = [
  [
    "3. To manage a Token, open the Tokens page and click the token Name: this opens the Token Info page",
    async ({ fob, token: { page } }) => {
      await page.getByRole("link", { name: "Tokens", exact: true }).last().click();
      await page.getByRole("link", { name: fob.name }).click();
      await page.getByRole("heading", { level: 1, name: fob.name }).waitFor();
    },
  ],
  [
    "3.1. Check OTP: verify that the Token generates a valid one-time password",
    async ({ fob, token }) => {
      const dialog = await token.dialog("Check OTP");
      await dialog.getByLabel("One-time password").fill(fob.code());
      await dialog.getByRole("button", { name: "Check" }).click();
      await dialog.getByText("The code is valid.").waitFor();
      await dialog.getByLabel("One-time password").fill(fob.code());
      await dialog.getByRole("button", { name: "Check" }).click();
      await dialog.getByText("The code is right, but it was used before.").waitFor();
      await token.watch.expectGood("token-check");
      await dialog.getByLabel("One-time password").fill(fob.wrongCode());
      await dialog.getByRole("button", { name: "Check" }).click();
      await dialog.getByText("The code is wrong.").waitFor();
      await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
      await part(token.page, "Settings").getByText("Wrong codes: 1").waitFor();
    },
  ],
  [
    "3.1. Synchronize: synchronize the Token with the server",
    async ({ seed, fob, token }) => {
      fob.ahead = 30 * 60;
      const dialog = await token.dialog("Synchronize");
      await dialog.getByLabel("First code").fill(fob.code());
      await dialog.getByLabel("Next code").fill(fob.code());
      await dialog.getByRole("button", { name: "Synchronize" }).click();
      await dialog.getByText("These are not two consecutive codes of this token.").waitFor();
      await token.watch.expectGood("token-synchronize");
      await dialog.getByLabel("Next code").fill(fob.code(1));
      await dialog.getByRole("button", { name: "Synchronize" }).click();
      await token.page.getByText(`${fob.name} is synchronized: it was 61 time steps ahead.`).waitFor();
      expect(await seed.signIn({ login: "anna" }, "VPN", fob.code(2))).toBe(true);
    },
  ],
  [
    "3.1. Reissue: generate a new secret if the User loses access to the Token",
    async ({ world, seed, fob, token }) => {
      const dialog = await token.dialog("Reissue");
      await token.watch.expectGood("token-reissue");
      await dialog.getByRole("radio", { name: "The device is lost: stop it now" }).check();
      await dialog.getByLabel("Secret of the new device").fill("00".repeat(5));
      await dialog.getByRole("button", { name: "Reissue" }).click();
      await dialog.getByText(/it needs 16 to 128/).waitFor();
      await dialog.getByLabel("Secret of the new device").fill("3".repeat(40));
      await dialog.getByRole("button", { name: "Reissue" }).click();
      await token.page.getByText(`${fob.name} has a new secret.`).waitFor();
      world.clock.pass(30);
      expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(false);
    },
  ],
  [
    "3.1. Active toggle: an inactive Token cannot be used for authentication",
    async ({ seed, fob, token: { page } }) => {
      await page.getByText("Active", { exact: true }).click();
      await page.getByText("Cannot sign in").waitFor();
      // The message stays while it has the focus.
      const undo = page.getByRole("button", { name: "Undo" });
      await undo.focus();
      expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(false);
      await undo.click();
      await page.getByText("Cannot sign in").waitFor({ state: "detached" });
      expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
    },
  ],
  [
    "3.2. Click Delete to permanently remove the Token; its events stay",
    async ({ seed, fob, token }) => {
      const { page } = token;
      const address = page.url();
      // The page shows one space for two, and the é is written in two parts.
      await seed.admin.do(
        "tokenUpdate",
        { token: { id: fob.id }, name: "Fob  of\u00A0Rene\u0301" },
        "__typename",
      );
      const name = "Fob of Ren\u00E9";
      await page.getByRole("heading", { level: 1, name: /^Fob/ }).waitFor();
      const dialog = await token.dialog("Delete");
      await dialog
        .getByText("anna can no longer sign in at VPN with it. This cannot be undone. Its events stay.")
        .waitFor();
      const button = dialog.getByRole("button", { name: "Delete token" });
      await dialog.getByRole("textbox").fill("something else");
      expect(await button.isDisabled()).toBe(true);
      await token.watch.expectGood("token-delete");
      await dialog.getByRole("textbox").fill(name);
      await button.click();
      await page.getByText(/Fob .* was deleted\./).waitFor();
      await page.getByRole("heading", { level: 1, name: "Tokens" }).waitFor();
      await page.goto(address);
      await page.getByRole("heading", { level: 1, name: "There is no such token" }).waitFor();
      await part(page, "Token Events").getByText("was deleted").first().waitFor();
      await token.watch.expectGood("token-deleted");
    },
  ],
  [
    "3.3. Assigned To shows which User the Token is linked to; without one it cannot be used",
    async ({ seed, fob, token }) => {
      const assigned = part(token.page, "Assigned To");
      await assigned.getByText("anna", { exact: true }).first().waitFor();
      const dialog = await token.dialog("Unassign");
      await dialog.getByText("anna can no longer sign in with it.").waitFor();
      await token.watch.expectGood("token-unassign");
      await dialog.getByRole("button", { name: "Unassign" }).click();
      await assigned.getByText("Not assigned. It cannot sign anyone in.").waitFor();
      await token.page.getByText("Not assigned", { exact: true }).waitFor();
      expect(await seed.signIn({ token: fob.id }, "VPN", fob.code())).toBe(false);
    },
  ],
  [
    "3.3. Create a new User and assign the Token",
    async ({ seed, fob, token }) => {
      await seed.admin.do("tokenUnassign", { token: { id: fob.id } }, "__typename");
      await token.page.reload();
      const dialog = await token.dialog("New user");
      await dialog.getByLabel("Login").fill("anna");
      await dialog.getByRole("button", { name: "Create and assign" }).click();
      await dialog.getByText("Another user has this login.").waitFor();
      await token.watch.expectGood("token-new-user");
      await dialog.getByLabel("Login").fill("bert");
      await dialog.getByLabel("First name").fill("Bert");
      await dialog.getByRole("button", { name: "Create and assign" }).click();
      await part(token.page, "Assigned To").getByText("Bert", { exact: true }).waitFor();
      expect(await seed.signIn({ login: "bert" }, "VPN", fob.code())).toBe(true);
    },
  ],
  [
    "3.3. Assign the Token to an existing User; one User uses one Token within one Resource",
    async ({ seed, token }) => {
      await seed.user("bert", { firstName: "Bert" });
      await seed.user("chris");
      const second = await seed.fob({ of: "bert", at: ["VPN"] });
      const dialog = await token.dialog("Link user");
      await dialog.getByText("The token is taken from anna.").waitFor();
      await dialog.getByRole("textbox").fill("bert");
      await dialog.getByRole("radio", { name: "chris" }).waitFor({ state: "detached" });
      await dialog.getByRole("radio", { name: "Bert (bert)" }).check();
      await dialog.getByRole("button", { name: "Assign" }).click();
      await dialog.getByText("The user already has a token at a resource this one is linked to.").waitFor();
      await token.watch.expectGood("token-link-user");
      await seed.admin.do("tokenDelete", { token: { id: second.id } }, "__typename");
      await dialog.getByRole("button", { name: "Assign" }).click();
      await part(token.page, "Assigned To").getByText("Bert", { exact: true }).waitFor();
    },
  ],
  [
    "3.4. Use PIN: enable or disable PIN protection",
    async ({ world, seed, fob, token }) => {
      const settings = part(token.page, "Settings");
      const dialog = await token.dialog("Set a PIN");
      await dialog.getByRole("radio", { name: "After the one-time password" }).check();
      await dialog.getByLabel(/^PIN/).fill("12");
      await dialog.getByRole("button", { name: "Set a PIN" }).click();
      await dialog.getByText("A PIN has 4 to 12 digits").waitFor();
      await token.watch.expectGood("token-pin");
      await dialog.getByLabel(/^PIN/).fill("1234");
      await dialog.getByRole("button", { name: "Set a PIN" }).click();
      await settings.getByText("After the OTP").waitFor();
      expect(await seed.signIn({ login: "anna" }, "VPN", `${fob.code()}1234`)).toBe(true);
      const change = await token.dialog("Change the PIN");
      await change.getByRole("radio", { name: "Before the one-time password" }).check();
      await change.getByLabel(/^PIN/).fill("4321");
      await change.getByRole("button", { name: "Change the PIN" }).click();
      await settings.getByText("Before the OTP").waitFor();
      world.clock.pass(30);
      expect(await seed.signIn({ login: "anna" }, "VPN", `4321${fob.code()}`)).toBe(true);
      const removal = await token.dialog("Remove the PIN");
      await removal.getByRole("button", { name: "Remove PIN" }).click();
      await settings.getByText("Set a PIN").waitFor();
      world.clock.pass(30);
      expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
    },
  ],
  [
    "3.4. Bypass: temporarily or permanently bypass OTP verification; sign-in may succeed without it",
    async ({ seed, token }) => {
      const { page } = token;
      await token.bypass("Until disabled");
      const dialog = page.getByRole("dialog");
      await dialog.getByText("Sign-in may succeed without a one-time password at VPN").waitFor();
      await dialog.getByLabel("Reason").fill("the fob is broken");
      await token.watch.expectGood("token-bypass");
      await dialog.getByRole("button", { name: "Bypass until disabled" }).click();
      await part(page, "Settings").getByText("until disabled").waitFor();
      await page.getByText("1 bypass on").waitFor();
      await token.watch.expectGood("token-bypassed");
      expect(await seed.signIn({ login: "anna" }, "VPN", "")).toBe(true);
      await page.getByRole("button", { name: "End the bypass wherever it is linked" }).click();
      await page.getByText("Bypass until disabled").waitFor({ state: "detached" });
      expect(await seed.signIn({ login: "anna" }, "VPN", "")).toBe(false);
    },
  ],
  [
    "3.4. OTP Length: change the length of the one-time password (if supported)",
    async ({ seed, fob, token }) => {
      const dialog = await token.dialog("Change the length");
      await dialog.getByLabel("OTP length").selectOption("8 digits");
      await token.watch.expectGood("token-length");
      await dialog.getByRole("button", { name: "Change the length" }).click();
      await part(token.page, "Settings").getByText("8 digits").waitFor();
      Object.assign(fob.oath, { digits: 8 });
      expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
    },
  ],
  [
    "3.5. Assign the Token to a new Resource",
    async ({ seed, fob, token }) => {
      const dialog = await token.dialog("New resource");
      await dialog.getByLabel("Name").fill("Mail");
      await dialog.getByLabel("Wrong codes before a token is locked").selectOption("7");
      await token.watch.expectGood("token-new-resource");
      await dialog.getByRole("button", { name: "Create and link" }).click();
      const row = part(token.page, "Token Resources").getByRole("row", { name: "Mail" });
      await row.waitFor();
      expect(await row.innerText()).toContain("After 7 wrong codes");
      expect(await seed.signIn({ login: "anna" }, "Mail", fob.code())).toBe(true);
    },
  ],
  [
    "3.5. Link the Token to an existing Resource: it must be assigned to a Resource to be used there",
    async ({ seed, fob, token }) => {
      await seed.resource("Mail");
      expect(await seed.signIn({ login: "anna" }, "Mail", fob.code())).toBe(false);
      const dialog = await token.dialog("Link resource");
      await dialog.getByRole("radio", { name: "VPN" }).check();
      await dialog.getByRole("button", { name: "Link", exact: true }).click();
      await dialog.getByText("The token is linked to this resource already.").waitFor();
      await token.watch.expectGood("token-link-resource");
      await dialog.getByRole("radio", { name: "Mail" }).check();
      await dialog.getByRole("button", { name: "Link", exact: true }).click();
      const row = part(token.page, "Token Resources").getByRole("row", { name: "Mail" });
      await row.waitFor();
      expect(await seed.signIn({ login: "anna" }, "Mail", fob.code())).toBe(true);
      const unlink = await token.dialog("Unlink from Mail");
      await token.watch.expectGood("token-unlink");
      await unlink.getByRole("button", { name: "Unlink" }).click();
      await row.waitFor({ state: "detached" });
    },
  ],
  [
    "3.6. Token Events: view updates, assignments, revocations and synchronization events, and search them",
    async ({ token: { page, watch } }) => {
      const events = part(page, "Token Events");
      await events.getByText("was linked to VPN").waitFor();
      await events.getByRole("textbox", { name: "Search events" }).fill("created");
      await events.getByText("was linked to VPN").waitFor({ state: "detached" });
      await events.getByText("was created").waitFor();
      await events.getByRole("combobox", { name: "Type" }).selectOption("Bypass");
      await events.getByText("No event matches.").waitFor();
      await watch.expectGood("token-events-none");
      expect(page.url()).toContain("kind=BYPASSES");
    },
  ],
  [
    "3.6. Use pagination controls to browse event history",
    async ({ seed, fob, token: { page } }) => {
      for (let count = 0; count < 12; count += 1) {
        await seed.admin.do("tokenDisable", { token: { id: fob.id } }, "__typename");
        await seed.admin.do("tokenEnable", { token: { id: fob.id } }, "__typename");
      }
      await page.reload();
      const events = part(page, "Token Events");
      await events.getByText("was enabled").first().waitFor();
      expect(await events.getByRole("button", { name: "Newer" }).isDisabled()).toBe(true);
      await events.getByRole("button", { name: "Older" }).click();
      await events.getByText("was created").waitFor();
      await page.goBack();
      await events.getByText("was created").waitFor({ state: "detached" });
      await page.goForward();
      await events.getByText("was created").waitFor();
      await events.getByRole("button", { name: "Newer" }).click();
      await events.getByText("was created").waitFor({ state: "detached" });
    },
  ],
  [
    "4. Bypass from the menu in the Active column: 1 hour, 8 hours, 12 hours, 24 hours, until disabled",
    async ({ seed, world, fob, token: { page } }) => {
      await seed.admin.do(
        "bypassPolicySet",
        { scope: { accountDefault: true }, maximumDuration: "HOURS_12" },
        "__typename",
      );
      await page.goto(new URL("/tokens", page.url()).href);
      await page.getByRole("button", { name: `Bypass of ${fob.name}` }).click();
      const items: Locator = page.getByRole("menuitem");
      expect((await items.allInnerTexts()).map((text) => text.replaceAll("\n", " "))).toEqual([
        "1 hour",
        "8 hours",
        "12 hours",
        "24 hours The policy allows at most 12 hours.",
        "Until disabled The policy allows at most 12 hours.",
      ]);
      await items.first().click();
      await page.getByRole("dialog").getByRole("button", { name: "Bypass for 1 hour" }).click();
      const row = page.getByRole("row", { name: fob.name });
      await row.getByText(/^Bypass (?:1 h|5\d min)$/).waitFor();
      expect(await seed.signIn({ login: "anna" }, "VPN", "")).toBe(true);
      // Not at once: a session ends when nothing is asked for a while.
      for (let minutes = 0; minutes <= 60; minutes += 20) {
        await page.reload();
        await row.waitFor();
        world.clock.pass(20 * 60);
        await page.clock.fastForward(20 * 60_000);
      }
      await row.getByText(/^Bypass/).waitFor({ state: "detached" });
      expect(await seed.signIn({ login: "anna" }, "VPN", "")).toBe(false);
    },
  ],
];

/** The deep tier tries every sentence. */
const OF_DEFAULT = /Check OTP/;

describeConsole("what the guide says of one token can be done by pointing", (here) => {
  it.each(SENTENCES.filter(([sentence]) => byTier(OF_DEFAULT.test(sentence), true)))(
    "%s",
    async (_sentence, act) => {
      const seed = await here.seed();
      await seed.user("anna");
      await seed.resource("VPN");
      const fob = await seed.fob({ of: "anna", at: ["VPN"] });
      const token = await openToken(here, fob.id);
      await expect(act({ world: here.world, seed, fob, token })).resolves.toBeUndefined();
    },
  );
});
