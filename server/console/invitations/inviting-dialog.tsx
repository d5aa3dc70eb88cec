import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { Progress } from "@patternfly/react-core/dist/esm/components/Progress";
import { useId } from "react";
import { countText } from "../lists/count-text.js";
import { onTopEscape } from "../parts/top-dialog.js";
import { OBSTACLES, getObstacle, type Invitee } from "./invitee.js";
import { InviteResults } from "./invite-results.js";
import type { Inviting } from "./use-inviting.js";

/** How far the invitations are, and what came of them. */
export function InvitingDialog({
  inviting: { isRunning, isStopping, results, left, problem, goOn, stop },
  skipped,
  onClose,
}: {
  readonly inviting: Inviting;
  /** Those for whom nothing was sent, because of an obstacle that was known before. */
  readonly skipped: readonly Invitee[];
  readonly onClose: () => void;
}) {
  const id = useId();
  const close = isRunning ? stop : onClose;
  const total = results.length + left.length;
  const all = [
    ...results,
    ...skipped.map((person) => {
      const obstacle = getObstacle(person);
      return { id: person.id, login: person.login, why: obstacle === null ? null : OBSTACLES[obstacle].why };
    }),
  ];
  return (
    <Modal
      isOpen
      variant="medium"
      aria-labelledby={id}
      onClose={close}
      onEscapePress={onTopEscape(id, close)}
    >
      <ModalHeader labelId={id} title={isRunning ? `Inviting ${countText(total, "user")}` : "Invitations"} />
      <ModalBody>
        {problem === undefined ? null : <Alert isInline variant="danger" title={problem} component="p" />}
        {isRunning ? (
          <Progress
            aria-label="Progress of the invitations"
            title={`${results.length.toLocaleString("en")} of ${countText(total, "user")}`}
            value={Math.round((100 * results.length) / total)}
          />
        ) : (
          <InviteResults results={all} left={left.length} />
        )}
      </ModalBody>
      <ModalFooter>
        {isRunning ? (
          // Unlike a disabled button, it keeps the focus.
          <Button variant="secondary" isAriaDisabled={isStopping} onClick={stop}>
            {isStopping ? "Stopping" : "Stop"}
          </Button>
        ) : (
          <>
            {left.length === 0 ? null : (
              <Button onClick={goOn}>Continue with {countText(left.length, "user")}</Button>
            )}
            <Button variant={left.length === 0 ? "primary" : "link"} onClick={onClose}>
              Close
            </Button>
          </>
        )}
      </ModalFooter>
    </Modal>
  );
}
