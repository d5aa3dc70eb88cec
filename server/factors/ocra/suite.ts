import type { Suite } from "@tokenplane/rules/ocra-suite";
import { getSuite } from "../../tokens/suite.js";

/** The suite of a token that answers challenges. @throws TypeError for a token of another kind. */
export function getOcraSuite(token: { readonly ocraSuite: string | null }): Suite {
  const suite = getSuite(token);
  if (suite === null) throw new TypeError("a token without a suite answers no challenges");
  return suite;
}
