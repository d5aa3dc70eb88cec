import { Checkbox } from "@patternfly/react-core/dist/esm/components/Checkbox";
import { useState } from "react";
import { UserUpdateDocument, type HolderFragment } from "../generated/documents.js";
import { FormDialog } from "../shell/form-dialog.js";
import { refusalAbove } from "./refusal-text.js";
import { personName } from "./token-info.js";
import { useAction } from "./use-action.js";
import { USER_FIELDS, UserFields, userInput } from "./user-fields.js";

/** Changes the data of a token's user. */
export function EditUserDialog({
  user,
  onClose,
}: {
  readonly user: HolderFragment;
  readonly onClose: () => void;
}) {
  const [data, setData] = useState({
    login: user.login,
    firstName: user.firstName ?? "",
    lastName: user.lastName ?? "",
    email: user.email ?? "",
    phoneNumber: user.phoneNumber ?? "",
  });
  const [isEnabled, setEnabled] = useState(user.enabled);
  const update = useAction(UserUpdateDocument, onClose);
  return (
    <FormDialog
      title={`Edit ${personName(user)}`}
      action="Save"
      isRunning={update.isRunning}
      isDisabled={data.login.trim() === ""}
      problem={refusalAbove(update.refusal, USER_FIELDS)}
      onSubmit={() => void update.run({ user: { id: user.id }, ...userInput(data), enabled: isEnabled })}
      onClose={onClose}
    >
      <UserFields data={data} refusal={update.refusal} onChange={setData} />
      <Checkbox
        id="user-enabled"
        label="Enabled"
        description="A disabled user can sign in nowhere."
        isChecked={isEnabled}
        onChange={(_event, isChecked) => setEnabled(isChecked)}
      />
    </FormDialog>
  );
}
