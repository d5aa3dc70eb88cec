import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";

/** Asks before a page is left that shows what is shown only once. */
export function LeaveDialog({
  text,
  onStay,
  onLeave,
}: {
  readonly text: string;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}) {
  return (
    <Modal isOpen variant="small" onClose={onStay} aria-labelledby="leave-title">
      <ModalHeader labelId="leave-title" titleIconVariant="warning" title="Leave this page?" />
      <ModalBody>{text}</ModalBody>
      <ModalFooter>
        <Button onClick={onStay}>Stay</Button>
        <Button variant="danger" onClick={onLeave}>
          Leave
        </Button>
      </ModalFooter>
    </Modal>
  );
}
