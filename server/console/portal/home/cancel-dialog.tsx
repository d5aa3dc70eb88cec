import { refusalAbove } from "../../data/refusal.js";
import { MyTokenEnrolmentCancelDocument } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import { DIALOG_TEXTS } from "./texts.js";
import type { TokenDialogProps } from "./token-dialog.js";
import { useDialogAction } from "./use-dialog-action.js";

const TEXTS = DIALOG_TEXTS.cancelEnrolment;

/** Ends an enrolment that waits for its first code. */
export function CancelDialog({ token, onClose }: TokenDialogProps) {
  const { run, isRunning, refusal } = useDialogAction(MyTokenEnrolmentCancelDocument, TEXTS.done, onClose);
  return (
    <FormDialog
      title={TEXTS.title(token.name)}
      action={TEXTS.action}
      cancel={TEXTS.keep}
      variant="danger"
      isRunning={isRunning}
      problem={refusalAbove(refusal)}
      onSubmit={() => void run({ token: token.id })}
      onClose={onClose}
    >
      <p>{token.status === "ACTIVE" ? TEXTS.isBeside : TEXTS.isNew}</p>
    </FormDialog>
  );
}
