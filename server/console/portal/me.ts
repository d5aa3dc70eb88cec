import { createContext, useContext } from "react";
import { query } from "../data/queries.js";
import { MeDocument, type MeQuery } from "../generated/documents.js";

/** The person as the server said it. */
type Said = NonNullable<MeQuery["me"]>;
export type MyToken = Said["tokens"][number];

/** The person who is signed in to the portal, and what this person may do there. */
export interface Me extends Said {
  /** How far the server's clock is ahead of that of this device, in milliseconds; 0 when it does not matter. */
  readonly ahead: number;
}

export const meQuery = query(MeDocument, {});

/** The person, for all pages of a session. */
export const MeContext = createContext<Me | null>(null);

/** The person, on pages that are shown only in a session. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new TypeError("nobody is signed in");
  return me;
}

/** Whether a token signs in, as the server said. A phone that shows no requests does not. */
export function works({ status, enabled, locked, validity, requestsSuspendedUntil }: MyToken): boolean {
  return status === "ACTIVE" && enabled && !locked && validity === "VALID" && requestsSuspendedUntil === null;
}

/** A clock that is off by less does not matter, in milliseconds. */
const CLOCK_MS = 60_000;

/**
 * The person, with the times that something ends within minutes as the clock of this device has them: it may be off. Moments that are
 * shown with their date stay as the server said them.
 * @param at when the server said it, in milliseconds since 1970 by that clock.
 */
export function asOfDevice(me: Said, at: number): Me {
  const ahead = Date.parse(me.expiresAt) - me.secondsLeft * 1_000 - at;
  if (Math.abs(ahead) < CLOCK_MS) return { ...me, ahead: 0 };
  const here = (moment: string) => new Date(Date.parse(moment) - ahead).toISOString();
  const { codeProvenUntil, recoveryCodeProvenUntil, tokens, contactChange } = me;
  return {
    ...me,
    ahead,
    codeProvenUntil: codeProvenUntil === null ? null : here(codeProvenUntil),
    recoveryCodeProvenUntil: recoveryCodeProvenUntil === null ? null : here(recoveryCodeProvenUntil),
    tokens: tokens.map((token) => ({
      ...token,
      enrolment: token.enrolment && { ...token.enrolment, expiresAt: here(token.enrolment.expiresAt) },
    })),
    contactChange: contactChange && { ...contactChange, expiresAt: here(contactChange.expiresAt) },
  };
}

/** The times of a token at which something ends or begins. */
export type Timed = Pick<
  MyToken,
  "locked" | "requestsSuspendedUntil" | "enrolment" | "validity" | "validFrom" | "validUntil"
>;

/**
 * Whether a state that is shown may be over or have begun by now. Users are not told when a lock ends by itself: it is looked for
 * while there is one.
 * @param now by the clock of this device, in milliseconds since 1970.
 */
export function mayBeOutdated(
  {
    tokens,
    contactChange,
    ahead,
  }: Pick<Me, "contactChange" | "ahead"> & { readonly tokens: readonly Timed[] },
  now: number,
): boolean {
  const there = now + ahead;
  const isPast = (moment: string | null | undefined, at = now) => moment != null && Date.parse(moment) <= at;
  return (
    isPast(contactChange?.expiresAt) ||
    tokens.some(
      ({ locked, requestsSuspendedUntil, enrolment, validity, validFrom, validUntil }) =>
        locked ||
        isPast(requestsSuspendedUntil, there) ||
        isPast(enrolment?.expiresAt) ||
        (validity === "NOT_YET_VALID" && isPast(validFrom, there)) ||
        (validity === "VALID" && isPast(validUntil, there)),
    )
  );
}

/** So much time is needed to fill in a form, in milliseconds. */
const MARGIN = 60_000;

/** Whether a code was typed so short a time ago that what asks for one may be done. @param now in milliseconds since 1970. */
export function isProven({ codeProvenUntil }: Pick<Me, "codeProvenUntil">, now: number): boolean {
  return codeProvenUntil !== null && Date.parse(codeProvenUntil) > now + MARGIN;
}

/** The same for a recovery code, for which the first code of a token counts that was connected a moment ago. */
export function isProvenForRecoveryCode(
  { recoveryCodeProvenUntil: codeProvenUntil }: Pick<Me, "recoveryCodeProvenUntil">,
  now: number,
): boolean {
  return isProven({ codeProvenUntil }, now);
}

/** Whether the person can do what asks for a code: it was typed, or there is a token that works. */
export function canProve(me: Pick<Me, "codeProvenUntil" | "tokens">, now: number): boolean {
  return me.tokens.some(works) || isProven(me, now);
}
