import { getErrorCode } from "@tokenplane/files/system-error";
import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, link, open, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { StartError, unreadable, UsageError } from "../start-error.js";

/** A 256-bit key under which data keys are wrapped. */
export interface MasterKey {
  /** The first 4 bytes of the key's SHA-256: they identify it inside an envelope without revealing it. */
  readonly id: Buffer;
  readonly key: Buffer;
}

/** A new master key as text: 32 random bytes in Base64. */
export function newMasterKey(): string {
  return randomBytes(32).toString("base64");
}

/**
 * Reads one master key or several separated by commas or line breaks; the first encrypts, all decrypt.
 * @throws UsageError that names the source, never the text.
 */
export function parseMasterKeys(text: string, source: string): MasterKey[] {
  const parts = text.split(/[,\n]/).map((part) => part.trim());
  const keys = parts
    .filter((part) => part !== "")
    .map((part) => {
      const key = Buffer.from(part, "base64");
      if (key.length !== 32 || key.toString("base64") !== part) {
        throw new UsageError(
          `${source} does not contain a master key: 32 bytes in Base64, as \`tokenplane master-key new\` prints it.`,
        );
      }
      return { id: createHash("sha256").update(key).digest().subarray(0, 4), key };
    });
  if (keys.length === 0)
    throw new UsageError(`${source} is empty. \`tokenplane master-key new\` prints a key.`);
  return keys;
}

/** Reads master keys from a file. @throws UsageError when it cannot be read, or contains something else. */
export async function readMasterKeyFile(file: string, setting: string): Promise<MasterKey[]> {
  try {
    return parseMasterKeys(await readFile(file, "utf8"), `${setting} (${file})`);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw unreadable(`${setting} (${file})`, error);
  }
}

/** The master keys of the settings, or of the file that they name; null when they say neither. @throws StartError */
export async function givenMasterKeys({
  masterKey,
  masterKeyFile,
}: {
  readonly masterKey: string | undefined;
  readonly masterKeyFile: string | undefined;
}): Promise<MasterKey[] | null> {
  if (masterKey !== undefined) return parseMasterKeys(masterKey, "TOKENPLANE_MASTER_KEY");
  if (masterKeyFile !== undefined) return readMasterKeyFile(masterKeyFile, "TOKENPLANE_MASTER_KEY_FILE");
  return null;
}

/** The error codes of the system where a file cannot have two names. */
const NO_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);

/** Gives a file its name, unless something has that name. @throws the system's error. */
async function giveName(file: string, name: string): Promise<void> {
  try {
    await link(file, name);
  } catch (error) {
    if (!NO_LINKS.has(getErrorCode(error))) throw error;
    await rename(file, name);
    return;
  }
  await rm(file, { force: true });
}

/** Writes a new master key. The file has its name only once the key is in it and on the disk. The caller has locked the data folder. */
async function writeMasterKey(file: string): Promise<void> {
  // A file that a killed process left under this name is no server's key.
  const unfinished = `${file}.new`;
  try {
    await rm(unfinished, { force: true });
    const handle = await open(unfinished, "wx", 0o600);
    try {
      await handle.writeFile(`${newMasterKey()}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await giveName(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw error;
  }
  if (process.platform === "win32") return;
  const folder = await open(path.dirname(file), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The error codes of the system when only the owner of a file may change its rights, or no user may. */
const NOT_OURS = new Set(["EPERM", "EROFS"]);

/** Takes a file from all but its owner. One that belongs to somebody else stays as it is: the person who put it there decided that. */
async function closeToOthers(file: string): Promise<void> {
  try {
    if (((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
  } catch (error) {
    if (!NOT_OURS.has(getErrorCode(error))) throw error;
  }
}

/**
 * The master key of an embedded database: a file beside its folder, so that a copy of only the folder reveals no
 * secret. It is created with mode 0600 when neither it nor the database exists.
 * @throws StartError when the database exists and the file does not, or the file cannot be written.
 */
export async function embeddedMasterKey(dataDir: string, databaseExists: boolean): Promise<MasterKey[]> {
  const file = `${dataDir}.master-key`;
  if (!existsSync(file)) {
    if (databaseExists) {
      throw new UsageError(
        `The master key of the data folder is missing: put ${file} back, or set TOKENPLANE_MASTER_KEY.`,
      );
    }
    await writeMasterKey(file).catch((error: unknown) => {
      const isFull = getErrorCode(error) === "ENOSPC" || getErrorCode(error) === "EDQUOT";
      const todo = isFull
        ? "Make room on its disk, and start again."
        : "Set TOKENPLANE_MASTER_KEY, or set TOKENPLANE_DATA_DIR to a folder beside which this user may write.";
      const Kind = isFull ? StartError : UsageError;
      throw new Kind(
        `The file ${file} for a new master key cannot be written (${getErrorCode(error)}). ${todo}`,
        {
          cause: error,
        },
      );
    });
  }
  await closeToOthers(file);
  return readMasterKeyFile(file, "The master key");
}
