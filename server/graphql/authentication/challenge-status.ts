import { type ChallengeStatus, challengeStatus } from "../../authentication/challenge-status.js";
import { challengeId } from "../../authentication/subject.js";
import { globalId } from "../../global-id.js";
import { builder } from "../builder.js";

const ChallengeState = builder.enumType("ChallengeState", {
  description: "The state of a request on a phone.",
  values: {
    PENDING: { description: "It waits for an answer." },
    APPROVED: {
      description:
        "The person approved it on the phone. Call `authenticate`: with the code that the phone shows, or without one if the challenge's confirmation is CHOICE or APPROVE.",
    },
    DECLINED: { description: "The person declined it on the phone." },
    EXPIRED: { description: "It can no longer be answered." },
  } as const,
});

export const ChallengeStatusType = builder.objectRef<ChallengeStatus>("ChallengeStatus").implement({
  description: "A request on a phone, for a page that waits for the person's answer.",
  fields: (t) => ({
    id: t.id({
      description: "Global id of the challenge.",
      resolve: ({ id }) => globalId("Challenge", id),
    }),
    state: t.field({
      type: ChallengeState,
      description: "Its state.",
      resolve: ({ state }) => state,
    }),
  }),
});

builder.queryField("challenge", (t) =>
  t.field({
    type: ChallengeStatusType,
    nullable: true,
    description:
      "The state of a request on a phone (PUSH). Subscribe to `challenge`, or repeat this query every second or two until the person has answered. A challenge that is of another kind, or does not exist, looks like a request that nobody answers.",
    args: { id: t.arg.id({ required: true, description: "Its global id, from challengeCreate." }) },
    resolve: (_root, { id }, { services, actor }) => challengeStatus(services, actor, challengeId(id)),
  }),
);
