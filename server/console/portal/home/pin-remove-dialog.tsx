import { refusalAbove } from "../../data/refusal.js";
import { MyTokenPinRemoveDocument } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import { DIALOG_TEXTS } from "./texts.js";
import type { TokenDialogProps } from "./token-dialog.js";
import { useDialogAction } from "./use-dialog-action.js";

const TEXTS = DIALOG_TEXTS.pinRemove;

/** Removes the PIN of a token. */
export function PinRemoveDialog({ token, onClose }: TokenDialogProps) {
  const { run, isRunning, refusal } = useDialogAction(MyTokenPinRemoveDocument, TEXTS.done, onClose);
  return (
    <FormDialog
      title={TEXTS.title(token.name)}
      action={TEXTS.action}
      isRunning={isRunning}
      problem={refusalAbove(refusal)}
      onSubmit={() => void run({ token: token.id })}
      onClose={onClose}
    >
      <p>{TEXTS.body}</p>
    </FormDialog>
  );
}
