import { useState } from "react";
import { refusalAbove, refusalAt } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { PasswordField } from "../fields/password-field.js";
import { TokenUpdateDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import type { TokenDialogProps } from "./token-info.js";

/** Sets the PIN that is part of every answer of an OCRA token. */
export function SuitePinDialog({ token, onClose }: TokenDialogProps) {
  const [pin, setPin] = useState("");
  const update = useAction(TokenUpdateDocument, onClose);
  return (
    <FormDialog
      title={`Set the device's PIN of ${token.name}`}
      action="Set the device's PIN"
      isRunning={update.isRunning}
      isDisabled={pin === ""}
      problem={refusalAbove(update.refusal, ["suitePin"])}
      onSubmit={() => void update.run({ token: { id: token.id }, suitePin: pin })}
      onClose={onClose}
    >
      <PasswordField
        id="suite-pin"
        label="PIN"
        value={pin}
        onChange={setPin}
        problem={refusalAt(update.refusal, "suitePin")}
        hint="4 to 12 digits. The person types it into the device. Every answer depends on it."
        autoComplete="new-password"
      />
    </FormDialog>
  );
}
