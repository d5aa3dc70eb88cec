import { codeOf } from "@tokenplane/files/system-error";
import { appendFile } from "node:fs";
import { open, stat } from "node:fs/promises";
import { promisify } from "node:util";
import type { Log } from "../../log.js";
import { StartError } from "../../start-error.js";
import type { Seal } from "./chain.js";

/** The copy of a seal that is stored elsewhere: enough to detect that the log before it was changed. */
export interface Checkpoint extends Pick<
  Seal,
  "account" | "number" | "hash" | "sealedAt" | "keyId" | "signature"
> {
  /** The 32 bytes of the public key, in Base64. */
  readonly publicKey: string;
}

export function checkpointOf(seal: Seal, publicKey: string): Checkpoint {
  const { account, number, hash, sealedAt, keyId, signature } = seal;
  return { account, number, hash, sealedAt, keyId, signature, publicKey };
}

/** How many checkpoints wait at most for a place that takes none. The oldest are dropped; the log has them. */
const MAX_WAITING = 10_000;

/** Standard output. */
const STDOUT = 1;

const append = promisify(appendFile);

/** Writes checkpoints, each as a line of JSON. */
export interface Checkpoints {
  /** Writes one, after those that wait. One that cannot be written waits. */
  write(checkpoint: Checkpoint): Promise<void>;
  /** Writes those that wait. @returns why they are not where they belong, in a sentence; null when all are. */
  retry(): Promise<string | null>;
}

/** Whether a file ends within a line: of a write that failed, or at which a server died, a part may be there. */
async function endsWithinLine(file: string): Promise<boolean> {
  const { size } = await stat(file);
  // What is not kept, as in a pipe, has no size.
  if (size === 0) return false;
  const handle = await open(file, "r");
  try {
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer.toString() !== "\n";
  } finally {
    await handle.close();
  }
}

/**
 * Opens the output for checkpoints.
 * @param target a file to append to, `-` for standard output, or undefined for none.
 * @throws StartError when the file cannot be written.
 */
export async function openCheckpoints(target: string | undefined, log: Log): Promise<Checkpoints> {
  if (target === undefined) return { write: () => Promise.resolve(), retry: () => Promise.resolve(null) };
  const [place, shown] = target === "-" ? [STDOUT, "standard output"] : [target, target];
  if (place !== STDOUT) {
    await append(place, "").catch((error: unknown) => {
      throw new StartError(`TOKENPLANE_CHECKPOINTS: ${target} cannot be written (${codeOf(error)}).`);
    });
  }
  // Who may only write cannot see it: then an empty line does no harm.
  let isWithinLine = place !== STDOUT && (await endsWithinLine(target).catch(() => true));
  let waiting: string[] = [];
  let failure: string | null = null;
  /** Writes what waits. @returns what went wrong. */
  const flush = async (): Promise<unknown> => {
    const lines = waiting;
    if (lines.length === 0) return null;
    try {
      await append(place, `${isWithinLine ? "\n" : ""}${lines.join("")}`);
      waiting = waiting.slice(lines.length);
      isWithinLine = false;
      failure = null;
      return null;
    } catch (error) {
      isWithinLine = true;
      failure = `Checkpoints could not be written to ${shown} (${codeOf(error)}): ${lines.length} wait, and are tried again.`;
      return error;
    }
  };
  return {
    async write(checkpoint) {
      waiting = [...waiting.slice(1 - MAX_WAITING), `${JSON.stringify({ checkpoint })}\n`];
      const error = await flush();
      if (error !== null)
        log.error(
          { err: error, checkpoint },
          "a checkpoint was not written to its place; it is in this line",
        );
    },
    async retry() {
      await flush();
      return failure;
    },
  };
}
