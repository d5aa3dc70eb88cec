import { useState } from "react";
import { refusalAbove, type Refusal } from "../data/refusal.js";
import { useIdempotencyKey } from "../data/use-idempotency-key.js";
import { useMutationOf } from "../data/use-mutation-of.js";
import { NewUserDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import { newUserInput, NO_USER, USER_FIELDS, userProblems } from "./user-draft.js";
import { UserFields } from "./user-fields.js";

/** Creates a user. */
export function UserDialog({ onClose }: { readonly onClose: () => void }) {
  const create = useMutationOf(NewUserDocument, "CALLER");
  const withKey = useIdempotencyKey();
  const toasts = useToasts();
  const [draft, setDraft] = useState(NO_USER);
  const [isChecked, setChecked] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const problems = userProblems(draft);
  const submit = async () => {
    setChecked(true);
    if (Object.keys(problems).length > 0) return;
    const outcome = await create.run(withKey(newUserInput(draft)));
    setRefusal(outcome.kind === "DONE" ? undefined : outcome.refusal);
    if (outcome.kind !== "DONE") return;
    toasts.say({ title: `The user ${outcome.payload.user.login} is created.`, variant: "success" });
    onClose();
  };
  return (
    <FormDialog
      title="Create user"
      action="Create user"
      problem={refusalAbove(refusal, USER_FIELDS)}
      isRunning={create.isRunning}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <UserFields
        draft={draft}
        problems={isChecked ? problems : {}}
        refusal={refusal}
        onChange={(changed) => {
          setDraft(changed);
          setRefusal(undefined);
        }}
      />
    </FormDialog>
  );
}
