import { createHash } from "node:crypto";
import { z } from "zod";

// A backup is one gzip file of lines in UTF-8, each one JSON:
//
//   ["tokenplane-backup", {version, tokenplane, createdAt, database, migrations, masterKeyCheck, oldestEvent}]
//   ["table", {name, columns}]      for each table, by name; its rows follow
//   {"column": "value", …}          a row: every value as PostgreSQL writes it as text, or null
//   ["sequences", [{name, value}]]
//   ["end", {rows, sha256}]         the SHA-256 of every byte before this line, in hexadecimal
//
// Values are text so that none is changed on its way: a cast to text and back is the identity for every type. Times
// are UTC in ISO 8601, binary values hexadecimal. Secrets are encrypted as in the database; the master key is not in
// it. A change that an older Tokenplane would misread raises VERSION.

export const VERSION = 1;

const NAME = "tokenplane-backup";

/** The first line of every version of the format. */
const Written = z.object({
  version: z.number().int(),
  /** Version of the Tokenplane that wrote it. */
  tokenplane: z.string(),
});

const Header = Written.extend({
  createdAt: z.string(),
  database: z.enum(["embedded", "PostgreSQL"]),
  /** The migrations that it was written with, oldest first. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** A known text, encrypted with the master key, in hexadecimal: shows which key belongs to the backup. */
  masterKeyCheck: z.string(),
  /** When the oldest event happened. */
  oldestEvent: z.string().nullable(),
});

/** The header of a backup: what it contains about itself. */
export type Header = z.output<typeof Header>;

const TableLine = z.object({ name: z.string(), columns: z.array(z.string()).min(1).readonly() });
const Sequences = z.array(z.object({ name: z.string(), value: z.string().regex(/^-?\d+$/) }));
const End = z.object({ rows: z.number(), sha256: z.string() });

/** One line of a backup, or several rows of one table. */
export type Part =
  | { readonly kind: "header"; readonly header: Header }
  | { readonly kind: "table"; readonly table: z.output<typeof TableLine> }
  | { readonly kind: "rows"; readonly rows: readonly string[] }
  | { readonly kind: "sequences"; readonly sequences: z.output<typeof Sequences> };

/** Lines that are not a backup: they never were one, they are damaged, or a newer Tokenplane wrote them. */
export class FormatError extends Error {
  override name = "FormatError";

  constructor(
    readonly fault: "foreign" | "damaged" | "newer",
    /** The version of the Tokenplane that wrote it, where that is known. */
    readonly tokenplane = "",
  ) {
    super(`a ${fault} backup`);
  }
}

/** The parts as text; the last line proves that all of them are there. */
export async function* written(contents: AsyncIterable<Part>): AsyncGenerator<string, void> {
  const hash = createHash("sha256");
  let count = 0;
  for await (const part of contents) {
    const text = `${getText(part)}\n`;
    if (part.kind === "rows") count += part.rows.length;
    hash.update(text);
    yield text;
  }
  yield `${JSON.stringify(["end", { rows: count, sha256: hash.digest("hex") }])}\n`;
}

function getText(part: Part): string {
  switch (part.kind) {
    case "header":
      return JSON.stringify([NAME, part.header]);
    case "table":
      return JSON.stringify(["table", part.table]);
    case "rows":
      return part.rows.join("\n");
    case "sequences":
      return JSON.stringify(["sequences", part.sequences]);
  }
}

/**
 * The parts of a text, in order. Before the last one, it is not known whether the text is complete.
 * @param batches lines, as they arrive.
 * @throws FormatError as soon as something is wrong; at the latest at the end.
 */
export async function* parts(batches: AsyncIterable<readonly string[]>): AsyncGenerator<Part, void> {
  const hash = createHash("sha256");
  let count = 0;
  let begun = false;
  let ended = false;
  for await (const lines of batches) {
    let rows: string[] = [];
    for (const line of lines) {
      if (ended) throw new FormatError("damaged");
      if (line.startsWith("{") && begun) {
        hash.update(line).update("\n");
        rows.push(line);
        continue;
      }
      if (rows.length > 0) yield { kind: "rows", rows };
      count += rows.length;
      rows = [];
      const [name, value] = special(line, begun);
      if (name === "end") {
        const end = read(End, value);
        if (end.rows !== count || end.sha256 !== hash.digest("hex")) throw new FormatError("damaged");
        ended = true;
      } else {
        hash.update(line).update("\n");
        const part = getPart(name, value, begun);
        begun = true;
        yield part;
      }
    }
    if (rows.length > 0) yield { kind: "rows", rows };
    count += rows.length;
  }
  if (!ended) throw new FormatError(begun ? "damaged" : "foreign");
}

function special(line: string, begun: boolean): [name: unknown, value: unknown] {
  try {
    const parsed: unknown = JSON.parse(line);
    if (Array.isArray(parsed) && parsed.length === 2) return [parsed[0], parsed[1]];
  } catch {
    // A wrong type is reported below.
  }
  throw new FormatError(begun ? "damaged" : "foreign");
}

function getPart(name: unknown, value: unknown, begun: boolean): Part {
  if (!begun) {
    if (name !== NAME) throw new FormatError("foreign");
    const { version, tokenplane } = read(Written, value);
    if (version > VERSION) throw new FormatError("newer", tokenplane);
    return { kind: "header", header: read(Header, value) };
  }
  if (name === "table") return { kind: "table", table: read(TableLine, value) };
  if (name === "sequences") return { kind: "sequences", sequences: read(Sequences, value) };
  throw new FormatError("damaged");
}

function read<Shape>(shape: z.ZodType<Shape>, value: unknown): Shape {
  const result = shape.safeParse(value);
  if (!result.success) throw new FormatError("damaged");
  return result.data;
}
