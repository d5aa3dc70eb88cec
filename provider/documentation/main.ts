// Makes provider/docs, the documentation that the registries show, from the provider's schemas, the examples and the
// written texts. `--check` only reports whether it is current.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format, resolveConfig } from "prettier";
import { readArguments } from "../arguments.js";
import { provider } from "../provider.js";
import { Examples } from "./examples.js";
import { typePages } from "./pages.js";
import { writtenPages } from "./texts.js";

const TARGET = "provider/docs";

const { values } = readArguments(
  `Usage: npm run docs [-- --check]

Makes ${TARGET} of the provider's schemas, the examples and what is written beside.

  --check    says whether it is current instead`,
  { options: { check: { type: "boolean" } } },
);
const examples = new Examples("provider/examples");
const pages = [
  ...typePages(provider, examples),
  ...writtenPages(provider, examples, "provider/documentation/written"),
];
const options = { ...(await resolveConfig(`${TARGET}/index.md`)), parser: "markdown" };
const wanted = new Map<string, string>();
for (const { file, text } of pages) wanted.set(file, await format(text, options));

const present = existsSync(TARGET)
  ? readdirSync(TARGET, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        path.relative(TARGET, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"),
      )
  : [];
const stale = [...wanted]
  .filter(([file, text]) => !present.includes(file) || readFileSync(path.join(TARGET, file), "utf8") !== text)
  .map(([file]) => file);
const superfluous = present.filter((file) => !wanted.has(file));

if (values.check === true) {
  const wrong = [...stale, ...superfluous].sort();
  if (wrong.length > 0) {
    console.error(`${TARGET} is not current: run \`npm run docs\`. It differs in ${wrong.join(", ")}.`);
    process.exitCode = 1;
  }
} else {
  for (const file of superfluous) rmSync(path.join(TARGET, file));
  for (const file of stale) {
    mkdirSync(path.dirname(path.join(TARGET, file)), { recursive: true });
    writeFileSync(path.join(TARGET, file), wanted.get(file) ?? "");
  }
}
