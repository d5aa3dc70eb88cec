import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { InvitationRevokeDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";

/** Makes a link void that was not used yet. */
export function InvitationRevokeDialog({
  id,
  onClose,
}: {
  readonly id: string;
  readonly onClose: () => void;
}) {
  const revoking = useAction(InvitationRevokeDocument, onClose);
  return (
    <FormDialog
      title="Revoke the link?"
      action="Revoke link"
      variant="warning"
      isRunning={revoking.isRunning}
      problem={refusalAbove(revoking.refusal)}
      onSubmit={() => void revoking.run({ invitation: id })}
      onClose={onClose}
    >
      <Content component="p">The link no longer works. Create another one when it is needed.</Content>
    </FormDialog>
  );
}
