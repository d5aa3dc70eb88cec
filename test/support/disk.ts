import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Makes a disk in memory. @param options of tmpfs, such as its size. @returns whether that is possible here. */
export function mount(folder: string, options: string): boolean {
  return spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]).status === 0;
}

/** Makes a disk that can only be read. */
export function makeReadOnly(folder: string): void {
  spawnSync("mount", ["-o", "remount,ro", folder]);
}

/** Takes a disk away, and its folder. */
export function unmount(folder: string): void {
  spawnSync("umount", ["-l", folder]);
  rmSync(folder, { recursive: true, force: true });
}

/** Whether a disk can be made here. */
export function canMount(): boolean {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-disk-"));
  const can = mount(folder, "size=1m");
  unmount(folder);
  return can;
}
