import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { useState, type FormEvent } from "react";
import { useBulk } from "../data/use-bulk.js";
import { SelectField } from "../fields/select-field.js";
import { TextField } from "../fields/text-field.js";
import { TokensBypassGrantDocument } from "../generated/documents.js";
import { useToasts } from "../shell/toasts.js";
import { useViewer } from "../shell/viewer.js";
import { momentText } from "../times/format.js";
import { useNow } from "../times/now.js";
import { DURATIONS, endOf, refusalOf } from "./bypass-policy.js";
import { countOf, sayOutcome } from "./say-outcome.js";
import type { Selection } from "./token-table.js";

/** Asks how long and why, before many tokens get a bypass. */
export function BulkBypassDialog({
  selection,
  onClose,
}: {
  readonly selection: Selection;
  readonly onClose: () => void;
}) {
  const { role, account } = useViewer();
  const { runAll, isRunning } = useBulk(TokensBypassGrantDocument);
  const toasts = useToasts();
  const now = useNow();
  const [value, setValue] = useState<string>("HOUR_1");
  const [reason, setReason] = useState("");
  const duration = DURATIONS.find((one) => one.value === value) ?? DURATIONS[0];
  if (duration === undefined) return null;
  const policy = account?.effectiveBypassPolicy;
  const forbidden = policy === undefined ? undefined : refusalOf(policy, role, duration);
  const isReasonMissing = policy?.reasonRequired === true && reason.trim() === "";
  const end = endOf(duration, now);
  const count = countOf(selection.size);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await runAll(
      [...selection.keys()].map((id) => ({
        token: { id },
        duration: duration.value,
        scope: { everywhere: true },
        ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
      })),
    );
    sayOutcome(toasts, outcome, "on bypass");
    onClose();
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="bulk-bypass-title">
      <ModalHeader
        labelId="bulk-bypass-title"
        titleIconVariant="warning"
        title={`Bypass OTP for ${count}?`}
      />
      <ModalBody>
        <Form id="bulk-bypass" onSubmit={(event) => void submit(event)}>
          <Content component="p">
            {end === undefined ? "Until someone ends it" : `Until ${momentText(end, now)}`}, sign-in may
            succeed without a one-time password wherever the tokens are linked. Resources with a stricter
            policy allow less.
          </Content>
          <SelectField
            id="bulk-bypass-duration"
            label="Duration"
            value={value}
            onChange={setValue}
            problem={forbidden}
            options={DURATIONS.map((one) => ({ value: one.value, label: one.label }))}
          />
          <TextField
            id="bulk-bypass-reason"
            label="Reason"
            value={reason}
            onChange={setReason}
            hint={policy?.reasonRequired === true ? "The policy asks for one." : "It is kept in the events."}
            isRequired={policy?.reasonRequired === true}
          />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          type="submit"
          form="bulk-bypass"
          variant="warning"
          isLoading={isRunning}
          isDisabled={isRunning || forbidden !== undefined || isReasonMissing}
        >
          {`Bypass for ${count}`}
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
