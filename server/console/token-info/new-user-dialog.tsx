import { useState } from "react";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { TokenAssignDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { newUserInput, NO_USER, USER_FIELDS, userProblems } from "../users/user-draft.js";
import { UserFields } from "../users/user-fields.js";
import { MoveWarning } from "./move-warning.js";
import type { TokenDialogProps } from "./token-info.js";

/** Creates a user and gives the token to that user, in one step. */
export function NewUserDialog({ token, onClose }: TokenDialogProps) {
  const [draft, setDraft] = useState(NO_USER);
  const [isChecked, setChecked] = useState(false);
  const assigning = useAction(TokenAssignDocument, onClose);
  const problems = userProblems(draft);
  const from = token.holder === null ? {} : { from: { id: token.holder.id } };
  return (
    <FormDialog
      title={`Assign ${token.name} to a new user`}
      action="Create and assign"
      isRunning={assigning.isRunning}
      problem={refusalAbove(assigning.refusal, USER_FIELDS)}
      onSubmit={() => {
        setChecked(true);
        if (Object.keys(problems).length > 0) return;
        void assigning.run({ token: { id: token.id }, to: { newUser: newUserInput(draft) }, ...from });
      }}
      onClose={onClose}
    >
      <MoveWarning token={token} />
      <UserFields
        draft={draft}
        problems={isChecked ? problems : {}}
        refusal={assigning.refusal}
        onChange={(changed) => {
          setDraft(changed);
          assigning.clear();
        }}
      />
    </FormDialog>
  );
}
