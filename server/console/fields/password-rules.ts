import { LONGEST_PASSWORD, passwordForm, SHORTEST_PASSWORD } from "@tokenplane/rules/password";
import { words } from "../words/shared-words.js";

/** The rules that a new password still breaks; undefined for none. The server also refuses one that is easily guessed. */
export function missingIn(password: string): string | undefined {
  const { length } = Array.from(passwordForm(password));
  const says = words().password;
  if (length > LONGEST_PASSWORD) return says.tooLong(LONGEST_PASSWORD, length - LONGEST_PASSWORD);
  if (length >= SHORTEST_PASSWORD) return undefined;
  return says.tooShort(SHORTEST_PASSWORD, SHORTEST_PASSWORD - length);
}
