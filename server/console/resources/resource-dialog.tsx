import { useState } from "react";
import { refusalAbove, refusalAt, type Refusal } from "../data/refusal.js";
import { useIdempotencyKey } from "../data/use-idempotency-key.js";
import { useMutationOf } from "../data/use-mutation-of.js";
import { CheckField } from "../fields/check-field.js";
import { RadioField } from "../fields/radio-field.js";
import { TextAreaField } from "../fields/text-area-field.js";
import { TextField } from "../fields/text-field.js";
import { NewResourceDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import {
  CHECKED_FIELDS,
  FIRST_DRAFT,
  resourceInput,
  resourceProblems,
  type ResourceDraft,
} from "./resource-draft.js";

const CONFIRMATIONS = [
  {
    value: "CODE",
    label: "By a code that the phone shows",
    description: "The person types it where they sign in. Only this is accepted by NIST SP 800-63B-4.",
  },
  { value: "CHOICE", label: "By choosing the digit that the page shows" },
  { value: "APPROVE", label: "By approving alone" },
] as const;

/** Creates a resource. */
export function ResourceDialog({ onClose }: { readonly onClose: () => void }) {
  const create = useMutationOf(NewResourceDocument);
  const withKey = useIdempotencyKey();
  const toasts = useToasts();
  const [draft, setDraft] = useState(FIRST_DRAFT);
  const [isChecked, setChecked] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const problems = resourceProblems(draft);
  const change = (part: Partial<ResourceDraft>) => {
    setDraft({ ...draft, ...part });
    setRefusal(undefined);
  };
  const problemOf = (field: (typeof CHECKED_FIELDS)[number]) =>
    (isChecked ? problems[field] : undefined) ?? refusalAt(refusal, field);
  const submit = async () => {
    setChecked(true);
    if (Object.keys(problems).length > 0) return;
    const outcome = await create.run(withKey(resourceInput(draft)));
    setRefusal(outcome.kind === "REFUSED" ? outcome.refusal : undefined);
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
      <TextField
        id="resource-name"
        label="Name"
        isRequired
        hint="A system that people sign in to, as in VPN."
        value={draft.name}
        problem={problemOf("name")}
        onChange={(name) => change({ name })}
      />
      <TextField
        id="resource-attempts"
        label="Wrong codes until a token is locked"
        isRequired
        hint="3 to 10."
        value={draft.failedAttemptsBeforeLock}
        problem={problemOf("failedAttemptsBeforeLock")}
        onChange={(failedAttemptsBeforeLock) => change({ failedAttemptsBeforeLock })}
      />
      <TextField
        id="resource-minutes"
        label="Minutes that the lock holds"
        isRequired
        hint="0 means until somebody unlocks the token."
        value={draft.lockMinutes}
        problem={problemOf("lockMinutes")}
        onChange={(lockMinutes) => change({ lockMinutes })}
      />
      <TextAreaField
        id="resource-addresses"
        label="Allowed addresses"
        hint="One in each line, as in 10.0.0.0/8. Without one, people sign in from everywhere."
        value={draft.allowedAddresses}
        problem={problemOf("allowedAddresses")}
        onChange={(allowedAddresses) => change({ allowedAddresses })}
      />
      <CheckField
        id="resource-pin"
        label="Ask for the PIN before a code is sent"
        description="So strangers cannot have codes sent to people."
        isChecked={draft.pinBeforeSending}
        onChange={(pinBeforeSending) => change({ pinBeforeSending })}
      />
      <RadioField
        id="resource-push"
        label="How a request on a phone is confirmed"
        value={draft.pushConfirmation}
        options={CONFIRMATIONS}
        onChange={(pushConfirmation) => change({ pushConfirmation })}
      />
    </FormDialog>
  );
}
