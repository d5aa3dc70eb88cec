import { globalId } from "../../global-id.js";
import { builder } from "../builder.js";

export const ChallengePurpose = builder.enumType("ChallengePurpose", {
  description: "The purpose of the answer to a challenge.",
  values: {
    SIGN_IN: { description: "For `authenticate`." },
    CHECK: { description: "For `tokenCheckOtp`." },
    SYNCHRONIZE: { description: "For `tokenSynchronize`." },
  } as const,
});

const ChallengeKind = builder.enumType("ChallengeKind", {
  description: "How a challenge is answered.",
  values: {
    QUESTION: { description: "The person types the question into the device, which shows the answer." },
    PUSH: { description: "A request is shown on the person's phone." },
    CODE: { description: "A code is sent to the person, who types it where they sign in." },
  } as const,
});

export const PushConfirmation = builder.enumType("PushConfirmation", {
  description: "How a request on a phone is confirmed.",
  values: {
    CODE: {
      description:
        "After approving, the phone shows six digits, which the person types where they sign in. Only this meets NIST SP 800-63B-4 (§3.1.3.2). Approving alone signs nobody in.",
    },
    CHOICE: {
      description:
        "The page shows a digit, and the person chooses it from ten on the phone. A wrong digit ends the request and counts as a failure. NIST SP 800-63B-4 does not accept it.",
    },
    APPROVE: {
      description:
        "Approving is enough. NIST SP 800-63B-4 does not accept it, because some people approve when they are asked many times.",
    },
  } as const,
});

/** A challenge as its payload shows it. */
interface Challenge {
  readonly id: string;
  readonly kind: "QUESTION" | "CODE" | "PUSH";
  readonly question: string | null;
  readonly sentTo: string | null;
  readonly confirmation: "CODE" | "CHOICE" | "APPROVE" | null;
  readonly choice: string | null;
  readonly expiresAt: string;
  readonly sent: boolean;
  readonly nextAt: string | null;
}

export const ChallengeType = builder.objectRef<Challenge>("Challenge").implement({
  description: "A task for the person who signs in. It can be answered once, until it expires.",
  fields: (t) => ({
    id: t.id({
      description: "Its global id. Send it together with the answer.",
      resolve: ({ id }) => globalId("Challenge", id),
    }),
    kind: t.field({
      type: ChallengeKind,
      description: "How it is answered.",
      resolve: ({ kind }) => kind,
    }),
    question: t.exposeString("question", {
      nullable: true,
      description: "The question to type into the device; null when nothing is to be typed.",
    }),
    expiresAt: t.field({
      type: "DateTime",
      description: "Until when it may be answered.",
      resolve: ({ expiresAt }) => new Date(expiresAt),
    }),
    sent: t.exposeBoolean("sent", {
      description:
        "Whether it was requested in time. false: it came too soon after the one before, so no code is sent, and no phone is asked; see `nextAt`. For a user that does not exist, the answer is the same.",
    }),
    nextAt: t.field({
      type: "DateTime",
      nullable: true,
      description:
        "When the next code can be sent, or the phone can be asked again; null for a question. A code that is used ends the wait, and so does one that the gateway refused.",
      resolve: ({ nextAt }) => (nextAt === null ? null : new Date(nextAt)),
    }),
    confirmation: t.field({
      type: PushConfirmation,
      nullable: true,
      description: "How a request on a phone is confirmed; null for other kinds.",
      resolve: ({ confirmation }) => confirmation,
    }),
    choice: t.exposeString("choice", {
      nullable: true,
      description:
        "The digit to show to the person, who must choose it on the phone; null when the confirmation is not CHOICE.",
    }),
    sentTo: t.exposeString("sentTo", {
      nullable: true,
      description:
        "Where a code is sent, masked, as in +49•••••••34; null for a question and for a request on a phone.",
    }),
  }),
});
