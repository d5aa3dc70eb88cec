import { useState } from "react";
import { refusalAbove, refusalAt } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { SelectField } from "../fields/select-field.js";
import { TextField } from "../fields/text-field.js";
import { AssignmentCreateDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import type { TokenDialogProps } from "./token-info.js";

const FAILURES = [3, 4, 5, 6, 7, 8, 9, 10].map((count) => ({ value: String(count), label: String(count) }));

/** Creates a resource and links the token to it, in one step. */
export function NewResourceDialog({ token, onClose }: TokenDialogProps) {
  const [name, setName] = useState("");
  const [failures, setFailures] = useState("5");
  const linking = useAction(AssignmentCreateDocument, onClose);
  return (
    <FormDialog
      title={`Link ${token.name} to a new resource`}
      action="Create and link"
      isRunning={linking.isRunning}
      isDisabled={name.trim() === ""}
      problem={refusalAbove(linking.refusal, ["name", "failedAttemptsBeforeLock"])}
      onSubmit={() =>
        void linking.run({
          token: { id: token.id },
          to: { newResource: { name: name.trim(), failedAttemptsBeforeLock: Number(failures) } },
        })
      }
      onClose={onClose}
    >
      <TextField
        id="resource-name"
        label="Name"
        value={name}
        onChange={setName}
        problem={refusalAt(linking.refusal, "name")}
        hint="A system that people sign in to, as in VPN."
        isRequired
      />
      <SelectField
        id="failures"
        label="Wrong codes before a token is locked"
        value={failures}
        onChange={setFailures}
        problem={refusalAt(linking.refusal, "failedAttemptsBeforeLock")}
        options={FAILURES}
      />
    </FormDialog>
  );
}
