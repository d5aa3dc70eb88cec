import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { App, PASSWORD, getToken } from "../support/browser.js";
import { getContents } from "../support/contents.js";
import { misnamedIn } from "../support/event-names.js";
import { PortalSeed, type Visitor } from "../support/portal.js";
import { linkIn } from "../support/portal-mails.js";
import { Mailbox } from "../support/sent.js";
import { byTier } from "../support/tier.js";
import { onOneStore } from "../support/world.js";

const FORM = /^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}$/;
const ENROL = ["MyTokenEnrol", { model: "GOOGLE_AUTHENTICATOR", name: "Second phone" }] as const;

/** The types of a user's newest events, newest first, with the reasons of denials. */
async function getEvents({ seed }: PortalSeed, login: string, types: readonly string[]): Promise<string[]> {
  const { user } = await seed.admin.query<{
    user: { events: { nodes: { type: string; reason: string | null }[] } };
  }>(
    `query ($login: String!, $types: [EventType!]) { user(by: { login: $login }) {
      events(first: 20, filter: { types: $types }) { nodes { type reason } } } }`,
    { login, types },
  );
  return user.events.nodes.map(({ type, reason }) => (reason === null ? type : `${type} ${reason}`));
}

const OF_CODES = ["RECOVERY_CODE_CREATED", "RECOVERY_CODE_USED", "RECOVERY_CODE_REVOKED"];

/** Since when the helpdesk sees a recovery code. */
async function madeAt({ seed }: PortalSeed, login: string): Promise<string | null> {
  const { user } = await seed.admin.query<{ user: { recoveryCodeCreatedAt: string | null } }>(
    "query ($login: String!) { user(by: { login: $login }) { recoveryCodeCreatedAt } }",
    { login },
  );
  return user.recoveryCodeCreatedAt;
}

const getTokens = async (visitor: Visitor) => {
  const me = await visitor.me();
  if (typeof me === "string") return me;
  const tokens = me["tokens"] as readonly { readonly name: string; readonly status: string }[];
  return tokens.map(({ name, status }) => `${name} ${status}`);
};

/** Anna, who has an app, an address and a recovery code. */
async function withAnna(portal: PortalSeed) {
  const { visitor, app, id } = await portal.enrolled("anna");
  await portal.seed.admin.do(
    "userUpdate",
    { user: { login: "anna" }, email: "anna@example.org" },
    "__typename",
  );
  expect(await visitor.prove(app.code())).toBe(2);
  return { visitor, app, id, code: await visitor.recoveryCode() };
}

onOneStore("a recovery code", (world) => {
  it("is shown once after a code of the token, replaces the one before, and connects another token in the place of the lost one", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    const mailbox = new Mailbox(seed);
    const { app } = await portal.enrolled("anna");
    await seed.admin.do("userUpdate", { user: { login: "anna" }, email: "anna@example.org" }, "__typename");
    const visitor = portal.browser();
    expect(await visitor.signIn("anna", null)).toBe(1);
    expect(await visitor.getCode("MyRecoveryCodeCreate", {})).toBe("STEP_UP_REQUIRED");
    expect(await visitor.me()).toMatchObject({ recoveryCodeCreatedAt: null });
    expect(await visitor.prove(app.code())).toBe(2);
    const before = await visitor.recoveryCode();
    expect(before).toMatch(FORM);
    const code = await visitor.recoveryCode({ idempotencyKey: "one" });
    expect(await visitor.recoveryCode({ idempotencyKey: "one" })).toBe(code);
    expect(code).not.toBe(before);
    for (const said of [before, code]) {
      const { text } = await mailbox.next();
      expect(text).toContain("A recovery code was created in the portal of VPN");
      expect(text).not.toContain(said);
    }
    const since = new Date(world().clock.now()).toISOString();
    expect(await visitor.me()).toMatchObject({ recoveryCodeCreatedAt: since });
    expect(await madeAt(portal, "anna")).toBe(since);
    world().clock.pass(300);
    expect(await visitor.me()).toMatchObject({ level: 2 });
    world().clock.pass(300);
    expect(await visitor.getCode("MyRecoveryCodeCreate", {})).toBe("STEP_UP_REQUIRED");

    expect(await portal.browser().recover("anna", before)).toBe("SIGN_IN_REFUSED");
    const anna = portal.browser();
    // Letters that look like digits, another case, spaces in place of hyphens.
    const typed = ` ${code.replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l").toLowerCase()} `;
    expect(await anna.recover("anna", typed)).toBe(1);
    expect((await mailbox.next()).text).toContain("Your recovery code was used in the portal of VPN");
    expect(await anna.me()).toMatchObject({ level: 1, mayConnectFirst: true, recoveryCodeCreatedAt: null });
    expect(await portal.browser().recover("anna", code)).toBe("SIGN_IN_REFUSED");

    // The lost one works until the other one is confirmed, also when the user begins again.
    await anna.do(...ENROL);
    expect(await getTokens(anna)).toEqual(["Phone ACTIVE", "Second phone PENDING"]);
    expect(await seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(true);
    const { app: second } = await anna.enrol("Third phone");
    expect(await getTokens(anna)).toEqual(["Third phone ACTIVE"]);
    world().clock.pass(30);
    expect(await seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(false);
    expect(await seed.signIn({ login: "anna" }, "VPN", second.code())).toBe(true);
    expect((await mailbox.next()).text).toContain("A token was set up for your sign-in to VPN");
    // It connects one token.
    expect(await anna.me()).toMatchObject({ mayConnectFirst: false });
    expect(await anna.getCode(...ENROL)).toBe("STEP_UP_REQUIRED");
    expect(await getEvents(portal, "anna", OF_CODES)).toEqual([
      "RECOVERY_CODE_USED",
      "RECOVERY_CODE_CREATED",
      "RECOVERY_CODE_CREATED",
    ]);
  });

  it("lets in to connect a token, and to do nothing else that asks for a code", async () => {
    const portal = await PortalSeed.open(world());
    const { id, code, app } = await withAnna(portal);
    const anna = portal.browser();
    expect(await anna.recover("anna", code)).toBe(1);
    const others: readonly (readonly [string, object])[] = [
      ["MyTokenReissue", { token: id }],
      ["MyTokenUnassign", { token: id }],
      ["MyTokenPinSet", { token: id, pin: "4711", position: "BEFORE_OTP" }],
      ["MyTokenPinRemove", { token: id }],
      ["MyPasswordSet", { password: "seven copper lanterns drift" }],
      ["MyNamesUpdate", { firstName: "Mallory" }],
      ["MyRecoveryCodeCreate", {}],
    ];
    for (const [name, input] of others) expect(await anna.getCode(name, input)).toBe("STEP_UP_REQUIRED");
    expect(await anna.prove(app.wrongCode())).toBe("SIGN_IN_REFUSED");
    world().clock.pass(30);
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(true);
  });

  it("takes a device from the drawer in the place of the lost token, which is free or gone then", async () => {
    const portal = await PortalSeed.open(world(), { models: ["GOOGLE_AUTHENTICATOR", "UNIVERSAL"] });
    const { seed } = portal;
    const { code, id } = await withAnna(portal);
    const fob = await seed.fob();
    const anna = portal.browser();
    expect(await anna.recover("anna", code)).toBe(1);
    const first = fob.code();
    world().clock.pass(30);
    const otps = [first, fob.code()];
    // An app that was begun before is gone then.
    await anna.do(...ENROL);
    const { token } = await seed.admin.query<{ token: { serialNumber: string } }>(
      "query ($id: ID!) { token(by: { id: $id }) { serialNumber } }",
      { id: fob.id },
    );
    expect(await anna.getCode("MyTokenAssign", { ...token, otps })).toBeUndefined();
    expect(await getTokens(anna)).toEqual([`${fob.name} ACTIVE`]);
    expect(await seed.admin.query("query ($id: ID!) { token(by: { id: $id }) { name } }", { id })).toEqual({
      token: null,
    });
    expect(await anna.getCode(...ENROL)).toBe("STEP_UP_REQUIRED");
  });

  it("keeps a lost token that waits for another secret until another one takes its place, also when that is cancelled", async () => {
    const portal = await PortalSeed.open(world());
    const { code, id } = await withAnna(portal);
    await portal.seed.admin.do("tokenReissue", { token: { id }, lost: true }, "__typename");
    const anna = portal.browser();
    expect(await anna.recover("anna", code)).toBe(1);
    const { token } = (await anna.do(...ENROL)) as { readonly token: { readonly id: string } };
    expect(await getTokens(anna)).toEqual(["Phone PENDING", "Second phone PENDING"]);
    expect(await anna.getCode("MyTokenEnrolmentCancel", { token: token.id })).toBeUndefined();
    expect(await anna.me()).toMatchObject({ mayConnectFirst: true });
    await anna.enrol("Third phone");
    expect(await getTokens(anna)).toEqual(["Third phone ACTIVE"]);
  });

  it("begins an enrolment that the helpdesk may change: after a link it can be confirmed, and after a removal the user begins again", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    const { code, id } = await withAnna(portal);
    const anna = portal.browser();
    expect(await anna.recover("anna", code)).toBe(1);
    const waiting = async () => {
      const { token, enrolment } = (await anna.do(...ENROL)) as {
        readonly token: { readonly id: string };
        readonly enrolment: { readonly secretBase32: string };
      };
      return { id: token.id, app: new App(enrolment.secretBase32, world().clock) };
    };
    const taken = await waiting();
    await seed.user("bo");
    await seed.admin.do(
      "tokenAssign",
      { token: { id: taken.id }, from: { login: "anna" }, to: { user: { login: "bo" } } },
      "__typename",
    );
    // It is in nobody's portal: nobody linked it.
    expect(await getTokens(anna)).toEqual(["Phone ACTIVE"]);
    const second = await waiting();
    const replaces = { link: { token: { id }, resource: { name: "VPN" } } };
    const to = { resource: { name: "VPN" } };
    await seed.admin.do("assignmentCreate", { token: { id: second.id }, to, replaces }, "__typename");
    const confirmed = { token: second.id, otp: second.app.code() };
    expect(await anna.getCode("MyTokenEnrolmentConfirm", confirmed)).toBeUndefined();
    expect(await getTokens(anna)).toEqual(["Second phone ACTIVE"]);
    world().clock.pass(30);
    expect(await seed.signIn({ login: "anna" }, "VPN", second.app.code())).toBe(true);
  });

  it("gives a right over the token in its place only where that token signs in: the helpdesk may move it", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    const { code } = await withAnna(portal);
    const anna = portal.browser();
    expect(await anna.recover("anna", code)).toBe(1);
    // The code is used up: an address that is corrected meanwhile does not end what it began.
    const email = "anna.jones@example.org";
    await seed.admin.do("userUpdate", { user: { login: "anna" }, email }, "__typename");
    const { id } = await anna.enrol("Second phone");
    await seed.resource("Wiki");
    await seed.link(id, "Wiki");
    const link = { token: { id }, resource: { name: "VPN" } };
    await seed.admin.do("assignmentDelete", { assignment: { link } }, "__typename");
    const third = await seed.fob({ of: "anna", at: ["VPN"] });
    const later = portal.browser();
    expect(await later.signIn("anna", third.code())).toBe(2);
    expect(await getTokens(later)).toEqual([`${third.name} ACTIVE`]);
    const mine: readonly (readonly [string, object])[] = [
      ["MyTokenReissue", {}],
      ["MyTokenPinSet", { pin: "4711", position: "BEFORE_OTP" }],
      ["MyTokenPinRemove", {}],
      ["MyTokenSynchronize", { otps: ["000000", "111111"] }],
      ["MyTokenReportLost", {}],
      ["MyTokenUnassign", {}],
    ];
    for (const [name, input] of mine)
      expect(await later.getCode(name, { token: id, ...input })).toBe("NOT_FOUND");
    world().clock.pass(30);
    expect(await seed.signIn({ token: id }, "Wiki", "000000")).toBe(false);
  });

  it("answers the same for a wrong one, a used one and none, and for a wrong password; no token is locked by it", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    const { app, code } = await withAnna(portal);
    await portal.enrolled("bo");
    const answers: unknown[] = [];
    const attempts: readonly (readonly [string, string, string])[] = [
      ["anna", PASSWORD, "0000-0000-0000-0000"],
      ["anna", "not the password at all", code],
      ["bo", PASSWORD, code],
      ["nobody", PASSWORD, code],
      ["anna", PASSWORD, ""],
    ];
    for (const [login, password, typed] of attempts) {
      const visitor = portal.browser();
      const attempt = await visitor.begin(login, password);
      const { status, body } = await visitor.browser.send("/portal/sign-in/recovery", {
        attempt,
        code: typed,
      });
      answers.push([status, body]);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject([401, { errors: [{ extensions: { code: "SIGN_IN_REFUSED" } }] }]);
    expect(await getEvents(portal, "anna", ["AUTHENTICATION_DENIED"])).toEqual([
      "AUTHENTICATION_DENIED WRONG_RECOVERY_CODE",
      "AUTHENTICATION_DENIED WRONG_PASSWORD",
      "AUTHENTICATION_DENIED WRONG_RECOVERY_CODE",
    ]);
    // Wrong ones wait, longer each time, as wrong passwords do: the right one, too. A sign-in takes five.
    const { browser } = portal.browser();
    const attempt = await portal.browser().begin("anna");
    const codes: unknown[] = [];
    for (const typed of ["0000", "1111", code]) {
      codes.push((await browser.send("/portal/sign-in/recovery", { attempt, code: typed })).code);
    }
    expect(codes).toEqual(["SIGN_IN_REFUSED", "SIGN_IN_REFUSED", "RATE_LIMITED"]);
    world().clock.pass(60);
    expect(await seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(true);
    expect(await portal.browser().recover("anna", code)).toBe(1);
  });

  it("is no wrong one while the resource is closed, and lets in when it is open again", async () => {
    const portal = await PortalSeed.open(world());
    const { code } = await withAnna(portal);
    const set = (enabled: boolean) =>
      portal.seed.admin.do("resourceUpdate", { resource: { name: "VPN" }, enabled }, "__typename");
    const { browser } = portal.browser();
    // A sign-in takes five codes.
    const attempts = [await portal.browser().begin("anna"), await portal.browser().begin("anna")];
    await set(false);
    for (const attempt of [...attempts, ...attempts, ...attempts]) {
      const { body } = await browser.send("/portal/sign-in/recovery", { attempt, code });
      expect(body).toMatchObject({ errors: [{ extensions: { reason: "RESOURCE_DISABLED" } }] });
    }
    await set(true);
    expect(await portal.browser().recover("anna", code)).toBe(1);
  });

  it("is void after a hundred wrong ones in a row, of whoever knows the password", async () => {
    const portal = await PortalSeed.open(world());
    const { code } = await withAnna(portal);
    // The first ninety of them, without the waits.
    await world().services.database.query(Prisma.sql`UPDATE recovery_codes SET failures = 98`);
    expect(await portal.browser().recover("anna", "0000", "not the password at all")).toBe("SIGN_IN_REFUSED");
    expect(await portal.browser().recover("anna", "0000")).toBe("SIGN_IN_REFUSED");
    expect(await madeAt(portal, "anna")).not.toBeNull();
    expect(await portal.browser().recover("anna", "0000")).toBe("SIGN_IN_REFUSED");
    expect(await getEvents(portal, "anna", OF_CODES)).toEqual([
      "RECOVERY_CODE_REVOKED",
      "RECOVERY_CODE_CREATED",
    ]);
    expect(await portal.browser().recover("anna", code)).toBe("SIGN_IN_REFUSED");
  });

  it("lets one of sixteen in who use it at once", async () => {
    const portal = await PortalSeed.open(world());
    const { code } = await withAnna(portal);
    const racers = await Promise.all(
      Array.from({ length: byTier(4, 16) }, async () => {
        const visitor = portal.browser();
        return { visitor, attempt: await visitor.begin("anna") };
      }),
    );
    // Limits for guesses are another test's.
    const levels = await Promise.all(
      racers.map(async ({ visitor, attempt }) => {
        const { body } = await visitor.browser.send("/portal/sign-in/recovery", { attempt, code });
        return body["level"];
      }),
    );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(await getEvents(portal, "anna", ["RECOVERY_CODE_USED"])).toHaveLength(1);
  });

  it("stands in no table, event, message or answer but the first", async () => {
    const portal = await PortalSeed.open(world());
    const { code } = await withAnna(portal);
    await portal.browser().recover("anna", `${code.slice(0, -1)}!`);
    const plain = code.replaceAll("-", "");
    const kept = JSON.stringify(await getContents(world()));
    for (const part of [code, plain, plain.toLowerCase()]) expect(kept).not.toContain(part);
    await portal.browser().recover("anna", code);
    const after = JSON.stringify(await getContents(world()));
    for (const part of [code, plain, plain.toLowerCase()]) {
      expect(after).not.toContain(part);
      expect(world().logged()).not.toContain(part);
    }
  });
});

onOneStore("a recovery code ends", (world) => {
  const isVoid = async (portal: PortalSeed, code: string) => {
    expect(await madeAt(portal, "anna")).toBeNull();
    expect(await portal.browser().recover("anna", code)).toBe("SIGN_IN_REFUSED");
  };

  it("with a policy that allows none, and does not come back with it; nor with a portal that is opened again", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor, app, code } = await withAnna(portal);
    await portal.setPolicy({ actions: ["TOKEN_ENROL"] });
    await isVoid(portal, code);
    expect(await visitor.getCode("MyRecoveryCodeCreate", {})).toBe("POLICY_REFUSED");
    await portal.setPolicy({});
    await isVoid(portal, code);
    const second = await visitor.recoveryCode();
    // A session that another code began connects nothing while the policy allows none, and nothing afterwards.
    const inside = portal.browser();
    expect(await inside.recover("anna", second)).toBe(1);
    await portal.setPolicy({ actions: ["TOKEN_ENROL"] });
    expect(await inside.getCode(...ENROL)).toBe("STEP_UP_REQUIRED");
    await portal.setPolicy({});
    expect(await inside.getCode(...ENROL)).toBe("STEP_UP_REQUIRED");
    world().clock.pass(30);
    const again = portal.browser();
    expect(await again.signIn("anna", app.code())).toBe(2);
    const third = await again.recoveryCode();
    await portal.seed.admin.do("selfServicePolicyClear", { resource: { name: "VPN" } }, "__typename");
    await portal.setPolicy({});
    await isVoid(portal, third);
  });

  it("when the helpdesk revokes it, and when its user gets a role", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    const { visitor, code } = await withAnna(portal);
    const helpdesk = await seed.key("HELPDESK");
    const revoke = { user: { login: "anna" } };
    await helpdesk.do("recoveryCodeRevoke", revoke, "user { recoveryCodeCreatedAt }");
    await helpdesk.do("recoveryCodeRevoke", revoke, "user { recoveryCodeCreatedAt }");
    await isVoid(portal, code);
    expect(await getEvents(portal, "anna", OF_CODES)).toEqual([
      "RECOVERY_CODE_REVOKED",
      "RECOVERY_CODE_CREATED",
    ]);
    const second = await visitor.recoveryCode();
    await seed.invite("keeper", "ADMIN");
    await seed.admin.do(
      "administratorCreate",
      { to: { user: { login: "anna" } }, role: "AUDITOR" },
      "__typename",
    );
    expect(await visitor.me()).toBe("UNAUTHENTICATED");
    expect((await getEvents(portal, "anna", [...OF_CODES, "SESSION_REVOKED"])).slice(0, 2)).toEqual([
      "SESSION_REVOKED",
      "RECOVERY_CODE_REVOKED",
    ]);
    await seed.admin.do("administratorDelete", { user: { login: "anna" } }, "__typename");
    await isVoid(portal, second);
  });

  it("lets nobody in whose token was taken away, who is disabled, or who is somebody else", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    const { code, id } = await withAnna(portal);
    const bo = await portal.enrolled("bo");
    expect(await bo.visitor.prove(bo.app.code())).toBe(2);
    const ofBo = await bo.visitor.recoveryCode();
    expect(await portal.browser().recover("anna", ofBo)).toBe("SIGN_IN_REFUSED");
    const enable = (enabled: boolean) =>
      seed.admin.do("userUpdate", { user: { login: "anna" }, enabled }, "__typename");
    await enable(false);
    expect(await portal.browser().recover("anna", code)).toBe("SIGN_IN_REFUSED");
    await enable(true);
    // The helpdesk took the right to sign in there: a code does not give it back, also not in a session that began before.
    const inside = portal.browser();
    expect(await inside.recover("anna", code)).toBe(1);
    const made = await inside.do(...ENROL);
    expect(made["token"]).toBeDefined();
    await seed.admin.do(
      "assignmentDelete",
      { assignment: { link: { token: { id }, resource: { name: "VPN" } } } },
      "__typename",
    );
    expect(await inside.getCode(...ENROL)).toBe("STEP_UP_REQUIRED");
    await bo.visitor.do("MyTokenReportLost", { token: bo.id });
    await seed.admin.do("tokenDelete", { token: { id: bo.id } }, "__typename");
    expect(await portal.browser().recover("bo", ofBo)).toBe("SIGN_IN_REFUSED");
  });

  it("opens nothing by a bypass, and is not made by one", async () => {
    const portal = await PortalSeed.open(world());
    const { id } = await portal.enrolled("anna");
    const grant = { token: { id }, scope: { everywhere: true }, duration: "PERMANENT" };
    await portal.seed.admin.do("tokenBypassGrant", grant, "__typename");
    const thief = portal.browser();
    expect(await thief.signIn("anna", null)).toBe(1);
    expect(await thief.prove("")).toBe("SIGN_IN_REFUSED");
    expect(await thief.getCode("MyRecoveryCodeCreate", {})).toBe("STEP_UP_REQUIRED");
    expect(await portal.browser().recover("anna", "")).toBe("SIGN_IN_REFUSED");
  });
});

onOneStore("whoever says “this was not me” of a recovery code", (world) => {
  const raise = (portal: PortalSeed, text: string) =>
    portal
      .browser()
      .browser.send("/alarm/raise", { token: getToken(linkIn(text)) }, { "x-tokenplane-console": "1" });

  it("has it void when it was made in a stolen session, and ends that session", async () => {
    const portal = await PortalSeed.open(world());
    const mailbox = new Mailbox(portal.seed);
    const { visitor, code } = await withAnna(portal);
    const { body } = await raise(portal, (await mailbox.next()).text);
    expect(body).toMatchObject({ change: "RECOVERY_CODE_CREATED", effects: ["RECOVERY_CODE_REMOVED"] });
    expect(await visitor.me()).toBe("UNAUTHENTICATED");
    expect(await portal.browser().recover("anna", code)).toBe("SIGN_IN_REFUSED");
    expect(await getEvents(portal, "anna", OF_CODES)).toEqual([
      "RECOVERY_CODE_REVOKED",
      "RECOVERY_CODE_CREATED",
    ]);
  });

  it("has what it began blocked: a token that waits is gone, and one that was confirmed is disabled", async () => {
    for (const isConfirmed of [false, true]) {
      const portal = await PortalSeed.open(world());
      const { seed } = portal;
      const mailbox = new Mailbox(seed);
      const { app, code } = await withAnna(portal);
      const made = await mailbox.next();
      const thief = portal.browser();
      expect(await thief.recover("anna", code)).toBe(1);
      const used = await mailbox.next();
      if (isConfirmed) {
        const { app: stolen, id } = await thief.enrol("Thief's phone");
        const { body } = await raise(portal, made.text);
        expect(body).toMatchObject({ effects: ["TOKEN_DISABLED"] });
        expect(await seed.signIn({ login: "anna" }, "VPN", stolen.code())).toBe(false);
        const { token } = await seed.admin.query<{ token: { enabled: boolean } }>(
          "query ($id: ID!) { token(by: { id: $id }) { enabled } }",
          { id },
        );
        expect(token.enabled).toBe(false);
      } else {
        await thief.do(...ENROL);
        const { body } = await raise(portal, used.text);
        expect(body).toMatchObject({ change: "RECOVERY_CODE_USED", effects: ["ENROLMENT_CANCELLED"] });
        world().clock.pass(30);
        expect(await seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(true);
      }
      expect(await thief.me()).toBe("UNAUTHENTICATED");
      expect(await portal.browser().recover("anna", code)).toBe("SIGN_IN_REFUSED");
    }
  });

  it("leaves events that name everybody whom they are about", async () => {
    expect(await misnamedIn(world(), "recovery codes")).toEqual([]);
  });
});
