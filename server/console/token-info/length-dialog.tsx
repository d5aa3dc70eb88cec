import { useState } from "react";
import { refusalAt } from "../data/refusal.js";
import { SelectField } from "../fields/select-field.js";
import { TokenUpdateDocument } from "../generated/documents.js";
import { FormDialog } from "../shell/form-dialog.js";
import { refusalAbove } from "./refusal-text.js";
import type { ModelTraits, TokenDialogProps } from "./token-info.js";
import { useAction } from "./use-action.js";

/** Changes how many digits the one-time passwords of a token have. */
export function LengthDialog({
  token,
  traits,
  onClose,
}: TokenDialogProps & { readonly traits: ModelTraits }) {
  const [digits, setDigits] = useState(String(token.oath?.digits ?? ""));
  const update = useAction(TokenUpdateDocument, onClose);
  return (
    <FormDialog
      title={`Change the OTP length of ${token.name}`}
      action="Change the length"
      isRunning={update.isRunning}
      problem={refusalAbove(update.refusal, ["digits"])}
      onSubmit={() => void update.run({ token: { id: token.id }, digits: Number(digits) })}
      onClose={onClose}
    >
      <SelectField
        id="digits"
        label="OTP length"
        value={digits}
        onChange={setDigits}
        problem={refusalAt(update.refusal, "digits")}
        hint="The device must make codes of this length."
        options={traits.digits.map((one) => ({ value: String(one), label: `${one} digits` }))}
      />
    </FormDialog>
  );
}
