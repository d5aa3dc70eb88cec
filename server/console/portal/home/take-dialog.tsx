import { useState } from "react";
import { refusalAbove } from "../../data/refusal.js";
import { CodeField } from "../../fields/code-field.js";
import { TextField } from "../../fields/text-field.js";
import { MyTokenAssignDocument } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import { useDialogAction } from "./use-dialog-action.js";
import { useTexts } from "../language.js";

/** Gives the person a device that belongs to no user. */
export function TakeDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts().dialogs.take;
  const [serialNumber, setSerialNumber] = useState("");
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const { run, isRunning, refusal } = useDialogAction(MyTokenAssignDocument, texts.done, onClose);
  return (
    <FormDialog
      title={texts.title}
      action={texts.action}
      isRunning={isRunning}
      isDisabled={serialNumber === "" || first === "" || second === ""}
      // One answer for all three fields: a caller does not learn which one is wrong.
      problem={refusalAbove(refusal)}
      onSubmit={() => void run({ serialNumber: serialNumber.trim(), otps: [first, second] })}
      onClose={onClose}
    >
      <p>{texts.body}</p>
      <TextField
        id="serial-number"
        label={texts.serialNumber}
        value={serialNumber}
        onChange={setSerialNumber}
        isRequired
      />
      <CodeField id="first-code" label={texts.first} value={first} onChange={setFirst} />
      <CodeField
        id="second-code"
        label={texts.second}
        value={second}
        onChange={setSecond}
        hint={texts.secondHint}
      />
    </FormDialog>
  );
}
