import { useState } from "react";
import { refusalAbove, refusalAt } from "../../data/refusal.js";
import { TextField } from "../../fields/text-field.js";
import { MyNamesUpdateDocument } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import type { Me } from "../me.js";
import { useDialogAction } from "./use-dialog-action.js";
import { useTexts } from "../language.js";

/** An empty field removes the name. */
const nameIn = (text: string) => (text.trim() === "" ? null : text.trim());

/** Changes the person's names. What was not changed is not sent, because somebody else may have changed it meanwhile. */
export function NamesDialog({ me, onClose }: { readonly me: Me; readonly onClose: () => void }) {
  const texts = useTexts().dialogs.names;
  // As the dialog showed them first.
  const [first] = useState({ firstName: me.firstName, lastName: me.lastName });
  const [firstName, setFirstName] = useState(first.firstName ?? "");
  const [lastName, setLastName] = useState(first.lastName ?? "");
  const { run, isRunning, refusal } = useDialogAction(MyNamesUpdateDocument, texts.done, onClose);
  const submit = () =>
    run({
      ...(nameIn(firstName) === first.firstName ? {} : { firstName: nameIn(firstName) }),
      ...(nameIn(lastName) === first.lastName ? {} : { lastName: nameIn(lastName) }),
    });
  return (
    <FormDialog
      title={texts.title}
      action={texts.action}
      isRunning={isRunning}
      problem={refusalAbove(refusal, ["firstName", "lastName"])}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField
        id="first-name"
        label={texts.first}
        value={firstName}
        onChange={setFirstName}
        problem={refusalAt(refusal, "firstName")}
        autoComplete="given-name"
      />
      <TextField
        id="last-name"
        label={texts.last}
        value={lastName}
        onChange={setLastName}
        problem={refusalAt(refusal, "lastName")}
        autoComplete="family-name"
      />
    </FormDialog>
  );
}
