interface Named {
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/** First and last name, as far as they are known. */
export function fullName({ firstName, lastName }: Named): string {
  return [firstName, lastName].filter((part) => part !== null).join(" ");
}

/** As in "Anna Berg (anna)"; only the login when there is no name. */
export function nameAndLogin(user: Named & { readonly login: string }): string {
  const name = fullName(user);
  return name === "" ? user.login : `${name} (${user.login})`;
}

const LANGUAGES = new Intl.DisplayNames("en", { type: "language" });

/** A language by its tag, as in "German". */
export function languageName(locale: string): string {
  return LANGUAGES.of(locale) ?? locale;
}
