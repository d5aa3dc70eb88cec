import { useState } from "react";
import { TokenAssignDocument } from "../generated/documents.js";
import { FormDialog } from "../shell/form-dialog.js";
import { MoveWarning } from "./move-warning.js";
import { refusalAbove } from "./refusal-text.js";
import type { ModelTraits, TokenDialogProps } from "./token-info.js";
import { useAction } from "./use-action.js";
import { NO_USER_DATA, USER_FIELDS, UserFields, userInput } from "./user-fields.js";

/** Creates a user and gives the token to that user, in one step. */
export function NewUserDialog({
  token,
  traits,
  onClose,
}: TokenDialogProps & { readonly traits: ModelTraits }) {
  const [data, setData] = useState(NO_USER_DATA);
  const assigning = useAction(TokenAssignDocument, onClose);
  const from = token.holder === null ? {} : { from: { id: token.holder.id } };
  return (
    <FormDialog
      title={`Assign ${token.name} to a new user`}
      action="Create and assign"
      isRunning={assigning.isRunning}
      isDisabled={data.login.trim() === ""}
      problem={refusalAbove(assigning.refusal, USER_FIELDS)}
      onSubmit={() =>
        void assigning.run({ token: { id: token.id }, to: { newUser: userInput(data) }, ...from })
      }
      onClose={onClose}
    >
      <MoveWarning token={token} traits={traits} />
      <UserFields data={data} refusal={assigning.refusal} onChange={setData} />
    </FormDialog>
  );
}
