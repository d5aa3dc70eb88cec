import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

// CONTRIBUTING.md has a table of retired words. Nothing in the repository may use them again.

const ROOT = path.join(import.meta.dirname, "../..");

/** Files that are not searched, because their text must not change, or because they list the words themselves. */
const NOT_SEARCHED = [
  /^CONTRIBUTING\.md$/,
  /^CHANGELOG\.md$/,
  /^package-lock\.json$/,
  // Migrations are compared with their hashes in every database.
  /^schema\/migrations\//,
  // Releases and vendors' files are fixtures.
  /^test\/provider\/releases\//,
  /^test\/fixtures\//,
  /^test\/conformance\/words\.test\.ts$/,
];

interface Retired {
  /** The entry as the table has it. */
  readonly entry: string;
  readonly isIdentifier: boolean;
}

/** The entries of the table. Those in backquotes are identifiers or files, the others words. */
function retired(): readonly Retired[] {
  const text = readFileSync(path.join(ROOT, "CONTRIBUTING.md"), "utf8");
  const table = /<!-- retired words -->([\s\S]*?)<!-- \/retired words -->/.exec(text)?.[1] ?? "";
  const cells = [...table.matchAll(/^\| (.+?) +\|/gm)].slice(2).map(([, cell]) => cell ?? "");
  return cells.flatMap((cell) =>
    cell.split(", ").map((entry) => ({
      entry: entry.replaceAll("`", ""),
      isIdentifier: entry.startsWith("`"),
    })),
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** What finds an entry in a file's text: a word anywhere, an identifier where it is declared. */
function patternOf({ entry, isIdentifier }: Retired): RegExp {
  if (isIdentifier) {
    const name = escaped(entry).replace("…", String.raw`\w*`);
    return new RegExp(String.raw`\b(?:function|class|const|let|interface|type|enum)\s+${name}\b`);
  }
  // The words may be on two lines, of a comment too.
  const words = entry
    .split(" ")
    .map(escaped)
    .join(String.raw`\s+(?:(?:\/\/|\*|#)\s+)?`);
  return new RegExp(String.raw`(?<![\w-])${words}(?![\w-])`, "i");
}

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: ROOT,
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
})
  .split("\n")
  .filter((file) => /\.(?:ts|mjs|cjs|md|graphql|prisma|tf|html|json|yml)$/.test(file))
  .filter((file) => !NOT_SEARCHED.some((pattern) => pattern.test(file)));

const texts = new Map(files.map((file) => [file, readFileSync(path.join(ROOT, file), "utf8")]));

/** Where an entry is found: a file and a line for each. */
function placesOf(one: Retired): readonly string[] {
  const places: string[] = [];
  const isFile = one.isIdentifier && one.entry.endsWith(".ts");
  const pattern = patternOf(one);
  for (const [file, text] of texts) {
    if (isFile) {
      if (path.basename(file) === one.entry) places.push(file);
      continue;
    }
    const found = pattern.exec(text);
    if (found !== null) places.push(`${file}:${text.slice(0, found.index).split("\n").length}`);
  }
  return places;
}

describe("retired words", () => {
  const entries = retired();

  it("are read from the table in CONTRIBUTING.md, which has dozens of them", () => {
    expect(entries.length).toBeGreaterThan(24);
    expect(new Set(entries.map(({ entry }) => entry)).size).toBe(entries.length);
  });

  it.each(entries)("are gone: $entry", (one) => {
    expect(placesOf(one), "see the table in CONTRIBUTING.md for what to write instead").toEqual([]);
  });
});
