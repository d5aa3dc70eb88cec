import type { Change } from "../events/record.js";
import { shortBytes } from "./secret.js";

/** What the event of a token says of its secret: that it is short, when it is. */
export function tellShort(secret: Uint8Array | null): { readonly changes: Change[]; readonly words: string } {
  const bytes = shortBytes(secret);
  return bytes === null
    ? { changes: [], words: "" }
    : {
        changes: [{ field: "shortSecretBytes", from: null, to: String(bytes) }],
        words: ` Its secret is short: ${bytes} bytes.`,
      };
}
