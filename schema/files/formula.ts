import { Refusal } from "@tokenplane/rules/refusal";

/** The first characters of a cell that a spreadsheet takes for a formula (OWASP: CSV injection), also in full width. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * The same within a cell, where a spreadsheet may begin another one: many split rows at semicolons or tabulators and not at commas,
 * and know no quotation marks then that begin after a comma.
 */
const FORMULA_WITHIN = /([;\t\r\n][\s"]*)(?=[=+\-@＝＋－＠])/g;

/** A text before whose formulas there are apostrophes, which spreadsheets take for "this is text". */
export function withoutFormulas(text: string): string {
  const rest = text.replaceAll(FORMULA_WITHIN, "$1'");
  return FORMULA.test(text) ? `'${rest}` : rest;
}

/**
 * Refuses what a spreadsheet would read as a formula when the text is exported again. (A minus or a plus begins one,
 * too.)
 * @throws Refusal VALIDATION_FAILED
 */
export function refuseFormula(text: string, name: string): void {
  if (!FORMULA.test(text)) return;
  throw new Refusal(
    "VALIDATION_FAILED",
    `The ${name} begins like a formula (= + - @ or a tab), which spreadsheets would execute. Remove this character.`,
  );
}
