import { randomInt } from "node:crypto";
import type { QuestionFormat, Suite } from "@tokenplane/rules/ocra-suite";

/**
 * The characters of questions. Of letters and digits, those that people take for one another are left out: they
 * type what they read.
 */
const CHARACTERS: Readonly<Record<QuestionFormat, string>> = {
  N: "0123456789",
  A: "23456789ABCDEFGHJKLMNPQRSTUVWXYZ",
  H: "0123456789ABCDEF",
};

/** A new random question of a suite, with the length that the suite says. */
export function newQuestion({ format, length }: Suite["question"]): string {
  const characters = CHARACTERS[format];
  return Array.from({ length }, () => characters.charAt(randomInt(characters.length))).join("");
}
