import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { useId, useState } from "react";
import { CheckField } from "../fields/check-field.js";
import { CopyButton } from "../fields/copy-button.js";
import { LeaveQuestion } from "../parts/leave-question.js";

/** Shows a new key. It cannot be closed before somebody says that the key is saved. */
export function KeyOnceDialog({
  name,
  secret,
  onClose,
}: {
  readonly name: string;
  readonly secret: string;
  readonly onClose: () => void;
}) {
  const id = useId();
  const [isSaved, setSaved] = useState(false);
  return (
    <>
      <Modal isOpen variant="small" aria-labelledby={id}>
        <ModalHeader labelId={id} title={`The key ${name} is created`} />
        <ModalBody>
          <Content component="p">
            This is the only time that the key is shown. Save it where its program reads it, such as
            TOKENPLANE_API_KEY for Terraform and for the commands. Whoever has it can use it.
          </Content>
          <p className="tp-row">
            <code className="tp-long">{secret}</code>
            <CopyButton text={secret} />
          </p>
          <CheckField id="key-saved" label="I have saved the key" isChecked={isSaved} onChange={setSaved} />
        </ModalBody>
        <ModalFooter>
          <Button isDisabled={!isSaved} onClick={onClose}>
            Close
          </Button>
        </ModalFooter>
      </Modal>
      <LeaveQuestion
        isNeeded={!isSaved}
        loss={`The key is shown only this once. If you leave without it, revoke ${name}, and create another one.`}
      />
    </>
  );
}
