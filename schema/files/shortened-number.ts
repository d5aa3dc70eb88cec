import { Refusal } from "@tokenplane/rules/refusal";

/**
 * Refuses what a spreadsheet makes of a long number, as 2,60012E+12 of 2600123456789: the rest of its digits is lost.
 * @throws Refusal VALIDATION_FAILED
 */
export function refuseShortenedNumber(text: string, name: string): void {
  if (!/^\d(?:[.,]\d+)?E\+\d+$/i.test(text)) return;
  throw new Refusal(
    "VALIDATION_FAILED",
    `The ${name} is a long number that a spreadsheet has shortened, so digits are lost. Import the original file, or open it in the spreadsheet with this column as text.`,
  );
}
