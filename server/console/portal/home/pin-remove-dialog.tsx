import { refusalAbove } from "../../data/refusal.js";
import { MyTokenPinRemoveDocument } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import { Everywhere } from "./everywhere.js";
import type { TokenDialogProps } from "./token-dialog.js";
import { useDialogAction } from "./use-dialog-action.js";
import { useTexts } from "../language.js";

/** Removes the PIN of a token. */
export function PinRemoveDialog({ token, onClose }: TokenDialogProps) {
  const texts = useTexts().dialogs.pinRemove;
  const { run, isRunning, refusal } = useDialogAction(MyTokenPinRemoveDocument, texts.done, onClose);
  return (
    <FormDialog
      title={texts.title(token.name)}
      action={texts.action}
      isRunning={isRunning}
      problem={refusalAbove(refusal)}
      onSubmit={() => void run({ token: token.id })}
      onClose={onClose}
    >
      <p>{texts.body}</p>
      <Everywhere token={token} />
    </FormDialog>
  );
}
