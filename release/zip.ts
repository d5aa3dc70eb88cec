// Zip files that are the same, byte for byte, whenever, wherever and with whichever Node.js they are made. fflate
// compresses in JavaScript; the zlib of Node.js gives other bytes in other versions and on other processors.
import { zipSync, type Zippable } from "fflate";
import { inOrder, getMode, type Member } from "./members.js";

const REGULAR_FILE = 0o100000;
const UNIX = 3;

/**
 * The first moment that zip files can express. They store local time; this reads the same in every time zone.
 */
function beginning(): Date {
  return new Date(1980, 0, 1);
}

/** A zip file. */
export function archive(members: readonly Member[]): Uint8Array {
  const files: Zippable = {};
  for (const member of inOrder(members)) {
    files[member.name] = [
      member.bytes,
      { os: UNIX, attrs: ((REGULAR_FILE | getMode(member)) << 16) >>> 0, mtime: beginning(), level: 9 },
    ];
  }
  return zipSync(files);
}
