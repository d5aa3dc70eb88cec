// What README.md and docs/ say is true: links, commands, settings, roles, GraphQL documents, types of the provider.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { ROLES } from "../../server/actions/permissions.js";
import { commandLine } from "../../server/commands/command-line.js";
import { settings } from "../../server/config.js";
import { schema } from "../../server/graphql/schema.js";
import {
  anchorsOf,
  between,
  blocksOf,
  linksOf,
  pagesForUsers,
  readPage,
  ROOT,
  rowsOf,
  sectionOf,
} from "../support/pages.js";

/** Every page of the project that people read, made ones too. */
const PAGES = [".", "docs", "examples", "provider"].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: folder !== ".", encoding: "utf8" })
    .filter((file) => file.endsWith(".md") && !/node_modules|dist\/|documentation\//.test(file))
    .map((file) => path.join(folder, file)),
);

/** Why a link of a page leads nowhere; undefined when it leads somewhere. */
function fault(page: string, link: string): string | undefined {
  if (/^https?:\/\//.test(link)) return undefined;
  const [file = "", anchor] = link.split("#");
  const target = file === "" ? page : path.join(path.dirname(page), file);
  if (!existsSync(path.join(ROOT, target))) return `${page}: there is no ${target}`;
  if (anchor === undefined) return undefined;
  if (statSync(path.join(ROOT, target)).isDirectory()) return `${page}: ${target} is a folder`;
  return anchorsOf(readPage(target)).has(anchor) ? undefined : `${page}: ${target} has no #${anchor}`;
}

describe("the pages of the project", () => {
  it("begin with a README of at most 200 lines", () => {
    expect(readPage("README.md").trimEnd().split("\n").length).toBeLessThanOrEqual(200);
  });

  it("link to files and headings that exist", () => {
    expect(PAGES).toEqual(expect.arrayContaining(["README.md", "SECURITY.md", "provider/docs/index.md"]));
    const links = PAGES.flatMap((page) => linksOf(readPage(page)).map((link) => [page, link] as const));
    expect(links.length).toBeGreaterThan(100);
    expect(links.flatMap(([page, link]) => fault(page, link) ?? [])).toEqual([]);
  });

  it("are all in the README's table of where everything is, as far as they are in docs/", () => {
    const table = linksOf(sectionOf("README.md", "## Where everything is"));
    const linked = new Set(table.map((link) => link.split("#")[0]));
    expect(pagesForUsers().filter((page) => page !== "README.md" && !linked.has(page))).toEqual([]);
  });

  it("have roles, settings and their defaults and meanings as the server has them", () => {
    expect(rowsOf(sectionOf("README.md", "## Keys and roles")).map(([role]) => role)).toEqual([...ROLES]);
    expect(rowsOf(between("docs/configuration.md", "<!-- settings -->", "<!-- /settings -->"))).toEqual(
      Object.values(settings).map(({ name, default: fallback, description }) => [
        `\`${name}\``,
        fallback === undefined || fallback === "" ? "" : `\`${fallback}\``,
        description,
      ]),
    );
  });

  it("have GraphQL documents that the schema accepts", () => {
    const documents = pagesForUsers().flatMap((page) => blocksOf(readPage(page), "graphql"));
    expect(documents.length).toBeGreaterThan(2);
    expect(documents.flatMap((document) => validate(schema, parse(document)))).toEqual([]);
  });

  it("name every type, function and action that the provider documents", () => {
    const page = readPage("docs/terraform.md");
    const names = ["resources", "data-sources", "ephemeral-resources", "actions", "functions"].flatMap(
      (kind) =>
        readdirSync(path.join(ROOT, "provider/docs", kind)).map((file) => {
          const name = path.basename(file, ".md");
          return kind === "functions" ? `provider::tokenplane::${name}` : `tokenplane_${name}`;
        }),
    );
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});

/** What is wrong in a command as a page writes it; undefined when nothing is. */
function misspelt(written: string): string | undefined {
  let command: Command = commandLine();
  for (const word of written.split(/\s+/).slice(2)) {
    const below = command.commands.find((one) => one.name() === word);
    if (below !== undefined) command = below;
    else if (command.commands.length > 0 && word !== "--help") return `${written}: there is no ${word}`;
    else if (word.startsWith("--") && !command.options.some(({ long }) => long === word)) {
      return `${written}: there is no ${word}`;
    }
  }
  return command.commands.length > 0 ? `${written}: it is not a whole command` : undefined;
}

describe("the commands and settings that a page names", () => {
  const texts = [...pagesForUsers(), "SECURITY.md"].map((page) =>
    readFileSync(path.join(ROOT, page), "utf8"),
  );

  it("exist, with each option", () => {
    const commands = texts.flatMap((text) => text.match(/npx tokenplane [^`#|>\n]+/g) ?? []);
    expect(commands.length).toBeGreaterThan(25);
    expect(commands.flatMap((command) => misspelt(command.trim()) ?? [])).toEqual([]);
  });

  it("are settings of the server or of the command line", () => {
    const ofCommands = ["ENDPOINT", "API_KEY", "PSKC_KEY", "PSKC_PASSPHRASE"];
    const known = new Set([
      ...Object.values(settings).map(({ name }) => name),
      ...ofCommands.map((name) => `TOKENPLANE_${name}`),
    ]);
    const named = texts.flatMap((text) => text.match(/\bTOKENPLANE_[A-Z_]*[A-Z]\b/g) ?? []);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});
