import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { query } from "../data/queries.js";
import { refusalAt, type Refusal } from "../data/refusal.js";
import { useMutationOf } from "../data/use-mutation-of.js";
import { SelectField } from "../fields/select-field.js";
import { TextField } from "../fields/text-field.js";
import {
  BypassPlacesDocument,
  TokenBypassGrantDocument,
  type BypassDuration,
} from "../generated/documents.js";
import { useToasts } from "../shell/toasts.js";
import { useViewer } from "../shell/viewer.js";
import { BypassEffect } from "./bypass-effect.js";
import { DURATIONS, refusalOf } from "./bypass-policy.js";

const EVERYWHERE = "";

/** Asks what a bypass is for, and says what it allows, before it is granted. */
export function BypassDialog({
  token,
  chosen,
  onClose,
}: {
  readonly token: { readonly id: string; readonly name: string };
  readonly chosen: BypassDuration;
  readonly onClose: () => void;
}) {
  const { role, account } = useViewer();
  const toasts = useToasts();
  const grant = useMutationOf(TokenBypassGrantDocument);
  const { data } = useQuery(query(BypassPlacesDocument, { token: { id: token.id } }));
  const [value, setValue] = useState<string>(chosen);
  const [place, setPlace] = useState(EVERYWHERE);
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal>();
  const resources = (data?.token?.assignments.nodes ?? []).flatMap(({ resource }) => resource ?? []);
  const resource = resources.find(({ id }) => id === place);
  const policy = resource?.effectiveBypassPolicy ?? account?.effectiveBypassPolicy;
  const duration = DURATIONS.find((one) => one.value === value) ?? DURATIONS[0];
  if (duration === undefined) return null;
  const forbidden = policy === undefined ? undefined : refusalOf(policy, role, duration);
  const isReasonMissing = policy?.reasonRequired === true && reason.trim() === "";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await grant.run({
      token: { id: token.id },
      duration: duration.value,
      scope: resource === undefined ? { everywhere: true } : { resource: { id: resource.id } },
      ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
    });
    if (outcome.kind === "REFUSED") setRefusal(outcome.refusal);
    if (outcome.kind !== "DONE") return;
    toasts.say({ title: `The bypass of ${token.name} is on.`, variant: "success" });
    onClose();
  };
  const title = duration.hours === Infinity ? "Bypass until disabled" : `Bypass for ${duration.label}`;
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="bypass-title">
      <ModalHeader
        labelId="bypass-title"
        titleIconVariant="warning"
        title={`Bypass OTP for ${token.name}?`}
      />
      <ModalBody>
        <Form id="bypass" onSubmit={(event) => void submit(event)}>
          <BypassEffect
            duration={duration}
            resources={resource === undefined ? resources : [resource]}
            isLoaded={data !== undefined}
          />
          {refusal === undefined ? null : (
            <Alert isInline isLiveRegion variant="danger" title={refusal.message} component="p" />
          )}
          <SelectField
            id="bypass-duration"
            label="Duration"
            value={value}
            onChange={setValue}
            problem={forbidden}
            options={DURATIONS.map((one) => ({ value: one.value, label: one.label }))}
          />
          <SelectField
            id="bypass-place"
            label="Where"
            value={place}
            onChange={setPlace}
            options={[
              { value: EVERYWHERE, label: "Wherever the token is linked" },
              ...resources.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <TextField
            id="bypass-reason"
            label="Reason"
            value={reason}
            onChange={setReason}
            problem={refusalAt(refusal, "reason")}
            hint={policy?.reasonRequired === true ? "The policy asks for one." : "It is kept in the events."}
            isRequired={policy?.reasonRequired === true}
          />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          type="submit"
          form="bypass"
          variant="warning"
          isLoading={grant.isRunning}
          isDisabled={grant.isRunning || forbidden !== undefined || isReasonMissing}
        >
          {title}
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
