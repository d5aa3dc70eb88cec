import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { useState, type FormEvent } from "react";
import { useBulk } from "../data/use-bulk.js";
import { TextField } from "../fields/text-field.js";
import { TokensDeleteDocument } from "../generated/documents.js";
import { useToasts } from "../shell/toasts.js";
import { countOf, sayOutcome } from "./say-outcome.js";
import type { Selection } from "./token-table.js";

/** So many names are shown. */
const NAMES = 10;

/** Asks for the number of the tokens, before they are deleted. */
export function BulkDeleteDialog({
  selection,
  onClose,
  onDone,
}: {
  readonly selection: Selection;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { runAll, isRunning } = useBulk(TokensDeleteDocument);
  const toasts = useToasts();
  const [typed, setTyped] = useState("");
  const count = countOf(selection.size);
  const tokens = [...selection.values()];
  const names = tokens.map(({ name }) => name);
  const assigned = tokens.filter(({ isAssigned }) => isAssigned).length;
  const others = names.length - NAMES;
  const isConfirmed = typed.trim() === String(selection.size);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await runAll([...selection.keys()].map((id) => ({ token: { id } })));
    sayOutcome(toasts, outcome, "deleted");
    if (outcome.done > 0) onDone();
    onClose();
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="bulk-delete-title">
      <ModalHeader labelId="bulk-delete-title" titleIconVariant="danger" title={`Delete ${count}?`} />
      <ModalBody>
        <Form id="bulk-delete" onSubmit={(event) => void submit(event)}>
          <Content component="p">
            Nobody can sign in with them any longer. This cannot be undone. Their events stay.
          </Content>
          <Content component="p">
            {names.slice(0, NAMES).join(", ")}
            {others > 0 ? ` and ${others === 1 ? "1 other" : `${others} others`}` : ""}
          </Content>
          {assigned === 0 ? null : (
            <Content component="p">{assigned === 1 ? "1 is assigned." : `${assigned} are assigned.`}</Content>
          )}
          <TextField
            id="bulk-delete-count"
            label={`Type ${selection.size} to confirm`}
            value={typed}
            onChange={setTyped}
            isRequired
          />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          type="submit"
          form="bulk-delete"
          variant="danger"
          isLoading={isRunning}
          isDisabled={isRunning || !isConfirmed}
        >
          {`Delete ${count}`}
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
