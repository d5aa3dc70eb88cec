import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, open, readFile } from "node:fs/promises";
import { StartError, UsageError } from "../start-error.js";

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

/** Reads master keys from a file. @throws StartError when it cannot be read. */
export async function readMasterKeyFile(file: string, setting: string): Promise<MasterKey[]> {
  try {
    return parseMasterKeys(await readFile(file, "utf8"), `${setting} (${file})`);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`${setting} (${file}) cannot be read.`);
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

async function writeMasterKey(file: string): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  await handle.writeFile(`${newMasterKey()}\n`);
  await handle.sync();
  await handle.close();
}

/**
 * The master key of an embedded database: a file beside its folder, so that a copy of the folder alone reveals no
 * secret. It is created with mode 0600 when neither it nor the database exists.
 * @throws StartError when the database exists and the file does not, or the file cannot be written.
 */
export async function embeddedMasterKey(dataDir: string, databaseExists: boolean): Promise<MasterKey[]> {
  const file = `${dataDir}.master-key`;
  if (!existsSync(file)) {
    if (databaseExists) {
      throw new StartError(
        `The master key of the data folder is missing: put ${file} back, or set TOKENPLANE_MASTER_KEY.`,
      );
    }
    await writeMasterKey(file).catch((error: NodeJS.ErrnoException) => {
      throw new StartError(
        `The file ${file} for a new master key cannot be written (${error.code}). Set TOKENPLANE_MASTER_KEY, or set TOKENPLANE_DATA_DIR to a folder beside which this user may write.`,
      );
    });
  }
  await chmod(file, 0o600);
  return readMasterKeyFile(file, "The master key");
}
