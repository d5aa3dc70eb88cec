/** How many characters one unit of cost gives at most: an operation that costs all it may is answered with some 50 MB. */
const CHARACTERS_OF_UNIT = 1_000;

/** The cost of a field whose text has at most so many characters. */
export function textCost(longest: number): number {
  return Math.ceil(longest / CHARACTERS_OF_UNIT);
}

/** The cost of a field that is a list of texts. @param most entries it has. @param longest characters an entry has. */
export function textListCost(most: number, longest: number): number {
  return textCost(most * `"",`.length + most * longest);
}
