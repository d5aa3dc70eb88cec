import { useState } from "react";
import { refusalAbove, refusalAt } from "../../data/refusal.js";
import { PasswordField } from "../../fields/password-field.js";
import { RadioField } from "../../fields/radio-field.js";
import { MyTokenPinSetDocument, type PinPosition } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import { DIALOG_TEXTS } from "./texts.js";
import type { TokenDialogProps } from "./token-dialog.js";
import { useDialogAction } from "./use-dialog-action.js";

const TEXTS = DIALOG_TEXTS.pinSet;

const POSITIONS = [
  { value: "BEFORE_OTP", label: TEXTS.before },
  { value: "AFTER_OTP", label: TEXTS.after },
] as const;

/** Gives a token a PIN, or another one. */
export function PinDialog({ token, onClose }: TokenDialogProps) {
  const [pin, setPin] = useState("");
  const [position, setPosition] = useState<PinPosition>(token.pinPosition ?? "BEFORE_OTP");
  const { run, isRunning, refusal } = useDialogAction(MyTokenPinSetDocument, TEXTS.done, onClose);
  return (
    <FormDialog
      title={(token.pinPosition === null ? TEXTS.set : TEXTS.change)(token.name)}
      action={TEXTS.action}
      isRunning={isRunning}
      isDisabled={pin === ""}
      problem={refusalAbove(refusal, ["pin"])}
      onSubmit={() => void run({ token: token.id, pin, position })}
      onClose={onClose}
    >
      <RadioField
        id="pin-position"
        label={TEXTS.position}
        value={position}
        options={POSITIONS}
        onChange={setPosition}
      />
      <PasswordField
        id="pin"
        label={TEXTS.pin}
        value={pin}
        onChange={setPin}
        problem={refusalAt(refusal, "pin")}
        hint={TEXTS.hint}
        autoComplete="off"
      />
    </FormDialog>
  );
}
