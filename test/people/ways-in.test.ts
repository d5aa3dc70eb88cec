import { expect, it } from "vitest";
import { getAddress } from "../support/administrators.js";
import { Browser, PASSWORD, getToken } from "../support/browser.js";
import { getContents } from "../support/contents.js";
import { events, seal } from "../support/event-log.js";
import type { Seed } from "../support/seed.js";
import { Mailbox, outbox } from "../support/sent.js";
import { onOneStore } from "../support/world.js";

/** A token whose codes are sent, confirmed, of a user. @returns its global id. */
async function sentToken(seed: Seed, login: string, model: object, mailbox: Mailbox): Promise<string> {
  const { token } = await seed.admin.do<{ token: { id: string } }>(
    "tokenCreate",
    { name: `Token of ${login}`, model: { software: model }, to: { user: { login } } },
    "token { id }",
  );
  const otp = await mailbox.code();
  await seed.admin.do("tokenEnrolmentConfirm", { token: { id: token.id }, otp }, "__typename");
  return token.id;
}

onOneStore("an administrator", (world) => {
  it("signs in with a code that is sent, which is sent to nobody who does not know the password", async () => {
    const seed = await world().seed();
    const mailbox = new Mailbox(seed);
    await seed.user("ada", { phoneNumber: "+4915112345678" });
    const token = await sentToken(seed, "ada", { sms: { phoneNumber: "+4915112345678" } }, mailbox);
    const { invitationUrl } = await seed.admin.do<{ invitationUrl: string }>(
      "administratorCreate",
      { to: { user: { login: "ada" } }, role: "ADMIN", token: { id: token } },
      "invitationUrl",
    );
    const browser = Browser.of(world());
    const accepted = await browser.send("/invitation/accept", {
      token: getToken(invitationUrl),
      password: PASSWORD,
    });
    // She has a token already, so that none is enrolled.
    expect(accepted.body).toEqual({ next: "SIGN_IN" });
    const address = await getAddress(seed);
    const begin = async (password: string, login = "ada") =>
      (await browser.send("/sign-in", { address, login, password })).body["attempt"];
    const before = (await outbox(seed.admin)).length;
    for (const attempt of [await begin("wrong password, wrong password"), await begin(PASSWORD, "nobody")]) {
      expect(await browser.send("/sign-in/challenge", { attempt })).toMatchObject({
        status: 200,
        body: { sent: true, waitSeconds: 30 },
      });
      expect((await browser.send("/sign-in/answer", { attempt, passcode: "123456" })).code).toBe(
        "SIGN_IN_REFUSED",
      );
    }
    expect(await outbox(seed.admin)).toHaveLength(before);
    const attempt = await begin(PASSWORD);
    expect((await browser.send("/sign-in/answer", { attempt, passcode: "123456" })).code).toBe(
      "SIGN_IN_REFUSED",
    );
    expect((await browser.send("/sign-in/challenge", { attempt })).body).toEqual({
      sent: true,
      waitSeconds: 30,
    });
    const passcode = await mailbox.code();
    expect((await browser.send("/sign-in/answer", { attempt, passcode })).body).toEqual({ level: 2 });
    // The same to prove again who she is.
    world().clock.pass(60);
    const { body } = await browser.send("/sign-in/again/challenge", {});
    const again = { password: PASSWORD, passcode: await mailbox.code(), challenge: body["challenge"] };
    expect((await browser.send("/sign-in/again", again)).body).toEqual({ level: 2 });
  });

  it("does not sign in with a code by e-mail, or with answers to questions", async () => {
    const seed = await world().seed();
    const mailbox = new Mailbox(seed);
    await seed.user("ada");
    const email = await sentToken(seed, "ada", { email: { address: "ada@example.org" } }, mailbox);
    const { token } = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      {
        model: {
          universal: {
            serialNumber: "Q1",
            secret: "31".repeat(20),
            secretEncoding: "HEX",
            oath: { ocra: { suite: "OCRA-1:HOTP-SHA1-6:QN08" } },
          },
        },
        to: { user: { login: "ada" } },
      },
      "token { id }",
    );
    for (const id of [email, token.id]) {
      const input = { to: { user: { login: "ada" } }, role: "ADMIN", token: { id } };
      expect(await seed.admin.refusalAt("administratorCreate", input)).toBe(
        "NOT_SUPPORTED_BY_MODEL input.token",
      );
    }
  });

  it("types the account's address, whatever the case, and learns when there is none like it", async () => {
    const seed = await world().seed();
    const invitationUrl = await seed.invite("ada", "AUDITOR");
    const app = await Browser.of(world()).accept(invitationUrl);
    const address = (await getAddress(seed)).toUpperCase();
    const here = Browser.of(world());
    expect((await here.signIn("ada", PASSWORD, app.code(), "none-like-this")).status).toBe(404);
    expect((await here.signIn("ada", PASSWORD, app.code(), address)).body).toEqual({ level: 2 });
    // A person of another account has the same login, and another password: addresses keep them apart.
    const other = await world().seed();
    const second = await other.invite("ada", "AUDITOR");
    const otherApp = await Browser.of(world()).accept(second, {}, "seven copper lanterns drift");
    world().clock.pass(30);
    expect((await here.signIn("ada", PASSWORD, otherApp.code(), await getAddress(other))).code).toBe(
      "SIGN_IN_REFUSED",
    );
  });

  it("acts in events by name, until the person is deleted and erased, also from what the person did", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    await Browser.of(world()).accept(await seed.invite("keeper", "ADMIN"));
    const { invitationUrl, administrator } = await admin.do<{
      invitationUrl: string;
      administrator: { user: { id: string } };
    }>(
      "administratorCreate",
      { to: { newUser: { login: "zuzanna" } }, role: "ADMIN" },
      "invitationUrl administrator { user { id } }",
    );
    const browser = Browser.of(world());
    await browser.accept(invitationUrl);
    const fob = await seed.fob();
    const disabled = await browser.query("TokenDisable", { input: { token: { id: fob.id } } });
    expect(disabled.code).toBeUndefined();
    const actors = async () =>
      (
        await admin.query<{
          events: { nodes: { actor: { kind: string; name: string }; callerAddress: string | null }[] };
        }>(
          "{ events(first: 1, filter: { types: [TOKEN_DISABLED] }) { nodes { actor { kind name } callerAddress } } }",
        )
      ).events.nodes;
    expect(await actors()).toEqual([
      { actor: { kind: "ADMINISTRATOR", name: "zuzanna" }, callerAddress: "127.0.0.1" },
    ]);
    const user = administrator.user.id;
    await admin.do("administratorDelete", { user: { id: user } }, "__typename");
    await admin.do("userDelete", { user: { id: user }, releaseTokens: true }, "__typename");
    await seal(world());
    expect(await events(admin, "verify")).toMatchObject({ code: 0 });
    const { erased } = await admin.do<{ erased: number }>("userErase", { user }, "erased isComplete");
    expect(erased).toBeGreaterThan(5);
    await seal(world());
    expect(await events(admin, "verify")).toMatchObject({ code: 0 });
    const rows = await getContents(world(), seed.accountId);
    expect(
      rows.filter((row) => row.toLowerCase().includes("zuzanna")).map((row) => row.slice(0, 40)),
    ).toEqual([]);
    expect(await actors()).toEqual([{ actor: { kind: "ADMINISTRATOR", name: "" }, callerAddress: null }]);
  });

  it("is shown a secret in the session that made it, and in no other session by the same idempotency key", async () => {
    const seed = await world().seed();
    const invitationUrl = await seed.invite("ada", "ADMIN");
    const one = Browser.of(world());
    const app = await one.accept(invitationUrl);
    const two = Browser.of(world());
    await two.signIn("ada", PASSWORD, app.code(), await getAddress(seed));
    const model = { software: { googleAuthenticator: {} } };
    const input = { name: "Phone", model, idempotencyKey: "the phone" };
    const made = JSON.stringify((await one.query("NewToken", { input })).body);
    expect(made).toContain("otpauth://");
    const secret = /"secretBase32":"([A-Z2-7]+)"/.exec(made)?.[1] ?? "none";
    expect(JSON.stringify((await one.query("NewToken", { input })).body)).toContain(secret);
    expect(JSON.stringify((await two.query("NewToken", { input })).body)).not.toContain(secret);
  });
});
