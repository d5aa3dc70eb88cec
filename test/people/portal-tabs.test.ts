import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { getAddress } from "../support/administrators.js";
import { Browser, PASSWORD } from "../support/browser.js";
import { PortalSeed } from "../support/portal.js";
import { getEvents } from "../support/sign-in.js";
import { onOneStore, type World } from "../support/world.js";

/** How many sessions are open. */
async function openSessions({ database }: World): Promise<number> {
  const rows = await database.query(Prisma.sql`SELECT 1 FROM sessions WHERE revoked_at IS NULL`);
  return rows.length;
}

onOneStore("portals that are open in one browser", (world) => {
  it("have sessions of their own: each page acts in its own portal, and signs out of it alone", async () => {
    const [one, other] = [await PortalSeed.open(world()), await PortalSeed.open(world())];
    const { visitor: anna } = await one.enrolled("anna");
    const { visitor: bert } = await other.enrolled("bert");
    // A browser sends both cookies with each request.
    const both =
      `__Host-tp-portal-${one.address}=${anna.browser.cookie}; ` +
      `__Host-tp-portal-${other.address}=${bert.browser.cookie}`;
    const at = async (portal: string, cookie = both) => {
      const { body, code } = await anna.browser.query("Me", {}, { cookie, "x-tokenplane-portal": portal });
      return code ?? (body["data"] as { readonly me: { readonly login: string } }).me.login;
    };
    expect(await at(one.address)).toBe("anna");
    expect(await at(other.address)).toBe("bert");
    // The cookie of one portal opens nothing in the other, whatever its name, and nothing where no portal is said.
    const moved = `__Host-tp-portal-${other.address}=${anna.browser.cookie}`;
    expect(await at(other.address, moved)).toBe("UNAUTHENTICATED");
    for (const said of [
      "1",
      "",
      "no portal",
      other.address.toUpperCase(),
      `${one.address}, ${other.address}`,
    ])
      expect([said, await at(said)]).toEqual([said, "UNAUTHENTICATED"]);
    const there = { cookie: moved, "x-tokenplane-portal": other.address };
    for (const [path, body, method] of [
      ["/portal/sign-in/again", { passcode: "000000" }, "POST"],
      ["/portal/sign-in/again/challenge", {}, "POST"],
      ["/portal/session", {}, "DELETE"],
    ] as const)
      expect([path, (await anna.browser.send(path, body, there, method)).code]).toEqual([
        path,
        "UNAUTHENTICATED",
      ]);

    const left = await anna.browser.send("/portal/session", {}, { cookie: both }, "DELETE");
    expect(left.status).toBe(204);
    expect(left.headers.get("set-cookie")).toMatch(
      new RegExp(`^__Host-tp-portal-${one.address}=; .*Max-Age=0`),
    );
    expect(await at(one.address)).toBe("UNAUTHENTICATED");
    expect(await at(other.address)).toBe("bert");
  });

  it("keep no session whose portal has another address now", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor } = await portal.enrolled("anna");
    const attempt = await visitor.begin("anna");
    await portal.setPolicy({ address: `${portal.address}-new` });
    expect(await visitor.me()).toBe("UNAUTHENTICATED");
    // Nor when it gets its own again: what ended does not come back.
    await portal.setPolicy({});
    expect(await visitor.me()).toBe("UNAUTHENTICATED");
    expect((await visitor.browser.send("/portal/sign-in/without-code", { attempt })).code).toBe(
      "ATTEMPT_EXPIRED",
    );
    await portal.setPolicy({ address: `${portal.address}-new` });
    // Another resource takes the address: nobody acts in one portal through the page of the other.
    await portal.seed.resource("Mail");
    await portal.setPolicy({ resource: { name: "Mail" } });
    expect(await visitor.me()).toBe("UNAUTHENTICATED");
  });
});

onOneStore("a sign-in over a session in the same browser", (world) => {
  it("ends that session, in a portal and in the console; one that fails does not", async () => {
    const portal = await PortalSeed.open(world());
    const { visitor, app } = await portal.enrolled("anna");
    const { cookie } = visitor.browser;
    const open = await openSessions(world());
    expect(await visitor.signIn("anna", app.wrongCode())).toBe("SIGN_IN_REFUSED");
    expect(visitor.browser.cookie).toBe(cookie);
    expect(await visitor.me()).toMatchObject({ login: "anna" });
    expect(await visitor.signIn("anna", app.code())).toBe(2);
    expect(await openSessions(world())).toBe(open);
    const old = portal.browser();
    old.browser.cookie = cookie;
    expect(await old.me()).toBe("UNAUTHENTICATED");
    expect((await getEvents(portal.seed.admin, 1))[0]).toMatchObject({
      type: "SESSION_ENDED",
      userLogin: "anna",
      summary: "anna left a portal: a new sign-in with the same browser replaced the session.",
    });
    // A code that is proven again goes on in the same session.
    world().clock.pass(30);
    expect(await visitor.prove(app.code())).toBe(2);
    expect(await visitor.me()).toMatchObject({ level: 2 });

    const ada = Browser.of(world());
    const adas = await ada.accept(await portal.seed.invite("ada", "ADMIN"));
    const before = ada.cookie;
    const address = await getAddress(portal.seed);
    expect((await ada.signIn("ada", PASSWORD, adas.code(), address)).body).toEqual({ level: 2 });
    const gone = Browser.of(world());
    gone.cookie = before;
    expect((await gone.query("Viewer")).code).toBe("UNAUTHENTICATED");
    expect((await ada.query("Viewer")).code).toBeUndefined();
  });
});
