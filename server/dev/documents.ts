import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { firstLine } from "./first-line.js";

export const CONSOLE_FOLDER = path.resolve("server/console");

/** After a change of a file of documents: makes what pages and server know of all documents again. */
export function documentsAgain(file: string): void {
  if (!file.endsWith(".graphql")) return;
  promisify(execFile)(process.execPath, [path.join(CONSOLE_FOLDER, "documents.mjs")]).catch(
    (error: { readonly stderr: string }) => {
      console.error(`${path.relative(".", file)}: ${firstLine(error.stderr)}`);
    },
  );
}
