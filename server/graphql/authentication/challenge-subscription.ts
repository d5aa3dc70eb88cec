import { setTimeout as wait } from "node:timers/promises";
import { type ChallengeStatus, challengeStatus } from "../../authentication/challenge-status.js";
import { challengeId } from "../../authentication/subject.js";
import { builder } from "../builder.js";
import type { Context } from "../context.js";
import { ChallengeStatusType } from "./challenge-status.js";

/**
 * How often a challenge is looked at, in milliseconds. All pages that wait look together, in one statement. (The feed would
 * not do: its events wait for the end of every older transaction, and a request lives two minutes.)
 */
const LOOK_MS = 500;

/** The state of a challenge now, and the other one that it gets; then it ends. */
function follow({ services, actor }: Context, id: string): AsyncIterableIterator<ChallengeStatus> {
  const ended = new AbortController();
  let last: ChallengeStatus | null = null;
  const over = (): IteratorResult<ChallengeStatus> => {
    ended.abort();
    return { done: true, value: undefined };
  };
  const states: AsyncIterableIterator<ChallengeStatus> = {
    async next() {
      if (last !== null && last.state !== "PENDING") return over();
      for (let isFirst = last === null; ; isFirst = false) {
        if (!isFirst)
          await wait(LOOK_MS - (Date.now() % LOOK_MS), null, { signal: ended.signal }).catch(over);
        if (ended.signal.aborted) return over();
        const now = await challengeStatus(services, actor, id);
        if (now.state === last?.state) continue;
        last = now;
        return { done: false, value: now };
      }
    },
    return: () => Promise.resolve(over()),
    [Symbol.asyncIterator]: () => states,
  };
  return states;
}

builder.subscriptionField("challenge", (t) =>
  t.field({
    type: ChallengeStatusType,
    description:
      "The states of a request on a phone (PUSH): first the current one, then the one after the person has answered or the request has expired. Then the subscription ends. A challenge that is of another kind, or does not exist, looks like a request that nobody answers.",
    args: { id: t.arg.id({ required: true, description: "Its global id, from challengeCreate." }) },
    subscribe: (_root, { id }, context) => follow(context, challengeId(id)),
    resolve: (status) => status,
  }),
);
