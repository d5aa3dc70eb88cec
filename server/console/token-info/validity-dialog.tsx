import { useState } from "react";
import { refusalAbove, refusalAt } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { MomentField } from "../fields/moment-field.js";
import { TokenUpdateDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { localText, momentIn, NO_MOMENT } from "../times/local-text.js";
import type { TokenDialogProps } from "./token-info.js";

/** Changes from when and until when a token is valid. */
export function ValidityDialog({ token, onClose }: TokenDialogProps) {
  // As the dialog showed them first: somebody else may change the token while it is open.
  const [first] = useState({ validFrom: token.validFrom, validUntil: token.validUntil });
  const [from, setFrom] = useState(localText(first.validFrom));
  const [until, setUntil] = useState(localText(first.validUntil));
  const [isChecked, setChecked] = useState(false);
  const update = useAction(TokenUpdateDocument, onClose);
  const validFrom = momentIn(from, first.validFrom);
  const validUntil = momentIn(until, first.validUntil);
  const getProblem = (field: "validFrom" | "validUntil", moment: string | null | undefined) =>
    isChecked && moment === undefined ? NO_MOMENT : refusalAt(update.refusal, field);
  return (
    <FormDialog
      title={`Change the validity of ${token.name}`}
      action="Change the validity"
      browserChecks
      isRunning={update.isRunning}
      problem={refusalAbove(update.refusal, ["validFrom", "validUntil"])}
      onSubmit={() => {
        setChecked(true);
        if (validFrom === undefined || validUntil === undefined) return;
        void update.run({
          token: { id: token.id },
          ...(validFrom === first.validFrom ? {} : { validFrom }),
          ...(validUntil === first.validUntil ? {} : { validUntil }),
        });
      }}
      onClose={onClose}
    >
      <MomentField
        id="valid-from"
        label="Valid from"
        value={from}
        onChange={setFrom}
        problem={getProblem("validFrom", validFrom)}
        hint="In your local time. Empty: from the beginning."
      />
      <MomentField
        id="valid-until"
        label="Valid until"
        value={until}
        onChange={setUntil}
        problem={getProblem("validUntil", validUntil)}
        hint="From then on, its codes are refused, with or without a bypass. Empty: without an end."
      />
    </FormDialog>
  );
}
