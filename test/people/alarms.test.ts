import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { PORTAL_CHANGES } from "../../server/delivery/texts/message-facts.js";
import { keepHouse } from "../../server/housekeeping.js";
import type { ChangeInPortal } from "../../server/messages/portal-mail.js";
import { getAddress, tokenOfUser } from "../support/administrators.js";
import { Browser, PASSWORD, type Reply, getToken } from "../support/browser.js";
import { getContents, getUuid } from "../support/contents.js";
import { misnamedIn } from "../support/event-names.js";
import { get } from "../support/get.js";
import { PortalSeed, type Visitor } from "../support/portal.js";
import { linkIn, mailChange } from "../support/portal-mails.js";
import type { Seed } from "../support/seed.js";
import { Mailbox, outbox } from "../support/sent.js";
import { onOneStore, type World } from "../support/world.js";

const DEAD =
  "This link does not work: it is incomplete, older than seven days, or no longer valid. Ask your administrator to block the change.";

let people = 0;

/** An address that no other test has. */
function newAddress(): string {
  people += 1;
  return `anna.jones${people}@mailbox.example`;
}

/** Tells a change, and reads the mail. @returns what stands in its link behind the #. */
async function mailed(
  world: World,
  seed: Seed,
  login: string,
  changed: Pick<ChangeInPortal, "change"> & Partial<ChangeInPortal>,
): Promise<string> {
  const before = (await outbox(seed.admin)).length;
  await mailChange(world, seed, login, changed);
  await expect.poll(async () => (await outbox(seed.admin)).length).toBe(before + 1);
  const [mail] = await outbox(seed.admin);
  return getToken(linkIn(mail?.text ?? ""));
}

function raise(world: World, token: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
  return Browser.of(world).send("/alarm/raise", { token }, headers);
}

const read = (world: World, token: string): Promise<Reply> =>
  Browser.of(world).send("/alarm/read", { token });

/** A token as a change names it. */
const named = (id: string, name: string) => ({ id: getUuid(id), name });

async function getState({ admin }: Seed, id: string): Promise<object | null> {
  const { token } = await admin.query<{ token: object | null }>(
    "query ($id: ID!) { token(by: { id: $id }) { enabled status enrolment { attemptsLeft } } }",
    { id },
  );
  return token;
}

/** The newest alarm of an account, as its event reports it. */
async function getAlarm({ admin }: Seed): Promise<object | undefined> {
  const { events } = await admin.query<{ events: { nodes: object[] } }>(
    `{ events(filter: { types: [USER_ALARM] }, first: 1) { nodes {
      userLogin tokenName clientAddress callerAddress changes { field from to } actor { kind name } summary } } }`,
  );
  return events.nodes[0];
}

/** An administrator who is signed in, and could be in a portal as well: a person with sessions and a password. */
async function withAda(world: World): Promise<{ seed: Seed; browser: Browser; address: string }> {
  const seed = await world.seed();
  await seed.invite("keeper", "ADMIN");
  const browser = Browser.of(world);
  await browser.accept(await seed.invite("ada", "ADMIN"));
  await seed.admin.do("userUpdate", { user: { login: "ada" }, email: newAddress() }, "__typename");
  return { seed, browser, address: await getAddress(seed) };
}

/** An account with anna, who has an address. */
async function withAnna(world: World): Promise<Seed> {
  const seed = await world.seed();
  await seed.user("anna", { email: newAddress() });
  await seed.resource("VPN");
  return seed;
}

onOneStore("a person who says “this was not me”", (world) => {
  it("sees what it was about, as often as the link is opened: opening it changes nothing", async () => {
    const seed = await withAnna(world());
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const token = await mailed(world(), seed, "anna", {
      change: "TOKEN_TAKEN",
      token: named(fob.id, fob.name),
    });
    const before = await getContents(world());
    for (const accept of ["text/html", "application/json"]) {
      for (const path of ["/alarm", "/alarm/read", "/alarm/raise"]) {
        const host = new URL(world().services.console.url).host;
        await get(`${world().url}${path}?token=${token}`, { accept, host });
      }
    }
    const answers = [await read(world(), token), await read(world(), token)];
    for (const { status, body } of answers) {
      expect([status, body]).toEqual([
        200,
        {
          account: "Example Ltd",
          login: "anna",
          resource: "VPN",
          token: fob.name,
          change: "TOKEN_TAKEN",
          changedAt: new Date(world().clock.now()).toISOString(),
          raisedAt: null,
          effects: [],
        },
      ]);
    }
    expect(await getContents(world())).toEqual(before);
  });

  it.each(PORTAL_CHANGES)("of %s has the token disabled that it was about, and no other", async (change) => {
    const seed = await withAnna(world());
    const [fob, other] = [await seed.fob({ of: "anna", at: ["VPN"] }), await seed.fob({ of: "anna" })];
    const about = change.startsWith("TOKEN_") ? named(fob.id, fob.name) : null;
    const token = await mailed(world(), seed, "anna", { change, token: about });
    const said = await raise(world(), token);
    const effects = about === null ? [] : ["TOKEN_DISABLED"];
    expect([said.status, said.body]).toMatchObject([200, { change, effects, isRepeated: false }]);
    expect(await getState(seed, fob.id)).toMatchObject({ enabled: about === null });
    expect(await getState(seed, other.id)).toMatchObject({ enabled: true });
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(about === null);
    expect(await getAlarm(seed)).toEqual({
      userLogin: "anna",
      tokenName: about?.name ?? null,
      clientAddress: "127.0.0.1",
      callerAddress: "127.0.0.1",
      changes: [{ field: "change", from: null, to: change }],
      actor: { kind: "USER", name: "anna" },
      summary: expect.stringMatching(
        /^anna reported, by the link in a mail, what somebody else had done in the portal of VPN: [\w -]+\.$/,
      ),
    });
  });

  it("cancels an enrolment that was not confirmed: a token that was never in use is gone", async () => {
    const seed = await withAnna(world());
    const { token: made } = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      { name: "App", model: { software: { googleAuthenticator: {} } }, to: { user: { login: "anna" } } },
      "token { id }",
    );
    const token = await mailed(world(), seed, "anna", {
      change: "TOKEN_ENROLLED",
      token: named(made.id, "App"),
    });
    expect((await raise(world(), token)).body).toMatchObject({ effects: ["ENROLMENT_CANCELLED"] });
    expect(await getState(seed, made.id)).toBeNull();
    expect((await raise(world(), token)).body).toMatchObject({
      token: "App",
      effects: ["ENROLMENT_CANCELLED"],
      isRepeated: true,
    });
  });

  it("ends sessions, sign-ins that were begun, and open invitations; the password stays unless it was changed", async () => {
    const { seed, browser, address } = await withAda(world());
    const { id } = await tokenOfUser(seed, "ada");
    const begun = await Browser.of(world()).send("/sign-in", { address, login: "ada", password: PASSWORD });
    const lost = await mailed(world(), seed, "ada", {
      change: "TOKEN_REISSUED",
      token: named(id, "Authenticator app"),
    });
    await seed.admin.do("tokenReissue", { token: { id }, lost: false }, "__typename");
    expect((await browser.query("Viewer")).status).toBe(200);
    expect((await raise(world(), lost)).body).toMatchObject({
      effects: ["ENROLMENT_CANCELLED", "TOKEN_DISABLED"],
    });
    expect((await browser.query("Viewer")).status).toBe(401);
    expect(await getState(seed, id)).toMatchObject({ enabled: false, status: "ACTIVE", enrolment: null });
    const answered = await Browser.of(world()).send("/sign-in/answer", {
      attempt: begun.body["attempt"],
      passcode: "000000",
    });
    expect(answered.code).toBe("ATTEMPT_EXPIRED");

    const { invitationUrl } = await seed.admin.do<{ invitationUrl: string }>(
      "passwordReset",
      { user: { login: "ada" } },
      "invitationUrl",
    );
    const open = { token: getToken(invitationUrl) };
    expect((await Browser.of(world()).send("/invitation", open)).status).toBe(200);
    await raise(world(), await mailed(world(), seed, "ada", { change: "NAMES_CHANGED" }));
    expect((await Browser.of(world()).send("/invitation", open)).status).toBe(404);
  });

  it("ends every session and sign-in of the user in portals, also sign-ins with codes that were mailed before", async () => {
    const portal = await PortalSeed.open(world(), { signIn: ["PASSWORD", "MAIL_CODE"] });
    const { seed, address } = portal;
    const { visitor, app, id } = await portal.enrolled("anna");
    await seed.admin.do("userUpdate", { user: { login: "anna" }, email: newAddress() }, "__typename");
    expect(await visitor.prove(app.code())).toBe(2);
    const begun = await portal.browser().begin("anna");
    const asked = await portal.browser().browser.send("/portal/sign-in/mail", { address, login: "anna" });
    const mails = new Mailbox(seed);
    const code = await mails.code();
    expect(
      await visitor.getCode("MyTokenPinSet", { token: id, pin: "1234", position: "BEFORE_OTP" }),
    ).toBeUndefined();
    const token = getToken(linkIn((await mails.next()).text));
    expect(await visitor.me()).toMatchObject({ login: "anna" });

    expect((await raise(world(), token)).body).toMatchObject({
      change: "TOKEN_PIN_SET",
      resource: "VPN",
      effects: ["TOKEN_DISABLED"],
    });
    expect(await visitor.me()).toBe("UNAUTHENTICATED");
    const late = portal.browser().browser;
    const { attempt } = asked.body;
    for (const [path, body] of [
      ["/portal/sign-in/mail/answer", { attempt, code }],
      ["/portal/sign-in/without-code", { attempt: begun }],
    ] as const) {
      expect((await late.send(path, body)).code, path).toBe("ATTEMPT_EXPIRED");
    }
  });

  it("removes the password that the change set, and no other one", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    const { visitor, app } = await portal.enrolled("anna");
    await seed.admin.do("userUpdate", { user: { login: "anna" }, email: newAddress() }, "__typename");
    const mails = new Mailbox(seed);
    /** Sets a password. @returns what stands in the link of its notice. */
    const set = async (at: Visitor, password: string) => {
      world().clock.pass(30);
      expect(await at.prove(app.code())).toBe(2);
      expect(await at.getCode("MyPasswordSet", { password })).toBeUndefined();
      return getToken(linkIn((await mails.next()).text));
    };
    const [first, second] = ["eleven brass kettles whistle", "seven copper lanterns hum"];
    const ofFirst = await set(visitor, first);
    const other = portal.browser();
    expect(await other.signIn("anna", null, first)).toBe(1);
    const ofSecond = await set(other, second);
    expect((await raise(world(), ofFirst)).body).toMatchObject({ effects: [] });
    expect(await portal.browser().signIn("anna", null, second)).toBe(1);
    expect((await raise(world(), ofSecond)).body).toMatchObject({ effects: ["PASSWORD_REMOVED"] });
    expect(await portal.browser().signIn("anna", null, second)).toBe("SIGN_IN_REFUSED");
    const types = await seed.events(5);
    expect(
      types.filter((type) => ["SESSION_REVOKED", "PASSWORD_RESET", "USER_ALARM"].includes(type)),
    ).toEqual(["PASSWORD_RESET", "SESSION_REVOKED", "USER_ALARM"]);
  });

  it("removes the first password, too, that somebody chose who had the invitation: the next one asks for a password again", async () => {
    for (const change of ["PASSWORD_CHANGED", "TOKEN_ENROLLED"] as const) {
      const portal = await PortalSeed.open(world());
      const { seed } = portal;
      await seed.user("anna", { email: newAddress() });
      const mails = new Mailbox(seed);
      const thief = portal.browser();
      await thief.accept(await portal.link("anna"), "eleven brass kettles whistle");
      const ofPassword = await mails.next();
      expect(ofPassword.subject).toBe("Your password for the portal of VPN (Example Ltd) was set");
      const { id } = await thief.enrol("Thief's phone");
      const ofToken = await mails.next();
      const { text } = change === "PASSWORD_CHANGED" ? ofPassword : ofToken;
      const { body } = await raise(world(), getToken(linkIn(text)));
      expect(body).toMatchObject({
        change,
        effects: expect.arrayContaining(["TOKEN_DISABLED", "PASSWORD_REMOVED"]),
      });
      expect(await thief.me()).toBe("UNAUTHENTICATED");
      expect(await getState(seed, id)).toMatchObject({ enabled: false });
      expect(await seed.events(9)).toContain("PASSWORD_RESET");

      // The helpdesk invites anna again: what the thief knows opens nothing.
      const invited = { token: getToken(await portal.link("anna")) };
      const opened = await portal.browser().browser.send("/portal/invitation", invited);
      expect(opened.body).toMatchObject({ login: "anna", password: "SET" });
      const anna = portal.browser();
      await anna.browser.send("/portal/invitation/accept", { ...invited, password: PASSWORD });
      await anna.enrol();
      expect(await portal.browser().signIn("anna", null, "eleven brass kettles whistle")).toBe(
        "SIGN_IN_REFUSED",
      );
      expect(await portal.browser().signIn("anna", null)).toBe(1);
    }
  });

  it("disables no token and ends no password of somebody who has a role by now", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    const { visitor, app, id } = await portal.enrolled("anna");
    const user = { login: "anna" };
    await seed.admin.do("userUpdate", { user, email: newAddress() }, "__typename");
    expect(await visitor.prove(app.code())).toBe(2);
    const pin = { token: id, pin: "1234", position: "BEFORE_OTP" };
    expect(await visitor.getCode("MyTokenPinSet", pin)).toBeUndefined();
    const token = getToken(linkIn((await new Mailbox(seed).next()).text));
    const made = { to: { user }, role: "ADMIN", token: { id } };
    await seed.admin.do("administratorCreate", made, "__typename");
    const answer = await raise(world(), token);
    expect([answer.status, answer.code]).toEqual([404, "NOT_FOUND"]);
    expect(await getState(seed, id)).toMatchObject({ enabled: true });
  });

  it("removes another e-mail address than the one that got the link: no code reaches it", async () => {
    const seed = await withAnna(world());
    const [before, after] = [newAddress(), newAddress()];
    await seed.admin.do("userUpdate", { user: { login: "anna" }, email: after }, "__typename");
    // The address before gets its notice first.
    const here = await mailed(world(), seed, "anna", {
      change: "EMAIL_CHANGED",
      to: before,
      contactSet: after,
    });
    const there = await mailed(world(), seed, "anna", { change: "EMAIL_CHANGED", contactSet: after });
    const getEmail = async () =>
      (
        await seed.admin.query<{ user: { email: string | null } }>(
          '{ user(by: { login: "anna" }) { email } }',
        )
      ).user.email;
    expect((await raise(world(), there)).body).toMatchObject({ effects: [] });
    expect(await getEmail()).toBe(after);
    expect((await raise(world(), here)).body).toMatchObject({ effects: ["EMAIL_REMOVED"] });
    expect(await getEmail()).toBeNull();
  });

  it("touches no token that is somebody else's by now, or gone", async () => {
    const seed = await withAnna(world());
    await seed.user("bert");
    const [given, gone] = [await seed.fob({ of: "anna" }), await seed.fob({ of: "anna" })];
    const links: string[] = [];
    for (const fob of [given, gone]) {
      links.push(
        await mailed(world(), seed, "anna", { change: "TOKEN_TAKEN", token: named(fob.id, fob.name) }),
      );
    }
    const to = { user: { login: "bert" } };
    await seed.admin.do(
      "tokenAssign",
      { token: { id: given.id }, from: { login: "anna" }, to },
      "__typename",
    );
    await seed.admin.do("tokenDelete", { token: { id: gone.id } }, "__typename");
    for (const link of links) {
      expect((await raise(world(), link)).body).toMatchObject({ effects: [], isRepeated: false });
    }
    expect(await getState(seed, given.id)).toMatchObject({ enabled: true });
  });

  it("does it once, also sixteen times at the same moment; later, the link says that it was done", async () => {
    const { seed } = await withAda(world());
    const { id } = await tokenOfUser(seed, "ada");
    const token = await mailed(world(), seed, "ada", {
      change: "TOKEN_PIN_SET",
      token: named(id, "Authenticator app"),
    });
    const at = new Date(world().clock.now()).toISOString();
    const answers = await Promise.all(Array.from({ length: 16 }, () => raise(world(), token)));
    for (const { status, body } of answers) {
      expect([status, body]).toMatchObject([200, { raisedAt: at, effects: ["TOKEN_DISABLED"] }]);
    }
    expect(answers.filter(({ body }) => body["isRepeated"] === false)).toHaveLength(1);
    const count = async () => {
      const types = await seed.events(50);
      return ["USER_ALARM", "TOKEN_DISABLED", "SESSION_REVOKED"].map(
        (type) => types.filter((one) => one === type).length,
      );
    };
    expect(await count()).toEqual([1, 1, 1]);

    await seed.admin.do("tokenEnable", { token: { id } }, "__typename");
    world().clock.pass(60);
    const before = await getContents(world());
    expect((await raise(world(), token)).body).toMatchObject({ raisedAt: at, isRepeated: true });
    expect((await read(world(), token)).body).toMatchObject({ raisedAt: at, effects: ["TOKEN_DISABLED"] });
    expect(await getContents(world())).toEqual(before);
  });

  it("is heard for seven days; then nothing is left of the link", async () => {
    const seed = await withAnna(world());
    const token = await mailed(world(), seed, "anna", { change: "NAMES_CHANGED" });
    world().clock.pass(7 * 24 * 3_600 - 1);
    expect((await read(world(), token)).status).toBe(200);
    world().clock.pass(1);
    const before = await getContents(world());
    for (const answer of [await read(world(), token), await raise(world(), token)]) {
      expect([answer.status, answer.code]).toEqual([404, "NOT_FOUND"]);
      expect(JSON.stringify(answer.body)).toContain(DEAD);
    }
    expect(await getContents(world())).toEqual(before);
    await keepHouse(world().services);
    expect(await world().database.query(Prisma.sql`SELECT 1 FROM alarms`)).toEqual([]);
  });

  it("changes nothing of another account, and nothing while the account is disabled", async () => {
    const [seed, foreign] = [await withAnna(world()), await withAnna(world())];
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const token = await mailed(world(), seed, "anna", {
      change: "TOKEN_TAKEN",
      token: named(fob.id, fob.name),
    });
    // Named by a mistake of the server: a token of another account is none of this person's.
    const foreignFob = await foreign.fob({ of: "anna" });
    const odd = await mailed(world(), seed, "anna", {
      change: "TOKEN_ENROLLED",
      token: named(foreignFob.id, "Odd"),
    });
    const before = await getContents(world(), foreign.accountId);
    await world().operator.do("accountDisable", { account: seed.accountId }, "__typename");
    expect((await raise(world(), token)).status).toBe(404);
    await world().operator.do("accountEnable", { account: seed.accountId }, "__typename");
    expect((await raise(world(), token)).body).toMatchObject({ effects: ["TOKEN_DISABLED"] });
    expect((await raise(world(), odd)).body).toMatchObject({ effects: [] });
    expect(await getContents(world(), foreign.accountId)).toEqual(before);
  });

  it("goes with the person: nothing of the links is left when the user is deleted", async () => {
    const seed = await withAnna(world());
    const token = await mailed(world(), seed, "anna", { change: "NAMES_CHANGED" });
    await seed.admin.do("userDelete", { user: { login: "anna" } }, "__typename");
    expect((await read(world(), token)).status).toBe(404);
    const left = await getContents(world(), seed.accountId);
    expect(left.filter((row) => row.startsWith("alarms "))).toEqual([]);
  });

  it("does it by the server's own page: no other page, and no guess, raises an alarm", async () => {
    const seed = await withAnna(world());
    const token = await mailed(world(), seed, "anna", { change: "NAMES_CHANGED" });
    const before = await getContents(world());
    const elsewhere = await raise(world(), token, { origin: "https://evil.example" });
    expect([elsewhere.status, elsewhere.code]).toEqual([403, "FORBIDDEN"]);
    const form = await raise(world(), token, { "content-type": "text/plain" });
    expect(form.code).toBe("UNSUPPORTED_MEDIA_TYPE");
    for (const guess of ["", "x", "A".repeat(43), `${token}A`, token.toLowerCase()]) {
      expect((await raise(world(), guess)).code, guess).toBe("NOT_FOUND");
    }
    expect(await getContents(world())).toEqual(before);
  });

  it("leaves events that name everybody whom they are about", async () => {
    expect(await misnamedIn(world(), "alarms")).toEqual([]);
  });
});
