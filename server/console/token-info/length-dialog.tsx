import { getModel } from "@tokenplane/rules/models";
import { useState } from "react";
import { refusalAbove, refusalAt } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { SelectField } from "../fields/select-field.js";
import { TokenUpdateDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import type { TokenDialogProps } from "./token-info.js";

/** Changes how many digits the one-time passwords of a token have. */
export function LengthDialog({ token, onClose }: TokenDialogProps) {
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
        hint="The device must show codes of this length."
        options={getModel(token.model).digits.map((one) => ({ value: String(one), label: `${one} digits` }))}
      />
    </FormDialog>
  );
}
