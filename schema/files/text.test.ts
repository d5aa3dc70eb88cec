import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FileError } from "./file-error.js";
import { TextReader } from "./text.js";

/** Bytes in pieces that end anywhere. */
function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length));
}

function read(chunks: readonly Uint8Array[]): string {
  const reader = new TextReader();
  return chunks.map((chunk) => reader.push(chunk)).join("") + reader.end();
}

function failure(...chunks: readonly Uint8Array[]): FileError {
  try {
    read(chunks);
  } catch (error) {
    if (error instanceof FileError) return error;
    throw error;
  }
  throw new Error("it was read");
}

const cuts = fc.array(fc.nat(), { maxLength: 6 });

/** Text that every encoding keeps: no NUL, no U+FFFD, and none that begins with a mark of its own. */
const text = fc
  .string({ unit: "grapheme", maxLength: 60 })
  .filter((one) => !/\p{Cs}/u.test(one) && !/[\0\uFFFD]|^\uFEFF/u.test(one));

const ENCODINGS: Readonly<Record<string, (one: string) => Buffer>> = {
  "UTF-8": (one) => Buffer.from(one),
  "UTF-8 with a mark": (one) => Buffer.from(`\uFEFF${one}`),
  "UTF-16, low byte first": (one) => Buffer.from(`\uFEFF${one}`, "utf16le"),
  "UTF-16, high byte first": (one) => Buffer.from(`\uFEFF${one}`, "utf16le").swap16(),
};

describe("the text of a file", () => {
  it.each(Object.entries(ENCODINGS))("is read in %s, however it is cut", (_name, encode) => {
    fc.assert(
      fc.property(text, cuts, (one, places) => {
        expect(read(pieces(encode(one), places))).toBe(one);
      }),
    );
  });

  it("is read when it is shorter than a mark", () => {
    expect(read([])).toBe("");
    expect(read([Buffer.from("a")])).toBe("a");
    expect(read([Buffer.from("\uFEFF")])).toBe("");
  });

  it("is refused by name and line where a byte is no character", () => {
    const broken = [
      [0xff],
      [0xc3, 0x28],
      [0xed, 0xa0, 0x80],
      [0xc0, 0x80],
      [0xf5, 0x80, 0x80, 0x80],
      [0xe2, 0x82],
    ];
    for (const bytes of broken) {
      const { line, message } = failure(Buffer.concat([Buffer.from("a\nb\nc"), Buffer.from(bytes)]));
      expect(line).toBe(3);
      expect(message).toContain("bytes that are not text");
    }
    const reader = new TextReader();
    expect(reader.push(Buffer.from([0x61, 0x62, 0x0a, 0xff, 0x63]))).toBe("ab\n");
    expect(() => reader.push(Buffer.from("d"))).toThrow("bytes that are not text");
    expect(() => reader.end()).toThrow("bytes that are not text");
    expect(failure(Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x61])).message).toContain("bytes that are not text");
    expect(failure(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00])).message).toContain("not text");
  });

  it("counts each line end once, of whatever kind, also when it is cut in two", () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      for (const cutAt of [1, 2, 3, 4]) {
        const bytes = Buffer.concat([Buffer.from(`a${end}${end}bc${end}`), Buffer.of(0xff)]);
        expect(failure(...pieces(bytes, [cutAt])).line, JSON.stringify([end, cutAt])).toBe(4);
      }
    }
  });

  it("is refused by name and line where a NUL is, as in UTF-16 without a mark", () => {
    expect(failure(Buffer.from("a\r\nb\0c\n"))).toMatchObject({
      line: 2,
      message: expect.stringContaining("NUL"),
    });
    expect(failure(Buffer.from("serial,secret\n", "utf16le"))).toMatchObject({ line: 1 });
  });
});
