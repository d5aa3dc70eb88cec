import { useState } from "react";
import { refusalAbove, refusalAt } from "../../data/refusal.js";
import { PasswordField } from "../../fields/password-field.js";
import { missingIn } from "../../fields/password-rules.js";
import { PasswordStrength } from "../../fields/password-strength.js";
import { MyPasswordSetDocument } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import type { Me } from "../me.js";
import { useDialogAction } from "./use-dialog-action.js";
import { useTexts } from "../language.js";

/** Sets the person's password. */
export function PasswordDialog({ me, onClose }: { readonly me: Me; readonly onClose: () => void }) {
  const texts = useTexts().dialogs.password;
  const [password, setPassword] = useState("");
  const { run, isRunning, refusal } = useDialogAction(MyPasswordSetDocument, texts.done, onClose);
  return (
    <FormDialog
      title={texts.title}
      action={texts.action}
      isRunning={isRunning}
      isDisabled={missingIn(password) !== undefined}
      problem={refusalAbove(refusal, ["password"])}
      onSubmit={() => void run({ password })}
      onClose={onClose}
    >
      {/* Password managers keep the password with it. */}
      <input type="text" hidden readOnly autoComplete="username" value={me.login} />
      <PasswordField
        id="new-password"
        label={texts.label}
        value={password}
        onChange={setPassword}
        problem={refusalAt(refusal, "password")}
        autoComplete="new-password"
      />
      <PasswordStrength password={password} isRefused={refusalAt(refusal, "password") !== undefined} />
    </FormDialog>
  );
}
