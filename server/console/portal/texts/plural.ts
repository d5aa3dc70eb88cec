/** The forms of a phrase by the plural category of its number (CLDR). */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** The phrase for a number, as in "5 attempts left"; `#` is replaced by the number. */
export function pluralIn(language: string, count: number, forms: Forms): string {
  const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
  return form.replace("#", new Intl.NumberFormat(language).format(count));
}
