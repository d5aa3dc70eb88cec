import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useState } from "react";
import { useBulk } from "../data/use-bulk.js";
import { TextField } from "../fields/text-field.js";
import { TokensDeleteDocument } from "../generated/documents.js";
import { countText } from "../lists/count-text.js";
import type { Selection } from "../lists/selection.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import { sayOutcome } from "./say-outcome.js";
import { SomeNames } from "./some-names.js";
import type { TokensOutcome } from "./selection-after.js";
import type { SelectedToken } from "./token-table.js";

/** Asks for the number of the tokens, before they are deleted. */
export function BulkDeleteDialog({
  selection,
  onClose,
  onDone,
}: {
  readonly selection: Selection<SelectedToken>;
  readonly onClose: () => void;
  readonly onDone: (tried: Selection<SelectedToken>, outcome: TokensOutcome) => void;
}) {
  const { runAll, isRunning } = useBulk(TokensDeleteDocument);
  const toasts = useToasts();
  const [typed, setTyped] = useState("");
  const count = countText(selection.size, "token");
  const submit = async () => {
    const outcome = await runAll([...selection.keys()].map((id) => ({ token: { id } })));
    sayOutcome(toasts, outcome, "deleted");
    onDone(selection, outcome);
    onClose();
  };
  return (
    <FormDialog
      title={`Delete ${count}?`}
      action={`Delete ${count}`}
      variant="danger"
      isRunning={isRunning}
      isDisabled={typed.trim() !== String(selection.size)}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Content component="p">
        Nobody can sign in with them any longer. This cannot be undone. Their events stay.
      </Content>
      <SomeNames tokens={[...selection.values()]} />
      <TextField
        id="bulk-delete-count"
        label={`Type ${selection.size} to confirm`}
        value={typed}
        onChange={setTyped}
        isRequired
      />
    </FormDialog>
  );
}
