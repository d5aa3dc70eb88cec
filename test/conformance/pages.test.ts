// What README.md and docs/ say is true: links, commands, settings, roles, GraphQL documents, types of the provider.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { isEnumType, isScalarType, isSpecifiedScalarType, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { ROLES } from "../../server/actions/permissions.js";
import { commandLine } from "../../server/commands/command-line.js";
import { brokenLink, getLinks } from "../../release/links.js";
import { settings } from "../../server/config.js";
import { schema } from "../../server/graphql/schema.js";
import {
  between,
  blockBelow,
  getBlocks,
  pagesForUsers,
  readPage,
  ROOT,
  getRows,
  getSection,
} from "../support/pages.js";

/** Every page of the project that people read, made ones too. */
const PAGES = [".", "docs", "examples", "provider"].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: folder !== ".", encoding: "utf8" })
    .filter((file) => file.endsWith(".md") && !/node_modules|dist\/|documentation\//.test(file))
    .map((file) => path.join(folder, file)),
);

/** The codes of errors that are about a request, as the server's types name them. */
function requestCodes(): string[] {
  const sources = ["server/request-error.ts", "server/graphql/errors.ts", "server/http/yoga.ts"];
  const named = sources.flatMap((file) =>
    [
      ...readFileSync(path.join(ROOT, file), "utf8").matchAll(
        /^ {2}\| "([A-Z_]+)";?$|(?:syntax|validation): "([A-Z_]+)"/gm,
      ),
    ].map(([, ofType, ofYoga]) => ofType ?? ofYoga ?? ""),
  );
  return [...new Set(named)].toSorted();
}

/** The commands that do something, and how each is called. `COMMANDS_PAGE=write` writes their part of the page. */
function wholeCommands(command: Command, called: string): { usage: string; command: Command }[] {
  return command.commands.flatMap((below) => {
    const name = `${called} ${below.name()}`;
    const usage = [name, ...below.registeredArguments.map((argument) => `<${argument.name()}>`)].join(" ");
    return below.commands.length > 0 ? wholeCommands(below, name) : [{ usage, command: below }];
  });
}

/** The arguments and options of a command, each with its meaning as `--help` shows it. */
function commandRows(command: Command): string[][] {
  const help = command.createHelp();
  return [
    ...command.registeredArguments.map((argument) => [
      `\`<${argument.name()}>\``,
      help.argumentDescription(argument),
    ]),
    ...command.options.map((option) => [`\`${option.flags}\``, help.optionDescription(option)]),
  ];
}

/** Writes the commands into their page, below its introduction. Prettier formats the tables. */
function writeCommands(commands: readonly { readonly usage: string; readonly command: Command }[]): void {
  const [introduction = ""] = readPage("docs/commands.md").split(/^## /m);
  const sections = commands.map(({ usage, command }) => {
    const rows = commandRows(command).map(
      (cells) => `| ${cells.map((cell) => cell.replaceAll("|", String.raw`\|`)).join(" | ")} |`,
    );
    const table = rows.length === 0 ? [] : ["", "| Argument or option | Meaning |", "| --- | --- |", ...rows];
    return [`## \`${usage}\``, "", command.description(), ...table, ""].join("\n");
  });
  writeFileSync(path.join(ROOT, "docs/commands.md"), `${introduction}${sections.join("\n")}`);
}

const HEADING = /^#{1,4} .*$/gm;

function getHeadings(page: string): string[] {
  return (
    readPage(page)
      .replaceAll(/^ *```[\s\S]*?^ *```$/gm, "")
      .match(HEADING) ?? []
  );
}

/** What stands between a heading and the next one of any level. */
function getOwnText(page: string, heading: string): string {
  const headings = getHeadings(page);
  const below = headings[headings.indexOf(heading) + 1];
  const section = getSection(page, heading);
  return below === undefined ? section : (section.split(`\n${below}\n`)[0] ?? section);
}

const COMMANDS = "test/conformance/page-commands.test.ts";
const README = "test/conformance/readme.test.ts";
const INSTALL = "test/install/released.test.ts";
const QUICK_START = "test/provider/quick-start.test.ts";

/** Which test runs the commands of which part of a page. */
const RUN_BY: Readonly<Record<string, string>> = {
  "README.md ## The first sign-in": README,
  "docs/tasks.md ## Replace a lost phone": README,
  "docs/tasks.md ## Send codes by e-mail, to try it": README,
  "docs/tasks.md ## Sign in with a challenge (OCRA)": README,
  "README.md ## Quick start": COMMANDS,
  "README.md ## Keys and roles": COMMANDS,
  "docs/backup.md # Backup, restore and move": COMMANDS,
  "docs/backup.md ## Move to PostgreSQL": COMMANDS,
  "docs/channels.md # Channels and messages": COMMANDS,
  "docs/clients.md ## JSON from the command line": COMMANDS,
  "docs/clients.md ## Completion in your shell": COMMANDS,
  "docs/events.md ## Follow the event feed": COMMANDS,
  "docs/events.md ## Check that nobody changed the log": COMMANDS,
  "docs/events.md ## Export events": COMMANDS,
  "docs/events.md ## Send events to a SIEM": COMMANDS,
  "docs/events.md ## Erase a person": COMMANDS,
  "docs/imports.md ## With the command line": COMMANDS,
  "docs/imports.md ## With the API": COMMANDS,
  "docs/monitoring.md ## Turn it on": COMMANDS,
  "docs/monitoring.md ## Traces": COMMANDS,
  "docs/operations.md ## PostgreSQL and replicas": COMMANDS,
  "docs/operations.md ## Operator keys": COMMANDS,
  "docs/tasks.md ## Send codes by SMS": COMMANDS,
  "docs/terraform.md ## Export an account": COMMANDS,
  "docs/install.md ## With npm": INSTALL,
  "docs/install.md ## From the archive": INSTALL,
  "docs/install.md ## As a service of systemd": INSTALL,
  "docs/install.md ## As a container": INSTALL,
  "docs/install.md ## With Compose and PostgreSQL": INSTALL,
  "docs/install.md ## Upgrade": INSTALL,
  "docs/terraform.md ## Quick start": QUICK_START,
};

/** Which test takes an example of another language from its page. */
const TAKEN_BY: Readonly<Record<string, string>> = {
  "docs/cdktf.md ts": "test/cdktf/page.test.ts",
  "docs/clients.md js": "test/feed/recipes.test.ts",
  "docs/clients.md ts": "test/conformance/pages.test.ts",
  "docs/events.md js": "test/feed/recipes.test.ts",
  "docs/events.md rsyslog": "test/feed/syslog.test.ts",
  "docs/events.md syslog-ng": "test/feed/syslog.test.ts",
  "docs/monitoring.md yaml": COMMANDS,
  "docs/operations.md haproxy": "test/support/real-balancers.ts",
  "docs/operations.md nginx": "test/support/real-balancers.ts",
  "docs/terraform.md hcl": QUICK_START,
};

/** Languages of blocks that have tests of their own here, and of what nobody runs: pictures, and lists of files. */
const OTHER_BLOCKS = new Set(["bash", "sh", "graphql", "mermaid", "text"]);

describe("the pages of the project", () => {
  it("link to files and headings that exist", () => {
    expect(PAGES).toEqual(expect.arrayContaining(["README.md", "SECURITY.md", "provider/docs/index.md"]));
    const links = PAGES.flatMap((page) => getLinks(readPage(page)).map((link) => [page, link] as const));
    expect(links.length).toBeGreaterThan(100);
    expect(links.flatMap(([page, link]) => brokenLink(page, link, ROOT) ?? [])).toEqual([]);
  });

  it("are all in the README's table of where everything is and in the page of docs/, as far as they are in docs/", () => {
    const linkedBy = (text: string, folder: string) =>
      new Set(getLinks(text).map((link) => path.join(folder, link.split("#")[0] ?? "")));
    const table = linkedBy(getSection("README.md", "## Where everything is"), ".");
    const index = linkedBy(readPage("docs/README.md"), "docs");
    const pages = pagesForUsers().filter((page) => page !== "README.md");
    expect(pages.filter((page) => !table.has(page))).toEqual([]);
    expect(pages.filter((page) => page !== "docs/README.md" && !index.has(page))).toEqual([]);
  });

  it("have every code of an error with its meaning, and every reason of a denial", () => {
    const described = (name: string) => {
      const type = schema.getType(name);
      if (!isEnumType(type)) throw new Error(`there is no enum ${name}`);
      return type
        .getValues()
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map((value) => [`\`${value.name}\``, value.description]);
    };
    const rows = (mark: string) =>
      getRows(between("docs/errors.md", `<!-- ${mark} -->`, `<!-- /${mark} -->`));
    expect(rows("refusals").map(([code, meaning]) => [code, meaning])).toEqual(described("ErrorCode"));
    expect(rows("denials")).toEqual(described("DenialReason"));
    expect(rows("requests").map(([code]) => code)).toEqual(requestCodes().map((code) => `\`${code}\``));
  });

  it("have every command with its arguments and options as --help shows them: required ones, values and defaults", () => {
    const commands = wholeCommands(commandLine(), "tokenplane");
    if (process.env["COMMANDS_PAGE"] === "write") writeCommands(commands);
    const page = readPage("docs/commands.md");
    expect([...page.matchAll(/^## `(.*)`$/gm)].map(([, usage]) => usage)).toEqual(
      commands.map(({ usage }) => usage),
    );
    for (const { usage, command } of commands) {
      const section = getSection("docs/commands.md", `## \`${usage}\``);
      expect(section.trim().replaceAll("\\|", "|").startsWith(command.description()), usage).toBe(true);
      const rows = commandRows(command);
      expect(
        getRows(section).map((cells) => cells.map((cell) => cell.replaceAll("\\|", "|"))),
        usage,
      ).toEqual(rows);
      const shown = command.helpInformation().replaceAll(/\s+/g, " ");
      for (const [, meaning = ""] of rows) expect(shown, usage).toContain(meaning);
      expect(rows.filter(([, meaning]) => meaning === "")).toEqual([]);
    }
    expect(page).toContain("(required)");
    expect(page).toContain("(required; values: ");
    expect(page).toContain("(default: 20)");
  });

  it("have commands that a test runs, each block of them", () => {
    const blocks = [...pagesForUsers(), "SECURITY.md"].flatMap((page) =>
      getHeadings(page)
        .filter((heading) => /```(?:bash|sh)\n/.test(getOwnText(page, heading)))
        .map((heading) => `${page} ${heading}`),
    );
    expect(blocks.filter((block) => RUN_BY[block] === undefined)).toEqual([]);
    for (const [block, file] of Object.entries(RUN_BY)) {
      expect(blocks, file).toContain(block);
      const [page = "", ...heading] = block.split(" ");
      const test = readFileSync(path.join(ROOT, file), "utf8");
      expect(test, `${file} runs ${block}`).toContain(page);
      // What stands below the title of a page, or of a page whose blocks are all run, is not asked for by its heading.
      if (heading[0] === "##" && !test.includes(`readPage("${page}")`))
        expect(test, `${file} runs ${block}`).toContain(heading.join(" "));
    }
  });

  it("have examples in other languages that a test takes from there", () => {
    const languages = [...pagesForUsers(), "SECURITY.md"].flatMap((page) => {
      const fences = [...readPage(page).matchAll(/^ *```(.*)$/gm)].map(([, language = ""]) => language);
      // Every second one ends a block.
      return fences
        .filter((language, index) => index % 2 === 0 && !OTHER_BLOCKS.has(language))
        .map((language) => `${page} ${language}`);
    });
    expect(new Set(languages)).toEqual(new Set(Object.keys(TAKEN_BY)));
    for (const [block, file] of Object.entries(TAKEN_BY)) {
      const [page = "", language = ""] = block.split(" ");
      const test = readFileSync(path.join(ROOT, file), "utf8");
      expect([test.includes(page), test.includes(`"${language}"`)], `${file} takes ${block}`).toEqual([
        true,
        true,
      ]);
    }
  });

  it("have every scalar of the schema where they say how generators read it", () => {
    const scalars = Object.values(schema.getTypeMap())
      .filter((type) => isScalarType(type) && !isSpecifiedScalarType(type))
      .map(({ name }) => name)
      .toSorted();
    const heading = "## Code generators and scalars";
    const [, config = ""] = /scalars: \{ (.*?) \}/.exec(blockBelow("docs/clients.md", heading, "ts")) ?? [];
    const rows = getRows(getSection("docs/clients.md", heading));
    expect(rows.map(([name]) => name)).toEqual(scalars.map((name) => `\`${name}\``));
    expect(config.split(", ").map((entry) => `\`${entry}\``)).toEqual(rows.map(([, , entry]) => entry));
  });

  it("have roles, settings and their defaults and meanings as the server has them", () => {
    expect(getRows(getSection("README.md", "## Keys and roles")).map(([role]) => role)).toEqual([...ROLES]);
    expect(getRows(between("docs/configuration.md", "<!-- settings -->", "<!-- /settings -->"))).toEqual(
      Object.values(settings).map(({ name, default: fallback, description }) => [
        `\`${name}\``,
        fallback === undefined || fallback === "" ? "" : `\`${fallback}\``,
        description,
      ]),
    );
  });

  it("have GraphQL documents that the schema accepts", () => {
    const documents = pagesForUsers().flatMap((page) => getBlocks(readPage(page), "graphql"));
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
    const commands = texts.flatMap((text) => text.match(/npx tokenplane [^`#|>\n…]+/g) ?? []);
    expect(commands.length).toBeGreaterThan(25);
    expect(commands.flatMap((command) => misspelt(command.trim()) ?? [])).toEqual([]);
  });

  it("are settings of the server or of the command line", () => {
    const ofCommands = ["ENDPOINT", "API_KEY", "API_KEY_FILE", "PSKC_KEY", "PSKC_PASSPHRASE"];
    const known = new Set([
      ...Object.values(settings).map(({ name }) => name),
      ...ofCommands.map((name) => `TOKENPLANE_${name}`),
    ]);
    const named = texts.flatMap((text) => text.match(/\bTOKENPLANE_[A-Z_]*[A-Z]\b/g) ?? []);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});
