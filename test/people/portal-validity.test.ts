import { expect, it } from "vitest";
import { PASSWORD, getToken } from "../support/browser.js";
import { PortalSeed, type Visitor } from "../support/portal.js";
import { onOneStore } from "../support/world.js";

const DAY = 24 * 60 * 60;
const ENROL = ["MyTokenEnrol", { model: "GOOGLE_AUTHENTICATOR", name: "Mine" }] as const;

/** Sets the validity of a token, in seconds from now. */
function setValidity(
  { seed, world }: PortalSeed,
  id: string,
  validity: Readonly<Record<"validFrom" | "validUntil", number | null>>,
): Promise<unknown> {
  const moment = (seconds: number | null) =>
    seconds === null ? null : new Date(world.clock.now() + seconds * 1_000).toISOString();
  const { validFrom, validUntil } = validity;
  const input = { token: { id }, validFrom: moment(validFrom), validUntil: moment(validUntil) };
  return seed.admin.do("tokenUpdate", input, "__typename");
}

/** What an administrator is answered who invites a user, or resets the password. */
async function answers({ seed }: PortalSeed, login: string): Promise<unknown[]> {
  const input = { user: { login }, resource: { name: "VPN" } };
  const answered = [];
  for (const mutation of ["invitationCreate", "passwordReset"]) {
    const { invitation, code } = await seed.admin.mutate<{
      readonly invitation?: { readonly purpose: string };
    }>(mutation, input, "invitation { purpose }");
    answered.push(code ?? invitation?.purpose);
  }
  return answered;
}

const getTokens = async (visitor: Visitor) => {
  const me = await visitor.me();
  return typeof me === "string" ? me : me["tokens"];
};

onOneStore("a token outside of its validity", (world) => {
  it("that has ended counts as none: an invitation puts another one in its place, and a password alone does not", async () => {
    const portal = await PortalSeed.open(world(), { firstEnrolment: "PASSWORD" });
    const { id, app } = await portal.enrolled("anna");
    await setValidity(portal, id, { validFrom: null, validUntil: -DAY });
    expect(await portal.browser().signIn("anna", app.code())).toBe("SIGN_IN_REFUSED");
    const alone = portal.browser();
    expect(await alone.signIn("anna", null)).toBe(1);
    expect(await alone.me()).toMatchObject({ mayConnectFirst: false });
    expect(await getTokens(alone)).toMatchObject([
      { id, validFrom: null, validUntil: expect.any(String), validity: "VALIDITY_ENDED" },
    ]);
    expect(await alone.getCode(...ENROL)).toBe("POLICY_REFUSED");
    expect(await answers(portal, "anna")).toEqual(["ENROL", "ENROL"]);
    const invited = portal.browser();
    await invited.accept(await portal.link("anna"));
    const { app: next } = await invited.enrol("Another");
    expect(await portal.seed.signIn({ login: "anna" }, "VPN", next.code())).toBe(true);
    expect(await getTokens(invited)).toMatchObject([{ name: "Another" }]);
  });

  it("that ends while a session is open takes from it what its code opened, and the page says so", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor, app, id } = await portal.enrolled("anna");
    await portal.seed.admin.do(
      "userUpdate",
      { user: { login: "anna" }, email: "anna@example.org" },
      "__typename",
    );
    await setValidity(portal, id, { validFrom: null, validUntil: 120 });
    world().clock.pass(30);
    expect(await visitor.prove(app.code())).toBe(2);
    expect(await visitor.me()).toMatchObject({
      level: 2,
      codeProvenUntil: expect.any(String),
      email: "anna@example.org",
    });
    world().clock.pass(120);
    expect(await visitor.me()).toMatchObject({
      level: 1,
      codeProvenUntil: null,
      email: expect.stringContaining("•"),
    });
    expect(await visitor.getCode("MyNamesUpdate", { firstName: "Anna" })).toBe("STEP_UP_REQUIRED");
  });

  it("that is not valid yet prevents another enrolment, also by a link that was created before", async () => {
    const portal = await PortalSeed.open(world(), { firstEnrolment: "PASSWORD" });
    const { seed } = portal;
    await seed.user("anna");
    await portal.browser().accept(await portal.link("anna"));
    const link = await portal.link("anna");
    const begun = portal.browser();
    expect(await begun.signIn("anna", null)).toBe(1);
    const waiting = await begun.do(...ENROL);
    const fob = await seed.fob({ of: "anna" });
    await setValidity(portal, fob.id, { validFrom: DAY, validUntil: 2 * DAY });
    const { id } = waiting["token"] as { readonly id: string };
    const confirm = { token: id, otp: "000000" };
    expect(await begun.getCode("MyTokenEnrolmentConfirm", confirm)).toBe("STEP_UP_REQUIRED");
    expect(await begun.getCode(...ENROL)).toBe("POLICY_REFUSED");
    const invited = portal.browser();
    await invited.accept(link);
    expect(await invited.getCode(...ENROL)).toBe("POLICY_REFUSED");
    expect(await answers(portal, "anna")).toEqual(["STILL_IN_USE", "STILL_IN_USE"]);
    world().clock.pass(3 * DAY);
    expect(await answers(portal, "anna")).toEqual(["ENROL", "ENROL"]);
  });
});

onOneStore("whoever has a token with an end", (world) => {
  it("cannot enrol a token without an end, neither with a code that was typed before the end, nor with an older link after a reported loss", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor, app, id } = await portal.enrolled("anna");
    await setValidity(portal, id, { validFrom: null, validUntil: 60 });
    expect(await visitor.prove(app.code())).toBe(2);
    world().clock.pass(61);
    expect(await visitor.getCode(...ENROL)).toBe("POLICY_REFUSED");
    expect(await visitor.getCode("MyTokenUnassign", { token: id })).toBe("STEP_UP_REQUIRED");

    await portal.seed.user("bert");
    const invited = portal.browser();
    await invited.accept(await portal.link("bert"));
    const fob = await portal.seed.fob({ of: "bert", at: ["VPN"] });
    await setValidity(portal, fob.id, { validFrom: DAY, validUntil: 2 * DAY });
    expect(await getTokens(invited)).toMatchObject([{ validity: "NOT_YET_VALID" }]);
    expect(await invited.getCode("MyTokenReportLost", { token: fob.id })).toBeUndefined();
    expect(await invited.getCode(...ENROL)).toBe("POLICY_REFUSED");
  });
});

onOneStore("the portal of a disabled resource", (world) => {
  it("accepts only reports of a loss, says so only to users who proved the first factor, and uses up no code and no link", async () => {
    const portal = await PortalSeed.open(world(), { firstEnrolment: "PASSWORD" });
    const { seed } = portal;
    const { visitor, app, id } = await portal.enrolled("anna");
    await visitor.prove(app.code());
    const recoveryCode = await visitor.recoveryCode();
    await seed.user("bert");
    const link = await portal.link("bert");
    const set = (enabled: boolean) =>
      seed.admin.do("resourceUpdate", { resource: { name: "VPN" }, enabled }, "__typename");
    await set(false);
    world().clock.pass(30);
    const { browser } = portal.browser();
    const said = async (path: string, password: string, more: object) => {
      const attempt = await portal.browser().begin("anna", password);
      const { code, body } = await browser.send(path, { attempt, ...more });
      const errors = body["errors"] as { readonly extensions: { readonly reason?: string } }[] | undefined;
      return [code, errors?.[0]?.extensions.reason];
    };
    const closed = ["SIGN_IN_REFUSED", "RESOURCE_DISABLED"];
    expect(await said("/portal/sign-in/answer", PASSWORD, { passcode: app.code() })).toEqual(closed);
    expect(await said("/portal/sign-in/answer", "wrong", { passcode: app.code() })).toEqual([
      "SIGN_IN_REFUSED",
      undefined,
    ]);
    expect(await said("/portal/sign-in/recovery", PASSWORD, { code: recoveryCode })).toEqual(closed);
    const opened = await browser.send("/portal/invitation", { token: getToken(link) });
    expect(opened.code).toBe("SIGN_IN_REFUSED");
    expect(await answers(portal, "bert")).toEqual(["VALIDATION_FAILED", "VALIDATION_FAILED"]);
    // An earlier session may do no more than a current one.
    expect(await visitor.me()).toMatchObject({
      resourceEnabled: false,
      actions: ["TOKEN_REPORT_LOST"],
      mayConnectFirst: false,
    });
    expect(await visitor.getCode("MyTokenUnassign", { token: id })).toBe("POLICY_REFUSED");
    expect(await visitor.getCode(...ENROL)).toBe("POLICY_REFUSED");
    const alone = portal.browser();
    expect(await alone.signIn("anna", null)).toBe(1);
    expect(await alone.getCode("MyTokenReportLost", { token: id })).toBeUndefined();
    await set(true);
    expect(await portal.browser().recover("anna", recoveryCode)).toBe(1);
    await portal.browser().accept(link);
  });
});
