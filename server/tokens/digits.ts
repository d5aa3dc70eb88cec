import { digits as lengthOfCodes, getModel } from "@tokenplane/rules/models";
import { Refusal } from "@tokenplane/rules/refusal";
import { checkForm } from "../actions/validation.js";
import { getSuite } from "./suite.js";
import type { TokenRow } from "./token-store.js";

/**
 * The length of code that a token gets while its secret stays.
 * @param digits what is asked for; absent keeps it.
 * @throws Refusal NOT_SUPPORTED_BY_MODEL where the length is fixed, VALIDATION_FAILED where there is no such length.
 */
export function digitsWithSameSecret(
  token: Pick<TokenRow, "model" | "digits" | "ocraSuite">,
  digits: number | null | undefined,
  path: readonly string[],
): number {
  if (digits == null || digits === token.digits) return token.digits;
  const known = getModel(token.model);
  const hasSuite = getSuite(token) !== null;
  const { digitsChange } = known;
  if (digitsChange === "ANY_TIME" && !hasSuite) return checkForm(digits, lengthOfCodes(known), path);
  throw new Refusal(
    "NOT_SUPPORTED_BY_MODEL",
    digitsChange === "WITH_NEW_SECRET"
      ? "This token's app must learn a new code length together with a new secret: use tokenReissue with digits."
      : `The length of this token's codes is fixed by its ${hasSuite ? "suite" : "model"}.`,
    path,
  );
}
