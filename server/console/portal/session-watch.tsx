import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { lastUsed } from "../data/last-use.js";
import { NOTICE_MS, SessionQuestion } from "../parts/session-question.js";
import { useEachSecond } from "../times/each-second.js";
import { meQuery } from "./me.js";
import type { EndReason } from "./portal-state.js";
import { useTexts } from "./language.js";

/** Milliseconds without a request after which the server ends a session. It counts in whole minutes. */
const IDLE_MS = 10 * 60_000 - 60_000;

/**
 * Says before a session ends, and ends it: one that is not used, which a person who is still there can continue; and one whose
 * time is over, which cannot be prolonged.
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
  const now = useEachSecond();
  /** Whether the person knows that the time is over soon. */
  const [isKnown, setKnown] = useState(false);
  const queries = useQueryClient();
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
    <SessionQuestion
      title={isLimit ? session.limitSoon : session.soon}
      body={isLimit ? session.limitBody : session.soonBody}
      stay={isLimit ? session.goOn : session.stay}
      signOut={common.signOut}
      onStay={stay}
      onSignOut={onSignOut}
    />
  );
}
