import net from "node:net";
import { setTimeout } from "node:timers/promises";
import { beforeAll, expect, it, vi } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { Browser, firstAdministrator, PASSWORD, getToken, type App } from "../support/browser.js";
import { misnamedIn } from "../support/event-names.js";
import { getEvents, getState } from "../support/sign-in.js";
import { byTier } from "../support/tier.js";
import { onBothStores, onOneNewStore, onOneStore } from "../support/world.js";

onBothStores("the first administrator", (world) => {
  let browser: Browser;
  let app: App;
  let link: string;
  /** What was typed. */
  const codes: string[] = [];

  beforeAll(async () => {
    link = world().setupLink;
    ({ browser, app } = await firstAdministrator(world()));
  });

  it("is made by the link of the first start, once, and is signed in with the app's first code", async () => {
    const { body } = await browser.query("Viewer");
    expect(body).toMatchObject({ data: { viewer: { kind: "ADMINISTRATOR", name: "ada", role: "ADMIN" } } });
    const again = await Browser.of(world()).send("/invitation", { token: getToken(link) });
    expect(again).toMatchObject({ status: 404, code: "NOT_FOUND" });
  });

  it("signs in with a password and a code, and never twice with one code", async () => {
    const here = Browser.of(world());
    world().clock.pass(30);
    const code = app.code();
    codes.push(code);
    expect(await here.signIn("Ada", PASSWORD, code)).toMatchObject({ status: 200, body: { level: 2 } });
    expect((await here.query("Viewer")).status).toBe(200);
    expect(await Browser.of(world()).signIn("ada", PASSWORD, code)).toMatchObject({
      status: 401,
      code: "SIGN_IN_REFUSED",
    });
  });

  it("stays signed in elsewhere when one browser signs out", async () => {
    const here = Browser.of(world());
    world().clock.pass(30);
    await here.signIn("ada", PASSWORD, app.code());
    const cookie = here.cookie;
    expect((await here.send("/session", {}, {}, "DELETE")).status).toBe(204);
    expect(here.cookie).toBeNull();
    here.cookie = cookie;
    expect(await here.query("Viewer")).toMatchObject({ status: 401, code: "UNAUTHENTICATED" });
    expect((await browser.query("Viewer")).status).toBe(200);
  });

  it("is found again after a restart of the server", async () => {
    await world().restart();
    const after = new Browser(world().url, world().services.console.url, world().clock);
    after.cookie = browser.cookie;
    expect((await after.query("Viewer")).status).toBe(200);
    browser = after;
  });

  it("leaves events that name the person, and no password, code, link, secret or cookie", async () => {
    const events = await getEvents(world().admin, 60);
    const types = new Set(events.map(({ type }) => type));
    for (const type of [
      "INVITATION_USED",
      "ADMINISTRATOR_CREATED",
      "PASSWORD_SET",
      "TOKEN_ENROLLED",
      "SESSION_STARTED",
      "SESSION_ENDED",
      "AUTHENTICATION_GRANTED",
    ]) {
      expect(types, type).toContain(type);
    }
    const all = `${JSON.stringify(events)}${world().logged()}`;
    const secrets = [PASSWORD, ...codes, getToken(link), app.secret, browser.cookie ?? ""];
    expect(secrets).not.toContain("");
    for (const secret of secrets) expect(all).not.toMatch(new RegExp(`(?<![\\w-])${secret}(?![\\w-])`));
    expect(await misnamedIn(world(), "sign-in")).toEqual([]);
  });
});

onOneNewStore("a session", (world) => {
  let app: App;

  beforeAll(async () => {
    ({ app } = await firstAdministrator(world()));
  });

  async function fresh(): Promise<Browser> {
    const here = Browser.of(world());
    world().clock.pass(30);
    expect((await here.signIn("ada", PASSWORD, app.code())).status).toBe(200);
    return here;
  }

  /** Waits until the use of the only session that is used now is stored, which follows the answer; then nothing is in memory. */
  async function stored(): Promise<void> {
    const { database, sessions } = world().services;
    const seen = Prisma.sql`SELECT 1 FROM sessions WHERE seen_at = ${new Date(world().clock.now())}`;
    await expect.poll(async () => (await database.query(seen)).length).toBe(1);
    sessions.clear();
  }

  it("ends after half an hour without a request, and not while it is used", async () => {
    const here = await fresh();
    for (let times = 0; times < 3; times += 1) {
      world().clock.pass(20 * 60);
      expect((await here.query("Viewer")).status).toBe(200);
      await stored();
    }
    world().clock.pass(31 * 60);
    expect(await here.query("Viewer")).toMatchObject({ status: 401, code: "UNAUTHENTICATED" });
  });

  it("ends after half an hour in which only the page itself asked for something", async () => {
    const here = await fresh();
    const byItself = { "x-tokenplane-background": "1" };
    world().clock.pass(20 * 60);
    expect((await here.query("Viewer", {}, byItself)).status).toBe(200);
    world().clock.pass(11 * 60);
    expect(await here.query("Viewer", {}, byItself)).toMatchObject({ status: 401, code: "UNAUTHENTICATED" });
  });

  it("ends after twelve hours, however it is used", async () => {
    const here = await fresh();
    let passed = 0;
    while (passed < 12 * 3_600) {
      expect((await here.query("Viewer")).status, `after ${passed} s`).toBe(200);
      await stored();
      world().clock.pass(25 * 60);
      passed += 25 * 60;
    }
    expect((await here.query("Viewer")).status).toBe(401);
  });

  it("has no rights in a request that another page, another port or a program sends", async () => {
    const here = await fresh();
    const port = Number(new URL(here.origin).port);
    const foreign: Record<string, Record<string, string>> = {
      "another site": { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
      "another port of the same host": {
        origin: `http://localhost:${port + 1}`,
        "sec-fetch-site": "same-site",
      },
      "the address in place of the name": { origin: `http://127.0.0.1:${port}` },
      "a sandboxed page": { origin: "null" },
    };
    for (const [who, headers] of Object.entries(foreign)) {
      expect(await here.query("Viewer", {}, headers), who).toMatchObject({ status: 403, code: "FORBIDDEN" });
      expect((await here.send("/sign-in", { login: "ada", password: "x" }, headers)).status, who).toBe(403);
      expect((await here.send("/session", {}, headers, "DELETE")).status, who).toBe(403);
    }
    const withoutHeader = await here.query("Viewer", {}, { "x-tokenplane-console": "0" });
    expect(withoutHeader).toMatchObject({ status: 401, code: "UNAUTHENTICATED" });
    const asText = await here.send("/sign-in", {}, { "content-type": "text/plain" });
    expect(asText.status).toBe(415);
    expect((await here.query("Viewer")).status).toBe(200);
  });

  it("logs no failure when the browser goes before its request is read", async () => {
    const here = await fresh();
    const { sessions } = world().services;
    const find = sessions.find.bind(sessions);
    const { port, host } = new URL(world().url);
    const client = net.connect(Number(port), "127.0.0.1");
    const slow = vi.spyOn(sessions, "find").mockImplementationOnce(async (...given) => {
      client.destroy();
      await setTimeout(100);
      return find(...given);
    });
    client.write(
      `POST /sign-in/again HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${here.origin}\r\nX-Tokenplane-Console: 1\r\n` +
        `Cookie: __Host-tp-console=${here.cookie}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`,
    );
    await expect.poll(() => slow.mock.settledResults[0]?.type).toBe("fulfilled");
    slow.mockRestore();
    expect((await here.query("Viewer")).status).toBe(200);
    expect(world().logged()).not.toContain("a request failed");
  });

  it("answers the console's own documents, and no others", async () => {
    const here = await fresh();
    expect(await here.send("/graphql", { query: "{ viewer { name } }" })).toMatchObject({
      code: "PERSISTED_DOCUMENT_NOT_FOUND",
    });
    expect(await here.send("/graphql", { documentId: "sha256:0" })).toMatchObject({
      code: "PERSISTED_DOCUMENT_NOT_FOUND",
    });
  });

  it("is not looked at beside an API key, whose rights count", async () => {
    const here = await fresh();
    const key = world().operator.key;
    const answer = await here.send(
      "/graphql",
      { query: "{ viewer { role } }" },
      { authorization: `Bearer ${key}` },
    );
    expect(answer.body).toMatchObject({ data: { viewer: { role: "OPERATOR" } } });
  });

  it("gets another cookie when its person proves again who it is", async () => {
    const here = await fresh();
    const before = here.cookie;
    world().clock.pass(30);
    const wrong = await here.send("/sign-in/again", {
      password: "another long password",
      passcode: app.code(),
    });
    expect(wrong).toMatchObject({ status: 401, code: "SIGN_IN_REFUSED" });
    expect((await here.query("Viewer")).status).toBe(200);
    const right = await here.send("/sign-in/again", { password: PASSWORD, passcode: app.code() });
    expect(right.body).toEqual({ level: 2 });
    expect(here.cookie).not.toBe(before);
    expect((await here.query("Viewer")).status).toBe(200);
    here.cookie = before;
    expect((await here.query("Viewer")).status).toBe(401);
  });
});

onOneNewStore("who may not sign in", (world) => {
  let app: App;

  beforeAll(async () => {
    ({ app } = await firstAdministrator(world()));
  });

  it("gets the same answer for an unknown login, a wrong password, a wrong code, and a person without a role", async () => {
    const { admin } = world();
    await admin.do("userCreate", { login: "bert" }, "user { id }");
    world().clock.pass(30);
    const tries: readonly (readonly [string, string, string])[] = [
      ["nobody", PASSWORD, "123456"],
      ["ada", "not this password either", app.code()],
      ["ada", PASSWORD, app.wrongCode()],
      ["bert", PASSWORD, "123456"],
    ];
    const answers = [];
    for (const [login, password, code] of tries) {
      const { status, body } = await Browser.of(world()).signIn(login, password, code);
      answers.push({ status, body });
    }
    expect(answers[0]).toMatchObject({ status: 401 });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const reasons = (await getEvents(admin, 20)).flatMap(({ type, reason }) =>
      type === "AUTHENTICATION_DENIED" ? [reason] : [],
    );
    expect(reasons.toReversed()).toEqual(["UNKNOWN_USER", "WRONG_PASSWORD", "WRONG_CODE", "NOT_LINKED"]);
  });

  it("cannot lock an administrator's token without the password, however often it is tried", async () => {
    const { tokens } = await world().admin.query<{ tokens: { nodes: { id: string }[] } }>(
      "{ tokens(first: 1) { nodes { id } } }",
    );
    const id = tokens.nodes[0]?.id ?? "";
    const before = await getState(world().admin, id);
    for (let times = 0; times < byTier(101, 200); times += 1) {
      world().clock.pass(16 * 60);
      const { code } = await Browser.of(world()).signIn("ada", `wrong password number ${times}`, "000000");
      expect(code).toBe("SIGN_IN_REFUSED");
    }
    expect(await getState(world().admin, id)).toEqual(before);
    // From where she signed in before, the right password still works.
    world().clock.pass(16 * 60);
    expect((await Browser.of(world()).signIn("ada", PASSWORD, app.code())).status).toBe(200);
  });

  it("must wait longer after each wrong password from one network", async () => {
    const codes: (string | undefined)[] = [];
    for (let times = 0; times < 8; times += 1) {
      codes.push((await Browser.of(world()).send("/sign-in", { login: "carl", password: "wrong" })).code);
    }
    expect(codes.slice(0, 5)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(codes.slice(5)).toEqual(["RATE_LIMITED", "RATE_LIMITED", "RATE_LIMITED"]);
    world().clock.pass(2);
    expect(
      (await Browser.of(world()).send("/sign-in", { login: "carl", password: "wrong" })).code,
    ).toBeUndefined();
    const again = await Browser.of(world()).send("/sign-in", { login: "carl", password: "wrong" });
    expect(again).toMatchObject({ status: 429, code: "RATE_LIMITED" });
    expect(Number(again.headers.get("retry-after"))).toBeGreaterThan(1);
  });

  it("is not made to wait by a clock that was set back", async () => {
    const tryOnce = async () =>
      (await Browser.of(world()).send("/sign-in", { login: "dora", password: "wrong" })).code;
    world().clock.pass(2);
    expect(await tryOnce()).toBeUndefined();
    world().clock.pass(-2);
    for (let times = 0; times < 4; times += 1) expect(await tryOnce()).toBeUndefined();
    expect(await tryOnce()).toBe("RATE_LIMITED");
    // What must be waited for is longer than any delay: the clock was an hour ahead.
    world().clock.pass(-3_600);
    expect(await tryOnce()).toBeUndefined();
    expect(await tryOnce()).toBe("RATE_LIMITED");
    world().clock.pass(3_600);
  });

  it("gets five codes in a sign-in, and five minutes", async () => {
    const here = Browser.of(world());
    const begin = async () =>
      (await here.send("/sign-in", { login: "nobody-else", password: PASSWORD })).body["attempt"];
    const attempt = await begin();
    for (let times = 0; times < 5; times += 1) {
      expect((await here.send("/sign-in/answer", { attempt, passcode: "123456" })).code).toBe(
        "SIGN_IN_REFUSED",
      );
    }
    expect((await here.send("/sign-in/answer", { attempt, passcode: "123456" })).code).toBe(
      "ATTEMPT_EXPIRED",
    );
    const late = await begin();
    world().clock.pass(301);
    expect((await here.send("/sign-in/answer", { attempt: late, passcode: "123456" })).code).toBe(
      "ATTEMPT_EXPIRED",
    );
  });

  it("is not let in by a bypass", async () => {
    const { admin } = world();
    interface Linked {
      readonly id: string;
      readonly assignments: { readonly nodes: readonly { readonly resource: { readonly id: string } }[] };
    }
    const { tokens } = await admin.query<{ tokens: { nodes: Linked[] } }>(
      "{ tokens(first: 1) { nodes { id assignments { nodes { resource { id } } } } } }",
    );
    const [linked] = tokens.nodes;
    const token = { id: linked?.id ?? "" };
    const bypass = { token, scope: { everywhere: true }, duration: "HOUR_1" };
    expect(await admin.do("tokenBypassGrant", bypass, "honoured { until }")).toEqual({ honoured: [] });
    const there = { ...bypass, scope: { resource: linked?.assignments.nodes[0]?.resource } };
    expect(await admin.refusalAt("tokenBypassGrant", there)).toBe("POLICY_REFUSED input.scope.resource");
    for (const passcode of ["", app.wrongCode()]) {
      expect((await Browser.of(world()).signIn("ada", PASSWORD, passcode)).code).toBe("SIGN_IN_REFUSED");
    }
  });
});

onOneStore("a request that is no page's", (world) => {
  it("is refused before its body is read, when it is too long, and when its fields are others", async () => {
    const here = Browser.of(world());
    expect((await here.send("/sign-in", { login: "x".repeat(20_000), password: "y" })).status).toBe(413);
    expect((await here.send("/sign-in", { login: 1 })).status).toBe(400);
    expect((await here.send("/sign-in", { login: "a\0b", password: "y" })).status).toBe(400);
    expect((await here.send("/invitation", { token: "short" })).status).toBe(404);
  });
});
