import { expect, it } from "vitest";
import { App, PASSWORD, getToken } from "../support/browser.js";
import { get } from "../support/get.js";
import { PortalSeed, type Visitor } from "../support/portal.js";
import { onOneStore } from "../support/world.js";

onOneStore("a portal", (world) => {
  it("leads from an invitation to a token that signs in at its resource, and back with password and code", async () => {
    const portal = await PortalSeed.open(world());
    const { seed } = portal;
    await seed.user("anna", { firstName: "Anna" });
    const link = await portal.link("anna");
    expect(link).toMatch(new RegExp(`/s/${portal.address}/invitation#`));
    const anna = portal.browser();
    const opened = await anna.browser.send("/portal/invitation", { token: getToken(link) });
    expect(opened.body).toEqual({
      account: "Example Ltd",
      resource: "VPN",
      address: portal.address,
      locale: null,
      login: "anna",
      password: "SET",
    });
    await anna.accept(link);
    expect(await anna.me()).toMatchObject({
      login: "anna",
      firstName: "Anna",
      resourceName: "VPN",
      level: 1,
      codeProvenUntil: null,
      mayConnectFirst: true,
      passwordSet: true,
      tokens: [],
    });
    const { app } = await anna.enrol("Anna's phone");
    expect(await anna.me()).toMatchObject({
      mayConnectFirst: false,
      tokens: [
        { name: "Anna's phone", status: "ACTIVE", enabled: true, connectedAlone: true, enrolment: null },
      ],
    });
    expect(await seed.signIn({ login: "anna" }, "VPN", app.code())).toBe(true);

    world().clock.pass(30);
    const again = portal.browser();
    expect(await again.signIn("anna", app.code())).toBe(2);
    expect(await again.me()).toMatchObject({ level: 2, login: "anna" });
    expect((await again.browser.send("/portal/session", {}, {}, "DELETE")).status).toBe(204);
    expect(await again.me()).toBe("UNAUTHENTICATED");
    // What was done has the user's name.
    const { events } = await seed.admin.query<{ events: { nodes: { actor: unknown }[] } }>(
      `{ events(first: 5, filter: { types: [TOKEN_ENROLLED] }) { nodes { actor { kind name } } } }`,
    );
    expect(events.nodes).toEqual([{ actor: { kind: "USER", name: "anna" } }]);
    const { user } = await seed.admin.query<{ user: { events: { nodes: unknown[] } } }>(
      `{ user(by: { login: "anna" }) { events(first: 5, filter: { types: [INVITATION_USED] }) {
        nodes { userLogin resourceName } } } }`,
    );
    expect(user.events.nodes).toEqual([{ userLogin: "anna", resourceName: "VPN" }]);
  });

  it("is not found by a text that is not an address of a portal", async () => {
    const portal = await PortalSeed.open(world());
    const { host } = new URL(world().services.console.url);
    const getStatus = async (address: string) =>
      (await get(`${world().url}/portal/state?address=${address}`, { host })).status;
    expect(await getStatus(portal.address.toUpperCase())).toBe(200);
    for (const address of ["", "no-portal", `${portal.address}%00`, "%ED%A0%80", "a".repeat(5_000)]) {
      expect([address, await getStatus(address)]).toEqual([address, 404]);
    }
  });

  it("refuses with one answer whoever the login, the password or the code is wrong for", async () => {
    const portal = await PortalSeed.open(world());
    const { app } = await portal.enrolled("anna");
    const answers = [];
    for (const [login, password, passcode] of [
      ["anna", PASSWORD, app.wrongCode()],
      ["anna", "wrong wrong wrong wrong", app.code()],
      ["nobody", PASSWORD, "000000"],
      ["anna", "wrong wrong wrong wrong", null],
      ["nobody", PASSWORD, null],
    ] as const) {
      const visitor = portal.browser();
      const attempt = await visitor.begin(login, password);
      const path = passcode === null ? "without-code" : "answer";
      const { status, body } = await visitor.browser.send(`/portal/sign-in/${path}`, {
        attempt,
        passcode: passcode ?? "",
      });
      answers.push({ status, body });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
    // A code that was typed with a wrong password was not used.
    expect(await portal.browser().signIn("anna", app.code())).toBe(2);
  });

  it("says to anybody what it is, and to its user how much time a new secret has", async () => {
    const portal = await PortalSeed.open(world(), { signIn: ["PASSWORD", "MAIL_CODE"] });
    const { seed } = portal;
    await seed.user("anna");
    const anna = portal.browser();
    const state = () => get(`${world().url}/portal/state?address=${portal.address.toUpperCase()}`, {});
    const known = {
      account: "Example Ltd",
      resource: "VPN",
      signIn: ["PASSWORD", "MAIL_CODE"],
      pinBeforeSending: false,
      // Without TOKENPLANE_PUBLIC_URL, no browser is woken.
      webPushKey: null,
      recoveryCode: true,
      level: 0,
    };
    expect(JSON.parse((await state()).text)).toEqual(known);
    await seed.admin.do(
      "resourceUpdate",
      { resource: { name: "VPN" }, pinBeforeSending: true },
      "__typename",
    );
    expect(JSON.parse((await state()).text)).toEqual({ ...known, pinBeforeSending: true });

    await anna.accept(await portal.link("anna"));
    const made = await anna.do("MyTokenEnrol", { model: "GOOGLE_AUTHENTICATOR", name: "Phone" });
    const { id } = made["token"] as { id: string };
    const { expiresAt, secretBase32 } = made["enrolment"] as { expiresAt: string; secretBase32: string };
    expect(await anna.me()).toMatchObject({ tokens: [{ enrolment: { attemptsLeft: 5, expiresAt } }] });
    const otp = new App(secretBase32, world().clock).wrongCode();
    expect(await anna.getCode("MyTokenEnrolmentConfirm", { token: id, otp })).toBe("WRONG_CODE");
    expect(await anna.me()).toMatchObject({ tokens: [{ enrolment: { attemptsLeft: 4 } }] });
    await anna.do("MyTokenEnrolmentCancel", { token: id });
    expect(await anna.me()).toMatchObject({ tokens: [] });
  });

  it("ends a session after ten minutes in which only the page itself asked for something", async () => {
    const portal = await PortalSeed.open(world());
    const { app } = await portal.enrolled("anna");
    const byItself = { "x-tokenplane-background": "1" };
    const getState = async ({ browser }: Visitor, headers: Readonly<Record<string, string>>) => {
      const cookie = `__Host-tp-portal-${portal.address}=${browser.cookie ?? ""}`;
      const { text } = await get(`${world().url}/portal/state?address=${portal.address}`, {
        cookie,
        ...headers,
      });
      return (JSON.parse(text) as { readonly level: number }).level;
    };
    /** What a page asks; its answer says whether the session is open. */
    const asked: Readonly<
      Record<string, (anna: Visitor, headers: Readonly<Record<string, string>>) => Promise<boolean>>
    > = {
      "a document": async ({ browser }, headers) => (await browser.query("Me", {}, headers)).status === 200,
      "the state": async (anna, headers) => (await getState(anna, headers)) === 2,
      "another code": async ({ browser }, headers) =>
        (await browser.send("/portal/sign-in/again/challenge", {}, headers)).code !== "UNAUTHENTICATED",
    };
    for (const [what, isOpen] of Object.entries(asked)) {
      for (const [headers, staysOpen] of [
        [byItself, false],
        [{}, true],
      ] as const) {
        world().clock.pass(30);
        const anna = portal.browser();
        expect(await anna.signIn("anna", app.code())).toBe(2);
        world().clock.pass(6 * 60);
        expect(await isOpen(anna, headers), what).toBe(true);
        world().clock.pass(5 * 60);
        expect([what, headers, await getState(anna, byItself)]).toEqual([what, headers, staysOpen ? 2 : 0]);
      }
    }
  });
});
