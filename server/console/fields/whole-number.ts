/** A whole number as it was typed; NaN, which every range refuses, for another text. */
export function wholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}
