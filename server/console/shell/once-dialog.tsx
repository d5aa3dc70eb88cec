import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { useId, useState, type ReactNode } from "react";
import { CheckField } from "../fields/check-field.js";
import { LeaveQuestion } from "../parts/leave-question.js";

/** Shows what is shown only once. It cannot be closed before somebody says that it is kept; a person who leaves is asked. */
export function OnceDialog({
  title,
  kept,
  loss,
  children,
  onClose,
}: {
  readonly title: string;
  /** The label by which a person confirms that they have kept the secret. */
  readonly kept: string;
  /** The loss by leaving, in a sentence. */
  readonly loss: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
}) {
  const id = useId();
  const [isKept, setKept] = useState(false);
  return (
    <>
      <Modal isOpen variant="small" aria-labelledby={id}>
        <ModalHeader labelId={id} title={title} />
        <ModalBody>
          {children}
          <CheckField id="kept" label={kept} isChecked={isKept} onChange={setKept} />
        </ModalBody>
        <ModalFooter>
          <Button isDisabled={!isKept} onClick={onClose}>
            Close
          </Button>
        </ModalFooter>
      </Modal>
      <LeaveQuestion isNeeded={!isKept} loss={loss} />
    </>
  );
}
