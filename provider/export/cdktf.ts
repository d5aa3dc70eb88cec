// A configuration as a program of CDKTF in TypeScript, on the bindings that `cdktf get` makes.
import { literal as literalInProgram } from "@tokenplane/rules/cdktf-text";
import { VERSION } from "../version.js";
import { getEntries, escaped, literal, UNSEEN, type Form, type Language } from "./language.js";
import {
  Nested,
  Reference,
  SECTION_OF,
  SECTIONS,
  type Kind,
  type Said,
  type Section,
  type Thing,
} from "./thing.js";

const WIDTH = 80;
const BINDINGS = "./.gen/providers/tokenplane";

/** Names that a constant of a module cannot have, or that are used already. */
const RESERVED = new Set([
  ..."arguments await break case catch class const continue debugger default delete do else enum eval export".split(
    " ",
  ),
  ..."extends false finally for function if implements import in instanceof interface let new null".split(
    " ",
  ),
  ..."package private protected public return static super switch this throw true try typeof".split(" "),
  ..."undefined var void while with yield exports module require app stack tokenplane".split(" "),
  ...SECTIONS,
]);

const COMMENTS: Readonly<Partial<Record<Section, string>>> = {
  channels: `// The server never returns secrets, so they are not here. A channel that is created again needs secretsWo.\n`,
  tokens: `// The server never returns secrets and PINs, so they are not here. A device that is created again needs secretWo.\n`,
  bypass: `// The running bypasses. A bypass that has ended cannot be imported any more: remove it here then.\n`,
};

/**
 * TypeScript for CDKTF.
 * @param form one module, or one for each section.
 * @returns a language for one configuration: it writes imports when they are first needed.
 */
export function cdktf(form: Form): Language {
  const inFiles = form === "files";
  const declared = inFiles ? "export const" : "const";
  const imported = new Set<string>();
  /**
   * The imports of a block that its module does not have yet. They are not at the top, because it is not known there
   * which are needed.
   */
  const imports = (section: Section, wanted: readonly string[]): string => {
    const missing = wanted.filter((line) => !imported.has(inFiles ? section + line : line));
    for (const line of missing) imported.add(inFiles ? section + line : line);
    return missing.length === 0 ? "" : `${missing.join("")}\n`;
  };
  const block = ({ kind, name, says, importId, comment }: Thing): string => {
    const section = SECTION_OF[kind];
    const siblings = new Set<string>();
    const value = (attribute: string, said: Said, indent = "  "): string => {
      if (said instanceof Nested) {
        return object(
          said.says.map(([inner, each]) => [camelCase(inner), each]),
          indent,
        );
      }
      const entries = said instanceof Reference ? undefined : getEntries(said);
      if (entries !== undefined)
        return object(
          entries.map(([key, each]) => [quoted(key), each]),
          indent,
        );
      if (!(said instanceof Reference)) return literal(said, WIDTH - attribute.length, quoted);
      const where = SECTION_OF[said.kind];
      if (!inFiles || where === section) return `${camelCase(said.name)}.id`;
      siblings.add(`import * as ${where} from "./${where}";\n`);
      return `${where}.${camelCase(said.name)}.id`;
    };
    const object = (entries: Thing["says"], indent: string): string => {
      const inside = entries.map(([key, each]) => `${indent}  ${key}: ${value(key, each, `${indent}  `)},\n`);
      return `{\n${inside.join("")}${indent}}`;
    };
    const lines = says.map(([attribute, said]) => {
      const property = camelCase(attribute);
      return `  ${property}: ${value(property, said)},\n`;
    });
    const needed = imports(section, [
      `import { ${getClass(kind)} } from "${BINDINGS}/${getModule(kind)}";\n`,
      ...siblings,
      ...(inFiles ? ['import { stack } from "./stack";\n'] : []),
    ]);
    const above = comment === undefined ? "" : getComment(comment);
    const constant = camelCase(name);
    const config = lines.length === 0 ? "{}" : `{\n${lines.join("")}}`;
    return `${needed}${above}${declared} ${constant} = new ${getClass(kind)}(stack, "${name}", ${config});
${constant}.importFrom(${quoted(importId)});
`;
  };
  return {
    names: {
      isAscii: true,
      getKey: (_kind, name) => camelCase(name),
      reserved: RESERVED,
    },
    getFile: (section) => `${section}.ts`,
    head() {
      const text = `import { App, TerraformStack } from "cdktf";
import { TokenplaneProvider } from "${BINDINGS}/provider";

${declared} app = new App();
${declared} stack = new TerraformStack(app, "tokenplane");

// TOKENPLANE_ENDPOINT and TOKENPLANE_API_KEY say which server and which API key.
new TokenplaneProvider(stack, "tokenplane");
`;
      return [{ file: "stack.ts", text }, ...(inFiles ? [{ file: "cdktf.json", text: settings() }] : [])];
    },
    opening: (section) => COMMENTS[section] ?? "",
    block: (thing) => [{ file: `${SECTION_OF[thing.kind]}.ts`, text: block(thing) }],
    comment: getComment,
    tail(sections) {
      const synth = { file: "main.ts", text: "app.synth();\n" };
      if (!inFiles) return [synth];
      const modules = sections.map((section) => `import "./${section}";\n`).join("");
      return [{ file: "main.ts", text: `${modules}import { app } from "./stack";\n` }, synth];
    },
  };
}

function settings(): string {
  const version = VERSION.split(".").slice(0, 2).join(".");
  return `${JSON.stringify(
    {
      language: "typescript",
      app: "npx tsx main.ts",
      terraformProviders: [`tokenplane/tokenplane@~> ${version}`],
    },
    undefined,
    2,
  )}\n`;
}

function getComment(text: string): string {
  return `// ${text.replaceAll(UNSEEN, escaped)}\n`;
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z0-9])/g, (_whole, letter: string) => letter.toUpperCase());
}

function getClass(kind: Kind): string {
  const name = camelCase(kind);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function getModule(kind: Kind): string {
  return kind.replaceAll("_", "-");
}

/** A text for TypeScript, which then goes into CDKTF's JSON: there, a part of it could be an expression or a reference. */
function quoted(text: string): string {
  return JSON.stringify(literalInProgram(text)).replaceAll(UNSEEN, escaped);
}
