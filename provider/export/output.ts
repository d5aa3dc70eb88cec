// The destinations of a configuration.
import { existsSync, readdirSync, renameSync, rmSync, rmdirSync } from "node:fs";
import { mkdtemp, open, type FileHandle } from "node:fs/promises";
import path from "node:path";
import type { Writable } from "node:stream";
import { makeFolder } from "@tokenplane/files/make-folder";
import type { Written } from "./language.js";

/** Accepts the parts of a configuration one after the other, and writes an empty line between them. */
export interface Output {
  write(part: Written): Promise<void>;
  /** Call this when everything is written. */
  finish(): Promise<void>;
  /** Call this when the rest will not be written. */
  abandon(): Promise<void>;
}

/** Everything into one stream. */
export function toStream(stream: Writable): Output {
  let isFirst = true;
  return {
    async write({ text }) {
      const sent = stream.write(isFirst ? text : `\n${text}`);
      isFirst = false;
      // Waits for a slow reader, so that nothing piles up in memory.
      if (!sent) await new Promise((resolve) => stream.once("drain", resolve));
    },
    finish: async () => {},
    abandon: async () => {},
  };
}

/** Whether a folder is not empty, or something else has its name. */
export function isTaken(folder: string): boolean {
  if (!existsSync(folder)) return false;
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return true;
  }
}

/**
 * Each part into its file. The folder appears when everything is written; an interrupted export leaves nothing.
 * @param folder that does not exist, or is empty.
 */
export async function toFolder(folder: string): Promise<Output> {
  const target = path.resolve(folder);
  await makeFolder(path.dirname(target), 0o777);
  const part = await mkdtemp(`${target}.part-`);
  const files = new Map<string, FileHandle>();
  const close = async () => {
    for (const file of files.values()) await file.close();
  };
  return {
    async write({ file, text }) {
      const known = files.get(file);
      const handle = known ?? (await open(path.join(part, file), "w"));
      files.set(file, handle);
      await handle.write(known === undefined ? text : `\n${text}`);
    },
    async finish() {
      await close();
      if (existsSync(target)) rmdirSync(target);
      renameSync(part, target);
    },
    async abandon() {
      await close();
      rmSync(part, { recursive: true, force: true });
    },
  };
}
