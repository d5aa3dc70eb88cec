import type { ChallengeStatus } from "../../authentication/challenge-status.js";
import { followChallenge } from "../../authentication/follow-challenge.js";
import { challengeId } from "../../authentication/subject.js";
import { builder } from "../builder.js";
import type { Context } from "../context.js";
import { ChallengeStatusType } from "./challenge-status.js";

/** The states of a challenge. Returned, they end at once, also while the next one is waited for. */
function follow({ services, actor }: Context, id: string): AsyncIterableIterator<ChallengeStatus> {
  const ended = new AbortController();
  const states = followChallenge(services, actor, id, ended.signal);
  const iterator: AsyncIterableIterator<ChallengeStatus> = {
    next: () => states.next(),
    return() {
      ended.abort();
      // A look that has begun may take as long as the database: what is ended does not wait for it.
      void states.return();
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
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
