import type { Factor } from "./factor.js";
import { oath } from "./oath/factor.js";
import { ocra } from "./ocra/factor.js";

/** The kind of a stored token. This is the only place that tells kinds apart. */
export function factorOf({ ocraSuite }: { readonly ocraSuite: string | null }): Factor {
  return ocraSuite === null ? oath : ocra;
}
