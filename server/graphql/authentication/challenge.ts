import { challengeCreate } from "../../authentication/challenge.js";
import { mutation } from "../mutation.js";
import { ResourceRef } from "../resources/resource-ref.js";
import { ChallengePurpose, ChallengeType } from "./challenge-type.js";
import { SubjectInput } from "./subject.js";

mutation(challengeCreate, {
  description:
    "Creates a challenge: a question for a token that answers questions (OCRA), a code that is sent by SMS, by e-mail or by a bot, or a request on a phone (PUSH). The answer signs in, checks or synchronizes the token: pass the challenge and the code to `authenticate`, `tokenCheckOtp` or `tokenSynchronize`.\n\nA challenge is open until `expiresAt` and can be answered once. A code that was sent, or that a phone shows, is void after three wrong codes. A token has at most three open challenges; another one replaces the oldest.\n\nFor SIGN_IN, the caller always gets a challenge: also for a user or token that is unknown or blocked, or that needs none, and also when a limit blocks the code or the request. So nobody learns from it whether a user exists.\n\nThe next code is sent 30 seconds after the first at the earliest, then after 60 seconds, then after 120; a phone is asked again after 15. `nextAt` says when. A code that was used for a sign-in, and one that the gateway refused, do not count.\n\nA caller who asks earlier gets `sent: false`. For a code, it is the challenge of the code that was sent last, if that was for the same purpose and resource: that code answers it. For a request on a phone, it is a challenge that nothing answers: keep the id of the one before.",
  input: (t) => ({
    purpose: t.field({ type: ChallengePurpose, required: true, description: "The purpose of the answer." }),
    resource: t.field({
      type: ResourceRef,
      description:
        "The resource where the person signs in: required for SIGN_IN, refused for other purposes.",
    }),
    subject: t.field({
      type: SubjectInput,
      required: true,
      description: "The user or the token that the challenge is for. CHECK and SYNCHRONIZE require a token.",
    }),
    pin: t.string({
      description:
        "The token's PIN. If the resource has pinBeforeSending, a code is sent, or a phone is asked, only with the right PIN. A wrong PIN counts as a failure. After the right PIN, the person types the code alone.",
    }),
    clientAddress: t.string({
      description:
        "IP address of the person's device. The message or the request names it. For an address from which the resource allows no sign-in, no code is sent and no phone is asked.",
    }),
    locale: t.string({
      description:
        "The language of the message or the request (BCP 47): en, de, fr, es, uk or pl, also with a region, as in de-AT; by default that of the user (`User.locale`), or else the account's.",
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
