import { expect, it } from "vitest";
import { PASSWORD, getToken } from "../support/browser.js";
import type { Api } from "../support/api.js";
import { PortalSeed } from "../support/portal.js";
import { linkIn } from "../support/portal-mails.js";
import { codeIn, Mailbox } from "../support/sent.js";
import { byTier } from "../support/tier.js";
import { onOneStore } from "../support/world.js";

const OTHER = "seven copper lanterns drift";
const LINK = "invitationUrl invitation { purpose resource { name } by }";

interface Made {
  readonly invitationUrl: string | null;
  readonly invitation: { readonly purpose: string; readonly by: string };
}

const reset = (api: Api, login: string, more: object = {}) =>
  api.do<Made>("passwordReset", { user: { login }, resource: { name: "VPN" }, ...more }, LINK);

/** Who lost what: what is left of the token, the password and the recovery code. */
interface Left {
  readonly token: boolean;
  readonly password: boolean;
  readonly code: boolean;
}

/** A user who has all three. What is lost later is typed wrongly; a lost token still works, as nobody has reported it. */
async function withAll(portal: PortalSeed, login = "anna") {
  const { visitor, app, id } = await portal.enrolled(login);
  const email = `${login}@example.org`;
  await portal.seed.admin.do("userUpdate", { user: { login }, email }, "__typename");
  expect(await visitor.prove(app.code())).toBe(2);
  const code = await visitor.recoveryCode();
  portal.world.clock.pass(30);
  return { app, id, code };
}

type Way = "SIGN_IN" | "RECOVER" | "RESET_CODE" | "RESET_RECOVER" | "INVITATION" | "RESET_AND_INVITATION";

/** The table of docs/self-service.md: what leads a user back by oneself, or by a link of the helpdesk. */
const TABLE: readonly (readonly [Left, readonly Way[]])[] = [
  [{ token: true, password: true, code: true }, ["SIGN_IN", "RECOVER", "RESET_CODE", "RESET_RECOVER"]],
  [{ token: true, password: true, code: false }, ["SIGN_IN", "RESET_CODE"]],
  [{ token: true, password: false, code: true }, ["RESET_CODE", "RESET_RECOVER"]],
  [{ token: true, password: false, code: false }, ["RESET_CODE"]],
  [{ token: false, password: true, code: true }, ["RECOVER", "RESET_RECOVER", "INVITATION"]],
  [{ token: false, password: true, code: false }, ["INVITATION"]],
  [{ token: false, password: false, code: true }, ["RESET_RECOVER", "RESET_AND_INVITATION"]],
  [{ token: false, password: false, code: false }, ["RESET_AND_INVITATION"]],
];
/** In the default tier: with all but the password, and with nothing. */
const WITH_ALL_AND_NOTHING = TABLE.filter(([{ password, token, code }]) => !password && token === code);
const WAYS: readonly Way[] = [
  "SIGN_IN",
  "RECOVER",
  "RESET_CODE",
  "RESET_RECOVER",
  "INVITATION",
  "RESET_AND_INVITATION",
];

onOneStore("whoever lost the token, the password or both", (world) => {
  // The rows without the password are the ones that a mailbox could open.
  it.each(byTier(WITH_ALL_AND_NOTHING, TABLE))(
    "with %j left comes back by %j alone",
    async (left, expected) => {
      const came: Way[] = [];
      const portal = await PortalSeed.open(world());
      const { seed } = portal;
      for (const way of WAYS) {
        const login = way.toLowerCase();
        const { app, id, code } = await withAll(portal, login);
        // What is lost is typed wrongly.
        const password = left.password ? PASSWORD : "not the password at all";
        const otp = left.token ? app.code() : app.wrongCode();
        const recovery = left.code ? code : "0000-0000-0000-0000";
        const visitor = portal.browser();
        const byLink = async (proof: "answer" | "recovery") => {
          const { invitationUrl } = await reset(seed.admin, login);
          const token = getToken(String(invitationUrl));
          const begun = await visitor.browser.send("/portal/invitation/accept", { token, password: OTHER });
          const { attempt } = begun.body;
          // Access to the mailbox alone is not enough.
          const alone = await visitor.browser.send("/portal/sign-in/without-code", { attempt });
          expect(alone.code).toBe("SIGN_IN_REFUSED");
          const typed = proof === "answer" ? { attempt, passcode: otp } : { attempt, code: recovery };
          return (await visitor.browser.send(`/portal/sign-in/${proof}`, typed)).body["level"] !== undefined;
        };
        const byInvitation = async (typed: string) => {
          // The helpdesk made sure who it is, and that the token is lost.
          await seed.admin.do("tokenDisable", { token: { id } }, "__typename");
          const token = getToken(await portal.link(login));
          const { body } = await visitor.browser.send("/portal/invitation/accept", {
            token,
            password: typed,
          });
          return body["level"] !== undefined;
        };
        const ways: Readonly<Record<Way, () => Promise<boolean>>> = {
          SIGN_IN: async () => (await visitor.signIn(login, otp, password)) === 2,
          RECOVER: async () => (await visitor.recover(login, recovery, password)) === 1,
          RESET_CODE: () => byLink("answer"),
          RESET_RECOVER: () => byLink("recovery"),
          INVITATION: async () => !left.token && (await byInvitation(password)),
          RESET_AND_INVITATION: async () => {
            if (left.token || left.password) return false;
            await reset(seed.admin, login);
            return byInvitation(OTHER);
          },
        };
        if (await ways[way]()) came.push(way);
      }
      expect(came).toEqual(expected);
    },
  );

  it("of a user who has neither token nor code, gets by a reset what an invitation gives", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    await seed.user("anna");
    await portal.browser().accept(await portal.link("anna"));
    const { invitationUrl, invitation } = await reset(seed.admin, "anna");
    expect(invitation).toMatchObject({ purpose: "ENROL" });
    const anna = portal.browser();
    await anna.accept(String(invitationUrl), OTHER);
    const { app } = await anna.enrol();
    expect(await portal.browser().signIn("anna", app.code(), OTHER)).toBe(2);
    // Of a password that was never set, the feed does not say that it was removed.
    const removed = () => seed.events(9, { types: ["PASSWORD_RESET"] });
    const before = await removed();
    await seed.user("bert");
    expect(await reset(seed.admin, "bert")).toMatchObject({ invitation: { purpose: "ENROL" } });
    expect(await removed()).toEqual(before);
  });

  it("is not kept out by a forgotten password where nobody signs in with one: a reset takes it away, an invitation does not", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    const { id, code } = await withAll(portal);
    await portal.setPolicy({ signIn: ["MAIL_CODE"] });
    // With a token that works, or a recovery code, there is a way in already.
    const input = { user: { login: "anna" }, resource: { name: "VPN" } };
    expect(await seed.admin.refusal("passwordReset", input)).toBe("VALIDATION_FAILED");
    await seed.admin.do("tokenDisable", { token: { id } }, "__typename");
    expect(await seed.admin.refusal("passwordReset", input)).toBe("VALIDATION_FAILED");
    expect(code).not.toBe("");
    await seed.admin.do("recoveryCodeRevoke", { user: { login: "anna" } }, "__typename");
    const askedBy = async (link: string, password: string | null) => {
      const { browser } = portal.browser();
      const token = getToken(link);
      const looked = await browser.send("/portal/invitation", { token });
      const { code: refused } = await browser.send("/portal/invitation/accept", { token, password });
      return [looked.body["password"], refused];
    };
    expect(await askedBy(await portal.link("anna"), null)).toEqual(["PROVE", "VALIDATION_FAILED"]);
    const { invitationUrl, invitation } = await reset(seed.admin, "anna");
    expect(invitation).toMatchObject({ purpose: "ENROL" });
    expect(await seed.events(3, { types: ["PASSWORD_RESET", "INVITATION_CREATED"] })).toContain(
      "PASSWORD_RESET",
    );
    const anna = portal.browser();
    await anna.accept(String(invitationUrl), null);
    await anna.enrol();
    // What was removed does not come back with another way to sign in.
    await portal.setPolicy({ signIn: ["PASSWORD", "MAIL_CODE"] });
    expect(await portal.browser().signIn("anna", null)).toBe("SIGN_IN_REFUSED");
  });

  it("signs in with a mailed code where the portal does so, and changes the password with a code of the token", async () => {
    const portal = await PortalSeed.open(world(), { signIn: ["PASSWORD", "MAIL_CODE"] });
    const mailbox = new Mailbox(portal.seed);
    const { app } = await withAll(portal);
    await mailbox.next();
    const visitor = portal.browser();
    const { body } = await visitor.browser.send("/portal/sign-in/mail", {
      address: portal.address,
      login: "anna",
    });
    const { attempt } = body;
    const code = codeIn((await mailbox.next()).text);
    await visitor.browser.send("/portal/sign-in/mail/answer", { attempt, code });
    await visitor.browser.send("/portal/sign-in/answer", { attempt, passcode: app.code() });
    expect(await visitor.getCode("MyPasswordSet", { password: OTHER })).toBeUndefined();
    world().clock.pass(30);
    expect(await portal.browser().signIn("anna", app.code(), OTHER)).toBe(2);
  });
});

onOneStore(
  "the reset of a user's password",
  (world) => {
    it("ends sessions and the old password, and sets another one by the mailed link and a code; the user gets a notice", async () => {
      const portal = await PortalSeed.open(world());
      const { seed } = portal;
      const mailbox = new Mailbox(seed);
      const { visitor, app } = await portal.enrolled("anna");
      await seed.admin.do("userUpdate", { user: { login: "anna" }, email: "anna@example.org" }, "__typename");
      const { invitationUrl, invitation } = await reset(await seed.key("HELPDESK"), "anna", { by: "MAIL" });
      expect([invitationUrl, invitation]).toEqual([
        null,
        { purpose: "PASSWORD", resource: { name: "VPN" }, by: "MAIL" },
      ]);
      const { text, to } = await mailbox.next();
      expect(to).toBe("anna@example.org");
      expect(text).toContain(
        "Open this link, and set a new password. The page also asks for a code of your token:",
      );
      expect(await visitor.me()).toBe("UNAUTHENTICATED");
      expect(await portal.browser().signIn("anna", app.code())).toBe("SIGN_IN_REFUSED");
      world().clock.pass(30);

      const token = getToken(linkIn(text));
      const anna = portal.browser();
      const opened = await anna.browser.send("/portal/invitation", { token });
      expect(opened.body).toMatchObject({ login: "anna", resource: "VPN", password: "RESET" });
      const weak = await anna.browser.send("/portal/invitation/accept", { token, password: "password" });
      expect(weak.code).toBe("VALIDATION_FAILED");
      const begin = async (browser = anna.browser) =>
        String((await browser.send("/portal/invitation/accept", { token, password: OTHER })).body["attempt"]);
      const attempt = await begin();
      // Nothing is set yet, and nothing is used up.
      expect(await portal.browser().signIn("anna", app.code(), OTHER)).toBe("SIGN_IN_REFUSED");
      const second = await begin(portal.browser().browser);
      const wrong = { attempt, passcode: app.wrongCode() };
      expect((await anna.browser.send("/portal/sign-in/answer", wrong)).code).toBe("SIGN_IN_REFUSED");
      const done = await anna.browser.send("/portal/sign-in/answer", { attempt, passcode: app.code() });
      expect(done.body).toEqual({ level: 2 });
      expect((await mailbox.next()).text).toContain("Your password for the portal of VPN");
      expect(await anna.me()).toMatchObject({ level: 2, mayConnectFirst: false });
      world().clock.pass(30);
      expect(await portal.browser().signIn("anna", app.code(), OTHER)).toBe(2);
      world().clock.pass(30);
      // What was begun by the same link, or is begun now, sets nothing.
      const late = await portal
        .browser()
        .browser.send("/portal/sign-in/answer", { attempt: second, passcode: app.code() });
      expect(late.code).toBe("NOT_FOUND");
      expect((await anna.browser.send("/portal/invitation", { token })).code).toBe("NOT_FOUND");
      const { user } = await seed.admin.query<{ user: { events: { nodes: { type: string }[] } } }>(
        `{ user(by: { login: "anna" }) { events(first: 10, filter: { types: [PASSWORD_RESET, PASSWORD_SET, INVITATION_USED] }) { nodes { type } } } }`,
      );
      expect(user.events.nodes.map(({ type }) => type).slice(0, 3)).toEqual([
        "PASSWORD_SET",
        "INVITATION_USED",
        "PASSWORD_RESET",
      ]);
    });

    it("sends a code to whoever has a token whose codes are sent, beside the link", async () => {
      const portal = await PortalSeed.open(world());
      const { seed } = portal;
      await seed.user("anna", { email: "anna@example.org" });
      const mailbox = new Mailbox(seed);
      const visitor = portal.browser();
      await visitor.accept(await portal.link("anna"));
      await mailbox.next();
      const made = await visitor.do("MyTokenEnrol", { model: "EMAIL", name: "Mail" });
      const { id } = made["token"] as { readonly id: string };
      const otp = await mailbox.code();
      expect(await visitor.getCode("MyTokenEnrolmentConfirm", { token: id, otp })).toBeUndefined();
      await mailbox.next();
      world().clock.pass(60);
      const { invitationUrl } = await reset(seed.admin, "anna");
      const token = getToken(String(invitationUrl));
      const { body } = await visitor.browser.send("/portal/invitation/accept", { token, password: OTHER });
      const { attempt } = body;
      const asked = await visitor.browser.send("/portal/sign-in/challenge", { attempt });
      expect(asked.body).toMatchObject({ kind: "CODE" });
      const answer = { attempt, passcode: await mailbox.code() };
      expect((await visitor.browser.send("/portal/sign-in/answer", answer)).body).toEqual({ level: 2 });
    });

    it("is not done by a mailbox alone: a mailed link and a mailed code are one proof", async () => {
      const portal = await PortalSeed.open(world());
      const { seed } = portal;
      const { app, id } = await withAll(portal);
      const mailbox = new Mailbox(seed);
      await mailbox.next();
      await reset(seed.admin, "anna", { by: "MAIL" });
      const token = getToken(linkIn((await mailbox.next()).text));
      // The token becomes another one after the link was made.
      await seed.admin.do("tokenDelete", { token: { id } }, "__typename");
      const { token: mailed } = await seed.admin.do<{ token: { id: string } }>(
        "tokenCreate",
        {
          model: { software: { email: { address: "anna@example.org" } } },
          name: "M",
          to: { user: { login: "anna" } },
        },
        "token { id }",
      );
      const confirm = { token: { id: mailed.id }, otp: await mailbox.code() };
      await seed.admin.do("tokenEnrolmentConfirm", confirm, "__typename");
      const link = { token: { id: mailed.id }, to: { resource: { name: "VPN" } } };
      await seed.admin.do("assignmentCreate", link, "__typename");
      world().clock.pass(120);
      const thief = portal.browser();
      const { body } = await thief.browser.send("/portal/invitation/accept", { token, password: OTHER });
      const { attempt } = body;
      const asked = await thief.browser.send("/portal/sign-in/challenge", { attempt });
      expect(asked.code).toBe("SIGN_IN_REFUSED");
      expect(
        (await thief.browser.send("/portal/sign-in/answer", { attempt, passcode: app.code() })).code,
      ).toBe("SIGN_IN_REFUSED");
      const again = { user: { login: "anna" }, resource: { name: "VPN" }, by: "MAIL" };
      expect(await seed.admin.refusal("passwordReset", again)).toBe("POLICY_REFUSED");
    });

    it("by a recovery code beside the link connects another token; a link that was revoked meanwhile sets nothing", async () => {
      const portal = await PortalSeed.open(world());
      const { seed } = portal;
      const { code } = await withAll(portal);
      const { invitationUrl } = await reset(seed.admin, "anna");
      const token = getToken(String(invitationUrl));
      const anna = portal.browser();
      const { body } = await anna.browser.send("/portal/invitation/accept", { token, password: OTHER });
      const { attempt } = body;
      const typed = await anna.browser.send("/portal/sign-in/recovery", { attempt, code });
      expect(typed.body).toEqual({ level: 1 });
      const { app } = await anna.enrol("Second phone");
      expect(await portal.browser().signIn("anna", app.code(), OTHER)).toBe(2);
      // A link that was revoked after it was opened sets nothing.
      const made = await reset(seed.admin, "anna");
      const later = portal.browser();
      const again = { token: getToken(String(made.invitationUrl)), password: PASSWORD };
      const begun = (await later.browser.send("/portal/invitation/accept", again)).body["attempt"];
      await reset(seed.admin, "anna");
      world().clock.pass(30);
      const answer = { attempt: begun, passcode: app.code() };
      expect((await later.browser.send("/portal/sign-in/answer", answer)).code).toBe("NOT_FOUND");
    });

    it("is possible only for users without a role and portals with passwords, and for the helpdesk only by mail", async () => {
      const portal = await PortalSeed.open(world());
      const { seed } = portal;
      const helpdesk = await seed.key("HELPDESK");
      await portal.enrolled("anna");
      await seed.invite("ada", "ADMIN");
      await seed.resource("Mail");
      const user = { login: "anna" };
      const resource = { name: "VPN" };
      const refusals = [
        [helpdesk, { user, resource }, "POLICY_REFUSED"],
        [helpdesk, { user, resource, by: "MAIL" }, "VALIDATION_FAILED"],
        [seed.admin, { user }, "NOT_FOUND"],
        [seed.admin, { user, resource: { name: "Mail" } }, "VALIDATION_FAILED"],
        [seed.admin, { user: { login: "ada" }, resource }, "VALIDATION_FAILED"],
      ] as const;
      for (const [api, input, code] of refusals) expect(await api.refusal("passwordReset", input)).toBe(code);
      const { errors } = await helpdesk.send(
        `mutation { passwordReset(input: { user: { login: "ada" }, by: MAIL }) { __typename } }`,
      );
      expect(errors[0]?.extensions?.code).toBe("FORBIDDEN");
      await portal.setPolicy({ signIn: ["MAIL_CODE"] });
      expect(await seed.admin.refusal("passwordReset", { user, resource })).toBe("VALIDATION_FAILED");
      await portal.setPolicy({});
      // Nothing was changed by any of them.
      const anna = portal.browser();
      expect(await anna.signIn("anna", null)).toBe(1);
      // A token that works elsewhere alone proves nothing here.
      await seed.user("bo");
      await seed.fob({ of: "bo", at: ["Mail"] });
      expect(await seed.admin.refusal("passwordReset", { user: { login: "bo" }, resource })).toBe(
        "STILL_IN_USE",
      );
    });
  },
  { TOKENPLANE_PUBLIC_URL: "https://mfa.example.org" },
);
