// Cuts a version: `npm run release -- VERSION` writes the version into every file that states it, and moves the entries of changes/
// into CHANGELOG.md. `--check` only reads the entries, as `npm run check` does.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { readArguments, wrongArguments } from "../provider/arguments.js";
import { changeFiles, entriesIn, getEntries, faultsTogether, withEntries } from "./changelog.js";
import { statedVersion, stateVersion } from "./stated-version.js";

const { positionals, values } = readArguments(
  `Usage: npm run release -- VERSION
       npm run check:changes

Cuts a version: writes VERSION into every file that states it, and moves the entries of changes/ into CHANGELOG.md. If the
changelog has this version, the entries are added to it. With --check, only the form of the entries is checked.`,
  { allowPositionals: true, options: { check: { type: "boolean", default: false } } },
);

const present = statedVersion();
const [asked, ...more] = positionals;
if (more.length > 0) wrongArguments("A release has one version.");
if (!values.check && !/^\d+\.\d+\.\d+$/.test(asked ?? "")) wrongArguments("Name the version, such as 1.2.0.");
const version = asked ?? present;

const changelog = readFileSync("CHANGELOG.md", "utf8");
const read = changeFiles().map((file) => entriesIn(file, readFileSync(file, "utf8")));
const entries = read.flatMap((file) => file.entries);
const faults = [
  ...read.flatMap((file) => file.faults),
  ...faultsTogether([...getEntries(version, changelog), ...entries]),
];
if (faults.length > 0) {
  for (const fault of faults) console.error(fault);
  process.exit(1);
}

if (!values.check) {
  stateVersion(present, version);
  const day = new Date().toISOString().slice(0, 10);
  writeFileSync("CHANGELOG.md", withEntries(changelog, version, day, entries));
  for (const file of changeFiles()) rmSync(file);
  console.log(
    `CHANGELOG.md has ${entries.length} more entries, and every file states ${version}. See CONTRIBUTING.md for the next steps.`,
  );
}
