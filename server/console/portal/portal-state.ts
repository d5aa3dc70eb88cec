import { useCallback, useEffect, useState } from "react";
import { getNumber, property, getText } from "../data/property.js";
import { hasCode } from "../data/request-error.js";
import { request } from "../data/request.js";
import { portalAddress } from "./place.js";

/** The public state of a portal. */
export interface PortalState {
  /** The account's name. */
  readonly account: string;
  /** The name of the resource to which people sign in with their tokens. */
  readonly resource: string;
  readonly byPassword: boolean;
  readonly byMailCode: boolean;
  /** Whether a recovery code lets in who lost the token. */
  readonly byRecoveryCode: boolean;
  /** Whether a PIN is typed before a code is sent. */
  readonly pinBeforeSending: boolean;
  /** 0: no user is signed in; 1: without a code of a token; 2: with one. */
  readonly level: number;
}

/** Why somebody is signed out who did not ask for it. */
export type EndReason = "ended" | "endedIdle" | "endedLimit" | "noCookie";

async function readPortalState(): Promise<PortalState> {
  const answer = await request("GET", `/portal/state?address=${encodeURIComponent(portalAddress)}`);
  const ways = property(answer, "signIn");
  const has = (way: string) => Array.isArray(ways) && ways.includes(way);
  return {
    account: getText(answer, "account"),
    resource: getText(answer, "resource"),
    byPassword: has("PASSWORD"),
    byMailCode: has("MAIL_CODE"),
    byRecoveryCode: property(answer, "recoveryCode") === true,
    pinBeforeSending: property(answer, "pinBeforeSending") === true,
    level: getNumber(answer, "level") ?? 0,
  };
}

/** Asks the server whether a user is signed in: no user is in a portal that is closed. */
export async function isSignedInNow(): Promise<boolean> {
  try {
    return (await readPortalState()).level > 0;
  } catch (problem) {
    if (hasCode(problem, "NOT_FOUND", "FORBIDDEN")) return false;
    throw problem;
  }
}

/** The state of the portal, as it was when it was last asked. */
export interface KnownState {
  /** undefined while it is not known yet. */
  readonly state: PortalState | undefined;
  /** Why it could not be asked at last. */
  readonly error: unknown;
  /** @returns undefined when it could not be asked. */
  readonly load: () => Promise<PortalState | undefined>;
  /** Notes that no user is signed in any more. */
  readonly noteEnd: () => void;
}

export function usePortalState(): KnownState {
  const [state, setState] = useState<PortalState>();
  const [error, setError] = useState<unknown>();
  const load = useCallback(async () => {
    try {
      const read = await readPortalState();
      setState(read);
      setError(undefined);
      return read;
    } catch (problem) {
      setError(problem);
      return undefined;
    }
  }, []);
  useEffect(() => void load(), [load]);
  const noteEnd = useCallback(() => setState((known) => known && { ...known, level: 0 }), []);
  return { state, error, load, noteEnd };
}
