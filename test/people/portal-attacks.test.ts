import {
  getNamedType,
  type GraphQLNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from "graphql";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { schema } from "../../server/graphql/schema.js";
import { MAX_FAILURES } from "../../server/passwords/password-store.js";
import { App, Browser, PASSWORD, getToken } from "../support/browser.js";
import { getUuid } from "../support/contents.js";
import { misnamedIn } from "../support/event-names.js";
import { EVENTUALLY } from "../support/eventually.js";
import { holding } from "../support/holding.js";
import { PortalSeed } from "../support/portal.js";
import { byTier } from "../support/tier.js";
import { onOneStore, onPostgresAlone } from "../support/world.js";

/** What every mutation of the portal about a token asks for, with a token. */
const ABOUT_A_TOKEN: Readonly<Record<string, object>> = {
  MyTokenEnrolmentConfirm: { otp: "000000" },
  MyTokenEnrolmentCancel: {},
  MyTokenReissue: {},
  MyTokenSynchronize: { otps: ["000000", "111111"] },
  MyTokenUnassign: {},
  MyTokenPinSet: { pin: "4711", position: "BEFORE_OTP" },
  MyTokenPinRemove: {},
  MyTokenReportLost: {},
};

/** All that a user does in a portal, with input that would do it. */
function everything(token: string): readonly (readonly [string, object])[] {
  return [
    ...Object.entries(ABOUT_A_TOKEN).map(([name, input]) => [name, { token, ...input }] as const),
    ["MyTokenEnrol", { model: "GOOGLE_AUTHENTICATOR", name: "Mine" }],
    ["MyTokenAssign", { serialNumber: "S-1", otps: ["000000", "111111"] }],
    ["MyRecoveryCodeCreate", {}],
    ["MyPasswordSet", { password: "seven copper lanterns drift" }],
    ["MyNamesUpdate", { firstName: "Mallory" }],
    ["MyContactUpdate", { contact: { email: "mallory@example.org" } }],
    ["MyContactConfirm", { code: "000000" }],
    ["MyContactCancel", {}],
  ];
}

/** What of it needs a code of the token, besides a recovery code. */
const NEEDS_CODE: ReadonlySet<string> = new Set([
  "MyTokenReissue",
  "MyTokenUnassign",
  "MyTokenPinSet",
  "MyTokenPinRemove",
  "MyTokenEnrol",
  "MyPasswordSet",
  "MyNamesUpdate",
  "MyContactUpdate",
]);

const ENROL = ["MyTokenEnrol", { model: "GOOGLE_AUTHENTICATOR", name: "Mine" }] as const;

onOneStore("whoever has a user's password alone", (world) => {
  it("connects no token in the place of a user who had one once, whatever the policy says of first tokens", async () => {
    for (const firstEnrolment of ["INVITATION", "PASSWORD"]) {
      const portal = await PortalSeed.open(world(), { firstEnrolment });
      const { id } = await portal.enrolled("anna");
      await portal.seed.admin.do("tokenDelete", { token: { id } }, "__typename");
      expect(await portal.browser().signIn("anna", null)).toBe("SIGN_IN_REFUSED");
    }
  });

  it("can only do what asks for no code, while the user has a token that works", async () => {
    const portal = await PortalSeed.open(world(), { firstEnrolment: "PASSWORD" });
    const { id } = await portal.enrolled("anna");
    const thief = portal.browser();
    expect(await thief.signIn("anna", null)).toBe(1);
    const codes = await Promise.all(
      everything(id)
        .filter(([name]) => name !== "MyTokenReportLost")
        .map(async ([name, input]) => [name, await thief.getCode(name, input)] as const),
    );
    expect(Object.fromEntries(codes)).toEqual({
      MyTokenEnrolmentConfirm: "STEP_UP_REQUIRED",
      MyTokenEnrolmentCancel: "NOT_FOUND",
      MyTokenReissue: "STEP_UP_REQUIRED",
      MyTokenSynchronize: "WRONG_CODE",
      MyTokenUnassign: "STEP_UP_REQUIRED",
      MyTokenPinSet: "STEP_UP_REQUIRED",
      MyTokenPinRemove: "STEP_UP_REQUIRED",
      MyTokenEnrol: "STEP_UP_REQUIRED",
      MyTokenAssign: "STEP_UP_REQUIRED",
      MyRecoveryCodeCreate: "STEP_UP_REQUIRED",
      MyPasswordSet: "STEP_UP_REQUIRED",
      MyNamesUpdate: "STEP_UP_REQUIRED",
      MyContactUpdate: "STEP_UP_REQUIRED",
      MyContactConfirm: "STEP_UP_REQUIRED",
      MyContactCancel: "NOT_FOUND",
    });
  });

  it("completes no enrolment that was begun before the user had a token that works", async () => {
    const portal = await PortalSeed.open(world(), { firstEnrolment: "PASSWORD" });
    const { seed } = portal;
    await seed.user("anna");
    await portal.browser().accept(await portal.link("anna"));
    const thief = portal.browser();
    expect(await thief.signIn("anna", null)).toBe(1);
    const made = await thief.do(...ENROL);
    const { secretBase32 } = made["enrolment"] as { readonly secretBase32: string };
    const { id } = made["token"] as { readonly id: string };
    await seed.resource("Mail");
    await seed.fob({ of: "anna", at: ["Mail"] });
    const app = new App(secretBase32, world().clock);
    expect(await thief.getCode("MyTokenEnrolmentConfirm", { token: id, otp: app.code() })).toBe(
      "STEP_UP_REQUIRED",
    );
    world().clock.pass(30);
    expect(await seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(false);
  });

  it("cannot enter the portal by a bypass of the user's token: a bypass opens only the resource", async () => {
    const portal = await PortalSeed.open(world());
    const { id, app } = await portal.enrolled("anna");
    const grant = { token: { id }, scope: { everywhere: true }, duration: "PERMANENT" };
    await portal.seed.admin.do("tokenBypassGrant", grant, "__typename");
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", "")).toBe(true);
    for (const passcode of ["", app.wrongCode()]) {
      expect(await portal.browser().signIn("anna", passcode)).toBe("SIGN_IN_REFUSED");
    }
    const thief = portal.browser();
    await thief.signIn("anna", null);
    expect(await thief.prove("")).toBe("SIGN_IN_REFUSED");
  });

  it("gets the first token only where the policy lets a password do so, and only for some days", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    await seed.user("anna");
    await portal.browser().accept(await portal.link("anna"));
    expect(await portal.browser().signIn("anna", null)).toBe("SIGN_IN_REFUSED");
    await portal.setPolicy({ firstEnrolment: "PASSWORD", firstEnrolmentDays: 2 });
    const withTimeout = portal.browser();
    expect(await withTimeout.signIn("anna", null)).toBe(1);
    expect(await withTimeout.me()).toMatchObject({ mayConnectFirst: true });
    world().clock.pass(2 * 86_400);
    expect(await portal.browser().signIn("anna", null)).toBe("SIGN_IN_REFUSED");
  });

  it("uses no secret of an enrolment that another session began", async () => {
    const portal = await PortalSeed.open(world(), { firstEnrolment: "PASSWORD" });
    await portal.seed.user("anna");
    const anna = portal.browser();
    await anna.accept(await portal.link("anna"));
    const input = { ...ENROL[1], idempotencyKey: "one key" };
    const made = await anna.do("MyTokenEnrol", input);
    expect(made["enrolment"]).toMatchObject({ secretBase32: expect.any(String) as unknown });
    const thief = portal.browser();
    await thief.signIn("anna", null);
    const other = await thief.do("MyTokenEnrol", input);
    const getSecret = (answer: Readonly<Record<string, unknown>>) =>
      (answer["enrolment"] as { readonly secretBase32: string }).secretBase32;
    expect(getSecret(other)).not.toBe(getSecret(made));
    // Whoever asks last has the only secret that counts: the first one is void.
    const { id } = made["token"] as { readonly id: string };
    const otp = new App(getSecret(made), world().clock).code();
    expect(await anna.getCode("MyTokenEnrolmentConfirm", { token: id, otp })).toBeDefined();
  });

  it("locks nobody's token by 200 wrong passwords", async () => {
    const portal = await PortalSeed.open(world());
    const { app } = await portal.enrolled("anna");
    for (let times = 0; times < byTier(20, 200); times += 1) {
      const visitor = portal.browser();
      const { body, code } = await visitor.browser.send("/portal/sign-in", {
        address: portal.address,
        login: "anna",
        password: "wrong wrong wrong wrong",
      });
      if (code === "RATE_LIMITED") world().clock.pass(900);
      else
        await visitor.browser.send("/portal/sign-in/answer", {
          attempt: body["attempt"],
          passcode: "000000",
        });
    }
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(true);
  });

  it("cannot lock out a user whose token was disabled, by a hundred wrong passwords: networks where the user signed in before stay open", async () => {
    const portal = await PortalSeed.open(world());
    const { app, id } = await portal.enrolled("anna");
    expect(await portal.browser().signIn("anna", app.code())).toBe(2);
    await portal.seed.admin.do("tokenDisable", { token: { id } }, "__typename");
    // As after so many, each some minutes after the one before.
    await world().database.query(Prisma.sql`UPDATE passwords SET failures = ${MAX_FAILURES - 1}`);
    expect(await portal.browser().signIn("anna", null, "wrong wrong wrong wrong")).toBe("SIGN_IN_REFUSED");
    world().clock.pass(900);
    expect(await portal.browser().signIn("anna", null)).toBe(1);
  });

  it("leaves events that name everybody whom they are about", async () => {
    expect(await misnamedIn(world(), "portal attacks")).toEqual([]);
  });
});

onOneStore("a session of a portal", (world) => {
  it("asks for another code ten minutes after the last one, and ends after ten minutes without a request", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor, app, id } = await portal.enrolled("anna");
    await visitor.prove(app.code());
    world().clock.pass(9 * 60 + 50);
    await visitor.me();
    expect(await visitor.getCode("MyTokenPinRemove", { token: id })).toBeUndefined();
    world().clock.pass(10);
    expect(await visitor.getCode("MyTokenPinRemove", { token: id })).toBe("STEP_UP_REQUIRED");
    world().clock.pass(10 * 60);
    expect(await visitor.me()).toBe("UNAUTHENTICATED");
  });

  it("ends after an hour, however often it is used", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor } = await portal.enrolled("anna");
    for (let minutes = 0; minutes < 54; minutes += 9) {
      world().clock.pass(9 * 60);
      expect(await visitor.me()).toMatchObject({ login: "anna" });
    }
    world().clock.pass(6 * 60);
    expect(await visitor.me()).toBe("UNAUTHENTICATED");
  });

  it("may do only what the policy says now, and ends with the portal, also when that is opened again", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor, app, id } = await portal.enrolled("anna");
    await visitor.prove(app.code());
    await portal.setPolicy({ actions: [], models: [] });
    for (const [name, input] of everything(id)) {
      expect([name, await visitor.getCode(name, input)]).toEqual([name, "POLICY_REFUSED"]);
    }
    await portal.setPolicy({ models: ["SMS"] });
    expect(await visitor.getCode("MyTokenReissue", { token: id })).toBe("POLICY_REFUSED");
    await portal.setPolicy({ allowedAddresses: ["192.0.2.0/24"] });
    expect((await visitor.browser.send("/portal/sign-in/again", { passcode: app.code() })).code).toBe(
      "FORBIDDEN",
    );
    expect(await visitor.me()).toBe("FORBIDDEN");
    expect(await visitor.getCode("MyTokenReportLost", { token: id })).toBe("FORBIDDEN");
    await portal.seed.admin.do("selfServicePolicyClear", { resource: { name: "VPN" } }, "__typename");
    expect(await visitor.me()).toBe("UNAUTHENTICATED");
    await portal.setPolicy({});
    expect(await visitor.me()).toBe("UNAUTHENTICATED");
  });

  it("begins in no portal that is closed at the same moment, by a code or by a link", async () => {
    const portal = await PortalSeed.open(world());
    const { app } = await portal.enrolled("anna");
    await portal.seed.user("bert");
    const link = await portal.link("bert");
    const [anna, bert] = [portal.browser(), portal.browser()];
    const enter = [
      () => anna.signIn("anna", app.code()),
      async () =>
        (await bert.browser.send("/portal/invitation/accept", { token: getToken(link), password: PASSWORD }))
          .code,
    ];
    const coming = await world().database.prisma.$transaction(
      async (closing) => {
        await closing.$executeRaw(
          Prisma.sql`UPDATE resources SET self_service = NULL, portal_address = NULL WHERE portal_address = ${portal.address}`,
        );
        const entering = enter.map((way) => way());
        // Long enough for whoever does not wait for the end of this.
        await setTimeout(500);
        return { entering };
      },
      { timeout: EVENTUALLY.timeout },
    );
    expect(await Promise.all(coming.entering)).toEqual(["ATTEMPT_EXPIRED", "NOT_FOUND"]);
    await portal.setPolicy({});
    for (const visitor of [anna, bert]) expect(await visitor.me()).toBe("UNAUTHENTICATED");
  });

  it("is refused at every step from an address that the policy no longer allows", async () => {
    const portal = await PortalSeed.open(world(), { signIn: ["PASSWORD", "MAIL_CODE"] });
    const { visitor, app } = await portal.enrolled("anna");
    const attempt = await visitor.begin("anna");
    await portal.setPolicy({ signIn: ["PASSWORD", "MAIL_CODE"], allowedAddresses: ["192.0.2.0/24"] });
    const steps: readonly (readonly [string, object])[] = [
      ["", { address: portal.address, login: "anna", password: PASSWORD }],
      ["/mail", { address: portal.address, login: "anna" }],
      ["/mail/answer", { attempt, code: "000000" }],
      ["/challenge", { attempt }],
      ["/answer", { attempt, passcode: app.code() }],
      ["/without-code", { attempt }],
      ["/again", { passcode: app.code() }],
      ["/again/challenge", {}],
    ];
    for (const [step, body] of steps) {
      expect([step, (await visitor.browser.send(`/portal/sign-in${step}`, body)).code]).toEqual([
        step,
        "FORBIDDEN",
      ]);
    }
  });

  it("costs the server no hash of a PIN or a password that it may not set", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor, app, id } = await portal.enrolled("anna");
    const other = await portal.enrolled("bert");
    const { pins, passwords } = world().services;
    const hashed = [vi.spyOn(pins, "hash"), vi.spyOn(passwords, "hash")];
    const pin = { pin: "4711", position: "BEFORE_OTP" };
    const password = { password: "seven copper lanterns drift" };
    expect(await visitor.getCode("MyTokenPinSet", { token: id, ...pin })).toBe("STEP_UP_REQUIRED");
    expect(await visitor.getCode("MyPasswordSet", password)).toBe("STEP_UP_REQUIRED");
    await visitor.prove(app.code());
    expect(await visitor.getCode("MyTokenPinSet", { token: other.id, ...pin })).toBe("NOT_FOUND");
    await portal.setPolicy({ actions: [] });
    expect(await visitor.getCode("MyTokenPinSet", { token: id, ...pin })).toBe("POLICY_REFUSED");
    expect(await visitor.getCode("MyPasswordSet", password)).toBe("POLICY_REFUSED");
    expect(hashed.map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
    await portal.setPolicy({});
    expect(await visitor.getCode("MyTokenPinSet", { token: id, ...pin })).toBeUndefined();
    expect(await visitor.getCode("MyPasswordSet", password)).toBeUndefined();
    expect(hashed.map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
    for (const spy of hashed) spy.mockRestore();
  });

  it("sees where codes and mails go only after a code", async () => {
    const portal = await PortalSeed.open(world());
    await portal.seed.user("anna", { email: "anna@example.org", phoneNumber: "+4915112345678" });
    const visitor = portal.browser();
    await visitor.accept(await portal.link("anna"));
    const { app } = await visitor.enrol();
    const before = JSON.stringify(await visitor.me());
    expect(before).not.toContain("anna@example.org");
    expect(before).not.toContain("15112345678");
    await visitor.prove(app.code());
    expect(await visitor.me()).toMatchObject({ email: "anna@example.org", phoneNumber: "+4915112345678" });
  });

  it("ends when the user is disabled, deleted, or given a role; and nobody with a role enters", async () => {
    const ends: Readonly<Record<string, (portal: PortalSeed) => Promise<unknown>>> = {
      disabled: ({ seed }) =>
        seed.admin.do("userUpdate", { user: { login: "anna" }, enabled: false }, "__typename"),
      deleted: ({ seed }) =>
        seed.admin.do("userDelete", { user: { login: "anna" }, releaseTokens: true }, "__typename"),
      "an administrator": ({ seed }) =>
        seed.admin.do(
          "administratorCreate",
          { to: { user: { login: "anna" } }, role: "AUDITOR" },
          "__typename",
        ),
    };
    for (const [what, end] of Object.entries(ends)) {
      const portal = await PortalSeed.open(world());
      const { visitor, app } = await portal.enrolled("anna");
      await end(portal);
      expect([what, await visitor.me()]).toEqual([what, "UNAUTHENTICATED"]);
      const again = portal.browser();
      expect([what, await again.signIn("anna", app.code())]).toEqual([what, "SIGN_IN_REFUSED"]);
      expect([what, await again.signIn("anna", null)]).toEqual([what, "SIGN_IN_REFUSED"]);
    }
  });

  it("opens nothing in the console, and a session of the console nothing in a portal", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor } = await portal.enrolled("anna");
    const asConsole = Browser.of(world());
    asConsole.cookie = visitor.browser.cookie;
    expect((await asConsole.query("Viewer")).code).toBe("UNAUTHENTICATED");
    // The portal's own cookie and header, with documents of the console.
    for (const [operation, variables] of [
      ["Viewer", {}],
      ["Tokens", {}],
      ["Users", { withInvitations: true }],
    ] as const) {
      const { code } = await visitor.browser.query(operation, variables);
      expect([operation, code]).toEqual([operation, "FORBIDDEN"]);
    }
    const { code } = await visitor.browser.send("/graphql", { query: "{ users { totalCount } }" });
    expect(code).toBe("PERSISTED_DOCUMENT_NOT_FOUND");

    const ada = Browser.of(world());
    await ada.accept(await portal.seed.invite("ada", "ADMIN"));
    const asPortal = Browser.of(world(), portal.address);
    asPortal.cookie = ada.cookie;
    expect((await asPortal.query("Me")).code).toBe("UNAUTHENTICATED");
    expect((await ada.query("Me")).code).toBe("FORBIDDEN");
  });

  it("may repeat what it did with the same key: nothing is done twice, and the answer is the same", async () => {
    const portal = await PortalSeed.open(world());
    await portal.seed.user("anna");
    const anna = portal.browser();
    await anna.accept(await portal.link("anna"));
    const input = { ...ENROL[1], idempotencyKey: "once" };
    const made = await anna.do("MyTokenEnrol", input);
    expect(made["enrolment"]).toMatchObject({ secretBase32: expect.any(String) as unknown });
    expect(await anna.do("MyTokenEnrol", input)).toEqual(made);
    expect(await anna.getCode("MyTokenEnrol", { ...input, name: "Other" })).toBe("IDEMPOTENCY_CONFLICT");
    const { tokens } = await portal.seed.admin.query<{ tokens: unknown }>("{ tokens { totalCount } }");
    expect(tokens).toEqual({ totalCount: 1 });
  });

  it("reaches nobody else's token", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor, app } = await portal.enrolled("anna");
    const { id } = await portal.enrolled("bert");
    await visitor.prove(app.code());
    const other = await PortalSeed.open(world());
    const foreign = await other.enrolled("carl");
    const { token: ofNobody } = await portal.seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      { name: "Spare", model: { software: { googleAuthenticator: {} } } },
      "token { id }",
    );
    for (const token of [id, foreign.id, ofNobody.id, "nothing"]) {
      for (const [name, input] of Object.entries(ABOUT_A_TOKEN)) {
        expect([name, await visitor.getCode(name, { token, ...input })]).toEqual([name, "NOT_FOUND"]);
      }
    }
  });

  it("is sent only by the portal's own pages", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor } = await portal.enrolled("anna");
    const { port } = new URL(world().url);
    for (const headers of [
      { origin: `http://localhost:${Number(port) + 1}` },
      { origin: "https://evil.example" },
      { "sec-fetch-site": "cross-site" },
    ]) {
      expect((await visitor.browser.query("Me", {}, headers)).status).toBe(403);
      expect(
        (await visitor.browser.send("/portal/sign-in/again", { passcode: "000000" }, headers)).status,
      ).toBe(403);
    }
  });
});

onOneStore("a sign-in to a portal that was begun", (world) => {
  it("is not completed by a way that the policy no longer has", async () => {
    const portal = await PortalSeed.open(world());
    const { app } = await portal.enrolled("anna");
    const visitor = portal.browser();
    const begun = [await visitor.begin("anna"), await visitor.begin("anna")];
    await portal.setPolicy({ signIn: ["MAIL_CODE"] });
    const answer = { attempt: begun[0], passcode: app.code() };
    expect((await visitor.browser.send("/portal/sign-in/answer", answer)).code).toBe("SIGN_IN_REFUSED");
    const without = { attempt: begun[1] };
    expect((await visitor.browser.send("/portal/sign-in/without-code", without)).code).toBe(
      "SIGN_IN_REFUSED",
    );
  });
});

onOneStore("a device", (world) => {
  it("cannot be taken by guessing: unknown, foreign and disabled devices and wrong codes get the same answer, and a session has five attempts", async () => {
    const portal = await PortalSeed.open(world(), { models: ["UNIVERSAL"], actions: ["TOKEN_ASSIGN"] });
    const { seed } = portal;
    const make = (serialNumber: string, more: object = {}) => {
      const universal = { secret: "31".repeat(20), secretEncoding: "HEX", serialNumber };
      return seed.admin.do("tokenCreate", { model: { universal }, ...more }, "__typename");
    };
    await seed.user("bert");
    await make("FREE");
    await make("BERTS", { to: { user: { login: "bert" } } });
    await make("OFF", { enabled: false });
    await make("ELSEWHERE");
    await seed.resource("Mail");
    await seed.admin.do(
      "assignmentCreate",
      { token: { serialNumber: "ELSEWHERE" }, to: { resource: { name: "Mail" } } },
      "__typename",
    );
    await seed.user("anna");
    const visitor = portal.browser();
    await visitor.accept(await portal.link("anna"));
    const device = new App("GEYTCMJRGEYTCMJRGEYTCMJRGEYTCMJR", world().clock);
    const first = device.code();
    world().clock.pass(30);
    const right = [first, device.code()];
    const answers = [];
    for (const [serialNumber, otps] of [
      ["NONE", right],
      ["BERTS", right],
      ["OFF", right],
      ["ELSEWHERE", right],
      ["FREE", ["000000", "111111"]],
    ] as const) {
      answers.push(await visitor.do("MyTokenAssign", { serialNumber, otps }));
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ code: "WRONG_CODE" });
    expect(await visitor.getCode("MyTokenAssign", { serialNumber: "FREE", otps: right })).toBe(
      "POLICY_REFUSED",
    );
  });

  it("gets the same refusal as a serial number that does not exist, when a request has too few or too many codes", async () => {
    const portal = await PortalSeed.open(world(), { models: ["UNIVERSAL"], actions: ["TOKEN_ASSIGN"] });
    const universal = { secret: "31".repeat(20), secretEncoding: "HEX", serialNumber: "FREE" };
    await portal.seed.admin.do("tokenCreate", { model: { universal } }, "__typename");
    await portal.seed.user("anna");
    const visitor = portal.browser();
    await visitor.accept(await portal.link("anna"));
    for (const otps of [[], ["000000"], ["000000", "111111", "222222"]]) {
      const [none, free] = [
        await visitor.do("MyTokenAssign", { serialNumber: "NONE", otps }),
        await visitor.do("MyTokenAssign", { serialNumber: "FREE", otps }),
      ];
      expect(free).toEqual(none);
      expect(free).toMatchObject({ code: "VALIDATION_FAILED" });
    }
  });
});

onOneStore("an invitation to a portal", (world) => {
  it("is not used up by opening it, lets in one of sixteen who use it at once, and then asks for the password that the user has", async () => {
    const portal = await PortalSeed.open(world());
    await portal.seed.user("anna");
    const link = await portal.link("anna");
    const token = getToken(link);
    for (let times = 0; times < 3; times += 1) {
      expect((await portal.browser().browser.send("/portal/invitation", { token })).status).toBe(200);
      expect((await fetch(link.replace(/^https?:\/\/[^/]*/, world().url))).status).toBeLessThan(500);
    }
    const visitors = Array.from({ length: 16 }, () => portal.browser());
    const answers = await Promise.all(
      visitors.map((visitor) =>
        visitor.browser.send("/portal/invitation/accept", { token, password: PASSWORD }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);

    const second = await portal.link("anna");
    const accept = (password: string) =>
      portal.browser().browser.send("/portal/invitation/accept", { token: getToken(second), password });
    const read = await portal.browser().browser.send("/portal/invitation", { token: getToken(second) });
    expect(read.body).toMatchObject({ password: "PROVE" });
    expect((await accept("another brass violet ladder")).code).toBe("VALIDATION_FAILED");
    expect((await accept(PASSWORD)).status).toBe(200);
    expect((await accept(PASSWORD)).code).toBe("NOT_FOUND");
  });

  it("connects one token: whoever finds the session open afterwards gets none by reporting that one as lost", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor, id } = await portal.enrolled("anna");
    expect(await visitor.getCode("MyTokenReportLost", { token: id })).toBeUndefined();
    expect(await visitor.me()).toMatchObject({ mayConnectFirst: false });
    expect(await visitor.getCode(...ENROL)).toBe("POLICY_REFUSED");
  });

  it("and the first code of what it connected allow a recovery code and nothing else, for ten minutes, while that token works", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor, id, app } = await portal.enrolled("anna");
    const start = world().clock.now() - 30_000;
    const until = new Date(start + 600_000).toISOString();
    expect(await visitor.me()).toMatchObject({
      level: 1,
      codeProvenUntil: null,
      connectedAt: new Date(start).toISOString(),
      recoveryCodeProvenUntil: until,
    });
    for (const [name, input] of everything(id)) {
      if (!NEEDS_CODE.has(name)) continue;
      expect(await visitor.getCode(name, input), name).toBe("STEP_UP_REQUIRED");
    }
    // Not in another session, which somebody began with the password alone.
    const thief = portal.browser();
    expect(await thief.signIn("anna", null)).toBe(1);
    expect(await thief.getCode("MyRecoveryCodeCreate", {})).toBe("STEP_UP_REQUIRED");
    expect(await visitor.recoveryCode()).toMatch(/^\w{4}(-\w{4}){3}$/);
    // What was proven ends with the token, and does not begin again with it.
    const { visitor: other, id: stopped } = await portal.enrolled("bert");
    await portal.seed.admin.do("tokenDisable", { token: { id: stopped } }, "__typename");
    await portal.seed.admin.do("tokenEnable", { token: { id: stopped } }, "__typename");
    expect(await other.getCode("MyRecoveryCodeCreate", {})).toBe("STEP_UP_REQUIRED");
    world().clock.pass(Math.floor((start + 599_000 - world().clock.now()) / 1_000));
    expect(await visitor.getCode("MyRecoveryCodeCreate", {})).toBeUndefined();
    world().clock.pass(1);
    expect(await visitor.getCode("MyRecoveryCodeCreate", {})).toBe("STEP_UP_REQUIRED");
    expect(await visitor.me()).toMatchObject({ recoveryCodeProvenUntil: null });
    // The code that it counts was used up.
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(true);
  });

  it("opens only its own portal, and is void once that portal is closed; an invitation to the console opens no portal", async () => {
    const portal = await PortalSeed.open(world());
    await portal.seed.user("anna");
    const link = await portal.link("anna");
    const atConsole = Browser.of(world());
    expect((await atConsole.send("/invitation", { token: getToken(link) })).code).toBe("NOT_FOUND");
    const toConsole = await portal.seed.invite("ada", "ADMIN");
    const visitor = portal.browser();
    expect((await visitor.browser.send("/portal/invitation", { token: getToken(toConsole) })).code).toBe(
      "NOT_FOUND",
    );
    await portal.seed.admin.do("selfServicePolicyClear", { resource: { name: "VPN" } }, "__typename");
    await portal.setPolicy({});
    expect((await visitor.browser.send("/portal/invitation", { token: getToken(link) })).code).toBe(
      "NOT_FOUND",
    );
  });

  it("is for users without a role and without a token that works", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    const invite = (login: string, resource = "VPN") =>
      seed.admin.mutate("invitationCreate", { user: { login }, resource: { name: resource } }, "__typename");
    await portal.enrolled("anna");
    expect((await invite("anna")).code).toBe("STILL_IN_USE");
    await seed.invite("ada", "ADMIN");
    expect((await invite("ada")).code).toBe("VALIDATION_FAILED");
    await seed.user("carl", { enabled: false });
    expect((await invite("carl")).code).toBe("VALIDATION_FAILED");
    await seed.resource("Mail");
    await seed.user("bert");
    expect((await invite("bert", "Mail")).message).toBe(
      "The resource has no portal. Open it with selfServicePolicySet first.",
    );
    expect((await invite("nobody")).code).toBe("NOT_FOUND");
  });
});

/** The types that a field's answer leads to. */
function reached(from: GraphQLNamedType, seen = new Set<string>()): Set<string> {
  if (seen.has(from.name)) return seen;
  seen.add(from.name);
  if (isUnionType(from)) for (const type of from.getTypes()) reached(type, seen);
  if (isObjectType(from) || isInterfaceType(from)) {
    for (const field of Object.values(from.getFields())) reached(getNamedType(field.type), seen);
  }
  return seen;
}

describe("what a user may ask for in a portal", () => {
  it("leads to no type of administrators", () => {
    const fields = [
      ...Object.values(schema.getQueryType()?.getFields() ?? {}),
      ...Object.values(schema.getMutationType()?.getFields() ?? {}),
    ].filter(({ name }) => /^(?:me|my[A-Z].*)$/.test(name));
    expect(fields.length).toBeGreaterThan(10);
    const types = new Set(fields.flatMap(({ type }) => [...reached(getNamedType(type))]));
    const node = schema.getType("Node");
    const nodes = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && type.getInterfaces().some((one) => one === node),
    );
    expect(nodes.length).toBeGreaterThan(8);
    expect(nodes.filter(({ name }) => types.has(name))).toEqual([]);
    const inputs = fields.flatMap(({ args }) => args.map(({ type }) => getNamedType(type)));
    const refs = inputs.flatMap((type) =>
      isInputObjectType(type)
        ? Object.values(type.getFields()).map((field) => getNamedType(field.type).name)
        : [],
    );
    // Nobody else can be named: no reference to users or resources, and tokens by their own id.
    expect(refs.filter((name) => name.endsWith("Ref"))).toEqual([]);
  });
});

onPostgresAlone("a link to a portal that is revoked while its user is let in", (world) => {
  it("lets nobody in, and the right password is not counted as a guess", async () => {
    const portal = await PortalSeed.open(world());
    const { admin } = portal.seed;
    await portal.seed.user("anna");
    await portal.browser().accept(await portal.link("anna"));
    const accept = (link: string) =>
      portal
        .browser()
        .browser.send("/portal/invitation/accept", { token: getToken(link), password: PASSWORD });
    const { resource } = await admin.query<{ resource: { id: string } }>(
      '{ resource(by: { name: "VPN" }) { id } }',
    );
    // Five wrong ones cost no time.
    for (let round = 0; round <= 5; round += 1) {
      const { invitationUrl, invitation } = await admin.do<{
        invitationUrl: string;
        invitation: { id: string };
      }>(
        "invitationCreate",
        { user: { login: "anna" }, resource: { name: "VPN" } },
        "invitationUrl invitation { id }",
      );
      const other = await holding(world(), "SELECT 1 FROM resources WHERE id = ANY($1::uuid[]) FOR UPDATE", [
        resource.id,
      ]);
      const late = accept(invitationUrl);
      try {
        await expect.poll(() => other.waiting(), EVENTUALLY).toBe(1);
        await admin.do("invitationRevoke", { invitation: invitation.id }, "__typename");
      } finally {
        await other.letGo();
      }
      expect((await late).code).toBe("NOT_FOUND");
    }
    expect((await accept(await portal.link("anna"))).status).toBe(200);
  });
});

onPostgresAlone("a token that somebody changes while its user connects another one", (world) => {
  /** What is answered when a token is changed, by a statement, between the look at it and its lock. */
  async function during<Answer>(token: string, change: string, ask: () => Promise<Answer>): Promise<Answer> {
    const other = await holding(world(), "SELECT 1 FROM tokens WHERE id = ANY($1::uuid[]) FOR UPDATE", [
      token,
    ]);
    const asked = ask();
    try {
      await expect.poll(() => other.waiting(), EVENTUALLY).toBe(1);
      await other.client.query(change, [getUuid(token)]);
    } finally {
      await other.letGo();
    }
    return asked;
  }

  it("is no token of the user any more: the other one is connected", async () => {
    const portal = await PortalSeed.open(world());
    await portal.seed.user("anna");
    const visitor = portal.browser();
    await visitor.accept(await portal.link("anna"));
    const { token } = (await visitor.do(...ENROL)) as { readonly token: { readonly id: string } };
    const unlink = "DELETE FROM assignments WHERE token_id = $1";
    expect(await during(token.id, unlink, () => visitor.do(...ENROL))).toMatchObject({
      token: { name: "Mine" },
    });
  });

  it("does not wait for its first code any more: the other one waits in its place", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor, app } = await portal.enrolled("anna");
    expect(await visitor.prove(app.code())).toBe(2);
    const code = await visitor.recoveryCode();
    expect(await visitor.recover("anna", code)).toBe(1);
    const { token } = (await visitor.do(...ENROL)) as { readonly token: { readonly id: string } };
    const forget = "DELETE FROM recovered_tokens WHERE token_id = $1";
    expect(await during(token.id, forget, () => visitor.do(...ENROL))).toMatchObject({
      token: { name: "Mine" },
    });
  });

  it("is the user's token at the console: no other one is connected there", async () => {
    const seed = await world().seed();
    const browser = Browser.of(world());
    const link = await seed.invite("ada", "ADMIN");
    const accepted = await browser.send("/invitation/accept", { token: getToken(link), password: PASSWORD });
    expect(accepted.body).toEqual({ next: "ENROL" });
    const { id } = await seed.fob({ of: "ada" });
    const other = await holding(
      world(),
      `INSERT INTO assignments (account_id, id, resource_id, token_id, user_id, created_at)
        SELECT token.account_id, gen_random_uuid(), console.id, token.id, token.user_id, now() FROM tokens AS token
        JOIN resources AS console ON console.account_id = token.account_id AND console.kind = 'CONSOLE'
        WHERE token.id = ANY($1::uuid[])`,
      [id],
    );
    const enrolling = browser.send("/enrolment", {});
    try {
      await expect.poll(() => other.waiting(), EVENTUALLY).toBe(1);
    } finally {
      await other.letGo();
    }
    expect((await enrolling).code).toBe("STILL_IN_USE");
  });
});
