import { refusalAbove } from "../../data/refusal.js";
import { MyTokenEnrolmentCancelDocument } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import type { TokenDialogProps } from "./token-dialog.js";
import { useDialogAction } from "./use-dialog-action.js";
import { useTexts } from "../language.js";

/** Ends an enrolment that waits for its first code. */
export function CancelDialog({ token, onClose }: TokenDialogProps) {
  const texts = useTexts().dialogs.cancelEnrolment;
  const { run, isRunning, refusal } = useDialogAction(MyTokenEnrolmentCancelDocument, texts.done, onClose);
  return (
    <FormDialog
      title={texts.title(token.name)}
      action={texts.action}
      cancel={texts.keep}
      variant="danger"
      isRunning={isRunning}
      problem={refusalAbove(refusal)}
      onSubmit={() => void run({ token: token.id })}
      onClose={onClose}
    >
      <p>{token.status === "ACTIVE" ? texts.isBeside : texts.isNew}</p>
    </FormDialog>
  );
}
