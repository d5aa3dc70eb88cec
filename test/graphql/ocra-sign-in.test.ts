import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { keepHouse } from "../../server/housekeeping.js";
import { getUuid } from "../support/contents.js";
import {
  answerer,
  askInstead,
  getChallenge,
  signInByAnswer,
  signInWith,
  type Answerer,
} from "../support/ocra.js";
import type { Seed } from "../support/seed.js";
import { check, newestEvent, getState } from "../support/sign-in.js";
import { getStatements } from "../support/statements.js";
import { onOneStore } from "../support/world.js";

const K64 = Buffer.from("1234567890".repeat(7).slice(0, 64));
const [K20, K32] = [K64.subarray(0, 20), K64.subarray(0, 32)];

/** RFC 6287 appendix C: the question of each answer, in the order in which a device gives them. */
const VECTORS = [
  {
    suite: "OCRA-1:HOTP-SHA1-6:QN08",
    secret: K20,
    question: (n: number) => String(n).repeat(8),
    answers: "237653 243178 653583 740991 608993 388898 816933 224598 750600 294470",
  },
  {
    suite: "OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1",
    secret: K32,
    pin: "1234",
    question: () => "12345678",
    answers: "65347737 86775851 78192410 71565254 10104329 65983500 70069104 91771096 75011558 08522129",
  },
  {
    suite: "OCRA-1:HOTP-SHA256-8:QN08-PSHA1",
    secret: K32,
    pin: "1234",
    question: (n: number) => String(n).repeat(8),
    answers: "83238735 01501458 17957585 86776967 86807031",
  },
  {
    suite: "OCRA-1:HOTP-SHA512-8:C-QN08",
    secret: K64,
    question: (n: number) => String(n).repeat(8),
    answers: "07016083 63947962 70123924 25341727 33203315 34205738 44343969 51946085 20403879 31409299",
  },
  {
    suite: "OCRA-1:HOTP-SHA512-8:QN08-T1M",
    secret: K64,
    question: (n: number) => String(n).repeat(8),
    answers: "95209754 55907591 22048402 24218844 36209546",
    /** The time of the answers, in milliseconds since 1970. */
    at: 0x132d0b6 * 60_000,
  },
] as const;

onOneStore("signing in by answering a challenge", (world) => {
  /** An account with the resources VPN and Mail, and a token of anna's at both. */
  async function scene(suite?: string, pin?: string): Promise<{ seed: Seed; token: Answerer }> {
    const seed = await world().seed();
    await seed.user("anna");
    for (const name of ["VPN", "Mail"]) await seed.resource(name);
    const token = await answerer(world(), seed, {
      of: "anna",
      at: ["VPN", "Mail"],
      ...(suite === undefined ? {} : { suite }),
      ...(pin === undefined ? {} : { pin }),
    });
    return { seed, token };
  }

  const toVpn = (seed: Seed) => getChallenge(seed.admin, { user: { login: "anna" } }, { at: "VPN" });

  /** Why the last sign-in was denied. */
  async function reason(seed: Seed): Promise<string | null> {
    return (await newestEvent(seed.admin)).reason;
  }

  it.each(VECTORS)(
    "takes every answer of RFC 6287 to $suite, once",
    async ({ suite, secret, question, answers, ...more }) => {
      const seed = await world().seed();
      await seed.resource("VPN");
      const { clock } = world();
      const back = clock.now();
      if ("at" in more) clock.pass((more.at - back) / 1_000);
      try {
        let token: Answerer | undefined;
        for (const [n, answer] of answers.split(" ").entries()) {
          // An answer by the clock uses its step up, so that each of them needs a token of its own.
          if (token === undefined || "at" in more) {
            token = await answerer(world(), seed, {
              suite,
              secret,
              pin: "pin" in more ? more.pin : null,
              at: ["VPN"],
              more: { to: { newUser: { login: `user ${n}` } } },
            });
          }
          const first = await getChallenge(seed.admin, { token: { id: token.id } }, { at: "VPN" });
          await askInstead(world(), first.id, question(n));
          expect(await signInWith(seed, token, "VPN", answer, first.id), `answer ${n}`).toBe(true);
          expect(await signInWith(seed, token, "VPN", answer, first.id), `answer ${n} again`).toBe(false);
          expect(await reason(seed)).toBe("CHALLENGE_EXPIRED");
        }
      } finally {
        clock.pass((back - clock.now()) / 1_000);
      }
    },
  );

  it("asks a question of the suite, and takes its answer by user and by token", async () => {
    for (const [suite, pattern] of [
      ["OCRA-1:HOTP-SHA1-6:QN08", /^[0-9]{8}$/],
      ["OCRA-1:HOTP-SHA256-8:QA10-T1M", /^[0-9A-Z]{10}$/],
      ["OCRA-1:HOTP-SHA512-7:C-QH40", /^[0-9A-F]{40}$/],
      ["OCRA-1:HOTP-SHA1-6:QN64", /^[0-9]{64}$/],
    ] as const) {
      const { seed, token } = await scene(suite);
      const first = await toVpn(seed);
      expect(first).toEqual({
        id: expect.any(String) as string,
        kind: "QUESTION",
        question: expect.stringMatching(pattern) as string,
        expiresAt: new Date(world().clock.now() + 300_000).toISOString(),
        sentTo: null,
      });
      expect(await newestEvent(seed.admin)).toMatchObject({
        type: "CHALLENGE_CREATED",
        reason: null,
        tokenName: token.name,
        userLogin: "anna",
        resourceName: "VPN",
        summary: `Token ${token.name} was sent a challenge at VPN, to sign in.`,
      });
      const answer = token.answer(first.question);
      expect(await seed.signIn({ login: "anna" }, "VPN", answer, { challenge: first.id })).toBe(true);
      expect(await seed.events(1)).toEqual(["AUTHENTICATION_GRANTED"]);
      token.counter += 1;
      world().clock.pass(60);
      expect(await signInByAnswer(seed, token, "Mail")).toBe(true);
    }
  });

  it("needs a challenge: without one nothing is looked at or counted", async () => {
    const { seed, token } = await scene();
    const { question } = await toVpn(seed);
    for (const passcode of [token.answer(question), token.wrongAnswer(question), ""]) {
      expect(await seed.signIn({ login: "anna" }, "VPN", passcode)).toBe(false);
      expect(await reason(seed)).toBe("CHALLENGE_REQUIRED");
    }
    expect(await getState(seed.admin, token.id)).toMatchObject({ failures: 0, lastUsedAt: null });
  });

  it("answers to the second: at its end a challenge is over", async () => {
    const { seed, token } = await scene();
    const [one, other] = [await toVpn(seed), await toVpn(seed)];
    world().clock.pass(299.999);
    expect(await signInWith(seed, token, "VPN", token.answer(one.question), one.id)).toBe(true);
    world().clock.pass(0.001);
    expect(await signInWith(seed, token, "VPN", token.answer(other.question), other.id)).toBe(false);
    expect(await reason(seed)).toBe("CHALLENGE_EXPIRED");
    expect(await getState(seed.admin, token.id)).toMatchObject({ failures: 0 });
  });

  it("takes no challenge of another token, resource, purpose or account, or one that there is none", async () => {
    const { seed, token } = await scene();
    const second = await answerer(world(), seed, {
      secret: token.secret,
      at: ["VPN"],
      more: { to: { newUser: { login: "bert" } } },
    });
    const { seed: other, token: foreign } = await scene();
    const ofAnother = await getChallenge(seed.admin, { token: { id: second.id } }, { at: "VPN" });
    const elsewhere = await getChallenge(seed.admin, { token: { id: token.id } }, { at: "Mail" });
    const forCheck = await getChallenge(seed.admin, { token: { id: token.id } }, { purpose: "CHECK" });
    const inOther = await getChallenge(other.admin, { token: { id: foreign.id } }, { at: "VPN" });
    for (const { id, question } of [ofAnother, elsewhere, forCheck, inOther]) {
      expect(await signInWith(seed, token, "VPN", token.answer(question), id)).toBe(false);
      expect(await reason(seed)).toBe("CHALLENGE_EXPIRED");
    }
    for (const id of ["", "none", token.id]) {
      expect(await signInWith(seed, token, "VPN", token.answer("12345678"), id)).toBe(false);
      expect(await reason(seed)).toBe("CHALLENGE_EXPIRED");
    }
    expect(await getState(seed.admin, token.id)).toMatchObject({ failures: 0, lastUsedAt: null });
    // Nothing of that used them up.
    expect(await signInWith(seed, second, "VPN", token.answer(ofAnother.question), ofAnother.id)).toBe(true);
    expect(await signInWith(seed, token, "Mail", token.answer(elsewhere.question), elsewhere.id)).toBe(true);
  });

  it("has three open challenges at most: a fourth takes the place of the oldest", async () => {
    const { seed, token } = await scene();
    const asked = [];
    for (let n = 0; n < 4; n += 1) {
      asked.push(await toVpn(seed));
      world().clock.pass(1);
    }
    const [first, ...others] = asked;
    expect(await signInWith(seed, token, "VPN", token.answer(first?.question ?? ""), first?.id ?? "")).toBe(
      false,
    );
    expect(await reason(seed)).toBe("CHALLENGE_EXPIRED");
    for (const { id, question } of others.toReversed()) {
      expect(await signInWith(seed, token, "VPN", token.answer(question), id)).toBe(true);
    }
    const before = await toVpn(seed);
    expect(new Set([...asked, before].map(({ question }) => question)).size).toBe(5);
    await Promise.all(Array.from({ length: 2 }, () => toVpn(seed)));
    // Those who ask at the same moment do not take one another's place.
    expect(await signInWith(seed, token, "VPN", token.answer(before.question), before.id)).toBe(true);
    await expect(
      world().database.query(Prisma.sql`
        INSERT INTO challenges (account_id, id, token_id, slot, purpose, question, created_at, expires_at)
        SELECT account_id, gen_random_uuid(), token_id, slot, 'CHECK', question, created_at, expires_at FROM challenges WHERE slot IS NOT NULL LIMIT 1`),
    ).rejects.toThrow("challenges_account_id_token_id_slot_key");
  });

  it("counts wrong answers, which leave the challenge open until the token is locked", async () => {
    const { seed, token } = await scene();
    const { id, question } = await toVpn(seed);
    for (let n = 1; n <= 4; n += 1) {
      expect(await signInWith(seed, token, "VPN", token.wrongAnswer(question), id)).toBe(false);
      expect(await getState(seed.admin, token.id)).toMatchObject({ failures: n });
    }
    expect(await signInWith(seed, token, "VPN", token.answer(question), id)).toBe(true);
    expect(await getState(seed.admin, token.id)).toMatchObject({ failures: 0 });
    const second = await toVpn(seed);
    expect(await signInWith(seed, token, "VPN", "", second.id)).toBe(false);
    expect(await reason(seed)).toBe("NO_PASSCODE");
    for (const answer of [" ", "123", "1234567", " 23456", "１２３４５６"]) {
      expect(await signInWith(seed, token, "VPN", answer, second.id)).toBe(false);
    }
    expect(await seed.events(2)).toEqual(["TOKEN_LOCKED LOCKED", "AUTHENTICATION_DENIED WRONG_CODE"]);
    expect(await signInWith(seed, token, "VPN", token.answer(second.question), second.id)).toBe(false);
    expect(await reason(seed)).toBe("LOCKED");
  });

  it("looks ahead for a counter, and never back", async () => {
    const { seed, token } = await scene("OCRA-1:HOTP-SHA1-8:C-QN08");
    const at = async (counter: number) => {
      const { id, question } = await toVpn(seed);
      token.counter = counter;
      const granted = await signInWith(seed, token, "VPN", token.answer(question), id);
      return granted ? "granted" : await reason(seed);
    };
    expect(await at(11)).toBe("WRONG_CODE");
    expect(await at(10)).toBe("granted");
    expect(await at(10)).toBe("REPLAYED");
    expect(await at(9)).toBe("WRONG_CODE");
    expect(await at(22)).toBe("WRONG_CODE");
    expect(await at(21)).toBe("granted");
  });

  it("takes the time step of now and its neighbours, and learns drift", async () => {
    const { seed, token } = await scene("OCRA-1:HOTP-SHA1-8:QN08-T30S");
    const at = async (steps: number) => {
      world().clock.pass(300);
      const { id, question } = await toVpn(seed);
      const granted = await signInWith(seed, token, "VPN", token.answer(question, { steps }), id);
      return granted ? (await getState(seed.admin, token.id)).drift : await reason(seed);
    };
    expect(await at(2)).toBe("WRONG_CODE");
    expect(await at(1)).toBe(1);
    expect(await at(2)).toBe(2);
    expect(await at(0)).toBe("WRONG_CODE");
    expect(await at(1)).toBe(1);
    expect(await at(-1)).toBe("WRONG_CODE");
  });

  it("lets the same person sign in as often as asked within one time step, by one answer each", async () => {
    const { seed, token } = await scene("OCRA-1:HOTP-SHA1-6:QN08-T48H");
    for (const at of ["VPN", "VPN", "Mail"]) expect(await signInByAnswer(seed, token, at)).toBe(true);
    const { id, question } = await getChallenge(
      seed.admin,
      { token: { id: token.id } },
      { purpose: "CHECK" },
    );
    expect(await check(seed, token.id, token.answer(question), id)).toBeNull();
    expect(await signInByAnswer(seed, token, "VPN")).toBe(true);
    // Of several that are open each is answered once, also when all are answered at the same moment.
    const asked = [await toVpn(seed), await toVpn(seed), await toVpn(seed)];
    const twice = [...asked, ...asked].map((one) =>
      signInWith(seed, token, "VPN", token.answer(one.question), one.id),
    );
    expect((await Promise.all(twice)).filter(Boolean)).toHaveLength(3);
  });

  it("takes the answer to a question that comes again in its time step for used, wherever it is given", async () => {
    const { seed, token } = await scene("OCRA-1:HOTP-SHA1-6:QN04-T1H");
    const again = async (question: string, where: Parameters<typeof getChallenge>[2]) => {
      const { id } = await getChallenge(seed.admin, { token: { id: token.id } }, where);
      await askInstead(world(), id, question);
      return id;
    };
    const first = await toVpn(seed);
    const answer = token.answer(first.question);
    expect(await signInWith(seed, token, "VPN", answer, first.id)).toBe(true);
    const denied = async () => {
      for (const at of ["VPN", "Mail"]) {
        const challenge = await again(first.question, { at });
        expect(await signInWith(seed, token, at, answer, challenge)).toBe(false);
        expect(await reason(seed)).toBe("REPLAYED");
      }
      const toCheck = await again(first.question, { purpose: "CHECK" });
      expect(await check(seed, token.id, answer, toCheck)).toBe("REPLAYED");
      const challenge = await again(first.question, { purpose: "SYNCHRONIZE" });
      const found = { token: { id: token.id }, challenge, answer };
      expect(await seed.admin.refusal("tokenSynchronize", found)).toBe("REPLAYED");
    };
    await denied();
    // It stays so in the neighbouring step, for the next holder, and when house was kept.
    const { admin } = seed;
    await admin.do("tokenUnassign", { token: { id: token.id } }, "__typename");
    const anna = { user: { login: "anna" } };
    await admin.do("tokenAssign", { token: { id: token.id }, to: anna }, "__typename");
    world().clock.pass(3_600);
    await keepHouse(world().services);
    await denied();
    // The next step has another answer to it, which is then used as well.
    const next = await again(first.question, { at: "VPN" });
    expect(await signInWith(seed, token, "VPN", token.answer(first.question), next)).toBe(true);
    const last = await again(first.question, { at: "VPN" });
    expect(await signInWith(seed, token, "VPN", token.answer(first.question), last)).toBe(false);
    expect(await reason(seed)).toBe("REPLAYED");
    expect(await getState(admin, token.id)).toMatchObject({ failures: 0 });
  });

  it("uses a question up also by synchronization, and any other question is still good", async () => {
    const { seed, token } = await scene("OCRA-1:HOTP-SHA1-6:QN08-T1H");
    const { id: challenge, question } = await getChallenge(
      seed.admin,
      { token: { id: token.id } },
      { purpose: "SYNCHRONIZE" },
    );
    const answer = token.answer(question);
    const input = { token: { id: token.id }, challenge, answer };
    await seed.admin.do("tokenSynchronize", input, "__typename");
    const again = await toVpn(seed);
    await askInstead(world(), again.id, question);
    expect(await signInWith(seed, token, "VPN", answer, again.id)).toBe(false);
    expect(await reason(seed)).toBe("REPLAYED");
    expect(await signInByAnswer(seed, token, "VPN")).toBe(true);
  });

  it("needs the PIN of the suite, which can be changed and goes with the user", async () => {
    const { seed, token } = await scene("OCRA-1:HOTP-SHA256-8:QN08-PSHA512", "1234");
    expect(await signInByAnswer(seed, token, "VPN")).toBe(true);
    await seed.admin.do("tokenUpdate", { token: { id: token.id }, suitePin: "567890" }, "__typename");
    expect(await signInByAnswer(seed, token, "VPN")).toBe(false);
    expect(await reason(seed)).toBe("WRONG_CODE");
    token.pin = "567890";
    expect(await signInByAnswer(seed, token, "VPN")).toBe(true);
    const open = await toVpn(seed);
    await seed.admin.do("tokenUnassign", { token: { id: token.id } }, "__typename");
    await seed.admin.do(
      "tokenAssign",
      { token: { id: token.id }, to: { user: { login: "anna" } } },
      "__typename",
    );
    expect(await signInByAnswer(seed, token, "VPN")).toBe(false);
    expect(await reason(seed)).toBe("PIN_NOT_SET");
    await seed.admin.do("tokenUpdate", { token: { id: token.id }, suitePin: "567890" }, "__typename");
    // What was asked of the user before is nobody's to answer.
    expect(await signInWith(seed, token, "VPN", token.answer(open.question), open.id)).toBe(false);
    expect(await reason(seed)).toBe("CHALLENGE_EXPIRED");
    expect(await signInByAnswer(seed, token, "VPN")).toBe(true);
  });

  it("takes a PIN beside the answer of a suite without one", async () => {
    const { seed, token } = await scene();
    const pin = { token: { id: token.id }, pin: "2468", position: "BEFORE_OTP" };
    await seed.admin.do("tokenPinSet", pin, "__typename");
    const { id, question } = await toVpn(seed);
    const answer = token.answer(question);
    expect(await signInWith(seed, token, "VPN", answer, id)).toBe(false);
    expect(await signInWith(seed, token, "VPN", `2467${answer}`, id)).toBe(false);
    expect(await reason(seed)).toBe("WRONG_PIN");
    expect(await getState(seed.admin, token.id)).toMatchObject({ failures: 2 });
    expect(await signInWith(seed, token, "VPN", `2468${answer}`, id)).toBe(true);
  });

  it("needs no challenge while a bypass lets the token in, and uses none up", async () => {
    const { seed, token } = await scene();
    const { id, question } = await toVpn(seed);
    const grant = { token: { id: token.id }, scope: { everywhere: true }, duration: "HOUR_1" };
    await seed.admin.do("tokenBypassGrant", grant, "__typename");
    expect(await seed.signIn({ login: "anna" }, "VPN", "")).toBe(true);
    expect(await signInWith(seed, token, "VPN", token.answer(question), id)).toBe(true);
    const pin = { token: { id: token.id }, pin: "2468", position: "BEFORE_OTP" };
    await seed.admin.do("tokenPinSet", pin, "__typename");
    expect(await seed.signIn({ login: "anna" }, "VPN", "2467")).toBe(false);
    expect(await reason(seed)).toBe("WRONG_PIN");
    expect(await getState(seed.admin, token.id)).toMatchObject({ failures: 1 });
    expect(await seed.signIn({ login: "anna" }, "VPN", "2468")).toBe(true);
    await seed.admin.do("tokenPinRemove", { token: { id: token.id } }, "__typename");
    await seed.admin.do("tokenBypassRevoke", { bypass: { token: { id: token.id } } }, "__typename");
    expect(await signInWith(seed, token, "VPN", token.answer(question), id)).toBe(true);
    expect(await seed.signIn({ login: "anna" }, "VPN", "")).toBe(false);
    expect(await reason(seed)).toBe("CHALLENGE_REQUIRED");
  });

  it("is two statements, as every sign-in", async () => {
    const { seed, token } = await scene();
    const fob = await seed.fob({ at: ["VPN"] });
    await seed.admin.do(
      "tokenAssign",
      { token: { id: fob.id }, to: { newUser: { login: "bert" } } },
      "__typename",
    );
    const { id, question } = await toVpn(seed);
    const sent = async (work: () => Promise<unknown>) =>
      (await getStatements(world(), work)).map((text) => text.includes("challenges"));
    expect(await sent(() => signInWith(seed, token, "VPN", token.wrongAnswer(question), id))).toEqual([
      true,
      true,
    ]);
    expect(await sent(() => signInWith(seed, token, "VPN", token.answer(question), id))).toEqual([
      true,
      true,
    ]);
    // Those without a challenge do not even look for one.
    expect(await sent(() => signInWith(seed, fob, "VPN", fob.code(), id))).toEqual([true, false]);
    world().clock.pass(30);
    expect(await sent(() => seed.signIn({ token: fob.id }, "VPN", fob.code()))).toEqual([false, false]);
  });

  it("answers alike to the same idempotency key, which is not good for another challenge", async () => {
    const { seed, token } = await scene();
    const { id, question } = await toVpn(seed);
    const send = (challenge: string) =>
      seed.admin.mutate<{ granted: boolean }>(
        "authenticate",
        {
          resource: { name: "VPN" },
          subject: { user: { login: "anna" } },
          passcode: token.answer(question),
          challenge,
          idempotencyKey: "k",
        },
        "granted",
      );
    expect(await send(id)).toEqual({ granted: true });
    expect(await send(id)).toEqual({ granted: true });
    expect(await send((await toVpn(seed)).id)).toMatchObject({ code: "IDEMPOTENCY_CONFLICT" });
  });

  it("goes on after tokenUpdate gave another name", async () => {
    const { seed, token } = await scene();
    const { id, question } = await toVpn(seed);
    await seed.admin.do("tokenUpdate", { token: { id: token.id }, name: "Other" }, "__typename");
    expect(await signInWith(seed, token, "VPN", token.answer(question), id)).toBe(true);
  });

  it("leaves no challenge behind a token or resource that is deleted, nor past its time", async () => {
    const { seed, token } = await scene();
    const count = async () => {
      const [row] = await world().database.query<{ count: number }>(
        Prisma.sql`SELECT count(*)::int AS count FROM challenges WHERE account_id = ${getUuid(seed.accountId)}::uuid`,
      );
      return row?.count;
    };
    await toVpn(seed);
    await getChallenge(seed.admin, { token: { id: token.id } }, { at: "Mail" });
    expect(await count()).toBe(2);
    await seed.admin.do("resourceDelete", { resource: { name: "Mail" } }, "__typename");
    expect(await count()).toBe(1);
    await seed.admin.do("tokenDelete", { token: { id: token.id } }, "__typename");
    expect(await count()).toBe(0);
  });
});

onOneStore("checking a token by its answer", (world) => {
  it("takes the answer to a challenge that was asked for a check, once", async () => {
    const seed = await world().seed();
    const token = await answerer(world(), seed);
    const helpdesk = await seed.key("HELPDESK");
    const { id, question } = await getChallenge(
      helpdesk,
      { token: { serialNumber: token.name } },
      { purpose: "CHECK" },
    );
    const checked = async (passcode: string, challenge?: string) => {
      const input = { token: { id: token.id }, passcode, ...(challenge === undefined ? {} : { challenge }) };
      const { reason } = await helpdesk.do<{ reason: string | null }>("tokenCheckOtp", input, "valid reason");
      return reason;
    };
    expect(await checked(token.answer(question))).toBe("CHALLENGE_REQUIRED");
    expect(await checked(token.wrongAnswer(question), id)).toBe("WRONG_CODE");
    expect(await checked(token.answer(question), id)).toBeNull();
    expect(await checked(token.answer(question), id)).toBe("CHALLENGE_EXPIRED");
    const sync = await answerer(world(), seed, { suite: "OCRA-1:HOTP-SHA1-6:C-QN08" });
    const other = await getChallenge(helpdesk, { token: { id: sync.id } }, { purpose: "SYNCHRONIZE" });
    const input = { token: { id: sync.id }, passcode: sync.answer(other.question), challenge: other.id };
    expect(await helpdesk.do("tokenCheckOtp", input, "reason")).toEqual({ reason: "CHALLENGE_EXPIRED" });
  });
});
