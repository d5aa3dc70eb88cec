import { createContext, useContext } from "react";
import { query } from "../data/queries.js";
import { MeDocument, type MeQuery } from "../generated/documents.js";

/** The person who is signed in to the portal, and what this person may do there. */
export type Me = NonNullable<MeQuery["me"]>;
export type MyToken = Me["tokens"][number];

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
 * The person, with the times that something ends as the clock of this device has them: it may be off.
 * @param at when the server said it, in milliseconds since 1970 by that clock.
 */
export function asOfDevice(me: Me, at: number): Me {
  const ahead = Date.parse(me.expiresAt) - me.secondsLeft * 1_000 - at;
  if (Math.abs(ahead) < CLOCK_MS) return me;
  const here = (moment: string) => new Date(Date.parse(moment) - ahead).toISOString();
  const { codeProvenUntil, tokens, contactChange } = me;
  return {
    ...me,
    codeProvenUntil: codeProvenUntil === null ? null : here(codeProvenUntil),
    tokens: tokens.map((token) => ({
      ...token,
      enrolment: token.enrolment && { ...token.enrolment, expiresAt: here(token.enrolment.expiresAt) },
    })),
    contactChange: contactChange && { ...contactChange, expiresAt: here(contactChange.expiresAt) },
  };
}

/**
 * Whether something that is shown may be over or have begun by now, by the clock of this device. When a lock ends by itself is
 * not said to users: it is looked for while there is one.
 */
export function mayBeOutdated({ tokens, contactChange }: Me, now: number): boolean {
  const isPast = (moment: string | null | undefined) => moment != null && Date.parse(moment) <= now;
  return (
    isPast(contactChange?.expiresAt) ||
    tokens.some(
      ({ locked, requestsSuspendedUntil, enrolment, validity, validFrom, validUntil }) =>
        locked ||
        isPast(requestsSuspendedUntil) ||
        isPast(enrolment?.expiresAt) ||
        (validity === "NOT_YET_VALID" && isPast(validFrom)) ||
        (validity === "VALID" && isPast(validUntil)),
    )
  );
}

/** So much time is needed to fill in a form, in milliseconds. */
const MARGIN = 60_000;

/** Whether a code was typed so short a time ago that what asks for one may be done. @param now in milliseconds since 1970. */
export function isProven({ codeProvenUntil }: Pick<Me, "codeProvenUntil">, now: number): boolean {
  return codeProvenUntil !== null && Date.parse(codeProvenUntil) > now + MARGIN;
}

/** Whether the person can do what asks for a code: it was typed, or there is a token that works. */
export function canProve(me: Pick<Me, "codeProvenUntil" | "tokens">, now: number): boolean {
  return me.tokens.some(works) || isProven(me, now);
}
