/** What use cases know of a kind of credential. */
interface CredentialTraits {
  /** Whether pages of this server send it, for a person; else it is a program's. */
  readonly isOfPage: boolean;
}

/** The kinds of credentials by which somebody proves who they are. Another one is a line here; `access/` has the file that checks it. */
export const CREDENTIALS = {
  API_KEY: { isOfPage: false },
  /** A session of the console. */
  SESSION: { isOfPage: true },
  PORTAL_SESSION: { isOfPage: true },
} as const satisfies Readonly<Record<string, CredentialTraits>>;

export type CredentialName = keyof typeof CREDENTIALS;
