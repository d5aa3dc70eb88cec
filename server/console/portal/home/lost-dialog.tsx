import { refusalAbove } from "../../data/refusal.js";
import { MyTokenReportLostDocument } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import { Everywhere } from "./everywhere.js";
import type { TokenDialogProps } from "./token-dialog.js";
import { useDialogAction } from "./use-dialog-action.js";
import { useTexts } from "../language.js";

/** Disables a token that was lost. It needs no code: the token is gone. */
export function LostDialog({ token, resource, onClose }: TokenDialogProps) {
  const texts = useTexts().dialogs.lost;
  const { run, isRunning, refusal } = useDialogAction(MyTokenReportLostDocument, texts.done, onClose);
  return (
    <FormDialog
      title={texts.title(token.name)}
      action={texts.action}
      variant="danger"
      isRunning={isRunning}
      problem={refusalAbove(refusal)}
      onSubmit={() => void run({ token: token.id })}
      onClose={onClose}
    >
      <p>{texts.body(resource)}</p>
      <Everywhere token={token} />
      <p>{texts.after}</p>
    </FormDialog>
  );
}
