// The pages that users read: README.md and docs/. Tests take their examples from there, as they are written.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { brokenLink, getLinks } from "../../release/links.js";

export const ROOT = path.join(import.meta.dirname, "../..");

/** @param name from the project's folder, as in `docs/tasks.md`. */
export function readPage(name: string): string {
  return readFileSync(path.join(ROOT, name), "utf8");
}

/** README.md, and every page of docs/. */
export function pagesForUsers(): string[] {
  const pages = readdirSync(path.join(ROOT, "docs")).filter((file) => file.endsWith(".md"));
  return ["README.md", ...pages.map((file) => `docs/${file}`)];
}

/** The text of a page between two marks. @throws Error when either is missing. */
export function between(page: string, start: string, end: string): string {
  const text = readPage(page);
  const from = text.indexOf(start);
  const to = text.indexOf(end, from + start.length);
  if (from === -1 || to === -1) throw new Error(`${page} has no text from ${start} to ${end}`);
  return text.slice(from + start.length, to);
}

/** The text below a heading, as far as the next heading that is not below it. @throws Error when there is none. */
export function getSection(page: string, heading: string): string {
  const [hashes = ""] = /^#+/.exec(heading) ?? [];
  const [, after] = `\n${readPage(page)}`.split(`\n${heading}\n`);
  if (after === undefined) throw new Error(`${page} has no heading ${heading}`);
  const fenced = after.split(/^( *```[\s\S]*?^ *```)$/m);
  let section = "";
  for (const [index, part] of fenced.entries()) {
    // Parts at odd places are fenced: a # there is a comment of a command.
    const end = index % 2 === 1 ? -1 : part.search(new RegExp(`^#{1,${hashes.length}} `, "m"));
    if (end !== -1) return section + part.slice(0, end);
    section += part;
  }
  return section;
}

/** The fenced blocks of a language in a text, in order. */
export function getBlocks(text: string, language: string): string[] {
  const blocks = text.matchAll(new RegExp(`^ *\`\`\`${language}\n([\\s\\S]*?)^ *\`\`\``, "gm"));
  return [...blocks].map(([, block = ""]) => block);
}

/** The commands below a heading, block by block. */
export function commandsBelow(page: string, heading: string): string[] {
  return getBlocks(getSection(page, heading), "bash");
}

/** The only block of a language below a heading, or the first of several. @throws Error when there is none. */
export function blockBelow(page: string, heading: string, language: string): string {
  const [block] = getBlocks(getSection(page, heading), language);
  if (block === undefined) throw new Error(`${page} has no ${language} below ${heading}`);
  return block;
}

/** A text with each part replaced. @throws Error when it has none of one, so that no test is about less than it says. */
export function adapted(text: string, parts: Readonly<Record<string, string>>): string {
  let result = text;
  for (const [part, other] of Object.entries(parts)) {
    if (!result.includes(part)) throw new Error(`the page does not have ${part}`);
    result = result.replaceAll(part, other);
  }
  return result;
}

/** The cells of the rows of a table, without its head. */
export function getRows(text: string): string[][] {
  const rows = text.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Every link below a folder that leads nowhere, of all pages there. */
export function brokenLinksBelow(root: string): string[] {
  const pages = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".md"),
  );
  return pages.flatMap((page) =>
    getLinks(readFileSync(path.join(root, page), "utf8")).flatMap(
      (link) => brokenLink(page, link, root) ?? [],
    ),
  );
}
