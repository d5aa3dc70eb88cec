import { useState } from "react";
import { refusalAbove, refusalAt, type Refusal } from "../data/refusal.js";
import { useIdempotencyKey } from "../data/use-idempotency-key.js";
import { useMutationOf } from "../data/use-mutation-of.js";
import { NewResourceDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import { AddressField } from "./address-field.js";
import {
  CHECKED_FIELDS,
  FIRST_DRAFT,
  resourceInput,
  resourceProblems,
  type ResourceDraft,
} from "./resource-draft.js";
import { ResourceFields } from "./resource-fields.js";

/** Creates a resource. */
export function ResourceDialog({ onClose }: { readonly onClose: () => void }) {
  const create = useMutationOf(NewResourceDocument, "CALLER");
  const withKey = useIdempotencyKey();
  const toasts = useToasts();
  const [draft, setDraft] = useState(FIRST_DRAFT);
  const [isChecked, setChecked] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const problems = resourceProblems(draft);
  const shown = isChecked ? problems : {};
  const change = (changed: ResourceDraft) => {
    setDraft(changed);
    setRefusal(undefined);
  };
  const submit = async () => {
    setChecked(true);
    if (Object.keys(problems).length > 0) return;
    const outcome = await create.run(withKey(resourceInput(draft)));
    setRefusal(outcome.kind === "DONE" ? undefined : outcome.refusal);
    if (outcome.kind !== "DONE") return;
    toasts.say({ title: `The resource ${outcome.payload.resource.name} is created.`, variant: "success" });
    onClose();
  };
  return (
    <FormDialog
      title="Create resource"
      action="Create resource"
      problem={refusalAbove(refusal, CHECKED_FIELDS)}
      isRunning={create.isRunning}
      isWide
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ResourceFields draft={draft} problems={shown} refusal={refusal} onChange={change}>
        <AddressField
          value={draft.allowedAddresses}
          problem={shown.allowedAddresses ?? refusalAt(refusal, "allowedAddresses")}
          onChange={(allowedAddresses) => change({ ...draft, allowedAddresses })}
        />
      </ResourceFields>
    </FormDialog>
  );
}
