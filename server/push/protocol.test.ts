// The phone of the tests and the pure parts, without anything between: each was written from the facts only.
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type ManualClock, manualClock } from "../../test/support/clock.js";
import { Phone, type PhoneOptions } from "../../test/support/phone.js";
import { answerReply, readAnswer, type Shown, type Verdict, verifyAnswer } from "./push-answer.js";
import { type ChallengeParts, newNonce, type PushChallenge, signedChallenge } from "./push-challenge.js";
import { appLink, enrolmentUri } from "./enrolment-uri.js";
import { formKind, readForm } from "./form.js";
import { newServerKey, phoneKey, type ServerKey } from "./keys.js";
import { pollReply, readPoll, readWakeTokenUpdate, verifyPoll, verifyWakeTokenUpdate } from "./poll.js";
import { errorReply, NOT_VERIFIED, type PhoneReply } from "./reply.js";
import { readRollOut, rollOutReply } from "./roll-out.js";
import { signingKey } from "./signature.js";

const URL_OF_DOOR = "https://mfa.example/push/acme";
const SERIAL = "S-1";

let serverKey: ServerKey;
let strangerKey: ServerKey;
beforeAll(async () => {
  [serverKey, strangerKey] = await Promise.all([newServerKey(), newServerKey(2048)]);
});

/** The key of every phone here that is not a stranger's. */
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const stranger = () => rolledOut({ privateKey: signingKey(strangerKey.privateKey) });

/** A door of one token, in memory. */
class Door {
  readonly clock: ManualClock = manualClock();
  phoneKey: KeyObject | null = null;
  wakeToken: string | null = null;
  open: PushChallenge[] = [];
  readonly verdicts: (Verdict | null)[] = [];
  readonly kinds: (string | null)[] = [];
  shown: Shown | null = null;
  /** How many of the next answers are lost on the way back. */
  lost = 0;

  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const reply =
      init?.method === "POST"
        ? this.#post(typeof init.body === "string" ? init.body : "")
        : this.#poll(url.search.slice(1));
    if (this.lost > 0) {
      this.lost -= 1;
      throw new TypeError("fetch failed");
    }
    return Response.json(reply.body, { status: reply.status });
  };

  uri(changes: Partial<Parameters<typeof enrolmentUri>[0]> = {}): string {
    return enrolmentUri({ ...this.#parts(), ...changes });
  }

  link(): string {
    return appLink(this.#parts());
  }

  async ask(changes: Partial<ChallengeParts> = {}, key = serverKey): Promise<PushChallenge> {
    const challenge = await signedChallenge(
      {
        nonce: newNonce(),
        url: URL_OF_DOOR,
        serial: SERIAL,
        question: "Sign in to „VPN“ from 192.0.2.1?",
        title: "ACME ¦ Berlin",
        options: null,
        ...changes,
      },
      signingKey(key.privateKey),
    );
    this.open.push(challenge);
    return challenge;
  }

  #parts() {
    return {
      label: "anna: VPN",
      issuer: "ACME & Co",
      url: URL_OF_DOOR,
      ttlMinutes: 10,
      credential: "credential-1",
      serial: SERIAL,
      pollOnly: true,
    };
  }

  #poll(query: string): PhoneReply {
    const poll = readPoll(query);
    const isGood = poll !== null && verifyPoll(poll, this.#getKey(poll.serial), this.clock.now());
    return isGood ? pollReply(this.open, true) : NOT_VERIFIED;
  }

  #post(body: string): PhoneReply {
    const form = readForm(body);
    const kind = form === null ? null : formKind(form);
    this.kinds.push(kind);
    if (form === null || kind === null) return NOT_VERIFIED;
    if (kind === "EMPTY") return errorReply(400, "Nothing was sent.");
    if (kind === "ROLL_OUT") {
      const read = readRollOut(form);
      if ("failure" in read) return errorReply(400, read.failure);
      if (read.credential !== "credential-1" || read.serial !== SERIAL) return NOT_VERIFIED;
      this.phoneKey = phoneKey(read.publicKey);
      this.wakeToken = read.wakeToken;
      return rollOutReply(serverKey.publicKey);
    }
    if (kind === "WAKE_TOKEN") {
      const update = readWakeTokenUpdate(form);
      if (update === null || !verifyWakeTokenUpdate(update, this.#getKey(update.serial), this.clock.now())) {
        return NOT_VERIFIED;
      }
      this.wakeToken = update.wakeToken;
      return answerReply(true);
    }
    const answer = readAnswer(form);
    const verdict = answer === null ? null : verifyAnswer(answer, this.#getKey(answer.serial));
    this.verdicts.push(verdict);
    return verdict === null ? NOT_VERIFIED : answerReply(true, this.shown);
  }

  #getKey(serial: string): KeyObject | null {
    return serial === SERIAL ? this.phoneKey : null;
  }
}

async function rolledOut(options: PhoneOptions = {}, door = new Door()) {
  const phone = await Phone.enrol(door.uri(), {
    fetch: door.fetch,
    now: () => door.clock.now(),
    privateKey,
    ...options,
  });
  return { door, phone };
}

async function asked(changes: Partial<ChallengeParts> = {}) {
  const { door, phone } = await rolledOut();
  await door.ask(changes);
  const polled = await phone.poll();
  const [request] = polled.requests;
  if (request === undefined) throw new TypeError(`nothing is shown: ${polled.dropped.join()}`);
  return { door, phone, request };
}

describe("a phone and the pure parts", () => {
  it("roll out, on Android and on iOS, by QR code and by link", async () => {
    for (const ios of [false, true]) {
      const door = new Door();
      const phone = await Phone.scan(ios ? door.link() : door.uri(), { fetch: door.fetch, ios, privateKey });
      expect(phone.token).toMatchObject({ label: "anna - VPN", issuer: "ACME & Co", pollOnly: true });
      await phone.rollOut();
      expect(door.kinds).toEqual(ios ? ["EMPTY", "ROLL_OUT"] : ["ROLL_OUT"]);
      expect(phone.serverKey?.export({ format: "der", type: "pkcs1" })).toEqual(serverKey.publicKey);
    }
  });

  it("roll out with a key of 4096 bits, as the app makes it", { tags: "deep" }, async () => {
    const { door, phone } = await rolledOut({
      privateKey: generateKeyPairSync("rsa", { modulusLength: 4096 }).privateKey,
    });
    expect(door.phoneKey?.asymmetricKeyDetails?.modulusLength).toBe(4096);
    expect(await phone.poll()).toMatchObject({ status: 200, requests: [] });
  });

  it("do not roll out with a small key, or after the time", async () => {
    const door = new Door();
    const now = () => door.clock.now();
    const options = { fetch: door.fetch, now };
    const small = await Phone.scan(door.uri(), { ...options, bits: 1024 });
    await expect(small.rollOut()).rejects.toThrow("2048 to 8192 bits");
    const late = await Phone.scan(door.uri(), { ...options, privateKey });
    door.clock.pass(601);
    await expect(late.rollOut()).rejects.toThrow("expired");
    expect(door.phoneKey).toBeNull();
  });

  it("may try a roll-out again", async () => {
    const door = new Door();
    const phone = await Phone.scan(door.uri(), { fetch: door.fetch, privateKey });
    door.lost = 1;
    await expect(phone.rollOut()).rejects.toThrow("fetch failed");
    await expect(phone.rollOut({ enrollment_credential: "credential-2" })).rejects.toThrow("400");
    await phone.rollOut();
    expect(phone.isRolledOut).toBe(true);
  });

  it("poll within a minute of the clock, and with no other key", async () => {
    const { door, phone } = await rolledOut();
    await door.ask();
    const ahead = (seconds: number) => phone.pollUrl({ timestamp: new Date(seconds).toISOString() });
    expect(await phone.poll()).toMatchObject({ status: 200, requests: [{ title: "ACME ¦ Berlin" }] });
    expect((await door.fetch(ahead(door.clock.now()))).status).toBe(400);
    for (const seconds of [-61, 61]) {
      const url = phone.pollUrl();
      door.clock.pass(seconds);
      expect((await door.fetch(url)).status).toBe(400);
      door.clock.pass(-seconds);
      expect((await door.fetch(url)).status).toBe(200);
    }
    const { phone: other } = await stranger();
    const foreign = await (await door.fetch(other.pollUrl())).text();
    const unknown = await (await door.fetch(phone.pollUrl({ serial: "S-2" }))).text();
    expect(foreign).toContain("Could not verify signature!");
    expect(unknown).toBe(foreign);
  });

  it("approve", async () => {
    const { door, phone, request } = await asked();
    expect(request).toMatchObject({
      question: "Sign in to „VPN“ from 192.0.2.1?",
      options: null,
      takesReason: true,
    });
    door.shown = { displayCode: "012345", message: "Type this code." };
    expect(await phone.accept(request)).toEqual({
      status: 200,
      value: true,
      displayCode: "012345",
      message: "Type this code.",
      error: null,
    });
    expect(door.verdicts).toEqual([{ state: "APPROVED", presence: null }]);
    // It is not shown again, though the door still has it.
    expect((await phone.poll()).requests).toEqual([]);
  });

  it("choose", async () => {
    const { door, phone, request } = await asked({ options: ["12", "07", "B"] });
    expect(request.options).toEqual(["12", "07", "B"]);
    expect(await phone.accept(request, "07")).toMatchObject({ status: 200, displayCode: null });
    expect(door.verdicts).toEqual([{ state: "APPROVED", presence: "07" }]);
  });

  it("decline, with both reasons and with none", async () => {
    const first = await asked();
    await first.phone.decline(first.request);
    expect(first.door.verdicts).toEqual([{ state: "DECLINED", reason: "UNKNOWN_TRIGGER" }]);
    const second = await asked({ options: ["12", "07"] });
    await second.phone.cancel(second.request);
    expect(second.door.verdicts).toEqual([{ state: "DECLINED", reason: "CANCELLED" }]);
    const third = await asked();
    await third.phone.decline({ ...third.request, takesReason: false });
    expect(third.door.verdicts).toEqual([{ state: "DECLINED", reason: null }]);
  });

  it("repeat an answer once after a lost connection", async () => {
    const { door, phone, request } = await asked();
    door.lost = 1;
    expect(await phone.accept(request)).toMatchObject({ status: 200, value: true });
    expect(door.verdicts).toEqual(Array.from({ length: 2 }, () => ({ state: "APPROVED", presence: null })));
    const again = await asked();
    again.door.lost = 2;
    await expect(again.phone.accept(again.request)).rejects.toThrow("fetch failed");
    expect(again.phone.requests).toHaveLength(1);
  });

  it("do not take an answer of another phone, or for another request", async () => {
    const { door, phone, request } = await asked();
    const { phone: other } = await stranger();
    const post = async (form: Record<string, string>) =>
      (await door.fetch(URL_OF_DOOR, { method: "POST", body: new URLSearchParams(form).toString() })).status;
    expect(await post(other.acceptForm(request))).toBe(400);
    expect(await post({ ...phone.acceptForm(request), nonce: newNonce() })).toBe(400);
    expect(
      await post({ ...phone.declineForm(request, "cancelled"), decline_reason: "unknown_trigger" }),
    ).toBe(400);
    const { decline, ...approval } = phone.declineForm(request);
    expect(decline).toBe("1");
    expect(await post(approval)).toBe(400);
    expect(await post({ ...approval, presence_answer: "decline" })).toBe(400);
    expect(door.verdicts).toEqual([null, null, null, null, null]);
  });

  it("change the wake-up token", async () => {
    const door = new Door();
    const uri = door.uri({ pollOnly: false });
    const phone = await Phone.enrol(uri, {
      fetch: door.fetch,
      now: () => door.clock.now(),
      wakeToken: "first:token",
      privateKey,
    });
    expect(door.wakeToken).toBe("first:token");
    expect(await phone.updateWakeToken("second:token")).toBe(true);
    expect(door.wakeToken).toBe("second:token");
    const form = phone.wakeTokenForm("third:token");
    door.clock.pass(301);
    const body = new URLSearchParams(form).toString();
    expect((await door.fetch(URL_OF_DOOR, { method: "POST", body })).status).toBe(400);
    expect(door.wakeToken).toBe("second:token");
  });
});

describe("what the phone shows", () => {
  it("is signed by its server, in every part", async () => {
    const { door, phone } = await rolledOut();
    const good = await door.ask({ options: ["12", "07"] });
    const forged = await door.ask({}, strangerKey);
    const another = await door.ask();
    expect(phone.receive(forged)).toBe("the signature is wrong");
    for (const name of ["nonce", "url", "question", "title", "sslverify", "require_presence"]) {
      const value = name === "nonce" ? newNonce() : name === "sslverify" ? "0" : `${good[name]}x`;
      expect(phone.receive({ ...good, [name]: value })).toBe("the signature is wrong");
    }
    const { require_presence: options, ...withoutOptions } = good;
    expect(options).toBe("12,07");
    expect(phone.receive(withoutOptions)).toBe("the signature is wrong");
    for (const changed of [
      { capabilities: '{"decline_reason":false}' },
      { capabilities_signature: another["capabilities_signature"] },
    ]) {
      expect(phone.receive({ ...good, ...changed })).toBe("the capabilities' signature is wrong");
    }
    expect(phone.receive({ ...good, serial: "S-2" })).toBe("no token with this serial");
    expect(phone.requests).toEqual([]);
    // By Firebase, and again by a poll: it is shown once. There, the app takes capabilities as an object, too.
    expect(phone.receive(good)).toBeNull();
    expect(phone.receive({ ...another, capabilities: { decline_reason: true } })).toBeNull();
    expect((await phone.poll()).requests).toHaveLength(2);
  });

  it("is dropped after two minutes", async () => {
    const { door, phone, request } = await asked();
    door.clock.pass(119);
    expect(phone.requests).toHaveLength(1);
    door.clock.pass(1);
    expect(phone.requests).toEqual([]);
    await expect((async () => phone.accept(request))()).rejects.toThrow("expired");
  });
});
