import { useQuery } from "@tanstack/react-query";
import { query } from "../data/queries.js";
import { getFailure, type ReadFailure } from "../data/read-failure.js";
import { BypassPlacesDocument } from "../generated/documents.js";
import type { BypassPlace } from "./bypass-policy.js";

/** The resources that a token is linked to. */
export interface BypassPlaces {
  /** Undefined while they are not known. */
  readonly places: readonly BypassPlace[] | undefined;
  readonly failure: ReadFailure | undefined;
}

/** Reads where a bypass of a token could work. @param tokenId a global id. */
export function useBypassPlaces(tokenId: string): BypassPlaces {
  const answer = useQuery(query(BypassPlacesDocument, { token: { id: tokenId } }));
  const { data } = answer;
  const places =
    data === undefined
      ? undefined
      : (data.token?.assignments.nodes ?? []).flatMap(({ resource }) => resource ?? []);
  return { places, failure: getFailure(answer) };
}
