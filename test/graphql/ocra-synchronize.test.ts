import { expect, it } from "vitest";
import { answerer, askInstead, getChallenge, signInByAnswer, type Answerer } from "../support/ocra.js";
import type { Seed } from "../support/seed.js";
import { newestEvent, getState } from "../support/sign-in.js";
import { onSharedStore } from "../support/world.js";

// A thousand counts are looked at, and a wrong answer may be right at one of them by chance. So there are eight digits, and the
// secret and the questions are the same at each run.
const SECRET = Buffer.from("12345678901234567890OCRA-SYNC");
const COUNTER = "OCRA-1:HOTP-SHA1-8:C-QN08";
const CLOCK = "OCRA-1:HOTP-SHA256-8:QN08-T30S";

onSharedStore("tokenSynchronize by an answer", (world) => {
  /** How many questions were asked in this scene. */
  let asked = 0;

  async function scene(suite: string, pin?: string): Promise<{ seed: Seed; token: Answerer }> {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    asked = 0;
    const more = { secret: SECRET, ...(pin === undefined ? {} : { pin }) };
    return { seed, token: await answerer(world(), seed, { suite, of: "anna", at: ["VPN"], ...more }) };
  }

  async function ask(seed: Seed, { id: token }: Answerer): Promise<{ id: string; question: string }> {
    const { id } = await getChallenge(seed.admin, { token: { id: token } }, { purpose: "SYNCHRONIZE" });
    asked += 1;
    const question = String(12_345_678 + asked);
    await askInstead(world(), id, question);
    return { id, question };
  }

  const send = (seed: Seed, { id }: Answerer, challenge: string, answer: string) =>
    seed.admin.mutate<{ shift: number }>("tokenSynchronize", { token: { id }, challenge, answer }, "shift");

  /** Asks, and answers as the device does. @returns by how much it was off, or the code of the refusal. */
  async function synchronize(seed: Seed, token: Answerer): Promise<number | string> {
    const { id, question } = await ask(seed, token);
    const { code, shift } = await send(seed, token, id, token.answer(question));
    return code ?? shift;
  }

  it("finds a device whose counter is ahead, by up to 1,000 counts, and never one that is behind", async () => {
    const { seed, token } = await scene(COUNTER);
    token.counter = 700;
    expect(await signInByAnswer(seed, token, "VPN")).toBe(false);
    expect(await synchronize(seed, token)).toBe(700);
    expect(await newestEvent(seed.admin)).toMatchObject({
      type: "TOKEN_SYNCHRONIZED",
      userLogin: "anna",
      summary: `Token ${token.name} was synchronized: it is 700 counts ahead of where it was expected.`,
    });
    expect(await getState(seed.admin, token.id)).toMatchObject({ failures: 0, drift: 0 });
    expect(await synchronize(seed, token)).toBe("REPLAYED");
    token.counter = 699;
    expect(await synchronize(seed, token)).toBe("WRONG_CODE");
    token.counter = 701;
    expect(await signInByAnswer(seed, token, "VPN")).toBe(true);
    token.counter = 702 + 1_001;
    expect(await synchronize(seed, token)).toBe("WRONG_CODE");
    token.counter = 702 + 1_000;
    expect(await synchronize(seed, token)).toBe(1_000);
  });

  it("finds a device whose clock is off, in both directions", async () => {
    const { seed, token } = await scene(CLOCK, undefined);
    token.ahead = -600 * 30;
    expect(await signInByAnswer(seed, token, "VPN")).toBe(false);
    expect(await synchronize(seed, token)).toBe(-600);
    expect(await getState(seed.admin, token.id)).toMatchObject({ drift: -600 });
    const { events } = await seed.admin.query<{ events: { nodes: { changes: object[] }[] } }>(
      "{ events(first: 1) { nodes { changes { field from to } } } }",
    );
    expect(events.nodes[0]?.changes).toEqual([{ field: "drift", from: "0", to: "-600" }]);
    // Only the challenge was used up: the next question has an answer of its own in this time step.
    expect(await signInByAnswer(seed, token, "VPN")).toBe(true);
    token.ahead = 900 * 30;
    expect(await synchronize(seed, token)).toBe(1_500);
    token.ahead = 1_001 * 30;
    expect(await synchronize(seed, token)).toBe("WRONG_CODE");
  });

  it("takes an answer once, and to an open challenge of this token and purpose alone", async () => {
    const { seed, token } = await scene(COUNTER);
    const other = await answerer(world(), seed, { suite: COUNTER, secret: token.secret });
    const path = ["input", "challenge"];
    for (const { id, question } of [
      await ask(seed, other),
      await getChallenge(seed.admin, { token: { id: token.id } }, { purpose: "CHECK" }),
      await getChallenge(seed.admin, { token: { id: token.id } }, { at: "VPN" }),
      { id: "none", question: "12345678" },
    ]) {
      expect(await send(seed, token, id, token.answer(question))).toMatchObject({ code: "EXPIRED", path });
      expect(await seed.events(1)).toEqual(["TOKEN_SYNCHRONIZATION_FAILED CHALLENGE_EXPIRED"]);
    }
    const late = await ask(seed, token);
    world().clock.pass(300);
    expect(await send(seed, token, late.id, token.answer(late.question))).toMatchObject({ code: "EXPIRED" });
    const { id, question } = await ask(seed, token);
    expect(await send(seed, token, id, token.wrongAnswer(question))).toMatchObject({
      code: "WRONG_CODE",
      path: ["input", "answer"],
    });
    expect(await send(seed, token, id, token.answer(question))).toEqual({ shift: 0 });
    expect(await send(seed, token, id, token.answer(question, { counter: 1 }))).toMatchObject({
      code: "EXPIRED",
    });
    expect(await getState(seed.admin, token.id)).toMatchObject({ failures: 0 });
    // It signs in with no answer to it, nor does it synchronize with one that signs in.
    const sync = await ask(seed, token);
    token.counter = 1;
    const more = { challenge: sync.id };
    expect(await seed.signIn({ token: token.id }, "VPN", token.answer(sync.question), more)).toBe(false);
    expect(await seed.events(1)).toEqual(["AUTHENTICATION_DENIED CHALLENGE_EXPIRED"]);
  });

  it("counts wrong answers, and locks after five", async () => {
    const { seed, token } = await scene(COUNTER);
    const { id, question } = await ask(seed, token);
    for (let n = 0; n < 5; n += 1) {
      expect(await send(seed, token, id, token.wrongAnswer(question))).toMatchObject({ code: "WRONG_CODE" });
    }
    expect(await seed.events(2)).toEqual(["TOKEN_LOCKED LOCKED", "TOKEN_SYNCHRONIZATION_FAILED WRONG_CODE"]);
    expect(await send(seed, token, id, token.answer(question))).toMatchObject({ code: "LOCKED" });
  });

  it("asks for what the token has: codes in a row, or an answer", async () => {
    const { seed, token } = await scene(COUNTER);
    const fob = await seed.fob();
    const { id, question } = await ask(seed, token);
    const answer = token.answer(question);
    const refusal = (of: string, fields: object) =>
      seed.admin.refusalAt("tokenSynchronize", { token: { id: of }, ...fields });
    const otps = [fob.code(), fob.code(1)];
    expect(await refusal(token.id, { otps })).toBe("VALIDATION_FAILED input.otps");
    expect(await refusal(token.id, { otps, challenge: id, answer })).toBe("VALIDATION_FAILED input.otps");
    expect(await refusal(token.id, { answer })).toBe("VALIDATION_FAILED input.challenge");
    expect(await refusal(token.id, { challenge: id })).toBe("VALIDATION_FAILED input.answer");
    expect(await refusal(token.id, {})).toBe("VALIDATION_FAILED input.challenge");
    expect(await refusal(fob.id, { challenge: id, answer })).toBe("VALIDATION_FAILED input.challenge");
    expect(await refusal(fob.id, { otps, answer })).toBe("VALIDATION_FAILED input.answer");
    expect(await refusal(fob.id, {})).toBe("VALIDATION_FAILED input.otps");
    expect(await send(seed, token, id, answer)).toEqual({ shift: 0 });
  });

  it("needs the PIN of the suite", async () => {
    const { seed, token } = await scene("OCRA-1:HOTP-SHA1-8:C-QN08-PSHA256", "1234");
    token.counter = 50;
    expect(await synchronize(seed, token)).toBe(50);
    token.pin = "4321";
    token.counter = 60;
    expect(await synchronize(seed, token)).toBe("WRONG_CODE");
    await seed.admin.do("tokenUnassign", { token: { id: token.id } }, "__typename");
    expect(await synchronize(seed, token)).toBe("VALIDATION_FAILED");
    expect(await seed.events(1)).toEqual(["TOKEN_SYNCHRONIZATION_FAILED PIN_NOT_SET"]);
  });

  it("does not look at a token that is disabled", async () => {
    const { seed, token } = await scene(COUNTER);
    await seed.admin.do("tokenDisable", { token: { id: token.id } }, "__typename");
    expect(await synchronize(seed, token)).toBe("VALIDATION_FAILED");
    expect(await seed.events(1)).toEqual(["TOKEN_SYNCHRONIZATION_FAILED TOKEN_DISABLED"]);
  });
});
