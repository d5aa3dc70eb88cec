import type { Factor } from "./factor.js";
import { oath } from "./oath/oath-factor.js";
import { ocra } from "./ocra/ocra-factor.js";
import { push } from "./push/push-factor.js";
import { sent } from "./sent/sent-factor.js";

/** The columns that tell the kind of a stored token. */
interface Kind {
  readonly ocraSuite: string | null | undefined;
  readonly sentBy: string | null;
}

/** The kind of a stored token. This is the only place that tells kinds apart. */
export function getFactor({ ocraSuite, sentBy }: Kind): Factor {
  if (sentBy === "PUSH") return push;
  if (sentBy !== null) return sent;
  return ocraSuite == null ? oath : ocra;
}
