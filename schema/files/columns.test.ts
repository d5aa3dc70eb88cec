import { describe, expect, it } from "vitest";
import { Refusal } from "@tokenplane/rules/refusal";
import { type Cells, ColumnReader, type Layout } from "./columns.js";
import { FileError } from "./file-error.js";

const LAYOUT: Layout = [
  { name: "serialNumber", aliases: ["serialnumber", "sn"], required: true },
  { name: "secret", aliases: ["secret"], required: true },
  { name: "note", aliases: ["note"], required: false },
];

/** The result of each row: its cells, nothing for a header, or why it has none. */
function read(...rows: readonly (readonly string[])[]): (Cells | string | undefined)[] {
  const reader = new ColumnReader(LAYOUT);
  return rows.map((cells, index) => {
    try {
      return reader.read({ line: index + 1, cells });
    } catch (error) {
      if (error instanceof FileError) return `${error.line}: ${error.message}`;
      if (error instanceof Refusal) return `${error.code}: ${error.message}`;
      throw error;
    }
  });
}

const T1 = { serialNumber: "T1", secret: "ab", note: undefined };

describe("rows of a layout", () => {
  it("are in its order where there is no header", () => {
    expect(read(["T1", "ab"], ["T2", "cd", "x"])).toEqual([
      T1,
      { serialNumber: "T2", secret: "cd", note: "x" },
    ]);
  });

  it("are in the order of a header that names all that is required, in whatever dress", () => {
    expect(read(["Secret", " S/N: "], ["ab", "T1"])).toEqual([
      undefined,
      { secret: "ab", serialNumber: "T1" },
    ]);
    expect(read(["note", "SERIAL_NUMBER", "secret"], ["x", "T1", "ab"])).toEqual([
      undefined,
      { ...T1, note: "x" },
    ]);
  });

  it("have columns that only a header gives a place", () => {
    const layout: Layout = [
      ...LAYOUT.slice(0, 2),
      { name: "box", aliases: ["box"], required: false, onlyByName: true },
    ];
    const getCells = (...cells: string[]) => {
      const reader = new ColumnReader(layout);
      reader.read({ line: 1, cells });
      return reader.read({ line: 2, cells: ["T1", "ab", "7"] });
    };
    expect(getCells("serialNumber", "secret", "box")).toEqual({ serialNumber: "T1", secret: "ab", box: "7" });
    expect(() => getCells("T0", "ab")).toThrow(
      "The row has 3 cells, but there are only 2 columns: serialNumber, secret.",
    );
  });

  it("have one header at most, and only as the first row", () => {
    const names = ["serialNumber", "secret"];
    const asCells = { serialNumber: "serialNumber", secret: "secret" };
    expect(read(names, names)).toEqual([undefined, asCells]);
    expect(read(["T1", "ab"], names)).toEqual([T1, { ...asCells, note: undefined }]);
    // A row, since what is beside the name has digits, as no header has.
    expect(read(["serialNumber", "x1"])).toEqual([
      { serialNumber: "serialNumber", secret: "x1", note: undefined },
    ]);
  });

  it.each([
    [["serialNumber", "secret", "colour"], "3"],
    [["serialNumber", "secret", "SN"], "3"],
  ])("under the header %j are refused: its column %s is unknown or repeated", (header, column) => {
    expect(read(header)).toEqual([
      `1: Column ${column} of the header is unknown or repeated. The columns are serialNumber, secret, note.`,
    ]);
  });

  it("ignore columns whose header cell is empty, and refuse values in them", () => {
    expect(
      read(["", "serialNumber", "secret", " ", ""], ["", "T1", "ab", "", "", ""], ["x", "T2", "cd"]),
    ).toEqual([
      undefined,
      { serialNumber: "T1", secret: "ab" },
      "VALIDATION_FAILED: Cell 1 of the row is in a column that has no name in the header.",
    ]);
  });

  it.each([
    [["serialNumber", "seed value"], "looks like a header, but has no column secret"],
    [["id", "Secret", "owner"], "looks like a header, but has no column serialNumber"],
    [["Secret", ""], "looks like a header, but has no column serialNumber"],
    [["T1\tab"], "separated by tabs"],
    [["T1|ab"], "separated by vertical bars"],
    [["T1:ab", ""], "separated by colons"],
    [["sep="], "instruction for spreadsheets"],
    [["# Box 7"], "begins with #"],
  ])("that begin with %j are called what they are", (first, what) => {
    expect(read(first)).toEqual([expect.stringContaining(what)]);
  });

  it("have no comments among them; a header behind one is still the header", () => {
    expect(read(["# Box 7"], ["secret", "sn"], ["ab", "T1"], ["#", "end"])).toEqual([
      expect.stringContaining("begins with #"),
      undefined,
      { secret: "ab", serialNumber: "T1" },
      expect.stringContaining("begins with #"),
    ]);
  });

  it("tell of a first row that is refused that it may be a header, and of no other one", () => {
    const reader = new ColumnReader(LAYOUT);
    const row = (line: number, ...cells: string[]) => ({ line, cells });
    const first = row(1, "Gerät", "Geheimnis");
    reader.read(first);
    expect(reader.explain(first, "Wrong.")).toBe(
      "Wrong. If this line is a header: the columns are serialNumber, secret, note.",
    );
    expect(reader.explain(row(2, "Gerät", "Geheimnis"), "Wrong.")).toBe("Wrong.");
    expect(reader.explain(row(1, "T1", "Geheimnis"), "Wrong.")).toBe("Wrong.");
  });

  it("may be longer than the layout by empty cells, and by nothing else", () => {
    expect(read(["T1", "ab", "", "", ""])).toEqual([T1]);
    expect(read(["T1", "ab", "", "", "x"])).toEqual([
      "VALIDATION_FAILED: The row has 5 cells, but there are only 3 columns: serialNumber, secret, note.",
    ]);
    expect(read(["secret", "sn"], ["ab", "T1", "x"])).toEqual([
      undefined,
      "VALIDATION_FAILED: The row has 3 cells, but there are only 2 columns: secret, serialNumber.",
    ]);
  });

  it("need what is required, and nothing else", () => {
    expect(read(["", "ab"], ["T1"], ["T1", "   "], ["T1", "ab", ""])).toEqual([
      "VALIDATION_FAILED: The serialNumber is missing.",
      "VALIDATION_FAILED: The secret is missing.",
      "VALIDATION_FAILED: The secret is missing.",
      T1,
    ]);
  });

  it("lose spaces around their cells, but no tabulators and nothing within", () => {
    expect(read(["  T 1  ", "\tab", " "])).toEqual([
      { serialNumber: "T 1", secret: "\tab", note: undefined },
    ]);
  });
});
