import { challengeCreate } from "../../authentication/challenge.js";
import { mutation } from "../mutation.js";
import { ResourceRef } from "../resources/resource-ref.js";
import { ChallengePurpose, ChallengeType } from "./challenge-type.js";
import { SubjectInput } from "./subject.js";

mutation(challengeCreate, {
  description:
    "Creates a challenge: a question for a token that answers questions (OCRA), a code that is sent by SMS, by e-mail or by a bot, or a request on a phone (PUSH). The answer signs in, checks or synchronizes the token. A challenge is open until `expiresAt` and can be answered once; a code that was sent, or that a phone shows, is void after three wrong ones. A token has at most three open challenges; another one replaces the oldest. For SIGN_IN, the caller always gets a challenge: also for a user or token that is unknown or blocked, or that needs none, and also when a limit forbids to send a code or to ask the phone. So nobody learns from it whether a user exists. After a code, the next one is sent after 30 seconds at the earliest, then after 60, then after 120; a phone is asked again after 15. Whoever asks earlier gets a challenge that no code answers. The challenge before stays open: keep its id for the code that came. Pass the challenge to authenticate with the code, as always.",
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
    pin: t.string({
      description:
        "The token's PIN. Where the resource has pinBeforeSending, no code is sent and no phone is asked without the right one; a wrong one counts as a failure. When it is right, the person then types the code alone.",
    }),
    clientAddress: t.string({
      description:
        "IP address of the person's device. The message or the request names it. For an address from which the resource allows no sign-in, no code is sent and no phone is asked.",
    }),
    locale: t.string({
      description: "The language of the message or the request (BCP 47), as in de; by default the account's.",
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
