import { useState } from "react";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { CheckField } from "../fields/check-field.js";
import { UserUpdateDocument, type HolderFragment } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { USER_FIELDS, userChange, userProblems } from "../users/user-draft.js";
import { UserFields } from "../users/user-fields.js";
import { personName } from "./token-info.js";

/** Changes the data of a token's user. */
export function EditUserDialog({
  user,
  onClose,
}: {
  readonly user: HolderFragment;
  readonly onClose: () => void;
}) {
  // As the dialog showed them first: events may change the user while it is open.
  const [first] = useState({
    draft: {
      login: user.login,
      firstName: user.firstName ?? "",
      lastName: user.lastName ?? "",
      email: user.email ?? "",
      phoneNumber: user.phoneNumber ?? "",
      locale: user.locale ?? "",
    },
    isEnabled: user.enabled,
  });
  const [draft, setDraft] = useState(first.draft);
  const [isEnabled, setEnabled] = useState(first.isEnabled);
  const [isChecked, setChecked] = useState(false);
  const problems = userProblems(draft);
  const update = useAction(UserUpdateDocument, onClose);
  return (
    <FormDialog
      title={`Edit ${personName(user)}`}
      action="Save"
      isRunning={update.isRunning}
      problem={refusalAbove(update.refusal, USER_FIELDS)}
      onSubmit={() => {
        setChecked(true);
        if (Object.keys(problems).length > 0) return;
        void update.run({
          user: { id: user.id },
          ...userChange(first.draft, draft),
          ...(isEnabled === first.isEnabled ? {} : { enabled: isEnabled }),
        });
      }}
      onClose={onClose}
    >
      <UserFields
        draft={draft}
        problems={isChecked ? problems : {}}
        refusal={update.refusal}
        onChange={(changed) => {
          setDraft(changed);
          update.clear();
        }}
      />
      <CheckField
        id="user-enabled"
        label="Enabled"
        description="A disabled user can sign in nowhere."
        isChecked={isEnabled}
        onChange={setEnabled}
      />
    </FormDialog>
  );
}
