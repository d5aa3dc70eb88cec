import { useQuery } from "@tanstack/react-query";
import { query } from "../data/queries.js";
import { CheckGroup } from "../fields/check-group.js";
import { TextField } from "../fields/text-field.js";
import { ResourcesToChooseDocument, type LinkTargetInput } from "../generated/documents.js";
import { useMayUse } from "../shell/viewer.js";

/** Where a token is to be used: existing resources, and one to create. */
export interface ResourceDraft {
  readonly ids: readonly string[];
  readonly newName: string;
}

/** What is to be linked, and what of a draft is left after each. */
export function targetsOf({ ids, newName }: ResourceDraft): readonly {
  readonly target: LinkTargetInput;
  readonly rest: (draft: ResourceDraft) => ResourceDraft;
}[] {
  const existing = ids.map((id) => ({
    target: { resource: { id } },
    rest: (draft: ResourceDraft) => ({ ...draft, ids: draft.ids.filter((one) => one !== id) }),
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

/** The resources of the account, and a field for a new one. */
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
  const { data } = useQuery(query(ResourcesToChooseDocument, { first: 100, builtIn: false }));
  const resources = data?.resources?.nodes ?? [];
  return (
    <>
      {resources.length === 0 ? null : (
        <CheckGroup
          id="resources"
          label="Resources"
          values={draft.ids}
          options={resources.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(ids) => onChange({ ...draft, ids })}
        />
      )}
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
