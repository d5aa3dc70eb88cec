import { refusalAbove } from "../../data/refusal.js";
import { MyTokenUnassignDocument } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import { Everywhere } from "./everywhere.js";
import type { TokenDialogProps } from "./token-dialog.js";
import { useDialogAction } from "./use-dialog-action.js";
import { useTexts } from "../language.js";

/** Takes a token from the person: an app is deleted, a device is free for somebody else. */
export function GiveBackDialog({ token, resource, onClose }: TokenDialogProps) {
  const texts = useTexts().dialogs.giveBack;
  const { run, isRunning, refusal } = useDialogAction(MyTokenUnassignDocument, texts.done, onClose);
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
      <p>{(token.connectedAlone ? texts.app : texts.device)(resource)}</p>
      <Everywhere token={token} />
      <p>{texts.closes}</p>
    </FormDialog>
  );
}
