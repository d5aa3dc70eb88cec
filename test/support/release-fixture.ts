// The fixture that a release of the provider leaves for later ones: a state that it wrote, its configuration, and a backup of the
// server that the state is about.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { backUp } from "../../server/backup/back-up.js";
import { restore } from "../../server/backup/restore.js";
import { readConfig } from "../../server/config.js";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { Api } from "./api.js";
import { manualClock, type ManualClock } from "./clock.js";
import { openHere, type Opened } from "./installation.js";
import { Seed } from "./seed.js";
import { makeDatabase, storeHere } from "./world.js";

const RELEASES = path.join(import.meta.dirname, "../provider/releases");
const FILES = {
  configuration: "main.tf",
  state: "terraform.tfstate",
  backup: "server.backup",
  keys: "keys.json",
};

/** The settings that a server needs for every model. */
const SETTINGS = { TOKENPLANE_PUBLIC_URL: "https://mfa.example.org" };

/** The keys of a server that exists only for this. */
interface Keys {
  readonly masterKey: string;
  readonly adminKey: string;
}

/** The versions of the releases with such files. */
export function releasesLeft(): readonly string[] {
  return existsSync(RELEASES) ? readdirSync(RELEASES).sort() : [];
}

/** The files of a release. */
export function leftBy(version: string): { readonly configuration: string; readonly state: string } {
  const read = (file: string) => readFileSync(path.join(RELEASES, version, file), "utf8");
  return { configuration: read(FILES.configuration), state: read(FILES.state) };
}

async function inFolder<T>(run: (dataDir: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "release-fixture-"));
  try {
    return await run(path.join(folder, "data"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Runs something with a server that has the data of a folder: a backup, and the keys that belong to it.
 * @param clock the time of that server.
 */
export function withServerFrom(
  folder: string,
  clock: ManualClock,
  run: (server: Opened, admin: Api) => Promise<void>,
): Promise<void> {
  const file = (name: string) => path.join(folder, name);
  return inFolder(async (dataDir) => {
    const { masterKey, adminKey } = JSON.parse(readFileSync(file(FILES.keys), "utf8")) as Keys;
    const empty =
      storeHere() === "PGlite" ? { TOKENPLANE_DATA_DIR: dataDir } : { DATABASE_URL: await makeDatabase() };
    const place = { ...SETTINGS, ...empty, TOKENPLANE_MASTER_KEY: masterKey };
    await restore(readConfig(place), file(FILES.backup), undefined, clock.clock, () => undefined);
    const server = await openHere(place, clock);
    try {
      await run(server, new Api(server.url, adminKey));
    } finally {
      await server.stop();
    }
  });
}

/** Runs something with a server that has the data of a release. */
export function withServerOf(version: string, run: (admin: Api) => Promise<void>): Promise<void> {
  return withServerFrom(path.join(RELEASES, version), manualClock(), (_server, admin) => run(admin));
}

/**
 * Writes the files of a release.
 * @param apply applies the configuration to a new account. @returns the state.
 */
export function leave(
  version: string,
  configuration: string,
  apply: (seed: Seed) => Promise<string>,
): Promise<void> {
  const write = (name: string, text: string) => writeFileSync(path.join(RELEASES, version, name), text);
  return inFolder(async (dataDir) => {
    const masterKey = newMasterKey();
    const place = { ...SETTINGS, TOKENPLANE_DATA_DIR: dataDir, TOKENPLANE_MASTER_KEY: masterKey };
    const clock = manualClock();
    const server = await openHere(place, clock);
    const seed = await Seed.account(await server.operator(), clock);
    const state = await apply(seed);
    await server.stop();
    rmSync(path.join(RELEASES, version), { recursive: true, force: true });
    mkdirSync(path.join(RELEASES, version), { recursive: true });
    const backup = path.join(RELEASES, version, FILES.backup);
    await backUp(readConfig(place), backup, clock.clock, () => undefined, new AbortController().signal);
    write(FILES.configuration, configuration);
    write(FILES.state, state);
    write(FILES.keys, `${JSON.stringify({ masterKey, adminKey: seed.admin.key }, undefined, 2)}\n`);
  });
}
