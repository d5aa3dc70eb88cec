import { Checkbox } from "@patternfly/react-core/dist/esm/components/Checkbox";
import { FormGroup } from "@patternfly/react-core/dist/esm/components/Form";
import { useQuery } from "@tanstack/react-query";
import { query } from "../data/queries.js";
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
  const toggle = (id: string, isChosen: boolean) =>
    onChange({
      ...draft,
      ids: isChosen ? [...draft.ids, id] : draft.ids.filter((one) => one !== id),
    });
  return (
    <>
      {resources.length === 0 ? null : (
        <FormGroup role="group" label="Resources" fieldId="resources" className="tp-radios" isStack>
          {resources.map(({ id, name }) => (
            <Checkbox
              key={id}
              id={`resource-${id}`}
              label={name}
              isChecked={draft.ids.includes(id)}
              onChange={(_event, isChosen) => toggle(id, isChosen)}
            />
          ))}
        </FormGroup>
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
