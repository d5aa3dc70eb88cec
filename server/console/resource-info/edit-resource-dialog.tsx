import { useState } from "react";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { ResourceUpdateDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import {
  CHECKED_FIELDS,
  draftOfResource,
  resourceChange,
  resourceProblems,
} from "../resources/resource-draft.js";
import { ResourceFields } from "../resources/resource-fields.js";
import type { ResourceDialogProps } from "./resource-info.js";

/** Changes a resource. Its addresses have a tab of their own. */
export function EditResourceDialog({ resource, onClose }: ResourceDialogProps) {
  const { id, name, builtIn } = resource;
  // The page behind the dialog changes with what others do; what the fields showed first does not.
  const [first] = useState(() => draftOfResource(resource));
  const [draft, setDraft] = useState(first);
  const [isChecked, setChecked] = useState(false);
  const update = useAction(ResourceUpdateDocument, onClose);
  const problems = resourceProblems(draft);
  const submit = () => {
    setChecked(true);
    if (Object.keys(problems).length > 0) return;
    void update.run({ resource: { id }, ...resourceChange(first, draft) });
  };
  return (
    <FormDialog
      title={`Edit ${name}`}
      action="Save"
      problem={refusalAbove(update.refusal, CHECKED_FIELDS)}
      isRunning={update.isRunning}
      isWide
      onSubmit={submit}
      onClose={onClose}
    >
      <ResourceFields
        draft={draft}
        problems={isChecked ? problems : {}}
        refusal={update.refusal}
        isBuiltIn={builtIn}
        onChange={(changed) => {
          setDraft(changed);
          update.clear();
        }}
      />
    </FormDialog>
  );
}
