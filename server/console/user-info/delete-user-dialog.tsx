import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { isSameName } from "../fields/same-name.js";
import { TextField } from "../fields/text-field.js";
import { UserDeleteDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import type { UserDialogProps } from "./user-info.js";

/** The text for the loss of the tokens of a user who is deleted. */
function lossText(tokens: number): string {
  if (tokens === 0) return "This person has no token.";
  const which = tokens === 1 ? "The token is" : `The ${tokens} tokens are`;
  return `${which} unassigned: bypasses and PINs end, and apps lose their secrets.`;
}

/** Deletes a user, after the login was typed. */
export function DeleteUserDialog({ user, onClose }: UserDialogProps) {
  const [typed, setTyped] = useState("");
  const toasts = useToasts();
  const navigate = useNavigate();
  const deletion = useAction(UserDeleteDocument, () => {
    toasts.say({ title: `The user ${user.login} was deleted.`, variant: "success" });
    void navigate({ to: "/users" });
  });
  return (
    <FormDialog
      title={`Delete ${user.login}?`}
      action="Delete user"
      variant="danger"
      isRunning={deletion.isRunning}
      isDisabled={!isSameName(typed, user.login)}
      problem={refusalAbove(deletion.refusal)}
      onSubmit={() => void deletion.run({ user: { id: user.id }, releaseTokens: user.tokens.totalCount > 0 })}
      onClose={onClose}
    >
      <Content component="p">
        {lossText(user.tokens.totalCount)} This cannot be undone. The events stay.
      </Content>
      <TextField
        id="typed-login"
        label={`Type the login: ${user.login}`}
        value={typed}
        onChange={setTyped}
        isRequired
      />
    </FormDialog>
  );
}
