/** A rule that a new password must keep; the server holds it to the same and to more. */
export interface PasswordRule {
  readonly text: string;
  readonly isKept: (password: string, login: string) => boolean;
}

const SHORTEST = 15;

export const PASSWORD_RULES: readonly PasswordRule[] = [
  { text: `At least ${SHORTEST} characters`, isKept: (password) => Array.from(password).length >= SHORTEST },
  {
    text: "Does not contain your login",
    isKept: (password, login) =>
      password !== "" && (login === "" || !password.toLowerCase().includes(login.toLowerCase())),
  },
];

/** The first rule that a password breaks. */
export function passwordFault(password: string, login: string): string | undefined {
  return PASSWORD_RULES.find(({ isKept }) => !isKept(password, login))?.text;
}
