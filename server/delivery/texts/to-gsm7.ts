import { isGsm7 } from "./segments.js";

/** Letters and signs that do not come apart into a letter of the alphabet and a mark. */
const LIKE = new Map([
  ["ł", "l"],
  ["Ł", "L"],
  ["đ", "d"],
  ["Đ", "D"],
  ["ı", "i"],
  ["‘", "'"],
  ["’", "'"],
  ["‚", "'"],
  ["“", '"'],
  ["”", '"'],
  ["„", '"'],
  ["«", '"'],
  ["»", '"'],
  ["‐", "-"],
  ["‑", "-"],
  ["–", "-"],
  ["—", "-"],
  ["…", "..."],
]);

/**
 * A name in the GSM 7 bit alphabet, without the marks that it lacks: Księgowość becomes Ksiegowosc. One such
 * letter would make an SMS UCS-2, and of one part two or three. A name in another script stays as it is.
 */
export function toGsm7(name: string): string {
  const written = [...name]
    .map((character) =>
      isGsm7(character)
        ? character
        : (LIKE.get(character) ?? character.normalize("NFD").replaceAll(/\p{M}/gu, "")),
    )
    .join("");
  return isGsm7(written) ? written : name;
}
