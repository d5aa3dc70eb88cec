import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { RecoveryCodeRevokeDocument, type HolderFragment } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { personName } from "./token-info.js";

/** Makes the recovery code of a user void. */
export function RecoveryCodeRevokeDialog({
  user,
  onClose,
}: {
  readonly user: HolderFragment;
  readonly onClose: () => void;
}) {
  const revoking = useAction(RecoveryCodeRevokeDocument, onClose);
  return (
    <FormDialog
      title={`Revoke the recovery code of ${personName(user)}?`}
      action="Revoke recovery code"
      variant="warning"
      isRunning={revoking.isRunning}
      problem={refusalAbove(revoking.refusal)}
      onSubmit={() => void revoking.run({ user: { id: user.id } })}
      onClose={onClose}
    >
      <Content component="p">
        Nobody can sign in with the code any more. In the portal, the person can create another one with a
        code of the token.
      </Content>
    </FormDialog>
  );
}
