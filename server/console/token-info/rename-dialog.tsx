import { useState } from "react";
import { refusalAt } from "../data/refusal.js";
import { TextField } from "../fields/text-field.js";
import { TokenUpdateDocument } from "../generated/documents.js";
import { FormDialog } from "../shell/form-dialog.js";
import { refusalAbove } from "./refusal-text.js";
import type { TokenDialogProps } from "./token-info.js";
import { useAction } from "./use-action.js";

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
