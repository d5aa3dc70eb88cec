import { setTimeout as wait } from "node:timers/promises";
import { type ChallengeStatus, challengeStatus } from "../../authentication/challenge-status.js";
import { challengeId } from "../../authentication/subject.js";
import { builder } from "../builder.js";
import type { Context } from "../context.js";
import { openSubscriber } from "../events/subscription.js";
import { ChallengeStatusType } from "./challenge-status.js";

/** How often is looked whether a challenge has expired, in milliseconds. Nothing is read for it. */
const LOOK_MS = 1_000;

/** What phones answer, as the feed has it. */
const ANSWERS = ["PUSH_APPROVED", "PUSH_DECLINED"] as const;

/**
 * The state of a challenge now, and each other one that it gets; then it ends. Answers of phones come with the feed, at
 * whatever server they arrive.
 */
async function follow(context: Context, id: string): Promise<AsyncIterableIterator<ChallengeStatus>> {
  const { services, actor } = context;
  const nothing = { text: null, tokenId: null, userId: null, resourceId: null, actorId: null };
  const conditions = { ...nothing, types: ANSWERS, from: null, to: null };
  // Before the first look, so that no answer is between them.
  const subscriber = await openSubscriber(context, await services.feed.frontier(), conditions);
  const answers = subscriber.deliveries();
  const ended = new AbortController();
  let last: ChallengeStatus | null = null;
  let arriving: Promise<boolean> | null = null;

  /** Waits until the challenge may have another state. */
  async function change({ expiresAt }: ChallengeStatus): Promise<void> {
    while (!ended.signal.aborted && services.clock() < expiresAt.getTime()) {
      arriving ??= answers.next().then(({ done }) => done !== true);
      const isAnswered = await Promise.race([
        arriving,
        wait(LOOK_MS, null, { signal: ended.signal }).catch(() => null),
      ]);
      if (isAnswered === null) continue;
      arriving = null;
      if (isAnswered) return;
      ended.abort();
    }
  }

  const over = (): IteratorResult<ChallengeStatus> => {
    ended.abort();
    subscriber.end();
    // What it was waiting for is not wanted any more.
    arriving?.catch(() => {});
    return { done: true, value: undefined };
  };
  const states: AsyncIterableIterator<ChallengeStatus> = {
    async next() {
      for (;;) {
        if (last !== null && last.state !== "PENDING") return over();
        if (last !== null) await change(last);
        if (ended.signal.aborted) return over();
        const now = await challengeStatus(services, actor, id);
        if (now.state === last?.state) continue;
        last = now;
        return { done: false, value: now };
      }
    },
    async return() {
      over();
      await answers.return();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => states,
  };
  return states;
}

builder.subscriptionField("challenge", (t) =>
  t.field({
    type: ChallengeStatusType,
    description:
      "What becomes of a request on a phone (PUSH): its state now, and the one that it gets when the person answers or it expires. Then it ends. A challenge of another kind, and one that does not exist, looks like a request that nobody answers.",
    args: { id: t.arg.id({ required: true, description: "Its global id, from challengeCreate." }) },
    subscribe: (_root, { id }, context) => follow(context, challengeId(id)),
    resolve: (status) => status,
  }),
);
