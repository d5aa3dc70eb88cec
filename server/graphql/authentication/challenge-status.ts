import { type ChallengeStatus, challengeStatus } from "../../authentication/challenge-status.js";
import { challengeId } from "../../authentication/subject.js";
import { globalId } from "../../global-id.js";
import { builder } from "../builder.js";

const ChallengeState = builder.enumType("ChallengeState", {
  description: "What became of a request on a phone.",
  values: {
    PENDING: { description: "It waits for an answer." },
    APPROVED: {
      description:
        "The person approved it on the phone. Call `authenticate`: with the code that the phone shows, or without one if the challenge's confirmation is CHOICE or APPROVE.",
    },
    DECLINED: { description: "The person declined it on the phone." },
    EXPIRED: { description: "It is too late for an answer." },
  } as const,
});

export const ChallengeStatusType = builder.objectRef<ChallengeStatus>("ChallengeStatus").implement({
  description: "A request on a phone, as a page sees it that waits for the person.",
  fields: (t) => ({
    id: t.id({
      description: "Global id of the challenge.",
      resolve: ({ id }) => globalId("Challenge", id),
    }),
    state: t.field({
      type: ChallengeState,
      description: "What became of it.",
      resolve: ({ state }) => state,
    }),
  }),
});

builder.queryField("challenge", (t) =>
  t.field({
    type: ChallengeStatusType,
    nullable: true,
    description:
      "What became of a request on a phone (PUSH). A page follows it (subscription `challenge`), or asks every second or two until the person has answered. A challenge of another kind, and one that does not exist, looks like a request that nobody answers.",
    args: { id: t.arg.id({ required: true, description: "Its global id, from challengeCreate." }) },
    resolve: (_root, { id }, { services, actor }) => challengeStatus(services, actor, challengeId(id)),
  }),
);
