import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { TokenPinRemoveDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import type { TokenDialogProps } from "./token-info.js";

/** Removes a token's PIN. */
export function PinRemoveDialog({ token, onClose }: TokenDialogProps) {
  const removal = useAction(TokenPinRemoveDocument, onClose);
  return (
    <FormDialog
      title={`Remove the PIN of ${token.name}?`}
      action="Remove PIN"
      variant="warning"
      isRunning={removal.isRunning}
      problem={refusalAbove(removal.refusal)}
      onSubmit={() => void removal.run({ token: { id: token.id } })}
      onClose={onClose}
    >
      <Content component="p">From then on, its one-time passwords alone are enough.</Content>
    </FormDialog>
  );
}
