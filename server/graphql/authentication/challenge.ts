import { challengeCreate } from "../../authentication/challenge.js";
import { mutation } from "../mutation.js";
import { ResourceRef } from "../resources/resource-ref.js";
import { ChallengePurpose, ChallengeType } from "./challenge-type.js";
import { SubjectInput } from "./subject.js";

mutation(challengeCreate, {
  description:
    "Creates a challenge for a token that answers questions (OCRA). The answer signs in, checks or synchronizes the token. A challenge is open for five minutes and can be answered once. A token has at most three open challenges; another one replaces the oldest. For SIGN_IN, the caller always gets a challenge: also for a user or token that is unknown or blocked, or that needs none. So nobody learns from it whether a user exists. Pass it to authenticate with the code, as always.",
  input: (t) => ({
    purpose: t.field({ type: ChallengePurpose, required: true, description: "What the answer is for." }),
    resource: t.field({
      type: ResourceRef,
      description: "Where the person signs in: needed for SIGN_IN, and for nothing else.",
    }),
    subject: t.field({
      type: SubjectInput,
      required: true,
      description: "Whose challenge. CHECK and SYNCHRONIZE require a token.",
    }),
  }),
  payload: (t) => ({
    challenge: t.field({
      type: ChallengeType,
      description: "The challenge to answer.",
      resolve: ({ payload }) => payload,
    }),
  }),
});
