import { createDecipheriv } from "node:crypto";
import { describe, expect, it } from "vitest";
import { newMasterKey, parseMasterKeys, type MasterKey } from "./master-key.js";
import { SecretBox, DecryptionError, type Place } from "./secret-box.js";

function masterKey(): MasterKey {
  const [key] = parseMasterKeys(newMasterKey(), "it");
  if (key === undefined) throw new TypeError("no key was made");
  return key;
}

const OLD = masterKey();
const NEW = masterKey();
const box = new SecretBox([OLD]);
const secret = Buffer.from("12345678901234567890");
const place: Place = { account: "account", table: "tokens", column: "secret", row: "row" };

/** Opens one layer of an envelope as its description says, with nothing of the code that made it. */
function open(key: Buffer, sealed: Buffer): Buffer {
  const decrypt = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12))
    .setAAD(Buffer.from("account\ntokens\nsecret\nrow"))
    .setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decrypt.update(sealed.subarray(12, -16)), decrypt.final()]);
}

describe("a secret", () => {
  it("comes out at its place as it went in, whatever its length", () => {
    for (const length of [0, 1, 20, 64, 128, 10_000]) {
      const plain = Buffer.alloc(length, length);
      expect(box.decrypt(box.encrypt(plain, place), place)).toEqual(plain);
    }
  });

  it("lies in an envelope that stays readable: its layout is a promise to every database there is", () => {
    const envelope = box.encrypt(secret, place);
    expect(envelope).toHaveLength(1 + 4 + 60 + 12 + 20 + 16);
    expect(envelope[0]).toBe(1);
    expect(envelope.subarray(1, 5)).toEqual(OLD.id);
    const dataKey = open(OLD.key, envelope.subarray(5, 65));
    expect(dataKey).toHaveLength(32);
    expect(open(dataKey, envelope.subarray(65))).toEqual(secret);
  });

  it("never looks the same twice, and shows nothing of itself", () => {
    const envelopes = Array.from({ length: 50 }, () => box.encrypt(secret, place).toString("hex"));
    // Neither the nonces nor the wrapped keys nor the texts of two envelopes are alike.
    for (const [from, to] of [
      [10, 34],
      [34, 130],
      [130, 154],
      [154, 194],
    ]) {
      expect(new Set(envelopes.map((envelope) => envelope.slice(from, to))).size).toBe(50);
    }
    expect(envelopes.join("")).not.toContain(secret.toString("hex"));
  });

  it.each(["account", "table", "column", "row"] as const)("decrypts nowhere but at its %s", (part) => {
    const envelope = box.encrypt(secret, place);
    const elsewhere = { ...place, [part]: "another" };
    expect(() => box.decrypt(envelope, elsewhere)).toThrow(DecryptionError);
    expect(() => box.rewrap(envelope, elsewhere)).toThrow(DecryptionError);
  });

  it("does not decrypt when any bit of it was turned, or an end is missing", () => {
    const envelope = box.encrypt(secret, place);
    for (let bit = 0; bit < envelope.length * 8; bit += 1) {
      const altered = Buffer.from(envelope);
      altered.writeUInt8(altered.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => box.decrypt(altered, place), `bit ${bit}`).toThrow(DecryptionError);
    }
    for (let length = 0; length < envelope.length; length += 1) {
      expect(() => box.decrypt(envelope.subarray(0, length), place), `${length} bytes`).toThrow(
        DecryptionError,
      );
    }
  });

  it("is not in the error", () => {
    const altered = box.encrypt(secret, place);
    altered.writeUInt8(altered.readUInt8(70) ^ 1, 70);
    expect(() => box.decrypt(altered, place)).toThrow(/^A stored secret was altered\.$/);
  });
});

describe("a rotation", () => {
  const both = new SecretBox([NEW, OLD]);

  it("decrypts what any given key made, and encrypts with the first", () => {
    expect(both.decrypt(box.encrypt(secret, place), place)).toEqual(secret);
    expect(new SecretBox([NEW]).decrypt(both.encrypt(secret, place), place)).toEqual(secret);
  });

  it("puts a secret under the first key without touching its text", () => {
    const before = box.encrypt(secret, place);
    expect([both.isCurrent(before), box.isCurrent(before)]).toEqual([false, true]);
    const after = both.rewrap(before, place);
    expect([both.isCurrent(after), box.isCurrent(after)]).toEqual([true, false]);
    expect(after.subarray(65)).toEqual(before.subarray(65));
    expect(new SecretBox([NEW]).decrypt(after, place)).toEqual(secret);
  });

  it("leaves nothing for the old key to decrypt", () => {
    const after = both.rewrap(box.encrypt(secret, place), place);
    expect(() => box.decrypt(after, place)).toThrow(
      "A stored secret is encrypted with a master key that is not given.",
    );
  });

  it("cannot begin without a key", () => {
    expect(() => new SecretBox([])).toThrow(RangeError);
  });
});
