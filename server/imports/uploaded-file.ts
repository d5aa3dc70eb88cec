import { createHash } from "node:crypto";

/** Bytes of a piece: what is worked on at a time, so that others get their turn between two. */
const PIECE = 8_192;

/** A file that came with a request. Its bytes are held until they are taken, piece by piece. */
export class UploadedFile {
  readonly #chunks: Buffer[] = [];
  readonly #hash = createHash("sha256");
  #size = 0;
  #digest: string | undefined;
  #isClaimed = false;

  /** A file of a text. */
  static of(text: string): UploadedFile {
    const file = new UploadedFile();
    file.add(Buffer.from(text));
    return file;
  }

  /** Bytes that it had when it was whole. */
  get size(): number {
    return this.#size;
  }

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#hash.update(chunk);
    this.#size += chunk.length;
  }

  /** SHA-256 of the whole, in hexadecimal. Nothing is added any more. */
  digest(): string {
    this.#digest ??= this.#hash.digest("hex");
    return this.#digest;
  }

  /** Whether the file was not claimed before: its bytes are given once. */
  claim(): boolean {
    const isFirst = !this.#isClaimed;
    this.#isClaimed = true;
    return isFirst;
  }

  /** Gives the bytes in pieces, once, and lets go of them. */
  *take(): Generator<Buffer> {
    for (let chunk = this.#chunks.shift(); chunk !== undefined; chunk = this.#chunks.shift()) {
      for (let at = 0; at < chunk.length; at += PIECE) yield chunk.subarray(at, at + PIECE);
    }
  }
}
