import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { ALARM_TEXTS } from "../support/alarm-texts.js";
import { describeConsole } from "../support/console.js";
import { getUuid } from "../support/contents.js";
import { englishOn, OTHER_LANGUAGES, PORTAL_TEXTS } from "../support/portal-languages.js";
import { linkIn, mailChange } from "../support/portal-mails.js";
import type { Seed } from "../support/seed.js";
import { outbox } from "../support/sent.js";

describeConsole("“This was not me”", (here) => {
  /** An account with anna and a token, who got a mail. @returns the token and the path in the mail's link. */
  async function mailed(): Promise<{ seed: Seed; id: string; path: string }> {
    const seed = await here.world.seed();
    await seed.user("anna", { email: "anna.brown@mailbox.example" });
    const { id, name } = await seed.fob({ of: "anna" });
    const token = { id: getUuid(id), name };
    await mailChange(here.world, seed, "anna", { change: "TOKEN_TAKEN", token });
    await expect.poll(async () => (await outbox(seed.admin)).length).toBe(1);
    const [mail] = await outbox(seed.admin);
    return { seed, id, path: linkIn(mail?.text ?? "").slice(here.url.length) };
  }

  const isEnabled = async ({ admin }: Seed, id: string) =>
    (
      await admin.query<{ token: { enabled: boolean } }>(
        "query ($id: ID!) { token(by: { id: $id }) { enabled } }",
        { id },
      )
    ).token.enabled;

  it("shows what happened, and does nothing until the button is pressed; then what to do next", async () => {
    const { seed, id, path } = await mailed();
    const { page, watch } = await here.open(path);
    await page.getByRole("heading", { level: 1, name: "Was this you?" }).waitFor();
    for (const text of ["A token was assigned to you", "VPN (Example Ltd)", "anna"]) {
      await page.getByText(text, { exact: true }).waitFor();
    }
    // The secret of the link is in the address bar no more.
    expect(page.url()).toBe(`${here.url}/alarm`);
    await watch.expectGood("alarm");
    expect(await isEnabled(seed, id)).toBe(true);
    await page.getByRole("button", { name: "This was not me" }).click();
    await page.getByRole("heading", { level: 1, name: "All your sessions were ended" }).waitFor();
    await page.getByText("Tokens that were changed are disabled").waitFor();
    await page.getByText("Talk to your helpdesk or administrator now").waitFor();
    expect(await page.getByText("This was already reported").count()).toBe(0);
    await watch.expectGood("alarm-raised");
    expect(await isEnabled(seed, id)).toBe(false);

    await page.reload();
    await page.getByText("This was already reported").waitFor();
    await page.getByText("Tokens that were changed are disabled").waitFor();
    expect(await page.getByRole("button", { name: "This was not me" }).count()).toBe(0);
  });

  it("works with the keyboard alone, and link after link in the same tab", async () => {
    const { seed, id, path } = await mailed();
    const other = await mailed();
    const { page } = await here.open(path);
    await page.getByRole("heading", { level: 1, name: "Was this you?" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "All your sessions were ended" }).waitFor();
    expect(await isEnabled(seed, id)).toBe(false);
    await page.goto(`${here.url}${other.path}`);
    await page.getByRole("heading", { level: 1, name: "Was this you?" }).waitFor();
    expect(await isEnabled(other.seed, other.id)).toBe(true);
  });

  it("says what to do when the link does not work", async () => {
    const { page, watch } = await here.open(`/alarm#${"A".repeat(43)}`);
    await page
      .getByText("This link does not work: it is incomplete, older than seven days, or no longer valid.")
      .waitFor();
    await watch.expectGood("alarm-not-found");
  });

  /**
   * Which texts a page loads when it is opened again: those of the portal, and its own.
   * @param title which it shows when they are there.
   */
  async function loadedAgain(page: Page, title: string): Promise<string[]> {
    const loaded = new Set<string>();
    page.on("request", (request) => {
      const file = /\/assets\/(?:de|en|es|fr|pl|uk)-[^/]*\.js$/.exec(request.url())?.[0];
      if (file !== undefined) loaded.add(file);
    });
    await page.reload();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    // Nor does another one come later.
    await page.waitForLoadState("networkidle");
    return [...loaded].map((file) => file.slice("/assets/".length, "/assets/de".length)).toSorted();
  }
  const getLanguage = (page: Page) => page.evaluate(() => globalThis.document.documentElement.lang);

  it(
    "speaks the language of the browser, or the one that was chosen, and keeps what was done",
    { tags: "deep" },
    async () => {
      const { path, seed, id } = await mailed();
      const { page, watch } = await here.open(path, { locale: "de-AT" });
      const { de, en } = ALARM_TEXTS;
      const german = { ...PORTAL_TEXTS.de, alarm: de };
      const title = (name: string) => page.getByRole("heading", { level: 1, name }).waitFor();
      await title(de.title);
      expect([await getLanguage(page), await loadedAgain(page, de.title)]).toEqual(["de", ["de", "de"]]);
      await page.getByText(de.changes.TOKEN_TAKEN, { exact: true }).waitFor();
      await page.getByText(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/).waitFor();
      expect(await englishOn(page, german)).toEqual([]);
      await watch.expectGood("alarm-de");
      // Another language does not lose what was done, and the choice holds for the next link.
      await page.getByRole("button", { name: de.notMe }).click();
      await title(de.raisedTitle);
      await page.getByText(de.effects.TOKEN_DISABLED).waitFor();
      expect(await englishOn(page, german)).toEqual([]);
      await page.getByRole("button", { name: "English" }).click();
      await title(en.raisedTitle);
      await page.getByText(en.effects.TOKEN_DISABLED).waitFor();
      expect(await page.evaluate(() => globalThis.document.activeElement?.textContent)).toBe("English");
      expect(await isEnabled(seed, id)).toBe(false);
      await page.getByRole("button", { name: "Deutsch" }).click();
      await title(de.raisedTitle);
      await page.reload();
      await page.getByText(new RegExp(`^${de.repeated("").split(":")[0]}`)).waitFor();
      expect(await englishOn(page, german)).toEqual([]);
      await page.getByRole("button", { name: "Français" }).click();
      await page.goto(`${here.url}/alarm#dead`);
      await page.getByText(ALARM_TEXTS.fr.dead).waitFor();
      expect([await getLanguage(page), await page.title()]).toEqual([
        "fr",
        `${PORTAL_TEXTS.fr.invitation.dead} · Tokenplane`,
      ]);
      // A refusal that has nothing to do with the link.
      await page.route("**/alarm/read", (route) => route.abort("connectionrefused"));
      await page.reload();
      await page.getByText(PORTAL_TEXTS.fr.refusals?.says.NETWORK ?? "?").waitFor();
      expect(await englishOn(page, { ...PORTAL_TEXTS.fr, alarm: ALARM_TEXTS.fr })).toEqual([]);
      await page.unroute("**/alarm/read");
      await page.getByRole("button", { name: PORTAL_TEXTS.fr.common.tryAgain }).click();
      await page.getByText(ALARM_TEXTS.fr.dead).waitFor();
    },
  );

  it.each(OTHER_LANGUAGES)(
    "says nothing in English, and fits on a narrow phone (%s)",
    { tags: "deep" },
    async (language, locale) => {
      const texts = { ...PORTAL_TEXTS[language], alarm: ALARM_TEXTS[language] };
      const { path } = await mailed();
      const { page, watch } = await here.open(path, { locale, viewport: { width: 320, height: 640 } });
      const expectGood = async (name: string, title: string) => {
        await page.getByRole("heading", { level: 1, name: title }).waitFor();
        expect(await englishOn(page, texts), name).toEqual([]);
        await watch.expectGood(`alarm-${name}-${language}`);
      };
      await expectGood("asked", texts.alarm.title);
      expect(await getLanguage(page)).toBe(language);
      await page.getByRole("button", { name: texts.alarm.notMe }).click();
      await expectGood("raised", texts.alarm.raisedTitle);
      await page.goto(`${here.url}/alarm#dead`);
      await expectGood("dead", texts.invitation.dead);
    },
  );
});
