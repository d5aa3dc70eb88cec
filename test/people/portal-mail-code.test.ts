import { expect, it } from "vitest";
import { Browser, PASSWORD } from "../support/browser.js";
import { PortalSeed, type Visitor } from "../support/portal.js";
import { codeIn, Mailbox, outbox } from "../support/sent.js";
import { onEveryStore } from "../support/world.js";

const BY_MAIL = { signIn: ["PASSWORD", "MAIL_CODE"], firstEnrolment: "MAIL_CODE" };

/** Asks for a code by mail. @returns the attempt. */
async function askFor({ browser }: Visitor, address: string, login: string): Promise<string> {
  const { status, body } = await browser.send("/portal/sign-in/mail", { address, login });
  expect(status).toBe(200);
  return String(body["attempt"]);
}

/** Types a mailed code. @returns the code of the refusal; undefined when it was right. */
async function type({ browser }: Visitor, attempt: string, code: string): Promise<string | undefined> {
  return (await browser.send("/portal/sign-in/mail/answer", { attempt, code })).code;
}

onEveryStore("a code that is mailed", (world) => {
  it("begins a sign-in: without a token it leads to the first one, and later a code of the token follows", async () => {
    const portal = await PortalSeed.open(world(), BY_MAIL);
    const { seed } = portal;
    await seed.user("anna", { email: "anna@example.org" });
    const mailbox = new Mailbox(seed);
    const visitor = portal.browser();
    const attempt = await askFor(visitor, portal.address, "anna");
    const mail = await mailbox.next();
    expect(mail.to).toBe("anna@example.org");
    expect(await type(visitor, attempt, ` ${codeIn(mail.text)} `)).toBeUndefined();
    // Nothing was enrolled: a code of a token signs nobody in.
    expect((await visitor.browser.send("/portal/sign-in/answer", { attempt, passcode: "000000" })).code).toBe(
      "SIGN_IN_REFUSED",
    );
    const entered = await visitor.browser.send("/portal/sign-in/without-code", { attempt });
    expect(entered.body).toEqual({ level: 1 });
    expect(await visitor.me()).toMatchObject({ mayConnectFirst: true, passwordSet: false });
    const { app } = await visitor.enrol();
    const notice = await mailbox.next();
    expect(notice.text).toContain("/alarm#");

    world().clock.pass(120);
    const again = portal.browser();
    const second = await askFor(again, portal.address, "anna");
    expect(await type(again, second, codeIn((await mailbox.next()).text))).toBeUndefined();
    const answer = await again.browser.send("/portal/sign-in/answer", {
      attempt: second,
      passcode: app.code(),
    });
    expect(answer.body).toEqual({ level: 2 });
  });

  it("is proven once, within ten minutes, with five tries", async () => {
    const portal = await PortalSeed.open(world(), BY_MAIL);
    await portal.seed.user("anna", { email: "anna@example.org" });
    const mailbox = new Mailbox(portal.seed);
    const visitor = portal.browser();
    const first = await askFor(visitor, portal.address, "anna");
    const code = codeIn((await mailbox.next()).text);
    const wrong = code === "000000" ? "111111" : "000000";
    expect(await type(visitor, first, code)).toBeUndefined();
    expect(await type(visitor, first, code)).toBe("SIGN_IN_REFUSED");

    world().clock.pass(120);
    const second = await askFor(visitor, portal.address, "anna");
    const next = codeIn((await mailbox.next()).text);
    for (let times = 0; times < 5; times += 1)
      expect(await type(visitor, second, wrong)).toBe("SIGN_IN_REFUSED");
    expect(await type(visitor, second, next)).toBe("ATTEMPT_EXPIRED");

    world().clock.pass(120);
    const third = await askFor(visitor, portal.address, "anna");
    const late = codeIn((await mailbox.next()).text);
    world().clock.pass(600);
    expect(await type(visitor, third, late)).toBe("ATTEMPT_EXPIRED");
  });

  it("ends when its user is disabled, also when that is enabled again, and when the user gets another address", async () => {
    const portal = await PortalSeed.open(world(), BY_MAIL);
    const { seed } = portal;
    const update = (input: object) =>
      seed.admin.do("userUpdate", { user: { login: "anna" }, ...input }, "__typename");
    await seed.user("anna", { email: "anna@example.org" });
    const mailbox = new Mailbox(seed);
    const visitor = portal.browser();
    const first = await askFor(visitor, portal.address, "anna");
    const code = codeIn((await mailbox.next()).text);
    await update({ enabled: false });
    await update({ enabled: true });
    expect(await type(visitor, first, code)).toBe("ATTEMPT_EXPIRED");

    world().clock.pass(120);
    const second = await askFor(visitor, portal.address, "anna");
    const next = codeIn((await mailbox.next()).text);
    await update({ email: "anna.jones@example.org" });
    expect(await type(visitor, second, next)).toBe("ATTEMPT_EXPIRED");
  });

  it("is of the attempt that asked for it: it opens no other, and without it nobody enters", async () => {
    const portal = await PortalSeed.open(world(), BY_MAIL);
    await portal.seed.user("anna", { email: "anna@example.org" });
    const mailbox = new Mailbox(portal.seed);
    const anna = portal.browser();
    await askFor(anna, portal.address, "anna");
    const code = codeIn((await mailbox.next()).text);
    const thief = portal.browser();
    const attempt = await askFor(thief, portal.address, "anna");
    expect(await type(thief, attempt, code)).toBe("SIGN_IN_REFUSED");
    expect((await thief.browser.send("/portal/sign-in/without-code", { attempt })).code).toBe(
      "SIGN_IN_REFUSED",
    );
  });

  it("is asked for with one answer, whoever exists and may enter; and mailed only to who may", async () => {
    const portal = await PortalSeed.open(world(), { ...BY_MAIL, firstEnrolment: "INVITATION" });
    const { seed } = portal;
    await seed.user("new", { email: "new@example.org" });
    await seed.user("off", { email: "off@example.org", enabled: false });
    await seed.user("none");
    await seed.invite("ada", "ADMIN");
    await seed.admin.do("userUpdate", { user: { login: "ada" }, email: "ada@example.org" }, "__typename");
    for (const login of ["new", "off", "none", "ada", "nobody"]) {
      const visitor = portal.browser();
      const attempt = await askFor(visitor, portal.address, login);
      expect(attempt).toMatch(/^[\w-]{43}$/);
      expect([login, await type(visitor, attempt, "000000")]).toEqual([login, "SIGN_IN_REFUSED"]);
    }
    expect(await outbox(seed.admin)).toEqual([]);
  });

  it("is not there where the portal has no such way; nor is a password where only codes are mailed", async () => {
    const portal = await PortalSeed.open(world());
    const { browser } = portal.browser();
    const { address } = portal;
    const mail = () => browser.send("/portal/sign-in/mail", { address, login: "anna" });
    const password = () => browser.send("/portal/sign-in", { address, login: "anna", password: PASSWORD });
    expect((await mail()).code).toBe("VALIDATION_FAILED");
    expect((await password()).status).toBe(200);
    await portal.setPolicy({ signIn: ["MAIL_CODE"] });
    expect((await mail()).status).toBe(200);
    expect((await password()).code).toBe("VALIDATION_FAILED");
  });
});

onEveryStore("every change that a user makes in a portal", (world) => {
  it("and a token whose codes are mailed are one mailbox: together they open nothing that asks for a code", async () => {
    const portal = await PortalSeed.open(world(), BY_MAIL);
    const { seed } = portal;
    await seed.user("anna", { email: "anna@example.org" });
    const mailbox = new Mailbox(seed);
    const first = portal.browser();
    await first.accept(await portal.link("anna"));
    const made = await first.do("MyTokenEnrol", { model: "EMAIL", name: "Mail" });
    const { id } = made["token"] as { id: string };
    expect(
      await first.codeOf("MyTokenEnrolmentConfirm", { token: id, otp: await mailbox.code() }),
    ).toBeUndefined();
    await mailbox.next();
    // The link may have been mailed, too.
    expect((await first.browser.send("/portal/sign-in/again/challenge", {})).code).toBe("SIGN_IN_REFUSED");

    world().clock.pass(120);
    const thief = portal.browser();
    const attempt = await askFor(thief, portal.address, "anna");
    expect(await type(thief, attempt, codeIn((await mailbox.next()).text))).toBeUndefined();
    const asked = await thief.browser.send("/portal/sign-in/challenge", { attempt });
    expect(asked).toMatchObject({
      code: "SIGN_IN_REFUSED",
      body: { errors: [{ message: expect.stringContaining("sign in with your password") }] },
    });
    const answered = await thief.browser.send("/portal/sign-in/answer", { attempt, passcode: "000000" });
    expect(answered.code).toBe("SIGN_IN_REFUSED");
    expect((await thief.browser.send("/portal/sign-in/without-code", { attempt })).body).toEqual({
      level: 1,
    });
    const { events } = await seed.admin.query<{ events: { nodes: { reason: string }[] } }>(
      "{ events(first: 1, filter: { types: [AUTHENTICATION_DENIED] }) { nodes { reason } } }",
    );
    expect(events.nodes).toEqual([{ reason: "MAILBOX_ALONE" }]);

    // With the password, the mailbox is a second proof.
    world().clock.pass(120);
    const owner = portal.browser();
    const begun = await owner.begin("anna");
    await owner.browser.send("/portal/sign-in/challenge", { attempt: begun });
    const passcode = await mailbox.code();
    expect((await owner.browser.send("/portal/sign-in/answer", { attempt: begun, passcode })).body).toEqual({
      level: 2,
    });
  });

  it("is mailed to the user, with a link that blocks what was changed and ends the session", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    await seed.user("anna", { email: "anna@example.org" });
    const mailbox = new Mailbox(seed);
    const visitor = portal.browser();
    await visitor.accept(await portal.link("anna"));
    const { app, id } = await visitor.enrol();
    expect((await mailbox.next()).text).toContain("Phone");
    await visitor.prove(app.code());
    for (const [operation, input] of [
      ["MyTokenPinSet", { token: id, pin: "4711", position: "BEFORE_OTP" }],
      ["MyTokenPinRemove", { token: id }],
      ["MyNamesUpdate", { firstName: "Ann" }],
      ["MyPasswordSet", { password: "seven copper lanterns drift" }],
    ] as const) {
      expect(await visitor.codeOf(operation, input)).toBeUndefined();
      expect((await mailbox.next()).text, operation).toContain("/alarm#");
    }
    expect(await visitor.codeOf("MyTokenReportLost", { token: id })).toBeUndefined();
    const [, secret = ""] = /\/alarm#([\w-]{43})/.exec((await mailbox.next()).text) ?? [];
    const raised = await Browser.of(world()).send("/alarm/raise", {
      token: secret,
    });
    expect(raised.status).toBe(200);
    expect(await visitor.me()).toBe("UNAUTHENTICATED");
  });
});
