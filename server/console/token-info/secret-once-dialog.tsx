import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Checkbox } from "@patternfly/react-core/dist/esm/components/Checkbox";
import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { useBlocker } from "@tanstack/react-router";
import { useId, useState } from "react";
import { SecretToScan } from "../fields/secret-to-scan.js";
import type { ShownEnrolmentFragment } from "../generated/documents.js";
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
  const { secretHex, secretBase32, otpauthUri, qrPngDataUri } = enrolment;
  return (
    <Modal isOpen variant="small" aria-labelledby={id}>
      <ModalHeader labelId={id} title={`The new secret of ${token.name}`} />
      <ModalBody>
        <Content component="p">
          Program the device with this secret now. It is in use already, and it is shown only once.
        </Content>
        {secretBase32 === null || otpauthUri === null || qrPngDataUri === null ? null : (
          <SecretToScan secretBase32={secretBase32} otpauthUri={otpauthUri} qrPngDataUri={qrPngDataUri} />
        )}
        {secretHex === null ? null : (
          <Content component="p">
            In hexadecimal digits: <code className="tp-long">{secretHex}</code>
          </Content>
        )}
        <Checkbox
          id="secret-kept"
          label="The device has the secret"
          isChecked={isKept}
          onChange={(_event, isChecked) => setKept(isChecked)}
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
