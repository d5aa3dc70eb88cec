// Where a configuration is written to.
import { existsSync, readdirSync, renameSync, rmSync, rmdirSync } from "node:fs";
import { mkdtemp, open, type FileHandle } from "node:fs/promises";
import path from "node:path";
import type { Writable } from "node:stream";
import { makeFolder } from "../../server/database/make-folder.js";
import type { Written } from "./language.js";

/** Takes the parts of a configuration, a blank line between them, one after the other. */
export interface Output {
  write(part: Written): Promise<void>;
  /** All of it is written. */
  finish(): Promise<void>;
  /** The rest will not come. */
  abandon(): Promise<void>;
}

/** Everything into one stream. */
export function toStream(stream: Writable): Output {
  let isFirst = true;
  return {
    async write({ text }) {
      const sent = stream.write(isFirst ? text : `\n${text}`);
      isFirst = false;
      // Whoever reads slowly is waited for: nothing piles up here.
      if (!sent) await new Promise((resolve) => stream.once("drain", resolve));
    },
    finish: async () => {},
    abandon: async () => {},
  };
}

/** Whether there is anything in a folder, or something else than a folder in its place. */
export function isTaken(folder: string): boolean {
  if (!existsSync(folder)) return false;
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return true;
  }
}

/**
 * Each part into its file, in a folder that is there when all of it is: what is interrupted leaves nothing.
 * @param folder that is not there, or empty.
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
