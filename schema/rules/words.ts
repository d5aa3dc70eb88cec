// Words of the API, each with what it means.

/** The words of a declaration, in order. */
export function keysOf<W extends string>(words: Readonly<Record<W, unknown>>): readonly W[] {
  // An object has no other keys than those that it is declared with.
  return Object.keys(words) as W[];
}

/** Some of the words, each once, in the order of all of them, so that equal lists are equal. */
export function inOrderOf<W extends string>(all: readonly W[], some: readonly string[]): W[] {
  return all.filter((one) => some.includes(one));
}

/** Words as descriptions have them. */
export function quoted(words: readonly string[]): string[] {
  return words.map((word) => `\`${word}\``);
}

/** Words as a description lists them. */
export function listed(words: readonly string[]): string {
  return quoted(words).join(", ");
}
