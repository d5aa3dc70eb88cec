import type { CsvRow } from "./csv-row.js";
import { FileError } from "./file-error.js";
import { checkBeginning } from "./first-row.js";
import { LateError } from "./late-error.js";

/** The maximum length of a row. In a longer one, a closing quotation mark is missing. */
const LONGEST_ROW = 10_000;

/**
 * The reader's position: before a cell, in one, in a quoted one, after a quotation mark in a quoted one, or in the spaces
 * after that one.
 */
type Place = "BEFORE" | "WITHIN" | "QUOTED" | "AFTER_QUOTE" | "AFTER_CELL";

/** The characters that end a run of ordinary text. */
const MEANING = /[",;\r\n]/g;

const ONLY_SPACES = /^ *$/;

/** Lines without anything but spaces and separators, one after the other. */
const EMPTY_LINES = /(?:[ \t,;]*[\r\n])+/y;

/** Line ends. */
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Reads CSV (RFC 4180) piece by piece: quoted cells, also with spaces around the quotation marks; any line end. Lines
 * without anything but spaces and separators are no rows. The separator is a comma or a semicolon, whichever comes first
 * in a row outside of quotation marks.
 */
// Why not csv-parse 7, which the constructs use for the files of a program. It names the line where a row ends, while
// refusals name the line where a row begins; and within quotation marks, it counts a line end of two characters twice.
// It must know the separator first, and its discovery also looks into quotation marks. Its limit on a row does not
// count separators. It reads 100,000 rows in at least 540 ms, during which the process answers no other request; this
// reader takes 65 ms.
export class CsvReader {
  #place: Place = "BEFORE";
  #separator: string | undefined;
  #cells: string[] = [];
  #cell = "";
  #line = 1;
  #rowLine = 1;
  #rowLength = 0;
  /** Whether the last piece ended with a carriage return, whose line feed is still to come. */
  #afterReturn = false;
  #rows: CsvRow[] = [];
  /** Whether anything but spaces and line ends was seen. */
  #isBegun = false;
  readonly #error = new LateError();

  /** The rows that end in the next piece. An error behind some of them comes with the next call. @throws FileError */
  push(text: string): CsvRow[] {
    this.#error.check();
    try {
      this.#read(text);
    } catch (error) {
      this.#error.keep(error, this.#rows.length > 0);
    }
    return this.#given();
  }

  /** The last row, if no line end follows it. @throws FileError also when a closing quotation mark is missing */
  end(): CsvRow[] {
    this.#error.check();
    if (this.#place === "QUOTED") {
      throw new FileError("A quotation mark in this row is never closed.", this.#rowLine);
    }
    this.#endRow();
    return this.#given();
  }

  #read(text: string): void {
    if (!this.#isBegun) this.#begin(text);
    for (let at = 0; at < text.length;) {
      if (this.#afterReturn) {
        this.#afterReturn = false;
        if (text[at] === "\n") {
          if (this.#place === "QUOTED") this.#take("\n");
          at += 1;
          continue;
        }
      }
      if (this.#place === "BEFORE" && this.#rowLength === 0 && this.#cells.length === 0) {
        const next = this.#skipEmptyLines(text, at);
        if (next > at) {
          at = next;
          continue;
        }
      }
      MEANING.lastIndex = at;
      const end = MEANING.exec(text)?.index ?? text.length;
      if (end > at) this.#run(text.slice(at, end));
      if (end < text.length) this.#sign(text.charAt(end));
      at = end + 1;
    }
  }

  #begin(text: string): void {
    const begins = text.trimStart();
    if (begins === "") return;
    this.#isBegun = true;
    const before = text.slice(0, text.length - begins.length);
    checkBeginning(begins, this.#line + (before.match(/\r\n?|\n/g)?.length ?? 0));
  }

  /** Skips lines that are not rows. @returns where the next row begins. */
  #skipEmptyLines(text: string, from: number): number {
    EMPTY_LINES.lastIndex = from;
    if (!EMPTY_LINES.test(text)) return from;
    const end = EMPTY_LINES.lastIndex;
    for (let at = from; at < end; at += 1) {
      const sign = text.charCodeAt(at);
      // A carriage return and its line feed are one line end.
      const isSecond = sign === LINE_FEED && at > from && text.charCodeAt(at - 1) === CARRIAGE_RETURN;
      if ((sign === LINE_FEED && !isSecond) || sign === CARRIAGE_RETURN) this.#line += 1;
    }
    this.#afterReturn = end === text.length && text.charCodeAt(end - 1) === CARRIAGE_RETURN;
    this.#rowLine = this.#line;
    return end;
  }

  #given(): CsvRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #take(text: string): void {
    this.#cell += text;
    this.#grow(text.length);
  }

  #grow(characters: number): void {
    this.#rowLength += characters;
    if (this.#rowLength > LONGEST_ROW) {
      throw new FileError(
        `The row has more than ${LONGEST_ROW} characters; a quotation mark may be missing.`,
        this.#rowLine,
      );
    }
  }

  #run(text: string): void {
    if (this.#place === "AFTER_QUOTE" || this.#place === "AFTER_CELL") {
      if (!ONLY_SPACES.test(text)) this.#refuseAfterCell();
      this.#place = "AFTER_CELL";
      this.#grow(text.length);
      return;
    }
    if (this.#place === "BEFORE") this.#place = "WITHIN";
    this.#take(text);
  }

  #refuseAfterCell(): never {
    throw new FileError(
      "There is text after a closing quotation mark. Write each quotation mark within a cell twice.",
      this.#line,
    );
  }

  #sign(sign: string): void {
    if (this.#place === "QUOTED") {
      if (sign === '"') this.#place = "AFTER_QUOTE";
      else this.#take(sign);
      // A carriage return and its line feed are one line end.
      if (sign === "\n" || sign === "\r") this.#line += 1;
      if (sign === "\r") this.#afterReturn = true;
    } else if (sign === '"') this.#quote();
    else if (sign === "\n" || sign === "\r") {
      this.#afterReturn = sign === "\r";
      this.#line += 1;
      this.#endRow();
    } else if (sign === (this.#separator ??= sign)) this.#endCell();
    else this.#run(sign);
  }

  #quote(): void {
    if (this.#place === "AFTER_CELL") this.#refuseAfterCell();
    if (this.#place === "WITHIN") {
      if (!ONLY_SPACES.test(this.#cell)) {
        throw new FileError(
          "There is a quotation mark within a cell; put the whole cell in quotation marks.",
          this.#line,
        );
      }
      this.#cell = "";
    }
    if (this.#place === "AFTER_QUOTE") this.#take('"');
    this.#place = "QUOTED";
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = "";
    this.#place = "BEFORE";
    this.#grow(1);
  }

  #endRow(): void {
    this.#endCell();
    if (this.#cells.some((cell) => cell.trim() !== ""))
      this.#rows.push({ line: this.#rowLine, cells: this.#cells });
    this.#cells = [];
    this.#rowLength = 0;
    this.#rowLine = this.#line;
  }
}
