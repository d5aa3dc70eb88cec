import type { Change } from "../events/record.js";
import { shortBytes } from "./token-secret.js";

/** The change in a token's event that says that its secret is short; none when it is not. */
export function shortSecretChange(secret: Uint8Array | null): {
  readonly changes: Change[];
  readonly words: string;
} {
  const bytes = shortBytes(secret);
  return bytes === null
    ? { changes: [], words: "" }
    : {
        changes: [{ field: "shortSecretBytes", from: null, to: String(bytes) }],
        words: ` Its secret is short: ${bytes} bytes.`,
      };
}
