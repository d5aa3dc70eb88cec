// Writes the reference.md of each package for programs: every name that it exports, with its declaration and docstring.
// With --check, it only reports whether the files are current.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import prettier from "prettier";
import { parseSync } from "rolldown/utils";
import { readArguments } from "./arguments.ts";

const { values } = readArguments(
  `Usage: npm run reference [-- --check]

Builds the constructs, and writes the reference.md of each package for programs.

  --check    says whether they are current instead, and builds nothing`,
  { options: { check: { type: "boolean" } } },
);
/** Writes a made file; with --check, it only reports when the file is another one. */
async function write(file, made) {
  const text = await prettier.format(made, { ...(await prettier.resolveConfig(file)), filepath: file });
  if (values.check !== true) writeFileSync(file, text);
  else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
    console.error(`${path.relative(".", file)} is not current: npm run reference`);
    process.exitCode = 1;
  }
}

if (values.check !== true) {
  const shell = process.platform === "win32";
  execFileSync("npm", ["run", "--silent", "build:constructs"], { stdio: "inherit", shell });
}

const compiler = path.join(
  path.dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
  "bin/tsc",
);

/** The text of the comment at the head of a module. */
function getHead(source) {
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
  const listed = tags.map((tag) =>
    tag
      .replace(/^@param (\S+)/, "- `$1`:")
      .replace(/^@returns/, "- Returns")
      .replace(/^@throws (?:\{(\w+)\}|(Error)\b)/, "- Throws `$1$2`")
      .replaceAll(/\s*\n\s*/g, " ")
      .trim(),
  );
  return [about.trim(), listed.join("\n")].filter((part) => part !== "").join("\n\n");
}

/** The names that a declaration declares. */
function getNames({ id, declarations }) {
  return declarations?.map((one) => one.id.name) ?? [id.name];
}

/** The docstring before something, undefined when it has none. */
function getDoc({ start }, comments, text) {
  return comments.findLast(
    ({ type, end }) => type === "Block" && end <= start && text.slice(end, start).trim() === "",
  );
}

/** The text of a declaration, without its private parts. */
function getCode(declaration, comments, text) {
  const hidden = (declaration.body?.body ?? []).filter(
    ({ type, key, accessibility }) =>
      key?.type === "PrivateIdentifier" || (type === "PropertyDefinition" && accessibility === "private"),
  );
  let code = "";
  let from = declaration.start;
  for (const member of hidden) {
    code += text.slice(from, (getDoc(member, comments, text) ?? member).start).trimEnd();
    from = member.end;
  }
  return (code + text.slice(from, declaration.end)).replace(/^(?:export )?(?:declare )?/, "");
}

/**
 * The exported declarations of a module.
 * @param isShown whether a name is shown; if a shown class extends another one, that is shown, too.
 */
function parts(name, text, isShown) {
  const { program, comments } = parseSync("module.d.ts", text);
  const all = program.body.flatMap((statement) => {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    const isNamed = declaration !== null && (declaration.id ?? declaration.declarations) != null;
    return isNamed ? [{ statement, declaration, names: getNames(declaration) }] : [];
  });
  const isExported = ({ statement, names }) =>
    statement.type === "ExportNamedDeclaration" && names.some(isShown);
  const bases = new Set(all.filter(isExported).map(({ declaration }) => declaration.superClass?.name));
  const shown = new Map();
  for (const one of all) {
    const { statement, declaration, names } = one;
    const title = names.join(", ");
    if (!isExported(one) && !bases.has(title)) continue;
    const doc = getDoc(statement, comments, text);
    if (doc === undefined) throw new Error(`${name}: ${title} has no docstring`);
    const code = getCode(declaration, comments, text);
    // A value and a type may have the same name.
    const { about, codes } = shown.get(title) ?? { about: prose(doc.value), codes: [] };
    shown.set(title, { about, codes: [...codes, code] });
  }
  return [...shown].map(
    ([title, { about, codes }]) => `### ${title}\n\n${about}\n\n\`\`\`ts\n${codes.join("\n")}\n\`\`\``,
  );
}

/** The sections of a package whose modules are imported separately. */
function byModule(folder, { name: packageName, exports: modules }, declared) {
  return Object.entries(modules).map(([subpath, built]) => {
    const inDist = path.relative("dist", built);
    const name = path.relative(".", subpath);
    const source = readFileSync(path.join(folder, "..", inDist.replace(/\.js$/, ".ts")), "utf8");
    const about = `From \`${packageName}/${name}\`. ${getHead(source)}`;
    return { name, parts: [about, ...parts(name, declared(inDist.replace(/\.js$/, ".d.ts")), () => true)] };
  });
}

/** Titles of files whose names do not explain them. */
const TITLES = {
  "authenticator-props": "What is said of authenticators",
  "cdktf-text": "Text from elsewhere",
  "driver-props": "Channel drivers",
  common: "What all constructs have",
  configure: "The provider",
  ephemeral: "For one run",
  "table-csv": "A table from a file",
  "table-rows": "A table from rows",
};

/** The sections of a package with one entry: one for each file that it exports names from. */
function byFile(_folder, { types }, declared) {
  const entry = path.relative("dist", types);
  const { program } = parseSync("index.d.ts", declared(entry));
  const names = new Map();
  for (const { source, specifiers } of program.body) {
    const file = source.value.replace(/\.js$/, ".d.ts");
    const taken = specifiers?.map(({ local }) => local.name);
    names.set(file, [...(names.get(file) ?? []), ...(taken ?? [])]);
  }
  return [...names].map(([file, taken]) => {
    const base = path.basename(file, ".d.ts");
    const name = TITLES[base] ?? base[0].toUpperCase() + base.slice(1).replaceAll("-", " ");
    const isShown = (one) => taken.length === 0 || taken.includes(one);
    return { name, parts: parts(name, declared(path.join(path.dirname(entry), file)), isShown) };
  });
}

const OF_CONSTRUCTS = (
  name,
) => `Every name that \`${name}\` exports, and the classes that these extend. This page is made of the docstrings by
\`npm run reference\`.

A \`binding\` is the provider's own block under a construct. Its class is in \`${name}/bindings/…\`, with the attributes that
[the provider's documentation](../docs/index.md) describes.`;

const PACKAGES = [
  {
    folder: "framework",
    about:
      "Every name that the framework exports, by module. This page is made of the docstrings by `npm run reference`.",
    sectionsOf: byModule,
  },
  { folder: "cdktf", about: OF_CONSTRUCTS("@tokenplane/cdktf"), sectionsOf: byFile },
  { folder: "cdktn", about: OF_CONSTRUCTS("@tokenplane/cdktn"), sectionsOf: byFile },
];

for (const { folder: name, about, sectionsOf } of PACKAGES) {
  const folder = path.resolve("provider", name);
  const file = path.join(folder, "reference.md");
  const declarations = mkdtempSync(path.join(os.tmpdir(), "reference-"));
  try {
    const options = ["--declaration", "--emitDeclarationOnly", "--outDir", declarations];
    execFileSync(process.execPath, [compiler, "-p", folder, ...options], { stdio: "inherit" });
    const declared = (inDist) => readFileSync(path.join(declarations, inDist), "utf8");
    const description = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    const sections = sectionsOf(folder, description, declared);
    const links = sections.map((one) => `[${one.name}](#${one.name.toLowerCase().replaceAll(" ", "-")})`);
    const page = [
      "# Reference",
      about,
      links.join(" · "),
      ...sections.flatMap((one) => [`## ${one.name}`, ...one.parts]),
    ].join("\n\n");
    await write(file, page);
  } finally {
    rmSync(declarations, { recursive: true, force: true });
  }
}
