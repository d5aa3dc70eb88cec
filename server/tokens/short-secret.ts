import type { Change } from "../events/record.js";
import { shortBytes } from "./token-secret.js";

/** What a token's event says of a short secret: the change, and its length in bytes; none when it is not short. */
export function shortSecretChange(secret: Uint8Array | null): {
  readonly changes: Change[];
  readonly shortSecretBytes: number | null;
} {
  const bytes = shortBytes(secret);
  const changes = bytes === null ? [] : [{ field: "shortSecretBytes", from: null, to: String(bytes) }];
  return { changes, shortSecretBytes: bytes };
}
