import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { CrossState } from "../parts/cross-state.js";
import { IDLE_MS, lastUsed } from "./last-use.js";
import { meQuery } from "./me.js";
import type { EndReason } from "./portal-state.js";
import { useTexts } from "./language.js";

/** So long before the end it is said, in milliseconds. */
const NOTICE_MS = 60_000;

/** How often it is looked at, in milliseconds. */
const TICK = 1_000;

/**
 * Says before a session ends, and ends it: one that nobody uses, which whoever is still there goes on with; and one whose time is
 * over, which nobody prolongs.
 */
export function SessionWatch({
  onOver,
  onSignOut,
}: {
  readonly onOver: (why: EndReason) => void;
  readonly onSignOut: () => void;
}) {
  const { session, common } = useTexts();
  const { data, dataUpdatedAt } = useQuery(meQuery);
  const [now, setNow] = useState(Date.now);
  /** Whether the person knows that the time is over soon. */
  const [isKnown, setKnown] = useState(false);
  const queries = useQueryClient();
  useEffect(() => {
    const look = () => setNow(Date.now());
    const timer = setInterval(look, TICK);
    // Timers stand still while a phone sleeps.
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  const idleEnd = lastUsed() + IDLE_MS;
  // Counted from the answer: the clock of this device may be off.
  const limit = dataUpdatedAt + (data?.me?.secondsLeft ?? Infinity) * 1_000;
  const isLimit = limit <= idleEnd;
  const left = (isLimit ? limit : idleEnd) - now;
  const isOver = left <= 0;
  useEffect(() => {
    if (isOver) onOver(isLimit ? "endedLimit" : "endedIdle");
  }, [isOver, isLimit, onOver]);
  if (isOver || left > NOTICE_MS || (isLimit && isKnown)) return null;
  const stay = () => {
    if (isLimit) setKnown(true);
    else void queries.invalidateQueries({ queryKey: meQuery.queryKey });
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
      <CrossState titleId="session-title" isHeld={false} />
      <ModalHeader labelId="session-title" title={isLimit ? session.limitSoon : session.soon} />
      <ModalBody id="session-body">{isLimit ? session.limitBody : session.soonBody}</ModalBody>
      <ModalFooter>
        <Button onClick={stay}>{isLimit ? session.goOn : session.stay}</Button>
        <Button variant="link" onClick={onSignOut}>
          {common.signOut}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
