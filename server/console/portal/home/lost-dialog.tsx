import { refusalAbove } from "../../data/refusal.js";
import { MyTokenReportLostDocument } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import { DIALOG_TEXTS } from "./texts.js";
import type { TokenDialogProps } from "./token-dialog.js";
import { useDialogAction } from "./use-dialog-action.js";

const TEXTS = DIALOG_TEXTS.lost;

/** Disables a token that was lost. It needs no code: the token is gone. */
export function LostDialog({ token, resource, onClose }: TokenDialogProps) {
  const { run, isRunning, refusal } = useDialogAction(MyTokenReportLostDocument, TEXTS.done, onClose);
  return (
    <FormDialog
      title={TEXTS.title(token.name)}
      action={TEXTS.action}
      variant="danger"
      isRunning={isRunning}
      problem={refusalAbove(refusal)}
      onSubmit={() => void run({ token: token.id })}
      onClose={onClose}
    >
      <p>{TEXTS.body(resource)}</p>
      <p>{TEXTS.after}</p>
    </FormDialog>
  );
}
