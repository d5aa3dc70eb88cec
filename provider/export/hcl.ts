// A configuration in HCL, as `terraform fmt` leaves it.
import { VERSION } from "../version.js";
import { getEntries, escaped, literal, UNSEEN, type Language } from "./language.js";
import { Nested, Reference, SECTION_OF, type Said, type Section, type Thing } from "./thing.js";

const WIDTH = 100;
const SHORT: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  '"': '\\"',
  "\\": "\\\\",
};

const OPENINGS: Readonly<Partial<Record<Section, string>>> = {
  channels: `# The server never returns secrets, so they are not here. A channel that is created again needs secrets_wo.\n`,
  tokens: `# The server never returns secrets and PINs, so they are not here. A device that is created again needs secret_wo.\n`,
  bypass: `# The running bypasses. A bypass that has ended cannot be imported any more: remove its blocks then.\n`,
};

/** HCL for Terraform 1.5 and newer, and for OpenTofu. */
export const hcl: Language = {
  names: {
    isAscii: false,
    getKey: (kind, name) => `${kind}.${name}`,
    reserved: new Set(),
  },
  getFile: (section) => `${section}.tf`,
  head: () => [
    {
      file: "provider.tf",
      text: `terraform {
  required_version = ">= 1.5"

  required_providers {
    tokenplane = {
      source  = "tokenplane/tokenplane"
      version = "~> ${VERSION.split(".").slice(0, 2).join(".")}"
    }
  }
}

# TOKENPLANE_ENDPOINT and TOKENPLANE_API_KEY say which server and which API key.
provider "tokenplane" {}
`,
    },
    {
      file: "imports.tf",
      text: "# The import blocks import the existing objects. You may remove them after the first apply.\n",
    },
  ],
  opening: (section) => OPENINGS[section] ?? "",
  block: (thing) => [
    { file: hcl.getFile(SECTION_OF[thing.kind]), text: resourceBlock(thing) },
    {
      file: "imports.tf",
      text: `import {\n  to = ${address(thing)}\n  id = ${quoted(thing.importId)}\n}\n`,
    },
  ],
  comment: (text) => `# ${text.replaceAll(UNSEEN, escaped)}\n`,
  tail: () => [],
};

function resourceBlock({ kind, name, says, comment }: Thing): string {
  const above = comment === undefined ? "" : hcl.comment(comment);
  const head = `${above}resource "tokenplane_${kind}" "${name}" {`;
  return says.length === 0 ? `${head}}\n` : `${head}\n${attributes(says)}}\n`;
}

function address({ kind, name }: Pick<Thing, "kind" | "name">): string {
  return `tokenplane_${kind}.${name}`;
}

/**
 * The lines of attributes. The equals signs of adjacent lines are aligned, unless a value takes several lines.
 */
function attributes(says: Thing["says"], indent = "  "): string {
  const written = says.map(([name, value]) => ({ name, text: expression(name, value, indent) }));
  return written
    .map(({ name, text }, index) => {
      if (text.includes("\n")) return `${indent}${name} = ${text}\n`;
      return `${indent}${name.padEnd(columnAt(written, index))} = ${text}\n`;
    })
    .join("");
}

/** The longest name in the group of adjacent lines. */
function columnAt(
  written: readonly { readonly name: string; readonly text: string }[],
  index: number,
): number {
  const isWhole = written.map(({ text }) => text.includes("\n"));
  const from = isWhole.lastIndexOf(true, index) + 1;
  const to = isWhole.indexOf(true, index);
  const group = written.slice(from, to === -1 ? undefined : to);
  return Math.max(...group.map(({ name }) => name.length));
}

function expression(name: string, value: Said, indent: string): string {
  if (value instanceof Reference) return `${address(value)}.id`;
  if (value instanceof Nested) return `{\n${attributes(value.says, `${indent}  `)}${indent}}`;
  const entries = getEntries(value)?.map(([key, each]) => [quoted(key), each] as const);
  if (entries !== undefined) return `{\n${attributes(entries, `${indent}  `)}${indent}}`;
  return literal(value, WIDTH - name.length, quoted);
}

function quoted(text: string): string {
  const inside = text
    .replaceAll(/[\n\r\t"\\]/g, (character) => SHORT[character] ?? "")
    .replaceAll(UNSEEN, escaped)
    .replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
  return `"${inside}"`;
}
