import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { useBlocker } from "@tanstack/react-router";
import { useId, useState } from "react";
import { CheckField } from "../fields/check-field.js";
import type { ShownEnrolmentFragment } from "../generated/documents.js";
import { EnrolmentSecret } from "./enrolment-secret.js";
import type { TokenDialogProps } from "./token-info.js";

/** Shows the secret for a device that is programmed with it. It cannot be closed before somebody says that it was. */
export function SecretOnceDialog({
  token,
  enrolment,
  onClose,
}: TokenDialogProps & { readonly enrolment: ShownEnrolmentFragment }) {
  const id = useId();
  const [isKept, setKept] = useState(false);
  useBlocker({ shouldBlockFn: () => !isKept, enableBeforeUnload: () => !isKept });
  return (
    <Modal isOpen variant="small" aria-labelledby={id}>
      <ModalHeader labelId={id} title={`The new secret of ${token.name}`} />
      <ModalBody>
        <Content component="p">The new secret is in use already, and it is shown only once.</Content>
        <EnrolmentSecret enrolment={enrolment} isDevice />
        <CheckField
          id="secret-kept"
          label="The device has the secret"
          isChecked={isKept}
          onChange={setKept}
        />
      </ModalBody>
      <ModalFooter>
        <Button isDisabled={!isKept} onClick={onClose}>
          Close
        </Button>
      </ModalFooter>
    </Modal>
  );
}
