import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { nestedList, optional, computed, required, writeOnly } from "../framework/attributes.js";
import { defineProvider } from "../framework/provider.js";
import { providerSchemas } from "../framework/schema.js";
import { list, string } from "../framework/types.js";
import { schemaPart } from "./attributes.js";
import { page } from "./page.js";

const DOCS = path.join(import.meta.dirname, "../docs");

it("a page of the documentation lists attributes in groups, secrets, and blocks at every depth", () => {
  const { provider } = providerSchemas(
    defineProvider({
      name: "note",
      version: "1.0.0",
      sources: [],
      description: "Notes.",
      attributes: {
        title: required(string, { description: "The title." }),
        pin: writeOnly(string, { description: "The PIN.", sensitive: true }),
        tags: optional(list(string), { description: "Tags." }),
        pages: computed(
          nestedList({
            lines: computed(nestedList({ text: computed(string, { description: "The text." }) }), {
              description: "Its lines.",
            }),
          }),
          { description: "The pages." },
        ),
      },
      configure: () => Promise.resolve(null),
      resources: {},
    }),
  );
  const note = "https://developer.hashicorp.com/terraform/language/resources/ephemeral#write-only-arguments";
  expect(schemaPart(provider)).toBe(`## Schema

### Required

- \`title\` (String) The title.

### Optional

> **NOTE**: [Write-only arguments](${note}) need Terraform 1.11 or OpenTofu 1.11.

- \`pin\` (String, Sensitive, [Write-only](${note})) The PIN.
- \`tags\` (List of String) Tags.

### Read-Only

- \`pages\` (Attributes List) The pages. (see [below for nested schema](#nestedatt--pages))

<a id="nestedatt--pages"></a>

### Nested Schema for \`pages\`

Read-Only:

- \`lines\` (Attributes List) Its lines. (see [below for nested schema](#nestedatt--pages--lines))

<a id="nestedatt--pages--lines"></a>

### Nested Schema for \`pages.lines\`

Read-Only:

- \`text\` (String) The text.`);
});

it("a page of the documentation begins with the whole description, also of several lines", () => {
  const { text } = page("a.md", { title: 'A "b"', subcategory: "", description: "One.\nTwo." }, ["# A"]);
  expect(text).toBe(
    '---\npage_title: "A \\"b\\""\nsubcategory: ""\ndescription: |-\n  One.\n  Two.\n---\n\n# A\n',
  );
});

it("every link between pages of the documentation leads somewhere, and registries accept every page whole", () => {
  const files = readdirSync(DOCS, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".md"),
  );
  expect(files.length).toBeGreaterThan(30);
  for (const file of files) {
    const text = readFileSync(path.join(DOCS, file), "utf8");
    expect(text, file).toMatch(/^---\npage_title: .+\n(subcategory: .*\n)?description: \|-\n {2}\S/);
    // A registry cuts off what is longer.
    expect(text.length, file).toBeLessThan(500_000);
    for (const [, target = ""] of text.matchAll(/\]\(([^)]+)\)/g)) {
      if (target.startsWith("#")) expect(text, `${file} ${target}`).toContain(`id="${target.slice(1)}"`);
      else if (!target.startsWith("https://"))
        expect(files, `${file} ${target}`).toContain(path.join(path.dirname(file), target));
    }
  }
});
