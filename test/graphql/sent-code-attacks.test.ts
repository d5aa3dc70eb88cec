import { expect, it } from "vitest";
import { writtenEvents } from "../support/event-log.js";
import type { Seed } from "../support/seed.js";
import { askForCode, codeIn, newNumber, outbox, SENT_MODELS, sentToken } from "../support/sent.js";
import { newestEvent, getState } from "../support/sign-in.js";
import { byTier } from "../support/tier.js";
import { onOneStore } from "../support/world.js";

const PIN = { pin: { value: "4711", position: "BEFORE_OTP" } };

onOneStore("attacks on codes that are sent", (world) => {
  const anna = { user: { login: "anna" } };
  const past = (seconds: number) => world().clock.pass(seconds);
  const signIn = (seed: Seed, challenge: string, passcode: string) =>
    seed.signIn({ login: "anna" }, "VPN", passcode, { challenge });

  const check = (seed: Seed, id: string, more: object = {}) =>
    seed.admin.mutate(
      "challengeCreate",
      { purpose: "CHECK", subject: { token: { id } }, ...more },
      "challenge { id }",
    );

  /** The states of what was sent to a token, newest first. */
  async function sent(seed: Seed): Promise<string[]> {
    const { messages } = await seed.admin.query<{ messages: { nodes: { state: string }[] } }>(
      "{ messages { nodes { state } } }",
    );
    return messages.nodes.map(({ state }) => state);
  }

  it("by guessing the PIN before the sending lock the token, and do not unlock one that is locked", async () => {
    const seed = await world().seed();
    const { id } = await sentToken(seed, SENT_MODELS.SMS(), {
      ...PIN,
      resource: { failedAttemptsBeforeLock: 3, lockMinutes: 0, pinBeforeSending: true },
    });
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        askForCode(seed, anna, "VPN", { pin: String(n).padStart(4, "0") }),
      ),
    );
    const locked = await getState(seed.admin, id);
    expect(locked).toMatchObject({ failures: 3, lock: { reason: "FAILURES", until: null } });
    // At another resource, and by a check, where a lock would end by itself.
    await seed.resource("Mail", { failedAttemptsBeforeLock: 3, lockMinutes: 1, pinBeforeSending: true });
    await seed.link(id, "Mail");
    await askForCode(seed, anna, "Mail", { pin: "0000" });
    expect((await check(seed, id, { pin: "0000" })).code).toBe("POLICY_REFUSED");
    expect(await getState(seed.admin, id)).toEqual(locked);
  });

  it("by guessing many PINs at the same moment get no code once the token is locked", async () => {
    for (let round = 0; round < byTier(3, 6); round += 1) {
      const seed = await world().seed();
      await sentToken(seed, SENT_MODELS.SMS(), {
        ...PIN,
        resource: { failedAttemptsBeforeLock: 3, lockMinutes: 0, pinBeforeSending: true },
      });
      past(600);
      const pins = ["0001", "0002", "0003", "0004", "0005", "4711", "4711", "4711", "4711", "4711"];
      await Promise.all(pins.map((pin) => askForCode(seed, anna, "VPN", { pin })));
      const inOrder = await writtenEvents(world(), seed.accountId);
      const locked = inOrder.findIndex((event) => event.startsWith("TOKEN_LOCKED"));
      expect(locked).toBeGreaterThan(-1);
      expect(inOrder.slice(locked)).not.toContain("CHALLENGE_CREATED");
    }
  });

  it("by guessing the PIN in a check count, and lock", async () => {
    const seed = await world().seed();
    const { id } = await sentToken(seed, SENT_MODELS.SMS(), PIN);
    past(600);
    const wrong = await check(seed, id, { pin: "0000" });
    expect(wrong).toMatchObject({
      code: "POLICY_REFUSED",
      message: "The code cannot be sent: the PIN was wrong.",
    });
    expect(await getState(seed.admin, id)).toMatchObject({ failures: 1, lock: null });
    expect(await newestEvent(seed.admin)).toMatchObject({
      type: "TOKEN_CHECKED",
      outcome: "INVALID",
      reason: "WRONG_PIN",
      summary: "Token anna's phone was not checked: the PIN was wrong.",
    });
    for (let n = 0; n < 10; n += 1) await check(seed, id, { pin: "0000" });
    expect(await getState(seed.admin, id)).toMatchObject({ lock: { reason: "FAILURES" } });
    expect(await seed.events(20, { types: ["TOKEN_CHECKED"] })).toEqual([
      ...Array.from({ length: 6 }, () => "TOKEN_CHECKED LOCKED"),
      ...Array.from({ length: 5 }, () => "TOKEN_CHECKED WRONG_PIN"),
    ]);
  });

  it("with a code of which the PIN was checked end when the PIN changes", async () => {
    const seed = await world().seed();
    const { id, mailbox } = await sentToken(seed, SENT_MODELS.SMS(), {
      ...PIN,
      resource: { pinBeforeSending: true },
    });
    past(60);
    const challenge = await askForCode(seed, anna, "VPN", { pin: "4711" });
    const code = await mailbox.code();
    await seed.admin.do("tokenPinSet", { token: { id }, pin: "8150", position: "BEFORE_OTP" }, "__typename");
    for (const passcode of [code, `4711${code}`, `8150${code}`]) {
      expect(await signIn(seed, challenge.id, passcode), passcode).toBe(false);
    }
  });

  it("by asking under two names use up one budget", async () => {
    const seed = await world().seed();
    const { id } = await sentToken(seed);
    past(3_600);
    const before = (await sent(seed)).length;
    await askForCode(seed, anna);
    await askForCode(seed, { token: { id } });
    expect((await check(seed, id)).code).toBe("POLICY_REFUSED");
    expect(await seed.events(2)).toEqual([
      "TOKEN_CHECKED SENT_TOO_OFTEN",
      "MESSAGE_SUPPRESSED SENT_TOO_OFTEN",
    ]);
    expect((await sent(seed)).filter((state) => state !== "SUPPRESSED")).toHaveLength(before + 1);
  });

  it("by another account, which enrols tokens with the number of somebody, leave half of its codes to that person", async () => {
    // To the beginning of an hour.
    past(3_600 - (Math.floor(world().clock.now() / 1_000) % 3_600));
    const seed = await world().seed();
    const phoneNumber = newNumber();
    const { mailbox } = await sentToken(seed, { sms: { phoneNumber } });
    const other = await world().seed();
    const codes: unknown[] = [];
    for (let n = 1; n <= 10; n += 1) {
      const input = { name: `phone ${n}`, model: { software: { sms: { phoneNumber } } } };
      codes.push((await other.admin.mutate("tokenCreate", input, "__typename")).code);
    }
    expect(codes.filter((code) => code !== "POLICY_REFUSED")).toEqual(Array.from({ length: 4 }));
    past(60);
    const challenge = await askForCode(seed, anna);
    expect(await signIn(seed, challenge.id, await mailbox.code())).toBe(true);
  });

  it("by an account with many numbers of one block keep nobody of that block from signing in, here or elsewhere", async () => {
    const seed = await world().seed();
    const mine = newNumber();
    const { mailbox } = await sentToken(seed, { sms: { phoneNumber: mine } });
    const other = await world().seed();
    for (let n = 0; n < 21; n += 1) {
      const sms = { phoneNumber: `${mine.slice(0, -4)}99${String(n).padStart(2, "0")}` };
      const input = { name: `phone ${n}`, model: { software: { sms } } };
      await other.admin.do("tokenCreate", input, "__typename");
    }
    past(60);
    const challenge = await askForCode(seed, anna);
    expect(await signIn(seed, challenge.id, await mailbox.code())).toBe(true);
  });

  it("while no channel sends there use up nothing of what is sent once one does", async () => {
    const seed = await world().seed();
    const { id } = await sentToken(seed);
    past(60);
    // Nothing leaves the machine: the operator allows no such address.
    const twilio = { url: "https://127.0.0.1", accountSid: `AC${"0".repeat(32)}`, authToken: "secret" };
    const driver = { twilio: { ...twilio, from: "+15005550006" } };
    await seed.admin.do("channelCreate", { name: "SMS", driver, allowedCountries: ["AT"] }, "__typename");
    await askForCode(seed, anna);
    expect((await check(seed, id)).code).toBe("POLICY_REFUSED");
    const reached = { channel: { name: "SMS" }, allowedCountries: ["DE"] };
    await seed.admin.do("channelUpdate", reached, "__typename");
    await askForCode(seed, anna);
    expect((await sent(seed))[0]).not.toBe("SUPPRESSED");
  });

  it("by an address that was given by mistake end when the right one is given again", async () => {
    const seed = await world().seed();
    const [right, wrong] = [newNumber(), newNumber("99")];
    const { id, mailbox } = await sentToken(seed, { sms: { phoneNumber: right } });
    past(60);
    await seed.admin.do("tokenUpdate", { token: { id }, phoneNumber: wrong }, "__typename");
    const otp = await mailbox.code();
    const again = await seed.admin.do<{ enrolment: object | null }>(
      "tokenUpdate",
      { token: { id }, phoneNumber: right },
      "enrolment { sentTo }",
    );
    expect(again.enrolment).toBeNull();
    expect(await seed.admin.refusal("tokenEnrolmentConfirm", { token: { id }, otp })).toBe("NOT_FOUND");
    past(600);
    expect((await askForCode(seed, anna)).sentTo).toBe("+49•••••••78");
    expect((await mailbox.next()).to).toBe(right);
  });

  it("by the person before are in vain: a token that was taken away has no address until it gets one, and no lock", async () => {
    const seed = await world().seed();
    const { id, mailbox } = await sentToken(seed, SENT_MODELS.SMS(), {
      resource: { failedAttemptsBeforeLock: 3, lockMinutes: 0 },
    });
    past(600);
    const { id: challenge } = await askForCode(seed, anna);
    await mailbox.next();
    for (const wrong of ["none", "no", "not"]) await signIn(seed, challenge, wrong);
    expect(await getState(seed.admin, id)).toMatchObject({ failures: 3, lock: { until: null } });
    past(600);
    const target = async () => {
      const { token } = await seed.admin.query<{ token: object }>(
        "query ($id: ID!) { token(by: { id: $id }) { status delivery { sentTo } } }",
        { id },
      );
      return token;
    };
    await seed.admin.do("tokenUnassign", { token: { id } }, "__typename");
    expect(await target()).toEqual({ status: "PENDING", delivery: { sentTo: null } });
    await seed.user("berta");
    await seed.admin.do("tokenAssign", { token: { id }, to: { user: { login: "berta" } } }, "__typename");
    const before = await sent(seed);
    expect(await seed.admin.refusal("tokenEnrolmentStart", { token: { id } })).toBe("VALIDATION_FAILED");
    expect(await sent(seed)).toEqual(before);
    const next = newNumber("55");
    await seed.admin.do("tokenUpdate", { token: { id }, phoneNumber: next }, "__typename");
    expect(await target()).toEqual({ status: "PENDING", delivery: { sentTo: "+49•••••••55" } });
    expect(await getState(seed.admin, id)).toMatchObject({ failures: 0, lock: null });
    await seed.admin.do("tokenEnrolmentStart", { token: { id } }, "__typename");
    const message = await mailbox.next();
    expect(message.to).toBe(next);
    await seed.admin.do("tokenEnrolmentConfirm", { token: { id }, otp: codeIn(message.text) }, "__typename");
    expect(await target()).toMatchObject({ status: "ACTIVE" });
  });

  it("at the moment of a change of address: a code goes to the one that the token has then", async () => {
    const seed = await world().seed();
    const [first, second] = [newNumber("11"), newNumber("22")];
    const { id, mailbox } = await sentToken(seed, { sms: { phoneNumber: first } });
    past(60);
    await seed.admin.do("tokenUpdate", { token: { id }, phoneNumber: second }, "__typename");
    const otp = await mailbox.code();
    past(600 - 360);
    const asked = Array.from({ length: 8 }, () => askForCode(seed, anna));
    const confirmed = seed.admin.do("tokenEnrolmentConfirm", { token: { id }, otp }, "__typename");
    const challenges = await Promise.all(asked);
    await confirmed;
    // At most one was sent: the others came too soon. If it went to the old number, it is void.
    const [newest] = await outbox(seed.admin);
    if (newest === undefined) throw new Error("nothing was sent");
    const code = codeIn(newest.text);
    const right = await Promise.all(challenges.map((challenge) => signIn(seed, challenge.id, code)));
    expect(right.filter(Boolean).length).toBe(newest.to === second && code !== otp ? 1 : 0);
  });

  it("do not distinguish real challenges from decoys by their state", async () => {
    const seed = await world().seed();
    const { mailbox } = await sentToken(seed);
    past(600);
    const real = await askForCode(seed, anna);
    const decoy = await askForCode(seed, { user: { login: "nobody" } });
    await mailbox.next();
    const states = async () => {
      const ids = [real.id, decoy.id];
      return Promise.all(
        ids.map(async (id) => {
          const { challenge } = await seed.admin.query<{ challenge: { state: string } }>(
            "query ($id: ID!) { challenge(id: $id) { state } }",
            { id },
          );
          return challenge.state;
        }),
      );
    };
    for (const seconds of [0, 119, 2, 200]) {
      past(seconds);
      const [ofReal, ofDecoy] = await states();
      expect(ofReal, String(seconds)).toBe(ofDecoy);
    }
  });
});

onOneStore(
  "an account that has sent as many codes in an hour as TOKENPLANE_HOURLY_CODES says",
  (world) => {
    it("sends no other one of the kind until the next hour; other kinds and other accounts go on", async () => {
      const passed = Math.floor(world().clock.now() / 1_000) % 3_600;
      world().clock.pass(3_600 - passed);
      const seed = await world().seed();
      let tokens = 0;
      const getRefusal = async (kind: keyof typeof SENT_MODELS, of = seed) => {
        tokens += 1;
        const input = { name: `token ${tokens}`, model: { software: SENT_MODELS[kind]() } };
        return (await of.admin.mutate("tokenCreate", input, "__typename")).code;
      };
      const refusals: unknown[] = [];
      for (let n = 1; n <= 12; n += 1) refusals.push(await getRefusal("SMS"));
      expect(refusals).toEqual([...Array.from({ length: 10 }), "POLICY_REFUSED", "POLICY_REFUSED"]);
      expect(await getRefusal("EMAIL")).toBeUndefined();
      expect(await getRefusal("SMS", await world().seed())).toBeUndefined();
      world().clock.pass(3_600);
      expect(await getRefusal("SMS")).toBeUndefined();
    });
  },
  { TOKENPLANE_HOURLY_CODES: "10" },
);
