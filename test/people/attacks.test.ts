import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, inject, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { getAddress, getConsole, tokenOfUser } from "../support/administrators.js";
import type { Api } from "../support/api.js";
import { type App, Browser, PASSWORD, getToken } from "../support/browser.js";
import type { Seed } from "../support/seed.js";
import { Mailbox, outbox } from "../support/sent.js";
import { getEvents } from "../support/sign-in.js";
import { onOneStore, openWorld, type World } from "../support/world.js";

/** An account with an ADMIN, who accepted the link, and another one who keeps the last one. */
async function withAda(world: World): Promise<{ seed: Seed; browser: Browser; app: App; address: string }> {
  const seed = await world.seed();
  const invitationUrl = await seed.invite("ada", "ADMIN");
  const browser = Browser.of(world);
  const app = await browser.accept(invitationUrl);
  return { seed, browser, app, address: await getAddress(seed) };
}

/** The same, and another ADMIN who can sign in: ada may go. */
async function withAdaAndKeeper(world: World): ReturnType<typeof withAda> {
  const known = await withAda(world);
  await Browser.of(world).accept(await known.seed.invite("keeper", "ADMIN"));
  return known;
}

/** The code of a refusal, or of an error at the top level. */
async function getCode(api: Api, name: string, input: object): Promise<unknown> {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  const { data, errors } = await api.send(
    `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename ... on Error { code } } }`,
    { input },
  );
  return errors[0]?.extensions?.["code"] ?? (data?.[name] as { code?: string } | undefined)?.code;
}

onOneStore("a stranger", (world) => {
  it("ends nothing by a connection that is reset while it asks for a WebSocket", async () => {
    const { port } = new URL(world().url);
    const { origin } = Browser.of(world());
    for (const from of [origin, "https://evil.example"]) {
      for (let times = 0; times < 20; times += 1) {
        await new Promise<void>((resolve) => {
          const socket = net.connect(Number(port), "127.0.0.1", () => {
            socket.write(
              `GET /graphql HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
                `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: ${from}\r\n` +
                `Cookie: __Host-tp-console=${"A".repeat(43)}\r\n\r\n`,
            );
            setTimeout(() => {
              socket.resetAndDestroy();
              resolve();
            }, times % 4);
          });
          socket.on("error", () => {});
        });
      }
    }
    expect((await fetch(`${world().url}/health/ready`)).status).toBe(200);
  });

  it("has three codes sent in a sign-in at most, right password or wrong", async () => {
    const { address } = await withAda(world());
    for (const login of ["ada", "nobody"]) {
      const here = Browser.of(world());
      const { body } = await here.send("/sign-in", { address, login, password: PASSWORD });
      const codes = [];
      for (let times = 0; times < 4; times += 1) {
        codes.push((await here.send("/sign-in/challenge", { attempt: body["attempt"] })).code);
      }
      expect(codes, login).toEqual([undefined, undefined, undefined, "ATTEMPT_EXPIRED"]);
    }
  });

  it("uses nothing of an administrator's network up by pages that send requests from the administrator's browser", async () => {
    const here = Browser.of(world());
    for (let times = 0; times < 700; times += 1) {
      const { status } = await here.send("/sign-in", {}, { origin: "https://evil.example" });
      expect(status).toBe(403);
    }
    expect((await here.send("/sign-in", { login: "a", password: "b", address: "none" })).status).toBe(404);
  });
});

onOneStore("a sign-in that was begun", (world) => {
  it("does not go on after the password was reset, or the role was taken and given again", async () => {
    const { seed, browser, app, address } = await withAda(world());
    const begin = async () =>
      (await browser.send("/sign-in", { address, login: "ada", password: PASSWORD })).body["attempt"];
    const before = await begin();
    await seed.admin.do("passwordReset", { user: { login: "ada" } }, "__typename");
    world().clock.pass(30);
    expect((await browser.send("/sign-in/answer", { attempt: before, passcode: app.code() })).code).toBe(
      "SIGN_IN_REFUSED",
    );

    const other = await withAdaAndKeeper(world());
    const attempt = (
      await other.browser.send("/sign-in", { address: other.address, login: "ada", password: PASSWORD })
    ).body["attempt"];
    const token = await tokenOfUser(other.seed, "ada");
    await other.seed.admin.do("administratorDelete", { user: { login: "ada" } }, "__typename");
    await other.seed.admin.do(
      "administratorCreate",
      { to: { user: { login: "ada" } }, role: "ADMIN", token },
      "__typename",
    );
    world().clock.pass(30);
    const answer = { attempt, passcode: other.app.code() };
    expect((await other.browser.send("/sign-in/answer", answer)).code).toBe("SIGN_IN_REFUSED");
  });

  it("belongs to the person whose password was typed, even if another person gets the login meanwhile", async () => {
    const { seed, browser, address } = await withAda(world());
    const invitationUrl = await seed.invite("yvonne", "ADMIN");
    const yvonne = await Browser.of(world()).accept(invitationUrl, {}, "seven copper lanterns drift");
    const { body } = await browser.send("/sign-in", { address, login: "ada", password: PASSWORD });
    await seed.admin.do("userUpdate", { user: { login: "ada" }, login: "ada.old" }, "__typename");
    await seed.admin.do("userUpdate", { user: { login: "yvonne" }, login: "ada" }, "__typename");
    world().clock.pass(30);
    const answer = { attempt: body["attempt"], passcode: yvonne.code() };
    expect((await browser.send("/sign-in/answer", answer)).code).toBe("SIGN_IN_REFUSED");
  });
});

describe.skipIf(inject("postgresUrl") === undefined)("a sign-in while", () => {
  const stops: [string, (world: World, seed: Seed) => Promise<() => Promise<unknown>>][] = [
    [
      "its account is disabled begins no session, which would work again once the account is enabled",
      async ({ operator }, { accountId }) =>
        () =>
          operator.do("accountDisable", { account: accountId }, "__typename"),
    ],
    [
      "its token is disabled begins no session, which would outlive the token",
      async (_world, seed) => {
        const token = await tokenOfUser(seed, "ada");
        return () => seed.admin.do("tokenDisable", { token }, "__typename");
      },
    ],
  ];
  it.each(stops)("%s", { tags: "deep" }, async (_what, prepare) => {
    const world = await openWorld("PostgreSQL");
    const { seed, browser, app, address } = await withAda(world);
    const { body } = await browser.send("/sign-in", { address, login: "ada", password: PASSWORD });
    const stop = await prepare(world, seed);
    world.clock.pass(30);
    const here = Browser.of(world);
    const answers = await world.database.prisma.$transaction(async (transaction) => {
      // A session's row waits for this lock, so that it is stopped between the code and the session.
      await transaction.$queryRaw(Prisma.sql`SELECT 1 FROM users WHERE login = 'ada' FOR UPDATE`);
      const sent = here.send("/sign-in/answer", { attempt: body["attempt"], passcode: app.code() });
      await sleep(1_000);
      const stopped = stop();
      await sleep(1_000);
      return [sent, stopped];
    });
    await Promise.all(answers);
    await world.operator.do("accountEnable", { account: seed.accountId }, "__typename");
    world.services.sessions.clear();
    expect((await here.query("Viewer")).status).toBe(401);
    await world.end();
  });
});

onOneStore("a key", (world) => {
  it("can neither check nor send an administrator's codes at the console, and with another role than ADMIN nowhere", async () => {
    const { seed } = await withAda(world());
    const token = await tokenOfUser(seed, "ada");
    const resource = await getConsole(seed);
    const subject = { user: { login: "ada" } };
    for (const role of ["AUTHENTICATOR", "ADMIN"]) {
      const key = role === "ADMIN" ? seed.admin : await seed.key(role);
      expect(await getCode(key, "authenticate", { resource, subject, passcode: "000000" }), role).toBe(
        "NOT_FOUND",
      );
      expect(await getCode(key, "challengeCreate", { purpose: "SIGN_IN", resource, subject }), role).toBe(
        "NOT_FOUND",
      );
    }
    const helpdesk = await seed.key("HELPDESK");
    expect(await getCode(helpdesk, "tokenCheckOtp", { token, passcode: "000000" })).toBe("FORBIDDEN");
    expect(await getCode(helpdesk, "challengeCreate", { purpose: "CHECK", subject: { token } })).toBe(
      "FORBIDDEN",
    );
    expect(await getCode(helpdesk, "tokenSynchronize", { token, otps: ["000000", "111111"] })).toBe(
      "FORBIDDEN",
    );
  });

  it("gets no token at the console that was an administrator's", async () => {
    const { seed } = await withAda(world());
    await seed.user("carl");
    const fob = await seed.fob({ of: "carl" });
    const token = { id: fob.id };
    await seed.admin.do(
      "administratorCreate",
      { to: { user: { login: "carl" } }, role: "AUDITOR", token },
      "__typename",
    );
    await seed.admin.do("tokenUnassign", { token }, "__typename");
    const links = await seed.admin.query<{ token: { assignments: { totalCount: number } } }>(
      "query ($id: ID!) { token(by: { id: $id }) { assignments { totalCount } } }",
      { id: fob.id },
    );
    expect(links.token.assignments.totalCount).toBe(0);
  });

  it("of PROVISIONER changes no channel once administrators sign in with codes that are sent", async () => {
    const { seed } = await withAda(world());
    const provisioner = await seed.key("PROVISIONER");
    const smsHttp = {
      url: "https://gateway.example.org/",
      body: '{"to":"{to}","text":"{text}"}',
      headers: [],
    };
    const channel = (name: string) => ({ name, driver: { smsHttp }, allowedCountries: ["DE"] });
    const first = await getCode(provisioner, "channelCreate", channel("First"));
    expect(first).toBeUndefined();
    await seed.admin.do("channelDelete", { channel: { name: "First" } }, "__typename");
    await seed.user("carl", { phoneNumber: "+4915112345678" });
    const { token } = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      {
        name: "SMS",
        model: { software: { sms: { phoneNumber: "+4915112345678" } } },
        to: { user: { login: "carl" } },
      },
      "token { id }",
    );
    const pending = { to: { user: { login: "carl" } }, role: "AUDITOR", token: { id: token.id } };
    expect(await seed.admin.refusalAt("administratorCreate", pending)).toBe("VALIDATION_FAILED input.token");
    const otp = await new Mailbox(seed).code();
    await seed.admin.do("tokenEnrolmentConfirm", { token: { id: token.id }, otp }, "__typename");
    await seed.admin.do("administratorCreate", pending, "__typename");
    expect(await getCode(provisioner, "channelCreate", channel("Second"))).toBe("FORBIDDEN");
    expect(await getCode(seed.admin, "channelCreate", channel("Second"))).toBeUndefined();
    expect(await getCode(provisioner, "channelUpdate", { channel: { name: "Second" }, priority: 2 })).toBe(
      "FORBIDDEN",
    );
    expect(await getCode(provisioner, "channelDelete", { channel: { name: "Second" } })).toBe("FORBIDDEN");
    expect((await outbox(seed.admin)).length).toBeGreaterThan(0);
  });
});

onOneStore("a link", (world) => {
  async function invited(seed: Seed, login = "ada"): Promise<string> {
    return getToken(await seed.invite(login, "ADMIN"));
  }

  it("works only from addresses that the console allows, and is not used up from others", async () => {
    const seed = await world().seed();
    const token = await invited(seed);
    const resource = await getConsole(seed);
    const here = Browser.of(world());
    await seed.admin.do("resourceUpdate", { resource, allowedAddresses: ["192.0.2.1"] }, "__typename");
    expect((await here.send("/invitation/accept", { token, password: PASSWORD })).code).toBe("FORBIDDEN");
    await seed.admin.do("resourceUpdate", { resource, allowedAddresses: ["127.0.0.0/8"] }, "__typename");
    expect((await here.send("/invitation/accept", { token, password: PASSWORD })).body).toEqual({
      next: "ENROL",
    });
    await seed.admin.do("resourceUpdate", { resource, allowedAddresses: ["192.0.2.1"] }, "__typename");
    expect((await here.send("/enrolment", {})).code).toBe("FORBIDDEN");
  });

  it("is not used up while the plan has no room for a token", async () => {
    const seed = await world().seed();
    const token = await invited(seed);
    const plan = (tokens: number) => ({
      account: seed.accountId,
      plan: { tokens, users: 10, resources: 10 },
    });
    await world().operator.do("accountPlanSet", plan(0), "__typename");
    const here = Browser.of(world());
    expect((await here.send("/invitation/accept", { token, password: PASSWORD })).code).toBe(
      "QUOTA_EXCEEDED",
    );
    await world().operator.do("accountPlanSet", plan(1), "__typename");
    expect((await here.send("/invitation/accept", { token, password: PASSWORD })).body).toEqual({
      next: "ENROL",
    });
  });

  it("to another password enrols no token; a second one does, which asks for that password", async () => {
    const { seed, browser } = await withAda(world());
    await seed.admin.do("tokenDelete", { token: await tokenOfUser(seed, "ada") }, "__typename");
    const user = { login: "ada" };
    const reset = await seed.admin.do<{ invitationUrl: string }>("passwordReset", { user }, "invitationUrl");
    const password = "seven copper lanterns drift";
    const set = await browser.send("/invitation/accept", { token: getToken(reset.invitationUrl), password });
    expect(set.body).toEqual({ next: "SIGN_IN" });
    const lost = await seed.admin.do<{ invitationUrl: string }>(
      "invitationCreate",
      { user },
      "invitationUrl",
    );
    await browser.accept(lost.invitationUrl, {}, password);
    expect((await browser.query("Viewer")).status).toBe(200);
  });
});

onOneStore("somebody whose role is taken", (world) => {
  it("does not sign in with the right code, although the password was right a moment before", async () => {
    const { seed, app, address } = await withAdaAndKeeper(world());
    const here = Browser.of(world());
    const { body } = await here.send("/sign-in", { login: "ada", password: PASSWORD, address });
    const token = await tokenOfUser(seed, "ada");
    await seed.admin.do("administratorDelete", { user: { login: "ada" } }, "__typename");
    // The role's end unlinks the token; even one that is linked again signs nobody in.
    await seed.admin.do(
      "assignmentCreate",
      { token, to: { resource: await getConsole(seed) } },
      "__typename",
    );
    const answer = await here.send("/sign-in/answer", { attempt: body["attempt"], passcode: app.code() });
    expect([answer.status, answer.code]).toEqual([401, "SIGN_IN_REFUSED"]);
    expect(here.cookie).toBeNull();
    const [denial] = await getEvents(seed.admin, 1);
    expect(denial).toMatchObject({ type: "AUTHENTICATION_DENIED", reason: "NO_ROLE" });
    const { token: shown } = await seed.admin.query<{ token: object }>(
      "query ($by: TokenRef!) { token(by: $by) { signInObstacles { reason resource { builtIn } } } }",
      { by: token },
    );
    // The role's end removed the password, too.
    const reasons = ["NO_ROLE", "WRONG_PASSWORD"];
    expect(shown).toEqual({
      signInObstacles: reasons.map((reason) => ({ reason, resource: { builtIn: true } })),
    });
  });
});

onOneStore("a stolen session", (world) => {
  it("changes nothing of administrators once ten minutes have passed", async () => {
    const { seed, browser } = await withAda(world());
    const token = await tokenOfUser(seed, "ada");
    world().clock.pass(11 * 60);
    world().services.sessions.clear();
    for (const [operation, input] of [
      ["TokenDisable", { token }],
      ["TokenBypassGrant", { token, scope: { everywhere: true }, duration: "HOUR_1" }],
    ] as const) {
      expect((await browser.query(operation, { input })).code, operation).toBe("STEP_UP_REQUIRED");
    }
    const fob = await seed.fob();
    expect((await browser.query("TokenDisable", { input: { token: { id: fob.id } } })).code).toBeUndefined();
  });
});
