import { expect } from "vitest";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { makeSealer } from "../../server/events/seal/sealer.js";
import type { Api } from "./api.js";
import { runCommand, type Ended } from "./process.js";
import type { World } from "./world.js";

/** Worlds in which nothing is sealed but when a test says so. */
export const SEALED_BY_HAND = { TOKENPLANE_SEAL_SECONDS: "3600" };

/** Seals what there is, as the server does every few seconds. */
export function seal(world: World): Promise<void> {
  return makeSealer(world.services, () => Promise.resolve())();
}

/** `tokenplane events …`, as an auditor runs it, in a process of its own. */
export function events(reader: Api, ...args: string[]): Promise<Ended> {
  return runCommand(["events", ...args], {
    TOKENPLANE_ENDPOINT: reader.url,
    TOKENPLANE_API_KEY: reader.key,
  });
}

/** What a command that did its work printed. */
export function printed({ code, stdout, stderr }: Ended): string {
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

/** A folder for what auditors keep elsewhere. */
export class Elsewhere {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-elsewhere-"));
  #files = 0;

  /** Keeps a text. @returns the file. */
  keep(text: string): string {
    this.#files += 1;
    const file = path.join(this.#folder, String(this.#files));
    writeFileSync(file, text);
    return file;
  }

  /** Keeps a checkpoint of now. @returns the file. */
  async checkpoint(reader: Api): Promise<string> {
    return this.keep(printed(await events(reader, "checkpoint")));
  }

  clear(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
