import { json } from "node:stream/consumers";
import { beforeAll, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { getAddress, getConsole, tokenOfUser } from "../support/administrators.js";
import type { Api } from "../support/api.js";
import { App, Browser, firstAdministrator, PASSWORD, getToken } from "../support/browser.js";
import { Prisma } from "../../server/database/generated/client.js";
import { hashSecret } from "../../server/sessions/session-secret.js";
import { setPolicy } from "../support/bypass.js";
import { getDocumentId } from "../support/console-operations.js";
import { getContents } from "../support/contents.js";
import { post } from "../support/post.js";
import type { Seed } from "../support/seed.js";
import { byTier } from "../support/tier.js";
import { onOneNewStore, onOneStore, type World } from "../support/world.js";

/** A person with a role, who accepted the link. */
async function person(
  world: World,
  seed: Seed,
  login: string,
  role: string,
): Promise<{ browser: Browser; app: App }> {
  const browser = Browser.of(world);
  return { browser, app: await browser.accept(await seed.invite(login, role)) };
}

/** How a token is linked to the console. */
function linksTo(console: string, token: string): readonly (readonly [string, object])[] {
  const link = { token: { id: token }, to: { resource: { id: console } } };
  return [
    ["assignmentCreate", link],
    ["assignmentsCreate", { items: [link] }],
  ];
}

/** Every way in which somebody without the role ADMIN might change an administrator: how each is sent. */
function attacks(token: string, console: string, other: string): readonly (readonly [string, object])[] {
  const user = { login: "ada" };
  const at = { id: token };
  return [
    ["userUpdate", { user, email: "evil@example.org" }],
    ["userUpdate", { user, enabled: false }],
    ["userDelete", { user, releaseTokens: true }],
    ["usersUpdate", { items: [{ user, email: "evil@example.org" }] }],
    ["usersDelete", { items: [{ user, releaseTokens: true }] }],
    ["tokenUpdate", { token: at, name: "mine" }],
    ["tokenPinSet", { token: at, pin: "1234", position: "BEFORE_OTP" }],
    ["tokenPinRemove", { token: at }],
    ["tokenReissue", { token: at, lost: true, secret: "31".repeat(20), secretEncoding: "HEX" }],
    ["tokenReissue", { token: at, lost: true }],
    ["tokenEnrolmentStart", { token: at }],
    ["tokenEnrolmentConfirm", { token: at, otp: "123456" }],
    ["tokenEnrolmentCancel", { token: at }],
    ["tokenDisable", { token: at }],
    ["tokenEnable", { token: at }],
    ["tokenUnlock", { token: at }],
    ["tokenDelete", { token: at }],
    ["tokenAssign", { token: at, from: user, to: { user: { login: "bert" } } }],
    ["tokenAssign", { token: { id: other }, to: { user } }],
    ["tokenUnassign", { token: at }],
    ["tokensDisable", { items: [{ token: at }] }],
    ["tokensUnassign", { items: [{ token: at }] }],
    ["tokensAssign", { items: [{ token: { id: other }, to: { user } }] }],
    ["tokenBypassGrant", { token: at, scope: { everywhere: true }, duration: "HOUR_1" }],
    ["tokensBypassGrant", { items: [{ token: at, scope: { everywhere: true }, duration: "HOUR_1" }] }],
    ["assignmentCreate", { token: at, to: { resource: { name: "VPN" } } }],
    ...linksTo(console, other),
    ["assignmentDelete", { assignment: { link: { token: at, resource: { id: console } } } }],
    ["resourceUpdate", { resource: { id: console }, allowedAddresses: ["192.0.2.1"] }],
    ["tokenCreate", { name: "mine", model: { hardware: { slim: { periodSeconds: 30 } } }, to: { user } }],
    ["administratorCreate", { to: { user: { login: "bert" } }, role: "ADMIN" }],
    ["administratorUpdate", { user, role: "AUDITOR" }],
    ["administratorDelete", { user }],
    ["invitationCreate", { user }],
    ["passwordReset", { user }],
  ];
}

onOneStore("an administrator", (world) => {
  let seed: Seed;
  let token: string;
  let consoleId: string;

  beforeAll(async () => {
    seed = await world().seed();
    await seed.resource("VPN");
    await seed.user("bert");
    await person(world(), seed, "ada", "ADMIN");
    token = (await tokenOfUser(seed, "ada")).id;
    consoleId = (await getConsole(seed)).id;
  });

  it.each(["HELPDESK", "PROVISIONER"])(
    "is changed in no way by a key of role %s: not directly, not in bulk, not by a link to the console",
    async (role) => {
      const key = await seed.key(role);
      await key.query("{ viewer { role } }");
      const other = (await seed.fob({ of: "bert" })).id;
      const free = (await seed.fob()).id;
      const before = await getContents(world(), seed.accountId);
      for (const [name, input] of [...attacks(token, consoleId, free), ...linksTo(consoleId, other)]) {
        const type = name.charAt(0).toUpperCase() + name.slice(1);
        const { errors } = await key.send(
          `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename ... on Error { code message } } }`,
          { input },
        );
        expect(
          errors.map(({ extensions }) => extensions?.["code"]),
          `${name} ${JSON.stringify(input)}`,
        ).toEqual(["FORBIDDEN"]);
      }
      expect(await getContents(world(), seed.accountId)).toEqual(before);
    },
  );

  it("is linked nowhere by an import, unless an ADMIN imports, and nothing is linked to the console so", async () => {
    const provisioner = await seed.key("PROVISIONER");
    const fob = await seed.fob();
    await seed.admin.do(
      "tokenAssign",
      { token: { id: fob.id }, to: { user: { login: "ada" } } },
      "__typename",
    );
    const content = `VPN,${fob.name}\n`;
    const run = (api: Api, text: string) =>
      api.do<{ job: { status: string; refused: { code: string }[] } }>(
        "assignmentImport",
        { content: text, dryRun: true },
        "job { status refused { code } }",
      );
    expect((await run(provisioner, content)).job).toMatchObject({
      status: "REFUSED",
      refused: [{ code: "POLICY_REFUSED" }],
    });
    expect((await run(seed.admin, content)).job).toMatchObject({ status: "SUCCEEDED" });
    const { resource } = await seed.admin.query<{ resource: { name: string } }>(
      "query ($id: ID!) { resource(by: { id: $id }) { name } }",
      { id: consoleId },
    );
    expect((await run(seed.admin, `${resource.name},${fob.name}\n`)).job).toMatchObject({
      status: "REFUSED",
      refused: [{ code: "NOT_FOUND" }],
    });
  });

  it("stays, as the last one of role ADMIN, whoever takes the role, disables or deletes the user", async () => {
    const { admin } = seed;
    const user = { login: "ada" };
    expect(await admin.refusalAt("administratorDelete", { user })).toBe("STILL_IN_USE input.user");
    expect(await admin.refusalAt("administratorUpdate", { user, role: "AUDITOR" })).toBe(
      "STILL_IN_USE input.user",
    );
    expect(await admin.refusalAt("userUpdate", { user, enabled: false })).toBe("STILL_IN_USE input.enabled");
    expect(await admin.refusalAt("userDelete", { user, releaseTokens: true })).toBe(
      "STILL_IN_USE input.user",
    );
  });

  it("stays, as the last one of role ADMIN who can sign in, while others of that role have no password or no token", async () => {
    const other = await world().seed();
    const { admin } = other;
    const { browser } = await person(world(), other, "ada", "ADMIN");
    // The link to a mistyped address.
    await other.invite("bob", "ADMIN");
    const invited = await other.invite("carl", "ADMIN");
    await Browser.of(world()).send("/invitation/accept", { token: getToken(invited), password: PASSWORD });
    await person(world(), other, "dora", "ADMIN");
    await admin.do("tokenDisable", { token: await tokenOfUser(other, "dora") }, "__typename");
    await person(world(), other, "emil", "HELPDESK");
    const user = { login: "ada" };
    const all = await getContents(world(), other.accountId);
    expect(await admin.refusalAt("administratorDelete", { user })).toBe("STILL_IN_USE input.user");
    expect(await admin.refusalAt("administratorUpdate", { user, role: "AUDITOR" })).toBe(
      "STILL_IN_USE input.user",
    );
    expect(await admin.refusalAt("userUpdate", { user, enabled: false })).toBe("STILL_IN_USE input.enabled");
    expect(await getContents(world(), other.accountId)).toEqual(all);
    expect((await browser.query("Viewer")).status).toBe(200);
    // Those who cannot sign in may go, and so may the other one once somebody else can.
    for (const login of ["bob", "carl"])
      await admin.do("administratorDelete", { user: { login } }, "__typename");
    await admin.do("tokenEnable", { token: await tokenOfUser(other, "dora") }, "__typename");
    await admin.do("administratorDelete", { user }, "__typename");
    expect(await admin.refusalAt("administratorDelete", { user: { login: "dora" } })).toBe(
      "STILL_IN_USE input.user",
    );
  });

  it("stays also when two of them delete each other at the same moment", async () => {
    for (let round = 0; round < byTier(3, 10); round += 1) {
      const pair = await world().seed();
      for (const login of ["ada", "bert"]) await person(world(), pair, login, "ADMIN");
      const codes = await Promise.all(
        ["ada", "bert"].map(
          async (login) =>
            (await pair.admin.mutate("administratorDelete", { user: { login } }, "__typename")).code,
        ),
      );
      expect(codes.filter((code) => code === "STILL_IN_USE")).toHaveLength(1);
    }
  });

  it("has a console that cannot be deleted, disabled, or opened by approving alone", async () => {
    const resource = { id: consoleId };
    const { admin } = seed;
    expect(await admin.refusalAt("resourceDelete", { resource })).toBe("STILL_IN_USE input.resource");
    expect(await admin.refusalAt("resourceUpdate", { resource, enabled: false })).toBe(
      "VALIDATION_FAILED input.enabled",
    );
    expect(await admin.refusalAt("resourceUpdate", { resource, pushConfirmation: "APPROVE" })).toBe(
      "VALIDATION_FAILED input.pushConfirmation",
    );
    const { account } = await admin.query<{ account: { plan: { resources: { used: number } } } }>(
      "{ account { plan { resources { used } } } }",
    );
    expect(account.plan.resources.used).toBe(1);
  });

  it("has sessions that end within a second when the role, the user, the password or the account is taken", async () => {
    const ends: Record<string, (login: string, other: Seed) => Promise<unknown>> = {
      role: (login, { admin }) => admin.do("administratorDelete", { user: { login } }, "__typename"),
      "another role": (login, { admin }) =>
        admin.do("administratorUpdate", { user: { login }, role: "AUDITOR" }, "__typename"),
      user: (login, { admin }) => admin.do("userUpdate", { user: { login }, enabled: false }, "__typename"),
      users: (login, { admin }) =>
        admin.do("usersUpdate", { items: [{ user: { login }, enabled: false }] }, "__typename"),
      password: (login, { admin }) => admin.do("passwordReset", { user: { login } }, "__typename"),
      session: (login, { admin }) => admin.do("sessionRevoke", { user: { login } }, "__typename"),
    };
    const ended = new Map<string, Browser>();
    for (const [what, end] of Object.entries(ends)) {
      const login = what.replaceAll(" ", "-");
      const { browser } = await person(world(), seed, login, "ADMIN");
      ended.set(login, browser);
      expect((await browser.query("Viewer")).status, what).toBe(200);
      await end(login, seed);
      expect(await browser.query("Viewer"), what).toMatchObject({ status: 401, code: "UNAUTHENTICATED" });
    }
    const other = await world().seed();
    const { browser } = await person(world(), other, "carl", "ADMIN");
    await world().operator.do("accountDisable", { account: other.accountId }, "__typename");
    expect((await browser.query("Viewer")).status).toBe(401);
    // What was ended stays ended.
    await world().operator.do("accountEnable", { account: other.accountId }, "__typename");
    await seed.admin.do("userUpdate", { user: { login: "user" }, enabled: true }, "__typename");
    expect((await browser.query("Viewer")).status).toBe(401);
    expect((await ended.get("user")?.query("Viewer"))?.status).toBe(401);
  });

  it("has sessions that end with the token that signs in there, by whatever way it stops; where it is done, one goes on", async () => {
    const { admin } = seed;
    const stops: Readonly<Record<string, (one: { id: string }, login: string) => readonly [string, object]>> =
      {
        "deleted in bulk": (one) => ["tokensDelete", { items: [{ token: one }] }],
        taken: (one) => ["tokenUnassign", { token: one }],
        given: (one, login) => [
          "tokenAssign",
          { token: one, from: { login }, to: { user: { login: "bert" } } },
        ],
        "of the past": (one) => [
          "tokenUpdate",
          { token: one, validUntil: new Date(world().clock.now() - 1_000).toISOString() },
        ],
        deleted: (one) => ["tokenDelete", { token: one }],
        disabled: (one) => ["tokenDisable", { token: one }],
        unlinked: (one) => [
          "assignmentDelete",
          { assignment: { link: { token: one, resource: { id: consoleId } } } },
        ],
        reissued: (one) => ["tokenReissue", { token: one, lost: true }],
      };
    const { browser: bystander } = await person(world(), seed, "bystander", "ADMIN");
    for (const [what, stop] of Object.entries(stops).slice(byTier(-4, 0))) {
      const login = `token-${what.replaceAll(" ", "-")}`;
      const { browser } = await person(world(), seed, login, "ADMIN");
      // A token elsewhere may go.
      const fob = await seed.fob({ of: login, at: ["VPN"] });
      await admin.do("tokenDelete", { token: { id: fob.id } }, "__typename");
      world().services.sessions.clear();
      expect((await browser.query("Viewer")).status, what).toBe(200);
      const [name, input] = stop(await tokenOfUser(seed, login), login);
      await admin.do(name, input, "__typename");
      // What a server knows of a session stands for a second.
      world().services.sessions.clear();
      expect((await browser.query("Viewer")).status, what).toBe(401);
    }
    const { browser, app } = await person(world(), seed, "frida", "ADMIN");
    const elsewhere = Browser.of(world());
    const signedIn = await elsewhere.signIn("frida", PASSWORD, app.code(), await getAddress(seed));
    expect(signedIn.body).toEqual({ level: 2 });
    const input = { token: await tokenOfUser(seed, "frida") };
    expect((await browser.query("TokenDisable", { input })).body).toMatchObject({
      data: { tokenDisable: { token: input.token } },
    });
    world().services.sessions.clear();
    expect((await elsewhere.query("Viewer")).status).toBe(401);
    for (const one of [browser, bystander]) expect((await one.query("Viewer")).status).toBe(200);
  });

  it("has one token at the console: also if one was linked before the user had a role", async () => {
    const { admin } = seed;
    await seed.user("emma");
    const fob = await seed.fob({ of: "emma" });
    const other = await seed.fob({ of: "emma" });
    const to = { resource: { id: consoleId } };
    await admin.do("assignmentCreate", { token: { id: fob.id }, to }, "__typename");
    const input = { to: { user: { login: "emma" } }, role: "AUDITOR" };
    for (const { id } of [fob, other]) {
      expect(await admin.refusalAt("administratorCreate", { ...input, token: { id } })).toBe(
        "ALREADY_EXISTS input.token",
      );
    }
    await admin.do("administratorCreate", input, "__typename");
  });

  it("has a WebSocket only from the console's own origin, which ends with the session", async () => {
    const { browser } = await person(world(), seed, "dora", "AUDITOR");
    const open = (headers: Record<string, string>) =>
      new Promise<WebSocket | number | object>((resolve) => {
        const socket = new WebSocket(`${world().url.replace("http", "ws")}/graphql`, "graphql-transport-ws", {
          headers,
        });
        socket.on("unexpected-response", (_request, response) => {
          const status = response.statusCode ?? 0;
          if (status < 500) resolve(status);
          void json(response).then((body) => resolve({ status, body }));
        });
        socket.on("error", () => {});
        socket.on("open", () => resolve(socket));
      });
    const cookie = `__Host-tp-console=${browser.cookie}`;
    const port = Number(new URL(browser.origin).port);
    expect(await open({ cookie, origin: `http://localhost:${port + 1}` })).toBe(403);
    expect(
      await open({ cookie: "__Host-tp-console=none", origin: browser.origin, host: `localhost:${port}` }),
    ).toBe(401);
    const own = { cookie, origin: browser.origin, host: `localhost:${port}` };
    world().services.sessions.clear();
    const failing = vi
      .spyOn(world().services.database, "query")
      .mockRejectedValue(new TypeError("by a test"));
    const failed = await open(own);
    failing.mockRestore();
    expect(failed).toMatchObject({ status: 500, body: { errors: [{ extensions: { code: "INTERNAL" } }] } });
    const socket = await open(own);
    if (!(socket instanceof WebSocket)) throw new Error("the WebSocket was refused");
    const acknowledged = new Promise((resolve) =>
      socket.once("message", (text) => resolve(JSON.parse(Buffer.from(text as Buffer).toString()))),
    );
    socket.send(JSON.stringify({ type: "connection_init" }));
    expect(await acknowledged).toMatchObject({ type: "connection_ack" });
    const closed = new Promise<number>((resolve) => socket.once("close", (code) => resolve(code)));
    await seed.admin.do("sessionRevoke", { user: { login: "dora" } }, "__typename");
    await world().services.streams.check();
    expect(await closed).toBe(4403);
  });

  it("has an event stream that ends with the session, and says so", async () => {
    const { browser } = await person(world(), seed, "fiona", "AUDITOR");
    const { services, url } = world();
    const before = services.streams.count;
    const streamed = post(
      `${url}/graphql`,
      {
        origin: browser.origin,
        "content-type": "application/json",
        accept: "text/event-stream",
        "x-tokenplane-console": "1",
        cookie: `__Host-tp-console=${browser.cookie}`,
      },
      JSON.stringify({ documentId: getDocumentId("Feed") }),
    );
    await expect.poll(() => services.streams.count).toBe(before + 1);
    await seed.admin.do("sessionRevoke", { user: { login: "fiona" } }, "__typename");
    await services.streams.check();
    const { status, text } = await streamed;
    expect(status).toBe(200);
    expect(text).toContain(
      'data: {"errors":[{"message":"The session has ended. Sign in again.","extensions":{"code":"UNAUTHENTICATED"}}]}',
    );
  });

  it("learns that the own role, and not that of a key, may not grant a bypass", async () => {
    const { browser } = await person(world(), seed, "hedy", "HELPDESK");
    const fob = await seed.fob({ of: "bert" });
    await seed.resource("Mail");
    await setPolicy(seed.admin, "Mail", "HOURS_8", { grantedBy: ["ADMIN"] });
    const scope = { resource: { name: "Mail" } };
    const input = { token: { id: fob.id }, scope, duration: "HOUR_1" };
    expect((await browser.query("TokenBypassGrant", { input })).body).toMatchObject({
      data: {
        tokenBypassGrant: {
          code: "POLICY_REFUSED",
          message: expect.stringMatching(/ granted by ADMIN\. Your role is HELPDESK\.$/),
        },
      },
    });
  });

  it("has sessions that others without the role ADMIN neither see nor end, whatever they name", async () => {
    const helpdesk = await seed.key("HELPDESK");
    const { sessions } = await seed.admin.query<{ sessions: { nodes: { id: string }[] } }>(
      '{ sessions(first: 1, filter: { user: { login: "ada" } }) { nodes { id } } }',
    );
    expect(await helpdesk.refusalAt("sessionRevoke", { user: { login: "ada" } })).toBe(
      "NOT_FOUND input.user",
    );
    expect(await helpdesk.refusalAt("sessionRevoke", { session: sessions.nodes[0]?.id })).toBe(
      "NOT_FOUND input.session",
    );
    expect(await helpdesk.refusalAt("sessionRevoke", { session: "none" })).toBe("NOT_FOUND input.session");
  });

  it("sees the sessions that its role lets it see, and ends them", async () => {
    const one = await person(world(), seed, "emil", "HELPDESK");
    const there = Browser.of(world());
    await there.signIn("emil", PASSWORD, one.app.code(), await getAddress(seed));
    const all = await seed.admin.query<{ sessions: { nodes: { id: string; user: { login: string } }[] } }>(
      "{ sessions { nodes { id user { login } agent address } } }",
    );
    const own = all.sessions.nodes.filter(({ user }) => user.login === "emil");
    expect(own).toHaveLength(2);
    expect(all.sessions.nodes.some(({ user }) => user.login === "ada")).toBe(true);
    await seed.admin.do("sessionRevoke", { session: own[0]?.id }, "revokedIds");
    const left = await Promise.all(
      [one.browser, there].map(async (browser) => (await browser.query("Viewer")).status),
    );
    expect(left.toSorted((a, b) => a - b)).toEqual([200, 401]);
  });
});

onOneStore("a link", (world) => {
  it("lets one of sixteen in who open it at the same moment", async () => {
    const seed = await world().seed();
    const invitationUrl = await seed.invite("ada", "ADMIN");
    const token = getToken(invitationUrl);
    const statuses = await Promise.all(
      Array.from(
        { length: 16 },
        async () =>
          (await Browser.of(world()).send("/invitation/accept", { token, password: PASSWORD })).status,
      ),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 404)).toHaveLength(15);
  });

  it("is not used up by being looked at, by a password that is refused, or by a page that is no page of the console", async () => {
    const seed = await world().seed();
    const invitationUrl = await seed.invite("ada", "AUDITOR");
    const here = Browser.of(world());
    const token = getToken(invitationUrl);
    for (let times = 0; times < 3; times += 1) {
      expect((await here.send("/invitation", { token })).body).toMatchObject({
        purpose: "JOIN",
        login: "ada",
      });
    }
    for (const password of [
      "short",
      "aaaaaaaaaaaaaaaaaaaa",
      "password1234567",
      "ada ada ada ada ada",
      "Example Ltd Example",
    ]) {
      const refused = await here.send("/invitation/accept", { token, password });
      expect(refused, password).toMatchObject({ status: 400, code: "VALIDATION_FAILED" });
      expect(JSON.stringify(refused.body)).not.toContain(password);
    }
    expect(
      (
        await here.send(
          "/invitation/accept",
          { token, password: PASSWORD },
          { origin: "https://evil.example" },
        )
      ).status,
    ).toBe(403);
    expect((await here.send("/invitation/accept", { token, password: PASSWORD })).body).toEqual({
      next: "ENROL",
    });
  });

  it("is void when it is too old, revoked, replaced by another one, or its role is taken", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    await admin.do(
      "administratorCreate",
      { to: { newUser: { login: "first" } }, role: "ADMIN" },
      "__typename",
    );
    const invite = async (login: string) =>
      admin.do<{ invitationUrl: string; invitation: { id: string } }>(
        "administratorCreate",
        { to: { newUser: { login } }, role: "ADMIN" },
        "invitationUrl invitation { id }",
      );
    const status = async (url: string) =>
      (await Browser.of(world()).send("/invitation", { token: getToken(url) })).status;
    const revoked = await invite("a");
    await admin.do("invitationRevoke", { invitation: revoked.invitation.id }, "revokedId");
    expect(await status(revoked.invitationUrl)).toBe(404);
    const replaced = await invite("b");
    const { invitationUrl } = await admin.do<{ invitationUrl: string }>(
      "invitationCreate",
      { user: { login: "b" } },
      "invitationUrl",
    );
    expect(await status(replaced.invitationUrl)).toBe(404);
    expect(await status(invitationUrl)).toBe(200);
    // Nobody gets one who could not open it.
    const disabled = { user: { login: "b" }, enabled: false };
    await admin.do("userUpdate", disabled, "__typename");
    for (const name of ["invitationCreate", "passwordReset"]) {
      expect(await admin.mutate(name, { user: { login: "b" } }, "__typename")).toMatchObject({
        code: "VALIDATION_FAILED",
        message: "The user is disabled. Enable the user first.",
      });
    }
    await admin.do("userUpdate", { ...disabled, enabled: true }, "__typename");
    const late = { to: { newUser: { login: "late", enabled: false } }, role: "ADMIN" };
    expect((await admin.mutate("administratorCreate", late, "__typename")).code).toBe("VALIDATION_FAILED");
    const taken = await invite("c");
    await admin.do("administratorDelete", { user: { login: "c" } }, "__typename");
    expect(await status(taken.invitationUrl)).toBe(404);
    world().clock.pass(7 * 24 * 3_600 + 1);
    expect(await status(invitationUrl)).toBe(404);
  });

  it("to another token asks for the password, and to another password leaves the token", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    const { browser, app } = await person(world(), seed, "ada", "ADMIN");
    expect(await admin.refusalAt("invitationCreate", { user: { login: "ada" } })).toBe(
      "STILL_IN_USE input.user",
    );
    const { invitationUrl: reset } = await admin.do<{ invitationUrl: string }>(
      "passwordReset",
      { user: { login: "ada" } },
      "invitationUrl",
    );
    const address = await getAddress(seed);
    expect((await browser.signIn("ada", PASSWORD, app.code(), address)).code).toBe("SIGN_IN_REFUSED");
    const other = "seven copper lanterns drift";
    const set = await browser.send("/invitation/accept", { token: getToken(reset), password: other });
    expect(set.body).toEqual({ next: "SIGN_IN" });
    world().clock.pass(30);
    expect((await browser.signIn("ada", other, app.code(), address)).body).toEqual({ level: 2 });
    await admin.do("tokenDelete", { token: await tokenOfUser(seed, "ada") }, "__typename");
    const { invitationUrl: lost } = await admin.do<{ invitationUrl: string }>(
      "invitationCreate",
      { user: { login: "ada" } },
      "invitationUrl",
    );
    const wrong = await browser.send("/invitation/accept", { token: getToken(lost), password: PASSWORD });
    expect(wrong).toMatchObject({ status: 400, code: "VALIDATION_FAILED" });
    expect(
      (await browser.send("/invitation/accept", { token: getToken(lost), password: other })).body,
    ).toEqual({ next: "ENROL" });
    // Another link to the same: what the one before opened has ended.
    const { invitationUrl: again } = await admin.do<{ invitationUrl: string }>(
      "invitationCreate",
      { user: { login: "ada" } },
      "invitationUrl",
    );
    const there = Browser.of(world());
    const accepted = await there.send("/invitation/accept", { token: getToken(again), password: other });
    expect(accepted.body).toEqual({ next: "ENROL" });
    expect((await browser.send("/enrolment", {})).status).toBe(401);
    expect((await there.send("/enrolment", {})).status).toBe(200);
  });

  it("opens no session that outlives the token which another one enrolled", async () => {
    const seed = await world().seed();
    const [here, left] = [Browser.of(world()), Browser.of(world())];
    const accepted = { token: getToken(await seed.invite("ada", "ADMIN")), password: PASSWORD };
    await here.send("/invitation/accept", accepted);
    // Two sessions of level 1, as a server of the version before could leave them.
    await world().database.query(Prisma.sql`
      INSERT INTO sessions (account_id, id, user_id, kind, hash, level, verified_at, created_at, seen_at, expires_at, address, network)
      SELECT account_id, gen_random_uuid(), user_id, kind, ${hashSecret("left")}, level, verified_at, created_at, seen_at, expires_at,
        address, network FROM sessions WHERE hash = ${hashSecret(here.cookie ?? "")}`);
    left.cookie = "left";
    expect((await left.send("/enrolment", {})).status).toBe(200);
    await here.enrol();
    await seed.admin.do("tokenDelete", { token: await tokenOfUser(seed, "ada") }, "__typename");
    expect((await left.send("/enrolment", {})).status).toBe(401);
  });

  it("opens a session that may enrol a token, and nothing else", async () => {
    const seed = await world().seed();
    const invitationUrl = await seed.invite("ada", "ADMIN");
    const here = Browser.of(world());
    await here.send("/invitation/accept", { token: getToken(invitationUrl), password: PASSWORD });
    expect(await here.query("Viewer")).toMatchObject({ status: 401 });
    expect((await here.send("/sign-in/again", { password: PASSWORD, passcode: "123456" })).status).toBe(401);
    const { body: first } = await here.send("/enrolment", {});
    const { body: second } = await here.send("/enrolment", {});
    expect(second["secretBase32"]).not.toBe(first["secretBase32"]);
    // A second tab with the same unconfirmed enrolment is not signed in either.
    expect(await here.query("Viewer")).toMatchObject({ status: 401 });
    const code = new App(String(second["secretBase32"]), world().clock).wrongCode();
    for (let times = 0; times < 5; times += 1) {
      expect((await here.send("/enrolment/confirm", { code })).status).toBe(400);
    }
    expect((await here.send("/enrolment/confirm", { code })).code).not.toBe("WRONG_CODE");
    await here.enrol();
    expect((await here.query("Viewer")).status).toBe(200);
    expect((await here.send("/enrolment", {})).status).toBe(401);
  });
});

onOneNewStore("what gives lasting rights", (world) => {
  it("asks a person for the password and a code again after ten minutes, and a program never", async () => {
    const { browser, app } = await firstAdministrator(world());
    const seed = world().admin;
    await seed.do("userCreate", { login: "bert" }, "__typename");
    const { token } = await seed.do<{ token: { id: string } }>(
      "tokenCreate",
      { name: "Fob", model: { hardware: { slim: { periodSeconds: 30 } } }, to: { user: { login: "bert" } } },
      "token { id }",
    );
    const grant = (duration: string) => ({
      input: { token: { id: token.id }, scope: { everywhere: true }, duration },
    });
    expect((await browser.query("TokenBypassGrant", grant("PERMANENT"))).code).toBeUndefined();
    world().clock.pass(11 * 60);
    expect((await browser.query("TokenBypassGrant", grant("PERMANENT"))).code).toBe("STEP_UP_REQUIRED");
    expect((await browser.query("TokenBypassGrant", grant("HOUR_1"))).code).toBeUndefined();
    await seed.do("tokenBypassGrant", grant("PERMANENT").input, "__typename");
    // A file may link an administrator's token, which `assignmentCreate` asks for as well; a check of it changes nothing.
    const links = { content: "VPN,FOB-1\n" };
    expect((await browser.query("ImportLinks", { input: links })).code).toBe("STEP_UP_REQUIRED");
    expect((await browser.query("ImportLinks", { input: { ...links, dryRun: true } })).code).toBeUndefined();
    expect((await browser.query("ImportUsers", { input: { content: "carl\n" } })).code).toBeUndefined();
    await seed.do("assignmentImport", links, "job { id }");
    expect((await browser.send("/sign-in/again", { password: PASSWORD, passcode: app.code() })).body).toEqual(
      {
        level: 2,
      },
    );
    expect((await browser.query("TokenBypassGrant", grant("PERMANENT"))).code).toBeUndefined();
    expect((await browser.query("ImportLinks", { input: links })).code).toBeUndefined();
  });
});
