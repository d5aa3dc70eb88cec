// Proof for users that they have the released files.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { inOrder } from "./members.js";

/** A file of a release. */
export interface Released {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The input of `sha256sum --check`. */
export function sums(files: readonly Released[]): string {
  return inOrder(files)
    .map(({ name, bytes }) => `${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`)
    .join("");
}

/**
 * Signs a text in the form that registries require: a detached, binary signature.
 * @param key a fingerprint. GnuPG must have the key, and its agent knows the passphrase or asks for it.
 */
export function signature(text: string, key: string): Uint8Array {
  const options = [
    "--batch",
    "--local-user",
    key,
    "--digest-algo",
    "SHA256",
    "--detach-sign",
    "--output",
    "-",
  ];
  return execFileSync("gpg", options, { input: text, stdio: ["pipe", "pipe", "inherit"] });
}
