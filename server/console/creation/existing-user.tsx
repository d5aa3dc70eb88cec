import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { query } from "../data/queries.js";
import { RadioField } from "../fields/radio-field.js";
import { PossibleUsersDocument } from "../generated/documents.js";
import { SearchBox } from "../lists/search-box.js";

/** Finds a user. @param value the id of the chosen one. */
export function ExistingUser({
  value,
  onChange,
}: {
  readonly value: string | undefined;
  readonly onChange: (id: string) => void;
}) {
  const [text, setText] = useState("");
  const { data } = useQuery(query(PossibleUsersDocument, text === "" ? {} : { text }));
  const search = useCallback((searched: string) => setText(searched), []);
  const users = data?.users?.nodes ?? [];
  const more = (data?.users?.totalCount ?? 0) - users.length;
  return (
    <>
      <SearchBox label="Search login, name, e-mail address" value={text} onSearch={search} />
      {data !== undefined && users.length === 0 ? (
        <Content component="p">No user matches.</Content>
      ) : (
        <RadioField
          id="user"
          label="Which user"
          value={value}
          onChange={onChange}
          options={users.map(({ id, login, firstName, lastName }) => ({
            value: id,
            label: login,
            description: [firstName, lastName].filter((part) => part !== null).join(" "),
          }))}
        />
      )}
      {more > 0 ? <Content component="p">{more.toLocaleString("en")} more: search for them.</Content> : null}
    </>
  );
}
