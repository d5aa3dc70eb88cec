import { setTimeout as wait } from "node:timers/promises";
import type { Actor } from "../actions/actor.js";
import type { Services } from "../actions/services.js";
import { type ChallengeStatus, challengeStatus } from "./challenge-status.js";

/**
 * How often a challenge is looked at, in milliseconds. All that wait look together, in one statement. (The feed would not do: its
 * events wait for the end of every older transaction, and a request lives two minutes.)
 */
const LOOK_MS = 500;

/**
 * Waits for the answer to a request on a phone: gives the state of a challenge now, and the other one that it gets. Then it ends.
 * @param ended ends it before; `AbortSignal.timeout` for a door that waits only so long.
 */
export async function* followChallenge(
  services: Pick<Services, "clock" | "database">,
  actor: Actor,
  id: string,
  ended: AbortSignal,
): AsyncGenerator<ChallengeStatus, void, undefined> {
  let last: ChallengeStatus["state"] | null = null;
  while (!ended.aborted) {
    const now = await challengeStatus(services, actor, id);
    if (now.state !== last) yield now;
    if (now.state !== "PENDING") return;
    last = now.state;
    await wait(LOOK_MS - (Date.now() % LOOK_MS), null, { signal: ended }).catch(() => {});
  }
}
