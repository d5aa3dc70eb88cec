import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { App, PASSWORD } from "../support/browser.js";
import { describeConsole } from "../support/console.js";
import { PortalSeed } from "../support/portal.js";
import { englishOn, OTHER_LANGUAGES, PORTAL_TEXTS } from "../support/portal-languages.js";
import { PortalPage } from "../support/portal-page.js";

const { de, en } = PORTAL_TEXTS;

/** The narrowest phone. */
const NARROW = { viewport: { width: 320, height: 640 } };

const startsWith = (text: string) => new RegExp(`^${text}`);

const getLanguage = (page: Page) => page.evaluate(() => globalThis.document.documentElement.lang);

/** The languages whose texts a page has loaded. */
const getLoaded = (page: Page) =>
  page.evaluate(() =>
    [...globalThis.document.querySelectorAll("link[rel=modulepreload]")].flatMap(
      (link) => /\/assets\/(de|en|es|fr|pl|uk)-[^/]*\.js$/.exec(link.getAttribute("href") ?? "")?.[1] ?? [],
    ),
  );

/** A visit in another language. */
interface Visit {
  readonly anna: PortalPage;
  readonly texts: Parameters<typeof englishOn>[1];
  readonly expectGood: (name: string) => Promise<void>;
}

/** Types passwords that are refused, goes to English and back, and chooses one that is taken. */
async function choosePassword(anna: PortalPage): Promise<void> {
  const { page } = anna;
  const password = page.getByLabel(startsWith(de.invitation.password));
  await password.fill("zu kurz");
  await anna.says("Mindestens 15 Zeichen: noch 8");
  await password.fill("passwordpassword");
  await anna.press(de.invitation.next);
  await anna.says("Dieses Passwort ist leicht zu erraten");
  // The keyboard alone: what was typed stays, and so does the place on the page. What the server said is said again.
  await anna.button("English").focus();
  await page.keyboard.press("Enter");
  await anna.title(en.invitation.title);
  await anna.says("This password is easily guessed");
  expect(await getLanguage(page)).toBe("en");
  expect(await page.getByLabel(/^Password/).inputValue()).toBe("passwordpassword");
  expect(await page.evaluate(() => globalThis.document.activeElement?.textContent)).toBe("English");
  await anna.press("Deutsch");
  await anna.title(de.invitation.title);
  await password.fill(PASSWORD);
}

/** Opens the dialog of the e-mail address, after a wrong code, and types what is no address. */
async function changeContact({ anna, texts, expectGood }: Visit, app: App): Promise<void> {
  await anna.press(texts.home.changeContact.EMAIL);
  await anna.dialog.getByLabel(startsWith(texts.common.code)).fill(app.wrongCode());
  await anna.dialog.getByRole("button", { name: texts.confirm.action, exact: true }).click();
  await anna.says(texts.confirm.wrong);
  await expectGood("confirm");
  await anna.dialog.getByLabel(startsWith(texts.common.code)).fill(app.code());
  await anna.dialog.getByRole("button", { name: texts.confirm.action, exact: true }).click();
  await anna.type(startsWith(texts.dialogs.contact.EMAIL.label), "anna");
  await anna.press(texts.dialogs.contact.send);
  await anna.says(texts.refusals?.says["VALIDATION_FAILED input.contact.email"] ?? "?");
  await expectGood("contact");
}

/** Sets a PIN, after one that is too short, and does not report the token as lost. */
async function setPin({ anna, texts, expectGood }: Visit): Promise<void> {
  const { page } = anna;
  const card = anna.card(texts.connect.offers.GOOGLE_AUTHENTICATOR.name);
  await card.getByRole("button", { name: texts.home.actions.REPORT_LOST }).click();
  await expectGood("lost");
  await anna.press(texts.words.cancel);
  await card.getByRole("button", { name: texts.home.actions.PIN_SET }).click();
  await page.locator("#pin").fill("12");
  await anna.press(texts.dialogs.pinSet.action);
  await anna.says(texts.refusals?.says["VALIDATION_FAILED input.pin"] ?? "?");
  await expectGood("pin");
  await page.locator("#pin").fill("1234");
  await anna.press(texts.dialogs.pinSet.action);
  await anna.says(texts.dialogs.pinSet.done);
  expect(await englishOn(page, texts)).toEqual([]);
  await anna.press(`${texts.words.close}: ${texts.dialogs.pinSet.done}`);
}

/** Looks at each page of a sign-in. */
async function lookAtSignIn({ anna, texts, expectGood }: Visit): Promise<void> {
  const { page } = anna;
  await anna.title(texts.signIn.title);
  await expectGood("sign-in");
  await page.getByLabel(startsWith(texts.signIn.login)).fill("anna");
  await page.getByLabel(startsWith(texts.signIn.password)).fill(PASSWORD);
  await anna.press(texts.signIn.next);
  await anna.title(texts.signIn.codeTitle);
  await expectGood("code");
  await anna.press(texts.signIn.lost);
  await anna.title(texts.signIn.recoveryTitle);
  await expectGood("recovery");
}

describeConsole("the languages of the users' portal", (here) => {
  it(
    "leads a person with a German browser from a link to a token, in English and in German as chosen, and loses nothing",
    { tags: "deep" },
    async () => {
      const portal = await PortalSeed.open(here.world);
      await portal.seed.user("anna");
      const anna = await PortalPage.openLink(here, await portal.link("anna"), { locale: "de-AT" });
      const { page, watch } = anna;
      const loaded = () => getLoaded(page);
      const language = () => getLanguage(page);
      const choose = (name: string) => anna.press(name);

      await anna.title(de.invitation.title);
      expect(await language()).toBe("de");
      expect(await page.title()).toBe(`${de.invitation.title} · Tokenplane`);
      expect(await loaded()).toEqual(["de"]);
      await choosePassword(anna);
      await anna.press(de.invitation.next);

      await anna.title(de.connect.chooseTitle);
      await page.getByRole("radio", { name: "Authenticator-App" }).check();
      expect(await page.getByLabel(startsWith(de.connect.name)).inputValue()).toBe("Mein Telefon");
      await anna.press(de.connect.next);
      await anna.title(de.connect.scanTitle);
      const key = page.locator("code");
      const shown = await key.innerText();
      // The key is shown once: another language does not lose it.
      await choose("English");
      await anna.title(en.connect.scanTitle);
      expect(await key.innerText()).toBe(shown);
      await choose("Deutsch");
      await anna.title(de.connect.scanTitle);
      expect(await key.innerText()).toBe(shown);
      await anna.says(/^Versuch 1 von 5 · noch 1\d Min\.$/);
      expect(await englishOn(page, de)).toEqual([]);
      const app = new App(shown.replaceAll(" ", ""), here.world.clock);
      await anna.type(de.connect.code.APP, app.code());
      await anna.press(de.connect.complete);
      await anna.title(de.connect.doneTitle);
      await anna.press(de.connect.back);
      await anna.title(de.home.title);
      await anna.card("Mein Telefon").getByText("Funktioniert", { exact: true }).waitFor();
      await watch.expectGood("portal-home-de");
      expect(await englishOn(page, de)).toEqual([]);

      await choose("English");
      await anna.title("Your tokens");
      await page.reload();
      await anna.title("Your tokens");
      expect([await language(), await loaded()]).toEqual(["en", ["en"]]);
      await choose("Deutsch");
      await anna.title(de.home.title);
      expect(await language()).toBe("de");
    },
  );

  /** Connects an app, after a wrong code. */
  async function connectApp({ anna, texts, expectGood }: Visit): Promise<App> {
    const { page } = anna;
    await anna.title(texts.connect.chooseTitle);
    await page
      .getByRole("radio", { name: texts.connect.offers.GOOGLE_AUTHENTICATOR.label, exact: true })
      .check();
    await expectGood("choose");
    await anna.press(texts.connect.next);
    await anna.title(texts.connect.scanTitle);
    const app = new App((await page.locator("code").innerText()).replaceAll(" ", ""), here.world.clock);
    await anna.type(texts.connect.code.APP, app.wrongCode());
    await anna.press(texts.connect.complete);
    await anna.says(texts.connect.wrong);
    await expectGood("scan");
    await anna.press(texts.common.signOut);
    await page.getByRole("dialog", { name: texts.connect.leaveTitle }).waitFor();
    await expectGood("leave");
    await anna.press(texts.connect.stay);
    await anna.type(texts.connect.code.APP, app.code());
    await anna.press(texts.connect.complete);
    // The page of the code has a button of this name, too.
    await anna.title(texts.connect.doneTitle);
    await anna.press(texts.connect.back);
    return app;
  }

  it.each(OTHER_LANGUAGES)(
    "says nothing in English, and fits on a narrow phone (%s)",
    { tags: "deep" },
    async (language, locale) => {
      const texts = PORTAL_TEXTS[language];
      const portal = await PortalSeed.open(here.world);
      await portal.seed.user("anna", { email: "anna@example.org", phoneNumber: "+4915112345678" });
      const anna = await PortalPage.openLink(here, await portal.link("anna"), { ...NARROW, locale });
      const { page, watch } = anna;
      const expectGood = async (name: string) => {
        expect(await englishOn(page, texts), name).toEqual([]);
        await watch.expectGood(`portal-${name}-${language}`);
      };
      const visit = { anna, texts, expectGood };
      await anna.title(texts.invitation.title);
      expect(await page.evaluate(() => globalThis.document.documentElement.lang)).toBe(language);
      await page.getByLabel(startsWith(texts.invitation.password)).fill("passwordpassword");
      await anna.press(texts.invitation.next);
      await anna.says(texts.refusals?.says["VALIDATION_FAILED password"] ?? "?");
      await expectGood("invitation");
      await page.getByLabel(startsWith(texts.invitation.password)).fill(PASSWORD);
      await anna.press(texts.invitation.next);
      const app = await connectApp(visit);
      await anna.title(texts.home.title);
      await expectGood("home");
      here.world.clock.pass(30);
      await changeContact(visit, app);
      await page.keyboard.press("Escape");
      await setPin(visit);
      await anna.press(texts.home.makeRecoveryCode);
      await anna.press(texts.dialogs.recoveryCode.action);
      await anna.says(texts.dialogs.recoveryCode.keep);
      await expectGood("recovery-code");
      await page.getByLabel(texts.dialogs.recoveryCode.kept).check();
      await anna.press(texts.dialogs.recoveryCode.close);
      await anna.press(texts.common.signOut);

      await lookAtSignIn(visit);
      await page.goto(`${here.url}/s/${portal.address}/device`);
      await anna.title(texts.device.noneTitle);
      await anna.type(texts.device.paste, "no link");
      await anna.press(texts.device.usePasted);
      await anna.says(texts.device.noLink);
      await expectGood("device");
      const worker = await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.scriptURL);
      expect(worker).toBe(`${here.url}/s/${portal.address}/worker.js?language=${language}`);
      await page.goto(`${here.url}/s/${portal.address}/invitation#dead`);
      await anna.title(texts.invitation.dead);
      await anna.says(texts.refusals?.says["NOT_FOUND token"] ?? "?");
      await expectGood("dead-link");
      await page.goto(`${here.url}/s/nowhere`);
      await anna.says(texts.refusals?.says["NOT_FOUND address"] ?? "?");
      await expectGood("nowhere");
    },
  );
});
