import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { inviteOnHost } from "../../server/sign-in/host-invitation.js";
import { getAddress } from "../support/administrators.js";
import { Browser, PASSWORD, getToken } from "../support/browser.js";
import { runCommand } from "../support/process.js";
import { makeDatabase, onOneStore, openWorld, type World } from "../support/world.js";

describe.skipIf(inject("postgresUrl") === undefined)("tokenplane administrator invite", () => {
  let settings: Record<string, string>;
  let world: World;

  const invite = (...options: readonly string[]) =>
    runCommand(["administrator", "invite", "--login", "ada", ...options], {
      ...settings,
      TOKENPLANE_PUBLIC_URL: "https://mfa.example.org",
    });

  beforeAll(async () => {
    settings = { DATABASE_URL: await makeDatabase(), TOKENPLANE_MASTER_KEY: newMasterKey() };
    world = await openWorld("PostgreSQL", settings);
  });
  afterAll(() => world.end());

  it("asks for a first start where there is no account", { tags: "deep" }, async () => {
    const { code, stderr } = await runCommand(["administrator", "invite", "--login", "ada"], {
      DATABASE_URL: await makeDatabase(),
      TOKENPLANE_MASTER_KEY: newMasterKey(),
      TOKENPLANE_PUBLIC_URL: "https://mfa.example.org",
    });
    expect([code, stderr]).toEqual([
      1,
      "There is no account yet. Start the server once: it creates the first account.\n",
    ]);
  });

  it("prints a link alone, which makes the first administrator, beside a server that runs", async () => {
    const { code, stdout, stderr } = await invite();
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^https:\/\/mfa\.example\.org\/invitation#[\w-]{43}\n$/);
    const browser = Browser.of(world);
    const app = await browser.accept(stdout.trim());
    expect((await browser.query("Viewer")).body).toMatchObject({
      data: { viewer: { name: "ada", role: "ADMIN" } },
    });

    // She forgot the password: another one is set, and the token stays.
    const again = await invite("--role", "AUDITOR");
    const other = "seven copper lanterns drift";
    const token = getToken(again.stdout.trim());
    expect((await browser.send("/invitation/accept", { token, password: other })).body).toEqual({
      next: "SIGN_IN",
    });
    world.clock.pass(30);
    expect((await browser.signIn("ada", PASSWORD, app.code())).code).toBe("SIGN_IN_REFUSED");
    expect((await browser.signIn("ada", other, app.code())).body).toEqual({ level: 2 });
    // A role that she has is not changed by it.
    expect((await browser.query("Viewer")).body).toMatchObject({ data: { viewer: { role: "ADMIN" } } });

    // She lost the phone, too.
    const lost = await invite("--token-lost");
    await browser.accept(lost.stdout.trim());
    expect((await browser.query("Viewer")).status).toBe(200);
  });

  it("says what is wrong with an account or a role", { tags: "deep" }, async () => {
    expect((await invite("--account", "none")).stderr).toContain(
      "There is no account with the address none.",
    );
    expect(await invite("--role", "OPERATOR")).toMatchObject({ code: 2 });
  });
});

onOneStore("a link that somebody on the host makes", (world) => {
  it("leaves in the event log that it removed a password; where none was set, it removed none", async () => {
    const seed = await world().seed();
    await Browser.of(world()).accept(await seed.invite("ada", "ADMIN"));
    const address = await getAddress(seed);
    const invite = (login: string) =>
      inviteOnHost(world().services, { address, login, role: "ADMIN", tokenLost: false });
    const removed = () => seed.events(9, { types: ["PASSWORD_RESET", "SESSION_REVOKED"] });
    expect(await removed()).toEqual([]);
    await invite("ada");
    expect(await removed()).toEqual(["SESSION_REVOKED", "PASSWORD_RESET"]);
    await invite("ada");
    await invite("berta");
    expect(await removed()).toHaveLength(2);
  });
});
