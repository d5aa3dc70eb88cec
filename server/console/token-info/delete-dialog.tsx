import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { isSameName } from "../fields/same-name.js";
import { TextField } from "../fields/text-field.js";
import { TokenDeleteDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import { personName, placesText, type TokenDialogProps } from "./token-info.js";

/** Deletes a token, after its name was typed. */
export function DeleteDialog({ token, onClose }: TokenDialogProps) {
  const [typed, setTyped] = useState("");
  const toasts = useToasts();
  const navigate = useNavigate();
  const deletion = useAction(TokenDeleteDocument, () => {
    toasts.say({ title: `${token.name} was deleted.`, variant: "success" });
    void navigate({ to: "/tokens" });
  });
  const { holder } = token;
  const places = placesText(token);
  const loss =
    holder === null
      ? "Nobody signs in with it."
      : `${personName(holder)} can no longer sign in ${places === undefined ? "" : `at ${places} `}with it.`;
  return (
    <FormDialog
      title={`Delete ${token.name}?`}
      action="Delete token"
      variant="danger"
      isRunning={deletion.isRunning}
      isDisabled={!isSameName(typed, token.name)}
      problem={refusalAbove(deletion.refusal)}
      onSubmit={() => void deletion.run({ token: { id: token.id } })}
      onClose={onClose}
    >
      <Content component="p">{loss} This cannot be undone. Its events stay.</Content>
      <TextField
        id="typed-name"
        label={`Type the name of the token: ${token.name}`}
        value={typed}
        onChange={setTyped}
        isRequired
      />
    </FormDialog>
  );
}
