// The licences of the packages whose code is in what is released: they must be distributed with it.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { rolldown, type InputOptions } from "rolldown";
import { build, type Rolldown } from "vite";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly author?: string | { readonly name: string };
}

/** The contents of a bundle. */
interface Bundled {
  /** The files from which it has code. */
  readonly files: readonly string[];
  /** The modules that the bundle imports when it runs. */
  readonly imports: ReadonlySet<string>;
}

/** Looks at what a bundle consists of. */
export async function bundled(options: InputOptions): Promise<Bundled> {
  const bundle = await rolldown({ platform: "node", logLevel: "warn", ...options });
  const { output } = await bundle.generate({ format: "esm" });
  await bundle.close();
  const chunks = output.filter((part) => part.type === "chunk");
  const own = new Set(chunks.map(({ fileName }) => fileName));
  const imports = chunks.flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports]);
  return {
    files: chunks.flatMap(({ moduleIds }) => moduleIds),
    imports: new Set(imports.filter((name) => !own.has(name))),
  };
}

/** The files from which pages have code, styles, fonts or pictures. @param root the folder of the pages. */
export async function pageFiles(root: string, pages: readonly string[]): Promise<string[]> {
  const built = (await build({
    root,
    configFile: false,
    logLevel: "silent",
    build: { write: false, rolldownOptions: { input: pages.map((page) => path.join(root, page)) } },
  })) as Rolldown.RolldownOutput;
  return built.output.flatMap((part) =>
    part.type === "chunk" ? part.moduleIds : part.originalFileNames.map((file) => path.resolve(root, file)),
  );
}

/** The text of the notices. @throws {Error} when a package has no licence. */
export function notices(files: readonly string[]): string {
  const folders = files.flatMap((file) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []);
  const parts = new Map(
    [...new Set(folders)].map((folder) => {
      const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
      const title = `${manifest.name} ${manifest.version} (${manifest.license})`;
      return [title, `${title}\n\n${licence(folder, manifest)}\n`] as const;
    }),
  );
  const inOrder = [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  return inOrder.join(`\n${"-".repeat(80)}\n\n`);
}

function licence(folder: string, { name, license, author }: Manifest): string {
  const file = readdirSync(folder).find((one) => /^licen[cs]e(\.\w+)?$/i.test(one));
  if (file !== undefined) return readFileSync(path.join(folder, file), "utf8").trim();
  const text = TEXTS.get(license);
  if (text === undefined)
    throw new Error(`${folder} has no licence: a release cannot have the package in it.`);
  const holder = (typeof author === "string" ? author : author?.name) ?? `the authors of ${name}`;
  return `Copyright (c) ${holder}\n\n${text}`;
}

/** The licences of packages that only name theirs. */
const TEXTS: ReadonlyMap<string, string> = new Map([
  [
    "MIT",
    `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`,
  ],
  [
    "ISC",
    `Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted, provided that the above
copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY
AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM
LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR
OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR
PERFORMANCE OF THIS SOFTWARE.`,
  ],
]);
