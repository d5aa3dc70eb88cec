import { expect, it } from "vitest";
import { codeAlone, getContents, getUuid } from "../support/contents.js";
import { misnamedIn } from "../support/event-names.js";
import type { Seed } from "../support/seed.js";
import {
  askForCode,
  codeIn,
  Mailbox,
  newNumber,
  otherCode,
  outbox,
  sentToken,
  SENT_MODELS,
} from "../support/sent.js";
import { check, getEvents, newestEvent, getState } from "../support/sign-in.js";
import { onOneStore } from "../support/world.js";

onOneStore("codes that are sent", (world) => {
  const anna = { user: { login: "anna" } };
  const past = (seconds: number) => world().clock.pass(seconds);
  const signIn = (seed: Seed, challenge: string, passcode: string) =>
    seed.signIn({ login: "anna" }, "VPN", passcode, { challenge });

  async function delivery(seed: Seed, id: string): Promise<unknown> {
    const { token } = await seed.admin.query<{ token: unknown }>(
      `query ($id: ID!) { token(by: { id: $id }) { status oath { digits } delivery { kind sentTo } enrolment { digits } } }`,
      { id },
    );
    return token;
  }

  it.each([
    ["SMS", "+49•••••••78"],
    ["EMAIL", "a•••@e•••.org"],
  ] as const)("enrol a token of model %s, and sign in", async (kind, sentTo) => {
    const model = SENT_MODELS[kind]();
    const to = "sms" in model ? model.sms.phoneNumber : model.email.address;
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const mailbox = new Mailbox(seed);
    const { token, enrolment } = await seed.admin.do<{ token: { id: string }; enrolment: object }>(
      "tokenCreate",
      { name: "phone", model: { software: model }, to: { user: { login: "anna" } } },
      "token { id } enrolment { sentTo attemptsLeft secretHex otpauthUri startLink }",
    );
    expect(enrolment).toEqual({
      sentTo,
      attemptsLeft: 5,
      secretHex: null,
      otpauthUri: null,
      startLink: null,
    });
    expect(await delivery(seed, token.id)).toEqual({
      status: "PENDING",
      oath: null,
      delivery: { kind, sentTo },
      enrolment: { digits: 6 },
    });
    const message = await mailbox.next();
    expect(message).toMatchObject({ kind, to });
    const code = codeIn(message.text);
    const confirm = (otp: string) =>
      seed.admin.mutate("tokenEnrolmentConfirm", { token: { id: token.id }, otp }, "token { status }");
    expect((await confirm(otherCode(code))).code).toBe("WRONG_CODE");
    expect((await confirm("")).code).toBe("VALIDATION_FAILED");
    expect(await confirm(code)).toEqual({ token: { status: "ACTIVE" } });
    expect((await confirm(code)).code).toBe("NOT_FOUND");
    await seed.link(token.id, "VPN");
    past(60);
    const challenge = await askForCode(seed, anna);
    expect(challenge).toMatchObject({ kind: "CODE", question: null, sentTo });
    const right = await mailbox.code();
    expect(await signIn(seed, challenge.id, right)).toBe(true);
    expect(await newestEvent(seed.admin)).toMatchObject({ type: "AUTHENTICATION_GRANTED", method: "OTP" });
    // Once, and only once.
    expect(await signIn(seed, challenge.id, right)).toBe(false);
    expect((await newestEvent(seed.admin)).reason).toBe("CHALLENGE_EXPIRED");
    expect((await getState(seed.admin, token.id)).failures).toBe(0);
  });

  it("are void after three wrong ones, each of which counts", async () => {
    const seed = await world().seed();
    const { id, mailbox } = await sentToken(seed);
    past(60);
    const challenge = await askForCode(seed, anna);
    const code = await mailbox.code();
    for (const by of [1, 2, 3]) expect(await signIn(seed, challenge.id, otherCode(code, by))).toBe(false);
    expect(await getState(seed.admin, id)).toMatchObject({ failures: 3 });
    expect(await signIn(seed, challenge.id, code)).toBe(false);
    expect((await newestEvent(seed.admin)).reason).toBe("CHALLENGE_EXPIRED");
    expect(await getState(seed.admin, id)).toMatchObject({ failures: 3 });
  });

  it("are right when many arrive at once, one time", async () => {
    const seed = await world().seed();
    const { id, mailbox } = await sentToken(seed);
    past(60);
    const challenge = await askForCode(seed, anna);
    const code = await mailbox.code();
    const right = await Promise.all(Array.from({ length: 40 }, () => signIn(seed, challenge.id, code)));
    expect(right.filter(Boolean)).toHaveLength(1);
    past(60);
    const next = await askForCode(seed, anna);
    const other = await mailbox.code();
    await Promise.all(Array.from({ length: 20 }, (_, by) => signIn(seed, next.id, otherCode(other, by + 1))));
    // The fourth and all further ones were not looked at.
    expect(await getState(seed.admin, id)).toMatchObject({ failures: 3 });
  });

  it("end after five minutes, and older ones with a newer one that was right", async () => {
    const seed = await world().seed();
    const { mailbox } = await sentToken(seed);
    past(60);
    const late = await askForCode(seed, anna);
    const lateCode = await mailbox.code();
    past(301);
    expect(await signIn(seed, late.id, lateCode)).toBe(false);
    expect((await newestEvent(seed.admin)).reason).toBe("CHALLENGE_EXPIRED");
    const first = await askForCode(seed, anna);
    const firstCode = await mailbox.code();
    past(61);
    const second = await askForCode(seed, anna);
    const secondCode = await mailbox.code();
    // Each answers its own challenge.
    expect(await signIn(seed, second.id, firstCode)).toBe(false);
    expect(await signIn(seed, second.id, secondCode)).toBe(true);
    expect(await signIn(seed, first.id, firstCode)).toBe(false);
    expect((await newestEvent(seed.admin)).reason).toBe("REPLAYED");
  });

  it("need a challenge, of this token and this resource", async () => {
    const seed = await world().seed();
    await sentToken(seed);
    await seed.resource("Mail");
    const other = await sentToken(seed, SENT_MODELS.SMS(), { login: "berta" });
    past(60);
    const challenge = await askForCode(seed, anna);
    // Both enrolments, and this one.
    await expect.poll(async () => (await outbox(seed.admin)).length).toBe(3);
    const code = codeIn((await outbox(seed.admin))[0]?.text ?? "");
    expect(await seed.signIn({ login: "anna" }, "VPN", code)).toBe(false);
    expect((await newestEvent(seed.admin)).reason).toBe("CHALLENGE_REQUIRED");
    expect(await seed.signIn({ login: "berta" }, "VPN", code, { challenge: challenge.id })).toBe(false);
    expect((await newestEvent(seed.admin)).reason).toBe("CHALLENGE_EXPIRED");
    expect(await check(seed, other.id, code, challenge.id)).toBe("CHALLENGE_EXPIRED");
    expect(await signIn(seed, challenge.id, code)).toBe(true);
  });

  it("are checked without signing in", async () => {
    const seed = await world().seed();
    const { id, mailbox } = await sentToken(seed);
    past(60);
    const { challenge } = await seed.admin.do<{ challenge: { id: string } }>(
      "challengeCreate",
      { purpose: "CHECK", subject: { token: { id } } },
      "challenge { id }",
    );
    const code = await mailbox.code();
    expect(await check(seed, id, otherCode(code), challenge.id)).toBe("WRONG_CODE");
    expect(await check(seed, id, code, challenge.id)).toBeNull();
    expect(await check(seed, id, code, challenge.id)).toBe("CHALLENGE_EXPIRED");
    expect(
      await seed.admin.refusal("challengeCreate", { purpose: "SYNCHRONIZE", subject: { token: { id } } }),
    ).toBe("NOT_SUPPORTED_BY_MODEL");
    expect(await seed.admin.refusal("tokenSynchronize", { token: { id }, otps: ["123456", "234567"] })).toBe(
      "NOT_SUPPORTED_BY_MODEL",
    );
    expect(await seed.admin.refusal("tokenUpdate", { token: { id }, digits: 8 })).toBe(
      "NOT_SUPPORTED_BY_MODEL",
    );
  });

  it("come with the PIN in the passcode, or after it", async () => {
    const seed = await world().seed();
    const { id, mailbox } = await sentToken(seed, SENT_MODELS.SMS(), {
      pin: { value: "4711", position: "BEFORE_OTP" },
    });
    past(60);
    const together = await askForCode(seed, anna);
    const code = await mailbox.code();
    expect(await signIn(seed, together.id, code)).toBe(false);
    expect((await newestEvent(seed.admin)).reason).toBe("WRONG_PIN");
    expect(await signIn(seed, together.id, `4711${code}`)).toBe(true);

    await seed.admin.do(
      "resourceUpdate",
      { resource: { name: "VPN" }, pinBeforeSending: true },
      "__typename",
    );
    past(120);
    const before = (await outbox(seed.admin)).length;
    for (const pin of [undefined, "", "1234"]) {
      const { kind, sentTo } = await askForCode(seed, anna, "VPN", { pin });
      expect({ kind, sentTo }).toEqual({ kind: "CODE", sentTo: "+49•••••••78" });
    }
    expect(await getState(seed.admin, id)).toMatchObject({ failures: 1 });
    expect(await outbox(seed.admin)).toHaveLength(before);
    // At once: what was refused takes nothing from whoever has the PIN.
    const after = await askForCode(seed, anna, "VPN", { pin: "4711" });
    const alone = await mailbox.code();
    expect(await signIn(seed, after.id, alone)).toBe(true);
    past(600);
    const again = await askForCode(seed, anna, "VPN", { pin: "4711" });
    expect(await signIn(seed, again.id, `4711${await mailbox.code()}`)).toBe(true);
  });

  it("lock a token when PINs are guessed before anything is sent", async () => {
    const seed = await world().seed();
    const { id } = await sentToken(seed, SENT_MODELS.SMS(), {
      pin: { value: "4711", position: "BEFORE_OTP" },
      resource: { failedAttemptsBeforeLock: 3, pinBeforeSending: true },
    });
    for (const pin of ["0001", "0002", "0003", "0004"]) await askForCode(seed, anna, "VPN", { pin });
    expect(await getState(seed.admin, id)).toMatchObject({ failures: 3, lock: { reason: "FAILURES" } });
  });

  it("go to a new number only when it is confirmed; then the old one is void", async () => {
    const seed = await world().seed();
    const [first, second] = [newNumber(), newNumber("99")];
    const { id, mailbox } = await sentToken(seed, { sms: { phoneNumber: first } });
    past(60);
    const { enrolment } = await seed.admin.do<{ enrolment: object }>(
      "tokenUpdate",
      { token: { id }, phoneNumber: second },
      "enrolment { sentTo }",
    );
    expect(enrolment).toEqual({ sentTo: "+49•••••••99" });
    const confirmation = await mailbox.next();
    expect(confirmation.to).toBe(second);
    past(60);
    const old = await askForCode(seed, anna);
    expect(old.sentTo).toBe("+49•••••••78");
    const oldCode = await mailbox.code();
    const otp = codeIn(confirmation.text);
    await seed.admin.do("tokenEnrolmentConfirm", { token: { id }, otp }, "__typename");
    expect(await delivery(seed, id)).toMatchObject({
      status: "ACTIVE",
      delivery: { sentTo: "+49•••••••99" },
    });
    expect(await signIn(seed, old.id, oldCode)).toBe(false);
    // And back again.
    past(600);
    await seed.admin.do("tokenUpdate", { token: { id }, phoneNumber: first }, "__typename");
    await seed.admin.do("tokenEnrolmentConfirm", { token: { id }, otp: await mailbox.code() }, "__typename");
    past(600);
    expect((await askForCode(seed, anna)).sentTo).toBe("+49•••••••78");
    for (const field of ["address", "chatId"]) {
      expect(await seed.admin.refusalAt("tokenUpdate", { token: { id }, [field]: "a@b.org" })).toBe(
        `NOT_SUPPORTED_BY_MODEL input.${field}`,
      );
    }
  });

  it("stop at once when the phone is lost, until the number is confirmed again", async () => {
    const seed = await world().seed();
    const { id, mailbox } = await sentToken(seed);
    past(60);
    const open = await askForCode(seed, anna);
    const code = await mailbox.code();
    past(60);
    const lose = (more: object = {}) =>
      seed.admin.do("tokenReissue", { token: { id }, lost: true, ...more }, "enrolment { sentTo }");
    await lose();
    expect(await signIn(seed, open.id, code)).toBe(false);
    expect((await newestEvent(seed.admin)).reason).toBe("PENDING");
    await seed.admin.do("tokenEnrolmentConfirm", { token: { id }, otp: await mailbox.code() }, "__typename");
    expect(await delivery(seed, id)).toMatchObject({ status: "ACTIVE" });

    // Also when it is too early for another code: that one is sent later.
    const next = await askForCode(seed, anna);
    const nextCode = await mailbox.code();
    expect(await lose({ idempotencyKey: "lost" })).toEqual({ enrolment: null });
    expect(await newestEvent(seed.admin)).toMatchObject({
      type: "MESSAGE_SUPPRESSED",
      reason: "SENT_TOO_OFTEN",
    });
    expect(await delivery(seed, id)).toMatchObject({ status: "PENDING", enrolment: null });
    expect(await signIn(seed, next.id, nextCode)).toBe(false);
    past(60);
    expect(await lose({ idempotencyKey: "lost" })).toEqual({ enrolment: null });
    await seed.admin.do("tokenEnrolmentStart", { token: { id } }, "__typename");
    await seed.admin.do("tokenEnrolmentConfirm", { token: { id }, otp: await mailbox.code() }, "__typename");
    expect(await delivery(seed, id)).toMatchObject({ status: "ACTIVE" });
    expect(await seed.admin.refusalAt("tokenReissue", { token: { id }, lost: false, issuer: "X" })).toBe(
      "NOT_SUPPORTED_BY_MODEL input.issuer",
    );
  });

  it("do not show who exists: kinds, masks and refusals to send are alike", async () => {
    const seed = await world().seed();
    await sentToken(seed);
    await seed.user("carl");
    await seed.fob({ of: "carl", at: ["VPN"] });
    past(600);
    for (const login of ["anna", "carl", "nobody"]) {
      const challenge = await askForCode(seed, { user: { login } });
      expect.soft(challenge, login).toMatchObject({ kind: "CODE", question: null });
      expect.soft(challenge.sentTo, login).toMatch(/^\+49•••••••\d\d$/);
      // Asked again at once, nothing is sent, and nobody sees it.
      expect.soft((await askForCode(seed, { user: { login } })).sentTo, login).toBe(challenge.sentTo);
      expect
        .soft(await seed.signIn({ login }, "VPN", "12345", { challenge: challenge.id }), login)
        .toBe(false);
    }
  });

  it("are not sent too often: gaps of 30, 60 and 120 seconds, and five in ten minutes", async () => {
    const seed = await world().seed();
    await sentToken(seed);
    // To the beginning of a span of ten minutes.
    past(4_200 - (Math.floor(world().clock.now() / 1_000) % 600));
    const sent = async () => {
      const { messages } = await seed.admin.query<{
        messages: { nodes: { state: string; failure: string | null }[] };
      }>("{ messages(first: 1) { nodes { state failure } } }");
      return messages.nodes[0]?.failure ?? "sent";
    };
    const seen: string[] = [];
    for (const seconds of [0, 29, 1, 59, 1, 119, 1, 119, 1, 120, 120, 30]) {
      past(seconds);
      await askForCode(seed, anna);
      seen.push(await sent());
    }
    const no = "SENT_TOO_OFTEN";
    // What is asked for in vain does not begin the last gap again.
    expect(seen).toEqual(["sent", no, "sent", no, "sent", no, "sent", no, "sent", no, no, "sent"]);
    const [event] = await seed.events(1, { types: ["MESSAGE_SUPPRESSED"] });
    expect(event).toBe(`MESSAGE_SUPPRESSED ${no}`);
  });

  it("are ten in an hour and twenty in a day at most, for a person", async () => {
    const seed = await world().seed();
    const { mailbox } = await sentToken(seed);
    // To the beginning of a day.
    past(2 * 86_400 - (Math.floor(world().clock.now() / 1_000) % 86_400));
    const sentIn = async (asked: number) => {
      let sent = 0;
      for (let time = 0; time < asked; time += 1) {
        await askForCode(seed, anna);
        const [event] = await seed.events(1, { types: ["CHALLENGE_CREATED"] });
        if (event === "CHALLENGE_CREATED") {
          sent += 1;
          // What is not sent while it is valid does not count.
          await mailbox.next();
        } else expect(event).toBe("CHALLENGE_CREATED SENT_TOO_OFTEN");
        past(300);
      }
      return sent;
    };
    expect([await sentIn(12), await sentIn(12), await sentIn(12)]).toEqual([10, 10, 0]);
    past(21 * 3_600);
    expect(await sentIn(1)).toBe(1);
  });

  it("have events that say for which address they were asked, also when none is sent", async () => {
    const seed = await world().seed();
    await sentToken(seed);
    past(600);
    for (let times = 0; times < 2; times += 1) {
      await askForCode(seed, anna, "VPN", { clientAddress: "203.0.113.7" });
    }
    const seen = (await getEvents(seed.admin, 3)).map(
      ({ type, reason, clientAddress }) => `${type} ${reason} ${clientAddress}`,
    );
    expect(seen).toEqual([
      "CHALLENGE_CREATED SENT_TOO_OFTEN 203.0.113.7",
      "MESSAGE_SUPPRESSED SENT_TOO_OFTEN 203.0.113.7",
      "CHALLENGE_CREATED null 203.0.113.7",
    ]);
  });

  it("show their mask in lower case, however the login is typed and the address is stored: nobody sees who exists", async () => {
    const seed = await world().seed();
    await sentToken(seed, { email: { address: "Anna.Arendt@Mask.Example.ORG" } });
    await seed.user("carl@example.org");
    await seed.fob({ of: "carl@example.org", at: ["VPN"] });
    await seed.user("Zoé");
    await seed.fob({ of: "Zoé", at: ["VPN"] });
    past(600);
    const masks = {
      // Who gets codes.
      anna: "a•••@m•••.org",
      ANNA: "a•••@m•••.org",
      // Who has another token.
      "CARL@Example.ORG": "c•••@e•••.org",
      ＺOÉ: "z•••@m•••.org",
      // Whom nobody knows.
      "DORA@Example.ORG": "d•••@e•••.org",
      "ＤORA@EXAMPLE.ORG": "d•••@e•••.org",
      ＹVES: "y•••@m•••.org",
    };
    for (const [login, mask] of Object.entries(masks)) {
      expect.soft((await askForCode(seed, { user: { login } })).sentTo, login).toBe(mask);
    }
  });

  it("are not sent to a token that was disabled, deleted or taken away", async () => {
    const seed = await world().seed();
    const { id } = await sentToken(seed);
    past(600);
    const count = async () => {
      const { messages } = await seed.admin.query<{ messages: { totalCount: number } }>(
        `{ messages { totalCount } }`,
      );
      return messages.totalCount;
    };
    const before = await count();
    await seed.admin.do("tokenDisable", { token: { id } }, "__typename");
    await askForCode(seed, anna);
    await seed.admin.do("tokenEnable", { token: { id } }, "__typename");
    await seed.admin.do("tokenUnassign", { token: { id } }, "__typename");
    await askForCode(seed, { token: { id } });
    await seed.admin.do("tokenDelete", { token: { id } }, "__typename");
    await askForCode(seed, anna);
    // Nothing was queued, not even something that would be cancelled later.
    expect(await count()).toBe(before);
  });

  it("leave nothing behind: not in the database, the events or the log", async () => {
    const seed = await world().seed();
    const number = newNumber("33");
    const { id, mailbox } = await sentToken(seed, { sms: { phoneNumber: number } });
    past(60);
    const challenge = await askForCode(seed, anna);
    const code = await mailbox.code();
    await expect
      .poll(async () => {
        const { messages } = await seed.admin.query<{
          messages: { nodes: { state: string; sentTo: string }[] };
        }>("{ messages { nodes { state sentTo } } }");
        return messages.nodes;
      })
      .toEqual(Array.from({ length: 2 }, () => ({ state: "ACCEPTED", sentTo: "+49•••••••33" })));
    const stored = (await getContents(world(), seed.accountId)).join("\n");
    expect(stored).toContain(number);
    // As where the token's codes are sent, and nowhere else.
    expect(stored.split(number)).toHaveLength(2);
    expect(stored).not.toMatch(codeAlone(code));
    expect(stored).not.toContain(Buffer.from(code).toString("hex"));
    expect(world().logged()).not.toMatch(codeAlone(code));
    expect(world().logged()).not.toContain(number.slice(1));
    // Of this account alone: messages of other tests may still be on their way.
    const { messages } = await world().database.prisma.account.findUniqueOrThrow({
      where: { id: getUuid(seed.accountId) },
      select: { messages: { select: { payload: true, state: true } } },
    });
    expect(messages).toHaveLength(2);
    expect(messages.filter(({ payload }) => payload !== null)).toEqual([]);
    expect(await signIn(seed, challenge.id, code)).toBe(true);
    const { messages: listed } = await seed.admin.query<{ messages: { nodes: object[] } }>(
      `query ($id: ID!) { messages(first: 1, filter: { token: { id: $id } }) { nodes { purpose used attempts failure country token { id } } } }`,
      { id },
    );
    expect(listed.nodes).toEqual([
      { purpose: "SIGN_IN", used: true, attempts: 1, failure: null, country: "DE", token: { id } },
    ]);
  });

  it.each([
    [{ sms: { phoneNumber: "015112345678" } }, "sms.phoneNumber"],
    [{ sms: { phoneNumber: "+4930123456" } }, "sms.phoneNumber"],
    [{ sms: { phoneNumber: "+881612345678" } }, "sms.phoneNumber"],
    [{ sms: { phoneNumber: "+499001234567" } }, "sms.phoneNumber"],
    [{ email: { address: "nobody" } }, "email.address"],
  ])("are not sent to %j", async (model, path) => {
    const seed = await world().seed();
    const input = { name: "phone", model: { software: model } };
    expect(await seed.admin.refusalAt("tokenCreate", input)).toBe(
      `VALIDATION_FAILED input.model.software.${path}`,
    );
  });

  it("leave events that name everybody whom they are about", async () => {
    expect(await misnamedIn(world(), "sent codes")).toEqual([]);
  });
});
