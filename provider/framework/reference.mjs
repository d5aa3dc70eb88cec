// Writes reference.md: every name that the package exports, as its declarations and docstrings say it. With --check only
// looks whether the file is what it would write.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import prettier from "prettier";
import { parseSync } from "rolldown/utils";

const here = import.meta.dirname;
const file = path.join(here, "reference.md");
const { name: packageName, exports: modules } = JSON.parse(
  readFileSync(path.join(here, "package.json"), "utf8"),
);
const compiler = path.join(
  path.dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
  "bin/tsc",
);

/** Declarations of all modules, without what is @internal. */
function declare(folder) {
  const options = ["--declaration", "--emitDeclarationOnly", "--outDir", folder];
  execFileSync(process.execPath, [compiler, "-p", here, ...options], { stdio: "inherit" });
}

/** What the comment at the head of a module says of it. */
function headOf(source) {
  const lines = /^(?:\/\/ .*\n)+/.exec(source)?.[0] ?? "";
  return lines
    .replaceAll(/^\/\/ /gm, "")
    .replaceAll("\n", " ")
    .trim();
}

/** A docstring as prose: tags become sentences. */
function prose(comment) {
  const text = comment
    .replace(/^\*+/, "")
    .replaceAll(/^\s*\* ?/gm, "")
    .trim();
  const [about = "", ...tags] = text.split(/(?=@(?:param|returns|throws)\b)/);
  const told = tags.map((tag) =>
    tag
      .replace(/^@param (\S+)/, "- `$1`:")
      .replace(/^@returns/, "- Returns")
      .replace(/^@throws \{(\w+)\}/, "- Throws `$1`")
      .replaceAll(/\s*\n\s*/g, " ")
      .trim(),
  );
  return [about.trim(), told.join("\n")].filter((part) => part !== "").join("\n\n");
}

/** The names that a declaration declares. */
function namesOf({ id, declarations }) {
  return declarations?.map((one) => one.id.name) ?? [id.name];
}

/** A module's part of the page. */
function describe(name, declarations, source) {
  const { program, comments } = parseSync("module.d.ts", declarations);
  const parts = program.body.flatMap((statement) => {
    if (statement.type !== "ExportNamedDeclaration" || statement.declaration === null) return [];
    const doc = comments.findLast(
      ({ type, end }) =>
        type === "Block" && end <= statement.start && declarations.slice(end, statement.start).trim() === "",
    );
    const names = namesOf(statement.declaration).join(", ");
    if (doc === undefined) throw new Error(`${name}: ${names} has no docstring`);
    const code = declarations.slice(statement.start, statement.end).replace(/^export (?:declare )?/, "");
    return [`### ${names}\n\n${prose(doc.value)}\n\n\`\`\`ts\n${code}\n\`\`\``];
  });
  return [`## ${name}`, `From \`${packageName}/${name}\`. ${headOf(source)}`, ...parts].join("\n\n");
}

const folder = mkdtempSync(path.join(os.tmpdir(), "reference-"));
try {
  declare(folder);
  const parts = Object.entries(modules).map(([subpath, built]) => {
    const inDist = path.relative("dist", built);
    const source = readFileSync(path.join(here, "..", inDist.replace(/\.js$/, ".ts")), "utf8");
    const declarations = readFileSync(path.join(folder, inDist.replace(/\.js$/, ".d.ts")), "utf8");
    return describe(path.relative(".", subpath), declarations, source);
  });
  const page = [
    "# Reference",
    "Every name that the framework exports, by module. This page is made of the docstrings by `npm run reference`.",
    Object.keys(modules)
      .map((subpath) => path.relative(".", subpath))
      .map((name) => `[${name}](#${name})`)
      .join(" · "),
    ...parts,
  ].join("\n\n");
  const options = await prettier.resolveConfig(file);
  const made = await prettier.format(page, { ...options, parser: "markdown" });
  if (!process.argv.includes("--check")) writeFileSync(file, made);
  else if (readFileSync(file, "utf8") !== made) {
    console.error("provider/framework/reference.md is not what the docstrings say: npm run reference");
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
