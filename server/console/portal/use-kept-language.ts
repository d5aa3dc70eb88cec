import { useEffect } from "react";
import { useAction } from "../data/use-action.js";
import { MyLanguageSetDocument, type MeQuery } from "../generated/documents.js";
import { chosenLanguage, showKnownLanguage, useLanguage } from "./language.js";
import { works } from "./me.js";

const nothing = () => {};

/**
 * Shows a person who is signed in the language that the server keeps, and keeps there the one that the person chooses: mails and phones
 * use it, too. The first language of a person's page is kept without a choice.
 * @param me undefined while no user is known.
 */
export function useKeptLanguage(me: MeQuery["me"] | undefined): void {
  const language = useLanguage();
  const { run } = useAction(MyLanguageSetDocument, nothing);
  const kept = me?.locale;
  const wanted = chosenLanguage() ?? (kept === null ? language : undefined);
  // Without a code, the server keeps none for a person who has one.
  const isKeeping = me != null && (me.level >= 2 || me.connectedAt !== null || !me.tokens.some(works));
  const missing = isKeeping && kept !== undefined && wanted !== kept ? wanted : undefined;
  useEffect(() => {
    // The page continues without it.
    if (kept !== undefined) showKnownLanguage(kept).catch(nothing);
  }, [kept]);
  useEffect(() => {
    if (missing !== undefined) void run({ locale: missing });
  }, [missing]);
}
