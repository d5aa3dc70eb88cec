import { useState } from "react";
import { refusalAbove, refusalAt } from "../../data/refusal.js";
import { PasswordField } from "../../fields/password-field.js";
import { RadioField } from "../../fields/radio-field.js";
import { MyTokenPinSetDocument, type PinPosition } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import { Everywhere } from "./everywhere.js";
import type { TokenDialogProps } from "./token-dialog.js";
import { useDialogAction } from "./use-dialog-action.js";
import { useTexts } from "../language.js";

/** Gives a token a PIN, or another one. */
export function PinDialog({ token, onClose }: TokenDialogProps) {
  const texts = useTexts().dialogs.pinSet;
  const positions = [
    { value: "BEFORE_OTP", label: texts.before },
    { value: "AFTER_OTP", label: texts.after },
  ] as const;
  const [pin, setPin] = useState("");
  const [position, setPosition] = useState<PinPosition>(token.pinPosition ?? "BEFORE_OTP");
  const { run, isRunning, refusal } = useDialogAction(MyTokenPinSetDocument, texts.done, onClose);
  return (
    <FormDialog
      title={(token.pinPosition === null ? texts.set : texts.change)(token.name)}
      action={texts.action}
      isRunning={isRunning}
      isDisabled={pin === ""}
      problem={refusalAbove(refusal, ["pin"])}
      onSubmit={() => void run({ token: token.id, pin, position })}
      onClose={onClose}
    >
      <Everywhere token={token} />
      <RadioField
        id="pin-position"
        label={texts.position}
        value={position}
        options={positions}
        onChange={setPosition}
      />
      <PasswordField
        id="pin"
        label={texts.pin}
        value={pin}
        onChange={setPin}
        problem={refusalAt(refusal, "pin")}
        hint={texts.hint}
        autoComplete="off"
      />
    </FormDialog>
  );
}
