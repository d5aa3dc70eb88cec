// The changelog, and the entries that wait in changes/ for the next version. Each is one line that names its part:
// "Fixed: Expired keys are shown as expired ([API keys](docs/console.md#api-keys))."
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { brokenLink, getLinks } from "./links.js";

/** The parts of a version, in the order in which people read them. */
const PARTS = ["Highlights", "What you must do", "Added", "Changed", "Fixed", "Security"] as const;
type Part = (typeof PARTS)[number];

const MAX_HIGHLIGHTS = 10;
/** Characters that a reader sees: the address of a link is not one of them. */
const MAX_CHARACTERS = 200;
const FOLDER = "changes";
const CHANGELOG = "CHANGELOG.md";

/** An entry, and where it is written. */
export interface Entry {
  readonly place: string;
  readonly part: Part;
  readonly text: string;
}

/** The files of changes/, from the folder of the project. */
export function changeFiles(): string[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER)
    .toSorted()
    .map((name) => path.join(FOLDER, name));
}

/** The part of the changelog with this name. */
function partNamed(name: string | undefined): Part | undefined {
  return PARTS.find((part) => part === name);
}

/** Reads the lines of a file in changes/. A line that names no part is a fault. */
export function entriesIn(
  file: string,
  text: string,
): { readonly entries: Entry[]; readonly faults: string[] } {
  const entries: Entry[] = [];
  const faults: string[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const place = `${file}:${index + 1}`;
    const [, name, entry = ""] = /^([^:]+): (.+)$/.exec(line) ?? [];
    const part = partNamed(name);
    if (part === undefined)
      faults.push(
        `${place}: begin the line with one of these: ${PARTS.map((one) => `"${one}: "`).join(", ")}.`,
      );
    else entries.push({ place, part, text: entry });
  }
  if (entries.length === 0 && faults.length === 0) faults.push(`${file}: the file has no entry.`);
  return { entries, faults };
}

/** The faults of an entry. @param root the folder that links are named from. */
export function getFaults({ place, text }: Entry, root = "."): string[] {
  const links = getLinks(text);
  const shown = text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  return [
    ...(shown.length > MAX_CHARACTERS
      ? [
          `${place}: ${shown.length} characters. Write at most ${MAX_CHARACTERS}, and the rest on the linked page.`,
        ]
      : []),
    ...(links.length === 0
      ? [`${place}: link the page that explains it, as in [Backup](docs/backup.md#restore).`]
      : []),
    ...links
      .map((link) => brokenLink(CHANGELOG, link, root))
      .filter((fault) => fault !== undefined)
      .map((fault) => `${place}: ${fault.replace(`${CHANGELOG}: `, "")}.`),
  ];
}

interface Version {
  readonly heading: string;
  readonly parts: ReadonlyMap<Part, readonly string[]>;
}

/** The text of a version from its heading to the next one; undefined when the changelog does not name it. */
function getSection(version: string, changelog: string): string | undefined {
  return changelog
    .split(/^(?=## )/m)
    .find((text) => text.startsWith(`## ${version} (`) || text.startsWith(`## ${version}\n`));
}

function parsed(section: string): Version {
  const [heading = "", ...below] = section.split(/^### /m);
  const parts = below.map((text) => {
    const [name, ...lines] = text.split("\n");
    const part = partNamed(name);
    if (part === undefined) throw new Error(`${CHANGELOG} has a part "${name}" that no version has.`);
    return [part, lines.filter((line) => line.startsWith("- ")).map((line) => line.slice(2))] as const;
  });
  return { heading: heading.trim(), parts: new Map(parts) };
}

/** The entries of a version; none when the changelog does not name it. */
export function getEntries(version: string, changelog: string): Entry[] {
  const section = getSection(version, changelog);
  if (section === undefined) return [];
  return [...parsed(section).parts].flatMap(([part, lines]) =>
    lines.map((text, index) => ({ place: `${CHANGELOG}, ${version}, ${part}, ${index + 1}`, part, text })),
  );
}

/** The faults of the entries of one version together. */
export function faultsTogether(entries: readonly Entry[]): string[] {
  const highlights = entries.filter(({ part }) => part === "Highlights").length;
  return [
    ...(highlights > MAX_HIGHLIGHTS ? [`${highlights} highlights: choose ${MAX_HIGHLIGHTS} of them.`] : []),
    ...entries.flatMap((entry) => getFaults(entry)),
  ];
}

/** The changelog with more entries for a version, which gets a heading above all others unless it has one. */
export function withEntries(
  changelog: string,
  version: string,
  day: string,
  entries: readonly Pick<Entry, "part" | "text">[],
): string {
  const present = getSection(version, changelog);
  const { heading, parts } =
    present === undefined
      ? { heading: `## ${version} (${day})`, parts: new Map<Part, string[]>() }
      : parsed(present);
  const written = PARTS.flatMap((part) => {
    const added = entries.filter((entry) => entry.part === part).map(({ text }) => text);
    const lines = [...(parts.get(part) ?? []), ...added];
    return lines.length === 0 ? [] : [`### ${part}`, lines.map((line) => `- ${line}`).join("\n")];
  });
  const section = `${[heading, ...written].join("\n\n")}\n`;
  if (present !== undefined)
    return changelog.replace(present, () => `${section}${present.endsWith("\n\n") ? "\n" : ""}`);
  const first = changelog.search(/^## /m);
  return first === -1
    ? `${changelog.trimEnd()}\n\n${section}`
    : `${changelog.slice(0, first)}${section}\n${changelog.slice(first)}`;
}

/** Ends the process when CHANGELOG.md does not say what is new in the version, or not all of it. */
export function demandChangelog(version: string): void {
  const isNamed = getEntries(version, readFileSync(CHANGELOG, "utf8")).length > 0;
  if (isNamed && changeFiles().length === 0) return;
  console.error(
    isNamed
      ? `${CHANGELOG} has not all that is new in ${version}: "npm run release -- ${version}" adds what ${FOLDER}/ has.`
      : `${CHANGELOG} does not say what is new in ${version}: "npm run release -- ${version}" writes it from ${FOLDER}/.`,
  );
  process.exit(1);
}
