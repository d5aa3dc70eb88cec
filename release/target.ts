// The folder of a release.
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { FOLDER_MODE, getFolders } from "./members.js";

/**
 * Makes the folder of a release ready: it is empty then.
 * @param asked the folder that a person named. @param usual the folder otherwise: only this one is emptied.
 */
export function emptyTarget(asked: string | undefined, usual: string): string {
  const target = path.resolve(asked ?? usual);
  if (asked === undefined) rmSync(target, { recursive: true, force: true });
  else if (existsSync(target) && readdirSync(target).length > 0) {
    console.error(`${target} is not empty: name a new folder for the release.`);
    process.exit(1);
  }
  return target;
}

/** Writes a file of a release. Its permissions, and those of its folders below the target, do not depend on the umask. */
export function write(target: string, file: string, bytes: Uint8Array | string, mode = 0o644): void {
  const whole = path.join(target, file);
  mkdirSync(path.dirname(whole), { recursive: true });
  for (const folder of getFolders([{ name: file }])) chmodSync(path.join(target, folder), FOLDER_MODE);
  writeFileSync(whole, bytes);
  chmodSync(whole, mode);
}
