import { useState } from "react";
import { refusalAbove } from "../../data/refusal.js";
import { CodeField } from "../../fields/code-field.js";
import { MyTokenSynchronizeDocument } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import { DIALOG_TEXTS } from "./texts.js";
import type { TokenDialogProps } from "./token-dialog.js";
import { useDialogAction } from "./use-dialog-action.js";

const TEXTS = DIALOG_TEXTS.synchronize;

/** Finds the clock or the counter of an app or a device by two codes in a row. */
export function SynchronizeDialog({ token, onClose }: TokenDialogProps) {
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const { run, isRunning, refusal } = useDialogAction(MyTokenSynchronizeDocument, TEXTS.done, onClose);
  return (
    <FormDialog
      title={TEXTS.title(token.name)}
      action={TEXTS.action}
      isRunning={isRunning}
      isDisabled={first === "" || second === ""}
      problem={refusalAbove(refusal)}
      onSubmit={() => void run({ token: token.id, otps: [first, second] })}
      onClose={onClose}
    >
      <p>
        {TEXTS.body}
        {token.pinPosition === null ? "" : ` ${TEXTS.noPin}`}
      </p>
      <CodeField id="first-code" label={TEXTS.first} value={first} onChange={setFirst} />
      <CodeField id="second-code" label={TEXTS.second} value={second} onChange={setSecond} />
    </FormDialog>
  );
}
