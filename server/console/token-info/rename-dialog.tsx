import { useState } from "react";
import { refusalAbove, refusalAt } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { TextField } from "../fields/text-field.js";
import { TokenUpdateDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import type { TokenDialogProps } from "./token-info.js";

/** Gives a token another name. */
export function RenameDialog({ token, onClose }: TokenDialogProps) {
  const [name, setName] = useState(token.name);
  const update = useAction(TokenUpdateDocument, onClose);
  return (
    <FormDialog
      title={`Rename ${token.name}`}
      action="Rename"
      isRunning={update.isRunning}
      isDisabled={name.trim() === ""}
      problem={refusalAbove(update.refusal, ["name"])}
      onSubmit={() => void update.run({ token: { id: token.id }, name: name.trim() })}
      onClose={onClose}
    >
      <TextField
        id="token-name"
        label="Name"
        value={name}
        onChange={setName}
        problem={refusalAt(update.refusal, "name")}
        hint="1 to 50 characters."
        isRequired
      />
    </FormDialog>
  );
}
