import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { IDLE_MS, lastUsed } from "./last-use.js";
import { meQuery } from "./me.js";
import { useTexts } from "./language.js";

/** So long before the end it is asked whether somebody is still there, in milliseconds. */
const NOTICE_MS = 60_000;

/** How often it is looked at, in milliseconds. */
const TICK = 1_000;

/** Asks before a session ends that nobody uses, and ends it. */
export function SessionWatch({
  onIdle,
  onSignOut,
}: {
  readonly onIdle: () => void;
  readonly onSignOut: () => void;
}) {
  const { session, common } = useTexts();
  const [left, setLeft] = useState(IDLE_MS);
  const queries = useQueryClient();
  useEffect(() => {
    const look = () => setLeft(lastUsed() + IDLE_MS - Date.now());
    const timer = setInterval(look, TICK);
    // Timers stand still while a phone sleeps.
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  const isOver = left <= 0;
  useEffect(() => {
    if (isOver) onIdle();
  }, [isOver, onIdle]);
  if (isOver || left > NOTICE_MS) return null;
  const stay = () => {
    setLeft(IDLE_MS);
    void queries.invalidateQueries({ queryKey: meQuery.queryKey });
  };
  return (
    // Whoever closes it is still there.
    <Modal
      isOpen
      variant="small"
      onClose={stay}
      aria-labelledby="session-title"
      aria-describedby="session-body"
    >
      <ModalHeader labelId="session-title" title={session.soon} />
      <ModalBody id="session-body">{session.soonBody}</ModalBody>
      <ModalFooter>
        <Button onClick={stay}>{session.stay}</Button>
        <Button variant="link" onClick={onSignOut}>
          {common.signOut}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
