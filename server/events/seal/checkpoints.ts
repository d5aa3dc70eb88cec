import { getErrorCode } from "@tokenplane/files/system-error";
import { appendFile, constants } from "node:fs";
import { open, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { withTimeout } from "../../with-timeout.js";
import type { Log } from "../../log.js";
import { StartError, UsageError } from "../../start-error.js";
import type { Seal } from "./chain.js";

/** The copy of a seal that is stored elsewhere: enough to detect that the log before it was changed. */
export interface Checkpoint extends Pick<
  Seal,
  "account" | "number" | "hash" | "sealedAt" | "keyId" | "signature"
> {
  /** The 32 bytes of the public key, in Base64. */
  readonly publicKey: string;
}

export function getCheckpoint(seal: Seal, publicKey: string): Checkpoint {
  const { account, number, hash, sealedAt, keyId, signature } = seal;
  return { account, number, hash, sealedAt, keyId, signature, publicKey };
}

/** How many checkpoints wait at most for a place that takes none. The oldest are dropped; the log has them. */
const MAX_WAITING = 10_000;

/** Standard output. */
const STDOUT = 1;

/**
 * How long a place is waited for, in milliseconds: one that does not answer, such as a file on a network that is gone, must not
 * hold up the sealing.
 */
const PATIENCE_MS = 5_000;

const { O_APPEND, O_CREAT, O_NONBLOCK, O_WRONLY } = constants;

const appendTo = promisify(appendFile);

/**
 * Appends to a file, or to standard output. A pipe that no process reads, or that is full, fails at once: it would keep a thread of the
 * process for ever.
 */
async function append(place: string | typeof STDOUT, text: string): Promise<void> {
  if (place === STDOUT) return appendTo(place, text);
  const handle = await open(place, O_APPEND | O_CREAT | O_NONBLOCK | O_WRONLY);
  try {
    await handle.appendFile(text);
  } finally {
    await handle.close();
  }
}

/** Why a file cannot be written now, but perhaps later. */
const PASSING = new Set(["ETIMEDOUT", "ENOSPC", "EDQUOT", "EIO", "ENXIO"]);

/** The place has not answered in time. What was sent there may still be written. */
class SilentPlaceError extends Error {
  readonly code = "ETIMEDOUT";
}

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
  // Output that is not kept, as in a pipe, has no size.
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
 * @param how tests write in another way, and wait for less long.
 * @throws StartError when the file cannot be written.
 */
export async function openCheckpoints(
  target: string | undefined,
  log: Log,
  how: { readonly append: typeof append; readonly patienceMs: number } = { append, patienceMs: PATIENCE_MS },
): Promise<Checkpoints> {
  if (target === undefined) return { write: () => Promise.resolve(), retry: () => Promise.resolve(null) };
  const [place, shown]: [string | typeof STDOUT, string] =
    target === "-" ? [STDOUT, "standard output"] : [target, target];
  if (place !== STDOUT) {
    const trying = how.append(place, "").then(
      () => null,
      (error: unknown) => error,
    );
    const wrong = await withTimeout(trying, how.patienceMs);
    if (wrong !== null) {
      const code = getErrorCode(wrong ?? new SilentPlaceError());
      const Kind = PASSING.has(code) ? StartError : UsageError;
      throw new Kind(
        `TOKENPLANE_CHECKPOINTS: ${target} cannot be written (${code}). Name a file that the server's user may write to.`,
      );
    }
  }
  // A process that may only write cannot see it: then an empty line does no harm.
  let isWithinLine = place !== STDOUT && (await endsWithinLine(target).catch(() => true));
  let waiting: string[] = [];
  let sent: readonly string[] = [];
  /** The writing of what was sent, and whether it has taken too long: then nothing waits for it any more. */
  let writing: Promise<unknown> | undefined;
  let isSilent = false;
  let failure: string | null = null;
  const failed = (error: unknown): unknown => {
    const count = sent.length + waiting.length;
    failure = `Checkpoints could not be written to ${shown} (${getErrorCode(error)}): ${count} wait, and are tried again.`;
    return error;
  };
  /** Writes what waits. @returns what went wrong. */
  const writeAll = async (): Promise<unknown> => {
    if (waiting.length === 0) return null;
    sent = waiting;
    waiting = [];
    try {
      await how.append(place, `${isWithinLine ? "\n" : ""}${sent.join("")}`);
      sent = [];
      isWithinLine = false;
      failure = null;
      return waiting.length > 0 ? writeAll() : null;
    } catch (error) {
      isWithinLine = true;
      waiting = [...sent, ...waiting].slice(-MAX_WAITING);
      sent = [];
      return failed(error);
    }
  };
  /** Writes what waits, unless the place does not even answer what it was sent before. @returns what went wrong. */
  const flush = async (): Promise<unknown> => {
    writing ??= writeAll().finally(() => {
      writing = undefined;
      isSilent = false;
    });
    if (isSilent) return failed(new SilentPlaceError());
    const wrong = await withTimeout(writing, how.patienceMs);
    if (wrong !== undefined) return wrong;
    isSilent = true;
    return failed(new SilentPlaceError());
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
