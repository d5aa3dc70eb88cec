import { expect, it } from "vitest";
import { PASSWORD } from "../support/browser.js";
import { LANGUAGES } from "../../server/console/portal/language.js";
import { describeConsole } from "../support/console.js";
import { PortalSeed } from "../support/portal.js";
import { englishOn, PORTAL_TEXTS } from "../support/portal-languages.js";
import { linkIn } from "../support/portal-mails.js";
import { PHONE, PortalPage } from "../support/portal-page.js";
import { PUBLIC } from "../support/push.js";
import { codeIn, Mailbox, newNumber } from "../support/sent.js";

const { de } = PORTAL_TEXTS;

/** A small phone, a phone, and a computer. */
const SIZES = [
  [320, 568],
  [390, 844],
  [1280, 800],
] as const;

/** Types a password that is refused, and then one that is taken. */
async function choosePassword(anna: PortalPage): Promise<void> {
  const { page } = anna;
  const password = page.getByLabel(new RegExp(`^${de.invitation.password}`));
  const { longEnough } = de.words.password;
  await password.fill("passwordpassword");
  await anna.says(longEnough);
  await anna.press(de.invitation.next);
  // What is long enough is not called too short, nor is it praised beside the refusal.
  await anna.says(/leicht zu erraten\. Wählen/);
  expect(await page.getByText(longEnough).count()).toBe(0);
  await password.fill(PASSWORD);
}

/** Makes a recovery code, and looks at what is printed of it. */
async function makeRecoveryCode(
  anna: PortalPage,
  expectGood: (name: string) => Promise<void>,
): Promise<void> {
  const { page } = anna;
  await anna.press(de.dialogs.recoveryCode.action);
  await anna.title(de.dialogs.recoveryCode.shownTitle);
  const code = await page.getByLabel(de.dialogs.recoveryCode.code, { exact: true }).innerText();
  expect(code).toMatch(/^\w{4}(-\w{4}){3}$/);
  expect(await anna.button(de.dialogs.recoveryCode.close).isDisabled()).toBe(true);
  await expectGood("recovery-code");
  await page.emulateMedia({ media: "print" });
  expect((await page.locator("body").innerText()).split(/\s*\n\s*/)).toEqual([
    de.dialogs.recoveryCode.shownTitle,
    "Example Ltd · VPN · anna",
    code,
  ]);
  await page.emulateMedia({ media: "screen" });
  await page.getByLabel(de.dialogs.recoveryCode.kept).check();
  await anna.press(de.dialogs.recoveryCode.close);
}

/** Whatever the size of the screen, every language can be chosen. */
async function expectLanguagesInReach(anna: PortalPage): Promise<void> {
  const { page } = anna;
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    for (const name of Object.values(LANGUAGES)) {
      const button = anna.button(name);
      await button.scrollIntoViewIfNeeded();
      const box = await button.boundingBox();
      const [left, right, bottom] = [box?.x, box && box.x + box.width, box && box.y + box.height];
      expect(left, name).toBeGreaterThanOrEqual(0);
      expect(right, name).toBeLessThanOrEqual(width);
      expect(bottom, name).toBeLessThanOrEqual(height);
      // A trial: nothing covers it.
      await button.click({ trial: true });
    }
  }
  await page.setViewportSize({ width: 390, height: 844 });
}

/** Signs in with password and a code that is sent. */
async function signInBySms(
  anna: PortalPage,
  mailbox: Mailbox,
  expectGood: (name: string) => Promise<void>,
): Promise<void> {
  const { page } = anna;
  await page.getByLabel(new RegExp(`^${de.signIn.login}`)).fill("anna");
  await page.getByLabel(new RegExp(`^${de.signIn.password}`)).fill(PASSWORD);
  await anna.press(de.signIn.next);
  await anna.title(de.signIn.codeTitle);
  const ask = anna.button(de.common.ask);
  const top = async (button: typeof ask) => (await button.boundingBox())?.y ?? Number.NaN;
  expect(await ask.getAttribute("class")).toContain("pf-m-primary");
  expect(await top(ask)).toBeLessThan(await top(page.locator("#passcode")));
  await expectGood("code");
  await ask.click();
  // The portal sent notices and codes, all in the language that the person uses.
  for (let number = 0; number < 2; number += 1) await mailbox.next();
  const sent = await mailbox.next();
  expect(sent.text).toContain("Ihr Code für VPN");
  await page.locator("#passcode").fill(codeIn(sent.text));
  await anna.press(de.signIn.signIn);
}

describeConsole(
  "a person who is invited by mail",
  (here) => {
    it(
      "goes from the mail to a token and a recovery code, in one language, and is sent a code as the first step later",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world, { models: ["SMS"] });
        const { seed } = portal;
        const mailbox = new Mailbox(seed);
        await seed.user("anna", { email: "anna@example.org", phoneNumber: newNumber() });
        const invited = { user: { login: "anna" }, resource: { name: "VPN" }, by: "MAIL" };
        await seed.admin.do("invitationCreate", invited, "__typename");
        const { text } = await mailbox.next();
        // An API key did it, whose name says nothing to a person.
        expect(text).toMatch(/^Example Ltd invites you to set up your sign-in to VPN/);

        const link = linkIn(text).replace(PUBLIC, here.url);
        const anna = await PortalPage.openLink(here, link, { ...PHONE, locale: "de-AT" });
        const { page, watch } = anna;
        const expectGood = async (name: string) => {
          expect(await englishOn(page, de), name).toEqual([]);
          await watch.expectGood(`portal-invited-${name}`);
        };
        await choosePassword(anna);
        await anna.press(de.invitation.next);
        await anna.title(de.connect.chooseTitle);
        expect((await mailbox.next()).text).toContain("Ihr Passwort für das Portal von VPN");
        await anna.press(de.connect.next);
        await anna.title(de.connect.sentTitle);
        const activation = await mailbox.next();
        expect(activation.text).toContain("Aktivierungscode");
        await anna.type(de.connect.code.SMS, codeIn(activation.text));
        await anna.press(de.connect.complete);

        await anna.title(de.connect.doneTitle);
        await anna.says(de.connect.recoveryTitle);
        await expectGood("recovery-offer");
        await makeRecoveryCode(anna, expectGood);

        // A code was typed a moment ago.
        await anna.title(de.home.title);
        await anna.card(de.home.you).getByText(de.home.recoveryCodeMade).waitFor();
        expect(await page.getByText(de.home.levelOne).count()).toBe(0);
        await expectGood("home");
        await expectLanguagesInReach(anna);

        await anna.press(de.common.signOut);
        await anna.title(de.signIn.title);
        here.world.clock.pass(60);
        await signInBySms(anna, mailbox, expectGood);
        await anna.title(de.home.title);
      },
    );
  },
  { TOKENPLANE_PUBLIC_URL: PUBLIC },
);
