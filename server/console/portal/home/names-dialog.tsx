import { useState } from "react";
import { refusalAbove, refusalAt } from "../../data/refusal.js";
import { TextField } from "../../fields/text-field.js";
import { MyNamesUpdateDocument } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import type { Me } from "../me.js";
import { DIALOG_TEXTS } from "./texts.js";
import { useDialogAction } from "./use-dialog-action.js";

const TEXTS = DIALOG_TEXTS.names;

/** An empty field removes the name. */
const nameIn = (text: string) => (text.trim() === "" ? null : text.trim());

/** Changes the person's names. */
export function NamesDialog({ me, onClose }: { readonly me: Me; readonly onClose: () => void }) {
  const [firstName, setFirstName] = useState(me.firstName ?? "");
  const [lastName, setLastName] = useState(me.lastName ?? "");
  const { run, isRunning, refusal } = useDialogAction(MyNamesUpdateDocument, TEXTS.done, onClose);
  return (
    <FormDialog
      title={TEXTS.title}
      action={TEXTS.action}
      isRunning={isRunning}
      problem={refusalAbove(refusal, ["firstName", "lastName"])}
      onSubmit={() => void run({ firstName: nameIn(firstName), lastName: nameIn(lastName) })}
      onClose={onClose}
    >
      <TextField
        id="first-name"
        label={TEXTS.first}
        value={firstName}
        onChange={setFirstName}
        problem={refusalAt(refusal, "firstName")}
        autoComplete="given-name"
      />
      <TextField
        id="last-name"
        label={TEXTS.last}
        value={lastName}
        onChange={setLastName}
        problem={refusalAt(refusal, "lastName")}
        autoComplete="family-name"
      />
    </FormDialog>
  );
}
