import { queryOptions } from "@tanstack/react-query";
import { getNumber, property } from "../data/property.js";
import { request } from "../data/request.js";

/** The public state of a session. */
export interface SessionState {
  /** Whether there is an administrator. */
  readonly isSetUp: boolean;
  /** Whether the sign-in needs the account's address. */
  readonly asksForAccount: boolean;
  /** 0: no user is signed in; 1: the person may only enrol a first token; 2: signed in. */
  readonly level: number;
}

/** Asks what the server says to anybody. */
export async function readSessionState(): Promise<SessionState> {
  const answer = await request("GET", "/sign-in/state");
  return {
    isSetUp: property(answer, "setUp") === true,
    asksForAccount: property(answer, "asksForAccount") === true,
    level: getNumber(answer, "level") ?? 0,
  };
}

export const sessionStateQuery = queryOptions({
  queryKey: ["session-state"],
  queryFn: readSessionState,
  // It changes with every step of a sign-in.
  staleTime: 0,
  gcTime: 0,
});
