import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { query } from "../data/queries.js";
import { getFailure } from "../data/read-failure.js";
import { PortalsToChooseDocument, type SelfServiceAction } from "../generated/documents.js";

/** The actions with which a user gets a first token in a portal. */
const FIRST: readonly SelfServiceAction[] = ["TOKEN_ENROL", "TOKEN_ASSIGN"];

/** Which portals: all, or only those in which users connect a first token. Those of disabled resources are not among them. */
export type PortalsToChoose = "ALL" | "CONNECTING";

/** The props that a `RowChooser` needs to choose the portal of a resource. */
export function usePortalChooser(which: PortalsToChoose) {
  const [text, onSearch] = useState("");
  const [value, onChoose] = useState<string>();
  const answer = useQuery(
    query(PortalsToChooseDocument, {
      ...(text === "" ? {} : { text }),
      ...(which === "CONNECTING" ? { anyOf: FIRST } : {}),
    }),
  );
  const rows = answer.data?.resources?.nodes.map(({ id, name }) => ({ value: id, label: name }));
  const pageInfo = answer.data?.resources?.pageInfo;
  const isWhole = pageInfo?.hasNextPage === false && !pageInfo.searchStopped;
  // The only one needs no choice. None is chosen that is not on the screen any more.
  const chosen =
    rows?.length === 1 && isWhole ? rows[0]?.value : rows?.find((row) => row.value === value)?.value;
  return {
    text,
    onSearch,
    onChoose,
    rows,
    chosen,
    pageInfo,
    isBusy: answer.isPlaceholderData,
    failure: getFailure(answer),
  };
}
