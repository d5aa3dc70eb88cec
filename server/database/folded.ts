/**
 * The maximum number of UTF-16 code units that are folded. Normalization time grows with the square of the
 * number of consecutive combining marks: 0.2 ms for 1,000 of them, 300 ms for 40,000.
 */
export const LONGEST_FOLDED = 1_000;

/**
 * The folded form of a text: two texts that differ only in case or in their Unicode spelling have the same one.
 * It is NFKC (UAX #15) in lower case.
 * @param text of at most `LONGEST_FOLDED` code units.
 * @throws RangeError when it is longer: the caller must check its length first.
 */
export function folded(text: string): string {
  if (text.length > LONGEST_FOLDED) throw new RangeError("a text is folded after its length was looked at");
  return text.normalize("NFKC").toLowerCase();
}

/**
 * The key for an exact look-up of a text. For a text that is too long, it is a key that no stored row has.
 */
export function foldedKey(text: string): string {
  return text.length > LONGEST_FOLDED ? "" : folded(text);
}

/**
 * A name in the spelling in which it is stored: NFC (UAX #15), as Terraform and most keyboards write it. macOS writes some
 * letters as two characters. A text that is too long for a name stays as it is.
 */
export function composed(text: string): string {
  return text.length > LONGEST_FOLDED ? text : text.normalize("NFC");
}
