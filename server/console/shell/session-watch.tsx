import { lastUsed } from "../data/last-use.js";
import { request } from "../data/request.js";
import { useAttempt } from "../data/use-attempt.js";
import { NOTICE_MS, SessionQuestion } from "../parts/session-question.js";
import { useSignOut } from "../session/use-sign-out.js";
import { useEachSecond } from "../times/each-second.js";

/** Milliseconds without a request after which the server ends a session. It counts in whole minutes. */
const IDLE_MS = 30 * 60_000 - 60_000;

/** Asks before a session ends that is not used: what was typed would be lost. */
export function SessionWatch() {
  const left = lastUsed() + IDLE_MS - useEachSecond();
  const { make } = useAttempt();
  const signOut = useSignOut();
  if (left <= 0 || left > NOTICE_MS) return null;
  return (
    <SessionQuestion
      title="Are you still there?"
      body="You are signed out in one minute, because nothing happened here for a while. What you typed and did not save is then lost."
      stay="Stay signed in"
      signOut="Sign out"
      onStay={() => make(async () => void (await request("GET", "/sign-in/state")))}
      onSignOut={() => make(signOut)}
    />
  );
}
