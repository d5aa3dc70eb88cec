import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { TokenAssignDocument } from "../generated/documents.js";
import { RowChooser } from "../lists/row-chooser.js";
import { FormDialog } from "../parts/form-dialog.js";
import { MoveWarning } from "./move-warning.js";
import type { TokenDialogProps } from "./token-info.js";
import { useUserChooser } from "./use-user-chooser.js";

/** Gives a token to a user that exists. */
export function LinkUserDialog({ token, onClose }: TokenDialogProps) {
  const { holder } = token;
  const users = useUserChooser(holder?.id);
  const assigning = useAction(TokenAssignDocument, onClose);
  return (
    <FormDialog
      title={`Assign ${token.name} to a user`}
      action="Assign"
      isRunning={assigning.isRunning}
      isDisabled={users.chosen === undefined}
      problem={refusalAbove(assigning.refusal)}
      onSubmit={() => {
        if (users.chosen === undefined) return;
        void assigning.run({
          token: { id: token.id },
          to: { user: { id: users.chosen } },
          ...(holder === null ? {} : { from: { id: holder.id } }),
        });
      }}
      onClose={onClose}
    >
      <MoveWarning token={token} />
      <RowChooser id="user" label="User" {...users} />
    </FormDialog>
  );
}
