import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { getUuid } from "../support/contents.js";
import { answerer, getChallenge, type Answerer, type Challenge } from "../support/ocra.js";
import type { Seed } from "../support/seed.js";
import { fail, madeToken, newestEvent } from "../support/sign-in.js";
import { getStatements } from "../support/statements.js";
import { onOneStore } from "../support/world.js";

onOneStore("a challenge to sign in", (world) => {
  /** An account where anna answers challenges at the VPN. */
  async function scene(suite?: string): Promise<{ seed: Seed; token: Answerer }> {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    const more = suite === undefined ? {} : { suite };
    return { seed, token: await answerer(world(), seed, { of: "anna", at: ["VPN"], ...more }) };
  }

  const ask = (seed: Seed, subject: object) => getChallenge(seed.admin, subject, { at: "VPN" });
  const user = (login: string) => ({ user: { login } });

  async function kept(seed: Seed): Promise<number> {
    const [row] = await world().database.query<{ count: number }>(
      Prisma.sql`SELECT count(*)::int AS count FROM challenges WHERE account_id = ${getUuid(seed.accountId)}::uuid`,
    );
    return row?.count ?? 0;
  }

  /** What is not random in a challenge. */
  const shape = ({ id, question, ...rest }: Challenge) => ({
    ...rest,
    id: Buffer.from(id, "base64")
      .toString()
      .replace(/[0-9a-f]/g, "x"),
    question: question.replace(/[0-9]/g, "0"),
  });

  it("is asked of everybody: unknown, blocked and without need, all alike, and nothing is kept of those", async () => {
    const { seed, token } = await scene();
    await seed.user("bert");
    await seed.user("carol", { enabled: false });
    await seed.user("dora");
    await seed.user("emil");
    const locked = await answerer(world(), seed, { of: "bert", at: ["VPN"] });
    const open = await ask(seed, user("bert"));
    for (let n = 0; n < 5; n += 1) {
      await seed.signIn({ login: "bert" }, "VPN", locked.wrongAnswer(open.question), { challenge: open.id });
    }
    await answerer(world(), seed, { of: "carol", at: ["VPN"] });
    const disabled = await answerer(world(), seed, { of: "dora", at: ["VPN"], more: { enabled: false } });
    const free = await answerer(world(), seed, { at: ["VPN"] });
    const elsewhere = await answerer(world(), seed, { of: "anna" });
    const fob = await seed.fob({ of: "emil", at: ["VPN"] });
    const expected = shape(await ask(seed, user("anna")));
    const before = await kept(seed);
    for (const [subject, reason] of [
      [user("nobody"), "UNKNOWN_USER"],
      [{ user: { id: token.id } }, "UNKNOWN_USER"],
      [{ token: { serialNumber: "none" } }, "UNKNOWN_TOKEN"],
      [{ token: { id: "???" } }, "UNKNOWN_TOKEN"],
      [user("bert"), "LOCKED"],
      [user("carol"), "USER_DISABLED"],
      [{ token: { id: disabled.id } }, "TOKEN_DISABLED"],
      [{ token: { id: free.id } }, "UNASSIGNED"],
      [{ token: { id: elsewhere.id } }, "NOT_LINKED"],
      [{ token: { id: fob.id } }, null],
    ] as const) {
      for (let times = 0; times < 4; times += 1) {
        expect(shape(await ask(seed, subject)), reason ?? "a fob").toEqual(expected);
      }
      expect(await newestEvent(seed.admin)).toMatchObject({ type: "CHALLENGE_CREATED", reason });
    }
    expect(await kept(seed)).toBe(before);
  });

  it("has the question that the token's suite would ask, blocked or not", async () => {
    const { seed, token } = await scene("OCRA-1:HOTP-SHA1-6:QA10-T1M");
    const patterned = { question: expect.stringMatching(/^[0-9A-Z]{10}$/) as string };
    expect(await ask(seed, user("anna"))).toMatchObject(patterned);
    await seed.admin.do("tokenDisable", { token: { id: token.id } }, "__typename");
    expect(await ask(seed, user("anna"))).toMatchObject(patterned);
  });

  it("as a decoy has a form that tokens of the account are asked in, always the same for a name", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    const logins = Array.from({ length: 24 }, (_, n) => `nobody-${n}`);
    const getForms = async (names: readonly string[]) => {
      const forms: string[] = [];
      for (const login of names) {
        const { question } = await ask(seed, user(login));
        forms.push(question.length === 8 ? "N" : "A");
        expect(question).toMatch(question.length === 8 ? /^[0-9]{8}$/ : /^[0-9A-Z]{10}$/);
      }
      return forms;
    };
    // Where nobody answers anything, as an Ultra is asked.
    expect(new Set(await getForms(logins))).toEqual(new Set(["N"]));
    await seed.user("anna");
    await answerer(world(), seed, { suite: "OCRA-1:HOTP-SHA1-6:QA10-T1M", of: "anna", at: ["VPN"] });
    expect(new Set(await getForms([...logins, "anna"]))).toEqual(new Set(["A"]));
    await answerer(world(), seed);
    const both = await getForms(logins);
    expect(new Set(both)).toEqual(new Set(["N", "A"]));
    // Asked again, in capitals, or once the name is that of a user without a token.
    expect(await getForms(logins)).toEqual(both);
    expect(await getForms(logins.map((login) => login.toUpperCase()))).toEqual(both);
    const ids: string[] = [];
    for (const login of logins) ids.push(await seed.user(login));
    expect(await getForms(logins)).toEqual(both);
    for (const [n, id] of ids.entries()) {
      expect((await ask(seed, { user: { id } })).question.length).toBe(both[n] === "N" ? 8 : 10);
    }
    // Another account knows nothing of it.
    const other = await world().seed();
    await other.resource("VPN");
    expect((await ask(other, user("nobody-0"))).question).toMatch(/^[0-9]{8}$/);
    expect((await ask(other, user("nobody-1"))).question).toMatch(/^[0-9]{8}$/);
  });

  it("takes the same statements, real or a decoy", async () => {
    const { seed } = await scene();
    const statements = async (subject: object) =>
      (await getStatements(world(), () => ask(seed, subject))).map((text) => text.replaceAll(/'[^']*'/g, ""));
    await ask(seed, user("anna"));
    const real = await statements(user("anna"));
    // On PGlite a transaction is seen as one.
    expect(real.length).toBeGreaterThan(world().store === "PGlite" ? 0 : 3);
    expect(await statements(user("nobody"))).toEqual(real);
    expect(real.some((text) => text.includes("ocra_suite >"))).toBe(world().store === "PostgreSQL");
    expect(await statements({ token: { serialNumber: "none" } })).toEqual(
      await statements({ token: { serialNumber: "other" } }),
    );
  });

  it(
    "is random, real or a decoy: no digit is more likely, and none comes again",
    { tags: "deep" },
    async () => {
      const { seed } = await scene();
      for (const login of ["anna", "nobody"]) {
        const questions: string[] = [];
        for (let n = 0; n < 100; n += 1) questions.push((await ask(seed, user(login))).question);
        // Of a hundred numbers of eight digits, two are the same once in twenty thousand times.
        expect(new Set(questions).size).toBeGreaterThanOrEqual(99);
        const digits = [...questions.join("")];
        for (const digit of "0123456789") {
          // 80 of 800 are expected. Of these twenty counts, one is below 36 or above 134 once in ten million times.
          const count = digits.filter((one) => one === digit).length;
          expect(count, `${digit} for ${login}`).toBeGreaterThan(35);
          expect(count, `${digit} for ${login}`).toBeLessThan(135);
        }
      }
    },
  );

  it("that was a decoy is denied like any other, whatever is answered", async () => {
    const { seed, token } = await scene();
    await seed.admin.do("tokenDisable", { token: { id: token.id } }, "__typename");
    const { id, question } = await ask(seed, user("anna"));
    const answer = { challenge: id };
    expect(await seed.signIn({ login: "anna" }, "VPN", token.answer(question), answer)).toBe(false);
    await seed.admin.do("tokenEnable", { token: { id: token.id } }, "__typename");
    expect(await seed.signIn({ login: "anna" }, "VPN", token.answer(question), answer)).toBe(false);
    expect((await newestEvent(seed.admin)).reason).toBe("CHALLENGE_EXPIRED");
    const unknown = await ask(seed, user("nobody"));
    expect(
      await seed.signIn({ login: "nobody" }, "VPN", token.answer(unknown.question), {
        challenge: unknown.id,
      }),
    ).toBe(false);
    expect((await newestEvent(seed.admin)).reason).toBe("UNKNOWN_USER");
  });

  it("is of no matter to tokens that show codes: one way of asking for all", async () => {
    const { seed } = await scene();
    await seed.user("bert");
    const fob = await seed.fob({ of: "bert", at: ["VPN"] });
    const { id } = await ask(seed, user("bert"));
    expect(await newestEvent(seed.admin)).toMatchObject({
      summary: `Token ${fob.name} was sent a decoy challenge at VPN: the token answers no challenges.`,
    });
    expect(await seed.signIn({ login: "bert" }, "VPN", fob.code(), { challenge: id })).toBe(true);
  });

  it("keeps no unknown name in its event, but what tells it again", async () => {
    const { seed } = await scene();
    const hmacs = [];
    for (const login of ["My-Passphrase-7Q", "my-passphrase-7q", "another"]) {
      await ask(seed, user(login));
      const { subjectHmac, summary } = await newestEvent(seed.admin);
      expect(summary).toBe("Someone unknown was sent a decoy challenge at VPN: there is no such user.");
      hmacs.push(subjectHmac);
    }
    expect(hmacs[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(hmacs[1]).toBe(hmacs[0]);
    expect(hmacs[2]).not.toBe(hmacs[0]);
    expect(world().logged()).not.toMatch(/passphrase-7q/i);
  });

  it("asks a pending app and a wrong resource alike, and says when there is no such resource", async () => {
    const { seed } = await scene();
    const app = await madeToken(world(), seed, "app", { software: { googleAuthenticator: {} } });
    await ask(seed, { token: { id: app.id } });
    expect((await newestEvent(seed.admin)).reason).toBe("UNASSIGNED");
    const input = { purpose: "SIGN_IN", subject: user("anna"), resource: { name: "None" } };
    expect(await seed.admin.refusalAt("challengeCreate", input)).toBe("NOT_FOUND input.resource");
    await seed.admin.do("resourceUpdate", { resource: { name: "VPN" }, enabled: false }, "__typename");
    await ask(seed, user("anna"));
    expect((await newestEvent(seed.admin)).reason).toBe("RESOURCE_DISABLED");
  });

  it("needs no address: that is stated with the answer", async () => {
    const { seed, token } = await scene();
    const inside = { resource: { name: "VPN" }, allowedAddresses: ["10.0.0.0/8"] };
    await seed.admin.do("resourceUpdate", inside, "__typename");
    const { id, question } = await ask(seed, user("anna"));
    const more = { challenge: id, clientAddress: "10.1.2.3" };
    expect(await seed.signIn({ login: "anna" }, "VPN", token.answer(question), { challenge: id })).toBe(
      false,
    );
    expect((await newestEvent(seed.admin)).reason).toBe("ADDRESS_NOT_ALLOWED");
    expect(await seed.signIn({ login: "anna" }, "VPN", token.answer(question), more)).toBe(true);
  });

  it("is kept under its idempotency key", async () => {
    const { seed } = await scene();
    const input = {
      purpose: "SIGN_IN",
      resource: { name: "VPN" },
      subject: user("anna"),
      idempotencyKey: "k",
    };
    const selection = "challenge { id question expiresAt }";
    const first = await seed.admin.do("challengeCreate", input, selection);
    expect(await seed.admin.do("challengeCreate", input, selection)).toEqual(first);
    expect(await kept(seed)).toBe(1);
  });

  it("for a locked token ends with nothing that a fob's failures would not", async () => {
    const { seed } = await scene();
    await seed.user("bert");
    const fob = await seed.fob({ of: "bert", at: ["VPN"] });
    await fail(seed, fob, "VPN", 5);
    await ask(seed, user("bert"));
    expect((await newestEvent(seed.admin)).reason).toBe("LOCKED");
  });
});

onOneStore("a challenge", (world) => {
  it("is asked for by those who may use the answer", async () => {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    await seed.resource("Mail");
    const token = await answerer(world(), seed, {
      suite: "OCRA-1:HOTP-SHA1-6:C-QN08",
      of: "anna",
      at: ["VPN", "Mail"],
    });
    const subject = { token: { id: token.id } };
    const keys = {
      ADMIN: seed.admin,
      HELPDESK: await seed.key("HELPDESK"),
      AUTHENTICATOR: await seed.key("AUTHENTICATOR"),
      "AUTHENTICATOR at VPN": await seed.key("AUTHENTICATOR", { resource: { name: "VPN" } }),
    };
    const may: Record<string, string[]> = {};
    for (const [name, api] of Object.entries(keys)) {
      for (const input of [
        { purpose: "SIGN_IN", resource: { name: "VPN" }, subject },
        { purpose: "SIGN_IN", resource: { name: "Mail" }, subject },
        { purpose: "CHECK", subject },
        { purpose: "SYNCHRONIZE", subject },
      ]) {
        const { data, errors } = await api.send(
          "mutation ($input: ChallengeCreateInput!) { challengeCreate(input: $input) { __typename } }",
          { input },
        );
        const [error] = errors;
        const reported =
          error?.extensions?.["code"] ?? Reflect.get(Object(data?.["challengeCreate"]), "__typename");
        (may[name] ??= []).push(String(reported).replace("ChallengeCreatePayload", "yes"));
      }
    }
    expect(may).toEqual({
      ADMIN: ["yes", "yes", "yes", "yes"],
      HELPDESK: ["FORBIDDEN", "FORBIDDEN", "yes", "yes"],
      AUTHENTICATOR: ["yes", "yes", "FORBIDDEN", "FORBIDDEN"],
      "AUTHENTICATOR at VPN": ["yes", "NotFoundError", "FORBIDDEN", "FORBIDDEN"],
    });
  });

  it("for a check or a synchronization is of a token that is there and can answer", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    const plain = await answerer(world(), seed);
    const fob = await seed.fob();
    const refusal = (input: object) => seed.admin.refusalAt("challengeCreate", input);
    const of = (id: string) => ({ subject: { token: { id } } });
    for (const purpose of ["CHECK", "SYNCHRONIZE"]) {
      expect(await refusal({ purpose, ...of("none") })).toBe("NOT_FOUND input.subject.token");
      expect(await refusal({ purpose, ...of(fob.id) })).toBe("NOT_SUPPORTED_BY_MODEL input.subject.token");
      expect(await refusal({ purpose, subject: { user: { login: "anna" } } })).toBe(
        "VALIDATION_FAILED input.subject.user",
      );
      expect(await refusal({ purpose, ...of(plain.id), resource: { name: "VPN" } })).toBe(
        "VALIDATION_FAILED input.resource",
      );
    }
    expect(await refusal({ purpose: "SYNCHRONIZE", ...of(plain.id) })).toBe(
      "NOT_SUPPORTED_BY_MODEL input.subject.token",
    );
    expect(await refusal({ purpose: "SIGN_IN", ...of(plain.id) })).toBe("VALIDATION_FAILED input.resource");
    await seed.admin.do("challengeCreate", { purpose: "CHECK", ...of(plain.id) }, "__typename");
    expect((await newestEvent(seed.admin)).summary).toBe(
      `Token ${plain.name} was sent a challenge, to be checked.`,
    );
  });
});
