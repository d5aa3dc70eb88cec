// People read the changelog before they upgrade: no version is released that it does not name.
import { readFileSync } from "node:fs";

/** Whether a changelog says what is new in a version: below a heading with its number, and perhaps its day. */
export function isNamed(version: string, changelog: string): boolean {
  const section = changelog
    .split(/^## /m)
    .find((text) => /^(\S+)(?: - \d{4}-\d\d-\d\d)?\n/.exec(text)?.[1] === version);
  return section !== undefined && section.split("\n").slice(1).join("").trim() !== "";
}

/** Ends the process when CHANGELOG.md does not say what is new in the version. */
export function demandChangelog(version: string): void {
  if (isNamed(version, readFileSync("CHANGELOG.md", "utf8"))) return;
  console.error(
    `CHANGELOG.md does not say what is new in ${version}: write "## ${version} - YYYY-MM-DD" below "## Unreleased", and move what is new there.`,
  );
  process.exit(1);
}
