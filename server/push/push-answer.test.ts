import { generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerReply, readAnswer, type Verdict, verifyAnswer } from "./push-answer.js";
import { toBase32 } from "./base32.js";
import { newNonce } from "./push-challenge.js";
import { readForm } from "./form.js";
import { errorReply, NOT_VERIFIED } from "./reply.js";

const phone = generateKeyPairSync("rsa", { modulusLength: 2048 });
const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
const nonce = newNonce();

const signed = (text: string) => toBase32(sign("sha256", Buffer.from(text), phone.privateKey));

/** The verdict on a form, signed as this text; undefined when it is not read. */
function verdict(fields: Readonly<Record<string, string>>, text: string): Verdict | null | undefined {
  const all = { serial: "S-1", nonce, signature: signed(text), ...fields };
  const answer = readAnswer(readForm(new URLSearchParams(all).toString()) ?? new Map());
  return answer === null ? undefined : verifyAnswer(answer, phone.publicKey);
}

const unknownTrigger = { decline: "1", decline_reason: "unknown_trigger" };

describe("an answer", () => {
  it.each<[Readonly<Record<string, string>>, string, Verdict]>([
    [{}, "", { state: "APPROVED", presence: null }],
    [{ presence_answer: "07" }, "|07", { state: "APPROVED", presence: "07" }],
    [{ decline: "1" }, "|decline", { state: "DECLINED", reason: null }],
    [unknownTrigger, "|decline|unknown_trigger", { state: "DECLINED", reason: "UNKNOWN_TRIGGER" }],
    [
      { decline: "1", decline_reason: "cancelled" },
      "|decline|cancelled",
      { state: "DECLINED", reason: "CANCELLED" },
    ],
    [
      { ...unknownTrigger, presence_answer: "07" },
      "|decline|unknown_trigger|07",
      { state: "DECLINED", reason: "UNKNOWN_TRIGGER" },
    ],
    [{ capabilities: '["decline_reason"]' }, "", { state: "APPROVED", presence: null }],
  ])("of %j is signed over nonce|serial%s", (fields, end, expected) => {
    expect(verdict(fields, `${nonce}|S-1${end}`)).toEqual(expected);
    expect(verdict(fields, `${nonce}|S-1${end}x`)).toBeNull();
    expect(verdict(fields, `${newNonce()}|S-1${end}`)).toBeNull();
    expect(verdict(fields, `${nonce}|S-2${end}`)).toBeNull();
  });

  it("does not become another one by what was signed", () => {
    const ends = ["", "|decline", "|decline|cancelled", "|decline|unknown_trigger", "|07", "|decline|07"];
    const forms: readonly (readonly [number, Readonly<Record<string, string>>])[] = [
      [0, {}],
      [1, { decline: "1" }],
      [2, { decline: "1", decline_reason: "cancelled" }],
      [3, unknownTrigger],
      [4, { presence_answer: "07" }],
      [5, { decline: "1", presence_answer: "07" }],
    ];
    for (const [at, fields] of forms) {
      for (const [place, end] of ends.entries()) {
        expect(verdict(fields, `${nonce}|S-1${end}`) !== null).toBe(at === place);
      }
    }
  });

  it.each<Readonly<Record<string, string>>>([
    { presence_answer: "decline" },
    { presence_answer: "a|b" },
    { presence_answer: "" },
    { presence_answer: "decline|cancelled" },
    { presence_answer: "x".repeat(21) },
    { decline: "0" },
    { decline: "" },
    { decline: "true" },
    { decline_reason: "cancelled" },
    { decline: "1", decline_reason: "other" },
    { decline: "1", decline_reason: "" },
    { decline: "1", decline_reason: "toString" },
    { nonce: "" },
    { nonce: `${nonce}|S-1` },
    { serial: "" },
    { serial: "S-1|decline" },
    { signature: "" },
  ])("is not read with %j", (fields) => {
    expect(verdict(fields, `${nonce}|S-1`)).toBeUndefined();
  });

  it("is nobody else's", () => {
    const fields = { serial: "S-1", nonce, signature: signed(`${nonce}|S-1`) };
    const answer = readAnswer(new Map(Object.entries(fields)));
    if (answer === null) throw new TypeError("the answer is not read");
    expect(verifyAnswer(answer, phone.publicKey)).not.toBeNull();
    expect(verifyAnswer(answer, other.publicKey)).toBeNull();
    expect(verifyAnswer(answer, null)).toBeNull();
  });

  it("is refused with any other signature", () => {
    const good = signed(`${nonce}|S-1`);
    const read = (signature: string) => verdict({ signature }, "");
    expect(read(good)).toEqual({ state: "APPROVED", presence: null });
    expect(read(good.replace(/=+$/, ""))).toEqual({ state: "APPROVED", presence: null });
    for (const bad of [
      good.toLowerCase(),
      `${good}=`,
      `${good} `,
      good.slice(8),
      `${good.startsWith("A") ? "B" : "A"}${good.slice(1)}`,
      "A".repeat(10_000),
      "x",
    ]) {
      expect(read(bad)).toBeNull();
    }
    fc.assert(
      fc.property(fc.nat({ max: 255 }), fc.nat({ max: 7 }), (byte, bit) => {
        const bytes = sign("sha256", Buffer.from(`${nonce}|S-1`), phone.privateKey);
        bytes[byte] = (bytes[byte] ?? 0) ^ (1 << bit);
        expect(read(toBase32(bytes))).toBeNull();
      }),
      { numRuns: 30 },
    );
  });
});

describe("the reply", () => {
  it("shows a code after an approval", () => {
    expect(answerReply(true, { displayCode: "012345", message: "Type it" })).toEqual({
      status: 200,
      body: {
        result: { status: true, value: true },
        detail: { display_code: "012345", message: "Type it" },
      },
    });
    expect(answerReply(false)).toEqual({
      status: 200,
      body: { result: { status: true, value: false }, detail: null },
    });
  });

  it("to everything that is wrong is the same", () => {
    expect(NOT_VERIFIED.status).toBe(400);
    expect(NOT_VERIFIED.body.result).toEqual({
      status: false,
      error: { code: expect.any(Number), message: "Could not verify signature!" },
    });
    expect(errorReply(403, "No polling.")).toMatchObject({
      status: 403,
      body: { result: { error: { message: "No polling." } } },
    });
  });
});
