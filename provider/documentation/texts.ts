// Pages that people write: the first one, and the guides. They can include examples and schemas.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { AnyProvider } from "../framework/provider.js";
import { providerSchemas } from "../framework/schema.js";
import { schemaPart } from "./attributes.js";
import type { Examples } from "./examples.js";
import type { Page } from "./page.js";

/**
 * The written pages of a folder. A line `<!-- example: FILE -->` becomes that example, and `<!-- schema -->` the schema of
 * the provider's own block.
 */
export function writtenPages(provider: AnyProvider, examples: Examples, folder: string): Page[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .sort()
    .map((file) => ({
      file: file.replaceAll(path.sep, "/"),
      text: readFileSync(path.join(folder, file), "utf8")
        .replaceAll(/^<!-- example: (\S+) -->$/gm, (_line, example: string) => examples.block(example))
        .replaceAll(/^<!-- schema -->$/gm, () => schemaPart(providerSchemas(provider).provider)),
    }));
}
