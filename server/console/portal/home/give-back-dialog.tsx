import { refusalAbove } from "../../data/refusal.js";
import { MyTokenUnassignDocument } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import { DIALOG_TEXTS } from "./texts.js";
import type { TokenDialogProps } from "./token-dialog.js";
import { useDialogAction } from "./use-dialog-action.js";

const TEXTS = DIALOG_TEXTS.giveBack;

/** Takes a token from the person: an app is deleted, a device is free for somebody else. */
export function GiveBackDialog({ token, resource, onClose }: TokenDialogProps) {
  const { run, isRunning, refusal } = useDialogAction(MyTokenUnassignDocument, TEXTS.done, onClose);
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
      <p>{(token.connectedAlone ? TEXTS.app : TEXTS.device)(resource)}</p>
      <p>{TEXTS.closes}</p>
    </FormDialog>
  );
}
