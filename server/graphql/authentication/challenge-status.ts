import { type ChallengeStatus, challengeStatus } from "../../authentication/challenge-status.js";
import { challengeId } from "../../authentication/subject.js";
import { globalId } from "../../global-id.js";
import { builder } from "../builder.js";

const ChallengeState = builder.enumType("ChallengeState", {
  description: "How a challenge is.",
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

const ChallengeStatusType = builder.objectRef<ChallengeStatus>("ChallengeStatus").implement({
  description: "How a challenge is, for a page that waits until a phone was used.",
  fields: (t) => ({
    id: t.id({
      description: "Global id of the challenge.",
      resolve: ({ id }) => globalId("Challenge", id),
    }),
    state: t.field({
      type: ChallengeState,
      description: "How it is.",
      resolve: ({ state }) => state,
    }),
  }),
});

builder.queryField("challenge", (t) =>
  t.field({
    type: ChallengeStatusType,
    nullable: true,
    description:
      "How a challenge is: a page asks every second or two until the person used the phone. One that does not exist looks like one that nobody answers.",
    args: { id: t.arg.id({ required: true, description: "Its global id, from challengeCreate." }) },
    resolve: (_root, { id }, { services, actor }) => challengeStatus(services, actor, challengeId(id)),
  }),
);
