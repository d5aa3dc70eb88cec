import { useState } from "react";
import { refusalAbove } from "../../data/refusal.js";
import { CodeField } from "../../fields/code-field.js";
import { TextField } from "../../fields/text-field.js";
import { MyTokenAssignDocument } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import { DIALOG_TEXTS } from "./texts.js";
import { useDialogAction } from "./use-dialog-action.js";

const TEXTS = DIALOG_TEXTS.take;

/** Gives the person a device that belongs to nobody. */
export function TakeDialog({ onClose }: { readonly onClose: () => void }) {
  const [serialNumber, setSerialNumber] = useState("");
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const { run, isRunning, refusal } = useDialogAction(MyTokenAssignDocument, TEXTS.done, onClose);
  return (
    <FormDialog
      title={TEXTS.title}
      action={TEXTS.action}
      isRunning={isRunning}
      isDisabled={serialNumber === "" || first === "" || second === ""}
      // One answer for all three fields: nobody learns which one is wrong.
      problem={refusalAbove(refusal)}
      onSubmit={() => void run({ serialNumber: serialNumber.trim(), otps: [first, second] })}
      onClose={onClose}
    >
      <p>{TEXTS.body}</p>
      <TextField
        id="serial-number"
        label={TEXTS.serialNumber}
        value={serialNumber}
        onChange={setSerialNumber}
        isRequired
      />
      <CodeField id="first-code" label={TEXTS.first} value={first} onChange={setFirst} />
      <CodeField
        id="second-code"
        label={TEXTS.second}
        value={second}
        onChange={setSecond}
        hint={TEXTS.secondHint}
      />
    </FormDialog>
  );
}
