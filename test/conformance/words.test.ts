import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

// CONTRIBUTING.md has a table of retired words. Nothing in the repository may use them again.

const ROOT = path.join(import.meta.dirname, "../..");

/** Files that are not searched, because their text must not change, or because they list the words themselves. */
const NOT_SEARCHED = [
  /(?:^|\/)package-lock\.json$/,
  // Migrations are compared with their hashes in every database.
  /^schema\/migrations\//,
  // Releases and vendors' files are fixtures.
  /^test\/provider\/releases\//,
  /^test\/fixtures\//,
  /^test\/conformance\/words\.test\.ts$/,
];

/** The table of retired words in CONTRIBUTING.md. */
const TABLE = /<!-- retired words -->[\s\S]*?<!-- \/retired words -->/;

interface Retired {
  /** The entry as the table has it. */
  readonly entry: string;
  readonly isIdentifier: boolean;
}

/** The entries of the table. Those in backquotes are identifiers or files, the others words. */
function retired(): readonly Retired[] {
  const text = readFileSync(path.join(ROOT, "CONTRIBUTING.md"), "utf8");
  const table = TABLE.exec(text)?.[0] ?? "";
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

/**
 * What finds an entry in a file's text: a word anywhere; an identifier where it is declared, as a property or method, and between
 * punctuation, as parameters, arguments, keys of objects and names in a destructuring stand.
 */
function patternOf({ entry, isIdentifier }: Retired): RegExp {
  if (isIdentifier) {
    const name = escaped(entry).replaceAll("…", String.raw`\w*`);
    return new RegExp(
      String.raw`(?:\b(?:function|class|const|let|interface|type|enum|readonly)\s+|\w\??\.#?)${name}\b` +
        String.raw`|(?<=[({[,]\s*|\.{3})${name}(?=\??\s*[:,)}\]=(])`,
      "g",
    );
  }
  // The words may be on two lines, of a comment or of a text that is put together, too.
  const between = String.raw`(?:\s|\/{2,3}|\*|#|--|["'\`]\s*\+\s*["'\`])+`;
  const words = entry.split(" ").map(escaped).join(between);
  return new RegExp(String.raw`(?<![\w-])${words}(?![\w-])`, "gi");
}

/** Only these parts of some files are searched. The rest is replaced by empty lines, so that the numbers of lines stay right. */
const PARTS: Readonly<Record<string, (text: string) => string>> = {
  // The table itself has the retired words.
  "CONTRIBUTING.md": (text) => text.replace(TABLE, emptyLines),
  // What was released is not written again.
  "CHANGELOG.md": (text) => text.replace(/^## \d[\s\S]*/m, emptyLines),
};

function emptyLines(text: string): string {
  return text.replaceAll(/[^\n]/g, "");
}

/** The text of a file, as far as it is searched; undefined of a picture and of other files that are not text. */
function textOf(file: string): string | undefined {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  if (text.includes("\0")) return undefined;
  return PARTS[file]?.(text) ?? text;
}

/** Identifiers of several words. */
const IDENTIFIER = /(?<![\w$])(?=\w*[a-z][A-Z]|\w+_\w)[A-Za-z]\w*/g;

/** The words of an identifier or of a file's path, in lower case, with a space between two. */
function wordsOf(name: string): string {
  return name
    .replaceAll(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$2 ")
    .replaceAll(/[^A-Za-z\d]+/g, " ")
    .toLowerCase();
}

/** What finds an entry in the words of an identifier or of a path; undefined of an entry that is a whole name. */
function patternOfWords({ entry, isIdentifier }: Retired): RegExp | undefined {
  if (!isIdentifier) return new RegExp(String.raw`\b${escaped(entry)}\b`);
  const words = wordsOf(entry.replaceAll("…", "")).trim();
  if (entry.startsWith("…")) return new RegExp(String.raw`\b${words}\b`);
  return entry.endsWith("…") && entry !== entry.toUpperCase() ? new RegExp(`^${words} `) : undefined;
}

// All files are searched, whatever their names end with.
const texts = new Map<string, string>();
const lowerCase = new Map<string, string>();
/** Names of several words, and files' paths: their words, and a file that has each. */
const names = new Map<string, { readonly words: string; readonly file: string }>();
function addName(name: string, file: string): void {
  if (!names.has(name)) names.set(name, { words: wordsOf(name), file });
}
const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
  cwd: ROOT,
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
}).split("\0");
for (const file of files) {
  // A file that was deleted is listed until the deletion is committed.
  if (file === "" || !existsSync(path.join(ROOT, file))) continue;
  if (NOT_SEARCHED.some((pattern) => pattern.test(file))) continue;
  const text = textOf(file);
  if (text === undefined) continue;
  texts.set(file, text);
  lowerCase.set(file, text.toLowerCase());
  addName(file, file);
  for (const [identifier] of text.matchAll(IDENTIFIER)) addName(identifier, file);
}

/** Where an entry is found: a file and a line for each. */
function placesOf(one: Retired): readonly string[] {
  const places: string[] = [];
  const isFile = one.isIdentifier && one.entry.endsWith(".ts");
  const pattern = patternOf(one);
  // Most files do not have the longest word of an entry. To know that is quicker than to try the pattern.
  const part = one.entry
    .toLowerCase()
    .split(/[\s…]/)
    .reduce((longest, word) => (word.length > longest.length ? word : longest));
  for (const [file, text] of texts) {
    if (isFile) {
      if (path.basename(file) === one.entry) places.push(file);
      continue;
    }
    if (lowerCase.get(file)?.includes(part) !== true) continue;
    for (const { index } of text.matchAll(pattern))
      places.push(`${file}:${text.slice(0, index).split("\n").length}`);
  }
  const ofWords = patternOfWords(one);
  for (const [name, { words, file }] of ofWords === undefined ? [] : names) {
    if (ofWords?.test(words) === true) places.push(`${file}: ${name}`);
  }
  return places;
}

describe("retired words", () => {
  const entries = retired();

  it("are read from the table in CONTRIBUTING.md, which has dozens of them", () => {
    expect(entries.length).toBeGreaterThan(24);
    expect(new Set(entries.map(({ entry }) => entry)).size).toBe(entries.length);
  });

  it("are looked for in every text file, whatever its name ends with", () => {
    expect(texts.size).toBeGreaterThan(2_000);
    const some = [
      "deploy/tokenplane-host",
      "deploy/Containerfile",
      "server/console/main.tsx",
      "CHANGELOG.md",
    ];
    expect(some.filter((file) => !texts.has(file))).toEqual([]);
    expect(texts.get("CONTRIBUTING.md")).toContain("## Rules");
  });

  it("are looked for in the words of identifiers and of paths", () => {
    expect(names.size).toBeGreaterThan(5_000);
    expect(
      ["sendHTTPRequestAnew", "MAX_CODES_OF_NOW", "test/a/seen-and-mended.test.ts"].map(wordsOf),
    ).toEqual(["send http request anew", "max codes of now", "test a seen and mended test ts"]);
  });

  it.each([
    ["a declaration", "const Gate = 1"],
    ["a property", "door.Gate"],
    ["a parameter", "(door: Door, Gate?: Gate) => door"],
    ["an argument", "open(door,\n  Gate)"],
    ["a key", "{ Gate: door }"],
    ["a destructuring", "const { door, ...Gate } = house"],
    ["an element", "[Gate, door]"],
  ])("that are identifiers are found as %s", (_what, code) => {
    expect(code).toMatch(patternOf({ entry: "Gate", isIdentifier: true }));
    expect("// The Gate of a house, Gate to all (a Gate of wood).").not.toMatch(
      patternOf({ entry: "Gate", isIdentifier: true }),
    );
  });

  it.each(entries)("are gone: $entry", (one) => {
    expect(placesOf(one), "see the table in CONTRIBUTING.md for what to write instead").toEqual([]);
  });
});
