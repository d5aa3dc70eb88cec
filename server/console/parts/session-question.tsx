import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { CrossState } from "./cross-state.js";

/** How long before the end of a session the user is asked whether to stay signed in, in milliseconds. */
export const NOTICE_MS = 60_000;

/** Says that a session ends soon. */
export function SessionQuestion({
  title,
  body,
  stay,
  signOut,
  onStay,
  onSignOut,
}: {
  readonly title: string;
  readonly body: string;
  /** The label of the button that closes the dialog. */
  readonly stay: string;
  readonly signOut: string;
  readonly onStay: () => void;
  readonly onSignOut: () => void;
}) {
  return (
    // A person who closes the dialog is still there.
    <Modal
      isOpen
      variant="small"
      onClose={onStay}
      aria-labelledby="session-title"
      aria-describedby="session-body"
    >
      <CrossState titleId="session-title" isHeld={false} />
      <ModalHeader labelId="session-title" title={title} />
      <ModalBody id="session-body">{body}</ModalBody>
      <ModalFooter>
        <Button onClick={onStay}>{stay}</Button>
        <Button variant="link" onClick={onSignOut}>
          {signOut}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
