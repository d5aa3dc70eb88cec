// Compressed tar files that are the same, byte for byte, whenever and wherever they are made: see zip.ts. The format is
// ustar of POSIX.1-1988, which every tar reads, and npm too.
import { gzipSync } from "fflate";
import { FOLDER_MODE, inOrder, getMode, type Member } from "./members.js";

const BLOCK = 512;
const LONGEST_NAME = 100;
const LONGEST_PREFIX = 155;

/** When npm says that every file of a package was changed: 26 October 1985, in seconds. */
const CHANGED = 499_162_500;

/** The types of what a tar file has. */
const FILE = "0";
const FOLDER = "5";

/** The entry of a tar file under a name: a file, or a folder without bytes. */
interface Entry {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mode: number;
  readonly type: typeof FILE | typeof FOLDER;
}

/** A name in the two fields of a header, divided at a slash. @throws {Error} when it is too long for them. */
function divided(name: string): readonly [prefix: string, name: string] {
  if (Buffer.byteLength(name) <= LONGEST_NAME) return ["", name];
  for (let at = name.indexOf("/"); at !== -1; at = name.indexOf("/", at + 1)) {
    const [prefix, rest] = [name.slice(0, at), name.slice(at + 1)];
    if (rest === "") break;
    if (Buffer.byteLength(prefix) <= LONGEST_PREFIX && Buffer.byteLength(rest) <= LONGEST_NAME)
      return [prefix, rest];
  }
  throw new Error(`The name ${name} is too long for a tar file.`);
}

function octal(value: number, length: number): string {
  return `${value.toString(8).padStart(length - 1, "0")}\0`;
}

function header(entry: Entry): Buffer {
  const [prefix, name] = divided(entry.name);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0);
  block.write(octal(entry.mode, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(entry.bytes.length, 12), 124);
  block.write(octal(CHANGED, 12), 136);
  // The checksum is computed as if its own field were spaces.
  block.write(" ".repeat(8), 148);
  block.write(entry.type, 156);
  block.write("ustar\x0000", 257);
  block.write(prefix, 345);
  const checksum = block.reduce((sum, byte) => sum + byte, 0);
  block.write(`${octal(checksum, 7)} `, 148);
  return block;
}

/**
 * A tar file, compressed with gzip.
 * @param folders that it has besides, each by its name with a slash at its end. Of a folder that it does not have, the umask of who
 * unpacks it decides who may enter. @throws {Error} when a name is too long.
 */
export function tarball(members: readonly Member[], folders: readonly string[] = []): Uint8Array {
  const entries: Entry[] = [
    ...members.map((member) => ({ ...member, mode: getMode(member), type: FILE }) as const),
    ...folders.map((name) => ({ name, bytes: Buffer.alloc(0), mode: FOLDER_MODE, type: FOLDER }) as const),
  ];
  const parts = inOrder(entries).flatMap((entry) => [
    header(entry),
    entry.bytes,
    Buffer.alloc((BLOCK - (entry.bytes.length % BLOCK)) % BLOCK),
  ]);
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]), { level: 6, mtime: 0 });
}
