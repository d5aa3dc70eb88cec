import { TextDecoder } from "node:util";
import { FileError } from "./file-error.js";
import { knownBytes } from "./known-formats.js";
import { LateError } from "./late-error.js";

/** Byte-order marks and their encodings. */
const MARKS = [
  { bytes: Buffer.of(0xef, 0xbb, 0xbf), encoding: "utf-8" },
  { bytes: Buffer.of(0xff, 0xfe), encoding: "utf-16le" },
  { bytes: Buffer.of(0xfe, 0xff), encoding: "utf-16be" },
] as const;

const LONGEST_MARK = 3;

/** The character that a decoder writes for invalid bytes. */
const LOST = "\uFFFD";

/** How many lines end in a text. */
function lineEndsIn(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0;
}

/**
 * Reads a file's bytes as text: UTF-8, or what a byte-order mark says (UTF-8, UTF-16 of either order). Nothing
 * else is guessed.
 */
export class TextReader {
  #decoder: TextDecoder | undefined;
  /** The first bytes, until it is known whether they are text, and in which encoding. */
  #first: Buffer = Buffer.alloc(0);
  #lines = 0;
  /** Whether the text ended with a carriage return, whose line feed is still to come. */
  #afterReturn = false;
  readonly #error = new LateError();

  /** The text of the next bytes. An error behind some of it comes with the next call. @throws FileError on a NUL, and on invalid bytes */
  push(bytes: Uint8Array): string {
    this.#error.check();
    if (this.#decoder !== undefined) return this.#checked(this.#decoder.decode(bytes, { stream: true }));
    this.#first = Buffer.concat([this.#first, bytes]);
    return this.#first.length < LONGEST_MARK ? "" : this.#begin();
  }

  /** The text that was still waiting for its last bytes. @throws FileError */
  end(): string {
    this.#error.check();
    const begun = this.#decoder === undefined ? this.#begin() : "";
    const rest = this.#checked(this.#decoder?.decode() ?? "");
    // No caller asks again.
    this.#error.check();
    return begun + rest;
  }

  #begin(): string {
    const other = knownBytes(this.#first);
    if (other !== undefined) throw new FileError(other, 1);
    const mark = MARKS.find(({ bytes }) => this.#first.subarray(0, bytes.length).equals(bytes));
    this.#decoder = new TextDecoder(mark?.encoding ?? "utf-8", { ignoreBOM: true });
    const rest = this.#first.subarray(mark?.bytes.length ?? 0);
    return this.#checked(this.#decoder.decode(rest, { stream: true }));
  }

  #checked(text: string): string {
    const nul = text.indexOf("\0");
    const lost = text.indexOf(LOST);
    if (nul === -1 && lost === -1) {
      this.#pass(text);
      return text;
    }
    const isNul = lost === -1 || (nul !== -1 && nul < lost);
    const before = text.slice(0, isNul ? nul : lost);
    this.#pass(before);
    const what = isNul ? "a NUL character" : "bytes that are not text";
    const how = isNul ? "Save it as text in UTF-8" : "Save it in UTF-8";
    const message = `The file has ${what}. ${how}, or in UTF-16 with a byte-order mark.`;
    this.#error.keep(new FileError(message, this.#lines + 1), before !== "");
    return before;
  }

  /** Counts the lines that end in the text. A carriage return and its line feed are one line end. */
  #pass(text: string): void {
    if (text === "") return;
    this.#lines += lineEndsIn(text) - (this.#afterReturn && text.startsWith("\n") ? 1 : 0);
    this.#afterReturn = text.endsWith("\r");
  }
}
