import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from "@tokenplane/rules/password";

/** What a new password still needs; undefined when nothing. The server also refuses one that is easily guessed. */
export function missingIn(password: string): string | undefined {
  const { length } = Array.from(password);
  if (length > LONGEST_PASSWORD)
    return `At most ${LONGEST_PASSWORD} characters: ${length - LONGEST_PASSWORD} too many`;
  if (length >= SHORTEST_PASSWORD) return undefined;
  const more = SHORTEST_PASSWORD - length;
  return `At least ${SHORTEST_PASSWORD} characters: ${more} more`;
}
