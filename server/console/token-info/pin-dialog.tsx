import { useState } from "react";
import { refusalAbove, refusalAt } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { PasswordField } from "../fields/password-field.js";
import { RadioField } from "../fields/radio-field.js";
import { TokenPinSetDocument, type PinPosition } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import type { TokenDialogProps } from "./token-info.js";

const POSITIONS = [
  { value: "BEFORE_OTP", label: "Before the one-time password" },
  { value: "AFTER_OTP", label: "After the one-time password" },
] as const;

/** Gives a token a PIN, or another one. */
export function PinDialog({ token, onClose }: TokenDialogProps) {
  const [pin, setPin] = useState("");
  const [position, setPosition] = useState<PinPosition>(token.pin?.position ?? "BEFORE_OTP");
  const setting = useAction(TokenPinSetDocument, onClose);
  const title = token.pin === null ? "Set a PIN" : "Change the PIN";
  return (
    <FormDialog
      title={`${title} for ${token.name}`}
      action={title}
      isRunning={setting.isRunning}
      isDisabled={pin === ""}
      problem={refusalAbove(setting.refusal, ["pin"])}
      onSubmit={() => void setting.run({ token: { id: token.id }, pin, position })}
      onClose={onClose}
    >
      <RadioField
        id="pin-position"
        label="The person types the PIN"
        value={position}
        options={POSITIONS}
        onChange={setPosition}
      />
      <PasswordField
        id="pin"
        label="PIN"
        value={pin}
        onChange={setPin}
        problem={refusalAt(setting.refusal, "pin")}
        hint="4 to 12 digits. It is typed together with the one-time password, without a space."
        autoComplete="new-password"
      />
    </FormDialog>
  );
}
