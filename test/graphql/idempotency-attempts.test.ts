// @module-tag deep
import assert from "node:assert/strict";
import http from "node:http";
import { expect, it } from "vitest";
import type { Seed } from "../support/seed.js";
import {
  answerTo,
  confirm,
  countEvents,
  DENIED,
  GRANTED,
  madeToken,
  newestEvent,
  getState,
} from "../support/sign-in.js";
import { onOneStore, type World } from "../support/world.js";

const CONFLICT = /"__typename":"IdempotencyConflictError","code":"IDEMPOTENCY_CONFLICT"/;

async function annaAtVpn(world: World) {
  const seed = await world.seed();
  await seed.user("anna");
  await seed.resource("VPN");
  const fob = await seed.fob({ of: "anna", at: ["VPN"] });
  const input = (passcode: string, idempotencyKey: string, login = "anna") => ({
    resource: { name: "VPN" },
    subject: { user: { login } },
    passcode,
    idempotencyKey,
  });
  return {
    seed,
    fob,
    input,
    attempt: (...of: Parameters<typeof input>) => answerTo(seed.admin, input(...of)),
  };
}

function times<Result>(count: number, work: (index: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}

/** Sends a sign-in and hangs up as soon as it is in the event log, without reading the answer. */
async function signInAndHangUp(seed: Seed, input: object): Promise<void> {
  const events = await countEvents(seed.admin);
  const request = http.request(`${seed.admin.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${seed.admin.key}` },
  });
  request.on("error", () => {});
  const query = "mutation ($input: AuthenticateInput!) { authenticate(input: $input) { __typename } }";
  const body = JSON.stringify({ query, variables: { input } });
  request.setHeader("content-length", Buffer.byteLength(body));
  request.end(body);
  for (let polls = 0; (await countEvents(seed.admin)) === events; polls += 1) assert.ok(polls < 1_000);
  request.destroy();
}

onOneStore("an idempotency key of an attempt", (world) => {
  it("grants again what was granted, for two minutes, though the code is long used up", async () => {
    const { seed, fob, attempt } = await annaAtVpn(world());
    const code = fob.code();
    expect(await attempt(code, "one")).toBe(GRANTED);
    expect(await attempt(code, "other")).toBe(DENIED);
    const events = await countEvents(seed.admin);
    world().clock.pass(119);
    expect(await attempt(code, "one")).toBe(GRANTED);
    expect(await countEvents(seed.admin)).toBe(events);
    world().clock.pass(1);
    // From now on it is a new attempt, with a code that is too old; and that one is kept in its turn.
    expect(await attempt(code, "one")).toBe(DENIED);
    expect(await newestEvent(seed.admin)).toMatchObject({ reason: "WRONG_CODE" });
    expect(await attempt(code, "one")).toBe(DENIED);
    expect(await countEvents(seed.admin)).toBe(events + 1);
    expect(await getState(seed.admin, fob.id)).toMatchObject({ failures: 1 });
  });

  it("denies again what was denied, and counts it once, whatever became of the token meanwhile", async () => {
    const { seed, fob, attempt } = await annaAtVpn(world());
    const wrong = fob.wrongCode();
    for (let again = 0; again < 6; again += 1) expect(await attempt(wrong, "wrong")).toBe(DENIED);
    expect(await getState(seed.admin, fob.id)).toMatchObject({
      failures: 1,
      consecutiveFailures: 1,
      lock: null,
    });
    expect(await attempt(fob.code(), "early", "bert")).toBe(DENIED);
    await seed.user("bert");
    expect(await attempt(fob.code(), "early", "bert")).toBe(DENIED);
    await seed.admin.do("tokenDisable", { token: { id: fob.id } }, "__typename");
    expect(await attempt(fob.code(), "disabled")).toBe(DENIED);
    await seed.admin.do("tokenEnable", { token: { id: fob.id } }, "__typename");
    expect(await attempt(fob.code(), "disabled")).toBe(DENIED);
    expect(await attempt(fob.code(), "enabled")).toBe(GRANTED);
  });

  it("grants again also when the token, the user or the resource is gone by then", async () => {
    const { seed, fob, attempt } = await annaAtVpn(world());
    const code = fob.code();
    expect(await attempt(code, "one")).toBe(GRANTED);
    await seed.admin.do("tokenDelete", { token: { id: fob.id } }, "__typename");
    await seed.admin.do("userDelete", { user: { login: "anna" } }, "__typename");
    expect(await attempt(code, "one")).toBe(GRANTED);
    await seed.admin.do("resourceDelete", { resource: { name: "VPN" } }, "__typename");
    expect(await attempt(code, "one")).toBe(GRANTED);
  });

  it("is refused with another code, which is neither counted nor used up", async () => {
    const { seed, fob, attempt } = await annaAtVpn(world());
    expect(await attempt(fob.code(), "one")).toBe(GRANTED);
    const events = await countEvents(seed.admin);
    for (let again = 0; again < 6; again += 1)
      expect(await attempt(fob.wrongCode(), "one")).toMatch(CONFLICT);
    expect(await attempt(fob.code(1), "one")).toMatch(CONFLICT);
    expect(await attempt(fob.code(), "one", "bert")).toMatch(CONFLICT);
    expect(await countEvents(seed.admin)).toBe(events);
    expect(await getState(seed.admin, fob.id)).toMatchObject({ failures: 0 });
    expect(await attempt(fob.code(1), "two")).toBe(GRANTED);
  });

  it("gives one verdict and one event to twenty requests at once, right, wrong or about nobody", async () => {
    const { seed, fob, attempt } = await annaAtVpn(world());
    const cases: [string, string, string, string][] = [
      ["right", fob.code(), "anna", GRANTED],
      ["used", fob.code(), "anna", DENIED],
      ["wrong", fob.wrongCode(), "anna", DENIED],
      ["unknown", fob.code(), "nobody", DENIED],
    ];
    for (const [key, passcode, login, verdict] of cases) {
      const events = await countEvents(seed.admin);
      const answers = await times(20, () => attempt(passcode, key, login));
      expect(answers).toEqual(answers.map(() => verdict));
      expect(await countEvents(seed.admin)).toBe(events + 1);
    }
    expect(await getState(seed.admin, fob.id)).toMatchObject({ failures: 1, consecutiveFailures: 1 });
  });

  it("gives one verdict to twenty checks at once", async () => {
    const { seed, fob } = await annaAtVpn(world());
    for (const [passcode, reason] of [
      [fob.code(), null],
      [fob.wrongCode(), "WRONG_CODE"],
    ] as const) {
      const events = await countEvents(seed.admin);
      const input = { token: { id: fob.id }, passcode, idempotencyKey: `check ${reason}` };
      const answers = await times(20, () => seed.admin.do("tokenCheckOtp", input, "valid reason"));
      expect(answers).toEqual(answers.map(() => ({ valid: reason === null, reason })));
      expect(await countEvents(seed.admin)).toBe(events + 1);
    }
    expect(await getState(seed.admin, fob.id)).toMatchObject({ failures: 1 });
  });

  it("belongs, of two codes that come with it at once, to one of them", async () => {
    const { seed, fob, attempt } = await annaAtVpn(world());
    const events = await countEvents(seed.admin);
    const answers = await times(20, (index) => attempt(fob.code(index % 2), "both"));
    expect(await countEvents(seed.admin)).toBe(events + 1);
    const granted = answers.map((answer) => answer === GRANTED);
    const first = granted.indexOf(true);
    expect(granted).toEqual(answers.map((_, index) => index % 2 === first % 2));
    for (const [index, answer] of answers.entries()) {
      expect(answer).toMatch(index % 2 === first % 2 ? /"granted":true/ : CONFLICT);
    }
  });

  it("gives the first verdict when the answer was lost after the commit (attack 7)", async () => {
    const { seed, fob, input, attempt } = await annaAtVpn(world());
    const code = fob.code();
    await signInAndHangUp(seed, input(code, "lost"));
    expect(await newestEvent(seed.admin)).toMatchObject({ type: "AUTHENTICATION_GRANTED" });
    const events = await countEvents(seed.admin);
    expect(await attempt(code, "lost")).toBe(GRANTED);
    expect(await countEvents(seed.admin)).toBe(events);
    expect(await attempt(code, "found")).toBe(DENIED);
  });

  it("gives the first verdict when the server was restarted in between (attack 7)", async () => {
    const { seed, fob, input, attempt } = await annaAtVpn(world());
    const [right, wrong] = [input(fob.code(), "right"), input(fob.wrongCode(), "wrong")];
    expect(await answerTo(seed.admin, right)).toBe(GRANTED);
    expect(await attempt(fob.wrongCode(), "wrong")).toBe(DENIED);
    await world().restart();
    const admin = world().as(seed.admin.key);
    expect(await answerTo(admin, right)).toBe(GRANTED);
    expect(await answerTo(admin, wrong)).toBe(DENIED);
    expect(await answerTo(admin, { ...right, idempotencyKey: "new" })).toBe(DENIED);
    expect(await getState(admin, fob.id)).toMatchObject({ failures: 1 });
  });

  it("is not used up by what was refused before an attempt was made of it", async () => {
    const { seed, fob, input } = await annaAtVpn(world());
    const attempt = { ...input(fob.code(), "one"), clientAddress: "nowhere" };
    expect(await seed.admin.refusal("authenticate", attempt)).toBe("VALIDATION_FAILED");
    const elsewhere = { ...attempt, clientAddress: "192.0.2.7", resource: { name: "Mail" } };
    expect(await seed.admin.refusal("authenticate", elsewhere)).toBe("NOT_FOUND");
    const check = { token: { serialNumber: "none" }, passcode: fob.code(), idempotencyKey: "two" };
    expect(await seed.admin.refusal("tokenCheckOtp", check)).toBe("NOT_FOUND");
    expect(await answerTo(seed.admin, { ...attempt, clientAddress: "192.0.2.7" })).toBe(GRANTED);
    world().clock.pass(30);
    const again = { ...check, token: { id: fob.id }, passcode: fob.code() };
    expect(await seed.admin.do("tokenCheckOtp", again, "valid")).toEqual({ valid: true });
  });

  it("counts a wrong code of an enrolment once, and repeats its refusal after the enrolment is done", async () => {
    const { seed } = await annaAtVpn(world());
    const app = await madeToken(world(), seed, "app", { software: { googleAuthenticator: {} } });
    const confirmWith = (otp: string, idempotencyKey: string) =>
      seed.admin.mutate<{ token: { status: string } }>(
        "tokenEnrolmentConfirm",
        { token: { id: app.id }, otp, idempotencyKey },
        "token { status }",
      );
    const wrong = app.wrongCode();
    const refused = await confirmWith(wrong, "wrong");
    expect(refused).toMatchObject({ code: "WRONG_CODE", path: ["input", "otp"] });
    for (let again = 0; again < 6; again += 1) expect(await confirmWith(wrong, "wrong")).toEqual(refused);
    expect(await times(10, () => confirmWith(wrong, "wrong too"))).toHaveLength(10);
    const { token } = await seed.admin.query<{ token: { enrolment: { attemptsLeft: number } } }>(
      "query ($id: ID!) { token(by: { id: $id }) { enrolment { attemptsLeft } } }",
      { id: app.id },
    );
    expect(token.enrolment.attemptsLeft).toBe(3);
    const code = app.code();
    const answers = await times(10, () => confirmWith(code, "right"));
    expect(answers).toEqual(answers.map(() => ({ token: { status: "ACTIVE" } })));
    expect(await confirmWith(wrong, "wrong")).toEqual(refused);
    world().clock.pass(119);
    expect(await confirmWith(code, "right")).toEqual({ token: { status: "ACTIVE" } });
    world().clock.pass(1);
    expect(await confirmWith(code, "right")).toMatchObject({ code: "NOT_FOUND" });
    expect(await confirm(seed, app.id, app.code())).toBe("NOT_FOUND");
  });
});
