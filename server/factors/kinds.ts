import type { Factor } from "./factor.js";
import { oath } from "./oath/oath-factor.js";
import { ocra } from "./ocra/ocra-factor.js";
import { push } from "./push/push-factor.js";
import { sent } from "./sent/sent-factor.js";

/** The kinds of tokens, by the column `kind`. This is the only list of them. */
export const FACTORS: ReadonlyMap<string, Factor> = new Map([
  ["OATH", oath],
  ["OCRA", ocra],
  ["SENT", sent],
  ["PUSH", push],
]);
