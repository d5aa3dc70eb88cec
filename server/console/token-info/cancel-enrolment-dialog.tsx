import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useNavigate } from "@tanstack/react-router";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { TokenEnrolmentCancelDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import type { TokenDialogProps } from "./token-info.js";

/** Cancels an enrolment. With it goes a token that never was in use. */
export function CancelEnrolmentDialog({ token, onClose }: TokenDialogProps) {
  const toasts = useToasts();
  const navigate = useNavigate();
  const wasUsed = token.lastUsedAt !== null;
  const cancellation = useAction(TokenEnrolmentCancelDocument, ({ deletedId }) => {
    onClose();
    if (deletedId === null) return;
    toasts.say({ title: `${token.name} was deleted, because it was never in use.`, variant: "success" });
    void navigate({ to: "/tokens" });
  });
  return (
    <FormDialog
      title={`Cancel the enrolment of ${token.name}?`}
      action={wasUsed ? "Cancel the enrolment" : "Cancel and delete"}
      cancel="Keep it"
      variant="danger"
      isRunning={cancellation.isRunning}
      problem={refusalAbove(cancellation.refusal)}
      onSubmit={() => void cancellation.run({ token: { id: token.id } })}
      onClose={onClose}
    >
      <Content component="p">
        {wasUsed
          ? "The QR code or the code of this enrolment no longer works. The token stays."
          : "The token was never in use, so it is deleted. This cannot be undone."}
      </Content>
    </FormDialog>
  );
}
