import type { ZxcvbnFactory } from "@zxcvbn-ts/core";

/** Estimated guesses below this are few enough to try (zxcvbn's score 4 begins at ten thousand millions). */
const BEST_SCORE = 4;

let loaded: Promise<ZxcvbnFactory> | undefined;

/** The lists of common passwords are some megabytes: they are read when the first password is set. */
async function load(): Promise<ZxcvbnFactory> {
  const { ZxcvbnFactory } = await import("@zxcvbn-ts/core");
  const { adjacencyGraphs, dictionary } = await import("@zxcvbn-ts/language-common");
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}

/**
 * Whether a password is made of guesses that everybody tries: common passwords, keyboard rows, repetitions, dates, or the words of
 * its place (NIST SP 800-63B-4, section 3.1.1.2).
 * @param words of the place: the login, the names, the account.
 */
export async function isGuessable(password: string, words: readonly (string | null)[]): Promise<boolean> {
  loaded ??= load().catch((error: unknown) => {
    // The next password tries again: too many files may have been open.
    loaded = undefined;
    throw error;
  });
  const known = [...words, "tokenplane"].filter((word) => word !== null);
  return (await loaded).check(password, known).score < BEST_SCORE;
}
