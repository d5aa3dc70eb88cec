import { PERSON } from "@tokenplane/rules/fields";
import { passwordForm } from "@tokenplane/rules/password";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Services } from "../actions/services.js";
import { checkForm } from "../actions/validation.js";
import { isGuessable } from "./guessable.js";

/**
 * Checks a password that somebody chose.
 * @param words that must not be what it is made of: the login, the names, the account.
 * @throws Refusal VALIDATION_FAILED
 */
export async function checkChosen(
  password: string,
  words: readonly (string | null)[],
  path: readonly string[],
): Promise<void> {
  checkForm(password, PERSON.password, path);
  const known = words.map((word) => word?.normalize("NFKC") ?? null);
  if (await isGuessable(passwordForm(password), known)) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "This password is easily guessed: it is made of common words, repetitions, or your own name. Choose another one, such as four words that have nothing to do with each other.",
      path,
    );
  }
}

/** The hash of a password that somebody chose, to be stored. @throws RequestError RATE_LIMITED when too many wait */
export function hashChosen(
  { passwords }: Pick<Services, "passwords">,
  accountId: string,
  password: string,
  userId: string,
): Promise<string> {
  return passwords.hash(accountId, passwordForm(password), userId);
}
