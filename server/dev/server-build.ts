import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { watch, type RolldownWatcher } from "rolldown";
import { SERVER_BUNDLE } from "../bundle-options.mjs";
import { firstLine } from "./first-line.js";
import { sharedSources } from "./sources.js";

/** Beside the sources as deep as the built server, which finds the built pages from there. */
const TARGET = "server/dev/dist";

/** The built server. */
export const SERVED_FILE = path.join(TARGET, "served.js");

/** The error and its place, as one line: `server/fair-queue.ts:12:11: Unexpected token`. */
function inOneLine(error: Error): string {
  const text = stripVTControlCharacters(error.message).replace(/^Build failed.*\s+/, "");
  const [, place] = /╭─\[ (\S+) \]/.exec(text) ?? [];
  const what = firstLine(text).replace(/^\[\w+\] /, "");
  return place === undefined ? what : `${place}: ${what}`;
}

/**
 * Builds the server now and after each change of a source.
 * @param onBuilt is called after each build that worked. @param onError gets one line about each that did not.
 */
export function watchServer(onBuilt: () => void, onError: (line: string) => void): RolldownWatcher {
  const watcher = watch({
    ...SERVER_BUNDLE,
    input: { served: "server/dev/served.ts" },
    plugins: [sharedSources],
    output: { dir: TARGET, format: "esm", chunkFileNames: "[name].js", sourcemap: true },
  });
  watcher.on("event", async (event) => {
    if (event.code === "BUNDLE_END") {
      await event.result.close();
      onBuilt();
    } else if (event.code === "ERROR") {
      await event.result.close();
      onError(inOneLine(event.error));
    }
  });
  return watcher;
}
