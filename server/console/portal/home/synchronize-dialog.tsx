import { useState } from "react";
import { refusalAbove } from "../../data/refusal.js";
import { CodeField } from "../../fields/code-field.js";
import { MyTokenSynchronizeDocument } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import type { TokenDialogProps } from "./token-dialog.js";
import { useDialogAction } from "./use-dialog-action.js";
import { useTexts } from "../language.js";

/** Finds the clock or the counter of an app or a device by two codes in a row. */
export function SynchronizeDialog({ token, onClose }: TokenDialogProps) {
  const texts = useTexts().dialogs.synchronize;
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const { run, isRunning, refusal } = useDialogAction(MyTokenSynchronizeDocument, texts.done, onClose);
  return (
    <FormDialog
      title={texts.title(token.name)}
      action={texts.action}
      isRunning={isRunning}
      isDisabled={first === "" || second === ""}
      problem={refusalAbove(refusal)}
      onSubmit={() => void run({ token: token.id, otps: [first, second] })}
      onClose={onClose}
    >
      <p>
        {texts.body}
        {token.pinPosition === null ? "" : ` ${texts.noPin}`}
      </p>
      <CodeField id="first-code" label={texts.first} value={first} onChange={setFirst} />
      <CodeField id="second-code" label={texts.second} value={second} onChange={setSecond} />
    </FormDialog>
  );
}
