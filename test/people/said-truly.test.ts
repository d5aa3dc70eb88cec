import { expect, it } from "vitest";
import { refuseForgottenCodes } from "../../server/history/forgotten-uses.js";
import { PASSWORD } from "../support/browser.js";
import { PortalSeed, type Visitor } from "../support/portal.js";
import { ask, phoneOptions, PUBLIC, pushScene } from "../support/push.js";
import { askForCode, Mailbox, otherCode, SENT_MODELS } from "../support/sent.js";
import { onOneStore } from "../support/world.js";

/** A user of a portal with a password, and a token whose codes are sent by SMS. */
async function withSms(portal: PortalSeed) {
  const { seed, world } = portal;
  await seed.user("bert");
  await portal.browser().accept(await portal.link("bert"));
  const mailbox = new Mailbox(seed);
  const { token } = await seed.admin.do<{ token: { id: string } }>(
    "tokenCreate",
    { name: "SMS", model: { software: SENT_MODELS.SMS() }, to: { user: { login: "bert" } } },
    "token { id }",
  );
  const otp = await mailbox.code();
  await seed.admin.do("tokenEnrolmentConfirm", { token, otp }, "__typename");
  await seed.link(token.id, "VPN");
  world.clock.pass(700);
  return { mailbox };
}

/** Asks for a code in a new sign-in. @returns the attempt, and the answer. */
async function asked(visitor: Visitor, login = "bert", password = PASSWORD) {
  const attempt = await visitor.begin(login, password);
  return { attempt, ...(await visitor.browser.send("/portal/sign-in/challenge", { attempt })) };
}

onOneStore(
  "what a page says",
  (world) => {
    it("of a code that is not sent is when the next can be; the last one works, and used ones do not count", async () => {
      const portal = await PortalSeed.open(world());
      const { mailbox } = await withSms(portal);
      const first = await asked(portal.browser());
      expect(first.body).toMatchObject({ kind: "CODE", sent: true, waitSeconds: 30 });
      const code = await mailbox.code();
      world().clock.pass(10);
      const second = await asked(portal.browser());
      expect(second.body).toMatchObject({ kind: "CODE", sent: false, waitSeconds: 20 });
      const { attempt } = second;
      const browser = portal.browser().browser;
      expect((await browser.send("/portal/sign-in/answer", { attempt, passcode: code })).body).toEqual({
        level: 2,
      });
      expect((await asked(portal.browser())).body).toMatchObject({ sent: true, waitSeconds: 30 });
      await mailbox.code();
      // Whoever does not know the password sees the same turns.
      for (const [login, password] of [
        ["bert", "wrong wrong wrong wrong"],
        ["nobody", PASSWORD],
      ] as const) {
        expect((await asked(portal.browser(), login, password)).body).toMatchObject({ sent: true });
        expect((await asked(portal.browser(), login, password)).body).toMatchObject({ sent: false });
      }
    });

    it("of a mailed code is when the next can be, the same to everybody", async () => {
      const portal = await PortalSeed.open(world(), { signIn: ["PASSWORD", "MAIL_CODE"] });
      const { seed, address } = portal;
      await seed.user("anna", { email: "anna.says@example.org" });
      const answers: unknown[] = [];
      for (const login of ["anna", "nobody"]) {
        const { browser } = portal.browser();
        const says = async () => {
          const { body } = await browser.send("/portal/sign-in/mail", { address, login });
          return [body["sent"], body["waitSeconds"]];
        };
        answers.push([await says(), await says()]);
      }
      const said = [
        [true, 30],
        [false, 30],
      ];
      expect(answers).toEqual([said, said]);
    });

    it("of a locked token is that it is locked, and until when, to who typed the password and to nobody else", async () => {
      const portal = await PortalSeed.open(world());
      const { mailbox } = await withSms(portal);
      const { attempt } = await asked(portal.browser());
      const { browser } = portal.browser();
      const code = await mailbox.code();
      const send = (passcode: string, of = attempt) =>
        browser.send("/portal/sign-in/answer", { attempt: of, passcode });
      // A code that was sent is void after three wrong ones: then it is asked again.
      for (let n = 1; n <= 3; n += 1) expect((await send(otherCode(code, n))).code).toBe("SIGN_IN_REFUSED");
      world().clock.pass(60);
      const next = await asked(portal.browser());
      const last = await mailbox.code();
      await send(otherCode(last), next.attempt);
      const fifth = await send(otherCode(last, 2), next.attempt);
      const locked = { reason: "LOCKED", retryAfter: expect.stringMatching(/^\d+$/) as string };
      const getSentence = ({ body }: { readonly body: Readonly<Record<string, unknown>> }) =>
        (body["errors"] as readonly { readonly message: string; readonly extensions: object }[])[0];
      expect(getSentence(fifth)).toMatchObject({
        message: expect.stringMatching(/is locked.* Try again in \d+ minutes?\.$/) as string,
        extensions: locked,
      });
      // The right one, and the button that would send one.
      expect(getSentence(await send(last, next.attempt))?.extensions).toMatchObject(locked);
      const again = await asked(portal.browser());
      expect(getSentence(again)?.extensions).toMatchObject(locked);
      const answers: unknown[] = [];
      for (const [login, password] of [
        ["bert", "wrong wrong wrong wrong"],
        ["nobody", PASSWORD],
      ] as const) {
        const wrong = await portal.browser().begin(login, password);
        const { extensions, message } = getSentence(await send(last, wrong)) ?? {};
        answers.push([extensions, message]);
      }
      expect(answers[0]).toEqual(answers[1]);
      expect(JSON.stringify(answers)).not.toContain("LOCKED");
    });

    it("of a session whose cookie is missing says nothing of API keys", async () => {
      const portal = await PortalSeed.open(world());
      const { browser } = portal.browser();
      const { body, code } = await browser.query("Me");
      expect(code).toBe("UNAUTHENTICATED");
      expect(JSON.stringify(body)).toContain("Allow cookies, and sign in again.");
      expect(JSON.stringify(body)).not.toContain("Bearer");
    });

    it("and what the API says of a turn is the same for a user that does not exist", async () => {
      const portal = await PortalSeed.open(world());
      const { seed } = portal;
      const { mailbox } = await withSms(portal);
      const clock = world().clock;
      const turns: Record<string, unknown[]> = { bert: [], nobody: [] };
      const last: Record<string, string> = {};
      for (const seconds of [0, 1, 29, 1, 59, 1]) {
        clock.pass(seconds);
        for (const login of ["bert", "nobody"]) {
          const { challenge } = await seed.admin.do<{
            challenge: { id: string; kind: string; sent: boolean; nextAt: string; expiresAt: string };
          }>(
            "challengeCreate",
            { purpose: "SIGN_IN", resource: { name: "VPN" }, subject: { user: { login } } },
            "challenge { id kind sent nextAt expiresAt }",
          );
          const { id, kind, sent, nextAt, expiresAt } = challenge;
          const left = (at: string) => (Date.parse(at) - clock.now()) / 1_000;
          turns[login]?.push([kind, sent, left(nextAt), left(expiresAt), id === last[login]]);
          last[login] = id;
        }
      }
      expect(turns["bert"]).toEqual([
        ["CODE", true, 30, 300, false],
        ["CODE", false, 29, 299, true],
        ["CODE", true, 60, 300, false],
        ["CODE", false, 59, 299, true],
        ["CODE", true, 120, 300, false],
        ["CODE", false, 119, 299, true],
      ]);
      expect(turns["nobody"]).toEqual(turns["bert"]);
      for (let n = 0; n < 2; n += 1) await mailbox.code();
      const passcode = await mailbox.code();
      expect(await seed.signIn({ login: "bert" }, "VPN", passcode, { challenge: last["bert"] })).toBe(true);
      // A language without texts is refused, and not replaced by another one.
      for (const locale of ["xx", "it", "german", "de what"]) {
        const input = { purpose: "SIGN_IN", resource: { name: "VPN" }, subject: { user: { login: "bert" } } };
        expect([locale, await seed.admin.refusal("challengeCreate", { ...input, locale })]).toEqual([
          locale,
          "VALIDATION_FAILED",
        ]);
      }
      expect(await askForCode(seed, { user: { login: "bert" } }, "VPN", { locale: "de-AT" })).toMatchObject({
        kind: "CODE",
      });
    });

    // The last one: it ends all sessions of the store.
    it("of a request on a phone that a restart closed is that nobody can answer it, as of a decoy", async () => {
      const { seed } = await pushScene(world(), phoneOptions(world()));
      const real = await ask(seed);
      const decoy = await ask(seed, {}, "nobody");
      const getState = async ({ id }: { readonly id: string }) => {
        const query = `query ($id: ID!) { challenge(id: $id) { state } }`;
        return (await seed.admin.query<{ challenge: { state: string } }>(query, { id })).challenge.state;
      };
      expect([await getState(real), await getState(decoy)]).toEqual(["PENDING", "PENDING"]);
      world().clock.pass(1);
      // As a start does on a database that may lack the last changes.
      await refuseForgottenCodes(world().database, world().clock.now());
      expect([await getState(real), await getState(decoy)]).toEqual(["EXPIRED", "EXPIRED"]);
      world().clock.pass(60);
      expect(await getState(await ask(seed))).toBe("PENDING");
    });
  },
  { TOKENPLANE_PUBLIC_URL: PUBLIC },
);
