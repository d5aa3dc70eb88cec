import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CsvRow } from "./csv-row.js";
import { CsvReader } from "./csv.js";
import { FileError } from "./file-error.js";

function read(texts: readonly string[]): CsvRow[] {
  const reader = new CsvReader();
  return [...texts.flatMap((text) => reader.push(text)), ...reader.end()];
}

const cells = (text: string) => read([text]).map((row) => row.cells);

function failure(text: string): { line: number; message: string } {
  try {
    read([text]);
  } catch (error) {
    if (error instanceof FileError) return { line: error.line, message: error.message };
    throw error;
  }
  throw new Error("it was read");
}

function cut(text: string, cuts: readonly number[]): string[] {
  const places = cuts.map((one) => one % (text.length + 1)).toSorted((a, b) => a - b);
  return [0, ...places].map((from, index) => text.slice(from, places[index] ?? text.length));
}

const cell = fc.string({
  unit: fc.constantFrom("a", "ü", "😀", " ", '"', ",", ";", "\n", "\r", "=", "1"),
  maxLength: 8,
});
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
const cuts = fc.array(fc.nat(), { maxLength: 8 });
const lineEnd = fc.constantFrom("\n", "\r\n", "\r");
const separator = fc.constantFrom(",", ";");

function written(one: string, always: boolean): string {
  return always || /[",;\r\n]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one;
}

describe("a CSV file", () => {
  it("gives back any cells, whatever their separator, line ends, quotation marks and pieces", () => {
    fc.assert(
      fc.property(
        table,
        separator,
        lineEnd,
        fc.boolean(),
        fc.boolean(),
        cuts,
        (rows, between, end, always, last, places) => {
          const text =
            rows.map((row) => row.map((one) => written(one, always)).join(between)).join(end) +
            (last ? end : "");
          const expected = rows.filter((row) => row.some((one) => one.trim() !== ""));
          expect(read(cut(text, places)).map((row) => row.cells)).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("has spaces around the quotation marks of a cell that are not part of it, however it is cut", () => {
    fc.assert(
      fc.property(cuts, (places) => {
        const text = '"T1", "ab,cd"\n  " T2 "  , "say ""x""" ,\n a , "b" ';
        expect(read(cut(text, places)).map((row) => row.cells)).toEqual([
          ["T1", "ab,cd"],
          [" T2 ", 'say "x"', ""],
          [" a ", "b"],
        ]);
      }),
    );
  });

  it("tells the line where each row begins, however it is cut", () => {
    const text = 'a,b\r\n\r\n"c\r\nd\ne\rf",g\n\n;x,\nh,i\rj,k';
    const lines = [1, 3, 8, 9, 10];
    fc.assert(
      fc.property(cuts, (places) => {
        expect(read(cut(text, places)).map(({ line }) => line)).toEqual(lines);
      }),
    );
  });

  it("has lines without anything but spaces and separators that are no rows, and rows of one cell", () => {
    expect(cells("\n\na\n  \n,,\n , \t,\nb")).toEqual([["a"], ["b"]]);
    expect(cells("")).toEqual([]);
  });

  it("is separated by what comes first, and the other sign is text then", () => {
    expect(cells("a;b,c\nd,e")).toEqual([["a", "b,c"], ["d,e"]]);
    expect(cells('"a,b";c\n')).toEqual([["a,b", "c"]]);
  });

  it("is refused at the line of a quotation mark that is not closed, stands within a cell, or is followed by text", () => {
    expect(failure('a,b\nc,"d\ne')).toEqual({
      line: 2,
      message: "A quotation mark in this row is never closed.",
    });
    expect(failure('a,b\nc"d,e')).toMatchObject({
      line: 2,
      message: expect.stringContaining("within a cell"),
    });
    // The rows before it in the same piece come first, and nothing comes after it.
    const reader = new CsvReader();
    expect(reader.push('a,b\nc,d\ne,"f"g\nh,i\n').map(({ line }) => line)).toEqual([1, 2]);
    for (const next of [() => reader.push("j,k\n"), () => reader.end()]) {
      expect(next).toThrow(new FileError(failure('e,"f"g').message, 3));
    }
    for (const text of ['a,"b"c\n', 'a,"b" c\n', 'a,"b" "c"\n', 'a,"b" ;c\n']) {
      expect(failure(text), text).toMatchObject({
        line: 1,
        message: expect.stringContaining("There is text after"),
      });
    }
  });

  it.each([
    ['\n\r\n <?xml version="1.0"?><a/>', 3, "XML, not CSV"],
    ['{"tokens":[]}', 1, "JSON, not CSV"],
    ['[ {"a":1}]', 1, "JSON, not CSV"],
  ])("is not what begins as %j does", (text, line, what) => {
    expect(failure(text)).toEqual({ line, message: expect.stringContaining(what) });
  });

  it("is refused at the row that has no end, and does not gather it", () => {
    expect(failure(`a,b\n"${"x".repeat(20_000)}`)).toMatchObject({
      line: 2,
      message: expect.stringContaining("10000"),
    });
    expect(failure(`a,b\n${",".repeat(20_000)}`)).toMatchObject({ line: 2 });
  });
});
