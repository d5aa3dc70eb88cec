import type { Services } from "../actions/services.js";

const HOUR_MS = 60 * 60 * 1_000;

/** How long a link works that a person is given, in milliseconds. */
export const INVITATION_TTL_MS = 7 * 24 * HOUR_MS;

/** How long a link works that is mailed, in milliseconds: no longer than a code for recovery may (NIST SP 800-63B-4, 4.2). */
export const MAILED_INVITATION_TTL_MS = 24 * HOUR_MS;

/** How long the link of the first start works, in milliseconds. */
export const SETUP_TTL_MS = HOUR_MS;

/**
 * The address that a person opens. The secret is in the fragment, which browsers do not send, and opening the page uses
 * nothing up: programs that look at links in mails do it, too.
 */
export function invitationUrl({ console }: Pick<Services, "console">, secret: string): string {
  return `${console.url}/invitation#${secret}`;
}

/** The same for a link to a portal. @param address the portal's. */
export function portalInvitationUrl(
  { console }: Pick<Services, "console">,
  address: string,
  secret: string,
): string {
  return `${console.url}/s/${address}/invitation#${secret}`;
}
