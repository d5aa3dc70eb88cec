const SHORTEST = 15;
const LONGEST = 128;

/** What a new password still needs; undefined when nothing. The server also refuses one that is easily guessed. */
export function missingIn(password: string): string | undefined {
  const { length } = Array.from(password);
  if (length > LONGEST) return `At most ${LONGEST} characters: ${length - LONGEST} too many`;
  if (length >= SHORTEST) return undefined;
  const more = SHORTEST - length;
  return `At least ${SHORTEST} characters: ${more} more`;
}
