import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { TokenPinRemoveDocument } from "../generated/documents.js";
import { FormDialog } from "../shell/form-dialog.js";
import { refusalAbove } from "./refusal-text.js";
import type { TokenDialogProps } from "./token-info.js";
import { useAction } from "./use-action.js";

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
