import { useState } from "react";
import { refusalAbove, refusalAt } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { MomentField } from "../fields/moment-field.js";
import { TokenUpdateDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { localText, momentIn } from "../times/local-text.js";
import type { TokenDialogProps } from "./token-info.js";

/** Changes from when and until when a token is valid. */
export function ValidityDialog({ token, onClose }: TokenDialogProps) {
  const [from, setFrom] = useState(localText(token.validFrom));
  const [until, setUntil] = useState(localText(token.validUntil));
  const update = useAction(TokenUpdateDocument, onClose);
  return (
    <FormDialog
      title={`Change the validity of ${token.name}`}
      action="Change the validity"
      browserChecks
      isRunning={update.isRunning}
      problem={refusalAbove(update.refusal, ["validFrom", "validUntil"])}
      onSubmit={() =>
        void update.run({
          token: { id: token.id },
          validFrom: momentIn(from, token.validFrom),
          validUntil: momentIn(until, token.validUntil),
        })
      }
      onClose={onClose}
    >
      <MomentField
        id="valid-from"
        label="Valid from"
        value={from}
        onChange={setFrom}
        problem={refusalAt(update.refusal, "validFrom")}
        hint="In your local time. Empty: from the beginning."
      />
      <MomentField
        id="valid-until"
        label="Valid until"
        value={until}
        onChange={setUntil}
        problem={refusalAt(update.refusal, "validUntil")}
        hint="From then on, its codes are refused, with or without a bypass. Empty: without an end."
      />
    </FormDialog>
  );
}
