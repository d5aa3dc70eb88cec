// Packages that are the same, byte for byte, whenever, wherever and with whichever Node.js they are made. fflate
// compresses in JavaScript; the zlib of Node.js gives other bytes in other versions and on other processors.
import { zipSync, type Zippable } from "fflate";

/** A file of a package. */
export interface Member {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly isExecutable: boolean;
}

const REGULAR_FILE = 0o100000;
const UNIX = 3;

/**
 * The first moment that zip files can express. They store local time; this reads the same in every time zone.
 */
function beginning(): Date {
  return new Date(1980, 0, 1);
}

/** The permissions of a member. */
export function modeOf({ isExecutable }: Member): number {
  return isExecutable ? 0o755 : 0o644;
}

/** A zip file. */
export function archive(members: readonly Member[]): Uint8Array {
  const sorted = members.toSorted(({ name: a }, { name: b }) => (a < b ? -1 : 1));
  const files: Zippable = {};
  for (const member of sorted) {
    files[member.name] = [
      member.bytes,
      { os: UNIX, attrs: ((REGULAR_FILE | modeOf(member)) << 16) >>> 0, mtime: beginning(), level: 9 },
    ];
  }
  return zipSync(files);
}
