import { generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appTime } from "../../test/support/phone.js";
import { toBase32 } from "./base32.js";
import {
  pollReply,
  readPoll,
  readTimestamp,
  readWakeTokenUpdate,
  verifyPoll,
  verifyWakeTokenUpdate,
} from "./poll.js";

const phone = generateKeyPairSync("rsa", { modulusLength: 2048 });
const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
const NOW = Date.UTC(2026, 10, 25, 12, 0, 0);
const signed = (text: string) => toBase32(sign("sha256", Buffer.from(text), phone.privateKey));

function poll(timestamp: string, changes: Readonly<Record<string, string>> = {}) {
  const signature = signed(`S-1|${timestamp}`);
  return readPoll(new URLSearchParams({ serial: "S-1", timestamp, signature, ...changes }).toString());
}

function isTaken(timestamp: string, key = phone.publicKey, changes: Readonly<Record<string, string>> = {}) {
  const read = poll(timestamp, changes);
  return read !== null && verifyPoll(read, key, NOW);
}

function update(token: string, timestamp: string, text = `${token}|S-1|${timestamp}`) {
  return readWakeTokenUpdate(
    new Map(Object.entries({ new_fb_token: token, serial: "S-1", timestamp, signature: signed(text) })),
  );
}

describe("a timestamp", () => {
  it.each([
    ["2026-11-25T12:00:00.123456Z", NOW + 123],
    ["2026-11-25T12:00:00.123Z", NOW + 123],
    ["2026-11-25T12:00:00Z", NOW],
    ["2026-11-25T12:00:00.123456+00:00", NOW + 123],
    ["2026-11-25T12:00:00+00:00", NOW],
    ["2028-02-29T23:59:59.999999Z", Date.UTC(2028, 1, 29, 23, 59, 59, 999)],
  ])("is %s", (text, milliseconds) => {
    expect(readTimestamp(text)).toBe(milliseconds);
  });

  it.each([
    "2026-11-25T12:00:00.123456",
    "2026-11-25T12:00:00.123456+01:00",
    "2026-11-25T12:00:00.123456-00:00",
    "2026-11-25T12:00:00.123456 00:00",
    "2026-11-25 12:00:00.123456Z",
    "2026-11-25T12:00:00.1Z",
    "2026-11-25T12:00:00.1234567Z",
    "2026-11-25T12:00Z",
    "2026-11-25T24:00:00Z",
    "2026-11-25T12:00:60Z",
    "2026-02-30T12:00:00Z",
    "2026-13-01T12:00:00Z",
    "20261125T120000Z",
    "+002026-11-25T12:00:00Z",
    "1795608000",
    "2026-11-25T12:00:00Z\n",
    " 2026-11-25T12:00:00Z",
    "",
  ])("is not %j", (text) => {
    expect(readTimestamp(text)).toBeNull();
  });

  it("is what the app writes, to the millisecond", () => {
    const date = fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(date, fc.nat({ max: 999 }), (at, microseconds) => {
        expect(readTimestamp(appTime(at.getTime(), microseconds))).toBe(at.getTime());
      }),
    );
  });
});

describe("a poll", () => {
  it("is taken for a minute, however the phone's clock is", () => {
    for (const seconds of [-60, -1, 0, 59, 60]) {
      expect(isTaken(appTime(NOW + seconds * 1000, 0))).toBe(true);
    }
    for (const milliseconds of [-60_001, 60_001, -3_600_000, 86_400_000]) {
      expect(isTaken(appTime(NOW + milliseconds, 0))).toBe(false);
    }
  });

  it("is taken again within that time: it changes nothing", () => {
    const read = poll(appTime(NOW, 7));
    if (read === null) throw new TypeError("the poll is not read");
    expect([1, 2].map(() => verifyPoll(read, phone.publicKey, NOW))).toEqual([true, true]);
  });

  it("is nobody else's, and of no other time or serial", () => {
    const time = appTime(NOW, 7);
    expect(isTaken(time)).toBe(true);
    expect(isTaken(time, phone.publicKey, { capabilities: '["decline_reason"]' })).toBe(true);
    expect(isTaken(time, other.publicKey)).toBe(false);
    expect(isTaken(time, phone.publicKey, { serial: "S-2" })).toBe(false);
    expect(isTaken(time, phone.publicKey, { timestamp: appTime(NOW, 8) })).toBe(false);
    expect(isTaken(time, phone.publicKey, { signature: "A" })).toBe(false);
    const read = poll(time);
    expect(read !== null && verifyPoll(read, null, NOW)).toBe(false);
  });

  it("is not read when it is incomplete, too long, or says something twice", () => {
    const good = `serial=S-1&timestamp=${appTime(NOW)}&signature=A`;
    expect(readPoll(good)).toEqual({ serial: "S-1", timestamp: appTime(NOW), at: NOW, signature: "A" });
    expect(readPoll(`${good}&serial=S-2`)).toBeNull();
    expect(readPoll(`${good}&more=${"x".repeat(16_000)}`)).toBeNull();
    for (const name of ["serial", "timestamp", "signature"]) {
      const query = new URLSearchParams(good);
      query.delete(name);
      expect(readPoll(query.toString())).toBeNull();
    }
    // A plus that is not encoded is a space.
    expect(readPoll(good.replace("Z", "+00:00"))).toBeNull();
    expect(readPoll(good.replace("Z", "%2B00:00"))).not.toBeNull();
  });

  it("has a list as its answer", () => {
    expect(pollReply([], true)).toEqual({
      status: 200,
      body: { result: { status: true, value: [] }, detail: null },
    });
    expect(pollReply([{ nonce: "A" }], false).body).toEqual({
      result: { status: true, value: [{ nonce: "A" }] },
      detail: { state: "ROLLED_OUT" },
    });
  });
});

describe("a wake-up token", () => {
  it("is changed within five minutes", () => {
    const isChanged = (milliseconds: number) => {
      const read = update("dA:APA91b_-x", appTime(NOW + milliseconds, 5));
      return read !== null && verifyWakeTokenUpdate(read, phone.publicKey, NOW);
    };
    for (const milliseconds of [-300_000, 0, 300_000]) expect(isChanged(milliseconds)).toBe(true);
    for (const milliseconds of [-300_001, 300_001]) expect(isChanged(milliseconds)).toBe(false);
  });

  it("is what the phone signed", () => {
    const time = appTime(NOW, 5);
    expect(update("dA:APA91b_-x", time)).toMatchObject({ wakeToken: "dA:APA91b_-x", at: NOW });
    expect(update("no_firebase_token", time)).toMatchObject({ wakeToken: null });
    for (const token of ["", "a|b", "a b", "x".repeat(1025), "ü"]) expect(update(token, time)).toBeNull();
    const read = update("a", time);
    const swapped = update("b", time, `a|S-1|${time}`);
    const polled = update("a", time, `S-1|${time}`);
    const none = update("no_firebase_token", time);
    const check = (value: typeof read, key = phone.publicKey) =>
      value === null ? null : verifyWakeTokenUpdate(value, key, NOW);
    expect(check(read)).toBe(true);
    expect(check(none)).toBe(true);
    expect(check(read, other.publicKey)).toBe(false);
    expect(check(swapped)).toBe(false);
    expect(check(polled)).toBe(false);
    expect(read !== null && verifyWakeTokenUpdate(read, null, NOW)).toBe(false);
  });
});
