import { LOCALES } from "@tokenplane/rules/channel";
import { Refusal } from "@tokenplane/rules/refusal";
import { getLocale } from "../delivery/texts/locale.js";

/** A tag and nothing else, as in `de`, `de-AT`, `pl_PL` and `uk.UTF-8`. */
const TAG = /^[a-z]{2}(?:[-_.@][\w.@-]*)?$/i;

/**
 * The language that a request asks for a message in: one in which there are texts, with a region or without. Another one is not
 * replaced by the account's, because the caller would not learn of it.
 * @param locale null or undefined for the account's. @throws Refusal VALIDATION_FAILED
 */
export function checkAskedLocale(locale: string | null | undefined): string | null {
  if (locale == null) return null;
  if (TAG.test(locale) && getLocale(locale) !== null) return locale;
  throw new Refusal(
    "VALIDATION_FAILED",
    `There are no texts in this language. Use one of ${LOCALES.join(", ")}, also with a region, as in de-AT, or leave locale out.`,
    ["input", "locale"],
  );
}
