import { appendFile } from "node:fs/promises";
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

/** Writes checkpoints, each as a line of JSON. */
export type CheckpointWriter = (checkpoint: Checkpoint) => Promise<void>;

/**
 * Opens the output for checkpoints.
 * @param target a file to append to, `-` for standard output, or undefined for none.
 * @throws StartError when the file cannot be written.
 */
export async function openCheckpoints(target: string | undefined, log: Log): Promise<CheckpointWriter> {
  if (target === undefined) return () => Promise.resolve();
  if (target === "-") {
    return (checkpoint) => {
      process.stdout.write(`${JSON.stringify({ checkpoint })}\n`);
      return Promise.resolve();
    };
  }
  await appendFile(target, "").catch((error: NodeJS.ErrnoException) => {
    throw new StartError(`TOKENPLANE_CHECKPOINTS: ${target} cannot be written (${error.code}).`);
  });
  return async (checkpoint) => {
    await appendFile(target, `${JSON.stringify({ checkpoint })}\n`).catch((error: unknown) => {
      log.error({ err: error, checkpoint }, "a checkpoint was not written to its file; it is in this line");
    });
  };
}
