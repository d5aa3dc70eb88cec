import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { query } from "../data/queries.js";
import { getFailure } from "../data/read-failure.js";
import { UsersToChooseDocument } from "../generated/documents.js";
import { useAdminsOnly } from "../shell/admins-only.js";
import { nameAndLogin } from "../users/user-name.js";

/** The props that a `RowChooser` needs to choose a user. @param except the id of a user that is left out. */
export function useUserChooser(except?: string) {
  const [text, onSearch] = useState("");
  const [value, onChoose] = useState<string>();
  const answer = useQuery(query(UsersToChooseDocument, text === "" ? {} : { text }));
  const getRefused = useAdminsOnly();
  const rows = answer.data?.users?.nodes
    .filter(({ id }) => id !== except)
    .map((user) => ({ value: user.id, label: nameAndLogin(user), ...getRefused(user) }));
  return {
    searchLabel: "Search login, name, e-mail address",
    text,
    onSearch,
    rows,
    pageInfo: answer.data?.users?.pageInfo,
    isBusy: answer.isPlaceholderData,
    failure: getFailure(answer),
    // No user is chosen who is not on the screen any more.
    chosen: rows?.find((row) => row.value === value)?.value,
    onChoose,
  };
}
