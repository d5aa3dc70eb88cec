import { generateKeyPairSync } from "node:crypto";
import { expect, it, vi } from "vitest";
import { keepHouse } from "../../server/housekeeping.js";
import { codeAlone, getContents } from "../support/contents.js";
import { misnamedIn } from "../support/event-names.js";
import { EVENTUALLY } from "../support/eventually.js";
import { Phone, PhoneError, type PushRequest } from "../support/phone.js";
import {
  ask,
  confirmPhone,
  DENIED,
  GRANTED,
  phoneOptions,
  polled,
  post,
  PUBLIC,
  pushScene,
  pushToken,
  shown,
  signInBy,
  stateOfChallenge,
} from "../support/push.js";
import { getEvents, newestEvent, getState } from "../support/sign-in.js";
import { onOneStore } from "../support/world.js";

/** The key of phones of which a test has only one: a new one each time takes a second. */
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });

onOneStore(
  "tokens that ask on a phone",
  (world) => {
    const past = (seconds: number) => world().clock.pass(seconds);
    const options = () => phoneOptions(world());
    const scene = (resource: object = {}) => pushScene(world(), { ...options(), privateKey }, resource);

    it("are enrolled by a QR code, an approval and the code that the phone then shows", async () => {
      const seed = await world().seed();
      await seed.user("anna");
      const { id, uri, link } = await pushToken(seed);
      expect(link).toBe(uri.replace("otpauth://", "pia://"));
      const phone = await Phone.scan(uri, options());
      expect(phone.token).toMatchObject({ issuer: "ACME", label: "anna", pollOnly: true });
      expect(await confirmPhone(seed, id, "123456")).toMatchObject({
        code: "NOT_FOUND",
        path: ["input", "otp"],
      });
      await phone.rollOut();
      const request = await shown(phone);
      expect(request).toMatchObject({ title: "Example Ltd", options: null });
      expect((await confirmPhone(seed, id, "123456")).code).toBe("NOT_FOUND");
      const reply = await phone.accept(request);
      expect(reply.displayCode).toMatch(/^\d{6}$/);
      expect((await confirmPhone(seed, id, "000000")).code).toBe("WRONG_CODE");
      expect(await confirmPhone(seed, id, reply.displayCode ?? "")).toEqual({ token: { status: "ACTIVE" } });
      expect(await seed.events(1)).toEqual(["TOKEN_ENROLLED"]);
      const { token } = await seed.admin.query<{ token: object }>(
        `query ($id: ID!) { token(by: { id: $id }) { oath { digits } delivery { kind } device { fingerprint rolledOutAt } } }`,
        { id },
      );
      expect(token).toEqual({
        oath: null,
        delivery: null,
        device: {
          fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
          rolledOutAt: new Date(world().clock.now()).toISOString(),
        },
      });
    });

    it("sign in by the code that the phone shows, once", async () => {
      const { seed, phone } = await scene();
      const challenge = await ask(seed, { clientAddress: "203.0.113.7" });
      expect(challenge).toMatchObject({ kind: "PUSH", confirmation: "CODE", choice: null });
      expect(await signInBy(seed, challenge, "123456")).toEqual(DENIED);
      expect((await newestEvent(seed.admin)).reason).toBe("NOT_ANSWERED");
      const request = await shown(phone);
      expect(request.question).toBe("Sign in to VPN? Login: anna. IP address: 203.0.113.7.");
      expect(await stateOfChallenge(seed, challenge.id)).toBe("PENDING");
      const { displayCode } = await phone.accept(request);
      expect(await stateOfChallenge(seed, challenge.id)).toBe("APPROVED");
      expect(await signInBy(seed, challenge, displayCode ?? "")).toEqual(GRANTED);
      expect(await newestEvent(seed.admin)).toMatchObject({ type: "AUTHENTICATION_GRANTED", method: "PUSH" });
      expect(await signInBy(seed, challenge, displayCode ?? "")).toEqual(DENIED);
    });

    it("end with three wrong codes, and are void after two minutes", async () => {
      const { seed, id, phone } = await scene();
      const challenge = await ask(seed);
      const { displayCode } = await phone.accept(await shown(phone));
      const wrong = (by: number) => String((Number(displayCode) + by) % 1_000_000).padStart(6, "0");
      for (const by of [1, 2, 3]) expect(await signInBy(seed, challenge, wrong(by))).toEqual(DENIED);
      expect(await signInBy(seed, challenge, displayCode ?? "")).toEqual(DENIED);
      expect((await newestEvent(seed.admin)).reason).toBe("CHALLENGE_EXPIRED");
      expect(await getState(seed.admin, id)).toMatchObject({ failures: 3 });
      past(60);
      const late = await ask(seed);
      const request = await shown(phone);
      past(121);
      expect(await post(world(), phone.acceptForm(request), phone)).toBe(false);
      expect(await signInBy(seed, late, "123456")).toEqual(DENIED);
    });

    it("sign in by a choice of one in ten; a wrong one ends it, and counts as the resource says", async () => {
      const { seed, id, phone } = await scene({
        pushConfirmation: "CHOICE",
        failedAttemptsBeforeLock: 3,
        lockMinutes: 0,
      });
      const challenge = await ask(seed);
      expect(challenge).toMatchObject({ confirmation: "CHOICE", choice: expect.stringMatching(/^\d$/) });
      const request = await shown(phone);
      expect(request.options?.toSorted()).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
      const reply = await phone.accept(request, challenge.choice ?? "");
      expect(reply).toMatchObject({ value: true, displayCode: null });
      expect(await signInBy(seed, challenge, "")).toEqual(GRANTED);
      past(60);
      const next = await ask(seed);
      const again = await shown(phone);
      const other = String((Number(next.choice) + 1) % 10);
      await phone.accept(again, other);
      expect(await post(world(), phone.acceptForm(again, next.choice ?? ""), phone)).toBe(false);
      expect(await signInBy(seed, next, "")).toEqual(DENIED);
      expect((await newestEvent(seed.admin)).reason).toBe("DECLINED");
      expect(await getState(seed.admin, id)).toMatchObject({ failures: 1, lock: null });
      expect(await seed.events(1, { types: ["PUSH_DECLINED"] })).toEqual(["PUSH_DECLINED WRONG_CHOICE"]);
      for (let wrong = 2; wrong <= 3; wrong += 1) {
        past(60);
        const { choice } = await ask(seed);
        await phone.accept(await shown(phone), String((Number(choice) + 1) % 10));
      }
      expect(await getState(seed.admin, id)).toMatchObject({ lock: { reason: "FAILURES", until: null } });
    });

    it("sign in by an approval, with the PIN if there is one", async () => {
      const { seed, id, phone } = await scene({ pushConfirmation: "APPROVE" });
      await seed.admin.do(
        "tokenPinSet",
        { token: { id }, pin: "4711", position: "BEFORE_OTP" },
        "__typename",
      );
      const challenge = await ask(seed);
      expect(await signInBy(seed, challenge, "4711")).toEqual(DENIED);
      await phone.accept(await shown(phone));
      expect(await signInBy(seed, challenge, "0000")).toEqual(DENIED);
      expect((await newestEvent(seed.admin)).reason).toBe("WRONG_PIN");
      expect(await signInBy(seed, challenge, "4711")).toEqual(GRANTED);
    });

    it("fall silent when the person did not ask, and are locked the third time in a day", async () => {
      const { seed, id, phone } = await scene();
      for (const time of [1, 2, 3]) {
        const challenge = await ask(seed);
        await phone.decline(await shown(phone));
        expect(await signInBy(seed, challenge, "123456")).toEqual(DENIED);
        past(60);
        await ask(seed);
        // Nothing is shown for ten minutes, and nobody sees it from outside.
        expect(await polled(phone)).toEqual([]);
        past(1_200);
        const { lock } = await getState(seed.admin, id);
        expect(lock).toEqual(time < 3 ? null : { reason: "FAILURES", until: null });
      }
      expect(await seed.events(1, { types: ["PUSH_DECLINED"] })).toEqual(["PUSH_DECLINED UNKNOWN_TRIGGER"]);
    });

    it('take "I did not ask" of a request that expired or was replaced, once, and for ten minutes', async () => {
      const { seed, phone } = await scene();
      const declined = async () =>
        (
          await seed.admin.query<{ events: { nodes: { summary: string }[] } }>(
            "{ events(first: 20, filter: { types: [PUSH_DECLINED] }) { nodes { summary } } }",
          )
        ).events.nodes.map(({ summary }) => summary);
      const isSilent = async () => {
        past(130);
        await ask(seed);
        return (await polled(phone)).length === 0;
      };
      const alarm = (request: PushRequest) => phone.declineForm(request, "unknown_trigger");
      // An attacker asks again while the person reads: the first request is replaced, and its state seen from outside stays.
      past(600);
      const first = await ask(seed);
      const replaced = await shown(phone);
      past(20);
      await ask(seed);
      await keepHouse(world().services);
      expect(await stateOfChallenge(seed, first.id)).toBe("PENDING");
      // It approves nothing, and cannot be taken back: nothing but the alarm counts.
      expect(await post(world(), phone.acceptForm(replaced), phone)).toBe(false);
      expect(await post(world(), phone.declineForm(replaced, "cancelled"), phone)).toBe(false);
      expect(await declined()).toEqual([]);
      expect(await post(world(), alarm(replaced), phone)).toBe(true);
      expect(await declined()).toEqual([expect.stringContaining(", which was no longer open, was declined")]);
      expect(await isSilent()).toBe(true);
      // Somebody who recorded it says it again, after the silence, too.
      expect(await post(world(), alarm(replaced), phone)).toBe(true);
      past(600);
      await keepHouse(world().services);
      expect(await post(world(), alarm(replaced), phone)).toBe(false);
      expect(await declined()).toHaveLength(1);

      past(600);
      await ask(seed);
      const expired = await shown(phone);
      past(120 + 590);
      await keepHouse(world().services);
      expect(await post(world(), alarm(expired), phone)).toBe(true);
      expect(await declined()).toHaveLength(2);
      past(1_200);
      await ask(seed);
      const forgotten = await shown(phone);
      past(120 + 601);
      expect(await post(world(), alarm(forgotten), phone)).toBe(false);
      expect(await declined()).toHaveLength(2);
      expect(await isSilent()).toBe(false);
    });

    it("show one request, not sooner than 15 seconds after the last, and five in ten minutes", async () => {
      const { seed, phone } = await scene();
      past(600);
      const known = new Set<string>();
      const seen: boolean[] = [];
      for (const seconds of [0, 14, 1, 15, 15, 15, 15]) {
        past(seconds);
        await ask(seed);
        seen.push((await polled(phone)).some(({ nonce }) => !known.has(nonce)));
        for (const { nonce } of phone.requests) known.add(nonce);
      }
      expect(seen).toEqual([true, false, true, true, true, true, false]);
      // The one before is void as soon as another one is shown.
      const [first] = phone.requests;
      if (first === undefined) throw new Error("the phone shows nothing");
      expect(await post(world(), phone.acceptForm(first), phone)).toBe(false);
    });

    it("show the next request as soon, whether one was asked for in vain meanwhile or not", async () => {
      const { seed, phone } = await scene();
      // To the beginning of a span of ten minutes.
      past(1_200 - (Math.floor(world().clock.now() / 1_000) % 600));
      for (let n = 0; n < 5; n += 1) {
        await ask(seed);
        past(15);
      }
      past(600 - 75 - 10);
      await ask(seed);
      expect(await polled(phone)).toEqual([]);
      past(10);
      await ask(seed);
      expect(await polled(phone)).toHaveLength(1);
    });

    /** A phone that nobody answers, with what lists and devices say of it. */
    async function unanswered() {
      const { seed, id, phone } = await scene();
      const askTimes = async (times: number) => {
        for (let n = 0; n < times; n += 1) {
          past(601);
          await ask(seed);
        }
      };
      const isShown = async () => {
        await askTimes(1);
        return (await polled(phone)).length > 0;
      };
      /** Until when it is silent, and whether a list finds it. */
      const suspended = async () => {
        const { token, tokens } = await seed.admin.query<{
          token: { device: { requestsSuspendedUntil: string | null }; signInObstacles: object[] };
          tokens: { totalCount: number };
        }>(
          `query ($id: ID!) { token(by: { id: $id }) { device { requestsSuspendedUntil } signInObstacles { reason until } }
            tokens(filter: { requestsSuspended: true }) { totalCount } }`,
          { id },
        );
        const { requestsSuspendedUntil: until } = token.device;
        expect(token.signInObstacles).toEqual(until === null ? [] : [{ reason: "SENT_TOO_OFTEN", until }]);
        return [until === null ? null : Date.parse(until) - world().clock.now(), tokens.totalCount];
      };
      return { seed, id, phone, askTimes, isShown, suspended };
    }

    const DAY_MS = 86_400_000;

    it("are asked no more after ten requests that nobody approved, until a day has passed: everybody sees it", async () => {
      const { seed, askTimes, isShown, suspended } = await unanswered();
      await askTimes(9);
      expect(await suspended()).toEqual([null, 0]);
      expect(await isShown()).toBe(true);
      expect(await seed.events(2)).toEqual(["CHALLENGE_CREATED", "PUSH_SUSPENDED SENT_TOO_OFTEN"]);
      // The tenth is still shown, and may be approved.
      expect((await getEvents(seed.admin, 2)).at(-1)?.summary).toContain(
        "If the last one, which the phone shows now, is not approved either",
      );
      // What is asked for in vain does not hold it back any longer.
      expect(await isShown()).toBe(false);
      expect(await suspended()).toEqual([DAY_MS - 601_000, 1]);
      past(86_400 - 1_202);
      expect(await isShown()).toBe(true);
      expect(await suspended()).toEqual([null, 0]);
    });

    it("are asked again at once after an unlock: what the phone did not show uses up nothing", async () => {
      const { seed, id, phone, askTimes, suspended } = await unanswered();
      await askTimes(10);
      past(601);
      await ask(seed);
      expect(await polled(phone)).toEqual([]);
      expect((await suspended())[1]).toBe(1);
      await seed.admin.do("tokenUnlock", { token: { id } }, "__typename");
      await ask(seed);
      expect(await polled(phone)).toHaveLength(1);
    });

    it(
      "are asked again after an unlock, and when the last request is approved",
      { tags: "deep" },
      async () => {
        const { seed, id, phone, askTimes, isShown, suspended } = await unanswered();
        await askTimes(9);
        past(601);
        const challenge = await ask(seed);
        expect(await suspended()).toEqual([DAY_MS, 1]);
        const [request] = await polled(phone);
        if (request === undefined) throw new Error("the phone shows nothing");
        const { displayCode } = await phone.accept(request);
        expect(await signInBy(seed, challenge, displayCode ?? "")).toEqual(GRANTED);
        expect(await suspended()).toEqual([null, 0]);
        await askTimes(10);
        expect(await isShown()).toBe(false);
        await seed.admin.do("tokenUnlock", { token: { id } }, "__typename");
        expect(await suspended()).toEqual([null, 0]);
        expect(await isShown()).toBe(true);
      },
    );

    it("take the first of two phones, and its roll-out again, but no other", async () => {
      const seed = await world().seed();
      await seed.user("anna");
      const { uri } = await pushToken(seed);
      const first = await Phone.scan(uri, options());
      const second = await Phone.scan(uri, options());
      const outcomes = await Promise.allSettled([first.rollOut(), second.rollOut()]);
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      const winner = outcomes[0]?.status === "fulfilled" ? first : second;
      await expect(winner.rollOut()).resolves.toBeUndefined();
      await expect((winner === first ? second : first).rollOut()).rejects.toThrow(PhoneError);
      const other = await pushToken(seed);
      const late = await Phone.scan(other.uri, options());
      past(16 * 60);
      // A key takes time: none is made for what is too late.
      const making = vi.spyOn(world().services, "newServerKey");
      await expect(late.rollOut()).rejects.toThrow(PhoneError);
      expect(await post(world(), late.rollOutForm(), late)).toBe(400);
      expect(making).not.toHaveBeenCalled();
      making.mockRestore();
    });

    it("answer for no other token, no other nonce, and not after they were answered", async () => {
      const { seed, phone } = await scene();
      await seed.user("berta");
      const other = await pushToken(seed, "berta");
      const stranger = await Phone.enrol(other.uri, options());
      // The server signs for each phone with a key of its own.
      expect(stranger.serverKey?.equals(phone.serverKey ?? stranger.serverKey)).toBe(false);
      const challenge = await ask(seed);
      const request = await shown(phone);
      // Signed by another key, in its own name and in the phone's.
      expect(await post(world(), stranger.acceptForm(request), stranger)).not.toBe(true);
      const inItsName = stranger.acceptForm({ ...request, serial: stranger.token.serial });
      expect(await post(world(), inItsName, stranger)).toBe(false);
      expect(await post(world(), { ...inItsName, serial: phone.token.serial }, stranger)).toBe(400);
      await phone.cancel(request);
      expect(await post(world(), phone.acceptForm(request), phone)).toBe(false);
      expect(await signInBy(seed, challenge, "123456")).toEqual(DENIED);
      // Polls of strangers and of nobody are answered alike.
      const polls = [
        await stranger.poll({ serial: phone.token.serial }),
        await stranger.poll({ serial: "TP0000000000000000" }),
        await phone.poll({ timestamp: new Date(world().clock.now() - 120_000).toISOString() }),
      ];
      expect(new Set(polls.map(({ status, error }) => `${status} ${error}`))).toEqual(
        new Set(["400 Could not verify signature!"]),
      );
    });

    it("get another phone: the one before works until the new one is confirmed, unless it is lost", async () => {
      const { seed, id, phone } = await scene();
      const reissue = async (lost: boolean) =>
        (
          await seed.admin.do<{ enrolment: { otpauthUri: string } }>(
            "tokenReissue",
            { token: { id }, lost },
            "enrolment { otpauthUri }",
          )
        ).enrolment.otpauthUri;
      const next = await Phone.enrol(await reissue(false), options());
      const challenge = await ask(seed);
      const { displayCode } = await phone.accept(await shown(phone));
      expect(await signInBy(seed, challenge, displayCode ?? "")).toEqual(GRANTED);
      past(60);
      const first = await next.accept(await shown(next));
      expect(await confirmPhone(seed, id, first.displayCode ?? "")).toEqual({ token: { status: "ACTIVE" } });
      expect((await phone.poll()).status).toBe(400);
      past(60);
      const again = await ask(seed);
      const code = (await next.accept(await shown(next))).displayCode ?? "";
      expect(await signInBy(seed, again, code)).toEqual(GRANTED);
      await reissue(true);
      expect((await next.poll()).status).toBe(400);
      expect(await getState(seed.admin, id)).toMatchObject({ status: "PENDING" });
      // And the phone before is not taken back by the one after it.
      await seed.admin.do("tokenDelete", { token: { id } }, "__typename");
      expect((await next.poll()).status).toBe(400);
    });

    it("do not show who exists", async () => {
      const { seed } = await scene();
      past(600);
      for (const login of ["anna", "nobody", "nobody else"]) {
        const { kind, confirmation, choice } = await ask(seed, {}, login);
        expect.soft({ kind, confirmation, choice }, login).toEqual({
          kind: "PUSH",
          confirmation: "CODE",
          choice: null,
        });
        const { id } = await ask(seed, {}, `${login} again`);
        expect.soft(await stateOfChallenge(seed, id), login).toBe("PENDING");
        past(121);
        expect.soft(await stateOfChallenge(seed, id), login).toBe("EXPIRED");
      }
    });

    it("stay locked, whatever is chosen on the phone, or typed before it is asked", async () => {
      const { seed, id, phone } = await scene({
        pushConfirmation: "CHOICE",
        pinBeforeSending: true,
        failedAttemptsBeforeLock: 3,
        lockMinutes: 0,
      });
      const pinSet = { token: { id }, pin: "4711", position: "BEFORE_OTP" };
      await seed.admin.do("tokenPinSet", pinSet, "__typename");
      await ask(seed, { pin: "4712" });
      // A PIN that was mistyped makes nobody wait.
      const challenge = await ask(seed, { pin: "4711" });
      const request = await shown(phone);
      await Promise.all([..."0123456789"].map((digit) => ask(seed, { pin: `000${digit}` })));
      const locked = await getState(seed.admin, id);
      expect(locked).toMatchObject({ failures: 3, lock: { reason: "FAILURES", until: null } });
      await phone.accept(request, String((Number(challenge.choice) + 1) % 10));
      expect(await seed.events(1, { types: ["PUSH_DECLINED"] })).toEqual(["PUSH_DECLINED WRONG_CHOICE"]);
      expect(await getState(seed.admin, id)).toEqual(locked);
    });

    it("leave an event when nothing is shown for a check: after a wrong PIN, and too soon", async () => {
      const { seed, id } = await scene();
      const pinSet = { token: { id }, pin: "4711", position: "BEFORE_OTP" };
      await seed.admin.do("tokenPinSet", pinSet, "__typename");
      const check = (pin: string) =>
        seed.admin.mutate(
          "challengeCreate",
          { purpose: "CHECK", subject: { token: { id } }, pin, clientAddress: "203.0.113.7" },
          "challenge { kind }",
        );
      const refused = { type: "TOKEN_CHECKED", outcome: "INVALID", clientAddress: "203.0.113.7" };
      expect(await check("4712")).toMatchObject({ code: "POLICY_REFUSED" });
      expect(await newestEvent(seed.admin)).toMatchObject({ ...refused, reason: "WRONG_PIN" });
      expect(await check("4711")).toEqual({ challenge: { kind: "PUSH" } });
      expect(await newestEvent(seed.admin)).toMatchObject({ type: "CHALLENGE_CREATED", reason: null });
      expect(await check("4711")).toMatchObject({ code: "POLICY_REFUSED" });
      expect(await newestEvent(seed.admin)).toMatchObject({ ...refused, reason: "SENT_TOO_OFTEN" });
    });

    it("are unlocked with an event, also where only requests were held back", async () => {
      const { seed, id, phone } = await scene();
      await ask(seed);
      await phone.decline(await shown(phone));
      await seed.admin.do("tokenUnlock", { token: { id } }, "__typename");
      expect(await seed.events(1)).toEqual(["TOKEN_UNLOCKED"]);
      await seed.admin.do("tokenUnlock", { token: { id } }, "__typename");
      expect(await seed.events(2)).not.toEqual(["TOKEN_UNLOCKED", "TOKEN_UNLOCKED"]);
      past(60);
      await ask(seed);
      expect(await polled(phone)).toHaveLength(1);
    });

    it("lose their phone when they are taken from their user", async () => {
      const { seed, id, phone } = await scene();
      await seed.admin.do("tokenUnassign", { token: { id } }, "__typename");
      expect((await phone.poll()).status).toBe(400);
      expect(await getState(seed.admin, id)).toMatchObject({ status: "PENDING" });
      await seed.user("berta");
      await seed.admin.do("tokenAssign", { token: { id }, to: { user: { login: "berta" } } }, "__typename");
      const { enrolment } = await seed.admin.do<{ enrolment: { otpauthUri: string } }>(
        "tokenEnrolmentStart",
        { token: { id } },
        "enrolment { otpauthUri }",
      );
      const next = await Phone.enrol(enrolment.otpauthUri, { ...options(), privateKey });
      const { displayCode } = await next.accept(await shown(next));
      expect(await confirmPhone(seed, id, displayCode ?? "")).toEqual({ token: { status: "ACTIVE" } });
    });

    it("wait for a first answer as long as for the phone", async () => {
      const seed = await world().seed();
      await seed.user("anna");
      const { id, uri } = await pushToken(seed);
      const phone = await Phone.enrol(uri, { ...options(), privateKey });
      // The app forgets a request after two minutes, and shows none twice: it is asked again, with another nonce.
      expect(await polled(phone)).toHaveLength(1);
      const [first] = phone.requests;
      past(10 * 60);
      expect(phone.requests).toEqual([]);
      const again = await shown(phone);
      expect(again.nonce).not.toBe(first?.nonce);
      expect(first === undefined ? null : await post(world(), phone.acceptForm(first), phone)).toBe(false);
      const { displayCode } = await phone.accept(again);
      expect(await confirmPhone(seed, id, displayCode ?? "")).toEqual({ token: { status: "ACTIVE" } });
      past(10 * 60);
      expect(await polled(phone)).toEqual([]);
    });

    it("are of no use while their account is disabled", async () => {
      const { seed, phone } = await scene();
      await ask(seed);
      const request = await shown(phone);
      const account = { account: seed.accountId };
      await world().operator.do("accountDisable", account, "__typename");
      expect((await phone.poll()).status).toBe(400);
      expect(await post(world(), phone.acceptForm(request), phone)).toBe(400);
      await world().operator.do("accountEnable", account, "__typename");
      expect(await post(world(), phone.acceptForm(request), phone)).toBe(true);
    });

    it("keep the server's keys encrypted, and leave no code", async () => {
      const { seed, phone } = await scene();
      await ask(seed);
      const { displayCode } = await phone.accept(await shown(phone));
      const code = displayCode ?? "";
      expect(code).toMatch(/^\d{6}$/);
      const stored = (await getContents(world(), seed.accountId)).join("\n");
      expect(stored).not.toMatch(codeAlone(code));
      expect(stored).not.toContain(Buffer.from(code).toString("hex"));
      expect(world().logged()).not.toMatch(codeAlone(code));
      const keys = await world().database.prisma.pushDevice.findMany({ omit: { serverKey: false } });
      // DER begins with a sequence; what is encrypted begins with the version of its envelope.
      expect(keys.map(({ serverKey }) => serverKey?.[0]).filter((byte) => byte === 0x30)).toEqual([]);
    });

    it("are refused by a door that knows sizes and methods", async () => {
      const { phone } = await scene();
      const url = phone.token.url.replace(PUBLIC, world().url);
      expect((await fetch(url, { method: "POST", body: "x".repeat(20_000) })).status).toBe(413);
      const endless = { method: "POST", body: new Blob(["x"]).stream(), duplex: "half" } as const;
      expect((await fetch(url, endless)).status).toBe(413);
      expect((await fetch(url, { method: "PUT", body: "" })).status).toBe(405);
      expect((await fetch(`${world().url}/push/nothing`)).status).toBe(400);
      const polls = Array.from({ length: 40 }, () => phone.poll().then(({ status }) => status));
      expect(new Set(await Promise.all(polls))).toEqual(new Set([200, 429]));
    });

    it("are given to a phone also while somebody polls who knows its serial", async () => {
      const { seed, phone } = await scene();
      for (let n = 0; n < 30; n += 1) expect((await phone.poll({ signature: "A" })).status).toBe(400);
      await ask(seed);
      expect((await phone.accept(await shown(phone))).value).toBe(true);
    });

    // The last one: it uses up what this address may ask.
    it("are answered while others at their address ask in vain, without an end", async () => {
      const { seed, phone } = await scene();
      await ask(seed);
      expect(await polled(phone)).toHaveLength(1);
      const url = phone.token.url.replace(PUBLIC, world().url);
      const statuses: number[] = [];
      const over = new AbortController();
      const flood = async (from: number) => {
        for (let n = from; !over.signal.aborted; n += 8) {
          const { status } = await fetch(`${url}?serial=TP${n}&timestamp=x&signature=z`);
          statuses.push(status);
        }
      };
      const floods = [0, 1, 2, 3, 4, 5, 6, 7].map(flood);
      try {
        // After 600, and what came back meanwhile: ten in a second.
        const patiently = { timeout: 3 * EVENTUALLY.timeout };
        await expect.poll(() => statuses.includes(429), patiently).toBe(true);
        expect(await phone.poll()).toMatchObject({ status: 200 });
        expect((await phone.accept(await shown(phone))).value).toBe(true);
      } finally {
        over.abort();
        await Promise.all(floods);
      }
      expect(new Set(statuses)).toEqual(new Set([400, 429]));
    });

    it("leave events that name everybody whom they are about", async () => {
      expect(await misnamedIn(world(), "push")).toEqual([]);
    });
  },
  { TOKENPLANE_PUBLIC_URL: PUBLIC },
);
