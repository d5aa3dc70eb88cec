import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { App, PASSWORD } from "../support/browser.js";
import { getUuid } from "../support/contents.js";
import { misnamedIn } from "../support/event-names.js";
import { PortalSeed, type Visitor } from "../support/portal.js";
import { Mailbox } from "../support/sent.js";
import { onOneStore, type World } from "../support/world.js";

/** Twenty bytes, as a vendor gives them, and as an app takes them. */
const SECRET_HEX = "31".repeat(20);
const SECRET_BASE32 = "GEYTCMJRGEYTCMJRGEYTCMJRGEYTCMJR";

/** A device in a drawer, which belongs to nobody. */
async function spareDevice({ seed, world }: PortalSeed, serialNumber: string): Promise<App> {
  const universal = { secret: SECRET_HEX, secretEncoding: "HEX", serialNumber };
  await seed.admin.do("tokenCreate", { model: { universal } }, "__typename");
  return new App(SECRET_BASE32, world.clock);
}

/** Two codes in a row, the older one first. */
function twoCodes(app: App, { clock }: World): string[] {
  const first = app.code();
  clock.pass(30);
  return [first, app.code()];
}

/** The state of the user's only token, as the user sees it. */
async function onlyToken(visitor: Visitor): Promise<unknown> {
  const me = await visitor.me();
  return typeof me === "string" ? me : (me["tokens"] as readonly unknown[])[0];
}

/** What the newest event says of a token that was unlinked. */
async function unlinked({ seed }: PortalSeed): Promise<string | undefined> {
  const { events } = await seed.admin.query<{ events: { nodes: { summary: string }[] } }>(
    "{ events(first: 1, filter: { types: [TOKEN_UNLINKED] }) { nodes { summary } } }",
  );
  return events.nodes[0]?.summary;
}

onOneStore("in a portal, a user", (world) => {
  it("gets another secret for another phone; the old one works until the new one is confirmed", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor, app, id } = await portal.enrolled("anna");
    expect(await visitor.getCode("MyTokenReissue", { token: id })).toBe("STEP_UP_REQUIRED");
    expect(await visitor.prove(app.code())).toBe(2);
    const made = await visitor.do("MyTokenReissue", { token: id });
    const { secretBase32 } = made["enrolment"] as { secretBase32: string };
    const next = new App(secretBase32, world().clock);
    world().clock.pass(30);
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(true);
    expect(await onlyToken(visitor)).toMatchObject({ enrolment: { attemptsLeft: 5 }, status: "ACTIVE" });
    expect(await visitor.getCode("MyTokenEnrolmentConfirm", { token: id, otp: next.code() })).toBeUndefined();
    world().clock.pass(30);
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(false);
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", next.code())).toBe(true);
  });

  it("whose clock drifted away synchronizes without a code that would sign in", async () => {
    const portal = await PortalSeed.open(world());
    const { app, id } = await portal.enrolled("anna");
    const visitor = portal.browser();
    expect(await visitor.signIn("anna", null)).toBe(1);
    // The phone is an hour ahead: its codes are those of later.
    world().clock.pass(3_600);
    const ahead = twoCodes(app, world());
    world().clock.pass(-3_600 - 30);
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", ahead[0] ?? "")).toBe(false);
    expect(await visitor.getCode("MyTokenSynchronize", { token: id, otps: ["000000", "111111"] })).toBe(
      "WRONG_CODE",
    );
    expect(await visitor.getCode("MyTokenSynchronize", { token: id, otps: ahead })).toBeUndefined();
  });

  it("takes a device that belongs to nobody, gives it back, and it is free for somebody else", async () => {
    const portal = await PortalSeed.open(world(), {
      models: ["UNIVERSAL"],
      actions: ["TOKEN_ASSIGN", "TOKEN_UNASSIGN"],
    });
    const device = await spareDevice(portal, "S-1");
    for (const login of ["anna", "bert"]) {
      await portal.seed.user(login);
      const visitor = portal.browser();
      await visitor.accept(await portal.link(login));
      const taken = await visitor.do("MyTokenAssign", {
        serialNumber: "s-1",
        otps: twoCodes(device, world()),
      });
      const { id } = taken["token"] as { id: string };
      world().clock.pass(30);
      expect(await portal.seed.signIn({ login }, "VPN", device.code())).toBe(true);
      expect(await visitor.getCode("MyTokenUnassign", { token: id })).toBe("STEP_UP_REQUIRED");
      world().clock.pass(30);
      expect(await visitor.prove(device.code())).toBe(2);
      expect(await visitor.getCode("MyTokenUnassign", { token: id })).toBeUndefined();
      expect(await onlyToken(visitor)).toBeUndefined();
      expect(await unlinked(portal)).toMatch(`because ${login} gave it back.`);
      world().clock.pass(30);
      expect(await portal.seed.signIn({ login }, "VPN", device.code())).toBe(false);
      world().clock.pass(30);
    }
  });

  it("takes another device after a loss, by an invitation: the one before is the user's no longer", async () => {
    const portal = await PortalSeed.open(world(), { models: ["UNIVERSAL"], actions: ["TOKEN_ASSIGN"] });
    const { seed } = portal;
    const device = await spareDevice(portal, "S-1");
    await spareDevice(portal, "S-2");
    await seed.user("anna");
    const take = async (serialNumber: string) => {
      const visitor = portal.browser();
      await visitor.accept(await portal.link("anna"));
      world().clock.pass(30);
      return visitor.getCode("MyTokenAssign", { serialNumber, otps: twoCodes(device, world()) });
    };
    expect(await take("S-1")).toBeUndefined();
    await seed.admin.do("tokenDisable", { token: { serialNumber: "S-1" } }, "__typename");
    expect(await take("S-2")).toBeUndefined();
    world().clock.pass(30);
    expect(await seed.signIn({ login: "anna" }, "VPN", device.code())).toBe(true);
    const { token } = await seed.admin.query<{ token: unknown }>(
      `{ token(by: { serialNumber: "S-1" }) { enabled user { login } } }`,
    );
    expect(token).toEqual({ enabled: false, user: null });
    expect(await unlinked(portal)).toMatch("because anna takes another token in its place.");
  });

  it("deletes an app by giving it back", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor, app, id } = await portal.enrolled("anna");
    expect(await onlyToken(visitor)).toMatchObject({ otherResourceCount: 0 });
    await portal.seed.resource("Mail");
    await portal.seed.link(id, "Mail");
    expect(await onlyToken(visitor)).toMatchObject({ otherResourceCount: 1 });
    await visitor.prove(app.code());
    expect(await visitor.getCode("MyTokenUnassign", { token: id })).toBeUndefined();
    const { tokens } = await portal.seed.admin.query<{ tokens: unknown }>("{ tokens { totalCount } }");
    expect(tokens).toEqual({ totalCount: 0 });
  });

  it("sets a PIN and removes it", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor, app, id } = await portal.enrolled("anna");
    const set = { token: id, pin: "4711", position: "BEFORE_OTP" };
    expect(await visitor.getCode("MyTokenPinSet", set)).toBe("STEP_UP_REQUIRED");
    await visitor.prove(app.code());
    expect(await visitor.do("MyTokenPinSet", set)).toMatchObject({ token: { pinPosition: "BEFORE_OTP" } });
    expect(await visitor.getCode("MyTokenPinSet", { ...set, pin: "47" })).toBe("VALIDATION_FAILED");
    world().clock.pass(30);
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(false);
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", `4711${app.code()}`)).toBe(true);
    world().clock.pass(30);
    expect(await visitor.prove(`4711${app.code()}`)).toBe(2);
    expect(await visitor.do("MyTokenPinRemove", { token: id })).toMatchObject({
      token: { pinPosition: null },
    });
    world().clock.pass(30);
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(true);
  });

  it("reports a token as lost without a code of it; only an administrator enables it again, and an invitation connects another", async () => {
    const portal = await PortalSeed.open(world());
    const { app, id } = await portal.enrolled("anna");
    const visitor = portal.browser();
    expect(await visitor.signIn("anna", null)).toBe(1);
    expect(await visitor.do("MyTokenReportLost", { token: id })).toMatchObject({ token: { enabled: false } });
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(false);
    expect(await visitor.getCode("MyTokenEnrol", { model: "GOOGLE_AUTHENTICATOR", name: "New" })).toBe(
      "POLICY_REFUSED",
    );

    const again = portal.browser();
    await again.accept(await portal.link("anna"));
    const { app: next } = await again.enrol("New phone");
    expect(await onlyToken(again)).toMatchObject({ name: "New phone", enabled: true });
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", next.code())).toBe(true);
  });

  it("mails of a loss once, however often it is reported; the helpdesk sees each report", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    await seed.user("anna", { email: "anna@example.org" });
    const visitor = portal.browser();
    await visitor.accept(await portal.link("anna"));
    const { id } = await visitor.enrol();
    const mails = async () =>
      (await seed.admin.query<{ messages: { totalCount: number } }>("{ messages { totalCount } }")).messages
        .totalCount;
    const before = await mails();
    for (let times = 0; times < 2; times += 1) await visitor.do("MyTokenReportLost", { token: id });
    expect((await mails()) - before).toBe(1);
    const { events } = await seed.admin.query<{ events: { totalCount: number } }>(
      "{ events(filter: { types: [TOKEN_REPORTED_LOST] }) { totalCount } }",
    );
    expect(events.totalCount).toBe(2);
  });

  it("has codes sent to the number and the address that the account knows, and to no other", async () => {
    const portal = await PortalSeed.open(world());
    await portal.seed.user("anna", { email: "anna@example.org" });
    const visitor = portal.browser();
    await visitor.accept(await portal.link("anna"));
    expect(await visitor.do("MyTokenEnrol", { model: "SMS", name: "Phone" })).toMatchObject({
      code: "VALIDATION_FAILED",
      message: "Your account has no phone number. Ask the helpdesk to add it.",
    });
    const mailbox = new Mailbox(portal.seed);
    await mailbox.next();
    const made = await visitor.do("MyTokenEnrol", { model: "EMAIL", name: "Mail" });
    expect(made).toMatchObject({ enrolment: { sentTo: "a•••@e•••.org" } });
    const { id } = made["token"] as { id: string };
    const [otp = ""] = /\b\d{6}\b/.exec((await mailbox.next()).text) ?? [];
    expect(await visitor.getCode("MyTokenEnrolmentConfirm", { token: id, otp })).toBeUndefined();
    expect(await onlyToken(visitor)).toMatchObject({ status: "ACTIVE", model: "EMAIL" });
  });

  it("reads in the message of a code from where it was asked for, also where the resource is not open to that", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    await seed.user("anna", { email: "anna@example.org" });
    await seed.admin.do(
      "resourceUpdate",
      { resource: { name: "VPN" }, allowedAddresses: ["192.0.2.0/24"] },
      "__typename",
    );
    const visitor = portal.browser();
    await visitor.accept(await portal.link("anna"));
    const mailbox = new Mailbox(seed);
    await mailbox.next();
    const made = await visitor.do("MyTokenEnrol", { model: "EMAIL", name: "Mail" });
    const { id } = made["token"] as { id: string };
    const [otp = ""] = /\b\d{6}\b/.exec((await mailbox.next()).text) ?? [];
    expect(await visitor.getCode("MyTokenEnrolmentConfirm", { token: id, otp })).toBeUndefined();
    await mailbox.next();
    const attempt = await portal.browser().begin("anna");
    const again = portal.browser();
    await again.signIn("anna", null);
    for (const [path, body] of [
      ["/portal/sign-in/challenge", { attempt }],
      ["/portal/sign-in/again/challenge", {}],
    ] as const) {
      world().clock.pass(120);
      expect((await again.browser.send(path, body)).status).toBe(200);
      expect((await mailbox.next()).text).toContain("IP address: 127.");
    }
  });

  it("changes the password, which ends the other sessions, and the names", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor, app } = await portal.enrolled("anna");
    const other = portal.browser();
    expect(await other.signIn("anna", app.code())).toBe(2);
    const password = "seven copper lanterns drift";
    expect(await visitor.getCode("MyPasswordSet", { password })).toBe("STEP_UP_REQUIRED");
    world().clock.pass(30);
    await visitor.prove(app.code());
    expect(await visitor.getCode("MyPasswordSet", { password: "anna anna anna anna" })).toBe(
      "VALIDATION_FAILED",
    );
    expect(await visitor.getCode("MyPasswordSet", { password })).toBeUndefined();
    expect(await other.me()).toBe("UNAUTHENTICATED");
    const email = "anna@example.org";
    await portal.seed.admin.do("userUpdate", { user: { login: "anna" }, email }, "__typename");
    const names = { firstName: "Ann", lastName: null };
    // Saved again, nothing changes, and no notice is sent.
    for (let time = 0; time < 2; time += 1) {
      expect(await visitor.do("MyNamesUpdate", names)).toEqual({ me: names });
    }
    const notices = await world().database.query(Prisma.sql`
      SELECT 1 FROM alarms WHERE account_id = ${getUuid(portal.seed.accountId)}::uuid AND change = 'NAMES_CHANGED'`);
    expect(notices).toHaveLength(1);
    world().clock.pass(30);
    expect(await portal.browser().signIn("anna", app.code(), PASSWORD)).toBe("SIGN_IN_REFUSED");
    expect(await portal.browser().signIn("anna", app.code(), password)).toBe(2);
  });

  it("cancels an enrolment, begins another one with another model, and has one token there in the end", async () => {
    const portal = await PortalSeed.open(world());
    await portal.seed.user("anna", { email: "anna@example.org" });
    const visitor = portal.browser();
    await visitor.accept(await portal.link("anna"));
    const first = await visitor.do("MyTokenEnrol", { model: "GOOGLE_AUTHENTICATOR", name: "One" });
    const { id } = first["token"] as { id: string };
    expect(await visitor.do("MyTokenEnrolmentCancel", { token: id })).toEqual({ token: null });
    await visitor.do("MyTokenEnrol", { model: "EMAIL", name: "Two" });
    const { app } = await visitor.enrol("Three");
    expect(await onlyToken(visitor)).toMatchObject({ name: "Three" });
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(true);
    expect(await visitor.getCode("MyTokenEnrol", { model: "EMAIL", name: "Four" })).toBe("STEP_UP_REQUIRED");
    world().clock.pass(30);
    await visitor.prove(app.code());
    expect(await visitor.getCode("MyTokenEnrol", { model: "EMAIL", name: "Four" })).toBe("STILL_IN_USE");
  });

  it("leaves events that name everybody whom they are about", async () => {
    expect(await misnamedIn(world(), "portal actions")).toEqual([]);
  });
});
