import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { query } from "../data/queries.js";
import { getFailure } from "../data/read-failure.js";
import { CheckGroup } from "../fields/check-group.js";
import { TextField } from "../fields/text-field.js";
import { ResourcesToChooseDocument, type LinkTargetInput } from "../generated/documents.js";
import { MoreRows } from "../lists/more-rows.js";
import { ReadProblem } from "../lists/read-problem.js";
import { SearchBox } from "../lists/search-box.js";
import { useMayUse } from "../shell/viewer.js";

/** Maximum number of resources that are shown without a search. */
const FIRST = 100;

/** Where a token is to be used: existing resources, and one to create. */
export interface ResourceDraft {
  readonly chosen: readonly { readonly id: string; readonly name: string }[];
  readonly newName: string;
}

/** The resources to link, and the part of a draft that is left after each. */
export function getTargets({ chosen, newName }: ResourceDraft): readonly {
  readonly target: LinkTargetInput;
  readonly rest: (draft: ResourceDraft) => ResourceDraft;
}[] {
  const existing = chosen.map(({ id }) => ({
    target: { resource: { id } },
    rest: (draft: ResourceDraft) => ({ ...draft, chosen: draft.chosen.filter((one) => one.id !== id) }),
  }));
  if (newName === "") return existing;
  return [
    ...existing,
    {
      target: { newResource: { name: newName } },
      rest: (draft: ResourceDraft) => ({ ...draft, newName: "" }),
    },
  ];
}

/** The resources of the account, the first of them where there are many, and a field for a new one. */
export function ResourceChoice({
  draft,
  problem,
  onChange,
}: {
  readonly draft: ResourceDraft;
  readonly problem: string | undefined;
  readonly onChange: (draft: ResourceDraft) => void;
}) {
  const mayUse = useMayUse();
  const [text, setText] = useState("");
  const [isLong, setLong] = useState(false);
  const answer = useQuery(
    query(ResourcesToChooseDocument, { first: FIRST, builtIn: false, ...(text === "" ? {} : { text }) }),
  );
  const failure = getFailure(answer);
  const found = answer.data?.resources?.nodes ?? [];
  const pageInfo = answer.data?.resources?.pageInfo;
  if (pageInfo?.hasNextPage === true && !isLong) setLong(true);
  // The chosen resources stay in sight, whatever is searched.
  const others = draft.chosen.filter(({ id }) => !found.some((one) => one.id === id));
  const resources = [...others, ...found];
  return (
    <>
      {isLong ? <SearchBox label="Search the name of a resource" value={text} onSearch={setText} /> : null}
      {failure === undefined ? null : <ReadProblem failure={failure} />}
      {resources.length === 0 ? null : (
        <CheckGroup
          id="resources"
          label="Resources"
          values={draft.chosen.map(({ id }) => id)}
          options={resources.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(ids) => onChange({ ...draft, chosen: resources.filter(({ id }) => ids.includes(id)) })}
        />
      )}
      {text !== "" && found.length === 0 && pageInfo?.searchStopped === false ? (
        <Content component="p">None matches.</Content>
      ) : null}
      <MoreRows pageInfo={pageInfo} />
      {mayUse("resourceCreate") ? (
        <TextField
          id="new-resource"
          label="New resource"
          hint="The name of a system that the person signs in to, as in VPN."
          value={draft.newName}
          problem={problem}
          onChange={(newName) => onChange({ ...draft, newName })}
        />
      ) : null}
    </>
  );
}
