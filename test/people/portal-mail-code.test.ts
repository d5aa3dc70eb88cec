// @module-tag deep
import { expect, it } from "vitest";
import { Browser, PASSWORD } from "../support/browser.js";
import { PortalSeed, type Visitor } from "../support/portal.js";
import { codeIn, Mailbox, otherCode, outbox } from "../support/sent.js";
import { getStatements } from "../support/statements.js";
import { onOneStore } from "../support/world.js";

const BY_MAIL = { signIn: ["PASSWORD", "MAIL_CODE"], firstEnrolment: "MAIL_CODE" };

/** Asks for a code by mail. @param attempt so far, by which another code is asked for. @param from another address of the browser. @returns the attempt. */
async function askFor(
  { browser }: Visitor,
  address: string,
  login: string,
  attempt?: string,
  from?: string,
): Promise<string> {
  const headers = from === undefined ? undefined : { "x-forwarded-for": from };
  const { status, body } = await browser.send("/portal/sign-in/mail", { address, login, attempt }, headers);
  expect(status).toBe(200);
  return String(body["attempt"]);
}

/** Types a mailed code. @returns the code of the refusal; undefined when it was right. */
async function type({ browser }: Visitor, attempt: string, code: string): Promise<string | undefined> {
  return (await browser.send("/portal/sign-in/mail/answer", { attempt, code })).code;
}

onOneStore("a code that is mailed", (world) => {
  it("begins a sign-in: without a token it leads to the first one, and later a code of the token follows", async () => {
    const portal = await PortalSeed.open(world(), BY_MAIL);
    const { seed } = portal;
    await seed.user("anna", { email: "anna.1@example.org" });
    const mailbox = new Mailbox(seed);
    const visitor = portal.browser();
    const attempt = await askFor(visitor, portal.address, "anna");
    const mail = await mailbox.next();
    expect(mail.to).toBe("anna.1@example.org");
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

  it("goes on to be valid when another one is asked for too soon: the newest that was mailed signs in, until its own end", async () => {
    const portal = await PortalSeed.open(world(), BY_MAIL);
    const { seed, address } = portal;
    const { clock } = world();
    for (const login of ["anna", "bert", "carl"]) await seed.user(login, { email: `${login}@a.example.org` });
    const mailbox = new Mailbox(seed);
    /** Asks again and again: after how many seconds, and whether one is mailed. @returns the codes that were mailed, too. */
    const press = async (login: string, after: readonly (readonly [number, boolean])[]) => {
      const visitor = portal.browser();
      const attempt = await askFor(visitor, address, login);
      const codes = [await mailbox.code()];
      for (const [seconds, isMailed] of after) {
        clock.pass(seconds);
        // Nobody learns from the answer whether one was mailed.
        expect(await askFor(visitor, address, login, attempt)).toBe(attempt);
        if (isMailed) codes.push(await mailbox.code());
      }
      return { visitor, attempt, codes };
    };
    const twice = [
      [30, true],
      [30, false],
    ] as const;
    const anna = await press("anna", twice);
    expect(await type(anna.visitor, anna.attempt, anna.codes[1] ?? "")).toBeUndefined();
    const carl = await press("carl", [...twice, [30, true]]);
    expect(await type(carl.visitor, carl.attempt, carl.codes[1] ?? "")).toBe("SIGN_IN_REFUSED");
    expect(await type(carl.visitor, carl.attempt, carl.codes[2] ?? "")).toBeUndefined();
    // Who asks again does not make an old code last longer.
    const bert = await press("bert", [[10, false]]);
    clock.pass(589);
    expect(await type(bert.visitor, bert.attempt, otherCode(bert.codes[0] ?? ""))).toBe("SIGN_IN_REFUSED");
    clock.pass(1);
    expect(await type(bert.visitor, bert.attempt, bert.codes[0] ?? "")).toBe("SIGN_IN_REFUSED");
  });

  it("can be requested again only in its own sign-in, and has five attempts in all, also for a login that does not exist", async () => {
    const portal = await PortalSeed.open(world(), BY_MAIL);
    const { seed, address } = portal;
    for (const login of ["anna", "bert"]) await seed.user(login, { email: `${login}@b.example.org` });
    const mailbox = new Mailbox(seed);
    const visitor = portal.browser();
    const attempt = await askFor(visitor, address, "anna");
    const code = await mailbox.code();
    // Another login, another portal, and a sign-in by password go their own ways, whether the password is right or wrong.
    expect(await askFor(visitor, address, "bert", attempt)).not.toBe(attempt);
    const other = await PortalSeed.open(world(), BY_MAIL);
    expect(await askFor(other.browser(), other.address, "anna", attempt)).not.toBe(attempt);
    for (const password of [PASSWORD, "wrong password, wrong password"]) {
      const begun = await visitor.begin("anna", password);
      expect(await askFor(visitor, address, "anna", begun)).not.toBe(begun);
    }
    expect(await type(visitor, attempt, code)).toBeUndefined();
    // After it was proven, too.
    expect(await askFor(visitor, address, "anna", attempt)).not.toBe(attempt);

    for (const login of ["bert", "nobody"]) {
      world().clock.pass(120);
      let tried = await askFor(visitor, address, login);
      for (let times = 0; times < 4; times += 1)
        expect(await type(visitor, tried, "x")).toBe("SIGN_IN_REFUSED");
      world().clock.pass(120);
      const same = await askFor(visitor, address, login, tried);
      expect([login, same]).toEqual([login, tried]);
      expect(await type(visitor, tried, "x")).toBe("SIGN_IN_REFUSED");
      expect(await type(visitor, tried, "x")).toBe("ATTEMPT_EXPIRED");
      world().clock.pass(120);
      tried = await askFor(visitor, address, login, same);
      expect([login, tried === same]).toEqual([login, false]);
      expect(await type(visitor, tried, "x")).toBe("SIGN_IN_REFUSED");
    }
  });

  it("is proven once, within ten minutes, with five tries", async () => {
    const portal = await PortalSeed.open(world(), BY_MAIL);
    await portal.seed.user("anna", { email: "anna.2@example.org" });
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
    await seed.user("anna", { email: "anna.3@example.org" });
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

  it("is valid only in the sign-in that requested it", async () => {
    const portal = await PortalSeed.open(world(), BY_MAIL);
    await portal.seed.user("anna", { email: "anna.4@example.org" });
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

  it("is requested with the same answer for every login, and mailed only to users who may enter", async () => {
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

  it("costs the same statements, whoever exists: the time shows nothing", async () => {
    const portal = await PortalSeed.open(world(), { ...BY_MAIL, firstEnrolment: "INVITATION" });
    await portal.seed.user("none");
    const work = async (login: string) => {
      const visitor = portal.browser();
      const all = await getStatements(world(), () => askFor(visitor, portal.address, login));
      return all.map((text) => text.slice(0, 60));
    };
    // What is kept in memory is read before.
    await work("nobody");
    expect(await work("nothing")).toEqual(await work("none"));
  });

  it("is refused in a portal that allows only passwords, and so is a password in a portal that allows only mailed codes", async () => {
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

  it("and a token whose codes are mailed count as one proof, because both need only the mailbox: together they allow nothing that asks for a code", async () => {
    const portal = await PortalSeed.open(world(), BY_MAIL);
    const { seed } = portal;
    await seed.user("anna", { email: "anna@example.org" });
    const mailbox = new Mailbox(seed);
    const first = portal.browser();
    await first.accept(await portal.link("anna"));
    await mailbox.next();
    const made = await first.do("MyTokenEnrol", { model: "EMAIL", name: "Mail" });
    const { id } = made["token"] as { id: string };
    expect(
      await first.getCode("MyTokenEnrolmentConfirm", { token: id, otp: await mailbox.code() }),
    ).toBeUndefined();
    await mailbox.next();
    // The link may have been mailed, too.
    expect(await first.me()).toMatchObject({ recoveryCodeProvenUntil: null });
    expect(await first.getCode("MyRecoveryCodeCreate", {})).toBe("STEP_UP_REQUIRED");
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
});

onOneStore("every change that a user makes in a portal", (world) => {
  it("is mailed to the user, with a link that blocks what was changed and ends the session", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    await seed.user("anna", { email: "anna@example.org" });
    const mailbox = new Mailbox(seed);
    const visitor = portal.browser();
    await visitor.accept(await portal.link("anna"));
    expect((await mailbox.next()).text).toContain("/alarm#");
    const { app, id } = await visitor.enrol();
    expect((await mailbox.next()).text).toContain("Phone");
    await visitor.prove(app.code());
    for (const [operation, input] of [
      ["MyTokenPinSet", { token: id, pin: "4711", position: "BEFORE_OTP" }],
      ["MyTokenPinRemove", { token: id }],
      ["MyNamesUpdate", { firstName: "Ann" }],
      ["MyPasswordSet", { password: "seven copper lanterns drift" }],
    ] as const) {
      expect(await visitor.getCode(operation, input)).toBeUndefined();
      expect((await mailbox.next()).text, operation).toContain("/alarm#");
    }
    expect(await visitor.getCode("MyTokenReportLost", { token: id })).toBeUndefined();
    const [, secret = ""] = /\/alarm#([\w-]{43})/.exec((await mailbox.next()).text) ?? [];
    const raised = await Browser.of(world()).send("/alarm/raise", {
      token: secret,
    });
    expect(raised.status).toBe(200);
    expect(await visitor.me()).toBe("UNAUTHENTICATED");
  });
});

onOneStore(
  "a code that a stranger asks for",
  (world) => {
    it("uses up neither the limits of a network where the user signed in before, nor all limits of other networks", async () => {
      const portal = await PortalSeed.open(world(), { ...BY_MAIL, signIn: ["MAIL_CODE"] });
      const { seed, address } = portal;
      const { clock } = world();
      await seed.user("anna", { email: "anna.of.strangers@example.org" });
      const mailbox = new Mailbox(seed);
      const anna = portal.browser();
      const first = await askFor(anna, address, "anna");
      expect(await type(anna, first, codeIn((await mailbox.next()).text))).toBeUndefined();
      await anna.browser.send("/portal/sign-in/without-code", { attempt: first });
      expect(await anna.me()).toMatchObject({ level: 1 });
      const mailed = async () => {
        const read = await seed.admin.query<{ messages: { totalCount: number } }>(
          "{ messages(first: 1) { totalCount } }",
        );
        return read.messages.totalCount;
      };
      const isMailed = async (login: string, from?: string) => {
        const before = await mailed();
        await askFor(portal.browser(), address, login, undefined, from);
        if ((await mailed()) === before) return false;
        // What is not sent when the clock passes is given up, and does not count.
        await mailbox.next();
        return true;
      };
      /** How many of the codes are mailed that somebody asks for every two minutes. */
      const getMailed = async (times: number, from: string) => {
        let count = 0;
        for (let n = 0; n < times; n += 1) {
          clock.pass(121);
          if (await isMailed("anna", from)) count += 1;
        }
        return count;
      };
      clock.pass(3_600 - (Math.floor(clock.now() / 1_000) % 3_600));
      // What is asked for in vain uses up nothing.
      expect(await getMailed(12, "198.51.100.7")).toBe(5);
      expect(await isMailed("anna", "198.51.100.7")).toBe(false);
      // The same second is hers, and half of what her address gets.
      expect(await isMailed("anna")).toBe(true);
      expect(await getMailed(3, "203.0.113.8")).toBe(0);
      clock.pass(3_600);
      expect(await getMailed(6, "203.0.113.8")).toBe(5);
      // From all other networks 20 a day.
      for (let n = 9; n < 14; n += 1) {
        clock.pass(3_600);
        await getMailed(5, `203.0.113.${n}`);
      }
      expect(await isMailed("anna", "192.0.2.9")).toBe(false);
      expect(await isMailed("anna")).toBe(true);
    });
  },
  { TOKENPLANE_TRUSTED_PROXIES: "127.0.0.0/8" },
);
