import { expect, it } from "vitest";
import { Browser, getToken } from "../support/browser.js";
import { Phone } from "../support/phone.js";
import { PortalSeed } from "../support/portal.js";
import { ask, confirmPhone, phoneOptions, PUBLIC, pushToken, shown } from "../support/push.js";
import type { Seed } from "../support/seed.js";
import { askForCode, Mailbox, newNumber } from "../support/sent.js";
import { imported } from "../support/upload.js";
import { onOneStore } from "../support/world.js";

onOneStore(
  "the language of a person",
  (world) => {
    /** Connects Anna's phone, which asks in her language, or in the one that the system asks in. @returns the token. */
    async function askInEachLanguage(seed: Seed): Promise<string> {
      const { id, uri } = await pushToken(seed);
      const phone = await Phone.enrol(uri, phoneOptions(world()));
      const toConnect = await shown(phone);
      expect(toConnect.question).toMatch(/^Dieses Telefon mit .* verbinden/);
      const { displayCode } = await phone.accept(toConnect);
      await confirmPhone(seed, id, displayCode ?? "");
      await seed.link(id, "VPN");
      world().clock.pass(60);
      await ask(seed);
      const inGerman = await shown(phone);
      expect(inGerman.question).toMatch(/^Anmelden bei VPN\?/);
      await phone.accept(inGerman);
      // The system that asks may know better.
      world().clock.pass(60);
      await ask(seed, { locale: "fr" });
      expect((await shown(phone)).question).toMatch(/^Se connecter/);
      return id;
    }

    it("is that of each mail and code to the person, and of what a phone asks; without one, the account's counts", async () => {
      const portal = await PortalSeed.open(world());
      const { seed } = portal;
      const { admin } = seed;
      const mailbox = new Mailbox(seed);
      const anna = { user: { login: "anna" } };
      await seed.user("anna", { email: "anna@example.org", phoneNumber: newNumber(), locale: "de" });
      await admin.do("invitationCreate", { ...anna, resource: { name: "VPN" }, by: "MAIL" }, "__typename");
      expect((await mailbox.next()).text).toMatch(/^Example Ltd lädt Sie ein/);
      const id = await askInEachLanguage(seed);

      await admin.do("tokenDelete", { token: { id } }, "__typename");
      const sms = { software: { sms: { phoneNumber: newNumber() } } };
      const { token } = await admin.do<{ token: { id: string } }>(
        "tokenCreate",
        { name: "SMS", model: sms, to: anna },
        "token { id }",
      );
      const first = await mailbox.next();
      expect(first.text).toContain("Aktivierungscode");
      const otp = /\d{6}/.exec(first.text)?.[0];
      await admin.do("tokenEnrolmentConfirm", { token, otp }, "__typename");
      await seed.link(token.id, "VPN");
      for (const [locale, said] of [
        ["pl", /to kod/],
        [null, /is your code for VPN/],
      ] as const) {
        await admin.do("userUpdate", { ...anna, locale }, "__typename");
        world().clock.pass(121);
        await askForCode(seed, anna);
        expect((await mailbox.next()).text).toMatch(said);
      }
      const refused = { code: "VALIDATION_FAILED", path: ["input", "locale"] };
      expect(await admin.mutate("userUpdate", { ...anna, locale: "xx" }, "__typename")).toMatchObject(
        refused,
      );
      const file = "login,language\nberta,uk\nconrad,";
      expect(await imported(admin, "userImport", {}, file)).toMatchObject({ created: 2 });
      const { users } = await admin.query<{ users: { nodes: object[] } }>(
        "{ users { nodes { login locale } } }",
      );
      expect(users.nodes).toEqual(
        expect.arrayContaining([
          { login: "anna", locale: null },
          { login: "berta", locale: "uk" },
          { login: "conrad", locale: null },
        ]),
      );
    });

    it("is the first that a portal shows to the person, until the person chooses another one; a password alone changes it for nobody who has a token", async () => {
      const portal = await PortalSeed.open(world());
      const kept = async (login: string) =>
        (
          await portal.seed.admin.query<{ user: { locale: string | null } }>(
            "query ($login: String!) { user(by: { login: $login }) { locale } }",
            { login },
          )
        ).user.locale;
      await portal.seed.user("anna");
      await portal.seed.user("berta", { locale: "fr" });
      for (const [login, after] of [
        ["anna", "de"],
        ["berta", "fr"],
      ] as const) {
        const token = getToken(await portal.link(login));
        const opened = await Browser.of(world(), portal.address).send("/portal/invitation", { token });
        expect(opened.body["locale"]).toBe(await kept(login));
        const visitor = portal.browser();
        const password = "seven copper lanterns drift";
        await visitor.browser.send("/portal/invitation/accept", { token, password, locale: "de" });
        expect(await kept(login)).toBe(after);
        expect(await visitor.me()).toMatchObject({ locale: after });
        expect(await visitor.getCode("MyLanguageSet", { locale: "xx" })).toBe("VALIDATION_FAILED");
        expect(await visitor.getCode("MyLanguageSet", { locale: "pl" })).toBeUndefined();
        const { app } = await visitor.enrol();
        expect(await visitor.getCode("MyLanguageSet", { locale: "es" })).toBeUndefined();

        const thief = portal.browser();
        expect(await thief.signIn(login, null, password)).toBe(1);
        expect(await thief.getCode("MyLanguageSet", { locale: "uk" })).toBe("POLICY_REFUSED");
        expect(await kept(login)).toBe("es");
        expect(await thief.prove(app.code())).toBe(2);
        expect(await thief.getCode("MyLanguageSet", { locale: "uk" })).toBeUndefined();
        expect(await kept(login)).toBe("uk");
      }
    });
  },
  { TOKENPLANE_PUBLIC_URL: PUBLIC },
);
